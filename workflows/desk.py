"""The clerk's desk (*bàn văn thư*): what was typed there becomes an act, shown before it is recorded under a code."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from workflows import codes
from workflows.act import perform
from workflows.acts import Act
from workflows.alarms import alarm
from workflows.charter import Charter
from workflows.clerks import in_office, refusal
from workflows.desk_entry import (
    FIELDS,
    KINDS,
    NATURES,
    BadEntry,
    Entry,
    Kind,
    content_of,
    find_party,
    find_subject,
    tidy,
)
from workflows.happenings import tell
from workflows.letters import happened, spoken
from workflows.register.columns import NEVER
from workflows.register.moves import LAWS
from workflows.register.tables import Assignment, Escalation, JournalLine, Receipt
from workflows.register.unit_of_work import Register, UnitOfWork
from workflows.targets import LEVELS
from workflows.working_time import ZONE, WorkingCalendar, day_of, last_day_of


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
        wrong_code: why the code was not taken: another may be tried.
        refused: why the entry itself is not recorded, whatever the code.
        repeated: whether it stood in the register already.
    """

    sentence: str = ""
    wrong_code: str = ""
    refused: str = ""
    repeated: bool = False


# ------------------------------------------------------------ from an entry to an act


def prepare(uow: UnitOfWork, charter: Charter, entry: Entry, entered_by: str, now: datetime) -> Prepared:
    """Say what an entry would record; what it does in the transaction is not to be committed.

    Args:
        uow: an open transaction of its own, for writing.
        charter: the jurisdiction's policy.
        entry: what was typed.
        entered_by: who enters it, a post by key or name.
        now: the present instant (aware).
    """
    try:
        post = in_office(charter, entered_by, day_of(now))
        kind = KINDS.get(entry.what)
        if kind is None:
            raise BadEntry(f"Không ghi được «{entry.what}»; chọn một trong: {'; '.join(KINDS)}.")
        row = find_subject(uow, charter, entry, kind)
        act = _act(charter, entry, kind, row, post)
    except BadEntry as fault:
        return Prepared(tidy(entry.subject), refused=str(fault))
    title, first = _title(uow, charter, row), uow.last_seq
    if why := refusal(uow, charter, act, day_of(now)):
        return Prepared(title, act, refused=why)
    # Who enters their own act is proven by their code; what was done by others bears only their own proof.
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


def record(register: Register, charter: Charter, entry: Entry, entered_by: str, code: str, now: datetime) -> Entered:
    """Record an entry under the own code of whoever enters it: both in one transaction, or neither.

    Args:
        register: where.
        charter: the jurisdiction's policy.
        entry: what was typed.
        entered_by: who enters it, a post by key or name.
        code: their one-time code.
        now: the present instant (aware).
    """
    try:
        post = in_office(charter, entered_by, day_of(now))
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


def _tell(uow: UnitOfWork, charter: Charter, entered_by: str, entry: Entry, why: str, now: datetime) -> None:
    """Count a wrong code and tell the operator: once for each place in the row of wrong ones in an hour."""
    number = codes.failed(uow, charter.key, entered_by, now=now)
    said = (
        f"Có người ghi sổ nhân danh {charter.label(entered_by)} («{entry.what}», mã «{tidy(entry.subject)}») mà không "
        f"chứng minh được, lúc {happened(now)}: {why} Sổ không thay đổi. Nếu chính người ấy nhập nhầm thì không phải "
        f"làm gì; nếu không, hãy xem ai đã mở trang ghi sổ."
    )
    alarm(uow, charter.key, f"unproven-clerk-{now:%Y%m%d%H}-{number}", f"{charter.key}/{entered_by}", said, at=now)


def _act(charter: Charter, entry: Entry, kind: Kind, row: Any, entered_by: str) -> Act:
    at = entry.at.astimezone(ZONE).replace(microsecond=0)
    if not entry.by.strip():
        by = getattr(row, kind.by) or (entered_by if kind.by == "clerk" else "")
        if not by:
            whom = "đầu mối tiếp nhận" if kind.by == "route_point" else "người thực hiện"
            raise BadEntry(f"Việc này không ghi {whom} là ai; hãy điền ô «Người thực hiện».")
    elif tidy(entry.by) == getattr(row, "officer", ""):
        by = tidy(entry.by)
    else:
        by = find_party(charter, entry.by, "Người thực hiện")
        if charter.jurisdiction.organization.unit(by) is not None:
            by = charter.chain.successor(charter.chain.head_of(by), day_of(at))
    content = content_of(charter, entry, kind, row)
    raw = {"at": at.isoformat(), "by": by, "act": kind.trigger, "on": row.key, "with": content}
    return Act(at, by, kind.trigger, row.key, content, raw, entered_by=entered_by)


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
    entered_by: str,
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
    yield "Người ghi sổ", charter.label(entered_by)


def _typed(charter: Charter, act: Act, field: str, typed: Any) -> str:
    if field == "figures":
        return "; ".join(f"{one['name']} = {_figure_said(one)}" for one in act.content.get("figures", ()))
    if field == "officer":
        return charter.label(str(act.content["officer"]))
    return "; ".join(map(tidy, typed)) if isinstance(typed, tuple) else tidy(typed)


def _figure_said(figure: dict[str, Any]) -> str:
    value = LEVELS.get(figure["value"], figure["value"].replace(".", ","))
    whole = f" trên {figure['of'].replace('.', ',')}" if "of" in figure else ""
    nature = next(words for words, code in NATURES.items() if code == figure["nature"])
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
    return _title(uow, charter, find_subject(uow, charter, entry, kind))
