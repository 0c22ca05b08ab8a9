"""What a clause makes somebody do: duties, periods, deadlines, targets."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from config.citation import Cites, OptionalCites
from config.ladder import DutyKind
from config.located import FIRM, Key, Located, Number, Provenance, Slug, Text

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
    """A day by which a duty is due, inclusive.

    Attributes:
        on: the day, before any roll.
        provenance: where it comes from.
        cites: what it rests on.
    """

    on: date
    provenance: Provenance
    cites: Cites

    @property
    def firm(self) -> bool:
        """Whether a person may be judged on it."""
        return self.provenance in FIRM


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

    @property
    def firm(self) -> bool:
        """Whether a person may be judged on it."""
        return self.provenance in FIRM


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
        value: the threshold; None where the text has none.
        of: for a rank, how many are ranked.
        level: for a rating, the least level.
        direction: for a trend, the better direction.
        baseline: key of the baseline of the directive from which it is measured.
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
    value: Number | None = None
    of: Annotated[int, Field(ge=1)] | None = None
    level: Literal["excellent", "good", "completed", "not_completed"] | None = None
    direction: Literal["up", "down"] | None = None
    baseline: Slug | None = None
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
        kind: periodic report, one-off task, standing duty or target.
        what: what is to be done, in our own words; None where the text does not say.
        result: what must come out; None where the text does not say.
        performers: posts or units that must do it.
        performers_provenance: whether the text names them or we read them into it.
        lead: of the performers, the one who leads (chủ trì); None: each for itself.
        answerable_to: post; None: the directing authority.
        monitor: post; None: the monitor of the directive.
        via: the route point at which it counts as received.
        deadline: for a one-off task.
        working_days_after_window: for a report whose date is counted from its window.
        periods: for a periodic report.
        opens: when an assignment opens.
        roll: where a deadline on a rest day goes; None: as the national calendar says.
        estimates: whether figures may be estimates (ước) while the window is open.
        requires: what a report must contain.
        needs_officer: whether it must be acknowledged, naming an officer, before it can be reported.
        breakthrough: whether it is a breakthrough task (đột phá).
        weakness: key of the weakness of the directive that it remedies.
        target: for a target.
        consolidates: for a consolidated report.
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
    answerable_to: Key | None = None
    monitor: Key | None = None
    via: Key | None = None
    deadline: Deadline | None = None
    working_days_after_window: AfterWindow | None = None
    periods: tuple[Period, ...] = ()
    opens: Literal["window_start", "publication"] = "publication"
    roll: Literal["next_working_day", "none"] | None = None
    estimates: bool = False
    requires: Requires = Requires()
    needs_officer: bool = False
    breakthrough: bool = False
    weakness: Slug | None = None
    target: Target | None = None
    consolidates: Consolidates | None = None
    cites: OptionalCites = ()
    note: Text | None = None

    @property
    def countable(self) -> bool:
        """Whether it counts towards the directive's state: reports and one-off tasks do."""
        return self.kind in ("periodic_report", "one_off")
