"""The written basis of one proposal: what its authority needs to know before answering, read from the register."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from workflows import escalate, reviews
from workflows.case_answers import Answered, Consequence, Passing, answered, consequences, passed
from workflows.case_history import Breach, Explanation, Warned, breaches, explanations, known_since, warnings
from workflows.case_people import Party, Walked, chain, on_own_line, party
from workflows.case_work import Work, days_late, ever, returned, work
from workflows.charter import Charter
from workflows.register.tables import Assignment, Escalation, JournalLine
from workflows.register.unit_of_work import UnitOfWork
from workflows.working_time import day_of


class NoSuchProposal(KeyError):
    """No proposal bears the key; the message says so in Vietnamese."""

    def __str__(self) -> str:
        """Return the message as it is; a `KeyError` would put it between quotation marks."""
        return str(self.args[0])


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
    as_of = as_of or uow.recorded_at
    rung = _proposal(uow, charter, key)
    base = uow.session.get_one(Assignment, rung.assignment_id)
    head, _ = escalate.on_line(base, rung.line)
    words, day = charter.policy.national.wording, day_of(as_of)
    lines = _journal(uow, base)
    mine = lines.get(rung.key, [])
    paper = _paper(uow, base, rung)
    void = next((line for line in reversed(mine) if line.trigger == "void"), None) if rung.state == "void" else None
    return Case(
        key=rung.key,
        as_of=as_of,
        place=charter.jurisdiction.organization.label,
        rung=rung.rung,
        rung_label=words.label("rungs", rung.rung),
        cites=rung.cites,
        state=rung.state,
        line=words.label("lines_of_command", rung.line) if base.co_head else "",
        addressee=party(charter, rung.addressee),
        performer=party(charter, base.performer if on_own_line(base, rung) else base.co_head),
        holder=party(charter, rung.holder),
        decider=party(charter, reviews.decider(charter, rung, day)),
        copies=tuple(party(charter, post) for post in rung.copies.split(",") if post),
        due_at=ever(rung.due_at),
        raised_at=ever(rung.raised_at),
        decide_by=ever(paper.cut_off_at) if paper is not None else None,
        passes_to=party(charter, paper.passes_to) if paper is not None and paper.passes_to else None,
        passed=tuple(passed(charter, rung, lines)),
        sooner=rung.sooner,
        redirected=rung.redirected,
        work=work(charter, base),
        received_at=ever(base.received_at),
        confirmed=bool(base.receipt) and ever(base.received_at) is not None,
        returned=returned(base, lines.get(base.key, [])),
        days_late=days_late(charter, base.cut_off_at, min(as_of, base.received_at)),
        warnings=tuple(warnings(uow, charter, base, rung)),
        explanations=tuple(explanations(uow, charter, base, rung, lines)),
        breaches=tuple(breaches(uow, charter, base, head)),
        known_since=known_since(uow, charter),
        chain=tuple(chain(charter, base, rung)),
        answers=tuple(answered(charter, mine)),
        consequences=tuple(consequences(uow, charter, base, rung, day)) if rung.state == "proposed" else (),
        issued_at=ever(rung.issued_at),
        delivered_at=ever(rung.delivered_at),
        void_at=void.at if void is not None else None,
        void_because=str(void.details.get("reason", "")) if void is not None else "",
        policy=base.policy,
    )


def _proposal(uow: UnitOfWork, charter: Charter, key: str) -> Escalation:
    """Return the proposal of a key, or of the decision that it asks for.

    Raises:
        NoSuchProposal: when the jurisdiction has none of that key.
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
    return rung


def _journal(uow: UnitOfWork, base: Assignment) -> dict[str, list[JournalLine]]:
    """Read what the journal says of the work and of what hangs on it, by subject, in order of time."""
    line, found = JournalLine, dict[str, list[JournalLine]]()
    about = or_(line.subject == base.key, line.subject.startswith(base.key + "#", autoescape=True))
    for one in uow.session.scalars(select(line).where(about).order_by(line.at, line.seq)):
        found.setdefault(one.subject, []).append(one)
    return found


def _paper(uow: UnitOfWork, base: Assignment, rung: Escalation) -> Assignment | None:
    """Return the decision that was asked for last, while it is still asked for."""
    mine = Assignment.key.startswith(rung.key + "#decision", autoescape=True)
    found = select(Assignment).where(Assignment.base_id == base.id, mine).order_by(Assignment.id.desc())
    paper = uow.session.scalars(found.limit(1)).first()
    return paper if paper is not None and paper.state in ("draft", "assigned") else None
