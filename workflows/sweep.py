"""The sweep: everything due up to an instant, warned, cut off, climbed, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time
from time import perf_counter

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from workflows.batch import DUE_SOME_DAY, Scope
from workflows.charter import Charter
from workflows.quarantine import is_row_fault, sweep_around
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Directive, Escalation, SetAside, Watermark
from workflows.register.unit_of_work import Register, UnitOfWork
from workflows.steps.assessing import assess
from workflows.steps.climbing import RUNG_DUE_SOME_DAY, escalate
from workflows.steps.cutting_off import cut_off
from workflows.steps.handing_over import hand_over
from workflows.steps.opening import open_periods, warn
from workflows.steps.papers import pass_on, propose_again
from workflows.steps.rolling_up import roll_up_due
from workflows.steps.step import Step
from workflows.working_time import at

#: Each finds its own rows by the instant at which something is due on them; handing over asks the calendar instead.
LOOKS_AT: dict[Callable[[Step], int], type] = {
    roll_up_due: Directive,
    open_periods: Assignment,
    warn: Assignment,
    cut_off: Assignment,
    assess: Assignment,
    pass_on: Assignment,
    propose_again: Escalation,
    escalate: Escalation,
}
#: In this order, again and again until none of them finds anything.
STEPS: tuple[Callable[[Step], int], ...] = (
    roll_up_due,
    hand_over,
    open_periods,
    hand_over,
    warn,
    cut_off,
    assess,
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

    def join(self, other: "Swept") -> None:
        """Count what another sweep did as well."""
        for trigger, rows in other.moved.items():
            self.moved[trigger] = self.moved.get(trigger, 0) + rows
        self.notices += other.notices
        self.seconds += other.seconds
        self.set_aside += other.set_aside
        self.batches += other.batches
        self.fault = self.fault or other.fault

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
    started = perf_counter()
    done = Swept(as_of)

    def once(scope: Scope) -> None:
        with register.write(recorded_at) as uow:
            mark = uow.session.get(Watermark, charter.key)
            if mark is not None and as_of < mark.as_of:
                done.behind = True
                return
            due, since = next_due(uow, charter), _handed_over_until(uow, charter, mark)
            step = Step(uow, charter, as_of, scope, since=since)
            _run(step, STEPS if due is not None and due <= as_of else ())
            if scope == whole:
                mark = Watermark(jurisdiction=charter.key, as_of=as_of, policy=charter.policy.version)
                uow.session.merge(mark)
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
    done.seconds = perf_counter() - started
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
    step = Step(uow, charter, as_of, Scope(charter.key, only, only))
    _run(step, steps)
    return step.moved


def next_due(uow: UnitOfWork, charter: Charter) -> datetime | None:
    """Return the next instant at which a sweep will find something; None when there is none.

    The end of a post or a unit that others take over is such an instant, whether or not anything names it.
    """
    session, jurisdiction = uow.session, charter.key
    since = _handed_over_until(uow, charter, session.get(Watermark, jurisdiction))
    ends = (at(day, time(0)) for day in charter.chain.ends)
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
        next((end for end in ends if end > since), None),
    ]
    return min((c for c in candidates if c is not None and c < NEVER), default=None)


def _handed_over_until(uow: UnitOfWork, charter: Charter, mark: Watermark | None) -> datetime:
    """Return up to when all that named an ended post or unit was handed over.

    Another version of the policy may say of any day that somebody ended on it; before anything was published nothing
    names anybody.
    """
    if mark is not None and mark.policy == charter.policy.version:
        return mark.as_of
    first = select(func.min(Directive.effective_at)).where(Directive.jurisdiction == charter.key)
    return uow.session.scalar(first) or NEVER


def _run(step: Step, steps: tuple[Callable[[Step], int], ...]) -> None:
    if not steps:
        return
    step.uow.session.flush()
    due = _due(step)
    while sum(one(step) for one in steps if one not in LOOKS_AT or LOOKS_AT[one] in due) and (due := _due(step)):
        pass
    if step.moved:
        step.uow.session.expire_all()


def _due(step: Step) -> set[type]:
    """Return of which tables something is due by now, also through what was just done: three looks by index."""
    session, as_of, scope = step.uow.session, step.as_of, step.scope
    looks = {
        Assignment: select(Assignment.id).where(Assignment.next_due_at <= as_of, DUE_SOME_DAY, *scope.of(Assignment)),
        Escalation: select(Escalation.id).where(Escalation.due_at <= as_of, RUNG_DUE_SOME_DAY, *scope.of(Escalation)),
        Directive: select(Directive.id).where(
            Directive.next_due_at <= as_of, Directive.jurisdiction == scope.jurisdiction
        ),
    }
    return {table for table, look in looks.items() if session.execute(look.limit(1)).first() is not None}
