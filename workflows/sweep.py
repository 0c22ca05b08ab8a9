"""The sweep: everything due up to an instant, warned, cut off, climbed, in one transaction."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from workflows.batch import DUE_SOME_DAY, Scope
from workflows.charter import Charter
from workflows.quarantine import is_row_fault, sweep_around
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Directive, Escalation, SetAside, Watermark
from workflows.register.unit_of_work import Register, UnitOfWork
from workflows.steps.climbing import RUNG_DUE_SOME_DAY, escalate
from workflows.steps.cutting_off import cut_off
from workflows.steps.opening import open_periods, warn
from workflows.steps.papers import pass_on, propose_again
from workflows.steps.rolling_up import roll_up_due
from workflows.steps.step import Step

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
        fault: what a dry run met that a real one would set aside; empty for none.
        behind: whether the instant lay before the watermark, so that nothing was done.
    """

    as_of: datetime
    moved: dict[str, int] = field(default_factory=dict)
    notices: int = 0
    seconds: float = 0.0
    set_aside: list[str] = field(default_factory=list)
    behind: bool = False
    batches: list[int] = field(default_factory=list)
    fault: str = ""

    def add(self, step: Step) -> None:
        """Count what one transaction did."""
        for trigger, rows in step.moved.items():
            self.moved[trigger] = self.moved.get(trigger, 0) + rows
        self.notices += step.notices
        if step.uow.wrote_lines:
            self.batches.append(step.uow.batch)


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

    def once(scope: Scope) -> None:
        with register.write(recorded_at) as uow:
            mark = uow.session.get(Watermark, charter.key)
            if mark is not None and as_of < mark.as_of:
                done.behind = True
                return
            due = next_due(uow, charter.key)
            step = _run(uow, charter, as_of, scope, STEPS if due is not None and due <= as_of else ())
            if scope == whole:
                uow.session.merge(Watermark(jurisdiction=charter.key, as_of=as_of))
            if not dry_run:
                uow.commit()
        done.add(step)

    whole = Scope(charter.key)
    try:
        once(whole)
    except DBAPIError as fault:
        if not is_row_fault(fault):
            raise
        if dry_run:
            done.fault = str(fault.orig).splitlines()[0]
        else:
            done.set_aside = sweep_around(register, charter.key, once, as_of=as_of, recorded_at=recorded_at)
            once(whole)
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
    """Do what is due in an open transaction, for all rows or for one assignment and what hangs on it."""
    step = _run(uow, charter, as_of, Scope(charter.key, only, only), steps)
    return step.moved


def next_due(uow: UnitOfWork, jurisdiction: str) -> datetime | None:
    """Return the next instant at which a sweep will find something; None when there is none."""
    session = uow.session
    candidates = [
        session.scalar(
            select(Assignment.next_due_at)
            .where(*Scope(jurisdiction).of(Assignment), DUE_SOME_DAY)
            .order_by(Assignment.next_due_at)
            .limit(1)
        ),
        session.scalar(
            select(Escalation.due_at)
            .where(*Scope(jurisdiction).of(Escalation), RUNG_DUE_SOME_DAY)
            .order_by(Escalation.due_at)
            .limit(1)
        ),
        session.scalar(
            select(func.min(Directive.next_due_at)).where(
                Directive.jurisdiction == jurisdiction,
                Directive.id.not_in(select(SetAside.row_id).where(SetAside.machine == "directive")),
            )
        ),
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
