"""Periods of what recurs: properties that hold for any term and any lawful calendar, and the edges by hand."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from config.duty import Duty, PeriodKey
from tests.unit.calendars import CAL, calendar
from tests.unit.duties import directive, due, duty, policy, schedule
from tests.unit.test_working_time_properties import calendars
from workflows.periods import Occasion, last_working_day, occasions
from workflows.working_time import WorkingCalendar

REPORTING = policy().national.reporting
#: Cadences whose periods follow one another without a break.
UNBROKEN = ("daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly")
EVERY = (*UNBROKEN, "nine_months", "report_year")
#: Room before and after, so that periods that reach beyond the term still lie in the calendar.
DAYS = st.dates(date(2024, 1, 10), date(2024, 12, 20))


@st.composite
def terms(draw: st.DrawFn) -> tuple[date, date]:
    """Draw the first and the last day of a directive."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return first, last


def report(cadence: str, **rest: object) -> Duty:
    """Return a report of one cadence, due on the last working day of its period."""
    return duty("periodic_report", schedules=(schedule(cadence, due=due(same_day=True), **rest),))


def count(cadence: str, **rest: object) -> Duty:
    """Return a count of one cadence."""
    return duty("count", at_least=2, schedules=(schedule(cadence, **rest),))


def found(asked: Duty, term: tuple[date, date], cal: WorkingCalendar = CAL) -> list[Occasion]:
    """List the periods of a duty."""
    return list(occasions(directive(*term, asked), asked, cal, REPORTING))


def days(first: date, last: date) -> list[date]:
    """List the days from the first to the last, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@given(calendars(), terms(), st.sampled_from(UNBROKEN))
def test_no_period_overlaps_and_no_working_day_is_left_out(
    cal: WorkingCalendar, term: tuple[date, date], cadence: str
) -> None:
    """Every working day of the term lies in exactly one period of each calendar cadence."""
    covered = [day for one in found(report(cadence), term, cal) for day in days(one.first, one.last)]
    assert len(covered) == len(set(covered))
    assert {day for day in days(*term) if cal.is_working_day(day)} <= set(covered)


@given(calendars(), terms(), st.sampled_from(EVERY))
def test_periods_have_lawful_keys_that_name_them_alone(
    cal: WorkingCalendar, term: tuple[date, date], cadence: str
) -> None:
    """A key can stand in an assignment's key, names one period, and keys come in order of time."""
    every = found(report(cadence), term, cal)
    for one in every:
        assert TypeAdapter(PeriodKey).validate_python(one.key) == one.key
    assert len({one.key for one in every}) == len(every)
    assert len({one.label for one in every}) == len(every)
    assert all(a.last <= b.last for a, b in pairwise(every))


@given(calendars(), terms())
def test_a_week_is_the_iso_week_that_its_key_names(cal: WorkingCalendar, term: tuple[date, date]) -> None:
    """Weeks run from Monday to Sunday, and the weeks around New Year belong to the ISO year of their Thursday."""
    for one in found(report("weekly"), term, cal):
        year, week = one.key.split("-W")
        assert (one.first, one.last) == tuple(date.fromisocalendar(int(year), int(week), day) for day in (1, 7))


@given(calendars(), terms())
def test_a_daily_report_is_asked_for_on_working_days_only(cal: WorkingCalendar, term: tuple[date, date]) -> None:
    """A daily report comes once for every working day of the term, make-up Saturdays included, and on no other day."""
    every = found(report("daily"), term, cal)
    assert [one.first for one in every] == [day for day in days(*term) if cal.is_working_day(day)]
    assert [one.key for one in every] == [one.first.isoformat() for one in every]


@given(calendars(), terms(), st.sampled_from(["weekly", "monthly", "quarterly"]))
def test_a_count_is_asked_for_in_whole_periods_only(
    cal: WorkingCalendar, term: tuple[date, date], cadence: str
) -> None:
    """A count never falls in a period that the term cuts, nor in one without a working day (GĐ-37)."""
    every = found(count(cadence), term, cal)
    for one in every:
        assert term[0] <= one.first <= one.last <= term[1]
        assert cal.is_working_day(last_working_day(cal, one))
        assert one.first <= last_working_day(cal, one)
    whole = [one.key for one in found(report(cadence), term, cal) if term[0] <= one.first and one.last <= term[1]]
    assert [one.key for one in every] == whole


@given(terms(), DAYS)
def test_a_schedule_that_begins_before_the_directive_counts_nothing_before_it(
    term: tuple[date, date], begins: date
) -> None:
    """A first day of the schedule's own may only put a count off, never bring it before the effect (GĐ-37)."""
    for one in found(count("weekly", begins=begins), term):
        assert one.first >= max(begins, term[0])


@given(terms(), DAYS, st.sampled_from(UNBROKEN))
def test_of_two_schedules_one_after_the_other_each_has_its_own_periods(
    term: tuple[date, date], change: date, cadence: str
) -> None:
    """Where a schedule ends on the day another begins, every period begins under one of the two."""
    until = schedule(cadence, due=due(same_day=True), until=change)
    after = schedule(cadence, due=due(same_day=True), begins=change)
    every = found(duty("periodic_report", schedules=(until, after)), term)
    assert all((one.first < change) == (one.schedule is until) for one in every)
    assert [one.key for one in every] == [one.key for one in found(report(cadence), term)]


def windows(year: int) -> dict[str, tuple[date, date]]:
    """Write down the data windows of a year as article 12 of Decree 09/2019 does."""
    last = year - 1
    return {
        f"{year}-01": (date(last, 12, 15), date(year, 1, 14)),
        f"{year}-02": (date(year, 1, 15), date(year, 2, 14)),
        f"{year}-03": (date(year, 2, 15), date(year, 3, 14)),
        f"{year}-12": (date(year, 11, 15), date(year, 12, 14)),
        f"{year}-Q1": (date(last, 12, 15), date(year, 3, 14)),
        f"{year}-Q2": (date(year, 3, 15), date(year, 6, 14)),
        f"{year}-Q3": (date(year, 6, 15), date(year, 9, 14)),
        f"{year}-Q4": (date(year, 9, 15), date(year, 12, 14)),
        f"{year}-H1": (date(last, 12, 15), date(year, 6, 14)),
        f"{year}-H2": (date(year, 6, 15), date(year, 12, 14)),
        f"{year}-9M": (date(last, 12, 15), date(year, 9, 14)),
        f"{year}": (date(last, 12, 15), date(year, 12, 14)),
    }


@pytest.mark.parametrize("cadence", ["monthly", "quarterly", "half_yearly", "nine_months", "yearly", "report_year"])
@pytest.mark.parametrize("year", [2024, 2025])
def test_the_windows_of_the_decree_are_those_of_article_12(year: int, cadence: str) -> None:
    """Under the decree a window opens on the 15th before its period and closes on the 14th of its last month."""
    every = found(report(cadence, window="decree"), (date(year, 1, 1), date(year, 12, 31)))
    lawful = windows(year)
    compared = {one.key: (one.window_from, one.window_until) for one in every if one.key in lawful}
    assert compared == {key: lawful[key] for key in compared}
    assert compared
    if cadence not in ("nine_months", "report_year"):
        assert all(a.window_until + timedelta(days=1) == b.window_from for a, b in pairwise(every))


@pytest.mark.parametrize(
    ("cadence", "keys"),
    [
        ("monthly", [f"2024-{month:02}" for month in range(1, 13)]),
        ("quarterly", ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]),
        ("half_yearly", ["2024-H1", "2024-H2"]),
        ("nine_months", ["2024-9M"]),
        ("yearly", ["2024"]),
        ("report_year", ["2024-Q1", "2024-H1", "2024-Q3", "2024"]),
    ],
)
def test_a_year_has_the_periods_of_its_cadence(cadence: str, keys: list[str]) -> None:
    """Each cadence asks for its own periods of a year, and the report year for quý I, 6 tháng, quý III and năm."""
    every = found(report(cadence), (date(2024, 1, 1), date(2024, 12, 31)))
    assert [one.key for one in every] == keys
    assert all((one.window_from, one.window_until) == (one.first, one.last) for one in every)


def test_only_reports_that_contain_earlier_ones_are_cumulative() -> None:
    """6 tháng, 9 tháng and năm of the report year include the periods before; a quarter stands for itself."""
    every = found(report("report_year"), (date(2024, 1, 1), date(2024, 12, 31)))
    assert [one.cumulative for one in every] == [False, True, False, True]
    (nine,) = found(report("nine_months"), (date(2024, 1, 1), date(2024, 12, 31)))
    assert nine.cumulative


def test_no_report_is_asked_for_a_period_that_was_over_before_the_directive() -> None:
    """A schedule that begins earlier than its directive asks for no period that had ended by then (GĐ-14)."""
    late = duty(
        "periodic_report",
        schedules=(schedule("monthly", due=due(working_day_of_next_month=5), begins=date(2024, 1, 1)),),
    )
    assert [one.key for one in found(late, (date(2024, 4, 1), date(2024, 5, 31)))] == ["2024-04", "2024-05"]


def test_a_report_may_reach_back_beyond_the_directive_where_a_count_may_not() -> None:
    """In the month in which a directive takes effect a report is asked for, a count is not (GĐ-14, GĐ-37)."""
    term = (date(2024, 4, 2), date(2024, 6, 30))
    assert [one.key for one in found(report("monthly"), term)] == ["2024-04", "2024-05", "2024-06"]
    assert [one.key for one in found(count("monthly"), term)] == ["2024-05", "2024-06"]


@pytest.mark.parametrize(
    ("term", "keys"),
    [
        ((date(2024, 4, 1), date(2024, 5, 31)), ["2024-04", "2024-05"]),
        ((date(2024, 4, 2), date(2024, 5, 31)), ["2024-05"]),
        ((date(2024, 4, 1), date(2024, 5, 30)), ["2024-04"]),
    ],
)
def test_a_day_at_either_end_decides_whether_a_month_is_whole(term: tuple[date, date], keys: list[str]) -> None:
    """A month counts from its first day to its last, both in the term; one day short and it does not count."""
    assert [one.key for one in found(count("monthly"), term)] == keys


def test_a_week_without_a_working_day_asks_for_nothing() -> None:
    """In a week that is all holidays nobody owes a count or a report; with one working day they do."""
    tet = [(date(2024, 2, day), "Tết") for day in range(5, 10)]
    term = (date(2024, 1, 29), date(2024, 2, 18))
    off, on = calendar(tet), calendar(tet[1:])
    for asked in (count("weekly"), report("weekly")):
        assert [one.key for one in found(asked, term, off)] == ["2024-W05", "2024-W07"]
        assert [one.key for one in found(asked, term, on)] == ["2024-W05", "2024-W06", "2024-W07"]


def test_the_period_in_which_a_schedule_ends_is_still_its_own() -> None:
    """A schedule's end is the first day on which none may begin; what began before runs to its end."""
    term = (date(2024, 1, 1), date(2024, 12, 31))
    assert [o.key for o in found(count("monthly", until=date(2024, 3, 1)), term)] == ["2024-01", "2024-02"]
    assert [o.key for o in found(count("monthly", until=date(2024, 3, 2)), term)] == ["2024-01", "2024-02", "2024-03"]
    assert [o.key for o in found(count("monthly", begins=date(2024, 11, 2)), term)] == ["2024-12"]
