"""The written basis of one proposal: what its authority needs to know before answering, read from the register."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import or_, select

from config.ladder import Ladder, Rung
from workflows import escalate, reviews
from workflows.chain import BrokenChain, Link
from workflows.charter import Charter
from workflows.letters import spoken
from workflows.register.columns import LONG_AGO, NEVER
from workflows.register.tables import Assignment, Escalation, JournalLine, Notice
from workflows.register.unit_of_work import UnitOfWork
from workflows.timetable import day_number, day_of_number
from workflows.why_dates import dates
from workflows.why_people import PROVENANCE as NAMED
from workflows.working_time import OutsideCalendar, at, day_of, last_day_of

#: Letters that warn, and what each is called; the rungs are called what the policy calls them.
WARNINGS = {"warn": "Nhắc trước hạn", "cut_off": "Báo đã quá hạn"}
#: How a channel of record is called.
CHANNELS = {"email": "thư điện tử", "paper": "bản giấy", "replay": "mô phỏng"}
#: Sentences of `workflows.why_dates.dates` that say something else than why a day is the day.
_NO_DATE = ("Phát sinh từ", "Mở từ", "Khai báo tại", "Kỳ số liệu")


class NoSuchProposal(KeyError):
    """No proposal bears the key; the message says so in Vietnamese."""

    def __str__(self) -> str:
        """Return the message as it is; a `KeyError` would put it between quotation marks."""
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Party:
    """A post or a unit.

    Attributes:
        key: its key.
        label: its Vietnamese name.
    """

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Work:
    """What is late.

    Attributes:
        key: key of the assignment.
        title: what is to be done.
        result: what is to be handed in; empty where the directive does not say.
        directive: name of the directive.
        clause: the clause in short words, the directive's name left out.
        deadline: the deadline that was missed; None where there is none.
        first_deadline: the first deadline, where another was set since; else None.
        window_closes_at: when the figures of the period are complete; None without a period.
        why: one sentence why that day: whose word it is, and where a rest day moved it.
        firm: whether the deadline is the directive's, or was confirmed.
        reported: whether a report answers it, rather than a deed.
        counted: for counted work, how often it was recorded and how often it must be; else None.
        at_once: whether the event itself breached it, so that nothing handed in cures it.
    """

    key: str
    title: str
    result: str
    directive: str
    clause: str
    deadline: datetime | None
    first_deadline: datetime | None
    window_closes_at: datetime | None
    why: str
    firm: bool
    reported: bool
    counted: tuple[int, int] | None
    at_once: bool


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


@dataclass(frozen=True, slots=True)
class Walked:
    """One link of the chain that was walked.

    Attributes:
        role: its role in Vietnamese.
        label: the post.
        why: what named it, or why somebody before it was passed over; empty where nothing is known.
    """

    role: str
    label: str
    why: str


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


@dataclass(frozen=True, slots=True)
class Case:
    """One proposal with everything it rests on.

    Attributes:
        key: key of the proposal.
        as_of: the instant at which lateness was counted (aware).
        place: the jurisdiction.
        rung: code of the rung.
        rung_label: its Vietnamese name.
        cites: what the rung rests on.
        state: code of its state.
        line: the line of command in Vietnamese, where the work climbs on two; else empty.
        addressee: whom it is about.
        performer: whose work it is.
        holder: whose decision it is.
        decider: who answers for them today: themselves, or who acts for them while their post is vacant.
        copies: who gets a copy once it is issued.
        due_at: when it falls due, for one that waits for its time or for an explanation; else None.
        raised_at: when it was proposed; None before.
        decide_by: until when an answer is asked for; None where none is.
        passes_to: whom it passes to when the holder is silent; None where it stays.
        passed: where it was passed on already.
        sooner: why the rung was brought forward; empty where it was not.
        redirected: which empty posts were passed over, and why.
        work: what is late.
        received_at: when the work arrived; None while nothing did.
        confirmed: whether the route point confirmed the arrival.
        returned: when and why it was sent back, while it lies there; else None.
        days_late: working days of lateness at `as_of`; None where that cannot be known.
        warnings: every letter that warned, in order of time.
        explanations: every explanation owed, in order of time.
        breaches: what else the same head was late with in the same year.
        known_since: since when the register knows the year; None where it knows nothing.
        chain: the chain walked.
        answers: the answers so far, in order of time.
        consequences: what each answer would lead to, while it waits.
        issued_at: when it was issued; None before.
        delivered_at: when it reached its addressee; None before.
        void_at: when it lost its ground; None where it did not.
        void_because: why.
        policy: version of the policy under which the work was assigned.
    """

    key: str
    as_of: datetime
    place: str
    rung: str
    rung_label: str
    cites: str
    state: str
    line: str
    addressee: Party
    performer: Party
    holder: Party
    decider: Party
    copies: tuple[Party, ...]
    due_at: datetime | None
    raised_at: datetime | None
    decide_by: datetime | None
    passes_to: Party | None
    passed: tuple[Passing, ...]
    sooner: str
    redirected: str
    work: Work
    received_at: datetime | None
    confirmed: bool
    returned: tuple[datetime, str] | None
    days_late: int | None
    warnings: tuple[Warned, ...]
    explanations: tuple[Explanation, ...]
    breaches: tuple[Breach, ...]
    known_since: datetime | None
    chain: tuple[Walked, ...]
    answers: tuple[Answered, ...]
    consequences: tuple[Consequence, ...]
    issued_at: datetime | None
    delivered_at: datetime | None
    void_at: datetime | None
    void_because: str
    policy: str

    @property
    def waits(self) -> bool:
        """Whether it waits for an answer."""
        return self.state == "proposed"

    @property
    def overdue(self) -> bool:
        """Whether it waits for an answer, and the time for that is over."""
        return self.waits and self.decide_by is not None and self.decide_by <= self.as_of


def read_case(uow: UnitOfWork, charter: Charter, key: str, *, as_of: datetime | None = None) -> Case:
    """Read the written basis of a proposal.

    Args:
        uow: a transaction on the register; only read.
        charter: the jurisdiction's policy.
        key: key of the proposal, or of the decision that it asks for.
        as_of: the instant at which lateness is counted and answers are thought to be given (aware); None for the
            instant of reading. What stands in the register is told whether before or after it.

    Returns:
        The case.

    Raises:
        NoSuchProposal: when the jurisdiction has no proposal of that key.
    """
    wanted = key.partition("#decision")[0]
    found = select(Escalation).where(Escalation.key == wanted, Escalation.jurisdiction == charter.key)
    rung = uow.session.scalar(found)
    if rung is None:
        place = charter.jurisdiction.organization.label
        raise NoSuchProposal(f"Sổ của {place} không có đề xuất nào mang mã «{key}».")
    if rung.mode != "proposal":
        label = charter.policy.national.wording.label("rungs", rung.rung).lower()
        raise NoSuchProposal(f"Mã «{key}» là một lần {label}, không phải đề xuất cần người có thẩm quyền quyết định.")
    return _Reading(uow, charter, rung, as_of or uow.recorded_at).case()


class _Reading:
    """One proposal, and the rows around it."""

    def __init__(self, uow: UnitOfWork, charter: Charter, rung: Escalation, as_of: datetime) -> None:
        self.uow, self.charter, self.rung, self.as_of = uow, charter, rung, as_of
        self.session, self.words = uow.session, charter.policy.national.wording
        self.base = self.session.get_one(Assignment, rung.assignment_id)
        self.head, self.authority = escalate.on_line(self.base, rung.line)
        self.own_line = rung.line == self.base.line or not self.base.co_head
        self.lines = self._journal()

    def case(self) -> Case:
        """Return everything there is to say."""
        rung, base = self.rung, self.base
        paper = self._paper()
        open_ = paper is not None and paper.state in ("draft", "assigned")
        void = next((line for line in reversed(self.lines[rung.key]) if line.trigger == "void"), None)
        received = _past(base.received_at)
        return Case(
            key=rung.key,
            as_of=self.as_of,
            place=self.charter.jurisdiction.organization.label,
            rung=rung.rung,
            rung_label=self.words.label("rungs", rung.rung),
            cites=rung.cites,
            state=rung.state,
            line=self.words.label("lines_of_command", rung.line) if base.co_head else "",
            addressee=self._party(rung.addressee),
            performer=self._party(base.performer if self.own_line else base.co_head),
            holder=self._party(rung.holder),
            decider=self._party(reviews.decider(self.charter, rung, day_of(self.as_of))),
            copies=tuple(self._party(post) for post in rung.copies.split(",") if post),
            due_at=_past(rung.due_at),
            raised_at=_past(rung.raised_at),
            decide_by=_past(paper.cut_off_at) if paper is not None and open_ else None,
            passes_to=self._party(paper.passes_to) if paper is not None and open_ and paper.passes_to else None,
            passed=tuple(self._passed()),
            sooner=rung.sooner,
            redirected=rung.redirected,
            work=self._work(),
            received_at=received,
            confirmed=bool(base.receipt) and received is not None,
            returned=self._returned(),
            days_late=self._days_late(base.cut_off_at, min(self.as_of, base.received_at)),
            warnings=tuple(self._warnings()),
            explanations=tuple(self._explanations()),
            breaches=tuple(self._breaches()),
            known_since=self._known_since(),
            chain=tuple(self._chain()),
            answers=tuple(self._answers()),
            consequences=tuple(self._consequences()) if rung.state == "proposed" else (),
            issued_at=_past(rung.issued_at),
            delivered_at=_past(rung.delivered_at),
            void_at=void.at if void is not None and rung.state == "void" else None,
            void_because=str(void.details.get("reason", "")) if void is not None and rung.state == "void" else "",
            policy=base.policy,
        )

    # ------------------------------------------------------------ rows

    def _journal(self) -> dict[str, list[JournalLine]]:
        """Read what the journal says of the work and of what hangs on it, by subject."""
        line, key = JournalLine, self.base.key
        about = or_(line.subject == key, line.subject.startswith(key + "#", autoescape=True))
        found: dict[str, list[JournalLine]] = {self.rung.key: []}
        for one in self.session.scalars(select(line).where(about).order_by(line.at, line.seq)):
            found.setdefault(one.subject, []).append(one)
        return found

    def _paper(self) -> Assignment | None:
        """Return the decision that was asked for last."""
        mine = Assignment.key.startswith(self.rung.key + "#decision", autoescape=True)
        found = select(Assignment).where(Assignment.base_id == self.base.id, mine).order_by(Assignment.id.desc())
        return self.session.scalars(found.limit(1)).first()

    def _party(self, key: str) -> Party:
        return Party(key, self.charter.label(key) if key else "")

    # ------------------------------------------------------------ the work

    def _work(self) -> Work:
        base, directive = self.base, self.charter.policy.directive("/".join(self.base.key.split("/")[:2]))
        again = base.deadline < NEVER and base.cut_off_at != base.deadline
        return Work(
            key=base.key,
            title=base.title,
            result=base.result_required,
            directive=directive.label if directive else "",
            clause=self.charter.short(base.cites, base.key),
            deadline=_past(base.cut_off_at),
            first_deadline=base.deadline if again else None,
            window_closes_at=_past(base.window_closes_at),
            why=self._why(),
            firm=bool(base.firm),
            reported=base.answered_by == "report",
            counted=(base.recorded, base.quota) if base.kind == "count" else None,
            at_once=bool(base.why.get("at_once")),
        )

    def _why(self) -> str:
        """Say in one sentence why the deadline is that day."""
        told, base = self.base.why, self.base
        found = next((one for one in dates(self.charter, base) if not one.startswith(_NO_DATE)), "")
        said = self.charter.short(found, base.key).removesuffix(".")
        if rolled := told.get("rolled"):
            reason = rolled["skipped"][0]["reason"]
            said += f"; ngày ấy là ngày nghỉ ({reason}) nên hạn lùi sang {_day(told['effective'])}"
        if again := told.get("dated_again"):
            said += f"; sau đó được ấn định lại đến hết ngày {_day(again[-1]['to'])}"
        if confirmed := told.get("confirmed"):
            said += f"; đã được {self.charter.label(confirmed['by'])} xác nhận"
        return said + "." if said else ""

    def _days_late(self, deadline: datetime, until: datetime) -> int | None:
        """Count working days of lateness; None where there was no deadline or the calendar does not reach."""
        if deadline >= NEVER:
            return None
        try:
            return max(self.charter.calendar.count(last_day_of(deadline), day_of(until)), 0)
        except OutsideCalendar:
            return None

    def _returned(self) -> tuple[datetime, str] | None:
        if self.base.state != "returned":
            return None
        lines = [one for one in self.lines.get(self.base.key, []) if one.trigger == "return"]
        return (lines[-1].at, str(lines[-1].details.get("reason", ""))) if lines else None

    # ------------------------------------------------------------ warnings

    def _warnings(self) -> Iterator[Warned]:
        """Yield the letters of this breach that warned whoever answers on this line, and their copies."""
        base, rung = self.base, self.rung
        mine = {
            one.id: one
            for one in self.session.scalars(
                select(Escalation).where(
                    Escalation.assignment_id == base.id,
                    Escalation.line == rung.line,
                    Escalation.cycle == rung.cycle,
                    Escalation.ord < rung.ord,
                )
            )
        }
        about = or_(Notice.escalation_id.in_(mine), (Notice.subject == base.key) & Notice.kind.in_(WARNINGS))
        found = select(Notice).where(Notice.assignment_id == base.id, about)
        # Nobody is judged on a warning that went to whoever answers on the other line.
        other = base.head if not self.own_line else base.co_head
        since = self._cycle_began()
        for notice in self.session.scalars(found.order_by(Notice.at, Notice.copy, Notice.id)):
            step = mine.get(notice.escalation_id or 0)
            if step is None and (notice.at < since or (other and notice.addressee == other != self.head)):
                continue
            arrived = notice.state == "delivered"
            yield Warned(
                what=self._called(notice, step),
                to=self.charter.label(notice.addressee),
                copy=bool(notice.copy),
                signed_by=self.charter.label(step.holder) if step is not None and step.holder else "",
                queued_at=notice.at,
                delivered_at=_past(notice.delivered_at) if arrived else None,
                channel=CHANNELS.get(notice.channel, notice.channel) if arrived else "",
                evidence=notice.evidence,
                to_serve=notice.state == "to_serve",
            )

    def _called(self, notice: Notice, step: Escalation | None) -> str:
        if step is not None:
            return self.words.label("rungs", step.rung)
        left = notice.facts.get("working_days")
        return WARNINGS[notice.kind] + (f", còn {left} ngày làm việc" if left else "")

    def _cycle_began(self) -> datetime:
        """Return since when letters are about the deadline that was missed now, and not about one before it."""
        again = self.base.why.get("dated_again")
        if not again or self.rung.cycle < self.base.cycle or self.rung.cycle == 1:
            return LONG_AGO
        return datetime.fromisoformat(again[-1]["on"])

    # ------------------------------------------------------------ explanations

    def _explanations(self) -> Iterator[Explanation]:
        """Yield what was owed since the cut-off, and what the authority asked for on any rung of this breach."""
        base, rung = self.base, self.rung
        cycle = f".{rung.cycle}" if rung.cycle > 1 else ""
        other = "" if self.own_line else f"-{rung.line}"
        since_cut_off = f"{base.key}#explanation{other}{cycle}"
        rungs = self.session.scalars(
            select(Escalation.key).where(
                Escalation.assignment_id == base.id, Escalation.line == rung.line, Escalation.cycle == rung.cycle
            )
        ).all()
        owed = select(Assignment).where(Assignment.base_id == base.id, Assignment.kind == "explanation")
        for row in self.session.scalars(owed.order_by(Assignment.opens_at, Assignment.id)):
            asked = row.key.rpartition("#explanation")[0] in rungs
            if not asked and row.key != since_cut_off:
                continue
            told = [one for one in self.lines.get(row.key, []) if one.trigger == "explain"]
            yield Explanation(
                by=self.charter.label(row.head),
                by_authority=asked,
                asked_at=row.opens_at,
                due_at=row.cut_off_at,
                came_at=_past(row.received_at),
                text=str(told[-1].details.get("reason", "")) if told else "",
                dropped=row.state in ("void", "revoked"),
            )

    # ------------------------------------------------------------ the year

    def _breaches(self) -> Iterator[Breach]:
        """Yield what else the same head was late with in the calendar year, up to this deadline."""
        if not self.base.cut_off_day:
            return
        day, row = day_of_number(self.base.cut_off_day), Assignment
        found = (
            select(row)
            .where(
                or_(row.head == self.head, row.co_head == self.head),
                row.jurisdiction == self.base.jurisdiction,
                row.derived == 0,
                row.id != self.base.id,
                row.cut_off_day >= day_number(date(day.year, 1, 1)),
                row.cut_off_day <= self.base.cut_off_day,
                row.announced_at > LONG_AGO,
                row.state != "revoked",
            )
            .order_by(row.cut_off_at, row.key)
        )
        for one in self.session.scalars(found):
            received = _past(one.received_at)
            late = self._days_late(one.cut_off_at, received) if received is not None else None
            yield Breach(one.title, one.cut_off_at, received, late, bool(one.firm))

    def _known_since(self) -> datetime | None:
        """Return when the register of this jurisdiction began: what came before is unknown, not nothing."""
        line = JournalLine
        mine = line.subject.startswith(f"{self.charter.key}/", autoescape=True)
        return self.session.scalar(select(line.at).where(mine).order_by(line.seq).limit(1))

    # ------------------------------------------------------------ people

    def _chain(self) -> Iterator[Walked]:
        """Walk the chain as it stood at the breach, on the line of the proposal."""
        base = self.base
        day = day_of(base.opens_at) if base.cut_off_at >= NEVER else day_of(base.cut_off_at)
        performer, officer = (base.performer, base.officer) if self.own_line else (base.co_head, "")
        try:
            links = self.charter.chain.walk(performer, officer, self.authority, day, self.rung.line)
        except BrokenChain as broken:
            yield Walked("", str(broken), "")
            return
        for link in links:
            if link.role != "above":
                role = self.words.label("roles", link.role)
                yield Walked(role, self.charter.label(link.post), self._named(link))

    def _named(self, link: Link) -> str:
        """Say what named a link of the chain."""
        parts = list(link.passed_over)
        if link.role == "officer":
            parts.append(f"{self.charter.label(self.base.head)} phân công khi tiếp nhận")
        roles = {"head": "head", "deputy_in_charge": "deputy", "authority": "authority"}
        if not self.own_line:
            roles = {"head": "co_head", "authority": "co_authority"}
        entry: dict[str, Any] = self.base.why.get("people", {}).get(roles.get(link.role, ""), {})
        if entry and entry["post"] == link.post:
            cites = self.charter.short(entry["cites"], self.base.key)
            parts.append(NAMED[entry["provenance"]] + (f": {cites}" if cites else ""))
        elif entry and not link.passed_over:
            parts.append(f"nay thay {self.charter.label(entry['post'])}")
        return "; ".join(parts)

    # ------------------------------------------------------------ answers

    def _passed(self) -> Iterator[Passing]:
        lines = [one for subject, some in self.lines.items() for one in some if one.trigger == "pass_on"
                 and subject.startswith(self.rung.key + "#decision")]  # fmt: skip
        for one in sorted(lines, key=lambda line: line.seq):
            silent, to = str(one.details.get("silent", "")), str(one.details.get("addressee", ""))
            yield Passing(one.at, self.charter.label(silent), self.charter.label(to))

    def _answers(self) -> Iterator[Answered]:
        for one in self.lines[self.rung.key]:
            if one.trigger == "decide":
                day = str(one.details.get("deadline", ""))[:10]
                yield Answered(
                    at=one.at,
                    by=self.charter.label(one.by),
                    answer=str(one.details.get("answer", "")),
                    reason=str(one.details.get("reason", "")),
                    new_date=date.fromisoformat(day) if day else None,
                )

    def _consequences(self) -> Iterator[Consequence]:
        """Say of each answer, given at `as_of`, what follows and when."""
        ladder = escalate.stored_ladder(self.uow, self.base.timetable)
        label, to = self.words.label("rungs", self.rung.rung).lower(), self.charter.label(self.rung.addressee)
        copies = ", ".join(self.charter.label(post) for post in self.rung.copies.split(",") if post)
        sent = f"Văn bản {label} được gửi tới {to}" + (f", sao gửi {copies}" if copies else "")
        yield Consequence("approve", f"Ban hành {label}", f"{sent}; {self._coming(ladder, refused=False)}.")
        late = f"Không {label}, nhưng việc vẫn tính là chậm"
        yield Consequence("refuse", "Không ban hành", f"{late}; {self._coming(ladder, refused=True)}.")
        owed = self._shifted(ladder.explanation.working_days, ladder.explanation.at)
        yield Consequence(
            "ask_explanation",
            "Yêu cầu giải trình trước",
            f"{self.charter.label(self.head)} phải giải trình trước {owed}; có giải trình hoặc hết hạn thì đề xuất "
            f"được trình lại, thêm {ladder.decision.working_days} ngày làm việc để quyết định.",
        )
        first = escalate.climbed(ladder)[0]
        again = f"bắt đầu lại từ {first.label.lower()}" + (
            f" ({first.working_days} ngày làm việc sau hạn mới)" if first.working_days else ""
        )
        yield Consequence(
            "new_date",
            "Ấn định thời hạn mới",
            f"Đề xuất này khép lại, hạn cũ vẫn ghi trong sổ; quá hạn mới mà {self._undone} thì {again}.",
        )

    @property
    def _undone(self) -> str:
        return "vẫn chưa có báo cáo" if self.base.answered_by == "report" else "vẫn chưa thực hiện"

    def _coming(self, ladder: Ladder, *, refused: bool) -> str:
        """Say which rung comes next once this one was delivered, or refused, on the day of `as_of`."""
        base, rungs = self.base, escalate.climbed(ladder)
        position = next(i for i, one in enumerate(rungs) if one.key == self.rung.rung) + 1
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
        return f"{self._undone} thì có {called}, {self._earliest(ladder, following)}{again}"

    def _earliest(self, ladder: Ladder, following: Rung) -> str:
        """Say when a rung falls at the earliest: on its own day, or some days after this one arrived."""
        try:
            due, _ = escalate.when_due(self.uow, self.charter, self.base, ladder, following, self.rung.line)
            days = following.gap_working_days
            gap = at(self.charter.calendar.shift(day_of(self.as_of), days), ladder.office_day_start)
        except OutsideCalendar as outside:
            return f"chưa tính được ngày ({outside.year} chưa có lịch làm việc)"
        if due >= gap:
            return f"sớm nhất {spoken(due)}"
        return f"sớm nhất {spoken(gap)} (nếu trả lời trong ngày {day_of(self.as_of):%d/%m/%Y})"

    def _shifted(self, days: int, clock: time) -> str:
        try:
            return spoken(at(self.charter.calendar.shift(day_of(self.as_of), days), clock))
        except OutsideCalendar as outside:
            return f"hết {days} ngày làm việc (chưa có lịch làm việc năm {outside.year})"


def _past(instant: datetime) -> datetime | None:
    """Return an instant that has come or is set; None for what may never come."""
    return None if instant >= NEVER else instant


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso[:10]):%d/%m/%Y}"
