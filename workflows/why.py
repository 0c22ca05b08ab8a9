"""Why this date, why this person: the provenance of whatever bears a key, told in sentences."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config.directive import Directive as Text
from config.organization import Edge, Post, Unit
from workflows.charter import Charter
from workflows.letters import happened, spoken
from workflows.plans import CitedPlan
from workflows.provenance import backed
from workflows.register import tables
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Directive, Escalation, Receipt, SourceItem, SourceRegister
from workflows.show import find
from workflows.why_dates import PROVENANCE, dates, rung_dates
from workflows.why_people import PROVENANCE as NAMED
from workflows.why_people import people, rung_people
from workflows.working_time import day_of


def why(session: Session, charter: Charter, key: str, *, as_of: datetime) -> dict[str, Any]:
    """Explain the dates and the people of whatever bears a key.

    That is an assignment (a target, a count and an item of an imported plan among them), an escalation, a directive, a
    receipt, a plan that a directive cites; or a post, a unit or a group as it stands on the day of ``as_of``.

    Args:
        session: of the register.
        charter: the jurisdiction's policy.
        key: the key.
        as_of: the instant asked about (aware).

    Returns:
        ``{"key", "date": [sentence…], "people": [sentence…], "policy", "raw"}``; ``raw`` is the stored provenance.

    Raises:
        workflows.show.NotFound: when nothing bears the key; the message offers the nearest ones.
    """
    found = find(session, charter, key)
    answer: dict[str, Any] = {"key": key, "date": [], "people": [], "policy": charter.policy.version, "raw": {}}
    match found:
        case Assignment():
            answer |= {"date": [*_of_plan(session, found), *dates(charter, found)], "raw": found.why}
            answer |= {"people": list(people(session, charter, found)), "policy": found.policy, "cites": found.cites}
        case Escalation():
            row = session.get_one(Assignment, found.assignment_id)
            told = rung_dates(session.get(tables.Ladder, row.timetable), row, found)
            answer |= {"date": [*told, *dates(charter, row)], "raw": row.why, "policy": row.policy, "cites": row.cites}
            answer |= {"people": list(rung_people(session, charter, row, found))}
        case Directive():
            answer |= {"date": list(_directive_dates(charter, found)), "policy": found.policy}
            answer |= {"people": list(_directive_people(session, charter, found))}
        case Receipt():
            answer |= {"date": list(_receipt_dates(found)), "people": list(_receipt_people(charter, found))}
        case CitedPlan():
            register = session.scalar(select(SourceRegister).where(SourceRegister.key == found.key))
            answer |= {"date": list(_plan(charter, found, register)), "people": list(_plan_people(session, register))}
        case _:
            answer |= {"people": list(_party(charter, found, day_of(as_of)))}
    return answer


# ------------------------------------------------------------ directives


def _directive_dates(charter: Charter, row: Directive) -> Iterator[str]:
    text = charter.policy.directive(row.key)
    begins = f"Có hiệu lực từ {day_of(row.effective_at):%d/%m/%Y}"
    if text is None:
        yield f"{begins}: {row.cites}."
    else:
        yield f"{begins}, {PROVENANCE[text.effective_from.provenance]} ({row.cites})."
        if text.issued_on:
            yield f"Ngày in trên văn bản: {text.printed_date}."
    yield f"Thời gian thực hiện đến {spoken(row.term_ends_at)}."


def _directive_people(session: Session, charter: Charter, row: Directive) -> Iterator[str]:
    text, label = charter.policy.directive(row.key), charter.label
    if text is None:
        return
    yield f"Người có thẩm quyền chỉ đạo: {label(text.directing_authority)}; người ký: {_signed(charter, text)}."
    yield f"Theo dõi, đôn đốc: {label(text.monitor)} ({NAMED[text.monitor_provenance]})."
    for scoped in text.monitors:
        parts = ["khoản " + ", ".join(scoped.clauses)] if scoped.clauses else []
        parts += [", ".join(label(one) for one in scoped.over)] if scoped.over else []
        whence = NAMED[scoped.provenance] + (f": {charter.cite(scoped.cites)}" if scoped.cites else "")
        yield f"Theo dõi {' của '.join(parts) or 'cả văn bản'}: {label(scoped.post)} ({whence})."
    gate = f"{text.clarity_gate} rõ"
    yield (
        f"Tiêu chuẩn giao việc: {gate}, {PROVENANCE[text.clarity_gate_provenance]} "
        f"({charter.cite(text.clarity_gate_cites)})."
    )
    roles = charter.policy.national.wording
    receipts = session.scalars(select(Receipt).where(Receipt.directive_id == row.id).order_by(Receipt.id)).all()
    for receipt in receipts:
        read = f", đã đọc lúc {happened(receipt.read_at)}" if receipt.read_at < NEVER else ""
        yield (
            f"Nơi nhận: {receipt.label}, {roles.label('recipient_roles', receipt.role).lower()} "
            f"({NAMED[receipt.provenance]}){read}."
        )
    if not receipts:
        for recipient in text.recipients:
            name = label(recipient.to) if recipient.to else recipient.label
            role = roles.label("recipient_roles", recipient.role).lower()
            yield f"Nơi nhận: {name}, {role} ({NAMED[recipient.provenance]})."


def _signed(charter: Charter, text: Text) -> str:
    right = charter.policy.national.wording.label("signing_rights", text.signing_right) if text.signing_right else ""
    return charter.label(text.signatory) + (f" ({right.lower()})" if right else "")


# ------------------------------------------------------------ receipts


def _receipt_dates(row: Receipt) -> Iterator[str]:
    yield f"Gửi lúc {happened(row.sent_at)}, khi văn bản có hiệu lực ({row.cites})."
    yield f"Đã đọc lúc {happened(row.read_at)}." if row.read_at < NEVER else "Chưa xác nhận đã đọc."


def _receipt_people(charter: Charter, row: Receipt) -> Iterator[str]:
    role = charter.policy.national.wording.label("recipient_roles", row.role).lower()
    yield f"Nơi nhận: {row.label}, {role} ({NAMED[row.provenance]}: {row.cites})."
    if row.head:
        yield f"Người xác nhận đã đọc: {charter.label(row.head)}, đứng đầu nơi nhận."
    else:
        yield "Nơi nhận này không có trong tổ chức bộ máy đã khai, nên không ai xác nhận đã đọc được trên hệ thống."
    if row.read_by:
        yield f"Đã xác nhận: {charter.label(row.read_by)}."


# ------------------------------------------------------------ plans


def _of_plan(session: Session, row: Assignment) -> Iterator[str]:
    """Say from which item of which plan an assignment comes."""
    plan, item = row.why.get("plan"), row.why.get("item")
    register = session.scalar(select(SourceRegister).where(SourceRegister.key == plan)) if plan else None
    if register is not None:
        when = happened(register.imported_at)
        yield f"Đây là việc số {item} của {register.label}, nhập từ tệp {register.file} lúc {when}."


def _plan(charter: Charter, plan: CitedPlan, row: SourceRegister | None) -> Iterator[str]:
    yield (
        f"Văn bản dẫn chiếu tại {plan.clause.printed_label}: {plan.plan.label}, kế hoạch {_LEVELS[plan.plan.level]} "
        f"({charter.cite(plan.cites)})."
    )
    if row is None:
        yield "Chưa nhập: chưa biết có bao nhiêu việc; mọi số liệu của kế hoạch này là chưa đủ dữ liệu, không phải 0."
        return
    yield f"Nhập từ tệp {row.file} lúc {happened(row.imported_at)}; thời hạn từng việc do kế hoạch ấn định."


def _plan_people(session: Session, row: SourceRegister | None) -> Iterator[str]:
    if row is None:
        return
    item = SourceItem
    mine = item.register_id == row.id
    total = session.scalar(select(func.count()).select_from(item).where(mine)) or 0
    nobody = session.scalars(select(item.number).where(mine, item.assignment_id.is_(None)).order_by(item.id)).all()
    yield f"Có {total} việc, đã giao {total - len(nobody)}."
    if nobody:
        yield f"Chưa giao được (chưa rõ người hoặc chưa rõ điều khác): {', '.join(nobody)}."


_LEVELS = {
    "province": "của tỉnh",
    "district": "của huyện",
    "commune": "của xã",
    "unit": "của đơn vị",
    "party": "của cấp ủy",
    "government": "của Chính phủ",
}


# ------------------------------------------------------------ posts, units, groups


def _party(charter: Charter, key: str, day: date) -> Iterator[str]:
    organization, label = charter.jurisdiction.organization, charter.label
    group = organization.group(key)
    if group is not None:
        members = ", ".join(map(label, group.members))
        yield f"{group.label}: {members} ({_whence(charter, group.provenance, group)})."
        return
    bearer = organization.unit(key) or organization.post(key)
    head_key = charter.chain.head_of(key)
    yield f"{label(key)}: người đứng đầu là {label(head_key)}."
    for one in organization.groups:
        if key in one.members:
            yield f"Thuộc nhóm «{one.label}» ({_whence(charter, one.provenance, one)})."
    head = organization.post(head_key)
    for edge in head.answers_to if head else ():
        if edge.holds(day) and head is not None:
            yield f"Chịu trách nhiệm trước {label(edge.to)}{_line(charter, edge, head)} ({_edge(charter, edge, head)})."
    bearers: list[Post | Unit] = [one for one in (organization.unit(key), organization.post(key)) if one]
    for steered in [*bearers, *([head] if head and head.key != key else [])]:
        for edge in steered.deputy_in_charge:
            if edge.holds(day):
                whence = _edge(charter, edge, steered)
                yield f"Cấp phó phụ trách: {label(edge.to)}{_line(charter, edge, steered)} ({whence})."
    if isinstance(bearer, Unit) and bearer.counterpart:
        yield f"Cơ quan cùng cấp ở tuyến kia: {label(bearer.counterpart)}."
    vacancy = head.vacancy_on(day) if head else None
    if head is not None and vacancy is not None:
        acting = f", {label(vacancy.acting)} phụ trách thay" if vacancy.acting else ""
        yield f"{head.label} khuyết từ {vacancy.from_:%d/%m/%Y}{acting}."
    if bearer is not None and bearer.valid_until is not None:
        heirs = ", ".join(label(one) for one in bearer.successors) or "chưa khai nơi kế thừa"
        cites = f" ({charter.cite(bearer.cites)})" if bearer.cites else ""
        verb = "Đã kết thúc" if bearer.valid_until <= day else "Sẽ kết thúc"
        yield f"{verb} từ {bearer.valid_until:%d/%m/%Y}; kế thừa: {heirs}{cites}."


def _line(charter: Charter, edge: Edge, bearer: Post | Unit) -> str:
    """Name the line of command where it is not the bearer's own."""
    if edge.line is None or edge.line == bearer.line:
        return ""
    return f" trên tuyến {charter.policy.national.wording.label('lines_of_command', edge.line)}"


def _edge(charter: Charter, edge: Edge, bearer: Post | Unit) -> str:
    said = _whence(charter, edge.provenance, edge if edge.cites else bearer)
    since = f"; từ {edge.from_:%d/%m/%Y}" if edge.from_ else ""
    until = f"; đến trước {edge.until:%d/%m/%Y}" if edge.until else ""
    return said + since + until


def _whence(charter: Charter, provenance: str, source: Any) -> str:
    cites = charter.cite(source.cites)
    return NAMED[backed(charter, source.cites, provenance)] + (f": {cites}" if cites else "")
