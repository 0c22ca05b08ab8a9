"""A deadline, resolved once when the assignment is made: the day that is meant, its roll, what it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from config.citation import Citation
from config.dated import on
from config.directive import Directive
from config.duty import Duty, Event, PeriodDue
from config.located import FIRM
from config.policy import Policy
from workflows.periods import Occasion, last_working_day
from workflows.register.columns import NEVER
from workflows.working_time import RestDay, WorkingCalendar, at, end_of_day


@dataclass(frozen=True, slots=True)
class Due:
    """A resolved deadline and everything it rests on.

    Attributes:
        day: the effective day, after any roll; None where there is no deadline.
        until: the exclusive instant at which it has passed; `NEVER` without a deadline.
        provenance: where it comes from: document, cited, default, inferred, or none.
        why: the whole provenance as plain data, for `namro why`.
    """

    day: date | None
    until: datetime
    provenance: str
    why: dict[str, Any]

    @property
    def firm(self) -> bool:
        """Whether a person may be judged on it: it is the document's, or of what the document cites."""
        return self.provenance in FIRM


@dataclass(frozen=True, slots=True)
class _Meant:
    """The day that a rule means, before any roll."""

    day: date
    provenance: str
    cites: tuple[Citation, ...]
    why: dict[str, Any]
    clock: time | None = None
    rolls: bool = True


NONE = Due(None, NEVER, "none", {"rule": "none"})


class Deadlines:
    """The deadlines of a policy on its calendar."""

    def __init__(self, policy: Policy, calendar: WorkingCalendar) -> None:
        """Take the policy and its calendar."""
        self.policy, self.calendar = policy, calendar

    def of(self, directive: Directive, duty: Duty, occasion: Occasion | None) -> Due:
        """Resolve the deadline of a duty, of one of its periods where it recurs."""
        meant = self._of_occasion(duty, occasion) if occasion is not None else self._of_task(directive, duty)
        return NONE if meant is None else self._resolved(duty, meant)

    def after_event(self, duty: Duty, happened: datetime, day: date) -> Due:
        """Resolve the deadline of what an event gave rise to.

        What happens after the hour of the day it would be due is due on the next working day: no deadline reaches
        back (GĐ-14).

        Args:
            duty: a duty on an event.
            happened: the instant of the event (aware).
            day: its local day.
        """
        event = duty.event
        if event is None:
            return NONE
        why: dict[str, Any] = {"rule": "event", "event": event.label, "from": day.isoformat()}
        if event.working_days is None:
            why |= {"anchor": day.isoformat(), "effective": day.isoformat(), "provenance": event.provenance}
            why |= {"cites": self._cite(event.cites), "calendar": self.calendar.version, "at_once": True}
            return Due(day, happened, event.provenance, why)
        due = self._after_days(duty, event, day, event.working_days, why)
        return due if due.until > happened else self._after_days(duty, event, day, event.working_days + 1, why)

    def _after_days(self, duty: Duty, event: Event, day: date, working_days: int, why: dict[str, Any]) -> Due:
        due = self.calendar.shift(day, working_days)
        counted = why | {"working_days": event.working_days, "skipped": self._skipped(day, due)}
        return self._resolved(duty, _Meant(due, event.provenance, event.cites, counted, event.at))

    def _of_task(self, directive: Directive, duty: Duty) -> _Meant | None:
        deadline, target = duty.deadline, duty.target
        if deadline is None and target is not None and target.attain_by is not None:
            # Nothing is handed in that day that a rest day could keep from arriving: it is not rolled.
            return _Meant(target.attain_by, target.provenance, target.cites, {"rule": "attain_by"}, rolls=False)
        if deadline is None:
            return None
        said = (deadline.provenance, deadline.cites)
        if deadline.on is not None:
            return _Meant(deadline.on, *said, {"rule": "date"}, deadline.at)
        if deadline.before is not None:
            why: dict[str, Any] = {"rule": "before", "before": deadline.before.isoformat()}
            return _Meant(deadline.before - timedelta(days=1), *said, why, deadline.at, rolls=False)
        begins = directive.effective_from.on
        day = self.calendar.shift(begins, deadline.working_days or 0)
        why = {
            "rule": "after_effect",
            "working_days": deadline.working_days,
            "from": begins.isoformat(),
            "skipped": self._skipped(begins, day),
        }
        return _Meant(day, *said, why, deadline.at)

    def _of_occasion(self, duty: Duty, occasion: Occasion) -> _Meant:
        listed, schedule = occasion.listed, occasion.schedule
        if listed is not None and listed.deadline is not None:
            return _Meant(listed.deadline, listed.provenance, listed.cites, {"rule": "date"})
        if duty.working_days_after_window is not None:
            rule = duty.working_days_after_window
            return self._after_close(occasion, rule.value, rule.provenance, rule.cites, None)
        if schedule is None:
            raise ValueError(f"{duty.where}: period {occasion.key} has no deadline")
        if schedule.due is None:
            why: dict[str, Any] = {"rule": "count", "cadence": schedule.cadence, "at_least": duty.at_least}
            return _Meant(occasion.last, schedule.provenance, schedule.cites, why, rolls=False)
        return self._scheduled(occasion, schedule.due, schedule.cadence)

    def _scheduled(self, occasion: Occasion, due: PeriodDue, cadence: str) -> _Meant:
        said = (due.provenance, due.cites)
        if due.working_days_after_close is not None:
            return self._after_close(occasion, due.working_days_after_close, *said, due.at)
        if due.working_day_of_next_month is not None:
            day = self.calendar.shift(occasion.last, due.working_day_of_next_month)
            why: dict[str, Any] = {
                "rule": "next_month",
                "working_days": due.working_day_of_next_month,
                "from": occasion.last.isoformat(),
                "skipped": self._skipped(occasion.last, day),
            }
            return _Meant(day, *said, why, due.at)
        if due.day is not None:
            return _Meant(occasion.last.replace(day=due.day), *said, {"rule": "day_of_month"}, due.at)
        why = {"rule": "same_day", "cadence": cadence}
        return _Meant(last_working_day(self.calendar, occasion), *said, why, due.at)

    def _after_close(
        self,
        occasion: Occasion,
        working_days: int,
        provenance: str,
        cites: tuple[Citation, ...],
        clock: time | None,
    ) -> _Meant:
        closes = occasion.window_until
        day = self.calendar.shift(closes, working_days)
        why = {
            "rule": "after_window",
            "working_days": working_days,
            "from": closes.isoformat(),
            "skipped": self._skipped(closes, day),
        }
        return _Meant(day, provenance, cites, why, clock)

    def _resolved(self, duty: Duty, meant: _Meant) -> Due:
        day = meant.day
        why = meant.why | {
            "anchor": day.isoformat(),
            "provenance": meant.provenance,
            "cites": self._cite(meant.cites),
            "calendar": self.calendar.version,
        }
        roll = on(self.policy.national.calendar.roll, day)
        if meant.rolls and (duty.roll or (roll.value if roll else "none")) == "next_working_day":
            rolled = self.calendar.roll_forward(day)
            if rolled.day != day and roll is not None:
                why["rolled"] = {"skipped": _said(rolled.skipped), "cites": self._cite(roll.cites)}
            day = rolled.day
        if day.year in self.calendar.projected_years:
            why["projected"] = day.year
        why["effective"] = day.isoformat()
        if meant.clock is not None:
            why["at"] = f"{meant.clock:%H:%M}"
        until = end_of_day(day) if meant.clock is None else at(day, meant.clock)
        return Due(day, until, meant.provenance, why)

    def _skipped(self, after: date, until: date) -> list[dict[str, str]]:
        return _said(self.calendar.skipped_between(after, until))

    def _cite(self, citations: Iterable[Citation]) -> str:
        return "; ".join(dict.fromkeys(self.policy.cite(citation) for citation in citations))


def _said(rests: Iterable[RestDay]) -> list[dict[str, str]]:
    return [{"day": r.day.isoformat(), "reason": r.reason, "cites": r.cites} for r in rests]
