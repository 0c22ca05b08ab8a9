"""The reporting windows of Decree 09/2019/NĐ-CP, article 12, and what goes with them."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from config.dated import Dated
from config.located import Located, Text

Cadence = Literal["monthly", "quarterly", "half_yearly", "nine_months", "yearly"]

Offset = Annotated[int, Field(ge=-12, le=12)]
Day = Annotated[int, Field(ge=1, le=28)]


class WindowRule(Located):
    """Where the data window of a period begins and ends.

    Attributes:
        from_day: day of the month on which it begins.
        from_month: months from the first month of the period (-1: the month before).
        until_day: day of the month on which it ends, inclusive.
        until_month: months from the last month of the period.
    """

    from_day: Day
    from_month: Offset
    until_day: Day
    until_month: Offset

    def window(self, first: date, last: date) -> tuple[date, date]:
        """Compute the window of a period.

        Args:
            first: any day of the first month of the period.
            last: any day of its last month.

        Returns:
            First and last day of the data window, both inclusive.
        """
        return _day(first, self.from_month, self.from_day), _day(last, self.until_month, self.until_day)


def _day(anchor: date, months: int, day: int) -> date:
    """Move by months and set the day."""
    index = anchor.year * 12 + anchor.month - 1 + months
    return date(index // 12, index % 12 + 1, day)


class CadenceWindow(Located):
    """The window of one cadence, dated."""

    cadence: Cadence
    entries: tuple[Dated[WindowRule], ...]


class Reporting(Located):
    """``national/reporting.yaml``.

    Attributes:
        windows: the data window of each cadence.
        upward_working_days: working days after the window closes for a consolidated report whose date
            the directive leaves to regulation.
        minimum_working_days_after_close: the least between the close of the data and the send-by date.
        due_soon_working_days: from how many working days before the deadline an item is *sắp đến hạn*.
        note: what is uncertain.
    """

    windows: tuple[CadenceWindow, ...]
    upward_working_days: tuple[Dated[int], ...]
    minimum_working_days_after_close: tuple[Dated[int], ...]
    due_soon_working_days: tuple[Dated[int], ...]
    note: Text | None = None
