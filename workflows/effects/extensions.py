"""More time: asked for once, before the deadline, by the head; granted or not by who assigned the work (GĐ-12)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from state_machines.errors import Refused
from state_machines.law import SYSTEM
from workflows import escalate
from workflows.acts import Act
from workflows.answer_times import answer_by
from workflows.charter import Charter
from workflows.derived import duty_on
from workflows.effects.dates import date_again, read_day
from workflows.letters import spoken
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment
from workflows.register.unit_of_work import UnitOfWork
from workflows.working_time import end_of_day

#: What stands behind the key of a work in the key of a request about it.
MARK = "#extension"


def check(uow: UnitOfWork, charter: Charter, row: Assignment, act: Act) -> dict[str, Any]:
    """Check the day that is asked for or granted, and return what the journal says beside it.

    Args:
        uow: the open transaction.
        charter: the policy, whose calendar moves a rest day on.
        row: the work.
        act: asks for more time, grants it, or does not.

    Raises:
        Refused: where the work has no deadline, the day is not after the present one, or is later than what was asked.
    """
    if row.cut_off_at >= NEVER:
        raise _refused(row, act, "Việc này không có thời hạn nên không gia hạn được.")
    if act.act == "refuse_extension":
        return {}
    day = read_day(act, row)
    if end_of_day(day) <= row.cut_off_at:
        raise _refused(row, act, f"Thời hạn mới {day:%d/%m/%Y} phải sau thời hạn hiện tại {spoken(row.cut_off_at)}.")
    if act.act == "request_extension":
        return {"deadline_before": escalate.said(row.cut_off_at)}
    asked = date.fromisoformat(row.why["extension"]["asked"])
    if day > asked:
        raise _refused(row, act, f"Không cho hạn xa hơn ngày đã xin ({asked:%d/%m/%Y}).")
    until = escalate.said(end_of_day(charter.calendar.roll_forward(day).day))
    found = {"first_deadline": escalate.said(row.deadline), "deadline_before": escalate.said(row.cut_off_at)}
    # What was late before it was granted stays late: only then does the first deadline keep its say.
    return found | ({"deadline_now": until} if _in_time(row) else {"cut_off_at": until})


def request(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    """Lay the request before whoever assigned the work, as a duty of theirs with a deadline of its own (GĐ-60)."""
    asked, reason = read_day(act, row), str(act.content["reason"])
    row.extension = "asked"
    row.why = row.why | {"extension": {"asked": asked.isoformat(), "reason": reason, "on": escalate.said(act.at)}}
    due = answer_by(charter, "extension_answer", act.at)
    duty = duty_on(
        row,
        key=row.key + MARK,
        kind="extension",
        answered_by="answer",
        performer=row.authority,
        head=row.authority,
        title=f"Trả lời đề nghị gia hạn: {row.title}",
        cites=f"{row.cites}; {due.cites}",
        opens_at=act.at,
        deadline=due.until,
        cut_off_at=due.until,
        why=due.why("extension", row.key),
    )
    uow.session.add(duty)
    uow.session.flush()
    words = f"đề nghị gia hạn «{row.title}» đến hết ngày {asked:%d/%m/%Y}"
    facts = {"said": words, "reason": reason, "deadline": escalate.said(due.until), "from": row.performer}
    escalate.queue(uow, "asked", duty, duty.key, to=duty.head, at=act.at, facts=facts)


def grant(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    """Let the work be due later; the first deadline is kept, and so is a lateness that came before the answer."""
    in_time, first, before = _in_time(row), row.deadline, row.cut_off_at
    if row.announced_at >= row.cut_off_at:
        escalate.drop(uow, row, on=act.at, reason="đã cho gia hạn")
    date_again(uow, charter, row, read_day(act, row), act.at)
    if in_time:
        row.deadline = row.cut_off_at
    row.extension = "granted"
    answered = {"by": act.by, "answered": escalate.said(act.at), "reason_of_answer": str(act.content["reason"])}
    days = {"first": escalate.said(first), "from": escalate.said(before), "to": escalate.said(row.cut_off_at)}
    row.why = row.why | {"extension": row.why["extension"] | answered | days}
    _answered(uow, act, row, f"Cho gia hạn đến {spoken(row.cut_off_at)}")


def refuse(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    """Leave the deadline where it is."""
    row.extension = "refused"
    answered = {"by": act.by, "answered": escalate.said(act.at), "reason_of_answer": str(act.content["reason"])}
    row.why = row.why | {"extension": row.why["extension"] | answered}
    _answered(uow, act, row, "Không cho gia hạn; hạn cũ giữ nguyên")


def lapse(uow: UnitOfWork, row: Assignment, *, on: datetime, reason: str) -> None:
    """End a request that nobody needs to answer any more."""
    if (duty := _pending(uow, row)) is not None:
        rule = escalate.ASSIGNMENTS.fire(duty, "void", as_of=on, by=SYSTEM)
        duty.closed_at, duty.next_due_at = on, NEVER
        uow.record("assignment", rule, duty.key, at=on, by=SYSTEM, details={"reason": reason}, cites=duty.cites)


def _in_time(row: Assignment) -> bool:
    """Tell whether the present deadline is the one that counts, and was not missed."""
    return row.deadline == row.cut_off_at and row.announced_at < row.opens_at


def _answered(uow: UnitOfWork, act: Act, row: Assignment, answer: str) -> None:
    duty = _pending(uow, row)
    if duty is not None and duty.state == "assigned":
        rule = escalate.ASSIGNMENTS.fire(duty, "settle", as_of=act.at, by=SYSTEM)
        duty.reported_at = duty.received_at = act.at
        duty.next_due_at = NEVER
        details = {"answer": act.act, "answered_by": act.by, "assignment": row.key}
        uow.record("assignment", rule, duty.key, at=act.at, by=SYSTEM, details=details, cites=duty.cites)
    facts = {"answer": answer, "reason": str(act.content["reason"])}
    escalate.queue(uow, "answered", row, row.key, to=row.head, at=act.at, facts=facts)


def _pending(uow: UnitOfWork, row: Assignment) -> Assignment | None:
    return uow.session.scalar(
        select(Assignment).where(Assignment.key == row.key + MARK, Assignment.state.in_(("draft", "assigned")))
    )


def _refused(row: Assignment, act: Act, reason: str) -> Refused:
    return Refused("assignment", act.act, row.state, reason)
