"""The answers to a proposal: those that were given or not, and what each possible one would lead to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from config.ladder import Ladder, Rung
from workflows import escalate
from workflows.charter import Charter
from workflows.letters import spoken
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Escalation, JournalLine
from workflows.register.unit_of_work import UnitOfWork
from workflows.working_time import OutsideCalendar, at


@dataclass(frozen=True, slots=True)
class Passing:
    """The proposal was passed on because its holder was silent.

    Attributes:
        at: when.
        silent: who was silent.
        to: whom it went to.
    """

    at: datetime
    silent: str
    to: str


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer to the proposal.

    Attributes:
        at: when.
        by: who answered.
        answer: ``approve``, ``refuse``, ``ask_explanation`` or ``new_date``.
        reason: the reason given.
        new_date: the day that was set, else None.
    """

    at: datetime
    by: str
    answer: str
    reason: str
    new_date: date | None


@dataclass(frozen=True, slots=True)
class Consequence:
    """What one possible answer leads to.

    Attributes:
        answer: its code.
        label: its Vietnamese name.
        follows: one sentence.
    """

    answer: str
    label: str
    follows: str


# ------------------------------------------------------------ so far


def passed(charter: Charter, rung: Escalation, lines: Mapping[str, Sequence[JournalLine]]) -> Iterator[Passing]:
    """Yield where a proposal was passed on already, in order.

    Args:
        charter: the jurisdiction's policy.
        rung: the proposal.
        lines: what the journal says, by subject.
    """
    papers = [some for subject, some in lines.items() if subject.startswith(f"{rung.key}#decision")]
    on = [one for some in papers for one in some if one.trigger == "pass_on"]
    for one in sorted(on, key=lambda line: line.seq):
        silent, to = str(one.details.get("silent", "")), str(one.details.get("addressee", ""))
        yield Passing(one.at, charter.label(silent), charter.label(to))


def answered(charter: Charter, lines: Sequence[JournalLine]) -> Iterator[Answered]:
    """Yield the answers to a proposal so far.

    Args:
        charter: the jurisdiction's policy.
        lines: what the journal says of the proposal.
    """
    for one in lines:
        if one.trigger == "decide":
            day = str(one.details.get("deadline", ""))[:10]
            yield Answered(
                at=one.at,
                by=charter.label(one.by),
                answer=str(one.details.get("answer", "")),
                reason=str(one.details.get("reason", "")),
                new_date=date.fromisoformat(day) if day else None,
            )


# ------------------------------------------------------------ and what then


def consequences(
    uow: UnitOfWork, charter: Charter, base: Assignment, rung: Escalation, day: date
) -> Iterator[Consequence]:
    """Say of each answer, given on a day, what follows and when."""
    ladder = escalate.stored_ladder(uow, base.timetable)
    label = charter.policy.national.wording.label("rungs", rung.rung).lower()
    to, head = charter.label(rung.addressee), charter.label(escalate.on_line(base, rung.line)[0])
    copies = ", ".join(charter.label(post) for post in rung.copies.split(",") if post)
    sent = f"Văn bản {label} được gửi tới {to}" + (f", sao gửi {copies}" if copies else "")
    coming = _coming(uow, charter, base, rung, ladder, day, refused=False)
    yield Consequence("approve", f"Ban hành {label}", f"{sent}; {coming}.")
    coming = _coming(uow, charter, base, rung, ladder, day, refused=True)
    yield Consequence("refuse", "Không ban hành", f"Không {label}, nhưng việc vẫn tính là chậm; {coming}.")
    owed = _shifted(charter, day, ladder.explanation.working_days, ladder.explanation.at)
    yield Consequence(
        "ask_explanation",
        "Yêu cầu giải trình trước",
        f"{head} phải giải trình trước {owed}; có giải trình hoặc hết hạn thì đề xuất "
        f"được trình lại, thêm {ladder.decision.working_days} ngày làm việc để quyết định.",
    )
    first = escalate.climbed(ladder)[0]
    again = f"bắt đầu lại từ {first.label.lower()}" + (
        f" ({first.working_days} ngày làm việc sau hạn mới)" if first.working_days else ""
    )
    yield Consequence(
        "new_date",
        "Ấn định thời hạn mới",
        f"Đề xuất này khép lại, hạn cũ vẫn ghi trong sổ; quá hạn mới mà {_undone(base)} thì {again}.",
    )


def _undone(base: Assignment) -> str:
    return "vẫn chưa có báo cáo" if base.answered_by == "report" else "vẫn chưa thực hiện"


def _coming(
    uow: UnitOfWork, charter: Charter, base: Assignment, rung: Escalation, ladder: Ladder, day: date, *, refused: bool
) -> str:
    """Say which rung comes next once this one was delivered, or refused, on a day."""
    rungs = escalate.climbed(ladder)
    position = next(i for i, one in enumerate(rungs) if one.key == rung.rung) + 1
    if base.received_at < NEVER:
        return "không có nấc sau, vì đã nhận được báo cáo"
    if position >= len(rungs):
        return "đây là nấc cuối, không có nấc sau"
    following = rungs[position]
    called = f"đề xuất {following.label.lower()}" if following.mode == "proposal" else following.label.lower()
    if refused and not following.counts_refusal:
        return "thang xử lý dừng ở đây"
    if not base.firm and not escalate.is_soft(ladder, following):
        return "không có nấc sau, vì thời hạn chưa được người có thẩm quyền xác nhận"
    again = ", cũng phải có người quyết định" if following.mode == "proposal" else ""
    earliest = _earliest(uow, charter, base, rung.line, ladder, following, day)
    return f"{_undone(base)} thì có {called}, {earliest}{again}"


def _earliest(
    uow: UnitOfWork, charter: Charter, base: Assignment, line: str, ladder: Ladder, following: Rung, day: date
) -> str:
    """Say when a rung falls at the earliest: on its own day, or some days after the one before arrived on a day."""
    try:
        due, _ = escalate.when_due(uow, charter, base, ladder, following, line)
        gap = at(charter.calendar.shift(day, following.gap_working_days), ladder.office_day_start)
    except OutsideCalendar as outside:
        return f"chưa tính được ngày ({outside.year} chưa có lịch làm việc)"
    if due >= gap:
        return f"sớm nhất {spoken(due)}"
    return f"sớm nhất {spoken(gap)} (nếu trả lời trong ngày {day:%d/%m/%Y})"


def _shifted(charter: Charter, day: date, days: int, clock: time) -> str:
    try:
        return spoken(at(charter.calendar.shift(day, days), clock))
    except OutsideCalendar as outside:
        return f"hết {days} ngày làm việc (chưa có lịch làm việc năm {outside.year})"
