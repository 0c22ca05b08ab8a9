"""What an act brings with it besides the move: prepared before the law is asked, followed up after it said yes."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update

from state_machines.errors import Refused
from state_machines.law import Rule
from workflows import escalate, reports
from workflows.charter import Charter
from workflows.escalate import ASSIGNMENTS, queue, said
from workflows.register import tables
from workflows.register.columns import LONG_AGO, NEVER
from workflows.register.tables import Assignment, Escalation, Notice
from workflows.register.unit_of_work import UnitOfWork
from workflows.timetable import day_number
from workflows.working_time import at, day_of, end_of_day, last_day_of

if TYPE_CHECKING:
    from workflows.act import Act


def prepare(uow: UnitOfWork, charter: Charter, act: "Act", row: Any, rule: Rule) -> dict[str, Any]:
    """Check what the act carries and return the details of its journal line; nothing is moved yet.

    Raises:
        Refused: when the content is not lawful.
    """
    details = {key: value for key, value in act.content.items() if key not in ("figures", "sections", "attachments")}
    if rule.trigger in ("report", "receive", "record") and isinstance(row, Assignment):
        details |= reports.check(row, act)
    if rule.trigger == "acknowledge" and act.content.get("officer") in (row.monitor, row.authority):
        raise Refused(
            "assignment",
            act.act,
            row.state,
            "Người theo dõi hoặc người có thẩm quyền đánh giá không thể là cán bộ thực hiện chính việc đó.",
        )
    if rule.trigger == "evaluate":
        if act.content.get("result") not in ("passed", "failed"):
            raise Refused(
                "assignment",
                act.act,
                row.state,
                "Kết quả đánh giá phải là passed (đạt) hoặc failed (chưa đạt).",
            )
        details["timeliness"] = "on_time" if row.received_at < row.deadline else "late"
    if "deadline" in act.content:
        day = read_day(act, row)
        if end_of_day(day) <= act.at:
            raise Refused("", act.act, row.state, f"Thời hạn mới {day:%d/%m/%Y} phải sau thời điểm quyết định.")
    return details


def follow(uow: UnitOfWork, charter: Charter, act: "Act", row: Any, rule: Rule) -> None:
    """Do what follows from a move that the law allowed."""
    table = _ON_ESCALATION if isinstance(row, Escalation) else _ON_ASSIGNMENT
    if (effect := table.get(rule.trigger)) is not None:
        effect(uow, charter, act, row)
    uow.session.flush()


def read_day(act: "Act", row: Any) -> date:
    """Read the new date an act carries.

    Raises:
        Refused: when it is not a date.
    """
    try:
        return date.fromisoformat(str(act.content["deadline"])[:10])
    except ValueError:
        raise Refused("", act.act, row.state, "Thời hạn mới phải là ngày dạng 2024-03-20.") from None


def look_again(uow: UnitOfWork, row: Assignment, on: datetime) -> None:
    """Set when the row is to be looked at next: its next reminder after ``on``, else its cut-off if still to come."""
    when = tables.Timetable
    following = uow.session.scalar(
        select(func.min(when.at)).where(
            when.timetable == row.timetable,
            when.day == row.cut_off_day,
            when.step.like("warn-%"),
            when.at > on,
        )
    )
    pending = row.cut_off_at if row.announced_at < row.cut_off_at else NEVER
    row.next_due_at = following if following is not None and following < row.cut_off_at else pending


def date_again(uow: UnitOfWork, charter: Charter, row: Assignment, day: date, on: datetime) -> None:
    """Give the row a new day on which it is cut off; what was announced before was another cycle."""
    if row.announced_at > LONG_AGO:
        row.cycle += 1
    effective = charter.calendar.roll_forward(day).day
    row.cut_off_at, row.cut_off_day = end_of_day(effective), day_number(effective)
    row.why = row.why | {
        "dated_again": [*row.why.get("dated_again", []), {"on": said(on), "to": effective.isoformat()}]
    }
    look_again(uow, row, on)


def _acknowledge(uow: UnitOfWork, charter: Charter, act: "Act", row: Assignment) -> None:
    row.officer = str(act.content["officer"])


def _report(uow: UnitOfWork, charter: Charter, act: "Act", row: Assignment) -> None:
    reports.store(uow, row, act)
    row.reported_at = min(row.reported_at, act.at)
    if row.received_at <= act.at:
        return
    if not row.route_point or row.route_point in (row.head, act.by):
        _arrived(uow, charter, act, row)
        return
    row.next_due_at = row.cut_off_at if row.announced_at < row.cut_off_at else NEVER
    queue(
        uow,
        "report_arrived",
        row,
        row.key,
        to=row.route_point,
        at=act.at,
        facts={"deadline": said(row.deadline), "received": said(act.at)},
    )


def _receive(uow: UnitOfWork, charter: Charter, act: "Act", row: Assignment) -> None:
    if act.content.get("figures"):
        reports.store(uow, row, act)
    row.reported_at = min(row.reported_at, act.at)
    _arrived(uow, charter, act, row)


def _arrived(uow: UnitOfWork, charter: Charter, act: "Act", row: Assignment) -> None:
    """The paper has arrived: in time it undoes a breach announced in ignorance, late it ends the ladder."""
    row.received_at, row.next_due_at = act.at, NEVER
    if act.at < row.cut_off_at:
        if row.announced_at >= row.cut_off_at:
            escalate.drop(uow, row, on=act.at, reason="báo cáo đã được nhận trong hạn", explanation_too=True)
            row.announced_at = LONG_AGO
    else:
        escalate.drop(uow, row, on=act.at, reason="đã nhận được báo cáo", explanation_too=False)
    reports.ask_official_figures(uow, charter, row, act.at)


def _return(uow: UnitOfWork, charter: Charter, act: "Act", row: Assignment) -> None:
    row.received_at = row.reported_at = NEVER
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


def _evaluate(uow: UnitOfWork, charter: Charter, act: "Act", row: Assignment) -> None:
    row.result, row.closed_at, row.next_due_at = str(act.content["result"]), act.at, NEVER


def _explain(uow: UnitOfWork, charter: Charter, act: "Act", row: Assignment) -> None:
    row.reported_at = row.received_at = act.at
    row.next_due_at = NEVER
    uow.session.execute(
        update(Escalation)
        .where(Escalation.assignment_id == row.base_id, Escalation.state == "explanation_asked")
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


def _confirm_deadline(uow: UnitOfWork, charter: Charter, act: "Act", row: Assignment) -> None:
    row.firm = 1
    row.why = row.why | {"confirmed": {"by": act.by, "at": said(act.at)}}
    done = uow.session.scalars(
        select(Escalation)
        .where(Escalation.assignment_id == row.id, Escalation.cycle == row.cycle)
        .order_by(Escalation.ord.desc())
    ).first()
    if done is not None and done.state == "delivered":
        escalate.next_rung(uow, charter, row, done, on=act.at)


def _stop(uow: UnitOfWork, charter: Charter, act: "Act", row: Assignment) -> None:
    """The clock stops: how many working days were left is kept for when it runs again."""
    if row.cut_off_at < NEVER:
        row.remaining = charter.calendar.count(day_of(act.at), last_day_of(row.cut_off_at))
    row.next_due_at = NEVER
    escalate.drop(uow, row, on=act.at, reason="nhiệm vụ đang tạm dừng", explanation_too=False)


def _resume(uow: UnitOfWork, charter: Charter, act: "Act", row: Assignment) -> None:
    """The clock runs again with the working days that were left; lateness from before stays."""
    row.resumes_to = ""
    if row.cut_off_at >= NEVER:
        return
    late_already = row.announced_at > LONG_AGO
    date_again(uow, charter, row, charter.calendar.shift(day_of(act.at), max(row.remaining, 0)), act.at)
    if not late_already:
        row.deadline = row.cut_off_at


def _close(uow: UnitOfWork, charter: Charter, act: "Act", row: Assignment) -> None:
    row.closed_at, row.next_due_at = act.at, NEVER
    escalate.drop(uow, row, on=act.at, reason=str(act.content.get("reason", "")), explanation_too=True)


def _reopen(uow: UnitOfWork, charter: Charter, act: "Act", row: Assignment) -> None:
    row.result, row.closed_at = "", NEVER
    row.received_at = row.reported_at = NEVER
    day = read_day(act, row) if "deadline" in act.content else day_of(act.at)
    if row.cut_off_at < NEVER:
        date_again(uow, charter, row, max(day, last_day_of(row.cut_off_at)), act.at)


def _paper(uow: UnitOfWork, escalation: Escalation) -> Assignment | None:
    """The duty to sign or decide that is open on an escalation."""
    return uow.session.scalars(
        select(Assignment).where(
            Assignment.base_id == escalation.assignment_id,
            Assignment.key.startswith(escalation.key + "#"),
            Assignment.state == "assigned",
        )
    ).first()


def _answer_paper(uow: UnitOfWork, act: "Act", escalation: Escalation, trigger: str) -> None:
    paper = _paper(uow, escalation)
    if paper is not None:
        rule = ASSIGNMENTS.fire(paper, trigger, as_of=act.at, by=paper.head)
        paper.reported_at = paper.received_at = act.at
        paper.next_due_at = NEVER
        uow.record("assignment", rule, paper.key, at=act.at, by=act.by, details={}, cites=paper.cites)


def _sign(uow: UnitOfWork, charter: Charter, act: "Act", row: Escalation) -> None:
    _answer_paper(uow, act, row, "sign")
    escalate.issue(uow, charter, row, on=act.at)


def _waive(uow: UnitOfWork, charter: Charter, act: "Act", row: Escalation) -> None:
    row.reason = str(act.content["reason"])
    _answer_paper(uow, act, row, "sign")
    base = uow.session.get_one(Assignment, row.assignment_id)
    escalate.next_rung(uow, charter, base, row, on=act.at)


def _decide(uow: UnitOfWork, charter: Charter, act: "Act", row: Escalation) -> None:
    _answer_paper(uow, act, row, "decide")
    base = uow.session.get_one(Assignment, row.assignment_id)
    match row.state:
        case "issued":
            escalate.issue(uow, charter, row, on=act.at)
        case "refused":
            escalate.next_rung(uow, charter, base, row, on=act.at)
        case "deferred":
            escalate.drop(uow, base, on=act.at, reason="đã ấn định thời hạn mới", explanation_too=False)
            date_again(uow, charter, base, read_day(act, row), act.at)
        case "explanation_asked":
            _ask_explanation(uow, charter, act, row, base)


def _ask_explanation(uow: UnitOfWork, charter: Charter, act: "Act", row: Escalation, base: Assignment) -> None:
    """Open an explanation with its usual time; the proposal comes back when it is in, or when its time is over."""
    owed = escalate.stored_ladder(uow, base.timetable).explanation
    due = at(charter.calendar.shift(day_of(act.at), owed.working_days), owed.at)
    row.due_at = due
    earlier = uow.session.scalar(
        select(func.count())
        .select_from(Assignment)
        .where(Assignment.base_id == base.id, Assignment.kind == "explanation")
    )
    cites = charter.cite(owed.cites)
    uow.session.add(
        Assignment(
            key=f"{base.key}#explanation" + (f".{earlier + 1}" if earlier else ""),
            directive_id=base.directive_id,
            base_id=base.id,
            derived=1,
            jurisdiction=base.jurisdiction,
            clause=base.clause,
            duty=base.duty,
            kind="explanation",
            answered_by="explain",
            performer=base.performer,
            head=base.head,
            line=base.line,
            period=base.period,
            title=f"Giải trình theo yêu cầu: {base.title}",
            cites=f"{base.cites}; {cites}",
            policy=base.policy,
            provenance="default",
            firm=0,
            monitor=base.monitor,
            authority=base.authority,
            opens_at=act.at,
            next_due_at=act.at,
            deadline=due,
            cut_off_at=due,
            why={
                "rule": "explanation",
                "of": row.key,
                "working_days": owed.working_days,
                "at": f"{owed.at:%H:%M}",
                "cites": cites,
                "provenance": "default",
            },
        )
    )


def _deliver(uow: UnitOfWork, charter: Charter, act: "Act", row: Escalation) -> None:
    row.delivered_at = act.at
    _mark_served(uow, row, "delivered", act)
    escalate.next_rung(uow, charter, uow.session.get_one(Assignment, row.assignment_id), row, on=act.at)


def _undelivered(uow: UnitOfWork, charter: Charter, act: "Act", row: Escalation) -> None:
    _mark_served(uow, row, "to_serve", act)


def _mark_served(uow: UnitOfWork, row: Escalation, state: str, act: "Act") -> None:
    evidence = str(act.content.get("evidence", ""))
    values = {"state": state, "channel": "paper", "evidence": evidence}
    uow.session.execute(
        update(Notice)
        .where(Notice.escalation_id == row.id, Notice.state != "delivered")
        .values(values | ({"delivered_at": act.at} if state == "delivered" else {}))
    )


_Effect = Callable[[UnitOfWork, Charter, "Act", Any], None]
_ON_ASSIGNMENT: dict[str, _Effect] = {
    "acknowledge": _acknowledge,
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
    "record": lambda uow, charter, act, row: reports.store(uow, row, act),
}
_ON_ESCALATION: dict[str, _Effect] = {
    "sign": _sign,
    "waive": _waive,
    "decide": _decide,
    "deliver": _deliver,
    "undelivered": _undelivered,
}
