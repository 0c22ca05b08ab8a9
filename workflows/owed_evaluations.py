"""The evaluator's clock: once a report has arrived, its authority owes an evaluation, or a return with a reason.

The duty hangs on the work (``<key>#evaluation``, ``.2`` for the next report after a return or a reopening). Overdue,
the authority is reminded of it; the unit is never charged with it (GĐ-65).
"""

from datetime import datetime

from sqlalchemy import func, select

from state_machines.law import SYSTEM
from workflows import escalate
from workflows.charter import Charter
from workflows.derived import duty_on
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment
from workflows.register.unit_of_work import UnitOfWork
from workflows.working_time import at, day_of

KIND = "evaluation"


def owe(uow: UnitOfWork, charter: Charter, row: Assignment, on: datetime) -> None:
    """Let the authority owe an evaluation of what arrived at an instant.

    What hangs on other work is followed with that work, work that no ladder dates has no clock, and nobody owes an
    evaluation of their own. A report that proves to have arrived later gives the evaluator so much more time, one
    that proves to have arrived earlier takes none away.

    Args:
        uow: the open transaction.
        charter: the jurisdiction's policy.
        row: the work.
        on: when its report arrived.
    """
    if row.derived or not row.timetable or row.authority in ("", row.head, row.officer, row.co_head):
        return
    ladder = escalate.stored_ladder(uow, row.timetable)
    due = ladder.evaluation
    if due is None:
        return
    uow.session.flush()
    calendar, arrived = charter.calendar, day_of(on)
    until = at(calendar.shift(arrived, due.working_days), due.at)
    if (owed := _open(uow, row)) is not None:
        if owed.announced_at < owed.cut_off_at < until:
            again = [*owed.why.get("dated_again", []), {"on": escalate.said(on), "to": until.date().isoformat()}]
            owed.deadline = owed.cut_off_at = until
            owed.why = owed.why | {"dated_again": again}
            if owed.state == "assigned":
                owed.next_due_at = until
        return
    mine = (Assignment.base_id == row.id, Assignment.kind == KIND)
    number = uow.session.scalar(select(func.count()).select_from(Assignment).where(*mine)) or 0
    # Told in the morning, with everything else that arrived the day before.
    opens = at(calendar.shift(arrived, 1), ladder.office_day_start)
    cites = charter.cite(due.cites)
    uow.session.add(
        duty_on(
            row,
            key=f"{row.key}#evaluation" + (f".{number + 1}" if number else ""),
            kind=KIND,
            answered_by="evaluate",
            performer=row.authority,
            head=row.authority,
            monitor="",
            authority=charter.chain.above(row.authority, arrived, row.line),
            title=f"Đánh giá: {row.title}",
            cites=f"{row.cites}; {cites}",
            opens_at=opens,
            deadline=until,
            cut_off_at=until,
            why={
                "rule": KIND,
                "of": row.key,
                "working_days": due.working_days,
                "at": f"{due.at:%H:%M}",
                "cites": cites,
                "provenance": "default",
            },
        )
    )


def settle(uow: UnitOfWork, row: Assignment, *, on: datetime, reason: str) -> None:
    """End the evaluation that is owed: the report was evaluated, or sent back.

    One that has not been told to anybody yet falls away.
    """
    uow.session.flush()
    owed = _open(uow, row)
    if owed is None:
        return
    trigger = "settle" if owed.state == "assigned" else "void"
    rule = escalate.ASSIGNMENTS.fire(owed, trigger, as_of=on, by=SYSTEM)
    if trigger == "settle":
        owed.reported_at = owed.received_at = on
    owed.next_due_at, owed.closed_at = NEVER, on
    uow.record("assignment", rule, owed.key, at=on, by=SYSTEM, details={"reason": reason}, cites=owed.cites)


def _open(uow: UnitOfWork, row: Assignment) -> Assignment | None:
    mine = (Assignment.base_id == row.id, Assignment.kind == KIND, Assignment.state.in_(("draft", "assigned")))
    return uow.session.scalars(select(Assignment).where(*mine)).first()
