"""Policy and law married: what a jurisdiction's directives make of its people, on its calendar."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

import orjson

from config.citation import Citation
from config.dated import on
from config.directive import Clause, Directive
from config.duty import Duty, Period
from config.located import FIRM
from config.policy import Jurisdiction, Policy
from workflows.chain import Chain
from workflows.register.columns import NEVER
from workflows.timetable import Timetable, day_number
from workflows.working_time import RestDay, WorkingCalendar, at, end_of_day

#: What ends an assignment of each kind; standing duties and targets are only ever recorded.
ANSWERED_BY = {"periodic_report": "report", "one_off": "report", "standing": "record", "target": "record"}


class NoSuchJurisdiction(LookupError):
    """The policy does not know the jurisdiction asked for."""


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Planned:
    """One assignment that a directive asks for: a duty, a performer and, for what recurs, a period."""

    directive: Directive
    clause: Clause
    duty: Duty
    performer: str
    period: Period | None
    opens_on: date
    due: Due

    @property
    def key(self) -> str:
        """``<directive>/<clause>/<duty>/<performer>[/<period>]``."""
        parts = [self.directive.full_key, self.clause.path, self.duty.key, self.performer]
        return "/".join([*parts, self.period.key] if self.period else parts)


class Charter:
    """One jurisdiction of a policy, with its calendar, its chain and its ladders."""

    def __init__(self, policy: Policy, jurisdiction: str, contacts: Mapping[str, str] | None = None) -> None:
        """Take the jurisdiction out of the policy; ``contacts`` are addresses of posts kept outside it.

        Raises:
            NoSuchJurisdiction: with the keys there are.
        """
        if jurisdiction not in policy.jurisdictions:
            known = ", ".join(sorted(policy.jurisdictions)) or "(không có)"
            raise NoSuchJurisdiction(f"Không có địa phương «{jurisdiction}» trong chính sách; hiện có: {known}.")
        self.policy = policy
        self.jurisdiction: Jurisdiction = policy.jurisdictions[jurisdiction]
        self.key = jurisdiction
        self.chain = Chain(self.jurisdiction.organization)
        self._contacts = contacts or {}

    @cached_property
    def calendar(self) -> WorkingCalendar:
        """The working calendar of the policy."""
        return working_calendar(self.policy)

    @property
    def directives(self) -> tuple[Directive, ...]:
        """The directives, in order of effect."""
        return tuple(sorted(self.jurisdiction.directives.values(), key=lambda d: (d.effective_from.on, d.key)))

    def label(self, key: str) -> str:
        """Return the Vietnamese name of a post or unit."""
        return self.jurisdiction.organization.label_of(key)

    def address(self, post: str) -> str:
        """Return the e-mail address of a post, or an empty text."""
        found = self.jurisdiction.organization.post(post)
        return self._contacts.get(post) or (found.email if found else None) or ""

    def cite(self, citations: Iterable[Citation]) -> str:
        """Write citations as one Vietnamese text."""
        return "; ".join(dict.fromkeys(self.policy.cite(citation) for citation in citations))

    def cite_clause(self, directive: Directive, clause: Clause) -> str:
        """Write a clause of a directive as one Vietnamese text."""
        return f"{directive.label}, {clause.printed_label}"

    def short(self, cites: str, key: str) -> str:
        """Leave the directive's name out of citations where it was said already."""
        directive = self.policy.directive("/".join(key.partition("#")[0].split("/")[:2]))
        name = f"{directive.label}, " if directive else ""
        return cites.replace(name, "")

    def timetable(self, directive: Directive) -> Timetable | None:
        """Return the ladder of a directive on this calendar; None where the policy gives it none."""
        ladder = self.policy.ladder(directive, directive.effective_from.on)
        return None if ladder is None else Timetable.of(ladder, self.calendar)

    def plan(self, directive: Directive) -> Iterator[Planned]:
        """Yield every assignment that the directive asks for, those it may not ask for any more left out.

        A period whose deadline had passed before the directive took effect is none of its periods (GĐ-14); its data
        window may reach back.
        """
        for clause, duty in directive.duties():
            for period in duty.periods or (None,):
                due = self.due(directive, clause, duty, period)
                if due.day is not None and due.day < directive.effective_from.on:
                    continue
                opens_on = directive.effective_from.on
                if period is not None and duty.opens == "window_start":
                    opens_on = max(opens_on, period.window_from)
                for performer in duty.performers:
                    yield Planned(directive, clause, duty, performer, period, opens_on, due)

    def due(self, directive: Directive, clause: Clause, duty: Duty, period: Period | None) -> Due:
        """Resolve a deadline: the day that is meant, its roll to a working day, and why."""
        if period is not None and period.deadline is not None:
            day, provenance, cites = period.deadline, period.provenance, period.cites
            why: dict[str, Any] = {"rule": "date"}
        elif period is not None and duty.working_days_after_window is not None:
            rule = duty.working_days_after_window
            day = self.calendar.shift(period.window_until, rule.value)
            provenance, cites = rule.provenance, rule.cites
            skipped = self.calendar.skipped_between(period.window_until, day)
            why = {
                "rule": "after_window",
                "working_days": rule.value,
                "from": period.window_until.isoformat(),
                "skipped": _said(skipped),
            }
        elif duty.deadline is not None:
            day, provenance, cites = duty.deadline.on, duty.deadline.provenance, duty.deadline.cites
            why = {"rule": "date"}
        else:
            return Due(None, NEVER, "none", {"rule": "none"})
        why |= {
            "anchor": day.isoformat(),
            "provenance": provenance,
            "cites": self.cite(cites),
            "calendar": self.calendar.version,
        }
        roll = on(self.policy.national.calendar.roll, day)
        if (duty.roll or (roll.value if roll else "none")) == "next_working_day":
            rolled = self.calendar.roll_forward(day)
            if rolled.day != day and roll is not None:
                why["rolled"] = {"skipped": _said(rolled.skipped), "cites": self.cite(roll.cites)}
            day = rolled.day
        if day.year in self.calendar.projected_years:
            why["projected"] = day.year
        why["effective"] = day.isoformat()
        return Due(day, end_of_day(day), provenance, why)

    def _rests_on(self, directive: Directive, planned: Planned) -> str:
        """Cite the clause, and beside it the default or inference of ours that a deadline comes from (promise 9)."""
        clause = self.cite_clause(directive, planned.clause)
        if not _unfirm(planned.due):
            return clause
        return "; ".join(dict.fromkeys([clause, *planned.due.why["cites"].split("; ")]))

    def row(self, planned: Planned) -> dict[str, Any]:
        """Return the columns of the assignment to be stored, `directive_id` left out."""
        directive, duty, due, period = planned.directive, planned.duty, planned.due, planned.period
        head = self.chain.head_of(planned.performer)
        timetable = self.timetable(directive)
        climbs = timetable is not None and due.day is not None and duty.kind in timetable.ladder.applies_to
        opens_at = at(planned.opens_on, time(0))
        return {
            "key": planned.key,
            "jurisdiction": self.key,
            "clause": planned.clause.path,
            "duty": duty.key,
            "kind": duty.kind,
            "answered_by": ANSWERED_BY[duty.kind],
            "performer": planned.performer,
            "line": directive.line,
            "period": period.key if period else "",
            "title": (duty.what or planned.clause.summary) + (f" – {period.label}" if period else ""),
            "result_required": duty.result or "",
            "modality": planned.clause.modality,
            "provenance": due.provenance,
            "firm": int(due.firm),
            "countable": int(duty.countable),
            "acknowledge_first": int(duty.needs_officer or duty.kind == "one_off"),
            "cites": self._rests_on(directive, planned),
            "policy": self.policy.version,
            "timetable": timetable.name if timetable is not None and climbs else "",
            "head": head,
            "deputy": self.chain.deputy_for(planned.performer),
            "monitor": directive.monitor_of(duty, planned.performer, head),
            "authority": duty.answerable_to or directive.directing_authority,
            "route_point": self.chain.head_of(duty.via) if duty.via else "",
            "opens_at": opens_at,
            "next_due_at": opens_at,
            "window_closes_at": end_of_day(period.window_until) if period else NEVER,
            "deadline": due.until,
            "cut_off_at": due.until,
            "cut_off_day": day_number(due.day) if due.day else 0,
            "why": due.why
            | {"where": duty.where, "policy": self.policy.version}
            | (
                {
                    "window": [period.window_from.isoformat(), period.window_until.isoformat()],
                    "cumulative": period.cumulative,
                    "estimates": duty.estimates,
                }
                if period
                else {}
            ),
        }


def _unfirm(due: Due) -> bool:
    return due.day is not None and not due.firm


def working_calendar(policy: Policy) -> WorkingCalendar:
    """Build the working calendar of a policy from its dated, cited years."""
    calendar = policy.national.calendar
    holidays, make_up = [], {}
    for year in calendar.years:
        for day in year.holidays:
            if day.applies and calendar.first <= day.date <= calendar.last:
                cites = day.cites or year.cites
                holidays.append(RestDay(day.date, day.name, _cites(policy, cites), day.projected or year.projected))
        for swap in year.swaps:
            said = _cites(policy, swap.cites)
            holidays.append(RestDay(swap.off, f"nghỉ hoán đổi, làm bù ngày {swap.worked:%d/%m/%Y}", said))
            make_up[swap.worked] = said
    hours = on(calendar.office_hours, calendar.last)
    spans = tuple((s.opens, s.closes) for s in hours.value.spans) if hours and hours.value else ()
    version = orjson.dumps([[h.day.isoformat() for h in holidays], sorted(d.isoformat() for d in make_up)])
    return WorkingCalendar(
        first=calendar.first,
        last=calendar.last,
        holidays=holidays,
        make_up_days=make_up,
        office_hours=spans,
        version=_short(version),
        projected_years=calendar.projected_years,
    )


def _cites(policy: Policy, citations: Iterable[Citation]) -> str:
    return "; ".join(policy.cite(citation) for citation in citations)


def _said(rests: Iterable[RestDay]) -> list[dict[str, str]]:
    return [{"day": r.day.isoformat(), "reason": r.reason, "cites": r.cites} for r in rests]


def _short(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
