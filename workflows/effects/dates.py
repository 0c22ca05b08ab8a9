"""Dates that acts bring: read, set again, and looked at next."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from state_machines.errors import Refused
from workflows.acts import Act
from workflows.charter import Charter
from workflows.escalate import said
from workflows.register import tables
from workflows.register.columns import LONG_AGO, NEVER
from workflows.register.tables import Assignment
from workflows.register.unit_of_work import UnitOfWork
from workflows.timetable import day_number
from workflows.working_time import day_of, end_of_day


def read_day(act: Act, row: Any) -> date:
    """Read the new date an act carries.

    Raises:
        Refused: when it is not a date.
    """
    try:
        return date.fromisoformat(str(act.content["deadline"])[:10])
    except ValueError:
        raise Refused("", act.act, row.state, "Thời hạn mới phải là ngày dạng 2024-03-20.") from None


def resumed_day(charter: Charter, row: Assignment, on: datetime) -> date:
    """Return the day on which a clock that runs again from ``on`` ends: as many working days later as were left."""
    return charter.calendar.shift(day_of(on), max(row.remaining, 0))


def runs_until(row: Assignment) -> datetime:
    """Return the instant up to which there is time: the cut-off, or where a target is still to be judged, that one."""
    return min(row.cut_off_at, row.window_closes_at) if row.kind == "target" else row.cut_off_at


def look_again(uow: UnitOfWork, row: Assignment, on: datetime) -> None:
    """Set when the row is to be looked at next: its next reminder after ``on``, else its cut-off if still to come."""
    when = tables.Timetable
    following = uow.session.scalar(
        select(func.min(when.at)).where(
            when.timetable == row.timetable,
            when.day == row.cut_off_day,
            when.step.like("warn-%"),
            when.at > on,
        )
    )
    pending = row.cut_off_at if row.announced_at < row.cut_off_at else NEVER
    row.next_due_at = following if following is not None and following < row.cut_off_at else pending


def date_again(uow: UnitOfWork, charter: Charter, row: Assignment, day: date, on: datetime) -> None:
    """Give the row a new day on which it is cut off; what was announced before was another cycle.

    A target is judged again by then, and only where it is still not met it has missed the new day.
    """
    effective = charter.calendar.roll_forward(day).day
    until, row.cut_off_day = end_of_day(effective), day_number(effective)
    row.why = row.why | {
        "dated_again": [*row.why.get("dated_again", []), {"on": said(on), "to": effective.isoformat()}]
    }
    if row.kind == "target":
        row.cut_off_at, row.window_closes_at, row.next_due_at = NEVER, until, until
        return
    if row.announced_at > LONG_AGO:
        row.cycle += 1
    row.cut_off_at = until
    look_again(uow, row, on)
