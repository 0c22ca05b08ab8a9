"""The outbox of alerts: what is due goes out under a lease, is tried again later, and is given up in the end.

An alert is no delivery of record: no rung, no time limit and no journal line depends on it, whatever a service answers.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select

from workflows.alerts import SECONDS, Answer, Nudge, fingerprint, nudge, send_alerts
from workflows.charter import Charter
from workflows.deliver import ATTEMPTS, BACK_OFF, LEASE
from workflows.letters import happened
from workflows.register.columns import LONG_AGO
from workflows.register.tables import Alert
from workflows.register.unit_of_work import Register, UnitOfWork

#: Seconds that the alerts of one delivery run may take together; what is left after that waits for the next run.
WHOLE = 60.0
#: Alerts under way at once.
TOGETHER = 16
#: Why an alert is not sent any more.
GONE = "không gửi: địa chỉ nhắc này không còn trong tệp địa chỉ"
LOST = f"chưa rõ: tiến trình gửi bị dừng giữa chừng {ATTEMPTS} lần"

#: Label of a post, scheme of one of its addresses (never more of it, it holds tokens), and in Vietnamese what is said.
Told = tuple[str, str, str]


@dataclass(slots=True)
class Alerted:
    """What became of the alerts in a delivery run.

    Attributes:
        done: those that were sent or given up, with the evidence or the reason.
        waiting: those that will be tried again, with the reason.
    """

    done: list[Told] = field(default_factory=list)
    waiting: list[Told] = field(default_factory=list)


def send_due(
    register: Register,
    charter: Charter,
    addresses: Callable[[str], Sequence[str]],
    *,
    at: datetime,
    recorded_at: datetime,
    whole: float = WHOLE,
) -> Alerted:
    """Send the alerts of a jurisdiction that are due, each at the most once in a run.

    Args:
        register: where.
        charter: the jurisdiction's policy.
        addresses: gives the addresses at which a post is alerted now; what was queued for another one is dropped.
        at: the instant of sending (aware).
        recorded_at: the instant at which it is recorded (aware).
        whole: seconds that all of them may take together.
    """
    lease, done = uuid4().hex, Alerted()
    begun = time.monotonic()
    while (left := begun + whole - time.monotonic()) > 0:
        with register.write(recorded_at) as uow:
            due = _due(uow, charter, at)
            ours = _lease(uow, charter, due, addresses, lease, at, done)
            uow.commit()
        if not due:
            break
        answers = send_alerts([one for _, one in ours], seconds=min(SECONDS, left))
        with register.write(recorded_at) as uow:
            for (number, _), answer in zip(ours, answers, strict=True):
                _record(uow, charter, uow.session.get_one(Alert, number), lease, answer, at, done)
            uow.commit()
    with register.read(recorded_at) as uow:
        waiting = select(Alert).where(Alert.jurisdiction == charter.key, Alert.state == "queued")
        done.waiting = [_told(charter, one, _later(one, at)) for one in uow.session.scalars(waiting.order_by(Alert.id))]
    return done


def _due(uow: UnitOfWork, charter: Charter, at: datetime) -> list[Alert]:
    due = select(Alert).where(
        Alert.state == "queued", Alert.jurisdiction == charter.key, Alert.not_before <= at, Alert.leased_until <= at
    )
    return list(uow.session.scalars(due.order_by(Alert.not_before, Alert.id).limit(TOGETHER)))


def _lease(
    uow: UnitOfWork,
    charter: Charter,
    due: Sequence[Alert],
    addresses: Callable[[str], Sequence[str]],
    lease: str,
    at: datetime,
    done: Alerted,
) -> list[tuple[int, Nudge]]:
    """Take what can be sent, with its number; give up what cannot."""
    ours = []
    for alert in due:
        url = {fingerprint(uow.key, one): one for one in addresses(alert.post)}.get(alert.fingerprint)
        if url is None:
            _end(charter, alert, "given_up", GONE, done)
        elif alert.attempts >= ATTEMPTS:  # one at which every process dies must not be tried for ever
            _end(charter, alert, "given_up", LOST, done)
        else:
            alert.lease, alert.leased_until = lease, at + LEASE
            alert.attempts += 1
            ours.append((alert.id, Nudge(url, nudge(alert.title, on_paper=bool(alert.on_paper)))))
    uow.session.flush()
    return ours


def _record(
    uow: UnitOfWork, charter: Charter, alert: Alert, lease: str, answer: Answer, at: datetime, done: Alerted
) -> None:
    if alert.lease != lease:  # whoever took it over after our lease ran out tells of it
        return
    if answer.sent:
        alert.sent_at = at
        _end(charter, alert, "sent", answer.said, done)
    elif alert.attempts >= ATTEMPTS:
        _end(charter, alert, "given_up", answer.said, done)
    else:
        alert.lease, alert.leased_until, alert.evidence = "", LONG_AGO, answer.said
        alert.not_before = at + BACK_OFF * 2 ** (alert.attempts - 1)
    uow.session.flush()


def _end(charter: Charter, alert: Alert, state: str, said: str, done: Alerted) -> None:
    alert.state, alert.evidence, alert.lease, alert.leased_until = state, said, "", LONG_AGO
    done.done.append(_told(charter, alert, said))


def _told(charter: Charter, alert: Alert, said: str) -> Told:
    return charter.label(alert.post), alert.scheme, said


def _later(alert: Alert, at: datetime) -> str:
    again = max(alert.not_before, alert.leased_until)
    return (alert.evidence or "chưa gửi") + (f"; gửi lại từ {happened(again)}" if again > at else "")
