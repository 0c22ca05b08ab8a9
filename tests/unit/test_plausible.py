"""Figures that cannot all be true: a cumulative one is at least what was reported for the periods inside it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest

from workflows.plausible import Reported, breaches

#: The data windows of the four reports of a year (trap 23): the third quarter alone is discrete.
WINDOWS = {
    "2024-Q1": (date(2023, 12, 15), date(2024, 3, 14), False),
    "2024-H1": (date(2023, 12, 15), date(2024, 6, 14), True),
    "2024-Q3": (date(2024, 6, 15), date(2024, 9, 14), False),
    "2024-9M": (date(2023, 12, 15), date(2024, 9, 14), True),
    "2024": (date(2023, 12, 15), date(2024, 12, 14), True),
}


def reported(period: str, value: int | str, of: int | None = None, *, name: str = "ho-so") -> Reported:
    """Return one period with one figure."""
    first, last, cumulative = WINDOWS[period]
    figure = {"value": Decimal(value)} | ({} if of is None else {"of": Decimal(of)})
    return Reported(period, period, first, last, cumulative, {name: figure})


def said(about: str, *periods: Reported) -> list[str]:
    """Return what cannot be true about a period."""
    return [one.said for one in breaches(periods, about)]


@pytest.mark.proves("bay_23")
@pytest.mark.parametrize(
    ("h1", "found"),
    [(161, ["«ho-so»: 2024-H1 161, nhỏ hơn 2024-Q1 162"]), (162, []), (163, [])],
)
def test_six_months_hold_the_first_quarter(h1: int, found: list[str]) -> None:
    """One less is a breach, equal is none; whichever of the two was told last."""
    periods = (reported("2024-Q1", 162), reported("2024-H1", h1))
    assert said("2024-H1", *periods) == said("2024-Q1", *periods) == found


@pytest.mark.proves("bay_23")
@pytest.mark.parametrize(("year", "breach"), [(299, True), (300, False)])
def test_a_year_holds_six_months_and_the_third_quarter(year: int, breach: bool) -> None:
    """The first quarter is inside the six months and is not counted twice; order does not matter."""
    periods = (reported("2024-Q1", 150), reported("2024-H1", 200), reported("2024-Q3", 100), reported("2024", year))
    wanted = [f"«ho-so»: 2024 {year}, nhỏ hơn 2024-H1 200 + 2024-Q3 100"] if breach else []
    assert all(said("2024", *some) == wanted for some in permutations(periods))


def test_what_was_not_reported_is_not_counted_as_nothing() -> None:
    """Without the six months, the first quarter stands for what is known of them."""
    periods = (reported("2024-Q1", 150), reported("2024-Q3", 100), reported("2024", 249))
    assert said("2024", *periods) == ["«ho-so»: 2024 249, nhỏ hơn 2024-Q1 150 + 2024-Q3 100"]


def test_the_longest_periods_are_the_parts() -> None:
    """Nine months stand for the six months and the third quarter inside them."""
    periods = (reported("2024-H1", 200), reported("2024-Q3", 100), reported("2024-9M", 310), reported("2024", 305))
    assert said("2024", *periods) == ["«ho-so»: 2024 305, nhỏ hơn 2024-9M 310"]


def test_a_discrete_period_holds_nothing() -> None:
    """The third quarter may well be less than the first, and than six months."""
    assert said("2024-Q3", reported("2024-Q1", 150), reported("2024-H1", 200), reported("2024-Q3", 1)) == []


def test_totals_are_compared_as_well() -> None:
    """Of how many is a count too; what was not said of one period is not compared."""
    periods = (reported("2024-Q1", 10, 376), reported("2024-H1", 10, 375))
    assert said("2024-H1", *periods) == ["«ho-so» (tổng số): 2024-H1 375, nhỏ hơn 2024-Q1 376"]
    assert said("2024-H1", reported("2024-Q1", 10, 376), reported("2024-H1", 10)) == []


def test_only_what_concerns_the_report_is_told() -> None:
    """A breach between two other periods was told when one of them came in."""
    periods = (reported("2024-Q1", 162), reported("2024-H1", 161), reported("2024-Q3", 5))
    assert said("2024-Q3", *periods) == []


def test_figures_of_different_names_are_not_compared() -> None:
    """A figure is compared with itself only."""
    assert said("2024-H1", reported("2024-Q1", 162, name="a"), reported("2024-H1", 1, name="b")) == []


def test_decimals_are_exact() -> None:
    """Tenths add up as people add them."""
    periods = (reported("2024-H1", "0.1"), reported("2024-Q3", "0.2"), reported("2024", "0.3"))
    assert said("2024", *periods) == []
