"""Stop the ladder of whoever only waited for others: nobody is proposed for criticism for another's share (GĐ-74).

Few rungs are about consolidated reports (one per period), so each is weighed on its own.
"""

from datetime import datetime

from sqlalchemy import and_, or_, select, update

from state_machines.escalation import ESCALATION
from state_machines.law import SYSTEM
from state_machines.machine import Machine
from workflows.charter import Charter
from workflows.consolidate import consolidates, fed_by
from workflows.escalate import stored_ladder
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Escalation
from workflows.register.unit_of_work import UnitOfWork
from workflows.shares import Shares, shares, spoken
from workflows.steps.climbing import RUNG_DUE_SOME_DAY
from workflows.steps.step import Step
from workflows.working_time import at, day_of

_escalations = Machine(ESCALATION)


def spare(step: Step) -> int:
    """Weigh the rungs beyond the reminder that are due on consolidated reports, and stop those about others' share.

    A rung that stands still is weighed again on the working day after one of those waited for ended the wait. Only
    the first time is journalled.
    """
    session, row, base = step.uow.session, Escalation, Assignment
    ours = [
        and_(base.clause == clause.path, base.duty == duty.key)
        for directive in step.charter.directives
        for clause, duty in directive.duties()
        if duty.consolidates is not None
    ]
    if not ours:
        return 0
    due = select(row, base).join(base, base.id == row.assignment_id).where(
        row.due_at <= step.as_of, RUNG_DUE_SOME_DAY, row.state == "scheduled", row.mode != "automatic",
        or_(*ours), *step.scope.of(row),
    )  # fmt: skip
    spared = 0
    for rung, late in session.execute(due.order_by(row.key), execution_options={"populate_existing": True}).all():
        found = shares(session, step.charter, late, step.as_of) if consolidates(step.charter, late) else None
        if found is None or not found.spares:
            rung.spared = 0
            continue
        if not rung.spared:
            rung.spared = 1
            _journal(step, rung, late, found)
            spared += 1
        start = step.ladder(late.timetable).office_day_start
        rung.due_at = NEVER if found.waits else at(step.charter.calendar.shift(step.today, 1), start)
    session.flush()
    return step.count("spare", spared)


def _journal(step: Step, rung: Escalation, late: Assignment, found: Shares) -> None:
    rule = _escalations.fire(rung, "spare", as_of=step.as_of, by=SYSTEM)
    names = {one.performer: step.charter.label(one.performer) for one in found.others}
    details = {
        "rung": rung.rung,
        "assignment": late.key,
        "addressee": rung.addressee,
        "reason": f"toàn bộ phần chậm là của nơi khác: {spoken(step.charter.calendar, found.others, names)}",
        "shares": [{"assignment": one.key, "post": one.post, "seconds": round(one.seconds)} for one in found.every],
    }
    cites = f"{late.cites}; {rung.cites}; {rule.cites}"
    step.uow.record("escalation", rule, rung.key, at=step.as_of, by=SYSTEM, details=details, cites=cites)


def weigh_again(uow: UnitOfWork, charter: Charter, fed: Assignment, on: datetime) -> None:
    """Weigh rungs that stand still again, the working day after what they waited for came in or was waited for no more.

    Args:
        uow: the open transaction.
        charter: the jurisdiction's policy.
        fed: what was waited for.
        on: when the wait for it ended (aware).
    """
    for late in fed_by(uow.session, charter, fed):
        if not late.timetable:
            continue
        start = stored_ladder(uow, late.timetable).office_day_start
        again = at(charter.calendar.shift(day_of(on), 1), start)
        uow.session.execute(
            update(Escalation)
            .where(
                Escalation.assignment_id == late.id,
                Escalation.state == "scheduled",
                Escalation.spared == 1,
                Escalation.due_at == NEVER,
            )
            .values(due_at=again)
        )
