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
from config.duty import Duty
from config.located import FIRM
from config.policy import Jurisdiction, Policy
from workflows.chain import Chain
from workflows.deadlines import Deadlines, Due
from workflows.people import people, performers
from workflows.periods import Occasion, occasions
from workflows.provenance import named
from workflows.register.columns import NEVER
from workflows.timetable import Timetable, day_number
from workflows.working_time import RestDay, WorkingCalendar, at, end_of_day

#: What answers an assignment of each kind; standing duties and targets are only ever recorded.
ANSWERED_BY = {
    "periodic_report": "report",
    "one_off": "report",
    "count": "record",
    "standing": "record",
    "on_event": "occur",
    "target": "record",
}

#: Whoever runs the program: no post of the organisation, and told only of what is wrong with the program itself.
OPERATOR = "operator"


class NoSuchJurisdiction(LookupError):
    """The policy does not know the jurisdiction asked for."""


@dataclass(frozen=True)
class Planned:
    """One assignment that a directive asks for: a duty, a performer and, for what recurs, a period."""

    directive: Directive
    clause: Clause
    duty: Duty
    performer: str
    occasion: Occasion | None
    opens_on: date
    due: Due

    @property
    def key(self) -> str:
        """``<directive>/<clause>/<duty>/<performer>[/<period>]``."""
        parts = [self.directive.full_key, self.clause.path, self.duty.key, self.performer]
        return "/".join([*parts, self.occasion.key] if self.occasion else parts)


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
        self._timetables: dict[tuple[str, str | None], Timetable | None] = {}

    @cached_property
    def calendar(self) -> WorkingCalendar:
        """The working calendar of the policy."""
        return working_calendar(self.policy)

    @cached_property
    def deadlines(self) -> Deadlines:
        """The deadlines of the policy on its calendar."""
        return Deadlines(self.policy, self.calendar)

    @property
    def directives(self) -> tuple[Directive, ...]:
        """The directives, in order of effect."""
        return tuple(sorted(self.jurisdiction.directives.values(), key=lambda d: (d.effective_from.on, d.key)))

    def label(self, key: str) -> str:
        """Return the Vietnamese name of a post or unit, or of whoever runs the program."""
        if key == OPERATOR:
            return self.policy.national.wording.label("roles", OPERATOR)
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

    def timetable(self, directive: Directive, duty: Duty | None = None) -> Timetable | None:
        """Return the ladder of a directive, or of a duty with one of its own, on this calendar; None without one."""
        name = duty.ladder if duty is not None and duty.ladder else directive.ladder
        if (directive.key, name) not in self._timetables:
            ladder = self.policy.ladder(directive, directive.effective_from.on, name)
            self._timetables[directive.key, name] = None if ladder is None else Timetable.of(ladder, self.calendar)
        return self._timetables[directive.key, name]

    def timetables(self, directive: Directive) -> list[Timetable]:
        """Return every timetable that the duties of a directive climb by, each once."""
        found = (self.timetable(directive, duty) for _, duty in directive.duties())
        return list({one.name: one for one in (self.timetable(directive), *found) if one is not None}.values())

    def plan(self, directive: Directive) -> Iterator[Planned]:
        """Yield every assignment that the directive asks for, those it may not ask for any more left out.

        A period whose deadline had passed before the directive took effect is none of its periods (GĐ-14); its data
        window may reach back. Periods that follow from a cadence open when they begin.
        """
        effective, reporting = directive.effective_from.on, self.policy.national.reporting
        for clause, duty in directive.duties():
            found: Iterable[Occasion | None] = (None,)
            if duty.recurs:
                found = occasions(directive, duty, self.calendar, reporting)
            for occasion in found:
                due = self.deadlines.of(directive, duty, occasion)
                if due.day is not None and due.day < effective:
                    continue
                opens_on = effective
                if occasion is not None and (occasion.schedule is not None or duty.opens == "window_start"):
                    opens_on = max(opens_on, occasion.window_from)
                for performer in performers(self.chain, duty):
                    yield Planned(directive, clause, duty, performer, occasion, opens_on, due)

    def _rests_on(self, directive: Directive, planned: Planned) -> str:
        """Cite the clause, and beside it the default or inference of ours that a deadline comes from (promise 9)."""
        found = [self.cite_clause(directive, planned.clause)]
        if planned.due.day is not None and not planned.due.firm:
            found += planned.due.why["cites"].split("; ")
        target = planned.duty.target
        if target is not None and planned.due.day is not None and target.provenance not in FIRM:
            found += [self.policy.cite(citation) for citation in target.cites]
        return "; ".join(dict.fromkeys(found))

    def row(self, planned: Planned) -> dict[str, Any]:
        """Return the columns of the assignment to be stored, `directive_id` left out."""
        directive, clause, duty, due = planned.directive, planned.clause, planned.duty, planned.due
        occasion = planned.occasion
        opens_at = at(planned.opens_on, time(0))
        # A target is judged by its date, and due only where it is then not met.
        until = NEVER if duty.target is not None else due.until
        who = people(self.chain, directive, clause, duty, planned.performer, planned.opens_on)
        return {
            "key": planned.key,
            "jurisdiction": self.key,
            "clause": clause.path,
            "duty": duty.key,
            "kind": duty.kind,
            "answered_by": ANSWERED_BY[duty.kind],
            "period": occasion.key if occasion else "",
            "title": (duty.what or clause.summary) + (f" – {occasion.label}" if occasion else ""),
            "result_required": duty.result or "",
            "modality": clause.modality,
            "provenance": _provenance(planned),
            "firm": int(due.day is not None and _provenance(planned) in FIRM),
            "countable": int(duty.countable),
            "acknowledge_first": int(duty.needs_officer or duty.kind == "one_off"),
            "quota": duty.at_least or 0,
            "cites": self._rests_on(directive, planned),
            "policy": self.policy.version,
            "timetable": self._climbs(directive, clause, duty, due),
            **who,
            "opens_at": opens_at,
            "next_due_at": opens_at,
            "window_closes_at": self._closes(duty, occasion, due),
            "deadline": until,
            "cut_off_at": until,
            "cut_off_day": day_number(due.day) if due.day and until < NEVER else 0,
            "why": due.why
            | {"where": duty.where, "policy": self.policy.version, "people": named(self, planned, who)}
            | _window(duty, occasion),
        }

    def _climbs(self, directive: Directive, clause: Clause, duty: Duty, due: Due) -> str:
        """Name the timetable that an assignment climbs by; empty where it never climbs.

        Who strives, or minimises without a threshold, breaks no duty: the ladder says which modalities it spares.
        A target climbs only where the directive demands it; to intensify is no threshold that could be missed.
        """
        timetable = self.timetable(directive, duty)
        if timetable is None or due.day is None or duty.kind not in timetable.ladder.applies_to:
            return ""
        if duty.target is not None and clause.modality != "must":
            return ""
        return "" if clause.modality in timetable.ladder.spares else timetable.name

    def _closes(self, duty: Duty, occasion: Occasion | None, due: Due) -> datetime:
        """When the time in which figures count is over: of a period, or of a target that has a date."""
        if occasion is not None:
            return end_of_day(occasion.window_until)
        return due.until if duty.target is not None else NEVER


def _window(duty: Duty, occasion: Occasion | None) -> dict[str, Any]:
    if occasion is None:
        return {}
    return {
        "window": [occasion.window_from.isoformat(), occasion.window_until.isoformat()],
        "cumulative": occasion.cumulative,
        "estimates": duty.estimates,
    }


def _provenance(planned: Planned) -> str:
    """Where a deadline comes from; whoever is judged is judged on the threshold of a target as well."""
    target, due = planned.duty.target, planned.due
    return target.provenance if target is not None and due.firm and target.provenance not in FIRM else due.provenance


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


def _short(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
