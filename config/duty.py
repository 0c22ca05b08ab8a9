"""What a clause makes somebody do: duties, periods, deadlines, targets."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from config.citation import Cites, OptionalCites
from config.ladder import DutyKind
from config.located import Clock, Key, Line, Located, Number, Provenance, Slug, Text

PeriodKey = Annotated[
    str,
    Field(
        pattern=r"^\d{4}(?:-(?:Q[1-4]|H[12]|9M|0[1-9]|1[0-2]|W(?:0[1-9]|[1-4]\d|5[0-3])"
        r"|(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])))?$"
    ),
]
"""``2024-Q1``, ``2024-H1``, ``2024-9M``, ``2024``, ``2026-04``, ``2026-W16``, ``2026-04-15``."""


class Period(Located):
    """One period of a recurring report.

    Attributes:
        key: ``2024-Q1``.
        label: its Vietnamese name.
        window_from: first day of the data window.
        window_until: last day of the data window, inclusive.
        deadline: the last day on which the report may arrive, inclusive, before any roll; None where
            it is counted from the window (``working_days_after_window`` of the duty).
        cumulative: whether the figures include earlier periods.
        provenance: where the deadline comes from, or the window where there is no deadline.
        cites: what it rests on.
    """

    key: PeriodKey
    label: Text
    window_from: date
    window_until: date
    deadline: date | None = None
    cumulative: bool
    provenance: Provenance
    cites: Cites


class Deadline(Located):
    """A day by which a duty is due; exactly one of ``on``, ``before`` and ``working_days`` says which.

    Attributes:
        on: the last day, inclusive (*chậm nhất ngày*), before any roll.
        before: the first day that is too late (*trước ngày*): the day before is the last one, and it is never
            rolled, as that would reach the very day the text excludes.
        working_days: working days after the directive takes effect.
        at: time of day at which it has passed; None: 24:00.
        provenance: where it comes from.
        cites: what it rests on.
    """

    on: date | None = None
    before: date | None = None
    working_days: Annotated[int, Field(ge=1, le=366)] | None = None
    at: Clock | None = None
    provenance: Provenance
    cites: Cites


class PeriodDue(Located):
    """When the report of a generated period is due; exactly one of the first four says on which day.

    Attributes:
        same_day: the last working day of the period itself (of a day: that day; of a week: its last working day).
        day: that day of the last month of the period, inclusive.
        working_days_after_close: working days after the data window closes.
        working_day_of_next_month: which working day of the month after the period's last month.
        at: time of day at which it has passed; None: 24:00.
        provenance: where it comes from.
        cites: what it rests on.
    """

    same_day: bool = False
    day: Annotated[int, Field(ge=1, le=28)] | None = None
    working_days_after_close: Annotated[int, Field(ge=0, le=60)] | None = None
    working_day_of_next_month: Annotated[int, Field(ge=1, le=15)] | None = None
    at: Clock | None = None
    provenance: Provenance
    cites: Cites


class Schedule(Located):
    """Periods that follow from a cadence instead of being listed one by one.

    Attributes:
        cadence: how often; ``report_year`` is the four reports of a year: quý I, 6 tháng, quý III, năm.
        window: whose windows: the decree's (Điều 12) or whole calendar months; days and weeks are the calendar's.
        from_: first day on which a period of this schedule may begin; None: the directive's effect.
        until: first day on which none may begin any more; None: the end of the term.
        due: when the report is due; None for a count, which ends with its period.
        provenance: where the cadence comes from.
        cites: what it rests on.
    """

    cadence: Literal["daily", "weekly", "monthly", "quarterly", "half_yearly", "nine_months", "yearly", "report_year"]
    window: Literal["decree", "calendar"] = "calendar"
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None
    due: PeriodDue | None = None
    provenance: Provenance
    cites: Cites


class Event(Located):
    """What sets off a duty, each time it happens.

    Attributes:
        label: what happens, in our own words.
        working_days: working days after it happened by which the duty is due; None: it is breached at once.
        at: time of day at which it has passed; None: 24:00.
        provenance: where the time comes from.
        cites: what it rests on.
    """

    label: Text
    working_days: Annotated[int, Field(ge=0, le=60)] | None = None
    at: Clock | None = None
    provenance: Provenance
    cites: Cites


class Watch(Located):
    """The unit that watches performers below it, and owes a duty of its own when one of them is late.

    Attributes:
        by: the watching unit.
        over: the performers it watches; empty: all of the duty.
        provenance: whether the text names it or we read it so.
        cites: what it rests on.
    """

    by: Key
    over: tuple[Key, ...] = ()
    provenance: Provenance
    cites: Cites


class AfterWindow(Located):
    """A deadline counted from the close of the data window.

    Attributes:
        value: working days after the window closes.
        provenance: where it comes from.
        cites: what it rests on.
    """

    value: Annotated[int, Field(ge=0, le=60)]
    provenance: Provenance
    cites: Cites


class Requires(Located):
    """What a report must contain.

    Attributes:
        sections: sections of the outline.
        attachments: annexes.
    """

    sections: tuple[Text, ...] = ()
    attachments: tuple[Text, ...] = ()


class Target(Located):
    """A target.

    Attributes:
        type: how it is judged.
        indicator: what is measured.
        figure: name of the figure that is recorded for it; None: the key of the duty.
        value: the threshold: per cent for ratios and changes, a place for ranks; None where the text has none.
        of: for a rank, how many are ranked.
        level: for a rating, the least level.
        direction: the better direction of a trend or a change.
        compare: whether a change is measured in per cent of the baseline or in percentage points; None where the
            text does not say, and then it is not judged.
        baseline: key of the baseline of the directive from which it is measured.
        attain_by: the last day by which it must be attained once.
        hold_until: the last day until which it must then be held.
        missing: what the text leaves open, so that it cannot be judged until somebody says it; None: nothing.
        provenance: where threshold and direction come from.
        cites: what it rests on; for an external target, the document that has the value.
    """

    type: Literal[
        "ratio_min",
        "ratio_max",
        "change_min",
        "rank_max",
        "rating_min",
        "attain_maintain",
        "direction",
        "external",
    ]
    indicator: Text
    figure: Slug | None = None
    value: Number | None = None
    of: Annotated[int, Field(ge=1)] | None = None
    level: Literal["excellent", "good", "completed", "not_completed"] | None = None
    direction: Literal["up", "down"] | None = None
    compare: Literal["relative", "points"] | None = None
    baseline: Slug | None = None
    attain_by: date | None = None
    hold_until: date | None = None
    missing: Text | None = None
    provenance: Provenance
    cites: Cites


class Consolidates(Located):
    """What a consolidated report is made from, and where it goes.

    Attributes:
        clause: ordinal path of the clause whose duty feeds it.
        duty: key of that duty.
        to: the unit that receives it.
        via: the unit or post it passes through.
    """

    clause: Text
    duty: Slug
    to: Key
    via: Key | None = None


class Duty(Located):
    """One duty of one clause.

    Attributes:
        key: name, unique within its clause.
        kind: periodic report, one-off task, count, standing duty, duty on an event, or target.
        what: what is to be done, in our own words; None where the text does not say.
        result: what must come out; None where the text does not say.
        performers: posts, units or groups that must do it.
        performers_provenance: whether the text names them or we read them into it.
        lead: of the performers, the one who leads (chủ trì) while the others coordinate; None: each for itself.
        line: the line of command it stands on; None: the directive's.
        answerable_to: post; None: the directing authority.
        monitor: post; None: as the directive says.
        watch: who watches the performers, and owes a duty when one is late.
        dual_liability: whether the head of the performer's counterpart on the other line answers as well.
        reports_to: the unit or post that receives the report.
        via: the route point at which it counts as received.
        heard: for a duty to hear reports: who reports.
        edges_provenance: whether the text says before whom it is answered for, who follows it, where it goes, through
            whom and who is heard, or we read it so.
        deadline: for a one-off task or a target.
        working_days_after_window: for a report whose date is counted from its window.
        periods: for a periodic report whose periods are listed.
        schedules: for a periodic report or a count whose periods follow from a cadence; one after the other.
        at_least: for a count: how many times in each period.
        event: for a duty on an event.
        opens: when an assignment opens.
        roll: where a deadline on a rest day goes; None: as the national calendar says.
        estimates: whether figures may be estimates (ước) while the window is open.
        nil_report: whether *không phát sinh* is a valid report; then silence is not.
        requires: what a report must contain.
        needs_officer: whether it must be acknowledged, naming an officer, before it can be reported.
        breakthrough: whether it is a breakthrough task (đột phá).
        weakness: key of the weakness of the directive that it remedies.
        target: for a target.
        consolidates: for a consolidated report.
        ladder: name of a ladder of its own; None: the directive's.
        cites: what it rests on besides its own clause.
        note: what we read into it.
    """

    key: Slug
    kind: DutyKind
    what: Text | None = None
    result: Text | None = None
    performers: tuple[Key, ...] = ()
    performers_provenance: Provenance = "document"
    lead: Key | None = None
    line: Line | None = None
    answerable_to: Key | None = None
    monitor: Key | None = None
    watch: Watch | None = None
    dual_liability: bool = False
    reports_to: Key | None = None
    via: Key | None = None
    heard: tuple[Key, ...] = ()
    edges_provenance: Provenance = "document"
    deadline: Deadline | None = None
    working_days_after_window: AfterWindow | None = None
    periods: tuple[Period, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    at_least: Annotated[int, Field(ge=1, le=366)] | None = None
    event: Event | None = None
    opens: Literal["window_start", "publication"] = "publication"
    roll: Literal["next_working_day", "none"] | None = None
    estimates: bool = False
    nil_report: bool = False
    requires: Requires = Requires()
    needs_officer: bool = False
    breakthrough: bool = False
    weakness: Slug | None = None
    target: Target | None = None
    consolidates: Consolidates | None = None
    ladder: Key | None = None
    cites: OptionalCites = ()
    note: Text | None = None

    @property
    def recurs(self) -> bool:
        """Whether it comes again each period."""
        return bool(self.periods or self.schedules)

    @property
    def countable(self) -> bool:
        """Whether it counts towards the directive's state: reports, counts and one-off tasks do."""
        return self.kind in ("periodic_report", "one_off", "count")
