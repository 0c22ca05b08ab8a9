"""What an act brings with it besides the move: prepared before the law is asked, followed up after it said yes."""

from datetime import datetime
from typing import Any

from state_machines.errors import Refused
from state_machines.law import Rule
from workflows import consolidate, evaluations, events, liabilities, nested, plausible, readings, reports
from workflows.acts import Act
from workflows.charter import Charter
from workflows.effects import explanations, extensions, faults, on_assignments, on_escalations, referrals
from workflows.effects.dates import read_day, resumed_day, runs_until
from workflows.escalate import said
from workflows.holders import holder_of
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Escalation
from workflows.register.tables_referral import Referral
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
    if rule.trigger in ("report", "receive") and isinstance(row, Assignment):
        details |= plausible.check(uow.session, row, act)
        # What the route point receives had left before, unless nobody had announced it.
        if rule.trigger == "report" or row.state != "reported":
            details |= consolidate.leaving(uow.session, charter, row, act.at)
    if rule.trigger == "record" and isinstance(row, Assignment) and row.kind == "target":
        details |= readings.check(uow, charter, row, act)
    if rule.trigger == "occur":
        details |= events.check(uow, charter, row, act)
    if rule.trigger == "commend":
        organization = charter.jurisdiction.organization
        details |= {"post": row.head, "holder": holder_of(organization, row.head, act.at)}
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
        details |= evaluations.check(row, act)
    if isinstance(row, Assignment):
        details |= _of_replies(uow, charter, act, row, rule)
    if rule.trigger in ("report", "receive", "return", "evaluate") and isinstance(row, Assignment):
        sections = nested.check(uow, charter, row, act)
        details |= sections | _all_missing(details, sections)
    if rule.trigger in ("resume", "answer_referral") and runs_until(row) < NEVER:
        resumed = charter.calendar.roll_forward(resumed_day(charter, row, act.at)).day
        details |= {"deadline_before": said(runs_until(row)), "deadline": said(end_of_day(resumed))}
    if "deadline" in act.content:
        day = read_day(act, row)
        if end_of_day(day) <= act.at:
            raise Refused("", act.act, row.state, f"Thời hạn mới {day:%d/%m/%Y} phải sau thời điểm quyết định.")
    return details


def _of_replies(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment, rule: Rule) -> dict[str, Any]:
    """Check what the unit says for itself, and what is found or answered."""
    if rule.trigger == "explain":
        return explanations.check(row, act)
    if rule.trigger == "find_fault" or (rule.trigger == "declare_impossible" and "fault" in act.content):
        return faults.check(row, act)
    if rule.trigger in ("request_extension", "grant_extension", "refuse_extension"):
        return extensions.check(uow, charter, row, act)
    if rule.trigger in ("propose_referral", "endorse_referral", "refuse_referral", "answer_referral"):
        return referrals.check(uow, row, act)
    return {}


def _all_missing(*found: dict[str, Any]) -> dict[str, Any]:
    """Name parts and nested sections that are missing in one list."""
    missing = [part for one in found for part in one.get("missing", ())]
    return {"missing": missing} if missing else {}


def since(act: Act, details: dict[str, Any]) -> datetime:
    """Return from when a move counts: an endorsed referral from its filing (GĐ-11), anything else from its act."""
    filed = details.get("filed") if act.act == "endorse_referral" else None
    return act.at if filed is None else datetime.fromisoformat(filed)


def follow(uow: UnitOfWork, charter: Charter, act: Act, row: Any, rule: Rule, details: dict[str, Any]) -> None:
    """Do what follows from a move that the law allowed; ``details`` are those of its journal line."""
    if isinstance(row, Referral):
        referrals.petition(uow, charter, act, row)
        uow.session.flush()
        return
    table = on_escalations.EFFECTS if isinstance(row, Escalation) else on_assignments.EFFECTS
    if (effect := table.get(rule.trigger)) is not None:
        effect(uow, charter, act, row)
    if rule.trigger == "report":
        nested.tell(uow, charter, row, act, details)
    uow.session.flush()
    if isinstance(row, Assignment):
        confirmed = rule.trigger == "confirm_deadline"
        liabilities.settle(uow, charter, row, on=act.at, confirmed=confirmed)
    uow.session.flush()
