"""Open what has come to its time, and remind of what is coming to its deadline."""

from typing import Any

from sqlalchemy import case, func, select

from state_machines.assignment import ASSIGNMENT
from workflows.batch import DUE_IDS, DUE_SOME_DAY, Batch, instant
from workflows.register.columns import iso, json_object
from workflows.register.tables import Assignment, Timetable
from workflows.steps.copies import copy_coordinators
from workflows.steps.step import Step, next_warning


def open_periods(step: Step) -> int:
    """Open drafts whose instant has come; each line bears that instant, however late the sweep."""
    batch = Batch(step.uow, ASSIGNMENT, Assignment)
    due = [Assignment.next_due_at <= step.as_of, DUE_SOME_DAY, *step.scope.of(Assignment)]
    if not batch.gather("open", as_of=step.as_of, due=due, most=step.most):
        return 0
    row = Assignment
    # What a target has is the time by which it is judged; a deadline only once it was missed.
    until = iso(case((row.kind == "target", row.window_closes_at), else_=row.deadline))
    details = json_object(
        kind=row.kind,
        performer=row.performer,
        head=row.head,
        deadline=until,
        provenance=row.provenance,
    )
    batch.journal(at=row.opens_at, details=details, cites=row.cites)
    # What is owed for a missed deadline is told by the notice of the cut-off.
    to = case((row.kind.in_(("explanation", "watching")), ""), else_=row.head)
    kind = case((row.kind == "signature", "signature"), (row.kind == "decision", "decision"), else_="open")
    step.notices += batch.notify(kind, to=to, at=step.as_of, facts=json_object(deadline=until))
    if _dual(step):
        step.notices += batch.notify("open", to=row.co_head, at=step.as_of, facts=json_object(deadline=until))
    step.notices += copy_coordinators(step)
    step.change(row, state="assigned", next_due_at=next_warning(step.as_of))
    return step.count("open", batch.count)


def warn(step: Step) -> int:
    """Remind before the deadline; after downtime only the latest reminder is still worth sending."""
    batch = Batch(step.uow, ASSIGNMENT, Assignment)
    due = [Assignment.next_due_at <= step.as_of, DUE_SOME_DAY, *step.scope.of(Assignment)]
    if not batch.gather("warn", as_of=step.as_of, due=due, most=step.most):
        return 0
    row = Assignment
    latest = (
        select(Timetable.step)
        .where(
            Timetable.timetable == row.timetable,
            Timetable.day == row.cut_off_day,
            Timetable.step.like("warn-%"),
            Timetable.at <= step.as_of,
        )
        .order_by(Timetable.at.desc())
        .limit(1)
        .scalar_subquery()
    )
    to = case((row.officer != "", row.officer), else_=row.head)
    facts = json_object(deadline=iso(row.cut_off_at), working_days=func.substr(latest, 6), addressee=to)
    batch.journal(at=instant(step.as_of), details=facts, cites=row.cites)
    mark = latest + "|" + func.substr(iso(row.cut_off_at), 1, 10)
    step.notices += batch.notify("warn", to=to, at=step.as_of, facts=facts, mark=mark)
    step.notices += _copy_heads(step, batch, latest, facts, mark)
    if _dual(step):
        step.notices += batch.notify("warn", to=row.co_head, at=step.as_of, facts=facts, mark=mark)
    step.change(row, next_due_at=next_warning(step.as_of))
    return step.count("warn", batch.count)


def _dual(step: Step) -> bool:
    """Tell whether somebody answers for a row of the batch on the other line too: they are told what the head is."""
    found = select(Assignment.id).where(Assignment.id.in_(DUE_IDS), Assignment.co_head != "")
    return step.uow.session.execute(found.limit(1)).first() is not None


def _copy_heads(step: Step, batch: Batch, latest: Any, facts: Any, mark: Any) -> int:
    """Copy the reminders that the ladder says to the heads of named officers."""
    row, copied = Assignment, 0
    named = (row.officer != "") & (row.officer != row.head)
    if step.uow.session.execute(select(row.id).where(row.id.in_(DUE_IDS), named).limit(1)).first() is None:
        return 0
    for timetable in step.timetables():
        steps = [f"warn-{w.working_days}" for w in step.ladder(timetable).remind_before if "head" in w.copies]
        head = case(((row.timetable == timetable) & named & latest.in_(steps), row.head), else_="")
        copied += batch.notify("warn", to=head, at=step.as_of, facts=facts, mark=mark, copy=True)
    return copied
