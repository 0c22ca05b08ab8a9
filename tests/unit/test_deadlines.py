"""Deadlines: properties that hold for any lawful calendar, and the edges of each rule by hand."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.duty import Deadline, Duty
from tests.unit.calendars import CAL
from tests.unit.duties import CITES, directive, due, duty, event, policy, schedule
from tests.unit.test_working_time_properties import calendars
from workflows.deadlines import NONE, Deadlines, Due
from workflows.periods import occasions
from workflows.register.columns import NEVER
from workflows.working_time import ZONE, WorkingCalendar, at, day_of, end_of_day

DAYS = st.dates(date(2024, 1, 10), date(2024, 12, 20))
CLOCKS = st.sampled_from([None, "00:00", "08:00", "17:00", "23:59"])
YEAR = (date(2024, 1, 1), date(2024, 12, 31))
#: Every rule by which the report of a generated period is due, with the cadences it is for.
RULES = {
    "same_day": (("daily", "weekly", "monthly"), {"same_day": True}),
    "day": (("monthly", "quarterly", "half_yearly", "yearly"), {"day": 10}),
    "working_days_after_close": (("weekly", "monthly", "quarterly", "yearly"), {"working_days_after_close": 2}),
    "working_day_of_next_month": (("monthly", "quarterly", "half_yearly"), {"working_day_of_next_month": 5}),
}
WAYS = st.sampled_from([(cadence, way) for cadences, way in RULES.values() for cadence in cadences])


def one_off(**said: object) -> Duty:
    """Return a task with a deadline that the document says."""
    return duty("one_off", deadline=Deadline(**({"provenance": "document", "cites": CITES} | said)))


def resolved(task: Duty, cal: WorkingCalendar = CAL, effective: date = YEAR[0]) -> Due:
    """Resolve the deadline of a task."""
    return Deadlines(policy(), cal).of(directive(effective, YEAR[1], task), task, None)


def series(cadence: str, cal: WorkingCalendar = CAL, *, window: str = "calendar", **way: object) -> list[Due]:
    """Resolve the deadlines of every report of a cadence in 2024, in order."""
    asked = duty("periodic_report", schedules=(schedule(cadence, window=window, due=due(**way)),))
    found = directive(*YEAR, asked)
    rules = Deadlines(policy(), cal)
    return [rules.of(found, asked, one) for one in occasions(found, asked, cal, policy().national.reporting)]


def vn(said: str) -> datetime:
    """Read ``2024-03-12 08:00`` as Vietnamese time."""
    return datetime.fromisoformat(said).replace(tzinfo=ZONE)


@given(calendars(), DAYS, CLOCKS)
def test_an_exclusive_deadline_is_over_before_its_day_begins(
    cal: WorkingCalendar, day: date, clock: str | None
) -> None:
    """*Trước ngày* never reaches the named day, on whatever day off it falls (GĐ-36)."""
    found = resolved(one_off(before=day, at=clock), cal)
    assert found.day == day - timedelta(days=1)
    assert found.until <= at(day, time(0))
    if clock is None:
        assert found.until == at(day, time(0))


@given(calendars(), DAYS, CLOCKS)
def test_an_inclusive_deadline_goes_to_the_next_working_day(cal: WorkingCalendar, day: date, clock: str | None) -> None:
    """*Chậm nhất ngày* is that day, or the first working day after it, to 24:00 or to its hour (GĐ-06)."""
    found = resolved(one_off(on=day, at=clock), cal)
    assert found.day is not None
    assert cal.is_working_day(found.day)
    between = [day + timedelta(days=n) for n in range((found.day - day).days)]
    assert not any(cal.is_working_day(one) for one in between)
    assert found.until == (end_of_day(found.day) if clock is None else at(found.day, time.fromisoformat(clock)))


@given(calendars(), DAYS, st.integers(1, 10))
def test_working_days_after_the_effect_are_counted_from_its_day(cal: WorkingCalendar, day: date, n: int) -> None:
    """Working days after a directive takes effect begin on the working day after it (GĐ-02)."""
    found = resolved(one_off(working_days=n), cal, effective=day)
    assert found.day is not None
    assert cal.is_working_day(found.day)
    assert cal.count(day, found.day) == n


@given(calendars(), WAYS, CLOCKS)
def test_a_later_period_is_never_due_earlier(
    cal: WorkingCalendar, asked: tuple[str, dict[str, object]], clock: str | None
) -> None:
    """Deadlines follow the order of their periods, whatever days off lie between."""
    cadence, way = asked
    assert all(a.until <= b.until for a, b in pairwise(series(cadence, cal, at=clock, **way)))


@given(calendars(), st.integers(1, 10))
def test_working_days_after_the_close_lie_after_it(cal: WorkingCalendar, n: int) -> None:
    """So many working days after a window closes are counted from the day after its last, under either window."""
    for window in ("calendar", "decree"):
        for found in series("quarterly", cal, window=window, working_days_after_close=n):
            assert found.day is not None
            closes = date.fromisoformat(found.why["from"])
            assert closes.day == 14 if window == "decree" else (closes + timedelta(days=1)).day == 1
            assert cal.count(closes, found.day) == n


@given(calendars(), st.integers(1, 15))
def test_a_working_day_of_the_next_month_is_counted_in_that_month(cal: WorkingCalendar, n: int) -> None:
    """The n-th working day after a month is found by walking the next month a day at a time."""
    for found in series("monthly", cal, working_day_of_next_month=n)[:11]:
        assert found.day is not None
        last = date.fromisoformat(found.why["from"])
        walked = [one for k in range(1, 90) if cal.is_working_day(one := last + timedelta(days=k))]
        assert found.day == walked[n - 1]


@given(calendars(), st.sampled_from(["daily", "weekly", "monthly"]))
def test_on_the_same_day_means_the_last_working_day_of_the_period(cal: WorkingCalendar, cadence: str) -> None:
    """A daily report is due that day, a weekly one on the last working day of its week, at its hour (GĐ-05)."""
    asked = duty("periodic_report", schedules=(schedule(cadence, due=due(same_day=True, at="17:00")),))
    found, rules = directive(*YEAR, asked), Deadlines(policy(), cal)
    for one in occasions(found, asked, cal, policy().national.reporting):
        said = rules.of(found, asked, one)
        assert said.day is not None
        assert one.first <= said.day <= one.last
        assert cal.is_working_day(said.day)
        assert not any(
            cal.is_working_day(said.day + timedelta(days=n)) for n in range(1, (one.last - said.day).days + 1)
        )
        assert said.until == at(said.day, time(17))


@given(calendars(), st.sampled_from(["weekly", "monthly"]))
def test_a_count_ends_with_its_period(cal: WorkingCalendar, cadence: str) -> None:
    """The last instant of a count is the end of its week or month, also on a day off: nothing is rolled (GĐ-05)."""
    asked = duty("count", at_least=2, schedules=(schedule(cadence),))
    found, rules = directive(*YEAR, asked), Deadlines(policy(), cal)
    for one in occasions(found, asked, cal, policy().national.reporting):
        said = rules.of(found, asked, one)
        assert (said.day, said.until) == (one.last, end_of_day(one.last))
        assert said.why["at_least"] == 2


@given(calendars(), st.datetimes(datetime(2024, 1, 10), datetime(2024, 12, 1)), st.integers(0, 10), CLOCKS)
def test_what_an_event_brings_is_due_after_it(cal: WorkingCalendar, local: datetime, n: int, clock: str | None) -> None:
    """A duty on an event is due on a working day, at least as many working days later as said, never before it."""
    happened = local.replace(tzinfo=ZONE)
    asked = duty("on_event", event=event(working_days=n, at=clock))
    found = Deadlines(policy(), cal).after_event(asked, happened, day_of(happened))
    assert found.day is not None
    assert cal.is_working_day(found.day)
    assert found.until > happened
    extra = cal.count(day_of(happened), found.day) - n
    assert extra == 0 or (n == 0 and extra == 1)


@given(calendars(), st.datetimes(datetime(2024, 1, 10), datetime(2024, 12, 1)))
def test_an_event_without_time_is_breached_at_once(cal: WorkingCalendar, local: datetime) -> None:
    """Where the text gives no time at all, the duty is over with the instant of the event (CG-1.2c)."""
    happened = local.replace(tzinfo=ZONE)
    found = Deadlines(policy(), cal).after_event(duty("on_event", event=event()), happened, day_of(happened))
    assert (found.day, found.until, found.why["at_once"]) == (day_of(happened), happened, True)
    assert found.firm


@pytest.mark.parametrize(
    ("happened", "until"),
    [
        ("2024-04-16 16:59", "2024-04-16 17:00"),
        # At the very hour there is no time left; the next working day is the 17th.
        ("2024-04-16 17:00", "2024-04-17 17:00"),
        # The 18th is a holiday, and the 20th and 21st are a weekend.
        ("2024-04-17 17:01", "2024-04-19 17:00"),
        ("2024-04-20 09:00", "2024-04-22 17:00"),
    ],
)
def test_an_event_after_the_hour_is_due_the_next_working_day(happened: str, until: str) -> None:
    """What is due on the day itself by 17:00 and happens at 17:00 or later is due on the next working day (GĐ-14)."""
    asked = duty("on_event", event=event(working_days=0, at="17:00"))
    found = Deadlines(policy(), CAL).after_event(asked, vn(happened), day_of(vn(happened)))
    assert found.until == vn(until)


def test_days_off_between_an_event_and_its_deadline_are_named() -> None:
    """Three working days after 16/4/2024 skip the holiday of the 18th and the weekend, and say so."""
    asked = duty("on_event", event=event(working_days=3, provenance="default"))
    found = Deadlines(policy(), CAL).after_event(asked, vn("2024-04-16 10:00"), date(2024, 4, 16))
    assert found.until == vn("2024-04-23 00:00")
    assert [one["day"] for one in found.why["skipped"]] == ["2024-04-18", "2024-04-20", "2024-04-21"]
    assert (found.why["rule"], found.why["working_days"], found.firm) == ("event", 3, False)


def test_two_working_days_after_the_close_of_a_calendar_month() -> None:
    """April 2024 closes on a holiday before another: its report is due on 3/5, and that of May on 4/6."""
    found = series("monthly", working_days_after_close=2)
    april, may = found[3], found[4]
    assert (april.day, may.day) == (date(2024, 5, 3), date(2024, 6, 4))
    assert [one["day"] for one in april.why["skipped"]] == ["2024-05-01"]
    assert (april.why["rule"], april.until) == ("after_window", vn("2024-05-04 00:00"))


def test_a_day_of_the_month_on_a_sunday_goes_to_monday() -> None:
    """The 10th of March 2024 is a Sunday: the first quarter is due by the end of Monday 11/3 (GĐ-06)."""
    found = series("report_year", window="decree", day=10)
    assert [one.day for one in found] == [date(2024, 3, 11), date(2024, 6, 10), date(2024, 9, 10), date(2024, 12, 10)]
    assert found[0].why["anchor"] == "2024-03-10"
    assert [one["day"] for one in found[0].why["rolled"]["skipped"]] == ["2024-03-10"]
    assert found[0].until == vn("2024-03-12 00:00")


def test_what_has_no_deadline_is_never_due() -> None:
    """A task without a date has no deadline at all: unknown is not a date of ours (promise 9)."""
    assert resolved(duty("one_off")) == NONE
    assert (NONE.day, NONE.until, NONE.firm) == (None, NEVER, False)
    assert Deadlines(policy(), CAL).after_event(duty("standing"), vn("2024-04-16 10:00"), date(2024, 4, 16)) == NONE
