"""What follows from an act on an assignment."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from state_machines.errors import Refused
from workflows import escalate, events, readings, reports
from workflows.acts import Act
from workflows.charter import Charter
from workflows.effects.dates import date_again, look_again, read_day, resumed_day, runs_until
from workflows.escalate import queue, said
from workflows.register.columns import LONG_AGO, NEVER
from workflows.register.tables import Assignment, Escalation, Report
from workflows.register.unit_of_work import UnitOfWork
from workflows.working_time import day_of, last_day_of


def _name_officer(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    row.officer = str(act.content["officer"])


def _report(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    """A report stands as received when it was sent, until the route point says when it arrived.

    So nobody is late because the route point was silent; its own word, when it comes, decides (GĐ-15).
    """
    reports.store(uow, row, act)
    row.reported_at = min(row.reported_at, act.at)
    _told(uow, charter, row, act.at)
    if not row.route_point or row.route_point in (row.head, act.by):
        row.receipt = 1
    elif not row.receipt:
        facts = {"deadline": said(row.deadline), "received": said(act.at)}
        queue(uow, "report_arrived", row, row.key, to=row.route_point, at=act.at, facts=facts)


def _told(uow: UnitOfWork, charter: Charter, row: Assignment, on: datetime) -> None:
    """It was done at an instant, by the word of the unit, which cannot undo a breach that was announced.

    Told late, it counts from when it was told.
    """
    told_late = row.announced_at >= row.cut_off_at > on
    arrived = max(on, uow.recorded_at) if told_late else on
    if row.received_at > arrived:
        _arrived(uow, charter, row, arrived)


def _record(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    """Keep one occurrence, or one figure; the occurrence that fills a count is its report.

    Whatever the order in which they were told, the count is full with the last of them.
    """
    reports.store(uow, row, act)
    if row.kind == "target":
        readings.settle(uow, charter, row, act)
    if not row.quota:
        return
    row.recorded += 1
    if row.state == "reported" and row.received_at >= NEVER:
        last = uow.session.scalar(select(func.max(Report.at)).where(Report.assignment_id == row.id)) or act.at
        row.reported_at, row.receipt = last, 1
        _told(uow, charter, row, last)


def _receive(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    if reports.carries(act):
        reports.store(uow, row, act)
    row.reported_at, row.receipt = min(row.reported_at, act.at), 1
    _arrived(uow, charter, row, act.at)


def _arrived(uow: UnitOfWork, charter: Charter, row: Assignment, on: datetime) -> None:
    """The paper has arrived: in time it undoes a breach announced in ignorance, late it ends the ladder."""
    row.received_at, row.next_due_at = on, NEVER
    if on < row.cut_off_at:
        if row.announced_at >= row.cut_off_at:
            escalate.drop(uow, row, on=on, reason="báo cáo đã được nhận trong hạn", kinds=escalate.BREACH)
            row.announced_at = LONG_AGO
    else:
        # What the event itself breached is not cured by a report of whoever it is about: the authority decides.
        if not row.why.get("at_once"):
            escalate.drop(uow, row, on=on, reason="đã nhận được báo cáo")
        if row.announced_at < row.cut_off_at:
            row.next_due_at = row.cut_off_at
    reports.ask_official_figures(uow, charter, row, on)


def _return(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    row.received_at = row.reported_at = NEVER
    row.receipt = 0
    if "deadline" in act.content:
        date_again(uow, charter, row, read_day(act, row), act.at)
    elif act.at >= row.cut_off_at:
        date_again(uow, charter, row, day_of(act.at), act.at)
    else:
        look_again(uow, row, act.at)
    queue(
        uow,
        "returned",
        row,
        row.key,
        to=row.head,
        at=act.at,
        facts={"deadline": said(row.cut_off_at), "reason": str(act.content.get("reason", ""))},
    )


def _evaluate(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    row.result, row.closed_at, row.next_due_at = str(act.content["result"]), act.at, NEVER


def _explain(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    row.reported_at = row.received_at = act.at
    row.next_due_at = NEVER
    # Only the rung that asked for this explanation goes on; what was owed since the cut-off answers no other question.
    asking = row.key.rpartition("#explanation")[0]
    uow.session.execute(
        update(Escalation)
        .where(Escalation.key == asking, Escalation.state == "explanation_asked")
        .values(due_at=act.at)
    )
    queue(
        uow,
        "explained",
        row,
        row.key,
        to=row.authority,
        at=act.at,
        facts={"reason": str(act.content["reason"])},
    )


def _confirm_deadline(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    """The date is the authority's own now; with ``series`` so is that of every other period still to come."""
    _make_firm(uow, charter, act, row)
    if act.content.get("series") is not True:
        return
    same = ("directive_id", "clause", "duty", "performer", "source")
    others = select(Assignment).where(
        *(getattr(Assignment, name) == getattr(row, name) for name in same),
        Assignment.id != row.id,
        Assignment.derived == 0,
        Assignment.firm == 0,
        # Nobody is judged afterwards on a date that was no more than ours when it passed.
        Assignment.cut_off_at > act.at,
    )
    for other in uow.session.scalars(others.order_by(Assignment.key)).all():
        try:
            rule = escalate.ASSIGNMENTS.fire(other, "confirm_deadline", as_of=act.at, by=row.authority)
        except Refused:
            continue  # closed, or another authority's
        details = {"series": row.key} | ({} if act.by == row.authority else {"for": row.authority})
        uow.record("assignment", rule, other.key, at=act.at, by=act.by, details=details, cites=other.cites)
        _make_firm(uow, charter, act, other)


def _make_firm(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    row.firm = 1
    row.why = row.why | {"confirmed": {"by": act.by, "at": said(act.at)}}
    escalate.go_on(uow, charter, row, on=act.at)


def _stop(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    """The clock stops: how many working days were left is kept for when it runs again."""
    if (until := runs_until(row)) < NEVER:
        row.remaining = charter.calendar.count(day_of(act.at), last_day_of(until))
    row.next_due_at = NEVER
    escalate.drop(uow, row, on=act.at, reason="nhiệm vụ đang tạm dừng")


def _resume(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    """The clock runs again with the working days that were left; lateness from before stays."""
    row.resumes_to = ""
    if runs_until(row) >= NEVER:
        return
    late_already = row.announced_at > LONG_AGO
    date_again(uow, charter, row, resumed_day(charter, row, act.at), act.at)
    if not late_already:
        row.deadline = row.cut_off_at


def _close(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    row.closed_at, row.next_due_at = act.at, NEVER
    escalate.drop(uow, row, on=act.at, reason=str(act.content.get("reason", "")), kinds=escalate.WORK)


def _reopen(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    row.result, row.closed_at = "", NEVER
    row.received_at = row.reported_at = NEVER
    row.receipt = 0
    day = read_day(act, row) if "deadline" in act.content else day_of(act.at)
    if row.cut_off_at < NEVER:
        date_again(uow, charter, row, max(day, last_day_of(row.cut_off_at)), act.at)


#: By trigger.
EFFECTS: dict[str, Callable[[UnitOfWork, Charter, Act, Any], None]] = {
    "acknowledge": _name_officer,
    "reassign": _name_officer,
    "report": _report,
    "receive": _receive,
    "return": _return,
    "evaluate": _evaluate,
    "explain": _explain,
    "confirm_deadline": _confirm_deadline,
    "suspend": _stop,
    "endorse_referral": _stop,
    "resume": _resume,
    "answer_referral": _resume,
    "declare_impossible": _close,
    "revoke": _close,
    "reopen": _reopen,
    "record": _record,
    "occur": events.open_duty,
}
