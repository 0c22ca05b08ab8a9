"""Send what waits in the outbox: at least once, under the same identifier, with the evidence kept.

A letter that reached its end queues the alerts that tell of it, in the same transaction; `alerts_outbox` sends those.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import select

from workflows import escalate
from workflows.alerts import fingerprint, scheme
from workflows.channels import CannotDeliver, Channel, Letter, Ways
from workflows.charter import Charter
from workflows.letters import letters
from workflows.register.columns import LONG_AGO
from workflows.register.tables import Alert, Assignment, Escalation, Notice
from workflows.register.unit_of_work import Register, UnitOfWork

#: How long a notice is held by whoever took it; after that another may take it.
LEASE = timedelta(minutes=10)
#: How often a letter is tried before it is served on paper.
ATTEMPTS = 5
#: The wait after the first failure; it doubles with each further one.
BACK_OFF = timedelta(minutes=5)


@dataclass(slots=True)
class Delivered:
    """What a delivery run did.

    Attributes:
        sent: letters that went out, with the evidence.
        waiting: letters that will be tried again, with the reason.
        to_serve: letters that must be served on paper and recorded, with the reason.
    """

    sent: list[tuple[Letter, str]] = field(default_factory=list)
    waiting: list[tuple[Letter, str]] = field(default_factory=list)
    to_serve: list[tuple[Letter, str]] = field(default_factory=list)


def deliver(
    register: Register,
    charter: Charter,
    channel: Callable[[str], Channel | None],
    *,
    at: datetime,
    recorded_at: datetime,
    hold: Collection[str] = (),
    most: int = 500,
) -> Delivered:
    """Drain the outbox of one jurisdiction.

    Args:
        register: where.
        charter: the jurisdiction's policy.
        channel: gives the channel of record for a post; None where there is none. `Ways` know the addresses of alerts
            as well; with anything else, such as a replay's channel, no alert is queued.
        at: the instant of delivery (aware).
        recorded_at: the instant at which it is recorded (aware).
        hold: subjects whose notices are left alone (a replay's acts say what becomes of them).
        most: letters at the most.
    """
    lease = uuid4().hex
    with register.write(recorded_at) as uow:
        taken = _take(uow, charter, lease, at, hold, most)
        ready = letters(uow.session, charter, taken, on=at)
        if taken:
            uow.commit()
    done = Delivered()
    for letter in (replace(one, at=at) for one in ready):
        with register.read(recorded_at) as uow:
            # Whoever took it over after our lease ran out sends it, and tells of it.
            if not _held(uow, letter, lease):
                continue
        way = channel(letter.post)
        try:
            if way is None:
                raise CannotDeliver("chưa có kênh gửi chính thức", for_good=True)
            evidence = way.send(letter)
        except CannotDeliver as fault:
            with register.write(recorded_at) as uow:
                given_up = _put_back(uow, charter, letter, lease, fault, at)
                if given_up:
                    _queue_alerts(uow, charter, channel, letter, at, on_paper=True)
                uow.commit()
            (done.to_serve if given_up else done.waiting).append((letter, str(fault)))
            continue
        with register.write(recorded_at) as uow:
            if _arrived(uow, charter, letter, lease, way.name, evidence, at):
                _queue_alerts(uow, charter, channel, letter, at, on_paper=False)
            uow.commit()
        done.sent.append((letter, evidence))
    return done


def _queue_alerts(
    uow: UnitOfWork,
    charter: Charter,
    channel: Callable[[str], Channel | None],
    letter: Letter,
    at: datetime,
    *,
    on_paper: bool,
) -> None:
    """Have the post alerted, once at each of its addresses, to a letter that will not be tried again."""
    if not isinstance(channel, Ways):
        return
    known = set(uow.session.scalars(select(Alert.fingerprint).where(Alert.message_id == letter.message_id)))
    found = {fingerprint(uow.key, url): scheme(url) for url in channel.alerts(letter.post)}
    uow.session.add_all(
        Alert(
            jurisdiction=charter.key,
            post=letter.post,
            message_id=letter.message_id,
            fingerprint=mark,
            scheme=found[mark],
            title=letter.subject,
            on_paper=int(on_paper),
            at=at,
        )
        for mark in found
        if mark not in known
    )


def _take(
    uow: UnitOfWork, charter: Charter, lease: str, at: datetime, hold: Collection[str], most: int
) -> list[Notice]:
    ready = [
        Notice.state == "queued", Notice.jurisdiction == charter.key, Notice.not_before <= at,
        Notice.leased_until <= at,
    ]  # fmt: skip
    if hold:
        ready.append(Notice.subject.not_in(list(hold)))
    # Whole letters only: a letter that is cut in two would go out twice under one identifier.
    letter = select(Notice.batch, Notice.addressee).where(*ready).group_by(Notice.batch, Notice.addressee)
    chosen = letter.order_by(Notice.batch, Notice.addressee).limit(most).subquery()
    waiting = (
        select(Notice)
        .join(chosen, (chosen.c.batch == Notice.batch) & (chosen.c.addressee == Notice.addressee))
        .where(*ready)
        .order_by(Notice.batch, Notice.id)
    )
    taken = list(uow.session.scalars(waiting))
    for notice in taken:
        notice.lease, notice.leased_until = lease, at + LEASE
        notice.attempts += 1
    uow.session.flush()
    return taken


def _held(uow: UnitOfWork, letter: Letter, lease: str) -> list[Notice]:
    """The letter's notices that are still ours: a lease that ran out may have been taken over."""
    mine = select(Notice).where(Notice.id.in_(letter.notices), Notice.lease == lease, Notice.state == "queued")
    return list(uow.session.scalars(mine.order_by(Notice.id)))


def _arrived(
    uow: UnitOfWork, charter: Charter, letter: Letter, lease: str, channel: str, evidence: str, at: datetime
) -> bool:
    """Record that the letter arrived; return whether it was still ours to record."""
    held = _held(uow, letter, lease)
    for notice in held:
        notice.state, notice.channel, notice.evidence = "delivered", channel, evidence
        notice.delivered_at, notice.message_id, notice.lease = at, letter.message_id, ""
        if notice.kind in ("signature", "decision") and notice.assignment_id is not None:
            escalate.told_of_paper(uow, charter, notice.assignment_id, notice.addressee, on=at)
        if notice.escalation_id is not None and not notice.copy:
            escalation = uow.session.get_one(Escalation, notice.escalation_id)
            if escalation.state == "issued":
                escalate.delivered(uow, charter, escalation, on=at, by="system", evidence=f"{channel}: {evidence}")
    return bool(held)


def _put_back(
    uow: UnitOfWork, charter: Charter, letter: Letter, lease: str, fault: CannotDeliver, at: datetime
) -> bool:
    """Let the letter be tried again later, or have it served on paper; return whether it was given up."""
    given_up = False
    for notice in _held(uow, letter, lease):
        notice.lease, notice.leased_until, notice.evidence = "", LONG_AGO, str(fault)
        if not fault.for_good and notice.attempts < ATTEMPTS:
            notice.not_before = at + BACK_OFF * 2 ** (notice.attempts - 1)
            continue
        given_up = True
        notice.state = "to_serve"
        _have_served(uow, charter, notice, at)
    return given_up


def _have_served(uow: UnitOfWork, charter: Charter, notice: Notice, at: datetime) -> None:
    """Tell the clerk to serve on paper what the record needs; what is off the record needs no paper."""
    if notice.escalation_id is None or notice.copy:
        return
    escalation = uow.session.get_one(Escalation, notice.escalation_id)
    base = uow.session.get_one(Assignment, escalation.assignment_id)
    if escalation.state == "issued":
        rule = escalate.ESCALATIONS.fire(escalation, "undelivered", as_of=at, by="system")
        details = {"rung": escalation.rung, "addressee": escalation.addressee, "failure": notice.evidence}
        uow.record(
            "escalation",
            rule,
            escalation.key,
            at=at,
            by="system",
            details=details,
            cites=f"{base.cites}; {escalation.cites}",
        )
    if escalation.clerk and escalation.clerk != notice.addressee:
        escalate.queue(
            uow,
            "to_serve",
            base,
            escalation.key,
            to=escalation.clerk,
            at=at,
            facts={"rung": escalation.rung, "post": notice.addressee, "reason": notice.evidence},
        )
