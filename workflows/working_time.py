"""Working time of the state sector: working days, office hours, and the ends of days.

Pure: plain data in, no policy files, no clock. Days are `datetime.date`; instants are aware, and those
given back are in Asia/Ho_Chi_Minh. A day ends at 24:00, which is 00:00 of the next day and is itself
outside (GĐ-06); a deadline on a rest day moves to the next working day (Bộ luật Dân sự 2015, Điều 148,
by analogy: GĐ-06). Saturdays worked in exchange for a swapped holiday are working days.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from types import MappingProxyType

import pendulum
from pendulum import DateTime

ZONE = pendulum.timezone("Asia/Ho_Chi_Minh")
#: Years in which anything of ours happens; what is typed outside of them is a slip.
FIRST_YEAR, LAST_YEAR = 2000, 2199
WEEKLY_REST = MappingProxyType({5: "Thứ Bảy", 6: "Chủ nhật"})  # by date.weekday()


class OutsideCalendar(LookupError):
    """A day, or the result of a shift, lies in a `year` beyond the calendar from `first` to `last`."""

    def __init__(self, year: int, first: date, last: date) -> None:
        """Keep the missing year and the bounds, in days, of the calendar there is."""
        super().__init__(year, first, last)
        self.year, self.first, self.last = year, first, last

    def __str__(self) -> str:
        """Say in Vietnamese which year is missing and which file to extend."""
        return (
            f"Chưa có lịch làm việc của năm {self.year}: lịch hiện có từ {self.first:%d/%m/%Y} "
            f"đến {self.last:%d/%m/%Y}; hãy bổ sung năm {self.year} vào tệp national/calendar.yaml."
        )


@dataclass(frozen=True, slots=True)
class RestDay:
    """A day off: `reason` in Vietnamese, `cites` ("" for weekly rest), `projected` when not yet decreed."""

    day: date
    reason: str
    cites: str
    projected: bool = False


@dataclass(frozen=True, slots=True)
class Rolled:
    """The working day arrived at, and the rest days passed over to reach it, in calendar order."""

    day: date
    skipped: tuple[RestDay, ...]


class WorkingCalendar:
    """The working days from `first` to `last`, both inclusive, and the office hours of each.

    A dense table gives each day its ordinal among the working days: no question costs a loop over days.
    """

    def __init__(
        self,
        *,
        first: date,
        last: date,
        holidays: Iterable[RestDay],
        make_up_days: Mapping[date, str],
        office_hours: tuple[tuple[time, time], ...],
        version: str,
        projected_years: frozenset[int] = frozenset(),
    ) -> None:
        """Build the table once.

        Args:
            first: the first day the calendar covers.
            last: the last day, inclusive.
            holidays: days off beside the weekly rest, compensatory and swapped days among them; a holiday on
                a weekend may be given too, and then names that day.
            make_up_days: weekend days worked in exchange for a swapped day, each with what decreed it.
            office_hours: spans (start, end) of local time, in order, apart.
            version: names this state of the calendar, to be stored beside what was computed with it.
            projected_years: years not yet decreed ("dự kiến"); holidays in them become projected.

        Raises:
            ValueError: the data contradict each other.
            OutsideCalendar: a holiday or make-up day does not lie in the calendar.
        """
        if last < first:
            raise ValueError(f"lịch làm việc kết thúc {last} trước khi bắt đầu {first}")
        self.first, self.last, self.version = first, last, version
        self.make_up_days: Mapping[date, str] = dict(make_up_days)
        self.office_hours, self.projected_years = _checked_hours(office_hours), projected_years
        self._base, self._span = first.toordinal(), last.toordinal() - first.toordinal() + 1
        off: dict[date, RestDay] = {}
        for rest in holidays:
            self._offset(rest.day)
            if rest.day in off or rest.day in self.make_up_days:
                raise ValueError(f"ngày {rest.day:%d/%m/%Y} được khai hai lần trong lịch nghỉ và làm bù")
            off[rest.day] = replace(rest, projected=rest.projected or rest.day.year in projected_years)
        for day in self.make_up_days:
            self._offset(day)
            if day.weekday() not in WEEKLY_REST:
                raise ValueError(f"ngày làm bù {day:%d/%m/%Y} không phải Thứ Bảy hay Chủ nhật")
        days = [date.fromordinal(self._base + offset) for offset in range(self._span)]
        for day in days:
            if day.weekday() in WEEKLY_REST and day not in self.make_up_days:
                off.setdefault(day, RestDay(day, WEEKLY_REST[day.weekday()], ""))
        self._working = [day for day in days if day not in off]
        self._resting = [off[day] for day in days if day in off]
        # Working days strictly before each day, and before the day after the last.
        self._before = list(accumulate((day not in off for day in days), initial=0))

    def is_working_day(self, day: date) -> bool:
        """Tell whether offices work on `day`; OutsideCalendar where the calendar does not reach."""
        return self._is_working(self._offset(day))

    def resting(self, day: date) -> RestDay | None:
        """Return why `day` is a day off, or None when it is a working day; raises OutsideCalendar."""
        offset = self._offset(day)
        return None if self._is_working(offset) else self._resting[offset - self._before[offset]]

    def shift(self, day: date, working_days: int) -> date:
        """Return the working day that lies `working_days` working days from `day`.

        Positive: that many strictly after `day`; negative: strictly before; zero: `day` itself, even a day
        off. Reminders and rungs are such counts from the effective deadline (GĐ-06, GĐ-09).
        Raises OutsideCalendar when `day` or the result lies outside the calendar.
        """
        offset = self._offset(day)
        if working_days == 0:
            return day
        step = 1 if working_days > 0 else -1
        index = self._before[offset + 1] - 1 if step > 0 else self._before[offset]
        if 0 <= index + working_days < len(self._working):
            return self._working[index + working_days]
        beyond = (self.last if step > 0 else self.first) + timedelta(days=step)
        raise OutsideCalendar(beyond.year, self.first, self.last)

    def roll_forward(self, day: date) -> Rolled:
        """Return `day`, or the next working day with the days off passed over, `day` first (GĐ-06)."""
        start = self._offset(day)
        if self._is_working(start):
            return Rolled(day, ())
        arrived = self.shift(day, 1)
        return Rolled(arrived, self._rests(start, self._offset(arrived)))

    def roll_back(self, day: date) -> Rolled:
        """Return `day`, or the last working day before it with the days off passed over, `day` last."""
        end = self._offset(day)
        if self._is_working(end):
            return Rolled(day, ())
        arrived = self.shift(day, -1)
        return Rolled(arrived, self._rests(self._offset(arrived), end + 1))

    def count(self, after: date, until: date) -> int:
        """Return the number of working days in (after, until].

        When `until` lies before `after`: minus the number in (until, after]. Raises OutsideCalendar.
        """
        return self._before[self._offset(until) + 1] - self._before[self._offset(after) + 1]

    def skipped_between(self, after: date, until: date) -> tuple[RestDay, ...]:
        """Return the days off strictly between the two days, in calendar order; none when not in order."""
        return self._rests(self._offset(after) + 1, self._offset(until))

    def into_working_time(self, instant: datetime) -> DateTime:
        """Return `instant`, or the end of the office hours before it when it lies outside them.

        The end of a span still counts as inside: at 17:00 the office can be reached (GĐ-10).
        Raises ValueError when `instant` is naive, OutsideCalendar when the calendar does not reach.
        """
        local = _local(instant)
        day, clock = day_of(local), local.time()
        if self.is_working_day(day):
            for start, end in reversed(self.office_hours):
                if clock >= start:
                    return local if clock <= end else at(day, end)
        return at(self.shift(day, -1), self.office_hours[-1][1])

    def hours_before(self, instant: datetime, hours: int) -> DateTime:
        """Return the instant `hours` clock hours before `instant`, then back into working time (GĐ-10).

        Never fewer hours than asked: "24 giờ" before Monday 10:00 is Sunday 10:00, hence Friday 17:00.
        Raises ValueError when `hours` is negative or `instant` naive, OutsideCalendar as above.
        """
        if hours < 0:
            raise ValueError(f"số giờ báo trước không được âm: {hours}")
        return self.into_working_time(_local(instant).subtract(hours=hours))

    def _offset(self, day: date) -> int:
        offset = _plain(day).toordinal() - self._base
        if 0 <= offset < self._span:
            return offset
        raise OutsideCalendar(day.year, self.first, self.last)

    def _is_working(self, offset: int) -> bool:
        return self._before[offset + 1] > self._before[offset]

    def _rests(self, start: int, end: int) -> tuple[RestDay, ...]:
        """Return the days off in [start, end), both offsets; none when end does not lie after start."""
        return tuple(self._resting[start - self._before[start] : end - self._before[end]])


@lru_cache(maxsize=8192)
def at(day: date, clock: time) -> DateTime:
    """Return the instant of `clock`, a time without zone, on `day` in Asia/Ho_Chi_Minh."""
    if clock.tzinfo is not None:
        raise ValueError(f"giờ {clock} đã mang múi giờ riêng")
    day = _plain(day)
    parts = (clock.hour, clock.minute, clock.second, clock.microsecond)
    return pendulum.datetime(day.year, day.month, day.day, *parts, tz=ZONE)


def end_of_day(day: date) -> DateTime:
    """Return 24:00 of `day`, that is 00:00 of the next day: the first instant that is too late (GĐ-06)."""
    return at(_plain(day) + timedelta(days=1), time(0))


def sane(instant: datetime) -> bool:
    """Tell whether anything of ours can have happened, or be due, in the year of an instant."""
    return FIRST_YEAR <= instant.year <= LAST_YEAR


def day_of(instant: datetime) -> date:
    """Return the calendar day of `instant` in Asia/Ho_Chi_Minh; ValueError when it is naive."""
    local = _local(instant)
    return date(local.year, local.month, local.day)


def last_day_of(end: datetime) -> date:
    """Return the day that the exclusive bound `end` closes: for 12/3 00:00, and for 11/3 17:00, 11/3."""
    return day_of(end - timedelta(microseconds=1))


def _local(instant: datetime) -> DateTime:
    if instant.utcoffset() is None:
        raise ValueError(f"thời điểm {instant} không có múi giờ")
    return pendulum.instance(instant.astimezone(ZONE))


def _plain(day: date) -> date:
    """Refuse an instant where a day is meant: its day would be taken in whatever zone it happens to carry."""
    if isinstance(day, datetime):
        raise TypeError(f"cần một ngày, không phải một thời điểm: {day!r}")
    return day


def _checked_hours(spans: tuple[tuple[time, time], ...]) -> tuple[tuple[time, time], ...]:
    edges = tuple(chain.from_iterable(spans))
    if not edges or any(edge.tzinfo for edge in edges) or any(b <= a for a, b in pairwise(edges)):
        raise ValueError("giờ làm việc phải gồm các khoảng theo thứ tự, không chồng nhau, không kèm múi giờ")
    return spans
