"""The public calendar: rest days, make-up days, office hours, each with its citation."""

import datetime
from datetime import timedelta
from typing import Literal

from config.citation import Cites
from config.dated import Dated
from config.located import Clock, Located, Text


class OfficeSpan(Located):
    """One span of office hours, half-open.

    Attributes:
        opens: first instant of the span.
        closes: the instant at which it ends.
    """

    opens: Clock
    closes: Clock


class OfficeHours(Located):
    """The spans of an office day, in order."""

    spans: tuple[OfficeSpan, ...]


class Holiday(Located):
    """A public holiday, or the day off that compensates for one.

    Attributes:
        date: the day off.
        name: its name in Vietnamese.
        compensates: for a compensatory day, the holiday that fell on a rest day.
        applies: the switch: false keeps the entry on file but the day is worked.
        projected: whether the day is expected rather than decreed (dự kiến).
        known_on: the day from which it was public, where that is not the year's.
        cites: what it rests on, where that is not what the year cites.
        note: what is uncertain about it.
    """

    date: datetime.date
    name: Text
    compensates: datetime.date | None = None
    applies: bool = True
    projected: bool = False
    known_on: datetime.date | None = None
    cites: Cites | None = None
    note: Text | None = None


class Swap(Located):
    """A working day given off in exchange for a rest day worked (hoán đổi ngày làm việc).

    Attributes:
        off: the weekday that is not worked.
        worked: the Saturday or Sunday that is.
        cites: the decision.
        known_on: the day from which it was public.
        checked_on: the day on which somebody last compared it with the source.
        note: what is uncertain about it.
    """

    off: datetime.date
    worked: datetime.date
    cites: Cites
    known_on: datetime.date
    checked_on: datetime.date
    note: Text | None = None


class CalendarYear(Located):
    """One year of the calendar.

    Attributes:
        year: the year.
        status: official, or projected (dự kiến) where nothing was decreed yet.
        known_on: the day from which its holidays were public.
        cites: what its holidays rest on.
        checked_on: the day on which somebody last compared it with the source.
        holidays: the days off other than weekly rest.
        swaps: the exchanged days.
        note: what is uncertain about it.
    """

    year: int
    status: Literal["official", "projected"]
    known_on: datetime.date
    cites: Cites
    checked_on: datetime.date
    holidays: tuple[Holiday, ...]
    swaps: tuple[Swap, ...] = ()
    note: Text | None = None

    @property
    def projected(self) -> bool:
        """Whether nothing was decreed for the year yet."""
        return self.status == "projected"

    def days_off(self) -> dict[datetime.date, Holiday | Swap]:
        """The days off of the year other than weekly rest: holidays that apply, and swapped days."""
        days: dict[datetime.date, Holiday | Swap] = {day.date: day for day in self.holidays if day.applies}
        days.update((swap.off, swap) for swap in self.swaps)
        return days


Roll = Literal["next_working_day", "none"]


class Calendar(Located):
    """``national/calendar.yaml``.

    Attributes:
        office_hours: spans of the office day, dated.
        roll: where a deadline goes that falls on a rest day, dated.
        years: one entry per year, without a gap between the first and the last.
    """

    office_hours: tuple[Dated[OfficeHours], ...]
    roll: tuple[Dated[Roll], ...]
    years: tuple[CalendarYear, ...]

    @property
    def first(self) -> datetime.date:
        """The first day covered."""
        return datetime.date(min(entry.year for entry in self.years), 1, 1)

    @property
    def last(self) -> datetime.date:
        """The last day covered."""
        return datetime.date(max(entry.year for entry in self.years) + 1, 1, 1) - timedelta(days=1)

    @property
    def projected_years(self) -> frozenset[int]:
        """The years of which nothing was decreed yet."""
        return frozenset(entry.year for entry in self.years if entry.projected)
