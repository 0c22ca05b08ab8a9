"""Working time: properties that hold for any lawful calendar."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.unit.calendars import FIRST, HOURS, LAST, calendar
from workflows.working_time import (
    WorkingCalendar,
    at,
    day_of,
    end_of_day,
    last_day_of,
)

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
