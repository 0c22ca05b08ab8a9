"""What the journal says, told to people: one row for what happened, with everyone it happened to."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from sqlalchemy import func, select

from state_machines.directive import DIRECTIVE
from state_machines.law import SYSTEM
from workflows.charter import Charter
from workflows.outlook import Outlook
from workflows.register.columns import NEVER
from workflows.register.moves import EVENTS, LAWS
from workflows.register.tables import Assignment, Escalation, JournalLine
from workflows.register.unit_of_work import Register, UnitOfWork
from workflows.working_time import ZONE, day_of, last_day_of

#: What the channels write; it has a table of its own.
DELIVERIES = ("deliver", "undelivered")
#: Duties that are told with the step that gave rise to them, under *what comes next*.
TOLD_ALREADY = ("explanation", "signature", "decision")
#: What was decided or found, told with the act.
ANSWERS = {
    "approve": "ban hành",
    "refuse": "không ban hành",
    "ask_explanation": "yêu cầu giải trình trước",
    "new_date": "ấn định thời hạn mới",
    "passed": "đạt",
    "failed": "chưa đạt",
}
#: What ends at its last instant, which is said as 24:00 of that day and not as 00:00 of the next.
ENDINGS = ("cut_off", "pass_on", "conclude", "assess")

OPENED = {
    "periodic_report": "Mở kỳ báo cáo",
    "one_off": "Giao nhiệm vụ",
    "count": "Mở kỳ đếm",
    "standing": "Giao nhiệm vụ thường trực",
    "on_event": "Giao nhiệm vụ theo sự kiện",
    "target": "Giao chỉ tiêu",
    "watching": "Phải đôn đốc đơn vị chậm",
    "official_figures": "Phải nộp số liệu chính thức",
    "evaluation": "Phải đánh giá",
}
MISSED = {
    "periodic_report": "Quá hạn, chưa nhận được báo cáo",
    "one_off": "Quá hạn, chưa báo cáo kết quả",
    "count": "Hết kỳ, chưa đủ số lần",
    "on_event": "Quá hạn, chưa báo cáo việc phát sinh",
    "target": "Hết hạn, chưa đạt chỉ tiêu",
    "watching": "Quá hạn, chưa cho thấy đã đôn đốc",
    "explanation": "Hết hạn giải trình, chưa có giải trình",
    "signature": "Hết thời gian ký, chưa ký",
    "decision": "Hết thời gian quyết định, chưa quyết định",
    "official_figures": "Quá hạn, chưa có số liệu chính thức",
    "evaluation": "Quá hạn, chưa đánh giá",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened, to one or more posts or units at the same instant.

    Attributes:
        at: the legal instant (aware).
        day: the day it is told under; the end of a day belongs to that day.
        trigger: the trigger of the law.
        what: what happened, in Vietnamese.
        duty: which duty, with its period.
        who: whom it happened to.
        deadline: the deadline that the duty had or has; None without one.
        rung: the rung of the ladder, or empty.
        cites: the clause or default it rests on.
        following: what comes next and when.
        above: of each of `who`, the chain above them: the deputy in charge, then the authority.
    """

    at: datetime
    day: date
    trigger: str
    what: str
    duty: str
    who: tuple[str, ...]
    deadline: datetime | None
    rung: str
    cites: str
    following: str
    above: tuple[str, ...] = ()

    @property
    def hour(self) -> str:
        """The local time of day; the end of the day it is told under is 24:00."""
        local = self.at.astimezone(ZONE)
        return f"{local:%H:%M}" if local.date() == self.day else "24:00"


def last_seq(register: Register, recorded_at: datetime) -> int:
    """Return the number of the last journal line, 0 for an empty journal."""
    with register.read(recorded_at) as uow:
        return uow.session.scalar(select(func.max(JournalLine.seq))) or 0


def happenings(
    register: Register,
    charter: Charter,
    *,
    recorded_at: datetime,
    after: int = 0,
    batches: Sequence[int] | None = None,
    by: str | None = None,
    most: int = 5000,
) -> list[Happening]:
    """Return what the journal says after a line, in order of time, the same things of several people together.

    Args:
        register: where.
        charter: the jurisdiction's policy; lines of other jurisdictions are left out.
        recorded_at: the instant of reading (aware).
        after: number of the last line already told.
        batches: only what these sealed batches wrote; None for all.
        by: only what this post, or the system, did; None for everybody.
        most: lines at the most; a page that nobody can read helps nobody.
    """
    with register.read(recorded_at) as uow:
        wanted = (
            select(JournalLine)
            .where(JournalLine.seq > after, JournalLine.trigger.not_in(DELIVERIES))
            .where(JournalLine.subject.startswith(f"{charter.key}/", autoescape=True))
            .order_by(JournalLine.seq)
            .limit(most)
        )
        if by is not None:
            wanted = wanted.where(JournalLine.by == by)
        if batches is not None:
            wanted = wanted.where(JournalLine.batch.in_(batches))
        return tell(uow, charter, uow.session.scalars(wanted).all())


def tell(uow: UnitOfWork, charter: Charter, lines: Sequence[JournalLine]) -> list[Happening]:
    """Tell journal lines, in order of time, the same things of several people together."""
    outlook = Outlook(uow, charter, [line.subject for line in lines])
    return _together([one for line in lines for one in _tell(line, outlook)])


def _tell(line: JournalLine, outlook: Outlook) -> Iterator[Happening]:
    """Tell one line; a duty that is told with the step that gave rise to it is passed over."""
    day = last_day_of(line.at) if line.trigger in ENDINGS else day_of(line.at)
    if line.machine == "directive":
        what = DIRECTIVE.triggers.get(line.trigger, line.trigger)
        label = outlook.directive(line.subject)
        yield Happening(line.at, day, line.trigger, f"Văn bản chỉ đạo: {what}", label, (), None, "", line.cites, "")
        return
    if (receipt := outlook.receipts.get(line.subject)) is not None:
        what = LAWS[line.machine].triggers[line.trigger].capitalize()
        label = outlook.directive(line.subject.partition("#")[0])
        yield Happening(line.at, day, line.trigger, what, label, (receipt.label,), None, "", line.cites, "")
        return
    escalation = outlook.escalations.get(line.subject)
    row = outlook.assignments.get(line.subject)
    if escalation is not None:
        row = outlook.base_of(escalation)
    if row is None:
        what = EVENTS.get(line.trigger, line.trigger)
        yield Happening(line.at, day, line.trigger, what, line.subject, (), None, "", line.cites, "")
        return
    if line.trigger == "open" and row.kind in TOLD_ALREADY:
        return
    if escalation is None and line.trigger in ("sign", "decide"):
        return  # told with the rung that was signed or decided
    base = outlook.origin(row)
    deadline = row.cut_off_at if escalation is None and row.kind not in TOLD_ALREADY else base.cut_off_at
    if escalation is None and row is base and line.trigger in ("open", "cut_off"):
        said = line.details.get("deadline")
        deadline = datetime.fromisoformat(said) if said else NEVER
    rung = outlook.rung(escalation.rung if escalation else str(line.details.get("rung") or outlook.rung_of(row)))
    yield Happening(
        at=line.at,
        day=day,
        trigger=line.trigger,
        what=_what(line, row, escalation, outlook),
        duty=base.title,
        who=(outlook.label(escalation.addressee if escalation else outlook.performer(row, line.at)),),
        deadline=deadline if deadline < NEVER else None,
        rung=rung,
        cites=line.cites,
        following=outlook.following(line.trigger, row, escalation),
        above=(outlook.above(base),),
    )


def _what(line: JournalLine, row: Assignment, escalation: Escalation | None, outlook: Outlook) -> str:
    details: dict[str, Any] = line.details
    if escalation is not None and line.trigger == "escalate":
        rung, mode = outlook.rung(escalation.rung), outlook.mode(escalation.mode)
        return f"{rung} ({mode.lower()})"
    told: dict[str, Callable[[], str]] = {
        "open": lambda: OPENED.get(row.kind, "Mở nhiệm vụ"),
        "cut_off": lambda: MISSED.get(row.kind, "Quá hạn"),
        "warn": lambda: f"Nhắc trước hạn, còn {details.get('working_days')} ngày làm việc",
        "hand_over": lambda: "Chuyển cho nơi kế thừa",
        "assess": lambda: _assessed(details, outlook),
        "occur": lambda: f"{outlook.label(line.by)}: ghi nhận sự kiện, {details.get('what')}",
        "record": lambda: _recorded(line, row, outlook),
        "pass_on": lambda: f"Chuyển lên cấp trên, vì {outlook.label(str(details.get('silent')))} chưa xử lý",
        "deliver": lambda: f"{outlook.rung(str(details.get('rung')))} đã đến người nhận",
        "undelivered": lambda: f"{outlook.rung(str(details.get('rung')))} chưa đến được người nhận",
        "propose_again": lambda: f"Trình lại đề xuất {outlook.rung(str(details.get('rung'))).lower()}",
    }
    if line.trigger in told:
        return told[line.trigger]()
    words = LAWS[line.machine].triggers[line.trigger].capitalize()
    answer = ANSWERS.get(str(details.get("answer") or details.get("result")), "")
    words += f": {answer}" if answer else ""
    reason = f" (lý do: {details['reason']})" if details.get("reason") else ""
    return f"{outlook.label(line.by)}: {words.lower()}{reason}" if line.by != SYSTEM else f"{words}{reason}"


def _assessed(details: dict[str, Any], outlook: Outlook) -> str:
    """Tell how a target was judged, with the reason: never a bare number (promise 9)."""
    reason = f": {details['reason']}" if details.get("reason") else ""
    return f"Đánh giá chỉ tiêu, {outlook.verdict(str(details.get('verdict'))).lower()}{reason}"


def _recorded(line: JournalLine, row: Assignment, outlook: Outlook) -> str:
    """Tell what was recorded: one occurrence of a counted activity, or a figure of a target and how it stands."""
    words = f"{outlook.label(line.by)}: {LAWS[line.machine].triggers[line.trigger]}"
    if row.kind == "count":
        return f"{words}, đủ số lần của kỳ" if line.source != line.dest else words
    if line.details.get("verdict"):
        reason = f": {line.details['reason']}" if line.details.get("reason") else ""
        return f"{words}, {outlook.verdict(str(line.details['verdict'])).lower()}{reason}"
    return words


def _together(told: Sequence[Happening]) -> list[Happening]:
    """Join what differs only in whom it happened to, in order of time."""
    heaps: dict[tuple[object, ...], dict[str, str]] = {}
    for one in told:
        key = (
            one.at, one.day, one.trigger, one.what, one.duty, one.deadline, one.rung, one.cites, one.following,
        )  # fmt: skip
        heaps.setdefault(key, {}).update(zip_longest(one.who, one.above, fillvalue=""))
    joined = [
        Happening(at, day, trigger, what, duty, tuple(who), deadline, rung, cites, following, tuple(who.values()))  # type: ignore[arg-type]
        for (at, day, trigger, what, duty, deadline, rung, cites, following), who in heaps.items()
    ]
    return sorted(joined, key=lambda one: (one.at, one.deadline or NEVER))
