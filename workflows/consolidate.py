"""Fan-in: what a consolidated report is made from, and which of it is in, late or missing at any instant.

Nothing is stored: feeder and consolidated report are of one period, and instants say the rest. A consolidated report
never waits; it leaves by its own deadline and names who is missing (GĐ-70).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config.duty import Consolidates
from workflows.asked import asked
from workflows.charter import Charter
from workflows.escalate import queue, said
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Notice, Report
from workflows.register.unit_of_work import Register, UnitOfWork
from workflows.working_time import day_of, end_of_day

#: States in which a consolidated report still has to leave.
NOT_LEFT = ("assigned", "in_progress", "returned")
#: States of a feeder that nobody waits for.
_ENDED = ("revoked", "impossible")


@dataclass(frozen=True, slots=True)
class Fed:
    """One report that a consolidated report is made from.

    Attributes:
        key: key of its assignment.
        performer: whose report it is.
        head: the post that answers for it.
        due: its deadline; `NEVER` where it has none.
        received_at: when it arrived; `NEVER` while it has not.
    """

    key: str
    performer: str
    head: str
    due: datetime
    received_at: datetime

    @property
    def late(self) -> bool:
        """Whether it arrived, but not by its deadline."""
        return self.due <= self.received_at < NEVER


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a consolidated report is made from, as it stands at an instant.

    Attributes:
        key: key of the consolidated report.
        left_at: when it was sent; None while it was not.
        included: what had arrived before it left, or by the instant asked about while it has not left.
        arrived_after: what arrived only after it had left.
        missing: what has not arrived.
    """

    key: str
    left_at: datetime | None
    included: tuple[Fed, ...]
    arrived_after: tuple[Fed, ...]
    missing: tuple[Fed, ...]

    @property
    def not_included(self) -> tuple[Fed, ...]:
        """What the report had to leave without, in order of the performers' keys."""
        return tuple(sorted((*self.arrived_after, *self.missing), key=lambda one: one.key))


@dataclass(frozen=True, slots=True)
class Prepared:
    """One consolidated report that is due on the day asked about.

    Attributes:
        title: what it is.
        deadline: until when it leaves.
        to: whom the list is for.
        gathered: what it is made from, at the instant asked about.
        told: whether the consolidator is told now, for the first time that day.
    """

    title: str
    deadline: datetime
    to: str
    gathered: Gathered
    told: bool = False


def consolidates(charter: Charter, row: Assignment) -> Consolidates | None:
    """Return what feeds an assignment; None where it is no consolidated report."""
    found = asked(charter, row) if not row.derived and row.kind == "periodic_report" else None
    return None if found is None else found.duty.consolidates


def feeders(session: Session, charter: Charter, row: Assignment) -> Sequence[Assignment]:
    """Return the reports of the same period that a consolidated report is made from, in order of their keys.

    What was revoked or found impossible is waited for by nobody; of a report that is none there are none.
    """
    feed = consolidates(charter, row)
    if feed is None:
        return ()
    fed = Assignment
    return session.scalars(
        select(fed)
        .where(
            fed.directive_id == row.directive_id,
            fed.clause == feed.clause,
            fed.duty == feed.duty,
            fed.period == row.period,
            fed.derived == 0,
            fed.state.not_in(_ENDED),
        )
        .order_by(fed.key)
    ).all()


def fed_by(session: Session, charter: Charter, row: Assignment) -> Iterator[Assignment]:
    """Yield the consolidated reports that an assignment feeds, in order of their keys."""
    directive = charter.policy.directive("/".join(row.key.split("/")[:2]))
    if directive is None or row.derived or not row.period:
        return
    into = Assignment
    for clause, duty in directive.duties():
        feed = duty.consolidates
        if feed is None or (feed.clause, feed.duty) != (row.clause, row.duty):
            continue
        found = select(into).where(
            into.directive_id == row.directive_id,
            into.clause == clause.path,
            into.duty == duty.key,
            into.period == row.period,
            into.derived == 0,
        )
        yield from session.scalars(found.order_by(into.key)).all()


def gather(
    session: Session, charter: Charter, row: Assignment, as_of: datetime, *, leaving_at: datetime | None = None
) -> Gathered | None:
    """Return what a consolidated report is made from, as it stands at an instant.

    Args:
        session: of the register.
        charter: the jurisdiction's policy.
        row: the consolidated report.
        as_of: the instant asked about (aware).
        leaving_at: when it leaves, where that is not in the register yet; None: as the register has it.

    Returns:
        What is in, what came too late and what is missing; None where it is no consolidated report.
    """
    if consolidates(charter, row) is None:
        return None
    left_at = leaving_at or _left_at(session, row, as_of)
    until = as_of if left_at is None else left_at
    included, after, missing = list[Fed](), list[Fed](), list[Fed]()
    for one in feeders(session, charter, row):
        fed = Fed(
            one.key, one.performer, one.head, one.deadline, one.received_at if one.received_at <= as_of else NEVER
        )
        (missing if fed.received_at >= NEVER else included if fed.received_at <= until else after).append(fed)
    return Gathered(row.key, left_at, tuple(included), tuple(after), tuple(missing))


def _left_at(session: Session, row: Assignment, as_of: datetime) -> datetime | None:
    """Return when the version that stands was sent; a later version includes what arrived in between."""
    if row.reported_at > as_of:
        return None
    latest = session.scalar(select(func.max(Report.at)).where(Report.assignment_id == row.id, Report.at <= as_of))
    return max(latest, row.reported_at) if latest is not None else row.reported_at


def leaving(session: Session, charter: Charter, row: Assignment, on: datetime) -> dict[str, Any]:
    """Return what the journal says of a consolidated report that leaves at an instant; nothing of any other.

    Lists are of performers: whose reports are in, which of these came late, who has not sent theirs.
    """
    found = gather(session, charter, row, on, leaving_at=on)
    if found is None:
        return {}
    return {
        "included": [one.performer for one in found.included],
        "included_late": [one.performer for one in found.included if one.late],
        "missing_units": [{"unit": one.performer, "since": said(one.due)} for one in found.missing],
    }


def prepare(register: Register, charter: Charter, *, as_of: datetime, recorded_at: datetime) -> list[Prepared]:
    """List what each consolidated report due on that day is made from, and tell its consolidator who is missing.

    Whoever consolidates is told once a day, through the outbox; where nobody is missing there is nothing to tell
    (GĐ-71). The report itself is not touched.

    Args:
        register: where.
        charter: the jurisdiction's policy.
        as_of: the instant asked about (aware).
        recorded_at: the instant at which it is recorded (aware).

    Returns:
        The reports that are due that day and have not left, in order of their keys.
    """
    with register.write(recorded_at) as uow:
        done = [_prepared(uow, charter, row, as_of) for row in _due_today(uow.session, charter, as_of)]
        if any(one.told for one in done):
            uow.commit()
    return done


def _due_today(session: Session, charter: Charter, as_of: datetime) -> Iterator[Assignment]:
    """Yield the consolidated reports whose last day it is and that have not left, in order of their keys."""
    row, today = Assignment, day_of(as_of)
    for directive in charter.directives:
        for clause, duty in directive.duties():
            if duty.consolidates is None:
                continue
            found = select(row).where(
                row.jurisdiction == charter.key,
                row.key.startswith(f"{directive.full_key}/{clause.path}/{duty.key}/", autoescape=True),
                row.derived == 0,
                row.state.in_(NOT_LEFT),
                row.cut_off_at > as_of,
                row.cut_off_at <= end_of_day(today),
            )
            yield from session.scalars(found.order_by(row.key)).all()


def _prepared(uow: UnitOfWork, charter: Charter, row: Assignment, as_of: datetime) -> Prepared:
    session, to, notice = uow.session, row.officer or row.head, Notice
    gathered = gather(session, charter, row, as_of) or Gathered(row.key, None, (), (), ())
    sent = select(notice.at).where(notice.subject == row.key, notice.kind == "feeders_missing", notice.addressee == to)
    told_today = any(day_of(at) == day_of(as_of) for at in session.scalars(sent))
    if not gathered.missing or told_today:
        return Prepared(row.title, row.cut_off_at, to, gathered)
    facts = {
        "deadline": said(row.cut_off_at),
        "since": said(as_of),
        "missing": [one.performer for one in gathered.missing],
    }
    queue(uow, "feeders_missing", row, row.key, to=to, at=as_of, facts=facts)
    return Prepared(row.title, row.cut_off_at, to, gathered, told=True)
