"""What is typed at the clerk's desk, field by field, and how it is read.

What needs the holder's own proof or hand (signing, deciding, evaluating) is not entered here. A request for more time
and a proposal upward are not either: the law knows no such move yet.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any, Literal

from sqlalchemy import or_, select

from workflows import show
from workflows.charter import Charter
from workflows.readings import measure_of
from workflows.register.tables import Assignment, Escalation, Receipt
from workflows.register.unit_of_work import UnitOfWork
from workflows.targets import LEVELS
from workflows.working_time import ZONE

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
NATURES = {"chính thức": "official", "ước": "estimated"}
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
#: By the name that is chosen at the desk.
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
NIL = "Đã báo không phát sinh"


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
    """What was typed.

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


# ------------------------------------------------------------ instants and names


def read_instant(typed: str) -> datetime:
    """Read an instant as people write it: ``11/03/2024 16:30``, in Vietnam's time.

    Raises:
        BadEntry: when it is none.
    """
    found = _AT.fullmatch(tidy(typed))
    try:
        if found is None:
            raise ValueError
        day, month, year, hour, minute = (int(part or 0) for part in found.groups())
        return datetime(year, month, day, hour, minute, tzinfo=ZONE)
    except ValueError:
        raise BadEntry(
            f"Thời điểm «{typed}» không đọc được; hãy ghi ngày/tháng/năm giờ:phút, ví dụ 11/03/2024 16:30."
        ) from None


def find_party(charter: Charter, typed: str, field: str) -> str:
    """Return the key of a post or unit that was typed by key or by name.

    Args:
        charter: the jurisdiction's policy.
        typed: the key or the name.
        field: what its field is called.

    Raises:
        BadEntry: when it is none, or several.
    """
    organization = charter.jurisdiction.organization
    parties = (*organization.posts, *organization.units)
    meant = tidy(typed).casefold()
    found = [one.key for one in parties if meant in (one.key, one.label.casefold())]
    if len(set(found)) == 1:
        return found[0]
    if found:
        raise BadEntry(f"{field} «{typed}» có thể là: {', '.join(found)}; hãy ghi mã.")
    names = {one.label.casefold(): one.label for one in parties} | {one.key: one.key for one in parties}
    near = [names[name] for name in get_close_matches(meant, names, n=3, cutoff=0.5)]
    hint = f" Gần nhất: {'; '.join(near)}." if near else ""
    raise BadEntry(f"{field} «{typed}» không phải chức danh hay đơn vị nào.{hint}")


def tidy(typed: str) -> str:
    """Return what was typed in one line, accents composed, blanks single."""
    return " ".join(unicodedata.normalize("NFC", typed).split())


# ------------------------------------------------------------ what it is about


def find_subject(uow: UnitOfWork, charter: Charter, entry: Entry, kind: Kind) -> Any:
    """Return the row that a key means, or its beginning or end, where only one has it.

    Raises:
        BadEntry: when nothing bears it, or several do.
    """
    typed = tidy(entry.subject)
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


def content_of(charter: Charter, entry: Entry, kind: Kind, row: Any) -> dict[str, Any]:
    """Return what the act carries.

    Raises:
        BadEntry: when a field is filled that such an entry does not have: it would be lost in silence.
    """
    content: dict[str, Any] = {"nil": True} if entry.what == NIL else {}
    for field, label in FIELDS.items():
        typed = getattr(entry, field)
        if not typed:
            continue
        if field not in kind.fields:
            raise BadEntry(f"«{entry.what}» không có ô «{label}»; hãy để trống ô đó.")
        if field == "figures":
            value: Any = [_figure(charter, row, one) for one in typed]
        elif field in ("sections", "attachments"):
            value = [tidy(one) for one in typed]
        elif field == "officer":
            value = _officer(charter, typed)
        else:
            value = tidy(typed)
        content[kind.fields[field]] = value
    return content


def _officer(charter: Charter, typed: str) -> str:
    """Return the officer's key: of a post that was named, else as it was typed."""
    posts = {post.label.casefold(): post.key for post in charter.jurisdiction.organization.posts}
    plain = tidy(typed)
    return posts.get(plain.casefold(), plain)


def _figure(charter: Charter, row: Any, typed: Figure) -> dict[str, Any]:
    name = tidy(typed.name)
    if not name and isinstance(row, Assignment) and row.kind == "target" and (measure := measure_of(charter, row)):
        name = measure.figure
    if not name:
        raise BadEntry("Mỗi số liệu phải có tên; tên đứng trong nội dung của nhiệm vụ.")
    figure = {"name": name, "value": _value(name, typed.value), "nature": NATURES[typed.nature]}
    return figure | ({"of": _value(name, typed.of)} if typed.of.strip() else {})


def _value(name: str, typed: str) -> str:
    """Return a value as the law reads it: a decimal point, or the code of a rating."""
    plain = tidy(typed)
    if _THOUSANDS.fullmatch(plain):
        raise BadEntry(
            f"Số liệu «{name}» ghi «{plain}» có thể hiểu hai cách; hãy viết liền hàng nghìn, dùng dấu phẩy cho phần lẻ."
        )
    ratings = {words: code for code, words in LEVELS.items()}
    return ratings.get(plain.casefold(), plain.replace(",", "."))
