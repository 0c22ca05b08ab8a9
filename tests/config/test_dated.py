"""Dated values: half-open, gaps and overlaps found."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from config.citation import Citation
from config.dated import Dated, faults, on


def entry(from_: date, value: int | None, until: date | None = None) -> Dated[int]:
    """An entry with some citation."""
    return Dated[int].model_validate(
        {
            "from": from_,
            "value": value,
            "until": until,
            "cites": (Citation(source="x"),),
            "checked_on": date(2024, 1, 1),
        }
    )


def test_a_value_holds_until_the_day_before_the_next() -> None:
    """The newest entry that has begun counts: 31/12 still has the old value, 1/1 the new one."""
    entries = (entry(date(2025, 1, 1), 2), entry(date(2023, 1, 1), 1))
    days = [date(2022, 12, 31), date(2023, 1, 1), date(2024, 12, 31), date(2025, 1, 1)]
    found = [on(entries, day) for day in days]
    assert [one and one.value for one in found] == [None, 1, 1, 2]


def test_a_repeal_is_a_value() -> None:
    """Repealed is an entry without a value; before the first entry there is no entry at all."""
    entries = (entry(date(2023, 1, 1), 1), entry(date(2024, 1, 1), None))
    repealed = on(entries, date(2024, 1, 1))
    assert repealed is not None
    assert repealed.value is None
    assert on(entries, date(2022, 1, 1)) is None


def test_an_end_is_exclusive() -> None:
    """``until`` is the first day without the value."""
    entries = (entry(date(2023, 1, 1), 1, date(2024, 1, 1)),)
    assert on(entries, date(2023, 12, 31)) is not None
    assert on(entries, date(2024, 1, 1)) is None


def test_an_end_that_meets_the_next_beginning_is_fine() -> None:
    """No gap and no overlap where one entry ends on the day on which the next begins."""
    assert faults((entry(date(2023, 1, 1), 1, date(2024, 1, 1)), entry(date(2024, 1, 1), 2))) == []


def test_an_entry_must_end_after_it_begins() -> None:
    """An entry that ends on its first day is never in force."""
    found = faults((entry(date(2023, 1, 1), 1, date(2023, 1, 1)),))
    assert [message for _, _, message in found] == ["until 2023-01-01 phải sau from 2023-01-01; hãy sửa một trong hai"]


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(st.lists(DAYS, min_size=1, unique=True), DAYS)
def test_the_newest_begun_entry_counts_whatever_the_order(days: list[date], day: date) -> None:
    """For any entries in any order the value is that of the latest beginning on or before the day."""
    entries = tuple(entry(start, index) for index, start in enumerate(days))
    begun = [start for start in days if start <= day]
    found = on(entries, day)
    assert (found.from_ if found else None) == (max(begun) if begun else None)
    assert faults(entries) == []
