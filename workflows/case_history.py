"""What came before a proposal: the letters that warned, the explanations owed, what else the head was late with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select

from workflows import escalate
from workflows.case_people import on_own_line
from workflows.case_work import days_late, ever
from workflows.charter import Charter
from workflows.register.columns import LONG_AGO
from workflows.register.tables import Assignment, Escalation, JournalLine, Notice
from workflows.register.unit_of_work import UnitOfWork
from workflows.timetable import day_number, day_of_number

#: Letters that warn, and what each is called; the rungs are called what the policy calls them.
WARNINGS = {"warn": "Nhắc trước hạn", "cut_off": "Báo đã quá hạn"}
#: How a channel of record is called.
CHANNELS = {"email": "thư điện tử", "paper": "bản giấy", "replay": "mô phỏng"}


@dataclass(frozen=True, slots=True)
class Warned:
    """One letter that warned.

    Attributes:
        what: what it was, in Vietnamese.
        to: whom it went to.
        copy: whether it was a copy.
        signed_by: who signed it; empty for what the system sends by itself.
        queued_at: when it was written.
        delivered_at: when it arrived; None while it has not.
        channel: the channel in Vietnamese; empty before it arrived.
        evidence: what the channel stated, or why it has not arrived.
        to_serve: whether it has to be served on paper.
    """

    what: str
    to: str
    copy: bool
    signed_by: str
    queued_at: datetime
    delivered_at: datetime | None
    channel: str
    evidence: str
    to_serve: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """One explanation that was owed.

    Attributes:
        by: who owes it.
        by_authority: whether the authority asked for it; else the cut-off did.
        asked_at: since when.
        due_at: until when.
        came_at: when it came; None for silence.
        text: what it says.
        dropped: whether it is owed no more.
    """

    by: str
    by_authority: bool
    asked_at: datetime
    due_at: datetime
    came_at: datetime | None
    text: str
    dropped: bool

    def overdue(self, as_of: datetime) -> bool:
        """Tell whether its time is over and nothing came."""
        return not self.dropped and self.came_at is None and self.due_at <= as_of


@dataclass(frozen=True, slots=True)
class Breach:
    """Another work of the same head that was late in the same calendar year.

    Attributes:
        title: what it was.
        deadline: its deadline.
        received_at: when it came; None while it is missing.
        days_late: working days from the deadline until it came; None where unknown or still missing.
        firm: whether the deadline was a directive's.
    """

    title: str
    deadline: datetime
    received_at: datetime | None
    days_late: int | None
    firm: bool


# ------------------------------------------------------------ warnings


def warnings(uow: UnitOfWork, charter: Charter, base: Assignment, rung: Escalation) -> Iterator[Warned]:
    """Yield the letters of this breach that warned whoever answers on this line, and their copies."""
    earlier = select(Escalation).where(
        Escalation.assignment_id == base.id,
        Escalation.line == rung.line,
        Escalation.cycle == rung.cycle,
        Escalation.ord < rung.ord,
    )
    mine = {one.id: one for one in uow.session.scalars(earlier)}
    about = or_(Notice.escalation_id.in_(mine), (Notice.subject == base.key) & Notice.kind.in_(WARNINGS))
    found = select(Notice).where(Notice.assignment_id == base.id, about)
    # Nobody is judged on a warning that went to whoever answers on the other line.
    head, _ = escalate.on_line(base, rung.line)
    other = base.co_head if on_own_line(base, rung) else base.head
    since = _cycle_began(base, rung)
    for notice in uow.session.scalars(found.order_by(Notice.at, Notice.copy, Notice.id)):
        step = mine.get(notice.escalation_id or 0)
        if step is None and (notice.at < since or (other and notice.addressee == other != head)):
            continue
        arrived = notice.state == "delivered"
        yield Warned(
            what=_called(charter, notice, step),
            to=charter.label(notice.addressee),
            copy=bool(notice.copy),
            signed_by=charter.label(step.holder) if step is not None and step.holder else "",
            queued_at=notice.at,
            delivered_at=ever(notice.delivered_at) if arrived else None,
            channel=CHANNELS.get(notice.channel, notice.channel) if arrived else "",
            evidence=notice.evidence,
            to_serve=notice.state == "to_serve",
        )


def _called(charter: Charter, notice: Notice, step: Escalation | None) -> str:
    if step is not None:
        return charter.policy.national.wording.label("rungs", step.rung)
    left = notice.facts.get("working_days")
    return WARNINGS[notice.kind] + (f", còn {left} ngày làm việc" if left else "")


def _cycle_began(base: Assignment, rung: Escalation) -> datetime:
    """Return since when letters are about the deadline that was missed now, and not about one before it."""
    again = base.why.get("dated_again")
    if not again or rung.cycle < base.cycle or rung.cycle == 1:
        return LONG_AGO
    return datetime.fromisoformat(again[-1]["on"])


# ------------------------------------------------------------ explanations


def explanations(
    uow: UnitOfWork,
    charter: Charter,
    base: Assignment,
    rung: Escalation,
    lines: Mapping[str, Sequence[JournalLine]],
) -> Iterator[Explanation]:
    """Yield what was owed since the cut-off, and what the authority asked for on any rung of this breach.

    Args:
        uow: a transaction on the register.
        charter: the jurisdiction's policy.
        base: the work.
        rung: the proposal.
        lines: what the journal says, by subject.
    """
    cycle = f".{rung.cycle}" if rung.cycle > 1 else ""
    other = "" if on_own_line(base, rung) else f"-{rung.line}"
    since_cut_off = f"{base.key}#explanation{other}{cycle}"
    rungs = uow.session.scalars(
        select(Escalation.key).where(
            Escalation.assignment_id == base.id, Escalation.line == rung.line, Escalation.cycle == rung.cycle
        )
    ).all()
    owed = select(Assignment).where(Assignment.base_id == base.id, Assignment.kind == "explanation")
    for row in uow.session.scalars(owed.order_by(Assignment.opens_at, Assignment.id)):
        asked = row.key.rpartition("#explanation")[0] in rungs
        if not asked and row.key != since_cut_off:
            continue
        told = [one for one in lines.get(row.key, ()) if one.trigger == "explain"]
        yield Explanation(
            by=charter.label(row.head),
            by_authority=asked,
            asked_at=row.opens_at,
            due_at=row.cut_off_at,
            came_at=ever(row.received_at),
            text=str(told[-1].details.get("reason", "")) if told else "",
            dropped=row.state in ("void", "revoked"),
        )


# ------------------------------------------------------------ the year


def breaches(uow: UnitOfWork, charter: Charter, base: Assignment, head: str) -> Iterator[Breach]:
    """Yield what else a head was late with in the calendar year of this deadline, before and after it.

    Args:
        uow: a transaction on the register.
        charter: the jurisdiction's policy.
        base: the work that the case is about.
        head: who answers for it on the line of the proposal.
    """
    if not base.cut_off_day:
        return
    day, row = day_of_number(base.cut_off_day), Assignment
    found = (
        select(row)
        .where(
            or_(row.head == head, row.co_head == head),
            row.jurisdiction == base.jurisdiction,
            row.derived == 0,
            row.id != base.id,
            row.cut_off_day >= day_number(date(day.year, 1, 1)),
            row.cut_off_day <= day_number(date(day.year, 12, 31)),
            row.announced_at > LONG_AGO,
            row.state != "revoked",
        )
        .order_by(row.cut_off_at, row.key)
    )
    for one in uow.session.scalars(found):
        received = ever(one.received_at)
        late = days_late(charter, one.cut_off_at, received) if received is not None else None
        yield Breach(one.title, one.cut_off_at, received, late, bool(one.firm))


def known_since(uow: UnitOfWork, charter: Charter) -> datetime | None:
    """Return when the register of a jurisdiction began: what came before is unknown, not nothing."""
    line = JournalLine
    mine = line.subject.startswith(f"{charter.key}/", autoescape=True)
    return uow.session.scalar(select(line.at).where(mine).order_by(line.seq).limit(1))
