"""Calendars that the tests of working time share."""

from collections.abc import Iterable, Mapping
from datetime import date, time

from workflows.working_time import RestDay, WorkingCalendar

FIRST, LAST = date(2023, 1, 1), date(2025, 12, 31)
HOURS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17)))
HOLIDAYS_2024 = (
    [(date(2024, 1, 1), "Tết Dương lịch")]
    + [(date(2024, 2, day), "Tết Nguyên đán") for day in range(8, 15)]
    + [
        (date(2024, 4, 18), "Giỗ Tổ Hùng Vương"),
        (date(2024, 4, 29), "Nghỉ hoán đổi, làm bù Thứ Bảy 04/5/2024"),
        (date(2024, 4, 30), "Ngày Chiến thắng"),
        (date(2024, 5, 1), "Ngày Quốc tế lao động"),
        (date(2024, 9, 2), "Quốc khánh"),
        (date(2024, 9, 3), "Quốc khánh"),
    ]
)
MAKE_UP_2024 = {date(2024, 5, 4): "lich_nghi_2024"}


def calendar(
    holidays: Iterable[tuple[date, str]] = HOLIDAYS_2024,
    make_up: Mapping[date, str] = MAKE_UP_2024,
    first: date = FIRST,
    last: date = LAST,
    hours: tuple[tuple[time, time], ...] = HOURS,
    projected: frozenset[int] = frozenset(),
) -> WorkingCalendar:
    """Build a calendar, of 2024 unless told otherwise."""
    return WorkingCalendar(
        first=first,
        last=last,
        holidays=[RestDay(day, reason, "lich_nghi_2024") for day, reason in holidays],
        make_up_days=make_up,
        office_hours=hours,
        version="thu",
        projected_years=projected,
    )


CAL = calendar()
