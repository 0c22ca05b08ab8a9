"""Working days, office hours and ends of days: the known dates of 2024, boundaries, and properties."""

import pickle
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta

import pendulum
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workflows.working_time import (
    ZONE,
    OutsideCalendar,
    RestDay,
    WorkingCalendar,
    at,
    day_of,
    end_of_day,
    last_day_of,
)

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


# --- properties ----------------------------------------------------------------------------------

DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))
STEPS = st.integers(-60, 60)
INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2024, 12, 31), timezones=st.just(UTC))


WEEKENDS = st.sampled_from(
    [day for n in range((LAST - FIRST).days + 1) if (day := FIRST + timedelta(days=n)).weekday() >= 5]
)


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    """Draw any lawful calendar: up to forty days off and eight weekend days worked."""
    off = draw(st.sets(DAYS, max_size=40))
    worked = draw(st.sets(WEEKENDS, max_size=8)) - off
    return calendar([(day, "Nghỉ") for day in off], dict.fromkeys(worked, "x"))


def working_days(cal: WorkingCalendar, start: date, end: date) -> list[date]:
    """List the working days in [start, end], day by day: the slow reading of the table."""
    days = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return [day for day in days if cal.is_working_day(day)]


def edited(cal: WorkingCalendar, day: date) -> WorkingCalendar:
    """Return the calendar with this one day turned from working to resting, or the other way round."""
    off = {d for d in (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)) if cal.resting(d)}
    off ^= {day}
    named = [(d, "Nghỉ") for d in off]
    weekend = (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
    return calendar(named, {d: "x" for d in weekend if d.weekday() >= 5 and d not in off})


@given(calendars(), DAYS, st.integers(1, 60))
def test_shift_agrees_with_counting_day_by_day(cal: WorkingCalendar, day: date, n: int) -> None:
    """The n-th working day is the n-th met when walking the days one at a time, either way."""
    assert cal.shift(day, n) == working_days(cal, day + timedelta(days=1), LAST)[n - 1]
    assert cal.shift(day, -n) == working_days(cal, FIRST, day - timedelta(days=1))[-n]


@given(calendars(), DAYS, DAYS, STEPS)
def test_shift_is_monotone_in_the_day(cal: WorkingCalendar, one: date, other: date, n: int) -> None:
    """A later day never gives an earlier result."""
    early, late = sorted((one, other))
    assert cal.shift(early, n) <= cal.shift(late, n)


@given(calendars(), DAYS, STEPS)
def test_shift_is_strictly_monotone_in_the_count(cal: WorkingCalendar, day: date, n: int) -> None:
    """One working day more is always a later day."""
    assert cal.shift(day, n) < cal.shift(day, n + 1)


@given(calendars(), DAYS, STEPS)
def test_shift_there_and_back_is_where_one_started(cal: WorkingCalendar, day: date, n: int) -> None:
    """From a working day, as many working days on and back end on the same day."""
    assume(cal.is_working_day(day))
    assert cal.shift(cal.shift(day, n), -n) == day


@given(calendars(), DAYS, STEPS)
def test_count_is_the_inverse_of_shift(cal: WorkingCalendar, day: date, n: int) -> None:
    """Counting up to where a shift arrived gives the number shifted by."""
    assume(n >= 0 or cal.is_working_day(day))
    assert cal.count(day, cal.shift(day, n)) == n


@given(calendars(), DAYS, DAYS)
def test_count_changes_sign_with_direction(cal: WorkingCalendar, one: date, other: date) -> None:
    """Counting the other way gives the same number with the other sign, and is a count of days."""
    early, late = sorted((one, other))
    assert cal.count(early, late) == -cal.count(late, early)
    assert cal.count(early, late) == len(working_days(cal, early + timedelta(days=1), late))


@given(calendars(), DAYS, DAYS)
def test_days_skipped_are_exactly_the_days_off_between(cal: WorkingCalendar, one: date, other: date) -> None:
    """What is skipped between two days is every day off strictly between them, in order, and no other."""
    early, late = sorted((one, other))
    inside = (early + timedelta(days=n) for n in range(1, (late - early).days))
    assert cal.skipped_between(early, late) == tuple(rest for d in inside if (rest := cal.resting(d)))


@given(calendars(), DAYS)
def test_roll_reaches_the_nearest_working_day(cal: WorkingCalendar, day: date) -> None:
    """Rolling never moves a working day, moves twice no further, and skips only days off."""
    for roll, ahead in ((cal.roll_forward, True), (cal.roll_back, False)):
        rolled = roll(day)
        assert cal.is_working_day(rolled.day)
        assert roll(rolled.day).day == rolled.day
        assert roll(rolled.day).skipped == ()
        assert (rolled.day == day) is cal.is_working_day(day)
        assert rolled.day >= day if ahead else rolled.day <= day
        assert len(rolled.skipped) == abs((rolled.day - day).days)
        assert [rest.day for rest in rolled.skipped] == sorted(rest.day for rest in rolled.skipped)
        assert all(cal.resting(rest.day) == rest for rest in rolled.skipped)


@given(calendars(), DAYS, DAYS, STEPS)
def test_an_edit_moves_only_what_spans_the_edited_day(cal: WorkingCalendar, edit: date, day: date, n: int) -> None:
    """Changing one day of the calendar moves a shift only when that day lies between start and result."""
    after = edited(cal, edit)
    assert after.is_working_day(edit) is not cal.is_working_day(edit)
    was, now = cal.shift(day, n), after.shift(day, n)
    if was != now:
        assert day < edit <= max(was, now) if n > 0 else min(was, now) <= edit < day


@given(calendars(), DAYS, DAYS, DAYS)
def test_an_edit_changes_only_counts_and_rolls_over_that_day(
    cal: WorkingCalendar, edit: date, one: date, other: date
) -> None:
    """Changing one day changes a count by one if it lies in (after, until], and no roll that stays clear."""
    after = edited(cal, edit)
    early, late = sorted((one, other))
    assert (cal.count(early, late) != after.count(early, late)) is (early < edit <= late)
    was, now = cal.roll_forward(one).day, after.roll_forward(one).day
    if was != now:
        assert one <= edit <= max(was, now)
    was, now = cal.roll_back(one).day, after.roll_back(one).day
    if was != now:
        assert min(was, now) <= edit <= one


@given(calendars(), INSTANTS)
def test_into_working_time_is_never_later_and_lands_inside(cal: WorkingCalendar, instant: datetime) -> None:
    """The instant given back is in office hours of a working day, never later, and stays when asked again."""
    moved = cal.into_working_time(instant)
    assert moved <= instant
    assert cal.into_working_time(moved) == moved
    assert moved.timezone_name == "Asia/Ho_Chi_Minh"
    assert cal.is_working_day(day_of(moved))
    assert any(start <= moved.time() <= end for start, end in HOURS)


@given(calendars(), INSTANTS, INSTANTS)
def test_into_working_time_is_monotone_and_moves_no_further_than_needed(
    cal: WorkingCalendar, one: datetime, other: datetime
) -> None:
    """A later instant never moves to an earlier one, and no office hour lies in what was passed over."""
    early, late = sorted((one, other))
    assert cal.into_working_time(early) <= cal.into_working_time(late)
    if cal.into_working_time(late) < early:
        assert cal.into_working_time(early) == cal.into_working_time(late)


@given(calendars(), INSTANTS, st.integers(0, 240))
def test_a_warning_comes_at_least_the_hours_before(cal: WorkingCalendar, instant: datetime, hours: int) -> None:
    """However far back into working time it rolls, a warning leaves at least the hours asked for."""
    assert instant - cal.hours_before(instant, hours) >= timedelta(hours=hours)


@given(DAYS, st.times())
def test_an_instant_belongs_to_the_day_it_was_made_of(day: date, clock: time) -> None:
    """Every time of a day lies in that day and before its end; the end itself closes the same day."""
    instant = at(day, clock)
    assert day_of(instant) == day
    assert instant < end_of_day(day)
    assert last_day_of(end_of_day(day)) == day
