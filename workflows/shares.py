"""Causal lateness: whose share of a consolidated report's lateness is whose, in office time (GĐ-73).

What the report waited for others after the last of their deadlines is theirs, at most its whole lateness; the rest is
the consolidator's own. So whoever gets the last feeder late still has the time for consolidating that the dates meant
to give. Of the time waited, each moment is shared equally by those who were still missing in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from sqlalchemy.orm import Session

from workflows.charter import Charter
from workflows.consolidate import consolidates, feeders
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment
from workflows.register.unit_of_work import UnitOfWork
from workflows.working_time import OutsideCalendar, WorkingCalendar

#: States of a feeder whose clock is stopped: nobody is to wait for it.
_STOPPED = ("suspended", "referred")


@dataclass(frozen=True, slots=True)
class Share:
    """One holder's share of a lateness.

    Attributes:
        key: key of the assignment that took the time.
        performer: whose assignment it is.
        post: the post that answers for it.
        seconds: its share, in seconds of office time.
        fraction: its share of the whole; 0 where the whole is no office time at all.
    """

    key: str
    performer: str
    post: str
    seconds: Fraction
    fraction: Fraction


@dataclass(frozen=True, slots=True)
class Shares:
    """A lateness and whose it is.

    Attributes:
        total: the whole lateness, in office time.
        own: the share of whoever is late.
        others: the shares of those who were waited for, in order of their keys; empty where nobody was.
        waits: whether any of them is still missing.
    """

    total: timedelta
    own: Share
    others: tuple[Share, ...]
    waits: bool

    @property
    def every(self) -> tuple[Share, ...]:
        """All shares, the consolidator's first; their sum is the whole lateness exactly."""
        return (self.own, *self.others)

    @property
    def spares(self) -> bool:
        """Whether all of the lateness is others', so that its own holder is not proposed for criticism (GĐ-74)."""
        return bool(self.others) and self.own.seconds == 0


def share_of(uow: UnitOfWork, charter: Charter, row: Assignment, as_of: datetime) -> Shares | None:
    """Return whose share of a consolidated report's lateness is whose, as it stands at an instant.

    Args:
        uow: an open transaction; only read.
        charter: the jurisdiction's policy.
        row: the assignment asked about.
        as_of: the instant up to which lateness is counted (aware).

    Returns:
        The shares; None where it is no consolidated report, is not late, or the calendar does not reach.
    """
    return shares(uow.session, charter, row, as_of)


def shares(session: Session, charter: Charter, row: Assignment, as_of: datetime) -> Shares | None:
    """Do the same as `share_of`, with a session."""
    until = min(as_of, row.received_at)
    if until <= row.cut_off_at or consolidates(charter, row) is None:
        return None
    fed = {
        one.key: one
        for one in feeders(session, charter, row)
        if one.cut_off_at < NEVER and (one.received_at < NEVER or one.state not in _STOPPED)
    }
    spans = {key: (one.cut_off_at, min(one.received_at, until)) for key, one in fed.items()}
    try:
        total, times = divide(charter.calendar, row.cut_off_at, until, spans)
    except OutsideCalendar:
        return None

    def share(one: Assignment, seconds: Fraction) -> Share:
        whole = _seconds(total)
        return Share(one.key, one.performer, one.head, seconds, seconds / whole if whole else Fraction(0))

    others = tuple(share(fed[key], times[key]) for key in sorted(times))
    own = share(row, _seconds(total) - sum(times.values(), Fraction(0)))
    return Shares(total, own, others, any(fed[key].received_at > until for key in times))


def divide(
    calendar: WorkingCalendar, deadline: datetime, until: datetime, fed: Mapping[str, tuple[datetime, datetime]]
) -> tuple[timedelta, dict[str, Fraction]]:
    """Divide a lateness among those who were waited for; what is left of it is the consolidator's own.

    Args:
        calendar: the working calendar.
        deadline: when the consolidated report was due.
        until: when it left, or up to when its lateness is counted; not before the deadline.
        fed: by feeder, when it was due and when it arrived, at the latest `until`.

    Returns:
        The whole lateness, and by late feeder its share of it in seconds; together never more than the whole.

    Raises:
        OutsideCalendar: where the calendar does not reach.
    """
    total = calendar.worked(deadline, until)
    begin = max((due for due, _ in fed.values()), default=until)
    late = {key: arrived for key, (_, arrived) in fed.items() if arrived > begin}
    waited = {key: Fraction(0) for key in late}
    since = begin
    for arrived in sorted(set(late.values())):
        missing = [key for key, instant in late.items() if instant >= arrived]
        for key in missing:
            waited[key] += _seconds(calendar.worked(since, arrived)) / len(missing)
        since = arrived
    whole, others = sum(waited.values(), Fraction(0)), _seconds(total)
    if whole > others:
        waited = {key: seconds * others / whole for key, seconds in waited.items()}
    return total, waited


def spoken(calendar: WorkingCalendar, some: Sequence[Share], names: Mapping[str, str]) -> str:
    """Write shares for people: who, how much office time, how many per cent.

    Args:
        calendar: the working calendar, for how long a day is.
        some: the shares.
        names: what performers are called.
    """
    return "; ".join(
        f"{names[one.performer]} {_said(one.seconds, calendar.office_day)} ({round(one.fraction * 100)} %)"
        for one in some
    )


def _said(seconds: Fraction, day: timedelta) -> str:
    days, rest = divmod(round(seconds / 60), day // timedelta(minutes=1))
    hours, minutes = divmod(rest, 60)
    parts = [(days, "ngày"), (hours, "giờ"), (minutes, "phút")]
    return (" ".join(f"{number} {unit}" for number, unit in parts if number) or "0 phút") + " làm việc"


def _seconds(time: timedelta) -> Fraction:
    return Fraction(time // timedelta(microseconds=1), 1_000_000)
