"""The escalation ladder: rungs, days, addressees, issuers."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from config.citation import Cites
from config.dated import Dated
from config.located import Clock, Key, Located, Text
from config.yaml_source import Mapping

DutyKind = Literal["periodic_report", "one_off", "count", "standing", "on_event", "target"]
Modality = Literal["must", "strive", "minimise", "intensify", "none"]
Role = Literal["head", "officer", "deputy_in_charge", "watcher"]
WorkingDays = Annotated[int, Field(ge=0, le=366)]


class EarlyReminder(Located):
    """A reminder before the deadline, off the record.

    Attributes:
        working_days: working days before the effective deadline.
        to: whom it goes to: the named officer, else the head.
        copies: who gets a copy.
    """

    working_days: Annotated[int, Field(ge=1, le=60)]
    to: Role = "officer"
    copies: tuple[Role, ...] = ()


class Due(Located):
    """A deadline counted in working days from what opened it.

    Attributes:
        working_days: working days after the opening.
        at: time of day.
        cites: what it rests on.
    """

    working_days: WorkingDays
    at: Clock
    cites: Cites


class Sooner(Located):
    """What brings a rung forward.

    Attributes:
        missed_in_a_row: periods missed one after another, this one included.
        late_in_quarter: late items within one quarter, this one included.
    """

    missed_in_a_row: Annotated[int, Field(ge=2)] | None = None
    late_in_quarter: Annotated[int, Field(ge=2)] | None = None


class Rung(Located):
    """One rung.

    Attributes:
        key: ``reminder``, ``urging``, ``criticism``, ``accountability_review``, ``rating_note``.
        label: its Vietnamese name.
        working_days: working days after the effective deadline, 0: at once with the cut-off; None for the end of the
            rated period.
        mode: automatic, drafted for a signature, proposed for a decision, or noted for the rating.
        addressees: whom it goes to.
        copies: who gets a copy.
        issuer: who issues it.
        gap_working_days: working days after the rung before was delivered; 0 for the first.
        counts_refusal: whether a refusal with a reason of the rung before counts as its delivery.
        sooner: what brings it forward; None: nothing.
        cites: what it rests on.
    """

    key: Literal["reminder", "urging", "criticism", "accountability_review", "rating_note"]
    label: Text
    working_days: WorkingDays | None
    mode: Literal["automatic", "to_sign", "proposal", "rating"]
    addressees: tuple[Role, ...]
    copies: tuple[Role, ...] = ()
    issuer: Literal["monitor", "authority", "system"]
    gap_working_days: WorkingDays
    counts_refusal: bool = False
    sooner: Sooner | None = None
    cites: Cites


class Ladder(Located):
    """A whole ladder.

    Attributes:
        key: its name; directives refer to it (filled in from the series).
        label: its Vietnamese name.
        applies_to: the kinds of duty that climb it.
        spares: the modalities that never climb: who strives or minimises without a threshold breaks no duty.
        remind_before: reminders before the deadline, the earliest first.
        office_day_start: time of day at which rungs fall.
        explanation: when the explanation is due, counted from the cut-off.
        signature: when a draft must be signed, counted from the draft.
        decision: when a proposal must be decided, counted from the proposal.
        watching: when a watching unit must show that it urged, counted from the breach; None: it need not.
        official_figures: when estimated figures must be made official, counted from the window's close.
        soft_rung: the highest rung for a deadline that is only a default or an inference of ours.
        rungs: in order.
    """

    key: Key = "default"
    label: Text
    applies_to: tuple[DutyKind, ...]
    spares: tuple[Modality, ...] = ("strive", "minimise")
    remind_before: tuple[EarlyReminder, ...]
    office_day_start: Clock
    explanation: Due
    signature: Due
    decision: Due
    official_figures: Due
    watching: Due | None = None
    soft_rung: Literal["reminder", "urging", "criticism", "accountability_review"] = "reminder"
    rungs: tuple[Rung, ...]


class LadderSeries(Located):
    """A ladder through time.

    Attributes:
        key: its name.
        entries: its versions.
    """

    key: Key
    entries: tuple[Dated[Ladder], ...]

    @model_validator(mode="before")
    @classmethod
    def _name(cls, data: Any) -> Any:
        """Hand the name of the series down to each version."""
        if isinstance(data, dict) and isinstance(data.get("entries"), tuple):
            for entry in data["entries"]:
                value = entry.get("value") if isinstance(entry, dict) else None
                if isinstance(value, Mapping) and isinstance(data.get("key"), str) and "key" not in value:
                    value["key"] = data["key"]
                    value.lines["key"] = value.line
        return data


class LadderFile(Located):
    """``ladder.yaml``: ladders by name."""

    ladders: tuple[LadderSeries, ...]
