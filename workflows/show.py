"""Where something stands: an assignment, an escalation, a directive, a post or a unit; and what comes next."""

from datetime import datetime
from difflib import get_close_matches
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from config.dated import on
from workflows.charter import Charter
from workflows.escalate import said
from workflows.plans import CitedPlan, cited_plans
from workflows.register.columns import NEVER
from workflows.register.tables import (
    Assignment,
    Directive,
    Escalation,
    JournalLine,
    Notice,
    Receipt,
    SourceItem,
    SourceRegister,
    Timetable,
)
from workflows.status import time_status
from workflows.working_time import day_of

#: Keys that a wrong one is compared with.
FEW_ALIKE = 400


class NotFound(LookupError):
    """Nothing bears that key; the message offers the nearest ones."""


Found = Assignment | Escalation | Directive | Receipt | CitedPlan | str
"""What may bear a key; a post, a unit or a group is its key itself."""


def find(session: Session, charter: Charter, key: str) -> Found:
    """Return what bears the key: a row of the register, a plan, or the key itself for a post, a unit or a group.

    Raises:
        NotFound: with the nearest keys.
    """
    found: Found | None = (
        session.scalar(select(Assignment).where(Assignment.key == key))
        or session.scalar(select(Escalation).where(Escalation.key == key))
        or session.scalar(select(Directive).where(Directive.key == key))
        or session.scalar(select(Receipt).where(Receipt.key == key))
        or next((plan for plan in cited_plans(charter) if plan.key == key), None)
    )
    if found is not None:
        return found
    organization = charter.jurisdiction.organization
    if organization.post(key) or organization.unit(key) or organization.group(key):
        return key
    raise NotFound(f"Không có gì mang mã «{key}».{_hint(session, charter, key)}")


def _hint(session: Session, charter: Charter, key: str) -> str:
    """Say what may have been meant by a key that nothing bears."""
    directive = charter.policy.directive("/".join(key.split("/")[:2]))
    if directive is not None and not session.scalar(select(Directive.id).where(Directive.key == directive.full_key)):
        return (
            f" «{directive.label}» có trong chính sách nhưng sổ này chưa giao việc của nó; hãy chạy «namro assign», "
            f"hoặc chỉ sổ khác bằng --database."
        )
    if not session.scalar(select(Assignment.id).limit(1)):
        return " Sổ này chưa có nhiệm vụ nào; hãy chạy «namro assign», hoặc chỉ sổ khác bằng --database."
    if directive is not None and (clause := directive.clause(key.split("/")[2] if key.count("/") > 1 else "")):
        words = charter.policy.national.wording.label("treatments", clause.treatment or "").lower()
        said = f" Khoản {clause.path} ({clause.printed_label}) được xử lý là: {words}."
        if key.count("/") == 2:
            duties = [f"{key}/{duty.key}" for duty in clause.duties]
            also = f" Khoản này thể hiện ở khoản {clause.sees}." if clause.sees else ""
            return said + (f" Các nhiệm vụ: {', '.join(duties)}." if duties else also)
    if directive is None and "/" in key:
        return f" Các văn bản của địa phương này: {', '.join(one.full_key for one in charter.directives)}."
    near = get_close_matches(key, _candidates(session, charter, key), n=3)
    return f" Gần nhất: {', '.join(near)}." if near else ""


def _candidates(session: Session, charter: Charter, key: str) -> list[str]:
    """Return the keys that a wrong one is compared with: those that begin alike, as comparing all would take long."""
    row = Assignment
    beginning = key.rpartition("/")[0] if "/" in key else ""
    while "/" in beginning:
        alike = select(row.key).where(row.key.startswith(beginning, autoescape=True)).order_by(row.key).limit(FEW_ALIKE)
        if found := list(session.scalars(alike)):
            return found
        beginning = beginning.rpartition("/")[0]
    organization = charter.jurisdiction.organization
    parties = [one.key for one in (*organization.posts, *organization.units)]
    parties += [group.key for group in organization.groups]
    return [*parties, *session.scalars(select(row.key).order_by(row.key).limit(FEW_ALIKE))]


def show(session: Session, charter: Charter, key: str, *, as_of: datetime) -> dict[str, Any]:
    """Return where the thing with this key stands, as plain data."""
    found = find(session, charter, key)
    match found:
        case Assignment():
            return _assignment(session, charter, found, as_of)
        case Escalation():
            return _escalation(session, charter, found)
        case Directive():
            return _directive(session, charter, found, as_of)
        case Receipt():
            return _receipt(found, as_of)
        case CitedPlan():
            return _plan(session, charter, found)
    return _party(session, charter, found, as_of)


def next_of(session: Session, row: Assignment) -> dict[str, Any] | None:
    """Return what the sweep will do next about an assignment, or None."""
    pending = session.scalars(
        select(Escalation)
        .where(Escalation.assignment_id == row.id, Escalation.due_at < NEVER)
        .order_by(Escalation.due_at)
    ).first()
    if pending is not None and pending.due_at <= row.next_due_at:
        return {"what": "escalate", "rung": pending.rung, "at": said(pending.due_at), "to": pending.addressee}
    if row.next_due_at >= NEVER:
        return None
    if row.state == "draft":
        what = "open"
    elif row.passes_to:
        what = "pass_on"
    elif row.kind == "target" and row.next_due_at == row.window_closes_at:
        what = "assess"
    else:
        warning = session.scalar(
            select(func.count())
            .select_from(Timetable)
            .where(
                Timetable.timetable == row.timetable,
                Timetable.day == row.cut_off_day,
                Timetable.at == row.next_due_at,
                Timetable.step.like("warn-%"),
            )
        )
        what = "warn" if warning else "cut_off"
    return {"what": what, "at": said(row.next_due_at), "to": row.passes_to or row.officer or row.head}


def state_at(session: Session, row: Assignment | Escalation, as_of: datetime, initial: str) -> str:
    """Return the state that a row had in legal time, read from its journal."""
    line = JournalLine
    found = select(line.dest).where(line.subject == row.key, line.at <= as_of).order_by(line.at.desc(), line.seq.desc())
    return session.scalar(found.limit(1)) or initial


def _waits_for(session: Session, row: Assignment) -> dict[str, Any] | None:
    """Return the paper that the ladder waits for, where no sweep can go on without a person."""
    pending = session.scalars(
        select(Escalation)
        .where(Escalation.assignment_id == row.id, Escalation.state.in_(("drafted", "proposed", "issued")))
        .order_by(Escalation.ord.desc())
    ).first()
    if pending is None:
        return None
    if pending.state == "issued":
        return {"what": "deliver", "rung": pending.rung, "at": said(pending.issued_at), "to": pending.addressee}
    paper = session.scalars(
        select(Assignment).where(Assignment.key.startswith(pending.key + "#"), Assignment.state == "assigned")
    ).first()
    what = "sign" if pending.state == "drafted" else "decide"
    return {"what": what, "rung": pending.rung, "at": said(paper.cut_off_at) if paper else None, "to": pending.holder}


def _known_later(session: Session, row: Assignment, as_of: datetime) -> bool:
    """Tell whether the journal goes on after the instant asked about: then what came next stands there."""
    line = JournalLine
    about = or_(line.subject == row.key, line.subject.startswith(row.key + "#", autoescape=True))
    return session.scalar(select(line.seq).where(about, line.at > as_of).limit(1)) is not None


def _assignment(session: Session, charter: Charter, row: Assignment, as_of: datetime) -> dict[str, Any]:
    soon = on(charter.policy.national.reporting.due_soon_working_days, day_of(as_of))
    status = time_status(row, as_of, charter.calendar, due_soon=(soon.value if soon else None) or 0)
    rungs = session.scalars(
        select(Escalation)
        .where(Escalation.assignment_id == row.id, or_(Escalation.raised_at <= as_of, Escalation.due_at < NEVER))
        .order_by(Escalation.cycle, Escalation.ord)
    )
    hanging = session.scalars(
        select(Assignment)
        .where(Assignment.base_id == row.id, Assignment.opens_at <= as_of)
        .order_by(Assignment.opens_at, Assignment.key)
    )
    return {
        "key": row.key,
        "machine": "assignment",
        "title": row.title,
        "kind": row.kind,
        "state": state_at(session, row, as_of, "draft"),
        "time_status": status,
        "provenance": row.provenance,
        "clause": row.clause,
        "cites": row.cites,
        "deadline": said(row.deadline),
        "opens_at": said(row.opens_at),
        "received_at": said(row.received_at) if row.received_at <= as_of else None,
        "receipt_confirmed": bool(row.receipt) and row.received_at <= as_of,
        "result": (row.result or None) if row.closed_at <= as_of else None,
        "count": {"recorded": row.recorded, "at_least": row.quota} if row.kind == "count" else None,
        "judged": _judged(session, row, as_of) if row.kind == "target" else None,
        "source": row.source or None,
        "line": row.line,
        "chain": {
            "performer": row.performer,
            "officer": row.officer or None,
            "head": row.head,
            "deputy": row.deputy or None,
            "monitor": row.monitor or None,
            "route_point": row.route_point or None,
            "authority": row.authority
            if row.authority != row.head
            else charter.chain.above(row.head, day_of(as_of), row.line) or None,
            "coordinators": [one for one in row.coordinators.split(",") if one],
            "watcher": row.watcher or None,
            "co_head": row.co_head or None,
            "co_authority": row.co_authority or None,
        },
        "escalations": [
            {
                "key": e.key,
                "rung": e.rung,
                "line": e.line,
                "state": state_at(session, e, as_of, "scheduled"),
                "addressee": e.addressee,
                "holder": e.holder or None,
                "due_at": said(e.due_at),
                "issued_at": said(e.issued_at),
                "delivered_at": said(e.delivered_at),
            }
            for e in rungs
        ],
        "hanging": [
            {
                "key": h.key,
                "kind": h.kind,
                "state": state_at(session, h, as_of, "draft"),
                "head": h.head,
                "deadline": said(h.deadline),
            }
            for h in hanging
        ],
        "told": _told(session, row.id, as_of),
        "next": None if _known_later(session, row, as_of) else next_of(session, row) or _waits_for(session, row),
    }


def _judged(session: Session, row: Assignment, as_of: datetime) -> dict[str, Any] | None:
    """Return how a target stood when it was last judged or a figure was recorded for it; None before that."""
    line = JournalLine
    judged = session.scalars(
        select(line)
        .where(line.subject == row.key, line.trigger.in_(("record", "assess")), line.at <= as_of)
        .order_by(line.at.desc(), line.seq.desc())
    ).first()
    return None if judged is None or "verdict" not in judged.details else judged.details | {"at": said(judged.at)}


def _told(session: Session, assignment_id: int, as_of: datetime) -> list[dict[str, Any]]:
    """Who was told what, when, and on what evidence."""
    notices = session.scalars(
        select(Notice).where(Notice.assignment_id == assignment_id, Notice.at <= as_of).order_by(Notice.id)
    )
    return [
        {
            "kind": n.kind,
            "to": n.addressee,
            "copy": bool(n.copy),
            "at": said(n.at),
            "state": n.state,
            "channel": n.channel or None,
            "evidence": n.evidence or None,
            "delivered_at": said(n.delivered_at),
        }
        for n in notices
    ]


def _escalation(session: Session, charter: Charter, row: Escalation) -> dict[str, Any]:
    base = session.get_one(Assignment, row.assignment_id)
    paper = session.scalars(
        select(Assignment).where(Assignment.key.startswith(row.key + "#")).order_by(Assignment.id.desc())
    ).first()
    warnings = session.scalars(
        select(Escalation)
        .where(
            Escalation.assignment_id == base.id,
            Escalation.cycle == row.cycle,
            Escalation.line == row.line,
            Escalation.ord < row.ord,
        )
        .order_by(Escalation.ord)
    )
    return {
        "key": row.key,
        "machine": "escalation",
        "rung": row.rung,
        "line": row.line,
        "mode": row.mode,
        "state": row.state,
        "assignment": base.key,
        "title": base.title,
        "deadline": said(base.deadline),
        "addressee": row.addressee,
        "copies": [post for post in row.copies.split(",") if post],
        "holder": row.holder or None,
        "cites": f"{base.cites}; {row.cites}",
        "due_at": said(row.due_at),
        "raised_at": said(row.raised_at),
        "issued_at": said(row.issued_at),
        "delivered_at": said(row.delivered_at),
        "answer": row.answer or None,
        "reason": row.reason or None,
        "answer_due": said(paper.deadline) if paper is not None else None,
        "warnings": [{"rung": w.rung, "state": w.state, "delivered_at": said(w.delivered_at)} for w in warnings],
    }


def _receipt(row: Receipt, as_of: datetime) -> dict[str, Any]:
    read = row.read_at <= as_of
    return {
        "key": row.key,
        "machine": "receipt",
        "label": row.label,
        "role": row.role,
        "provenance": row.provenance,
        "state": "read" if read else "sent",
        "head": row.head or None,
        "sent_at": said(row.sent_at),
        "read_at": said(row.read_at) if read else None,
        "read_by": (row.read_by or None) if read else None,
        "cites": row.cites,
    }


def _plan(session: Session, charter: Charter, plan: CitedPlan) -> dict[str, Any]:
    """Tell what is known of a cited plan; numbers of one that was not imported are unknown, not zero."""
    row, item = session.scalar(select(SourceRegister).where(SourceRegister.key == plan.key)), SourceItem
    found: dict[str, Any] = {
        "key": plan.key,
        "machine": "plan",
        "label": plan.plan.label,
        "level": plan.plan.level,
        "clause": plan.clause.path,
        "cites": charter.cite(plan.cites),
        "imported": row is not None,
        "file": row.file if row else None,
        "imported_at": said(row.imported_at) if row else None,
        "items": None,
        "unassigned": None,
    }
    if row is not None:
        mine = item.register_id == row.id
        nobody = select(item.number).where(mine, item.assignment_id.is_(None)).order_by(item.id)
        found |= {
            "items": session.scalar(select(func.count()).select_from(item).where(mine)),
            "unassigned": list(session.scalars(nobody)),
        }
    return found


def _directive(session: Session, charter: Charter, row: Directive, as_of: datetime) -> dict[str, Any]:
    states = session.execute(
        select(Assignment.state, func.count())
        .where(Assignment.directive_id == row.id, Assignment.derived == 0)
        .group_by(Assignment.state)
    )
    return {
        "key": row.key,
        "machine": "directive",
        "label": row.label,
        "state": row.state,
        "effective_at": said(row.effective_at),
        "term_ends_at": said(row.term_ends_at),
        "cites": row.cites,
        "policy": row.policy,
        "assignments": dict(sorted((state, count) for state, count in states)),
    }


def _party(session: Session, charter: Charter, key: str, as_of: datetime) -> dict[str, Any]:
    """What lies with a post or a unit."""
    row, organization = Assignment, charter.jurisdiction.organization
    group = organization.group(key)
    who = organization.members((key,))
    mine = session.scalars(
        select(row)
        .where(
            row.jurisdiction == charter.key,
            or_(row.head.in_(who), row.officer.in_(who), row.performer.in_(who), row.co_head.in_(who)),
            row.state.in_(("assigned", "in_progress", "returned", "reported", "suspended", "referred")),
            row.deadline < NEVER,
        )
        .order_by(row.deadline, row.key)
    )
    papers = session.scalars(
        select(Escalation).where(Escalation.holder == key, Escalation.state.in_(("drafted", "proposed")))
    )
    lines = session.scalar(select(func.count()).select_from(JournalLine).where(JournalLine.by == key))
    day = day_of(as_of)
    is_post = organization.post(key) is not None
    head = None if group is not None else charter.chain.head_of(key)
    return {
        "key": key,
        "label": charter.label(key),
        "members": list(group.members) if group is not None else None,
        "answers_to": (charter.chain.above(key, day) or None) if is_post else None,
        "head": head,
        "stands_in": charter.chain.stand_in(head, day).post if head else None,
        "open": [
            {
                "key": a.key,
                "title": a.title,
                "state": a.state,
                "deadline": said(a.deadline),
                "overdue": a.deadline <= as_of and a.received_at > as_of,
            }
            for a in mine
        ],
        "to_answer": [{"key": e.key, "rung": e.rung, "state": e.state} for e in papers],
        "acts": lines,
    }
