"""What came in on a case and what was found of it: reports, evaluations, the finding on an explanation, the fault."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from workflows import evaluations
from workflows.case_work import ever
from workflows.charter import Charter
from workflows.register.tables import Assignment, JournalLine
from workflows.register.unit_of_work import UnitOfWork

#: Moves of the journal by which something came in, or went back.
_CAME = ("report", "receive", "return")


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that came in about the work, was confirmed, or went back.

    Attributes:
        at: the legal instant.
        what: ``report``, ``receive`` or ``return``.
        by: who did it.
        missing: the parts and sections that were not there.
        reason: why it was sent back; empty otherwise.
    """

    at: datetime
    what: str
    by: str
    missing: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One evaluation of the work.

    Attributes:
        number: its number, from 1.
        at: when.
        by: who evaluated.
        result: ``passed`` or ``failed``.
        failed: the criteria that were not met, in Vietnamese.
        timeliness: ``on_time`` or ``late``, as the register computed it.
    """

    number: int
    at: datetime
    by: str
    result: str
    failed: tuple[str, ...]
    timeliness: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What the authority found of an explanation.

    Attributes:
        accepted: whether it accepts the explanation; that never undoes the lateness.
        by: who found it.
        at: when.
        reason: why; empty where nothing was said.
    """

    accepted: bool
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Whose fault the lateness was found to be.

    Attributes:
        fault: ``subjective`` or ``objective``; empty while nobody has found it, which counts as chargeable (GĐ-07).
        at: when it was found; None before.
        by: who found it; empty before.
        basis: on what basis; empty before.
    """

    fault: str
    at: datetime | None
    by: str
    basis: str


def arrivals(charter: Charter, lines: Sequence[JournalLine]) -> Iterator[Arrival]:
    """Yield what came in on a work and what went back, in order of time.

    Args:
        charter: the jurisdiction's policy.
        lines: what the journal says of the work.
    """
    for one in lines:
        if one.trigger in _CAME:
            missing = tuple(str(part) for part in one.details.get("missing", ()))
            reason = str(one.details.get("reason", "")) if one.trigger == "return" else ""
            yield Arrival(one.at, one.trigger, charter.label(one.by), missing, reason)


def evaluated(uow: UnitOfWork, charter: Charter, base: Assignment) -> Iterator[Evaluated]:
    """Yield every evaluation of a work, the first one first, also those before a reopening."""
    for one in evaluations.kept(uow.session, base):
        failed = tuple(words for name, words in evaluations.CRITERIA.items() if getattr(one, name) == "failed")
        yield Evaluated(one.number, one.at, charter.label(one.by), one.result, failed, one.timeliness)


def finding(charter: Charter, row: Assignment, lines: Mapping[str, Sequence[JournalLine]]) -> Finding | None:
    """Return what was found last of an explanation; None while nobody has.

    Args:
        charter: the jurisdiction's policy.
        row: the explanation.
        lines: what the journal says, by subject.
    """
    found = [one for one in lines.get(row.key, ()) if one.trigger == "evaluate"]
    if not found:
        return None
    last = found[-1]
    reason = str(last.details.get("reason", ""))
    return Finding(last.details.get("result") == "passed", charter.label(last.by), last.at, reason)


def fault(charter: Charter, base: Assignment, lines: Sequence[JournalLine]) -> Fault:
    """Return whose fault the lateness was found to be.

    Args:
        charter: the jurisdiction's policy.
        base: the work.
        lines: what the journal says of it.
    """
    told = [one for one in lines if one.details.get("fault")]
    by, basis = (
        (charter.label(told[-1].by), str(told[-1].details.get("basis", ""))) if told and base.fault else ("", "")
    )
    return Fault(base.fault, ever(base.fault_found_at), by, basis)
