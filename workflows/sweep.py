"""The sweep: everything due up to an instant, warned, cut off, climbed, in one transaction."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, InternalError

from workflows.batch import DUE_SOME_DAY, Scope
from workflows.charter import Charter
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Directive, Escalation, Watermark
from workflows.register.unit_of_work import Register, UnitOfWork
from workflows.steps.climbing import escalate
from workflows.steps.cutting_off import cut_off
from workflows.steps.opening import open_periods, warn
from workflows.steps.papers import pass_on, propose_again
from workflows.steps.rolling_up import roll_up_due
from workflows.steps.step import Step

#: What the database says of a row, as opposed to what it says of itself (locked, full, gone), which nobody swallows.
ROW_FAULTS = (IntegrityError, DataError, InternalError)
#: In this order, again and again until none of them finds anything.
STEPS: tuple[Callable[[Step], int], ...] = (
    roll_up_due,
    open_periods,
    warn,
    cut_off,
    pass_on,
    propose_again,
    escalate,
)


@dataclass(slots=True)
class Swept:
    """What a sweep did.

    Attributes:
        as_of: up to which instant (aware).
        moved: how many rows each trigger moved.
        notices: how many notices were queued.
        seconds: how long it took.
        set_aside: keys of rows that could not be moved and no longer stop the others.
        batches: numbers of the sealed batches it wrote.
        behind: whether the instant lay before the watermark, so that nothing was done.
    """

    as_of: datetime
    moved: dict[str, int] = field(default_factory=dict)
    notices: int = 0
    seconds: float = 0.0
    set_aside: list[str] = field(default_factory=list)
    behind: bool = False
    batches: list[int] = field(default_factory=list)


def sweep(
    register: Register, charter: Charter, *, as_of: datetime, recorded_at: datetime, dry_run: bool = False
) -> Swept:
    """Do everything that is due in a jurisdiction up to ``as_of``.

    A second sweep at the same instant does nothing, and one before the watermark does nothing at all. A row that the
    database refuses does not stop the others: the batch is halved until the row stands alone, and set aside.

    Args:
        register: where.
        charter: the jurisdiction's policy.
        as_of: up to which instant (aware).
        recorded_at: the instant at which it is recorded (aware).
        dry_run: whether to undo everything at the end.
    """
    started = time.perf_counter()
    done = Swept(as_of)
    try:
        with register.write(recorded_at) as uow:
            _sweep_once(uow, charter, Scope(charter.key), done, advance=True)
            if not dry_run:
                done.batches += [uow.batch] if uow.wrote_lines else []
                uow.commit()
    except ROW_FAULTS:
        done = Swept(as_of)
        if not dry_run:
            _sweep_around(register, charter, done, recorded_at)
    done.seconds = time.perf_counter() - started
    return done


def catch_up(
    uow: UnitOfWork,
    charter: Charter,
    *,
    as_of: datetime,
    only: int | None = None,
    steps: tuple[Callable[[Step], int], ...] = STEPS,
) -> dict[str, int]:
    """Do what is due in an open transaction, for all rows or for one assignment, and return what moved."""
    step = _run(uow, charter, as_of, Scope(charter.key, only or 0, only or 2**62), steps)
    return step.moved


def next_due(uow: UnitOfWork, jurisdiction: str) -> datetime | None:
    """Return the next instant at which a sweep will find something; None when there is none."""
    session = uow.session
    candidates = [
        session.scalar(
            select(Assignment.next_due_at)
            .where(Assignment.jurisdiction == jurisdiction, DUE_SOME_DAY)
            .order_by(Assignment.next_due_at)
            .limit(1)
        ),
        session.scalar(
            select(Escalation.due_at)
            .where(Escalation.jurisdiction == jurisdiction, text("due_at < 253370764800"))
            .order_by(Escalation.due_at)
            .limit(1)
        ),
        session.scalar(select(func.min(Directive.next_due_at)).where(Directive.jurisdiction == jurisdiction)),
    ]
    return min((c for c in candidates if c is not None and c < NEVER), default=None)


def _run(
    uow: UnitOfWork, charter: Charter, as_of: datetime, scope: Scope, steps: tuple[Callable[[Step], int], ...]
) -> Step:
    uow.session.flush()
    step = Step(uow, charter, as_of, scope)
    while sum(one(step) for one in steps):
        pass
    if step.moved:
        uow.session.expire_all()
    return step


def _sweep_once(uow: UnitOfWork, charter: Charter, scope: Scope, done: Swept, *, advance: bool) -> None:
    mark = uow.session.get(Watermark, charter.key)
    if mark is not None and done.as_of < mark.as_of:
        done.behind = True
        return
    due = next_due(uow, charter.key)
    step = _run(uow, charter, done.as_of, scope, STEPS if due is not None and due <= done.as_of else ())
    for trigger, rows in step.moved.items():
        done.moved[trigger] = done.moved.get(trigger, 0) + rows
    done.notices += step.notices
    if advance:
        uow.session.merge(Watermark(jurisdiction=charter.key, as_of=done.as_of))


def _sweep_around(register: Register, charter: Charter, done: Swept, recorded_at: datetime) -> None:
    """Sweep in ever smaller ranges around the rows that the database refuses."""
    with register.read(recorded_at) as uow:
        found = uow.session.scalars(
            select(Assignment.id).where(Assignment.jurisdiction == charter.key).order_by(Assignment.id)
        ).all()
    ids = [0, *found]
    ranges = [(ids[0], 2**62 - 1)]
    while ranges:
        lowest, highest = ranges.pop()
        try:
            with register.write(recorded_at) as uow:
                _sweep_once(uow, charter, Scope(charter.key, lowest, highest), done, advance=not ranges)
                done.batches += [uow.batch] if uow.wrote_lines else []
                uow.commit()
        except ROW_FAULTS as fault:
            inside = [i for i in found if lowest <= i <= highest]
            if not inside:
                raise
            if len(inside) == 1:
                _set_aside(register, inside, done, recorded_at, fault)
                continue
            middle = inside[len(inside) // 2]
            ranges += [(middle, highest), (lowest, middle - 1)]


def _set_aside(register: Register, ids: list[int], done: Swept, recorded_at: datetime, fault: DBAPIError) -> None:
    """Take a row that cannot be moved out of the sweep, and tell."""
    with register.write(recorded_at) as uow:
        for one in ids:
            row = uow.session.get_one(Assignment, one)
            row.next_due_at = NEVER
            for rung in uow.session.scalars(select(Escalation).where(Escalation.assignment_id == one)):
                rung.due_at = NEVER
            uow.note(
                "register",
                "set_aside",
                "",
                "",
                row.key,
                at=done.as_of,
                by="system",
                details={"fault": str(fault.orig).splitlines()[0]},
                cites="Mặc định: dòng lỗi không chặn dòng khác",
            )
            done.set_aside.append(row.key)
        uow.commit()
