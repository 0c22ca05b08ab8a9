"""Review: which proposals wait for their authority, which door leads to each, and the answer that comes through it.

A door is a run of Prefect that waits with the case on its page. It is only a view of a proposal: whether the proposal
waits is read from the register alone, and a door that is lost, ended or out of date is closed and opened again.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from slugify import slugify
from sqlalchemy import func, select

from workflows.act import apply
from workflows.acts import Act, Outcome
from workflows.charter import Charter
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Door, Escalation
from workflows.register.unit_of_work import Register, UnitOfWork


@dataclass(frozen=True, slots=True)
class Answer:
    """What an authority answers to a proposal.

    Attributes:
        by: key of the post that answers.
        answer: one of the keys of `ANSWERS`.
        reason: why; it goes into the journal.
        deadline: the new date, with ``new_date``.
        proof: a one-time code or a signature; never kept.
    """

    by: str
    answer: str
    reason: str
    deadline: date | None = None
    proof: str = ""


def act_of(key: str, given: Answer, *, at: datetime) -> Act:
    """Return the act that an answer is, ready to be signed or applied.

    Args:
        key: key of the proposal.
        given: the answer.
        at: when it is given (aware).
    """
    content: dict[str, Any] = {"answer": given.answer, "reason": given.reason}
    if given.deadline is not None:
        content["deadline"] = given.deadline.isoformat()
    raw: dict[str, Any] = {"at": at.isoformat(), "by": given.by, "act": "decide", "on": key, "with": content}
    if given.proof:
        raw["proof"] = given.proof
    return Act(at, given.by, "decide", key, content, raw)


def answer(
    register: Register, charter: Charter, key: str, given: Answer, *, at: datetime, recorded_at: datetime
) -> Outcome:
    """Record the answer to a proposal, once, where the law allows it and it is proven to come from its post.

    Args:
        register: where.
        charter: the jurisdiction's policy.
        key: key of the proposal.
        given: the answer.
        at: when it is given (aware).
        recorded_at: the instant at which it is recorded (aware).

    Returns:
        What became of it; a refusal is an answer with a reason.
    """
    act = act_of(key, given, at=at)
    if not key.startswith(f"{charter.key}/"):
        # Posts of two places may bear the same key; a proof is of the one place only.
        place = charter.jurisdiction.organization.label
        return Outcome(act, refused=f"Sổ của {place} không có đề xuất nào mang mã «{key}».")
    return apply(register, charter, [act], recorded_at=recorded_at)[0]


def dossier(key: str, rung: str) -> str:
    """Return the name of the page of a proposal: short enough to read, and the same for every run about it.

    Args:
        key: key of the proposal.
        rung: what its rung is called.
    """
    base = key.partition("#")[0].split("/")
    digest = hashlib.sha256(key.encode()).hexdigest()[:6]
    return slugify("-".join(["ho-so", rung, *base[4:], digest]))


def escalation_of(uow: UnitOfWork, key: str) -> Escalation:
    """Return a proposal by its key.

    Raises:
        NoResultFound: when there is none.
    """
    return uow.session.scalars(select(Escalation).where(Escalation.key == key)).one()


def decider(charter: Charter, escalation: Escalation, day: date) -> str:
    """Return the post that answers for the holder of a proposal on a day: itself, its successor, or who acts for it."""
    holder = charter.chain.successor(escalation.holder, day)
    post = charter.jurisdiction.organization.post(holder)
    vacancy = post.vacancy_on(day) if post is not None else None
    return vacancy.acting if vacancy is not None and vacancy.acting else holder


def decision_of(uow: UnitOfWork, escalation: Escalation) -> Assignment | None:
    """Return the duty to decide that a proposal is waiting for; None where it waits for nobody."""
    if escalation.state != "proposed":
        return None
    papers = select(Assignment).where(
        Assignment.key.startswith(f"{escalation.key}#decision", autoescape=True), Assignment.state == "assigned"
    )
    return uow.session.scalars(papers.order_by(Assignment.id.desc())).first()


def waits(uow: UnitOfWork, door: Door) -> bool:
    """Tell whether a door still leads to what it was opened for: the same paper, with the same holder."""
    if door.ended_at < NEVER:
        return False
    escalation = uow.session.get_one(Escalation, door.escalation_id)
    paper = decision_of(uow, escalation)
    return paper is not None and (paper.key, escalation.holder) == (door.paper, door.holder)


def open_doors(uow: UnitOfWork, charter: Charter) -> list[Door]:
    """Note a door for every proposal that waits for its authority and has none, in order of key.

    Returns:
        Every door that leads to a waiting proposal, the new ones included.
    """
    found = []
    for escalation, _, paper in proposed(uow, charter):
        mine = select(Door).where(Door.escalation_id == escalation.id)
        door = uow.session.scalars(mine.where(Door.ended_at == NEVER).order_by(Door.round.desc())).first()
        if door is None:
            rounds = select(func.count()).select_from(Door).where(Door.escalation_id == escalation.id)
            number = uow.session.execute(rounds).scalar_one() + 1
            door = Door(
                key=f"{escalation.key}@{number}",
                escalation_id=escalation.id,
                jurisdiction=charter.key,
                paper=paper.key,
                holder=escalation.holder,
                round=number,
                opened_at=uow.recorded_at,
            )
            uow.session.add(door)
        found.append(door)
    uow.session.flush()
    return found


def proposed(uow: UnitOfWork, charter: Charter) -> list[tuple[Escalation, Assignment, Assignment]]:
    """Return every proposal that waits for its authority, with the work it is about and the duty to decide."""
    row = Escalation
    waiting = select(row).where(row.jurisdiction == charter.key, row.state == "proposed").order_by(row.key)
    return [
        (escalation, uow.session.get_one(Assignment, escalation.assignment_id), paper)
        for escalation in uow.session.scalars(waiting).all()
        if (paper := decision_of(uow, escalation)) is not None
    ]


def standing(uow: UnitOfWork, charter: Charter) -> list[Door]:
    """Return every door that nobody has noted the end of."""
    found = select(Door).where(Door.jurisdiction == charter.key, Door.ended_at == NEVER)
    return list(uow.session.scalars(found.order_by(Door.key)))


def end(uow: UnitOfWork, door: Door, how: str) -> None:
    """Note that a door has ended; what it leads to is none of its business."""
    door.ended_at, door.ended = uow.recorded_at, how
    uow.session.flush()


def door_of(uow: UnitOfWork, key: str) -> Door | None:
    """Return a door by its key."""
    return uow.session.scalars(select(Door).where(Door.key == key)).first()


def refuse(uow: UnitOfWork, door: Door, number: int, said: str) -> None:
    """Note that the answer of a number was refused, and why: it is not looked at again, and the next one is awaited."""
    if door.next_answer == number:
        door.next_answer, door.said = number + 1, said
        uow.session.flush()
