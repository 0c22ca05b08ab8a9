"""Judge targets when the time in which they are to be attained, or held, is over (GĐ-45).

They are few, and each by its own arithmetic, so each is judged on its own; what they are judged by is read at once.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select

from state_machines.assignment import ASSIGNMENT
from state_machines.law import SYSTEM
from workflows import escalate, readings
from workflows.batch import DUE_IDS, DUE_SOME_DAY, Batch
from workflows.readings import Measure
from workflows.register.columns import LONG_AGO, NEVER
from workflows.register.tables import Assignment
from workflows.steps.step import Step
from workflows.targets import Judged, Part, Reading, attained, judge
from workflows.timetable import day_number
from workflows.working_time import end_of_day, last_day_of


def assess(step: Step) -> int:
    """Journal how each target stands whose time is over; the line bears that instant, however late the sweep.

    Only figures from before it count. What binds and is not met becomes due at that instant, so that the ordinary
    cut-off and ladder follow; what is only striven for, and what cannot be judged, never does.
    """
    session, row = step.uow.session, Assignment
    batch = Batch(step.uow, ASSIGNMENT, row)
    due = [
        row.kind == "target",
        row.next_due_at <= step.as_of,
        DUE_SOME_DAY,
        # One part is announced before the next one is judged.
        or_(row.cut_off_at > step.as_of, row.announced_at >= row.cut_off_at),
        *step.scope.of(row),
    ]
    if not batch.gather("assess", as_of=step.as_of, due=due, most=step.most):
        return 0
    chosen = select(row).where(row.id.in_(DUE_IDS)).order_by(row.key)
    rows = session.scalars(chosen, execution_options={"populate_existing": True}).all()
    figures = readings.taken(session, DUE_IDS)
    for one in rows:
        _assess(step, one, figures.get(one.id, {}))
    session.flush()
    return step.count("assess", batch.count)


def _assess(step: Step, row: Assignment, figures: dict[str, list[Reading]]) -> None:
    until, measure = row.window_closes_at, readings.measure_of(step.charter, row)
    if measure is None:
        judged, after, details = Judged("insufficient", "chính sách hiện hành không còn chỉ tiêu này"), NEVER, {}
        binds = False
    else:
        before = [one for one in figures.get(measure.figure, ()) if one.at < until]
        judged, after = _judged(measure, before, until)
        details = {"figure": measure.figure}
        # What was never attained was missed then; there was nothing to hold.
        binds = row.timetable != "" and (judged.part != "hold" or attained(measure.target, before))
    rule = escalate.ASSIGNMENTS.fire(row, "assess", as_of=step.as_of, by=SYSTEM)
    step.uow.record(
        "assignment", rule, row.key, at=until, by=SYSTEM, details=judged.details() | details, cites=row.cites
    )
    row.window_closes_at = row.next_due_at = after
    if judged.verdict == "not_met" and binds:
        _becomes_due(step, row, until)
    elif judged.verdict == "met" and readings.missed(row):
        row.received_at = row.reported_at = until
        escalate.drop(step.uow, row, on=step.as_of, reason="chỉ tiêu đã đạt")


def _judged(measure: Measure, before: Sequence[Reading], until: datetime) -> tuple[Judged, datetime]:
    """Judge the part whose time is over at ``until``, and return when the next one is: to be attained, then held."""
    target, after, since = measure.target, NEVER, None
    part: Part = ""
    if target.type == "attain_maintain":
        part = "attain"
        holds_until = end_of_day(target.hold_until) if target.hold_until else until
        if until < holds_until:
            after = holds_until
        elif target.hold_until:
            part, since = "hold", end_of_day(target.attain_by) if target.attain_by else None
    return judge(target, measure.baseline, before, part=part, after=since), after


def _becomes_due(step: Step, row: Assignment, until: datetime) -> None:
    """Let the cut-off find it at the instant at which it was missed."""
    if row.announced_at > LONG_AGO:
        escalate.drop(step.uow, row, on=step.as_of, reason="chỉ tiêu được đánh giá lại")
        row.cycle += 1
    row.deadline = min(row.deadline, until)
    row.cut_off_at = row.next_due_at = until
    row.cut_off_day = day_number(last_day_of(until))
    row.received_at = row.reported_at = NEVER
