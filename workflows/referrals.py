"""Referrals told: where one stands, and those of a work."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from state_machines.referral import REFERRAL
from workflows.charter import Charter
from workflows.escalate import said
from workflows.letters import happened, spoken
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, JournalLine
from workflows.register.tables_referral import Referral


def told_of(session: Session, row: Assignment, as_of: datetime) -> list[dict[str, Any]]:
    """Return the referrals of a work that were filed by an instant, as plain data.

    Args:
        session: of the register.
        row: the work.
        as_of: the instant asked about (aware).
    """
    found = select(Referral).where(Referral.assignment_id == row.id, Referral.filed_at <= as_of)
    return [shown(session, one, as_of) for one in session.scalars(found.order_by(Referral.id))]


def shown(session: Session, row: Referral, as_of: datetime) -> dict[str, Any]:
    """Return where one referral stood at an instant, as plain data."""
    line = JournalLine
    moved = select(line.dest).where(line.subject == row.key, line.at <= as_of).order_by(line.at.desc(), line.seq.desc())
    answered = row.closed_at <= as_of
    return {
        "key": row.key,
        "machine": "referral",
        "state": session.scalar(moved.limit(1)) or REFERRAL.initial,
        "assignment": session.get_one(Assignment, row.assignment_id).key,
        "to": row.body or None,
        "matter": row.matter,
        "head": row.head,
        "authority": row.authority,
        "filed_at": said(row.filed_at),
        "endorsed_at": said(row.endorsed_at) if row.endorsed_at <= as_of else None,
        "petitioned_at": said(row.petitioned_at) if row.petitioned_at <= as_of else None,
        "closed_at": said(row.closed_at) if answered else None,
        "answer": (row.answer or None) if answered else None,
        "next_reminder": None if answered else said(row.due_at),
        "reminded": row.reminded,
        "cites": row.cites,
    }


def sentences(found: dict[str, Any], charter: Charter) -> Iterator[str]:
    """Tell in Vietnamese what `shown` returned."""
    body = charter.label(found["to"]) if found["to"] else "cấp trên"
    yield f"Kiến nghị {body}: {found['matter']} (mã {found['key']})"
    steps = (
        ("filed_at", f"{charter.label(found['head'])} đề xuất"),
        ("endorsed_at", f"{charter.label(found['authority'])} chấp thuận"),
        ("petitioned_at", "đã kiến nghị lên cấp trên"),
        ("closed_at", "khép lại"),
    )
    when = [f"{words} lúc {happened(datetime.fromisoformat(found[name]))}" for name, words in steps if found[name]]
    yield f"  {REFERRAL.states[found['state']]}; {'; '.join(when)}; căn cứ {found['cites']}"
    if found["answer"]:
        yield f"  trả lời: {found['answer']}"
    elif found["next_reminder"]:
        yield f"  chưa trả lời thì nhắc lúc {spoken(datetime.fromisoformat(found['next_reminder']))}"


def dates(row: Referral) -> Iterator[str]:
    """Yield why the clock of a work stands still, or does not, for a referral of it."""
    yield f"Đề xuất được gửi lúc {happened(row.filed_at)}; chỉ khi được chấp thuận đồng hồ mới dừng ({row.cites})."
    if row.endorsed_at < NEVER:
        yield f"Được chấp thuận lúc {happened(row.endorsed_at)}, nên đồng hồ dừng từ lúc gửi đề xuất."
    if row.petitioned_at < NEVER:
        yield f"Đã kiến nghị lên cấp trên lúc {happened(row.petitioned_at)}."
    if row.due_at < NEVER:
        yield f"Chưa được trả lời thì nhắc lúc {spoken(row.due_at)}; đơn vị không bị tính chậm vì việc chờ này."
