"""Write what is to be told: one letter per person and sweep, in the words of the policy."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.chain import BrokenChain
from workflows.channels import Letter
from workflows.charter import Charter
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Base, Escalation, Notice, Receipt
from workflows.working_time import ZONE, day_of, last_day_of

#: Rows read by number in one statement; databases take some thousands of parameters.
AT_ONCE = 1000
Row = TypeVar("Row", Assignment, Escalation)


def spoken(instant: datetime) -> str:
    """Write an instant as people say it: an end of day as that day's 24:00; nothing for `NEVER`."""
    if instant >= NEVER:
        return "không thời hạn"
    local = instant.astimezone(ZONE)
    if (local.hour, local.minute) == (0, 0):
        return f"24 giờ ngày {last_day_of(local):%d/%m/%Y}"
    return f"{local:%H} giờ {local:%M} ngày {local:%d/%m/%Y}"


def happened(instant: datetime) -> str:
    """Write when something happened: midnight is the beginning of its day."""
    local = instant.astimezone(ZONE)
    return f"{local:%H} giờ {local:%M} ngày {local:%d/%m/%Y}"


def letters(session: Session, charter: Charter, notices: Iterable[Notice], *, on: datetime) -> list[Letter]:
    """Compose one letter for each addressee and batch of notices, in a fixed order."""
    heaps: dict[tuple[str, int], list[Notice]] = defaultdict(list)
    for notice in notices:
        heaps[notice.addressee, notice.batch].append(notice)
    # Held until all is written: a session forgets what nobody holds, and would read it again for every notice.
    _held = _read_ahead(session, [notice for heap in heaps.values() for notice in heap])
    return [
        _letter(session, charter, addressee, batch, heap, on)
        for (addressee, batch), heap in sorted(heaps.items(), key=lambda item: (item[0][1], item[0][0]))
    ]


def _read_ahead(session: Session, notices: Sequence[Notice]) -> list[Base]:
    """Read in a few statements what the notices are about, so that each finds it in the session."""
    rows = _of(session, Assignment, {notice.assignment_id for notice in notices})
    bases = _of(session, Assignment, {row.base_id for row in rows} - {row.id for row in rows})
    return [*rows, *bases, *_of(session, Escalation, {notice.escalation_id for notice in notices})]


def _of(session: Session, table: type[Row], numbers: Collection[int | None]) -> list[Row]:
    """Read the rows of some numbers, few enough at a time for every database."""
    wanted = sorted(number for number in numbers if number is not None)
    parts = (wanted[first : first + AT_ONCE] for first in range(0, len(wanted), AT_ONCE))
    return [row for part in parts for row in session.scalars(select(table).where(table.id.in_(part)))]


def _letter(session: Session, charter: Charter, addressee: str, batch: int, heap: list[Notice], on: datetime) -> Letter:
    # An empty post is read by nobody: the letter goes to whoever stands in on the day it is sent.
    seated, label = _seated(charter, addressee, on), charter.label(addressee)
    texts = [text(session, charter, notice) for notice in sorted(heap, key=lambda n: (n.copy, n.kind, n.subject))]
    named = {_directive_key(notice.subject) for notice in heap}
    directives = [d.label for key in sorted(named) if (d := charter.policy.directive(key)) is not None]
    name = label if seated == addressee else f"{charter.label(seated)} (thay {label})"
    parts = [f"Kính gửi: {name}", "", *([f"Theo {'; '.join(directives)}:", ""] if directives else [])]
    for number, (subject, body) in enumerate(texts, 1):
        parts += [f"{number}. {subject}" if len(texts) > 1 else subject, "", body, ""]
    if waiting := _waiting(session, charter, addressee, {notice.subject for notice in heap}):
        parts += [f"{charter.policy.national.wording.notices.pending.subject}:", *waiting, ""]
    parts += ["Nếu có điều chưa đúng, đề nghị báo lại người theo dõi hoặc người giao việc.", ""]
    parts.append(f"{charter.jurisdiction.organization.label}, {on.astimezone(ZONE):%d/%m/%Y %H:%M}")
    identifier = hashlib.sha256(f"{charter.key}|{addressee}|{batch}|{heap[0].at.isoformat()}".encode()).hexdigest()[:32]
    subject = texts[0][0] if len(texts) == 1 else f"{texts[0][0]} và {len(texts) - 1} nội dung khác"
    return Letter(
        post=seated,
        label=charter.label(seated),
        address=charter.address(seated),
        subject=subject,
        body="\n".join(parts),
        message_id=f"<{identifier}@namro>",
        notices=tuple(notice.id for notice in heap),
    )


def _seated(charter: Charter, addressee: str, on: datetime) -> str:
    try:
        return charter.chain.stand_in(addressee, day_of(on)).post
    except BrokenChain:  # a named officer is no post of the organisation
        return addressee


def text(session: Session, charter: Charter, notice: Notice) -> tuple[str, str]:
    """Return subject line and text of one notice."""
    if notice.kind == "enrolled":
        return _enrolled(charter, notice)
    wording = charter.policy.national.wording
    fields = _fields(session, charter, notice)
    words = getattr(wording.notices, notice.kind)
    subject, body = words.subject.format_map(fields), words.body.format_map(fields)
    return (f"[Để biết] {subject}" if notice.copy else subject), body


def _enrolled(charter: Charter, notice: Notice) -> tuple[str, str]:
    """Say that a new proof began; worded here, as no policy may leave it out: it guards the policy's answers."""
    again, key = notice.facts.get("again"), notice.facts.get("what") == "key"
    proof = "Khóa ký" if key else "Mã xác nhận"
    done = "vừa được đăng ký lại" if again else "vừa được đăng ký"
    before = f" {'Khóa' if key else 'Mã'} đăng ký trước đó đã hết hiệu lực." if again else ""
    return (
        f"{proof} của {charter.label(notice.addressee)} {done}",
        f"{proof} của chức danh này {done} lúc {happened(notice.at)}.{before} Nếu không phải ông/bà yêu cầu, "
        f"đề nghị báo ngay người vận hành: ai giữ {'khóa' if key else 'mã'} ấy thì trả lời được thay ông/bà.",
    )


def _published(session: Session, charter: Charter, notice: Notice) -> dict[str, Any]:
    """What the letter says that hangs on no assignment: a directive was published and sent."""
    row = session.scalar(select(Receipt).where(Receipt.key == notice.subject))
    directive = charter.policy.directive(_directive_key(notice.subject))
    name = directive.label if directive else _directive_key(notice.subject)
    role = str(notice.facts.get("role") or (row.role if row else ""))
    return {
        "addressee": charter.label(notice.addressee),
        "role": charter.policy.national.wording.label("recipient_roles", role).lower(),
        "since": happened(_instant(notice.facts.get("since"), row.sent_at if row else notice.at)),
        "cites": charter.short(row.cites if row else "", notice.subject),
        "directive": name,
        "key": notice.subject,
        "label": name,
    }


def _fields(session: Session, charter: Charter, notice: Notice) -> dict[str, Any]:
    if notice.kind == "alarm":
        said = str(notice.facts["said"])
        name = charter.jurisdiction.organization.label
        return {"addressee": charter.label(notice.addressee), "said": said, "key": notice.subject, "label": name}
    if notice.assignment_id is None:
        return _published(session, charter, notice)
    row = session.get_one(Assignment, notice.assignment_id)
    base = session.get(Assignment, row.base_id) if row.base_id else row
    facts, label = notice.facts, charter.label
    rung = facts.get("rung") or _rung(session, notice)
    wording = charter.policy.national.wording
    deadline = _instant(facts.get("deadline"), row.cut_off_at)
    owed = facts.get("explanation")
    explained = session.scalar(select(Assignment).where(Assignment.key == owed)) if owed else None
    directive = charter.policy.directive(_directive_key(row.key))
    days_late = 0
    if base is not None and base.cut_off_at < NEVER:
        days_late = max(charter.calendar.count(last_day_of(base.cut_off_at), notice.at.astimezone(ZONE).date()), 0)
    return {
        "addressee": label(notice.addressee),
        "label": charter.jurisdiction.organization.label,
        "what": row.title,
        "subject": base.title if base else row.title,
        "result": row.result_required or "báo cáo",
        "deadline": spoken(deadline) + _said_of_deadline(charter, row),
        "window": _window(row),
        "cites": charter.short(_cites(session, notice, row), row.key),
        # Who watches is told about the work that is late, and answers for the watching.
        "key": facts.get("watch") or notice.subject,
        "directive": directive.label if directive else row.key,
        "performer": label(facts.get("from") or row.performer),
        "days_left": facts.get("working_days", ""),
        "days_late": days_late,
        "explanation_due": _owed(explained, notice) if explained else "",
        "issuer": label(facts.get("issuer", "")),
        "reason": facts.get("reason") or "",
        "answer": facts.get("answer") or "",
        "rung": wording.label("rungs", rung),
        "successor": label(facts.get("post") or facts.get("addressee") or ""),
        "since": happened(_instant(facts.get("since"), row.opens_at)),
        "received": happened(_instant(facts.get("received"), row.reported_at)),
    }


def _directive_key(key: str) -> str:
    """The directive that anything with a key belongs to."""
    return "/".join(key.partition("#")[0].split("/")[:2])


def _said_of_deadline(charter: Charter, row: Assignment) -> str:
    """Say where a date is ours rather than the directive's, and where a rest day moved it (promises 8 and 9)."""
    undated = row.deadline >= NEVER and row.window_closes_at >= NEVER
    if undated or row.base_id is not None:
        return ""
    if rolled := row.why.get("rolled"):
        day = datetime.fromisoformat(row.why["anchor"])
        return f" (ngày gốc {day:%d/%m/%Y} là ngày nghỉ: {rolled['skipped'][0]['reason']})"
    if not row.firm:
        return f" ({charter.policy.national.wording.label('provenance', row.provenance).lower()})"
    return ""


def _owed(explained: Assignment, notice: Notice) -> str:
    """Say by when the explanation is owed; after an outage its time may be over before anybody was told."""
    due = f"{spoken(explained.cut_off_at)} ({explained.why.get('cites', '')})"
    if explained.cut_off_at <= notice.at:
        return f" và giải trình sớm nhất có thể; thời hạn giải trình {due} đã qua trước khi thông báo này được gửi"
    return f" và giải trình chậm nhất {due}"


def _cites(session: Session, notice: Notice, row: Assignment) -> str:
    if notice.escalation_id is None:
        return row.cites
    return f"{row.cites}; {session.get_one(Escalation, notice.escalation_id).cites}"


def _rung(session: Session, notice: Notice) -> str:
    if "#rung-" not in notice.subject:
        return ""
    key = notice.subject.rpartition("#")[0] if notice.kind in ("signature", "decision", "pass_on") else notice.subject
    return session.scalar(select(Escalation.rung).where(Escalation.key == key)) or ""


def _instant(said: Any, otherwise: datetime) -> datetime:
    return datetime.fromisoformat(said) if isinstance(said, str) and said else otherwise


def _window(row: Assignment) -> str:
    window = row.why.get("window")
    if not window:
        return ""
    first, last = (datetime.fromisoformat(day) for day in window)
    return f" Số liệu từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}."


def _waiting(session: Session, charter: Charter, addressee: str, told: set[str]) -> list[str]:
    """Papers that lie with the addressee: they stand on every letter until they are answered."""
    papers = session.scalars(
        select(Assignment)
        .where(
            Assignment.jurisdiction == charter.key,
            Assignment.head == addressee,
            Assignment.state == "assigned",
            Assignment.kind.in_(("signature", "decision")),
        )
        .order_by(Assignment.opens_at, Assignment.key)
    )
    wording = charter.policy.national.wording
    lines = []
    for paper in papers:
        if paper.key in told:
            continue
        base = session.get_one(Assignment, paper.base_id)
        rung = session.scalar(select(Escalation.rung).where(Escalation.key == paper.key.rpartition("#")[0])) or ""
        fields = {
            "addressee": charter.label(addressee),
            "rung": wording.label("rungs", rung),
            "subject": base.title,
            "since": happened(paper.opens_at),
            "cites": charter.short(paper.cites, paper.key),
            "directive": base.cites,
            "key": paper.key,
            "label": charter.jurisdiction.organization.label,
        }
        lines.append(wording.notices.pending.body.format_map(fields))
    return lines
