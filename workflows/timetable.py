"""When each step of a ladder falls, for every possible deadline day: computed once, stored, compared by sweeps."""

import hashlib
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

import orjson
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from config.ladder import Ladder
from workflows.register import tables
from workflows.working_time import WorkingCalendar, at

#: Days at either end of the calendar that no deadline may fall on, as the steps around it could not be placed.
_MARGIN = timedelta(days=60)


def day_number(day: date) -> int:
    """Return the day as days since 1970-01-01, as the register stores it."""
    return day.toordinal() - date(1970, 1, 1).toordinal()


def day_of_number(number: int) -> date:
    """Return the day of a stored number."""
    return date.fromordinal(number + date(1970, 1, 1).toordinal())


@dataclass(frozen=True)
class Timetable:
    """One ladder on one calendar.

    Attributes:
        name: twelve hexadecimal digits of what it was made from.
        ladder: the ladder.
        calendar: the calendar.
    """

    name: str
    ladder: Ladder
    calendar: WorkingCalendar

    @classmethod
    def of(cls, ladder: Ladder, calendar: WorkingCalendar) -> "Timetable":
        """Name the pair by its content."""
        content = orjson.dumps([calendar.version, contents(ladder)], option=orjson.OPT_SORT_KEYS)
        return cls(hashlib.sha256(content).hexdigest()[:12], ladder, calendar)

    def steps(self, day: date) -> dict[str, Any]:
        """Return the instant of each step for a deadline on `day`: `warn-N` before it, the others after.

        Raises:
            OutsideCalendar: when the calendar does not reach.
        """
        ladder, shift = self.ladder, self.calendar.shift
        found = {
            f"warn-{w.working_days}": at(shift(day, -w.working_days), ladder.office_day_start)
            for w in ladder.remind_before
        }
        found["explanation"] = at(shift(day, ladder.explanation.working_days), ladder.explanation.at)
        if ladder.watching is not None:
            found["watching"] = at(shift(day, ladder.watching.working_days), ladder.watching.at)
        for rung in ladder.rungs:
            if rung.working_days is not None:
                found[rung.key] = at(shift(day, rung.working_days), ladder.office_day_start)
        return found

    def store(self, session: Session) -> None:
        """Write the timetable into the register, where it is not there yet."""
        if session.execute(select(tables.Ladder.timetable).where(tables.Ladder.timetable == self.name)).first():
            return
        session.execute(
            insert(tables.Ladder).values(
                timetable=self.name,
                ladder=self.ladder.key,
                calendar=self.calendar.version,
                content=contents(self.ladder),
            )
        )
        rows, day = [], self.calendar.first + _MARGIN
        while day <= self.calendar.last - _MARGIN:
            for step, instant in self.steps(day).items():
                rows.append(
                    {
                        "timetable": self.name,
                        "step": step,
                        "day": day_number(day),
                        "at": instant,
                        "said": instant.isoformat(),
                    }
                )
            day += timedelta(days=1)
        # Past the ORM, which would handle each of some ten thousand rows by itself.
        session.connection().execute(insert(tables.Timetable), rows)


def contents(ladder: Ladder) -> dict[str, Any]:
    """Return the ladder as plain data, without where it was written; `thawed` reads it again."""
    plain: dict[str, Any] = _plain(ladder.model_dump(by_alias=True))
    return plain


def thawed(content: dict[str, Any]) -> Ladder:
    """Return the ladder that `contents` wrote down."""
    return Ladder.model_validate(content, strict=False)


def _plain(value: Any) -> Any:
    """Write times of day as policy files do, and tuples as lists."""
    match value:
        case time():
            return f"{value:%H:%M}"
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case tuple() | list():
            return [_plain(one) for one in value]
    return value
