"""Whose a lateness is: what was waited for is theirs, the rest is the consolidator's own, and nothing is lost between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.calendars import CAL, HOURS
from tests.unit.test_working_time_properties import INSTANTS, calendars
from workflows.shares import Share, divide, spoken
from workflows.working_time import ZONE, OutsideCalendar, WorkingCalendar

DAY = Fraction(int(timedelta(hours=7, minutes=30).total_seconds()))


def vn(said: str) -> datetime:
    """Read ``2024-03-12 08:00`` as Vietnamese time."""
    return datetime.fromisoformat(said).replace(tzinfo=ZONE)


#: 24:00 of the feeders' deadline (11/03) and of the upward one (19/03), as in Ba Bích's first quarter.
FED, DUE = vn("2024-03-12 00:00"), vn("2024-03-20 00:00")


def divided(until: str, **arrived: str) -> tuple[Fraction, dict[str, Fraction]]:
    """Return the whole lateness and the shares of those waited for, in working days."""
    total, waited = divide(CAL, DUE, vn(until), {key: (FED, min(vn(at), vn(until))) for key, at in arrived.items()})
    return Fraction(int(total.total_seconds())) / DAY, {key: seconds / DAY for key, seconds in waited.items()}


@pytest.mark.parametrize(
    ("until", "arrived", "whole", "waited"),
    [
        # All in at the last instant: the whole lateness is the consolidator's own.
        ("2024-03-22 17:00", {"a": "2024-03-12 00:00"}, 3, {}),
        # One working day late, three late upward: two are the consolidator's own.
        ("2024-03-22 17:00", {"a": "2024-03-12 17:00"}, 3, {"a": 1}),
        # As long late as the report itself: nothing is left for the consolidator.
        ("2024-03-22 17:00", {"a": "2024-03-14 17:00"}, 3, {"a": 3}),
        # Longer: never more than the whole.
        ("2024-03-22 17:00", {"a": "2024-03-21 17:00"}, 3, {"a": 3}),
        # Still missing when it left, or now.
        ("2024-03-22 17:00", {"a": "2024-12-31 00:00"}, 3, {"a": 3}),
        # Two were missing on the first day, one on the second.
        (
            "2024-03-22 17:00",
            {"a": "2024-03-12 17:00", "b": "2024-03-13 17:00"},
            3,
            {"a": Fraction(1, 2), "b": Fraction(3, 2)},
        ),
        # Outside office hours no time passes: neither is late, and neither share is any.
        ("2024-03-20 07:30", {"a": "2024-03-20 07:00"}, 0, {"a": 0}),
        # No feeders at all.
        ("2024-03-22 17:00", {}, 3, {}),
    ],
)
def test_the_time_waited_is_theirs_and_the_rest_ones_own(
    until: str, arrived: dict[str, str], whole: int, waited: dict[str, Fraction]
) -> None:
    """In working days, counted by hand: 12 to 14 March for the feeders, 20 to 22 March for the report."""
    assert divided(until, **arrived) == (whole, waited)


def test_one_second_late_is_one_second() -> None:
    """A feeder that is one second late in office time bears that second."""
    _, waited = divide(CAL, DUE, vn("2024-03-22 17:00"), {"a": (FED, vn("2024-03-12 07:30:01"))})
    assert waited == {"a": 1}


def test_feeders_with_dates_of_their_own() -> None:
    """Waiting counts from the last of their dates: who was late before that held nobody up."""
    early, later = vn("2024-03-06 00:00"), FED
    fed = {"a": (early, vn("2024-03-11 17:00")), "b": (early, vn("2024-03-12 17:00")), "c": (later, later)}
    _, waited = divide(CAL, DUE, vn("2024-03-22 17:00"), fed)
    assert waited == {"b": DAY}


@given(
    cal=calendars(),
    instants=st.tuples(INSTANTS, INSTANTS),
    fed=st.dictionaries(st.sampled_from("abcd"), st.tuples(INSTANTS, INSTANTS)),
)
def test_the_shares_add_up_to_the_whole_exactly(
    cal: WorkingCalendar, instants: tuple[datetime, datetime], fed: dict[str, tuple[datetime, datetime]]
) -> None:
    """Whatever the calendar, dates and arrivals: nobody has less than nothing, and what is left is never less either."""
    deadline, until = sorted(instants)
    total, waited = divide(cal, deadline, until, {key: (due, min(at, until)) for key, (due, at) in fed.items()})
    whole = Fraction(total // timedelta(microseconds=1), 1_000_000)
    own = whole - sum(waited.values(), Fraction(0))
    assert own >= 0
    assert all(seconds >= 0 for seconds in waited.values())
    assert own + sum(waited.values(), Fraction(0)) == whole
    on_time = all(min(at, until) <= max(due for due, _ in fed.values()) for _, at in fed.values())
    assert (not waited) == on_time


@given(cal=calendars(), instants=st.lists(INSTANTS, min_size=3, max_size=3))
def test_office_time_adds_up(cal: WorkingCalendar, instants: list[datetime]) -> None:
    """From one instant to a third it is as long as by way of a second; back it is minus that; never longer than time."""
    one, two, three = instants
    assert cal.worked(one, three) == cal.worked(one, two) + cal.worked(two, three)
    assert cal.worked(one, two) == -cal.worked(two, one)
    assert timedelta(0) <= cal.worked(min(one, two), max(one, two)) <= abs(two - one)


@pytest.mark.parametrize(
    ("after", "until", "minutes"),
    [
        ("2024-03-12 07:29", "2024-03-12 07:31", 1),
        ("2024-03-12 11:29", "2024-03-12 13:31", 2),
        ("2024-03-12 16:59", "2024-03-13 07:31", 2),
        ("2024-03-15 16:59", "2024-03-18 07:31", 2),
        ("2024-03-16 08:00", "2024-03-17 17:00", 0),
        ("2024-03-12 00:00", "2024-03-13 00:00", 450),
        ("2024-05-04 00:00", "2024-05-05 00:00", 450),
        ("2024-04-30 00:00", "2024-05-02 00:00", 0),
    ],
)
def test_office_time_between_two_instants(after: str, until: str, minutes: int) -> None:
    """Noon, nights, weekends and holidays are no office time; a Saturday worked in exchange is."""
    assert CAL.worked(vn(after), vn(until)) == timedelta(minutes=minutes)
    assert CAL.office_day == timedelta(minutes=450)
    assert len(HOURS) == 2


def test_office_time_ends_with_the_calendar() -> None:
    """Where the calendar does not reach, nobody knows how long it was."""
    with pytest.raises(OutsideCalendar, match="Chưa có lịch làm việc của năm 2027"):
        CAL.worked(FED, datetime(2027, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (DAY * 2 + 1800, "A 2 ngày 30 phút làm việc (50 %)"),
        (Fraction(3600), "A 1 giờ làm việc (50 %)"),
        (Fraction(0), "A 0 phút làm việc (50 %)"),
        (Fraction(29), "A 0 phút làm việc (50 %)"),
        (Fraction(31), "A 1 phút làm việc (50 %)"),
    ],
)
def test_a_share_in_words(seconds: Fraction, said: str) -> None:
    """Days of office time, hours, minutes, and the part of the whole."""
    assert spoken(CAL, [Share("k", "a", "a", seconds, Fraction(1, 2))], {"a": "A"}) == said
