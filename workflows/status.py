"""In time or late: never a state, always derived from instants."""

from datetime import datetime
from typing import Literal

from workflows.register.columns import NEVER
from workflows.register.tables import Assignment
from workflows.working_time import WorkingCalendar, day_of, last_day_of

TimeStatus = Literal["no_deadline", "on_track", "due_soon", "overdue", "early", "on_time", "late_done", "paused"]


def time_status(row: Assignment, as_of: datetime, calendar: WorkingCalendar, *, due_soon: int) -> TimeStatus:
    """Return where an assignment stands in time.

    Args:
        row: the assignment.
        as_of: the instant asked about (aware).
        calendar: the working calendar.
        due_soon: working days before the deadline from which it is *sắp đến hạn*.
    """
    if row.deadline >= NEVER:
        return "no_deadline"
    if row.state in ("suspended", "referred") or (row.state == "impossible" and row.closed_at < row.deadline):
        return "paused"
    if row.received_at <= as_of:
        if row.received_at >= row.deadline:
            return "late_done"
        return "on_time" if day_of(row.received_at) == last_day_of(row.deadline) else "early"
    if as_of >= row.deadline:
        return "overdue"
    left = calendar.count(day_of(as_of), last_day_of(row.deadline))
    return "due_soon" if left <= due_soon else "on_track"
