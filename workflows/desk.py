"""The clerk's desk (*bàn văn thư*): what came in on paper or by word, typed in by the clerk for whoever did it.

What needs the holder's own proof or hand (signing, deciding, evaluating) is not entered here. A request for more time
and a proposal upward are not either: the law knows no such move yet.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from typing import Any, Literal

from sqlalchemy import or_, select

from workflows import codes, show
from workflows.act import perform
from workflows.acts import Act
from workflows.alarms import alarm
from workflows.charter import Charter
from workflows.happenings import tell
from workflows.letters import happened, spoken
from workflows.readings import measure_of
from workflows.register.columns import NEVER
from workflows.register.moves import LAWS
from workflows.register.tables import Assignment, Escalation, JournalLine, Receipt
from workflows.register.unit_of_work import Register, UnitOfWork
from workflows.targets import LEVELS
from workflows.working_time import ZONE, WorkingCalendar, day_of, last_day_of

What = Literal[
    "Đã nhận việc, giao cán bộ",
    "Đã nộp báo cáo",
    "Đã báo không phát sinh",
    "Báo cáo đã đến nơi tiếp nhận",
    "Đã giải trình",
    "Đã tống đạt bằng giấy",
    "Không tống đạt được",
    "Ghi một lần thực hiện hoặc số liệu",
    "Đã phát sinh sự kiện",
    "Đã đọc văn bản",
]
Nature = Literal["chính thức", "ước"]
_NATURES = {"chính thức": "official", "ước": "estimated"}
#: What each field of the form is called, in its order.
FIELDS = {
    "officer": "Cán bộ được giao",
    "text": "Nội dung hoặc lý do",
    "evidence": "Bằng chứng",
    "figures": "Số liệu",
    "sections": "Các mục",
    "attachments": "Phụ lục",
    "event": "Tên sự kiện",
}
#: Rows that a key typed in part may mean, at the most, when they are listed.
FEW = 5
_AT = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\s+(\d{1,2})(?:[:hg]|\s*giờ\s*)(\d{2})?")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")


class BadEntry(ValueError):
    """What was typed cannot be read; the message says which field, and what to write there."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry.

    Attributes:
        trigger: the trigger of the law.
        table: what it is done to.
        by: the column that names who does it, where nobody is named.
        fields: the fields that it has, each with its name in the act.
    """

    trigger: str
    table: type[Assignment] | type[Escalation] | type[Receipt]
    by: str
    fields: dict[str, str]


_REPORT = {"text": "content", "evidence": "evidence"}
_PARTS = {"figures": "figures", "sections": "sections", "attachments": "attachments"}
#: By the name that the clerk chooses.
KINDS: dict[str, Kind] = {
    "Đã nhận việc, giao cán bộ": Kind(
        "acknowledge", Assignment, "head", {"officer": "officer", "text": "content", "evidence": "evidence"}
    ),
    "Đã nộp báo cáo": Kind("report", Assignment, "head", _REPORT | _PARTS),
    "Đã báo không phát sinh": Kind("report", Assignment, "head", _REPORT),
    "Báo cáo đã đến nơi tiếp nhận": Kind("receive", Assignment, "route_point", _REPORT | _PARTS),
    "Đã giải trình": Kind("explain", Assignment, "head", {"text": "reason", "evidence": "evidence"}),
    "Đã tống đạt bằng giấy": Kind("deliver", Escalation, "clerk", {"text": "content", "evidence": "evidence"}),
    "Không tống đạt được": Kind("undelivered", Escalation, "clerk", {"text": "failure"}),
    "Ghi một lần thực hiện hoặc số liệu": Kind("record", Assignment, "head", _REPORT | {"figures": "figures"}),
    "Đã phát sinh sự kiện": Kind(
        "occur", Assignment, "head", {"event": "event", "text": "what", "evidence": "evidence"}
    ),
    "Đã đọc văn bản": Kind("read", Receipt, "head", {"text": "content", "evidence": "evidence"}),
}
_NIL = "Đã báo không phát sinh"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it was typed.

    Attributes:
        name: its name; empty: the figure that the target is measured by.
        value: its value, with a comma or a point before decimals; or a rating in words.
        of: of how many; empty where it is no part of a whole.
        nature: whether it is official or an estimate.
    """

    name: str
    value: str
    of: str = ""
    nature: Nature = "chính thức"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the clerk typed.

    Attributes:
        what: what is recorded, one of `KINDS`.
        subject: key of the work, the rung or the receipt; its beginning or its end where only one has it.
        at: when it happened (aware).
        by: who did it, a post or unit by key or name; empty: whoever has that work.
        officer: the officer who was named.
        text: content, reason, or what happened.
        evidence: what shows it, such as the number of the paper.
        figures: the figures of a report.
        sections: the parts that a report has.
        attachments: the annexes that it has.
        event: short name of an event.
    """

    what: str
    subject: str
    at: datetime
    by: str = ""
    officer: str = ""
    text: str = ""
    evidence: str = ""
    figures: tuple[Figure, ...] = ()
    sections: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    event: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What an entry would record, or why it is none.

    Attributes:
        title: the work, as people call it; what was typed where there is none.
        act: the act; None where the entry cannot be read.
        told: what will stand in the register, label by label.
        sentence: all of it in one sentence.
        refused: why it cannot be recorded; empty where it can.
        repeated: whether this very act stands in the register already.
    """

    title: str
    act: Act | None = None
    told: tuple[tuple[str, str], ...] = ()
    sentence: str = ""
    refused: str = ""
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of an entry.

    Attributes:
        sentence: what was recorded; empty where nothing was.
        wrong_code: why the clerk's code was not taken: another may be tried.
        refused: why the entry itself is not recorded, whatever the code.
        repeated: whether it stood in the register already.
    """

    sentence: str = ""
    wrong_code: str = ""
    refused: str = ""
    repeated: bool = False


# ------------------------------------------------------------ reading what was typed


def read_instant(typed: str) -> datetime:
    """Read an instant as people write it: ``11/03/2024 16:30``, in Vietnam's time.

    Raises:
        BadEntry: when it is none.
    """
    found = _AT.fullmatch(_plain(typed))
    try:
        if found is None:
            raise ValueError
        day, month, year, hour, minute = (int(part or 0) for part in found.groups())
        return datetime(year, month, day, hour, minute, tzinfo=ZONE)
    except ValueError:
        raise BadEntry(
            f"Thời điểm «{typed}» không đọc được; hãy ghi ngày/tháng/năm giờ:phút, ví dụ 11/03/2024 16:30."
        ) from None


def clerk_in_office(charter: Charter, typed: str, day: date) -> str:
    """Return the post of a clerk, who must hold a post of this organisation on a day.

    Raises:
        BadEntry: when it is no such post.
    """
    key = _party(charter, typed, "Người ghi sổ")
    post = charter.jurisdiction.organization.post(key)
    label = charter.label(key)
    if post is None:
        raise BadEntry(f"Người ghi sổ phải là một chức danh, không phải đơn vị «{label}».")
    if post.external:
        raise BadEntry(f"«{label}» thuộc cơ quan cấp trên, không ghi sổ này được.")
    if not post.exists_on(day) or post.vacancy_on(day) is not None:
        raise BadEntry(f"Ngày {day:%d/%m/%Y} không có ai giữ chức danh «{label}»; hãy ghi bằng chức danh đương nhiệm.")
    return key


def _party(charter: Charter, typed: str, field: str) -> str:
    """Return the key of a post or unit that was typed by key or by name."""
    organization = charter.jurisdiction.organization
    parties = (*organization.posts, *organization.units)
    meant = _plain(typed).casefold()
    found = [one.key for one in parties if meant in (one.key, one.label.casefold())]
    if len(set(found)) == 1:
        return found[0]
    if found:
        raise BadEntry(f"{field} «{typed}» có thể là: {', '.join(found)}; hãy ghi mã.")
    names = {one.label.casefold(): one.label for one in parties} | {one.key: one.key for one in parties}
    near = [names[name] for name in get_close_matches(meant, names, n=3, cutoff=0.5)]
    hint = f" Gần nhất: {'; '.join(near)}." if near else ""
    raise BadEntry(f"{field} «{typed}» không phải chức danh hay đơn vị nào.{hint}")


def _plain(typed: str) -> str:
    return " ".join(unicodedata.normalize("NFC", typed).split())


def _subject(uow: UnitOfWork, charter: Charter, entry: Entry, kind: Kind) -> Any:
    """Return the row that a key means, or its beginning or end, where only one has it.

    Raises:
        BadEntry: when nothing bears it, or several do.
    """
    typed = _plain(entry.subject)
    if not typed:
        raise BadEntry("Chưa ghi mã của việc; mã đứng trong thư nhắc việc và trên trang của lượt quét.")
    table: Any = kind.table
    alike = _alike(uow, charter, table, typed)
    if not alike and table is Escalation:
        works = [row.id for row in _alike(uow, charter, Assignment, typed)]
        issued = select(Escalation).where(Escalation.assignment_id.in_(works), Escalation.state == "issued")
        alike = list(uow.session.scalars(issued.order_by(Escalation.key).limit(FEW + 1)))
        if works and not alike:
            raise BadEntry("Việc này không có văn bản nào đã ban hành mà chưa tống đạt.")
    if kind.trigger == "explain" and len(alike) == 1 and alike[0].answered_by != "explain":
        owed = select(Assignment).where(
            Assignment.base_id == alike[0].id, Assignment.answered_by == "explain", Assignment.state == "assigned"
        )
        alike = list(uow.session.scalars(owed.order_by(Assignment.key).limit(FEW + 1))) or alike
    if len(alike) == 1:
        return alike[0]
    if alike:
        more = " …" if len(alike) > FEW else ""
        raise BadEntry(f"Mã «{typed}» có thể là: {', '.join(row.key for row in alike[:FEW])}{more}; hãy ghi đủ hơn.")
    try:
        show.find(uow.session, charter, typed)
    except show.NotFound as unknown:
        raise BadEntry(str(unknown)) from None
    raise BadEntry(f"«{typed}» có trong sổ nhưng không phải là nơi để ghi «{entry.what.lower()}».")


def _alike(uow: UnitOfWork, charter: Charter, table: Any, typed: str) -> list[Any]:
    """Return the rows of this jurisdiction that a key may mean; what hangs on another is meant only by its own key."""
    ours = select(table).where(table.jurisdiction == charter.key)
    if (exact := uow.session.scalar(ours.where(table.key == typed))) is not None:
        return [exact]
    begins = (typed, f"{charter.key}/{typed}")
    matching = ours.where(
        or_(
            *(table.key.startswith(beginning, autoescape=True) for beginning in begins),
            *(table.key.endswith(mark + typed, autoescape=True) for mark in "/#"),
        )
    ).order_by(table.key)
    if table is Assignment and (bases := list(uow.session.scalars(matching.where(table.derived == 0).limit(FEW + 1)))):
        return bases
    return list(uow.session.scalars(matching.limit(FEW + 1)))


def _content(charter: Charter, entry: Entry, kind: Kind, row: Any) -> dict[str, Any]:
    """Return what the act carries.

    Raises:
        BadEntry: when a field is filled that such an entry does not have: it would be lost in silence.
    """
    content: dict[str, Any] = {"nil": True} if entry.what == _NIL else {}
    for field, label in FIELDS.items():
        typed = getattr(entry, field)
        if not typed:
            continue
        if field not in kind.fields:
            raise BadEntry(f"«{entry.what}» không có ô «{label}»; hãy để trống ô đó.")
        if field == "figures":
            value: Any = [_figure(charter, row, one) for one in typed]
        elif field in ("sections", "attachments"):
            value = [_plain(one) for one in typed]
        elif field == "officer":
            value = _officer(charter, typed)
        else:
            value = _plain(typed)
        content[kind.fields[field]] = value
    return content


def _officer(charter: Charter, typed: str) -> str:
    """Return the officer's key: of a post that was named, else as it was typed."""
    posts = {post.label.casefold(): post.key for post in charter.jurisdiction.organization.posts}
    plain = _plain(typed)
    return posts.get(plain.casefold(), plain)


def _figure(charter: Charter, row: Any, typed: Figure) -> dict[str, Any]:
    name = _plain(typed.name)
    if not name and isinstance(row, Assignment) and row.kind == "target" and (measure := measure_of(charter, row)):
        name = measure.figure
    if not name:
        raise BadEntry("Mỗi số liệu phải có tên; tên đứng trong nội dung của nhiệm vụ.")
    figure = {"name": name, "value": _value(name, typed.value), "nature": _NATURES[typed.nature]}
    return figure | ({"of": _value(name, typed.of)} if typed.of.strip() else {})


def _value(name: str, typed: str) -> str:
    """Return a value as the law reads it: a decimal point, or the code of a rating."""
    plain = _plain(typed)
    if _THOUSANDS.fullmatch(plain):
        raise BadEntry(
            f"Số liệu «{name}» ghi «{plain}» có thể hiểu hai cách; hãy viết liền hàng nghìn, dùng dấu phẩy cho phần lẻ."
        )
    ratings = {words: code for code, words in LEVELS.items()}
    return ratings.get(plain.casefold(), plain.replace(",", "."))


# ------------------------------------------------------------ from an entry to an act


def prepare(uow: UnitOfWork, charter: Charter, entry: Entry, clerk: str, now: datetime) -> Prepared:
    """Say what an entry would record; what it does in the transaction is not to be committed.

    Args:
        uow: an open transaction of its own, for writing.
        charter: the jurisdiction's policy.
        entry: what was typed.
        clerk: who enters it, a post by key or name.
        now: the present instant (aware).
    """
    try:
        post = clerk_in_office(charter, clerk, day_of(now))
        kind = KINDS.get(entry.what)
        if kind is None:
            raise BadEntry(f"Không ghi được «{entry.what}»; chọn một trong: {'; '.join(KINDS)}.")
        row = _subject(uow, charter, entry, kind)
        act = _act(charter, entry, kind, row, post)
    except BadEntry as fault:
        return Prepared(_plain(entry.subject), refused=str(fault))
    title, first = _title(uow, charter, row), uow.last_seq
    # Who enters their own act is proven by the clerk's code; what was done by others bears only their own proof.
    outcome = perform(uow, charter, act, proofs=act.by != post)
    if outcome.refused or outcome.repeated:
        return Prepared(title, act, refused=outcome.refused, repeated=outcome.repeated)
    uow.session.refresh(row)
    lines = uow.session.scalars(
        select(JournalLine).where(JournalLine.seq > first, JournalLine.subject == row.key).order_by(JournalLine.seq)
    )
    own = [line for line in lines if line.trigger == act.act]
    told = _told(uow, charter, entry, act, row, own, title, post)
    timing = _timing(charter.calendar, row, act)
    sentence = (
        f"{charter.label(act.by)}: {LAWS[own[-1].machine].triggers[act.act]}, {happened(act.at)}, việc «{title}»"
        f"{'; ' + timing[0].lower() + timing[1:] if timing else '.'}"
    )
    return Prepared(title, act, tuple(told), sentence)


def record(register: Register, charter: Charter, entry: Entry, clerk: str, code: str, now: datetime) -> Entered:
    """Record an entry under the clerk's own code: both in one transaction, or neither.

    Args:
        register: where.
        charter: the jurisdiction's policy.
        entry: what was typed.
        clerk: who enters it, a post by key or name.
        code: the clerk's one-time code.
        now: the present instant (aware).
    """
    try:
        post = clerk_in_office(charter, clerk, day_of(now))
    except BadEntry as fault:
        return Entered(refused=str(fault))
    with register.write(now) as uow:
        if not (wrong := codes.take(uow, charter.key, post, code, now=now)):
            done = prepare(uow, charter, entry, post, now)
            if not done.refused and not done.repeated:
                uow.commit()
                return Entered(f"Đã ghi: {done.sentence}")
    with register.write(now) as uow:
        if wrong:
            _tell(uow, charter, post, entry, wrong, now)
        else:
            # A code that was shown to Prefect must not serve for another entry, also where this one is refused.
            codes.take(uow, charter.key, post, code, now=now)
        uow.commit()
    return Entered(wrong_code=wrong) if wrong else Entered(refused=done.refused, repeated=done.repeated)


def _tell(uow: UnitOfWork, charter: Charter, clerk: str, entry: Entry, why: str, now: datetime) -> None:
    """Count a wrong code and tell the operator: once for each place in the row of wrong ones in an hour."""
    number = codes.failed(uow, charter.key, clerk, now=now)
    said = (
        f"Có người ghi sổ nhân danh {charter.label(clerk)} («{entry.what}», mã «{_plain(entry.subject)}») mà không "
        f"chứng minh được, lúc {happened(now)}: {why} Sổ không thay đổi. Nếu chính người ấy nhập nhầm thì không phải "
        f"làm gì; nếu không, hãy xem ai đã mở trang ghi sổ."
    )
    alarm(uow, charter.key, f"unproven-clerk-{now:%Y%m%d%H}-{number}", f"{charter.key}/{clerk}", said, at=now)


def _act(charter: Charter, entry: Entry, kind: Kind, row: Any, clerk: str) -> Act:
    at = entry.at.astimezone(ZONE).replace(microsecond=0)
    if not entry.by.strip():
        by = getattr(row, kind.by) or (clerk if kind.by == "clerk" else "")
        if not by:
            whom = "đầu mối tiếp nhận" if kind.by == "route_point" else "người thực hiện"
            raise BadEntry(f"Việc này không ghi {whom} là ai; hãy điền ô «Người thực hiện».")
    elif _plain(entry.by) == getattr(row, "officer", ""):
        by = _plain(entry.by)
    else:
        by = _party(charter, entry.by, "Người thực hiện")
        if charter.jurisdiction.organization.unit(by) is not None:
            by = charter.chain.successor(charter.chain.head_of(by), day_of(at))
    content = _content(charter, entry, kind, row)
    raw = {"at": at.isoformat(), "by": by, "act": kind.trigger, "on": row.key, "with": content}
    return Act(at, by, kind.trigger, row.key, content, raw, entered_by=clerk)


# ------------------------------------------------------------ saying it


def _title(uow: UnitOfWork, charter: Charter, row: Any) -> str:
    """Return what people call a row."""
    if isinstance(row, Receipt):
        directive = charter.policy.directive(row.key.partition("#")[0])
        return directive.label if directive else row.key
    if isinstance(row, Escalation):
        base = uow.session.get_one(Assignment, row.assignment_id)
        return f"{charter.policy.national.wording.label('rungs', row.rung)}: {base.title}"
    return str(row.title)


def _told(
    uow: UnitOfWork,
    charter: Charter,
    entry: Entry,
    act: Act,
    row: Any,
    own: list[JournalLine],
    title: str,
    clerk: str,
) -> Iterable[tuple[str, str]]:
    """Yield what will stand in the register, label by label."""
    yield "Việc ghi", entry.what
    yield "Nhiệm vụ", title
    yield "Mã", act.on
    if isinstance(row, Escalation):
        yield "Gửi tới", charter.label(row.addressee)
    yield "Người thực hiện", charter.label(act.by)
    yield "Thời điểm", happened(act.at)
    deadline = getattr(row, "deadline", NEVER)
    if deadline < NEVER:
        yield "Hạn", spoken(deadline)
    if timing := _timing(charter.calendar, row, act):
        yield "Đúng hay chậm", timing
    for field, label in FIELDS.items():
        if typed := getattr(entry, field):
            yield label, _typed(charter, act, field, typed)
    for line in own:
        if line.details.get("verdict"):
            verdict = charter.policy.national.wording.label("verdicts", str(line.details["verdict"]))
            reason = line.details.get("reason")
            yield "Đánh giá chỉ tiêu", f"{verdict}{f' ({reason})' if reason else ''}"
        if line.details.get("quota"):
            yield "Đã ghi trong kỳ", f"{line.details['recorded']}/{line.details['quota']} lần"
        if missing := line.details.get("missing"):
            yield "Báo cáo còn thiếu", "; ".join(missing)
        if opens := line.details.get("opens"):
            yield "Việc phát sinh", str(opens)
        yield "Sau khi ghi", LAWS[line.machine].states[line.dest]
        yield "Căn cứ", line.cites
    for one in tell(uow, charter, own):
        if one.following:
            yield "Tiếp theo", one.following
    yield "Người ghi sổ", charter.label(clerk)


def _typed(charter: Charter, act: Act, field: str, typed: Any) -> str:
    if field == "figures":
        return "; ".join(f"{one['name']} = {_figure_said(one)}" for one in act.content.get("figures", ()))
    if field == "officer":
        return charter.label(str(act.content["officer"]))
    return "; ".join(map(_plain, typed)) if isinstance(typed, tuple) else _plain(typed)


def _figure_said(figure: dict[str, Any]) -> str:
    value = LEVELS.get(figure["value"], figure["value"].replace(".", ","))
    whole = f" trên {figure['of'].replace('.', ',')}" if "of" in figure else ""
    nature = next(words for words, code in _NATURES.items() if code == figure["nature"])
    return f"{value}{whole} ({nature})"


def _timing(calendar: WorkingCalendar, row: Any, act: Act) -> str:
    """Say whether what came in was in time; nothing where no deadline runs or nothing has come in by that."""
    if not isinstance(row, Assignment) or row.deadline >= NEVER or row.received_at >= NEVER:
        return ""
    came, due = day_of(row.received_at), last_day_of(row.deadline)
    since = (
        "" if row.received_at - act.at < timedelta(seconds=1) else f", vì tính là nhận lúc {happened(row.received_at)}"
    )
    if row.received_at < row.deadline:
        early = calendar.count(came, due)
        return f"Đúng hạn{f', sớm {early} ngày làm việc' if early else ''}{since}."
    late = calendar.count(due, came)
    return f"Chậm {late} ngày làm việc{since}." if late > 0 else f"Chậm, chưa quá một ngày làm việc{since}."


def title_of(uow: UnitOfWork, charter: Charter, what: str, typed: str) -> str:
    """Return what people call the work that was typed.

    Raises:
        BadEntry: when nothing bears that key, or several do.
    """
    kind = KINDS[what]
    entry = Entry(what, typed, uow.recorded_at)
    return _title(uow, charter, _subject(uow, charter, entry, kind))
