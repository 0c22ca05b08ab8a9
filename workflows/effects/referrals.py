"""Work beyond authority: the head proposes, the authority petitions the body above, the clock waits (GĐ-11).

The acts of people are acts on the work; the referral moves along with it, by its own law, in the same transaction.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from config.citation import Citation
from state_machines.errors import Refused
from state_machines.law import SYSTEM
from state_machines.machine import Machine
from state_machines.referral import PENDING, REFERRAL
from workflows import escalate
from workflows.acts import Act
from workflows.answer_times import answer_by
from workflows.charter import Charter
from workflows.effects.dates import runs_until
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment
from workflows.register.tables_referral import Referral
from workflows.register.unit_of_work import UnitOfWork
from workflows.working_time import day_of, last_day_of

REFERRALS = Machine(REFERRAL)
#: What stands behind the key of a work in the key of a referral of it.
MARK = "#referral"
_WAITING = "nhiệm vụ đang chờ cấp trên"


def pending(uow: UnitOfWork, row: Assignment) -> Referral | None:
    """Return the referral of a work that still waits for somebody; there is one at the most."""
    found = select(Referral).where(Referral.assignment_id == row.id, Referral.state.in_(PENDING))
    return uow.session.scalars(found.order_by(Referral.id.desc())).first()


def check(uow: UnitOfWork, row: Assignment, act: Act) -> dict[str, Any]:
    """Check that an act about a referral comes in its turn, and return what the journal says beside it.

    Raises:
        Refused: where one waits already, none does, or the body above was never petitioned.
    """
    waiting = pending(uow, row)
    if act.act == "propose_referral":
        if waiting is not None:
            raise _refused(row, act, "Đã có một đề xuất kiến nghị đang chờ về việc này.")
        return {"referral": _next_key(uow, row)}
    if waiting is None:
        if act.act == "refuse_referral":
            raise _refused(row, act, "Chưa có đề xuất kiến nghị nào đang chờ về việc này.")
        return {"referral": _next_key(uow, row)} if act.act == "endorse_referral" else {}
    if act.act in ("endorse_referral", "refuse_referral") and act.at < waiting.filed_at:
        raise _refused(row, act, "Không thể trả lời trước khi đề xuất được gửi.")
    if act.act == "answer_referral" and (waiting.state != "petitioned" or act.at < waiting.petitioned_at):
        raise _refused(row, act, "Chưa kiến nghị lên cấp trên thì cấp trên chưa thể trả lời.")
    return {"referral": waiting.key, "filed": escalate.said(waiting.filed_at)}


def propose(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    """File the unit's proposal with the authority; nothing stops, until it is accepted."""
    due = answer_by(charter, "referral_answer", act.at)
    referral = _file(uow, charter, act, row, due.cites)
    referral.due_at = due.until
    words = f"đề xuất kiến nghị {_body(charter, referral)} về «{row.title}»"
    facts = {"said": words, "reason": referral.matter, "deadline": escalate.said(due.until)}
    escalate.queue(uow, "asked", row, referral.key, to=referral.authority, at=act.at, facts=facts)


def refuse(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    """Close the proposal: it is as if the clock had never been asked to stop."""
    referral = pending(uow, row)
    if referral is not None:
        _move(uow, act, row, referral, "refuse_referral")
        referral.closed_at, referral.due_at = act.at, NEVER
        _tell(uow, act, row, referral, "Không chấp thuận kiến nghị cấp trên; hạn vẫn tính như chưa dừng", "reason")


def endorse(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    """Stop the clock as of the filing: a breach announced since then never was; what was late before stays late.

    Unless the act says ``"petition": false``, the authority petitions the body above at once.
    """
    referral = pending(uow, row) or _file(uow, charter, act, row, charter.cite([Citation(source="gd_62")]))
    _move(uow, act, row, referral, "endorse_referral")
    referral.endorsed_at = act.at
    if referral.filed_at < row.cut_off_at <= row.announced_at:
        escalate.undo(uow, row, on=act.at, reason="kiến nghị được chấp thuận, tính từ ngày đề xuất")
    if (until := runs_until(row)) < NEVER:
        row.remaining = charter.calendar.count(day_of(referral.filed_at), last_day_of(until))
    row.next_due_at = NEVER
    escalate.drop(uow, row, on=act.at, reason=_WAITING)
    referral.due_at = answer_by(charter, "petition_reminder", act.at).until
    _tell(uow, act, row, referral, "Chấp thuận kiến nghị cấp trên; đồng hồ dừng từ ngày đề xuất", "reason")
    if act.content.get("petition") is not False:
        _petition(uow, charter, act, row, referral)


def petition(uow: UnitOfWork, charter: Charter, act: Act, referral: Referral) -> None:
    """Note that the authority has petitioned the body above, which is reminded from then on."""
    referral.petitioned_at, referral.reminded = act.at, 0
    referral.due_at = answer_by(charter, "petition_reminder", act.at).until


def answer(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    """Keep what the body above answered; the work goes on with the days that were left."""
    referral = pending(uow, row)
    if referral is not None:
        _move(uow, act, row, referral, "answer_referral")
        referral.answer, referral.closed_at, referral.due_at = str(act.content["answer"]), act.at, NEVER
        _tell(uow, act, row, referral, "Cấp trên đã trả lời kiến nghị; việc lại tính hạn với số ngày còn lại", "answer")


def end(uow: UnitOfWork, row: Assignment, *, on: datetime, reason: str) -> None:
    """End a referral of work that is closed."""
    referral = pending(uow, row)
    if referral is not None:
        rule = REFERRALS.fire(referral, "void", as_of=on, by=SYSTEM)
        referral.closed_at, referral.due_at = on, NEVER
        details = {"assignment": row.key, "reason": reason}
        uow.record("referral", rule, referral.key, at=on, by=SYSTEM, details=details, cites=_cites(row, referral))


def _file(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment, cites: str) -> Referral:
    referral = Referral(
        key=_next_key(uow, row),
        assignment_id=row.id,
        jurisdiction=row.jurisdiction,
        state=REFERRAL.initial,
        head=row.head,
        authority=row.authority,
        body=str(act.content.get("to", "")),
        matter=str(act.content.get("matter") or act.content.get("reason", "")),
        filed_at=act.at,
        endorsed_at=NEVER,
        petitioned_at=NEVER,
        cites="; ".join(dict.fromkeys([charter.cite([Citation(source="gd_11")]), cites])),
    )
    uow.session.add(referral)
    uow.session.flush()
    return referral


def _petition(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment, referral: Referral) -> None:
    _move(uow, act, row, referral, "petition")
    petition(uow, charter, act, referral)


def _move(uow: UnitOfWork, act: Act, row: Assignment, referral: Referral, trigger: str) -> None:
    """Move the referral along with the work, by the authority that the act came from or stands for."""
    rule = REFERRALS.fire(referral, trigger, as_of=act.at, by=referral.authority)
    details = {"assignment": row.key, "body": referral.body}
    details |= {name: act.content[name] for name in ("reason", "answer") if name in act.content}
    uow.record("referral", rule, referral.key, at=act.at, by=act.by, details=details, cites=_cites(row, referral))


def _tell(uow: UnitOfWork, act: Act, row: Assignment, referral: Referral, said: str, reason: str) -> None:
    facts = {"answer": said, "reason": str(act.content[reason])}
    escalate.queue(uow, "answered", row, referral.key, to=row.head, at=act.at, facts=facts)


def _next_key(uow: UnitOfWork, row: Assignment) -> str:
    count = uow.session.scalar(select(func.count()).select_from(Referral).where(Referral.assignment_id == row.id))
    return row.key + MARK + (f".{count + 1}" if count else "")


def _body(charter: Charter, referral: Referral) -> str:
    return charter.label(referral.body) if referral.body else "cấp trên"


def _cites(row: Assignment, referral: Referral) -> str:
    return f"{row.cites}; {referral.cites}"


def _refused(row: Assignment, act: Act, reason: str) -> Refused:
    return Refused("assignment", act.act, row.state, reason)
