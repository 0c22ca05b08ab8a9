"""What follows from an act on an escalation: a signature, a decision, a delivery."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select, update

from state_machines.law import SYSTEM
from workflows import codes, escalate
from workflows.acts import Act
from workflows.charter import Charter
from workflows.derived import duty_on
from workflows.effects.dates import date_again, read_day
from workflows.escalate import ASSIGNMENTS, queue, said
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Escalation, Notice
from workflows.register.unit_of_work import UnitOfWork
from workflows.working_time import ZONE, at, day_of

#: What an authority may answer to a proposal, and what each answer is called.
ANSWERS = {
    "approve": "Ban hành",
    "refuse": "Không ban hành",
    "ask_explanation": "Yêu cầu giải trình trước",
    "new_date": "Ấn định thời hạn mới",
}


def _paper(uow: UnitOfWork, escalation: Escalation) -> Assignment | None:
    """The duty to sign or decide that is open on an escalation."""
    return uow.session.scalars(
        select(Assignment).where(
            Assignment.base_id == escalation.assignment_id,
            Assignment.key.startswith(escalation.key + "#", autoescape=True),
            Assignment.kind.in_(escalate.PAPERS),
            Assignment.state == "assigned",
        )
    ).first()


def _answer_paper(uow: UnitOfWork, act: Act, escalation: Escalation, trigger: str) -> None:
    paper = _paper(uow, escalation)
    if paper is not None:
        rule = ASSIGNMENTS.fire(paper, trigger, as_of=act.at, by=paper.head)
        paper.reported_at = paper.received_at = act.at
        paper.next_due_at = NEVER
        uow.record("assignment", rule, paper.key, at=act.at, by=act.by, details={}, cites=paper.cites)


def _sign(uow: UnitOfWork, charter: Charter, act: Act, row: Escalation) -> None:
    _answer_paper(uow, act, row, "sign")
    escalate.issue(uow, charter, row, on=act.at)


def _waive(uow: UnitOfWork, charter: Charter, act: Act, row: Escalation) -> None:
    row.reason = str(act.content["reason"])
    if (paper := _paper(uow, row)) is not None:
        rule = ASSIGNMENTS.fire(paper, "void", as_of=act.at, by=SYSTEM)
        paper.closed_at, paper.next_due_at = act.at, NEVER
        uow.record(
            "assignment", rule, paper.key, at=act.at, by=SYSTEM, details={"reason": row.reason}, cites=paper.cites
        )
    base = uow.session.get_one(Assignment, row.assignment_id)
    escalate.next_rung(uow, charter, base, row, on=act.at)


def _decide(uow: UnitOfWork, charter: Charter, act: Act, row: Escalation) -> None:
    _answer_paper(uow, act, row, "decide")
    base = uow.session.get_one(Assignment, row.assignment_id)
    if codes.is_code(act.raw.get("proof")):
        _confirm(uow, act, row, base)
    match row.state:
        case "issued":
            escalate.issue(uow, charter, row, on=act.at)
        case "refused":
            escalate.next_rung(uow, charter, base, row, on=act.at)
        case "deferred":
            escalate.drop(uow, base, on=act.at, reason="đã ấn định thời hạn mới")
            date_again(uow, charter, base, read_day(act, row), act.at)
        case "explanation_asked":
            _ask_explanation(uow, charter, act, row, base)


def _confirm(uow: UnitOfWork, act: Act, row: Escalation, base: Assignment) -> None:
    """Tell whose code it was what was decided with it: a code, unlike a signature, does not cover the answer."""
    facts = {
        "rung": row.rung,
        "answer": ANSWERS[row.answer],
        "reason": row.reason,
        "since": uow.recorded_at.astimezone(ZONE).isoformat(),
    }
    queue(uow, "decided", base, row.key, to=act.by, at=uow.recorded_at, facts=facts)


def _ask_explanation(uow: UnitOfWork, charter: Charter, act: Act, row: Escalation, base: Assignment) -> None:
    """Open an explanation with its usual time; the proposal comes back when it is in, or when its time is over."""
    owed = escalate.stored_ladder(uow, base.timetable).explanation
    due = at(charter.calendar.shift(day_of(act.at), owed.working_days), owed.at)
    row.due_at = due
    earlier = uow.session.scalar(
        select(func.count())
        .select_from(Assignment)
        .where(Assignment.key.startswith(f"{row.key}#explanation", autoescape=True))
    )
    cites = charter.cite(owed.cites)
    # On the other line of command the co-liable head is asked, by whom that head answers to.
    head, authority = escalate.on_line(base, row.line)
    duty = duty_on(
        base,
        key=f"{row.key}#explanation" + (f".{earlier + 1}" if earlier else ""),
        kind="explanation",
        answered_by="explain",
        performer=base.performer if head == base.head else head,
        head=head,
        line=row.line,
        authority=authority,
        title=f"Giải trình theo yêu cầu: {base.title}",
        cites=f"{base.cites}; {cites}",
        opens_at=act.at,
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
    uow.session.add(duty)
    uow.session.flush()
    queue(uow, "open", duty, duty.key, to=head, at=act.at, facts={"deadline": said(due)})


def _deliver(uow: UnitOfWork, charter: Charter, act: Act, row: Escalation) -> None:
    row.delivered_at = act.at
    _mark_served(uow, row, "delivered", act)
    escalate.next_rung(uow, charter, uow.session.get_one(Assignment, row.assignment_id), row, on=act.at)


def _undelivered(uow: UnitOfWork, charter: Charter, act: Act, row: Escalation) -> None:
    _mark_served(uow, row, "to_serve", act)


def _mark_served(uow: UnitOfWork, row: Escalation, state: str, act: Act) -> None:
    evidence = str(act.content.get("evidence", ""))
    values = {"state": state, "channel": "paper", "evidence": evidence}
    uow.session.execute(
        update(Notice)
        .where(Notice.escalation_id == row.id, Notice.state != "delivered")
        .values(values | ({"delivered_at": act.at} if state == "delivered" else {}))
    )


#: By trigger.
EFFECTS: dict[str, Callable[[UnitOfWork, Charter, Act, Any], None]] = {
    "sign": _sign,
    "waive": _waive,
    "decide": _decide,
    "deliver": _deliver,
    "undelivered": _undelivered,
}
