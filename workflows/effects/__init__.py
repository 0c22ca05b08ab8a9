"""What an act brings with it besides the move: prepared before the law is asked, followed up after it said yes."""

from typing import Any

from state_machines.errors import Refused
from state_machines.law import Rule
from workflows import events, readings, reports
from workflows.acts import Act
from workflows.charter import Charter
from workflows.effects import on_assignments, on_escalations
from workflows.effects.dates import read_day, resumed_day, runs_until
from workflows.escalate import said
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Escalation
from workflows.register.unit_of_work import UnitOfWork
from workflows.working_time import end_of_day

#: What an act carries that is kept with the report, not in the journal.
KEPT_APART = ("figures", "sections", "attachments")


def prepare(uow: UnitOfWork, charter: Charter, act: Act, row: Any, rule: Rule) -> dict[str, Any]:
    """Check what the act carries and return the details of its journal line; nothing is moved yet.

    Raises:
        Refused: when the content is not lawful.
    """
    details = {key: value for key, value in act.content.items() if key not in KEPT_APART}
    if rule.trigger in ("report", "receive", "record") and isinstance(row, Assignment):
        details |= reports.check(charter, row, act)
    if rule.trigger == "record" and isinstance(row, Assignment) and row.kind == "target":
        details |= readings.check(uow, charter, row, act)
    if rule.trigger == "occur":
        details |= events.check(uow, charter, row, act)
    if rule.trigger == "reassign":
        details["officer_before"] = row.officer
    if rule.trigger in ("acknowledge", "reassign") and act.content.get("officer") in (row.monitor, row.authority):
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
    if rule.trigger in ("resume", "answer_referral") and runs_until(row) < NEVER:
        resumed = charter.calendar.roll_forward(resumed_day(charter, row, act.at)).day
        details |= {"deadline_before": said(runs_until(row)), "deadline": said(end_of_day(resumed))}
    if "deadline" in act.content:
        day = read_day(act, row)
        if end_of_day(day) <= act.at:
            raise Refused("", act.act, row.state, f"Thời hạn mới {day:%d/%m/%Y} phải sau thời điểm quyết định.")
    return details


def follow(uow: UnitOfWork, charter: Charter, act: Act, row: Any, rule: Rule) -> None:
    """Do what follows from a move that the law allowed."""
    table = on_escalations.EFFECTS if isinstance(row, Escalation) else on_assignments.EFFECTS
    if (effect := table.get(rule.trigger)) is not None:
        effect(uow, charter, act, row)
    uow.session.flush()
