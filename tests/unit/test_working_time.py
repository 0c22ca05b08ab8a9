"""Working days, office hours and ends of days: the known dates of 2024, boundaries, and properties."""

import pickle
from datetime import UTC, date, datetime, time, timedelta

import pendulum
import pytest

from tests.unit.calendars import CAL, FIRST, HOLIDAYS_2024, LAST, MAKE_UP_2024, calendar
from workflows.working_time import (
    ZONE,
    OutsideCalendar,
    RestDay,
    at,
    day_of,
    end_of_day,
    last_day_of,
)

# --- known dates ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2024, 1, 1), False),
        (date(2024, 2, 7), True),
        (date(2024, 2, 8), False),
        (date(2024, 2, 14), False),
        (date(2024, 2, 15), True),
        (date(2024, 3, 9), False),
        (date(2024, 3, 10), False),
        (date(2024, 3, 11), True),
        (date(2024, 4, 18), False),
        (date(2024, 4, 29), False),
        (date(2024, 5, 4), True),
        (date(2024, 5, 5), False),
        (date(2024, 9, 3), False),
    ],
)
def test_the_known_days_of_2024(day: date, working: bool) -> None:
    """The days off of 2024 rest, and the Saturday worked for the swapped Monday 29/4 works."""
    assert CAL.is_working_day(day) is working
    assert (CAL.resting(day) is None) is working


def test_a_sunday_deadline_rolls_to_monday_and_names_what_it_passed() -> None:
    """Ba Bích's first-quarter deadline, Sunday 10/3/2024, takes effect on Monday 11/3."""
    rolled = CAL.roll_forward(date(2024, 3, 10))
    assert rolled.day == date(2024, 3, 11)
    assert rolled.skipped == (RestDay(date(2024, 3, 10), "Chủ nhật", ""),)


def test_rolling_over_tet_names_the_holidays_before_the_weekly_rest() -> None:
    """A day of Tết that is also a Saturday or a Sunday is named by Tết, with its citation."""
    rolled = CAL.roll_forward(date(2024, 2, 9))
    assert rolled.day == date(2024, 2, 15)
    assert [rest.day.day for rest in rolled.skipped] == [9, 10, 11, 12, 13, 14]
    assert {(rest.reason, rest.cites) for rest in rolled.skipped} == {("Tết Nguyên đán", "lich_nghi_2024")}


def test_rolling_back_stops_at_the_make_up_saturday() -> None:
    """From Sunday 5/5/2024 the working day before is Saturday 4/5; from Sunday 10/3 it is Friday 8/3."""
    assert CAL.roll_back(date(2024, 5, 5)).day == date(2024, 5, 4)
    back = CAL.roll_back(date(2024, 3, 10))
    assert back.day == date(2024, 3, 8)
    assert [rest.reason for rest in back.skipped] == ["Thứ Bảy", "Chủ nhật"]


@pytest.mark.parametrize(
    ("day", "working_days", "result"),
    [
        (date(2024, 3, 11), -1, date(2024, 3, 8)),
        (date(2024, 3, 11), -3, date(2024, 3, 6)),
        (date(2024, 3, 11), -5, date(2024, 3, 4)),
        (date(2024, 3, 11), 1, date(2024, 3, 12)),
        (date(2024, 3, 11), 15, date(2024, 4, 1)),
        (date(2024, 2, 7), 1, date(2024, 2, 15)),
        (date(2024, 2, 15), -1, date(2024, 2, 7)),
        (date(2024, 5, 2), 2, date(2024, 5, 4)),
        (date(2024, 5, 6), -1, date(2024, 5, 4)),
        (date(2024, 4, 26), 1, date(2024, 5, 2)),
        (date(2024, 3, 10), 1, date(2024, 3, 11)),
        (date(2024, 3, 10), -1, date(2024, 3, 8)),
        (date(2024, 3, 10), 0, date(2024, 3, 10)),
        (date(2024, 2, 29), 5, date(2024, 3, 7)),
    ],
)
def test_working_days_are_counted_from_the_day_given(day: date, working_days: int, result: date) -> None:
    """Reminders and rungs count working days strictly before or after the effective deadline."""
    assert CAL.shift(day, working_days) == result


def test_the_days_off_between_two_days_exclude_both_ends() -> None:
    """Between Monday 29/4 and Saturday 4/5/2024, both left out, only 30/4 and 1/5 rest."""
    between = CAL.skipped_between(date(2024, 4, 29), date(2024, 5, 5))
    assert [rest.day for rest in between] == [date(2024, 4, 30), date(2024, 5, 1)]
    assert CAL.skipped_between(date(2024, 5, 5), date(2024, 4, 29)) == ()
    assert CAL.skipped_between(date(2024, 3, 10), date(2024, 3, 10)) == ()
    assert CAL.skipped_between(date(2024, 3, 9), date(2024, 3, 10)) == ()


def test_count_is_half_open_and_signed() -> None:
    """A count takes in its last day, leaves out its first, and is negative when they are swapped."""
    assert CAL.count(date(2024, 3, 8), date(2024, 3, 11)) == 1
    assert CAL.count(date(2024, 3, 11), date(2024, 3, 8)) == -1
    assert CAL.count(date(2024, 3, 11), date(2024, 3, 11)) == 0
    assert CAL.count(date(2024, 3, 8), date(2024, 3, 10)) == 0


# --- instants ------------------------------------------------------------------------------------


def test_a_day_ends_at_midnight_in_vietnam() -> None:
    """A deadline day lasts to 24:00 in Asia/Ho_Chi_Minh, which is 17:00 UTC of the same day."""
    end = end_of_day(date(2024, 3, 11))
    assert end == datetime(2024, 3, 11, 17, tzinfo=UTC)
    assert end.timezone_name == "Asia/Ho_Chi_Minh"
    assert end == at(date(2024, 3, 12), time(0))
    assert end_of_day(date(2024, 12, 31)) == datetime(2024, 12, 31, 17, tzinfo=UTC)
    assert end_of_day(date(2024, 2, 28)) == at(date(2024, 2, 29), time(0))


@pytest.mark.parametrize(
    ("end", "day"),
    [
        (datetime(2024, 3, 12, 0, 0, tzinfo=ZONE), date(2024, 3, 11)),
        (datetime(2024, 3, 11, 17, 0, tzinfo=ZONE), date(2024, 3, 11)),
        (datetime(2024, 3, 12, 0, 0, 0, 1, tzinfo=ZONE), date(2024, 3, 12)),
        (datetime(2024, 3, 11, 17, 0, tzinfo=UTC), date(2024, 3, 11)),
    ],
)
def test_an_exclusive_end_closes_the_day_before_it(end: datetime, day: date) -> None:
    """An end at 00:00 closes the day before; any later end closes its own day."""
    assert last_day_of(end) == day


def test_the_day_of_an_instant_is_the_day_in_vietnam() -> None:
    """Midnight in Vietnam begins the new day whatever zone the instant is written in."""
    assert day_of(datetime(2024, 3, 11, 16, 59, 59, tzinfo=UTC)) == date(2024, 3, 11)
    assert day_of(datetime(2024, 3, 11, 17, tzinfo=UTC)) == date(2024, 3, 12)
    assert type(day_of(pendulum.datetime(2024, 3, 11))) is date


@pytest.mark.parametrize(
    ("instant", "moved"),
    [
        ("2024-03-11T07:30:00", "2024-03-11T07:30:00"),
        ("2024-03-11T07:29:59.999999", "2024-03-08T17:00:00"),
        ("2024-03-11T10:00:00", "2024-03-11T10:00:00"),
        ("2024-03-11T11:30:00", "2024-03-11T11:30:00"),
        ("2024-03-11T11:30:00.000001", "2024-03-11T11:30:00"),
        ("2024-03-11T13:29:59", "2024-03-11T11:30:00"),
        ("2024-03-11T13:30:00", "2024-03-11T13:30:00"),
        ("2024-03-11T17:00:00", "2024-03-11T17:00:00"),
        ("2024-03-11T17:00:01", "2024-03-11T17:00:00"),
        ("2024-03-12T00:00:00", "2024-03-11T17:00:00"),
        ("2024-03-10T10:00:00", "2024-03-08T17:00:00"),
        ("2024-02-14T10:00:00", "2024-02-07T17:00:00"),
        ("2024-05-04T10:00:00", "2024-05-04T10:00:00"),
        ("2024-04-29T10:00:00", "2024-04-26T17:00:00"),
    ],
)
def test_an_instant_outside_office_hours_moves_back(instant: str, moved: str) -> None:
    """An instant outside office hours moves back to the end of the office hours before it."""
    expected = datetime.fromisoformat(moved).replace(tzinfo=ZONE)
    assert CAL.into_working_time(datetime.fromisoformat(instant).replace(tzinfo=ZONE)) == expected


@pytest.mark.parametrize(
    ("due", "warned"),
    [
        (at(date(2024, 3, 11), time(10)), at(date(2024, 3, 8), time(17))),
        (at(date(2024, 3, 12), time(10)), at(date(2024, 3, 11), time(10))),
        (at(date(2024, 3, 12), time(12)), at(date(2024, 3, 11), time(11, 30))),
        (at(date(2024, 5, 6), time(10)), at(date(2024, 5, 4), time(17))),
        (at(date(2024, 2, 15), time(8)), at(date(2024, 2, 7), time(17))),
    ],
)
def test_the_24_hour_warning_falls_back_into_working_time(due: datetime, warned: datetime) -> None:
    """A dossier due Monday 10:00 has its 24-hour point on Sunday and is warned on Friday at 17:00."""
    assert CAL.hours_before(due, 24) == warned
    assert CAL.hours_before(due.astimezone(UTC), 24) == warned


# --- what is refused -----------------------------------------------------------------------------


def test_outside_the_calendar_names_the_missing_year_and_the_file() -> None:
    """Beyond the calendar the answer is an error in Vietnamese with the year to add and where."""
    with pytest.raises(OutsideCalendar, match=r"năm 2026.*31/12/2025.*national/calendar\.yaml"):
        CAL.shift(date(2025, 12, 31), 1)
    with pytest.raises(OutsideCalendar, match="năm 2022"):
        CAL.shift(date(2023, 1, 2), -1)
    with pytest.raises(OutsideCalendar) as caught:
        CAL.is_working_day(date(2028, 1, 1))
    assert caught.value.year == 2028
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert str(copy) == str(caught.value)


@pytest.mark.parametrize("day", [FIRST - timedelta(days=1), LAST + timedelta(days=1)])
def test_every_question_is_refused_one_day_outside(day: date) -> None:
    """One day outside, on either side, no question is answered by accident."""
    inside = date(2024, 3, 11)
    for ask in (CAL.is_working_day, CAL.resting, CAL.roll_forward, CAL.roll_back):
        with pytest.raises(OutsideCalendar):
            ask(day)
    for pair in ((day, inside), (inside, day)):
        with pytest.raises(OutsideCalendar):
            CAL.count(*pair)
        with pytest.raises(OutsideCalendar):
            CAL.skipped_between(*pair)
    with pytest.raises(OutsideCalendar):
        CAL.shift(day, 0)
    with pytest.raises(OutsideCalendar):
        CAL.into_working_time(at(day, time(10)))


def test_the_first_and_last_days_are_inside() -> None:
    """The calendar answers for its own bounds, and rolling past them is refused."""
    assert CAL.resting(FIRST) == RestDay(FIRST, "Chủ nhật", "")
    assert CAL.is_working_day(LAST)
    assert CAL.shift(FIRST, 1) == date(2023, 1, 2)
    assert CAL.shift(LAST, -1) == date(2025, 12, 30)
    with pytest.raises(OutsideCalendar, match="năm 2022"):
        CAL.roll_back(FIRST)


def test_an_instant_is_not_taken_for_a_day() -> None:
    """An instant where a day is meant is refused, because its day depends on the zone it carries."""
    instant = datetime(2024, 3, 11, 18, tzinfo=UTC)
    for ask in (CAL.is_working_day, end_of_day, CAL.roll_forward):
        with pytest.raises(TypeError, match="không phải một thời điểm"):
            ask(instant)


def test_naive_time_is_refused() -> None:
    """An instant without a zone, a time of day with one, and negative hours are refused."""
    naive = datetime(2024, 3, 11, 10)
    for ask in (day_of, last_day_of, CAL.into_working_time):
        with pytest.raises(ValueError, match="không có múi giờ"):
            ask(naive)
    with pytest.raises(ValueError, match="múi giờ riêng"):
        at(date(2024, 3, 11), time(8, tzinfo=UTC))
    with pytest.raises(ValueError, match="không được âm"):
        CAL.hours_before(at(date(2024, 3, 11), time(10)), -1)


@pytest.mark.parametrize(
    "hours",
    [
        (),
        ((time(11, 30), time(7, 30)),),
        ((time(7, 30), time(7, 30)),),
        ((time(13, 30), time(17)), (time(7, 30), time(11, 30))),
        ((time(7, 30), time(12)), (time(11), time(17))),
        ((time(7, 30, tzinfo=UTC), time(11, 30, tzinfo=UTC)),),
    ],
)
def test_office_hours_must_be_ordered_and_apart(hours: tuple[tuple[time, time], ...]) -> None:
    """Office hours that are empty, reversed, overlapping or zoned are refused."""
    with pytest.raises(ValueError, match="giờ làm việc"):
        calendar(hours=hours)


def test_contradicting_days_are_refused() -> None:
    """A holiday given twice, one also worked, a make-up weekday, and reversed bounds are refused."""
    tet = (date(2024, 1, 1), "Tết Dương lịch")
    with pytest.raises(ValueError, match="01/01/2024 được khai hai lần"):
        calendar([tet, tet])
    with pytest.raises(ValueError, match="04/05/2024 được khai hai lần"):
        calendar([(date(2024, 5, 4), "Nghỉ")])
    with pytest.raises(ValueError, match="06/05/2024 không phải Thứ Bảy hay Chủ nhật"):
        calendar(make_up={date(2024, 5, 6): "x"})
    with pytest.raises(ValueError, match="kết thúc"):
        calendar([], {}, first=LAST, last=FIRST)
    with pytest.raises(OutsideCalendar):
        calendar([(date(2030, 1, 1), "Tết Dương lịch")])
    with pytest.raises(OutsideCalendar):
        calendar(make_up={date(2030, 1, 5): "x"})


def test_holidays_of_an_undecreed_year_are_marked_projected() -> None:
    """A day off in a year not yet decreed says that it is only expected; weekly rest never does."""
    expected = calendar([*HOLIDAYS_2024, (date(2025, 1, 1), "Tết Dương lịch")], projected=frozenset({2025}))
    holiday, sunday = expected.resting(date(2025, 1, 1)), expected.resting(date(2025, 1, 5))
    decreed = expected.resting(date(2024, 1, 1))
    assert holiday is not None and holiday.projected
    assert sunday is not None and not sunday.projected
    assert decreed is not None and not decreed.projected


def test_a_calendar_can_be_sent_to_another_process() -> None:
    """A calendar survives pickling, and then answers the same."""
    copy = pickle.loads(pickle.dumps(CAL))  # noqa: S301 - our own bytes
    assert copy.shift(date(2024, 3, 11), -1) == date(2024, 3, 8)
    assert copy.make_up_days == MAKE_UP_2024
