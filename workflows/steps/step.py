"""What every step of a sweep is given, and what several of them need."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from sqlalchemy import case, func, select, update

from config.ladder import Ladder
from workflows.batch import DUE_IDS, Scope
from workflows.charter import Charter
from workflows.register import tables
from workflows.register.columns import LONG_AGO
from workflows.register.tables import Assignment
from workflows.register.unit_of_work import UnitOfWork
from workflows.timetable import thawed
from workflows.working_time import at, day_of


@dataclass
class Step:
    """One sweep in progress.

    Attributes:
        uow: the open transaction.
        charter: the policy of the jurisdiction that is swept.
        as_of: the instant up to which (aware).
        scope: which rows.
        most: rows of one batch at the most.
        since: ends of posts and units up to this instant need not be looked for again.
        moved: how many rows each trigger has moved so far.
        notices: how many notices were queued so far.
    """

    uow: UnitOfWork
    charter: Charter
    as_of: datetime
    scope: Scope
    most: int = 20_000
    since: datetime = LONG_AGO
    moved: dict[str, int] = field(default_factory=dict)
    notices: int = 0
    _ladders: dict[str, Ladder] = field(default_factory=dict)

    def count(self, trigger: str, rows: int) -> int:
        """Add to what was moved, and return the number."""
        if rows:
            self.moved[trigger] = self.moved.get(trigger, 0) + rows
        return rows

    @cached_property
    def today(self) -> date:
        """The local calendar day of `as_of`."""
        return day_of(self.as_of)

    @property
    def ends(self) -> list[date]:
        """The days that came to pass in this sweep on which posts or units end that others take over."""
        return [day for day in self.charter.chain.ends if self.since < at(day, time(0)) <= self.as_of]

    def ladder(self, timetable: str) -> Ladder:
        """Return the ladder of a stored timetable, as it stood when the deadline was set."""
        if timetable not in self._ladders:
            content = self.uow.session.execute(
                select(tables.Ladder.content).where(tables.Ladder.timetable == timetable)
            ).scalar_one()
            self._ladders[timetable] = thawed(content)
        return self._ladders[timetable]

    def timetables(self) -> list[str]:
        """Return the timetables among the rows of the present batch."""
        rows = select(Assignment.timetable).where(Assignment.id.in_(DUE_IDS), Assignment.timetable != "").distinct()
        return sorted(self.uow.session.scalars(rows))

    def change(self, rows: Any, **values: Any) -> None:
        """Change the rows of the present batch."""
        self.uow.session.execute(
            update(rows).where(rows.id.in_(DUE_IDS)).values(**values),
            execution_options={"synchronize_session": False},
        )


def next_warning(as_of: Any) -> Any:
    """Return when an assignment is to be looked at next: its next reminder after `as_of`, else its cut-off.

    A target is never reminded of: it is looked at when its time is over, and judged.
    """
    timetable = tables.Timetable
    following = (
        select(timetable.at)
        .where(
            timetable.timetable == Assignment.timetable,
            timetable.day == Assignment.cut_off_day,
            timetable.step.like("warn-%"),
            timetable.at > as_of,
        )
        .order_by(timetable.at)
        .limit(1)
        .scalar_subquery()
    )
    dated = func.coalesce(following, Assignment.cut_off_at)
    return case((Assignment.kind == "target", Assignment.window_closes_at), else_=dated)
