"""The one clock: it speaks UTC, and its day is the day in Vietnam."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from pendulum import DateTime

from workflows import clock


def test_now_is_an_aware_instant_in_utc() -> None:
    """The clock gives an aware pendulum instant in UTC, to the microsecond."""
    instant = datetime(2024, 3, 11, 16, 59, 59, 999999, tzinfo=UTC)
    with time_machine.travel(instant, tick=False):
        read = clock.now()
    assert isinstance(read, DateTime)
    assert read == instant
    assert read.timezone_name == "UTC"


def test_now_is_read_at_each_call() -> None:
    """Two readings follow the clock; nothing is remembered between them."""
    with time_machine.travel(datetime(2024, 3, 11, tzinfo=UTC), tick=False) as machine:
        before = clock.now()
        machine.shift(1)
        assert (clock.now() - before).total_seconds() == 1


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2024, 3, 11, 16, 59, 59, 999999, tzinfo=UTC), date(2024, 3, 11)),
        (datetime(2024, 3, 11, 17, 0, tzinfo=UTC), date(2024, 3, 12)),
        (datetime(2024, 12, 31, 17, 0, tzinfo=UTC), date(2025, 1, 1)),
    ],
)
def test_today_changes_at_midnight_in_vietnam(instant: datetime, day: date) -> None:
    """The day changes at 00:00 in Asia/Ho_Chi_Minh, which is 17:00 UTC, and is a plain day."""
    with time_machine.travel(instant, tick=False):
        assert clock.today() == day
        assert type(clock.today()) is date
