"""The periods of what recurs: listed in the directive, or following from a cadence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from config.citation import Citation
from config.dated import on
from config.directive import Directive
from config.duty import Duty, Period, PeriodDue, Schedule
from config.reporting import Cadence, Reporting
from workflows.working_time import WorkingCalendar

#: Months of one period of each cadence, and how its keys and labels end.
_MONTHS: dict[Cadence, int] = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "nine_months": 9, "yearly": 12}
#: The four reports of a year (GĐ-04): cadence, first month, whether the figures include earlier periods.
_REPORT_YEAR: tuple[tuple[Cadence, int, bool], ...] = (
    ("quarterly", 1, False),
    ("half_yearly", 1, True),
    ("quarterly", 7, False),
    ("yearly", 1, True),
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """One period of a duty.

    Attributes:
        key: ``2024-Q1``, ``2026-W16``, ``2026-04-15``.
        label: its Vietnamese name.
        first: first day of the period itself.
        last: last day of the period itself.
        window_from: first day of its data window.
        window_until: last day of its data window, inclusive.
        cumulative: whether the figures include earlier periods.
        listed: the period as the directive lists it; None where it follows from a cadence.
        schedule: the schedule it follows from; None where it is listed.
    """

    key: str
    label: str
    first: date
    last: date
    window_from: date
    window_until: date
    cumulative: bool
    listed: Period | None = None
    schedule: Schedule | None = None

    @property
    def due(self) -> PeriodDue | None:
        """When it is due by its schedule; None for a listed period or a count."""
        return None if self.schedule is None else self.schedule.due

    @property
    def cites(self) -> tuple[Citation, ...]:
        """What the period rests on."""
        found = self.listed or self.schedule
        return () if found is None else found.cites


def occasions(directive: Directive, duty: Duty, calendar: WorkingCalendar, reporting: Reporting) -> Iterator[Occasion]:
    """Yield the periods of a duty that recurs, in order.

    A count has whole periods only: one that began before the directive or ends after its term could not be filled
    like the others (GĐ-37). A report may reach back beyond the directive, but for no period that was over by then,
    and its deadline may not (GĐ-14), which is for the caller to see. A period without a working day asks for nothing.
    """
    for period in duty.periods:
        yield Occasion(
            period.key,
            period.label,
            period.window_from,
            period.window_until,
            period.window_from,
            period.window_until,
            period.cumulative,
            listed=period,
        )
    for schedule in duty.schedules:
        begin = max(schedule.from_ or date.min, directive.effective_from.on)
        earliest, latest = _bounds(directive, duty, schedule)
        for found in _spans(schedule, begin, directive.term_until, reporting):
            inside = earliest <= found.first <= directive.term_until and begin <= found.last <= latest
            stopped = schedule.until is not None and found.first >= schedule.until
            if inside and not stopped and _working_days(calendar, found.first, found.last):
                yield found


def _bounds(directive: Directive, duty: Duty, schedule: Schedule) -> tuple[date, date]:
    """Return the earliest first day and the latest last day that a period of the duty may have."""
    if duty.kind == "count":
        return max(schedule.from_ or date.min, directive.effective_from.on), directive.term_until
    return schedule.from_ or date.min, date.max


def last_working_day(calendar: WorkingCalendar, occasion: Occasion) -> date:
    """Return the last working day of a period that has one."""
    day = occasion.last
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day


def _working_days(calendar: WorkingCalendar, first: date, last: date) -> bool:
    return any(calendar.is_working_day(first + timedelta(days=n)) for n in range((last - first).days + 1))


def _spans(schedule: Schedule, begin: date, end: date, reporting: Reporting) -> Iterator[Occasion]:
    match schedule.cadence:
        case "daily":
            day = begin
            while day <= end:
                yield Occasion(day.isoformat(), f"Ngày {day:%d/%m/%Y}", day, day, day, day, False, schedule=schedule)
                day += timedelta(days=1)
        case "weekly":
            monday = begin - timedelta(days=begin.weekday())
            while monday <= end:
                yield _week(schedule, monday)
                monday += timedelta(days=7)
        case "report_year":
            for year in range(begin.year, end.year + 1):
                for cadence, month, cumulative in _REPORT_YEAR:
                    yield _months(schedule, cadence, date(year, month, 1), reporting, cumulative=cumulative)
        case cadence:
            length = _MONTHS[cadence]
            for year in range(begin.year, end.year + 1):
                for month in range(1, 14 - length, length):
                    cumulative = cadence == "nine_months"
                    yield _months(schedule, cadence, date(year, month, 1), reporting, cumulative=cumulative)


def _week(schedule: Schedule, monday: date) -> Occasion:
    sunday, iso = monday + timedelta(days=6), monday.isocalendar()
    label = f"Tuần {iso.week} năm {iso.year} ({monday:%d/%m}–{sunday:%d/%m/%Y})"
    key = f"{iso.year}-W{iso.week:02}"
    return Occasion(key, label, monday, sunday, monday, sunday, False, schedule=schedule)


def _months(schedule: Schedule, cadence: Cadence, first: date, reporting: Reporting, *, cumulative: bool) -> Occasion:
    length = _MONTHS[cadence]
    last = _month_end(first, length)
    key, label = _named(cadence, first)
    window = (first, last)
    if schedule.window == "decree":
        rule = next(
            (on(one.entries, last) for one in reporting.windows if one.cadence == cadence and on(one.entries, last)),
            None,
        )
        if rule is not None and rule.value is not None:
            window = rule.value.window(first, last)
    return Occasion(key, label, first, last, *window, cumulative, schedule=schedule)


def _named(cadence: Cadence, first: date) -> tuple[str, str]:
    year, quarter, half = first.year, (first.month + 2) // 3, 1 if first.month < 7 else 2
    roman = ("I", "II", "III", "IV")[quarter - 1]
    return {
        "monthly": (f"{first:%Y-%m}", f"Tháng {first.month} năm {year}"),
        "quarterly": (f"{year}-Q{quarter}", f"Quý {roman} năm {year}"),
        "half_yearly": (f"{year}-H{half}", f"6 tháng {'đầu' if half == 1 else 'cuối'} năm {year}"),
        "nine_months": (f"{year}-9M", f"9 tháng năm {year}"),
        "yearly": (f"{year}", f"Năm {year}"),
    }[cadence]


def _month_end(first: date, months: int) -> date:
    index = first.year * 12 + first.month - 1 + months
    return date(index // 12, index % 12 + 1, 1) - timedelta(days=1)
