"""Keep how an assignment stood before it changes, and read how each one stood (figures on any date, as known on any).

A standing is the image of the few columns that figures read, from before a change, with the legal instant and the
recorded instant of that change. So what was asked once is answered the same again, whatever was done since. Sweeps
that only open, remind of and cut off change none of these columns and write nothing here.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Subquery, event, func, insert, inspect, literal, or_, select
from sqlalchemy.orm import Session, UOWTransaction, aliased

from workflows.register.columns import LONG_AGO, Instant
from workflows.register.tables import Assignment
from workflows.register.tables_standing import Standing

#: What figures read of an assignment and what may change of it.
READ = ("performer", "state", "deadline", "received_at", "closed_at", "result", "fault", "fault_found_at")
#: States that figures tell from the others.
TOLD_APART = frozenset({"suspended", "referred", "impossible", "revoked"})
#: What figures read besides, and what never changes.
FIXED = ("id", "jurisdiction", "directive_id", "derived", "kind", "period", "line", "source", "opens_at")


def keep(session: Session, *which: Any, at: Any, recorded_at: datetime) -> None:
    """Keep how assignments stand in the database now, right before something changes them there.

    Args:
        session: the open session.
        which: conditions on `Assignment`; what hangs on another is never kept, as no figure counts it.
        at: the legal instant of the change: an instant, or a column.
        recorded_at: the instant at which it is recorded (aware).
    """
    row = Assignment
    read = {name: getattr(row, name) for name in READ}
    _write(session, row.id, read, *which, at=at, recorded_at=recorded_at)


def born(session: Session, *which: Any, recorded_at: datetime) -> None:
    """Note since when assignments are known at all.

    Args:
        session: the open session.
        which: conditions on `Assignment`.
        recorded_at: the instant at which they were recorded (aware).
    """
    row = Assignment
    unborn = {name: getattr(row, name) for name in READ} | {"state": literal("")}
    _write(session, row.id, unborn, *which, at=LONG_AGO, recorded_at=recorded_at)


def _write(session: Session, of: Any, read: dict[str, Any], *which: Any, at: Any, recorded_at: datetime) -> None:
    instant = literal(at, Instant()) if isinstance(at, datetime) else at
    values = {"assignment_id": of, "at": instant, "recorded_at": literal(recorded_at, Instant())} | read
    chosen = select(*values.values()).where(Assignment.derived == 0, *which).order_by(Assignment.id)
    # By the connection: while the session writes its own changes it must not be asked to.
    session.connection().execute(insert(Standing).from_select(list(values), chosen))


def watch(session: Session, instants: Any) -> None:
    """Keep a standing whenever the session itself writes or changes assignments.

    Args:
        session: the session of a transaction that writes.
        instants: has ``at`` and ``recorded_at``: the legal and the recorded instant of what is being done.
    """

    def before(_session: Session, _context: UOWTransaction, _instances: Any) -> None:
        changed = [one.id for one in session.dirty if isinstance(one, Assignment) and _tells(one)]
        if changed:
            keep(session, Assignment.id.in_(changed), at=instants.at, recorded_at=instants.recorded_at)

    def after(_session: Session, _context: UOWTransaction) -> None:
        fresh = [one.id for one in session.new if isinstance(one, Assignment) and not one.derived]
        if fresh:
            born(session, Assignment.id.in_(fresh), recorded_at=instants.recorded_at)

    event.listen(session, "before_flush", before)
    event.listen(session, "after_flush", after)


def _tells(row: Assignment) -> bool:
    """Whether a change that was not written yet can be seen in any figure."""
    if row.derived:
        return False
    changes = {name: history for name in READ if (history := inspect(row).attrs[name].history).has_changes()}
    if set(changes) != {"state"}:
        return bool(changes)
    before = changes["state"].deleted
    return not before or row.state in TOLD_APART or before[0] in TOLD_APART


def stood(as_of: datetime, known_at: datetime | None) -> Subquery:
    """Return the assignments as they stood: a row each, with the columns `FIXED` and `READ`.

    Of an assignment the standing counts that followed the last thing which had happened by ``as_of`` and was known by
    ``known_at``. What was told late stands where it belongs, before or after what was recorded earlier.

    Args:
        as_of: the legal instant (aware); what happened later has not happened yet.
        known_at: what was recorded later is not known yet; None: all that is recorded counts.
    """
    row, one, later, image = Assignment, aliased(Standing), aliased(Standing), aliased(Standing)
    to_come = one.at > as_of
    had_come = later.at <= as_of
    if known_at is not None:
        to_come = or_(to_come, one.recorded_at > known_at)
        had_come = had_come & (later.recorded_at <= known_at)
    superseded = select(later.id).where(later.assignment_id == one.assignment_id, later.id > one.id, had_come)
    first = select(one.assignment_id, func.min(one.id).label("id")).where(to_come, ~superseded.exists())
    # Grouped, it is set down once and looked up by both databases; as a list of ids it would be walked for each row.
    ended = first.group_by(one.assignment_id).subquery("ended")
    read = [func.coalesce(getattr(image, name), getattr(row, name)).label(name) for name in READ]
    fixed = [getattr(row, name) for name in FIXED]
    joined = select(*fixed, *read).outerjoin(ended, ended.c.assignment_id == row.id)
    return joined.outerjoin(image, image.id == ended.c.id).subquery("stood")
