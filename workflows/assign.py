"""Assign what the directives ask for: the clarity gate, the chain, the deadlines, one row each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlalchemy import insert, select

from config.directive import Directive
from config.duty import Duty
from workflows import sweep
from workflows.charter import Charter, Planned
from workflows.people import performers
from workflows.register import tables
from workflows.register.unit_of_work import Register, UnitOfWork
from workflows.working_time import at, end_of_day

#: What each clear is called, and the key of the policy that carries it.
CLEARS = {
    "who": ("rõ người", "performers"),
    "what": ("rõ việc", "what"),
    "when": ("rõ thời gian", "deadline"),
    "result": ("rõ kết quả", "result"),
    "responsibility": ("rõ trách nhiệm", "answerable_to"),
}


@dataclass(frozen=True, slots=True)
class Unclear:
    """A duty that the clarity gate refuses.

    Attributes:
        where: ``file:line`` of the duty.
        clear: which clear is missing: who, what, when, result or responsibility.
        message: Vietnamese sentence: what is missing and what to do.
    """

    where: str
    clear: str
    message: str

    def __str__(self) -> str:
        """Say where and what, as errors in files are always said."""
        return f"{self.where}: {self.message}"


@dataclass(slots=True)
class Assigned:
    """What assigning did.

    Attributes:
        created: keys of the assignments that are new.
        refused: what the gate refused; of a directive with a refusal nothing is assigned.
        opened: how many assignments are open now because their time had come.
    """

    created: list[str] = field(default_factory=list)
    refused: list[Unclear] = field(default_factory=list)
    opened: int = 0


def assign(
    register: Register, charter: Charter, *, as_of: datetime, recorded_at: datetime, until: date | None = None
) -> Assigned:
    """Assign every directive of a jurisdiction, and open what is to be open.

    Args:
        register: where to.
        charter: the jurisdiction's policy.
        as_of: the instant of assigning (aware); what opens by then is opened.
        recorded_at: the instant at which it is recorded (aware).
        until: the horizon: what opens after this day is left for a later run; None for no horizon.

    Returns:
        What was done. Running it again creates nothing.
    """
    done = Assigned()
    with register.write(recorded_at) as uow:
        for directive in charter.directives:
            unclear = list(gate(charter, directive))
            if unclear:
                done.refused += unclear
                continue
            planned = [p for p in charter.plan(directive) if until is None or p.opens_on <= until]
            done.created += _store(uow, charter, directive, planned)
        moved = sweep.catch_up(uow, charter, as_of=as_of)
        done.opened = moved.get("open", 0)
        uow.commit()
    return done


def gate(charter: Charter, directive: Directive) -> Iterator[Unclear]:
    """Yield what is not clear: *bốn rõ* asks for who, what, result and responsibility, *năm rõ* for when as well.

    A standing duty has its time in its nature, and shows itself in every periodic report; it is asked for who, what
    and responsibility only, and so is a target.
    """
    for clause, duty in directive.duties():
        for clear in _missing(charter, directive, duty):
            words, key = CLEARS[clear]
            number = "năm" if directive.clarity_gate == 5 else "bốn"
            yield Unclear(
                duty.where,
                clear,
                f"{clause.printed_label}, nhiệm vụ «{duty.key}» chưa {words}: không giao được theo tiêu chuẩn "
                f"{number} rõ của «{directive.label}»; hãy bổ sung «{key}».",
            )


def _missing(charter: Charter, directive: Directive, duty: Duty) -> Iterator[str]:
    if not duty.performers:
        yield "who"
    if not duty.what:
        yield "what"
    periods_dated = duty.periods and all(p.deadline or duty.working_days_after_window for p in duty.periods)
    dated = duty.deadline or duty.schedules or periods_dated
    if directive.clarity_gate == 5 and duty.countable and not dated:
        yield "when"
    if duty.countable and not duty.result:
        yield "result"
    authority = duty.answerable_to or directive.directing_authority
    if any(charter.chain.head_of(performer) == authority for performer in performers(charter.chain, duty)):
        yield "responsibility"


def _store(uow: UnitOfWork, charter: Charter, directive: Directive, planned: list[Planned]) -> list[str]:
    session = uow.session
    for timetable in charter.timetables(directive):
        timetable.store(session)
    if session.get(tables.PolicyVersion, charter.policy.version) is None:
        session.add(tables.PolicyVersion(version=charter.policy.version, first_used_at=uow.recorded_at))
    row = session.scalar(select(tables.Directive).where(tables.Directive.key == directive.full_key))
    if row is None:
        effective_at = at(directive.effective_from.on, time(0))
        row = tables.Directive(
            key=directive.full_key,
            jurisdiction=charter.key,
            label=directive.label,
            effective_at=effective_at,
            term_ends_at=end_of_day(directive.term_until),
            next_due_at=effective_at,
            cites=charter.cite(directive.effective_from.cites),
            policy=charter.policy.version,
        )
        session.add(row)
    session.flush()
    assignment = tables.Assignment
    known = set(session.scalars(select(assignment.key).where(assignment.directive_id == row.id)))
    fresh = [p for p in planned if p.key not in known]
    if fresh:
        session.execute(insert(assignment), [charter.row(p) | {"directive_id": row.id} for p in fresh])
    return [p.key for p in fresh]
