"""The national rules: days cross-checked with a library, no gap in any dated value, the settled ladder."""

from datetime import date, time, timedelta

import holidays
import pytest

from config import walk
from config.calendar import Swap
from config.dated import Dated, on
from config.located import Located
from config.policy import Policy
from config.wording import NOTICE_FIELDS

LIBRARY_IS_WRONG = {
    # Official letter 12729/VPCP-KGVX of 25/12/2025 swapped these two days; the library does not know it.
    date(2026, 1, 2): "off",
    date(2026, 1, 10): "worked",
}


def working(policy: Policy, day: date) -> bool:
    """Whether a day is worked according to the policy."""
    year = next(year for year in policy.national.calendar.years if year.year == day.year)
    if day in year.days_off():
        return False
    return day.weekday() < 5 or any(swap.worked == day for swap in year.swaps)


@pytest.mark.parametrize("year", [2022, 2023, 2024, 2025, 2026, 2027])
def test_every_day_agrees_with_the_library_but_for_the_known_exceptions(policy: Policy, year: int) -> None:
    """Days off and make-up days equal those of the holidays package, except where it is known to be wrong."""
    library = holidays.country_holidays("VN", years=year)
    differing = {}
    day = date(year, 1, 1)
    while day.year == year:
        if working(policy, day) != library.is_working_day(day):
            differing[day] = "worked" if working(policy, day) else "off"
        day += timedelta(days=1)
    assert differing == {day: what for day, what in LIBRARY_IS_WRONG.items() if day.year == year}


@pytest.mark.parametrize(
    ("off", "worked", "known_on"),
    [
        (date(2024, 4, 29), date(2024, 5, 4), date(2024, 4, 12)),
        (date(2025, 5, 2), date(2025, 4, 26), date(2024, 11, 26)),
        (date(2026, 1, 2), date(2026, 1, 10), date(2025, 12, 25)),
        (date(2026, 8, 31), date(2026, 8, 22), date(2025, 10, 16)),
    ],
)
def test_swapped_days_say_when_they_became_known(policy: Policy, off: date, worked: date, known_on: date) -> None:
    """Each exchange names the day off, the day worked, its decision, and the day from which it was public."""
    year = next(year for year in policy.national.calendar.years if year.year == off.year)
    swap = year.days_off()[off]
    assert isinstance(swap, Swap)
    assert (swap.worked, swap.known_on) == (worked, known_on)
    assert swap.cites
    assert not working(policy, off)
    assert working(policy, worked)


def test_2022_names_what_it_was_compared_with(policy: Policy) -> None:
    """Tết and National Day rest on the government's letter, each compensatory day on the Labour Code."""
    year = next(year for year in policy.national.calendar.years if year.year == 2022)
    assert [policy.cite(one) for one in year.cites] == [
        "Công văn 245/VPCP-KGVX",
        "Luật số 45/2019/QH14, khoản 3 Điều 111; Điều 112",
    ]
    assert year.note
    assert {day.date: day.compensates for day in year.holidays if day.compensates} == {
        date(2022, 1, 3): date(2022, 1, 1),
        date(2022, 4, 11): date(2022, 4, 10),
        date(2022, 5, 2): date(2022, 4, 30),
        date(2022, 5, 3): date(2022, 5, 1),
    }
    assert all((day.known_on or year.known_on) <= day.date for day in year.holidays)


def test_2023_has_its_compensatory_days(policy: Policy) -> None:
    """2/1, Tết 20-26/1, 29/4-3/5 and 1-4/9/2023 were days off in a row."""
    spans = [("2023-01-01", "2023-01-02"), ("2023-01-20", "2023-01-26"), ("2023-04-29", "2023-05-03")]
    for first, last in [*spans, ("2023-09-01", "2023-09-04")]:
        day = date.fromisoformat(first)
        while day <= date.fromisoformat(last):
            assert not working(policy, day)
            day += timedelta(days=1)
        assert working(policy, day)


def test_the_year_not_yet_decreed_is_projected(policy: Policy) -> None:
    """2027 is marked as expected, and so is every one of its days; the years before are official."""
    calendar = policy.national.calendar
    assert calendar.projected_years == {2027}
    assert (calendar.first, calendar.last) == (date(2022, 1, 1), date(2027, 12, 31))
    assert all(day.projected for year in calendar.years if year.projected for day in year.holidays)


def test_the_culture_day_is_a_switch(policy: Policy) -> None:
    """24/11/2026 says that it is uncertain; switched off it is a working day."""
    year = next(year for year in policy.national.calendar.years if year.year == 2026)
    day = next(day for day in year.holidays if day.date == date(2026, 11, 24))
    assert (day.applies, day.projected, day.known_on) == (True, True, date(2026, 4, 24))
    assert day.note
    off = day.model_copy(update={"applies": False})
    others = tuple(other for other in year.holidays if other is not day)
    switched = year.model_copy(update={"holidays": (*others, off)})
    assert date(2026, 11, 24) in year.days_off()
    assert date(2026, 11, 24) not in switched.days_off()


def every_series(policy: Policy) -> list[tuple[Dated[object], ...]]:
    """Every series of dated values in the policy."""
    national = policy.national
    files: list[Located] = [
        national.calendar,
        national.reporting,
        national.wording,
        *national.ladders.values(),
        *(one.organization for one in policy.jurisdictions.values()),
        *(directive for one in policy.jurisdictions.values() for directive in one.directives.values()),
    ]
    return [series for file in files for series in walk.series(file)]


def test_no_dated_value_has_a_gap_from_2022_to_2027(policy: Policy) -> None:
    """Asserts no value: asks for each on every day of six years, to find gaps and repeals."""
    series = every_series(policy)
    assert len(series) == 11
    day = date(2022, 1, 1)
    while day <= date(2027, 12, 31):
        for entries in series:
            found = on(entries, day)
            assert found is not None
            assert found.value is not None
        day += timedelta(days=1)


def test_the_ladder_is_the_settled_one(policy: Policy) -> None:
    """Days, modes, addressees, issuers, gaps and what brings a rung forward are those of the design."""
    entry = on(policy.national.ladders["default"].entries, date(2024, 1, 12))
    assert entry is not None
    ladder = entry.value
    assert ladder is not None
    assert [(w.working_days, w.to, w.copies) for w in ladder.remind_before] == [
        (5, "officer", ()),
        (3, "officer", ()),
        (1, "officer", ("head",)),
    ]
    assert [
        (
            r.key,
            r.working_days,
            r.mode,
            r.addressees,
            r.copies,
            r.issuer,
            r.gap_working_days,
            r.counts_refusal,
        )
        for r in ladder.rungs
    ] == [
        ("reminder", 1, "automatic", ("head",), (), "system", 0, False),
        ("urging", 3, "to_sign", ("head",), ("deputy_in_charge", "watcher"), "monitor", 1, False),
        ("criticism", 7, "proposal", ("head",), (), "authority", 2, False),
        ("accountability_review", 15, "proposal", ("head", "officer"), (), "authority", 3, True),
        ("rating_note", None, "rating", ("head",), (), "authority", 0, False),
    ]
    sooner = {
        rung.key: (rung.sooner.missed_in_a_row, rung.sooner.late_in_quarter) for rung in ladder.rungs if rung.sooner
    }
    assert sooner == {"criticism": (2, 3), "accountability_review": (3, None)}
    assert ladder.office_day_start == time(8)
    assert (ladder.explanation.working_days, ladder.explanation.at) == (3, time(17))
    assert (ladder.signature.working_days, ladder.signature.at) == (1, time(17))
    assert (ladder.decision.working_days, ladder.decision.at) == (3, time(17))
    assert ladder.soft_rung == "reminder"
    assert set(ladder.applies_to) == {"periodic_report", "one_off", "count", "on_event", "target"}
    assert set(ladder.spares) == {"strive", "minimise"}
    assert ladder.watching is not None
    assert (ladder.watching.working_days, ladder.watching.at) == (2, time(17))


def test_office_hours_are_the_default_and_say_so(policy: Policy) -> None:
    """07:30-11:30 and 13:30-17:00, cited to an assumption of ours."""
    entry = policy.national.calendar.office_hours[0]
    assert entry.value is not None
    assert [(span.opens, span.closes) for span in entry.value.spans] == [
        (time(7, 30), time(11, 30)),
        (time(13, 30), time(17)),
    ]
    assert policy.cite(entry.cites[0]) == "mặc định hệ thống GĐ-24"


def test_every_notice_text_can_be_filled_in(policy: Policy) -> None:
    """Each notice formats with exactly the fields promised to it."""
    for name, fields in NOTICE_FIELDS.items():
        notice = getattr(policy.national.wording.notices, name)
        text = (notice.subject + notice.body).format(**dict.fromkeys(fields, "x"))
        assert "{" not in text


def test_assumptions_never_look_like_law(policy: Policy) -> None:
    """Every assumption is labelled GĐ and marked; no text of law is."""
    for source in policy.national.sources.values():
        assert source.assumption is source.label.startswith("GĐ-")


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("nd_30_2020", "Nghị định 30/2020/NĐ-CP"),
        ("blds_2015", "Luật số 91/2015/QH13"),
        ("nq_80_2026", "Nghị quyết 80-NQ/TW"),
        ("vpcp_2450_2024", "Công văn 2450/VPCP-KGVX"),
        ("gd_09", "GĐ-09"),
    ],
)
def test_sources_are_named_as_documents_name_them(policy: Policy, key: str, label: str) -> None:
    """Decree 30/2020: number and symbol joined by a slash; Party documents by a hyphen."""
    source = policy.source(key)
    assert source is not None
    assert source.label == label


def test_a_label_is_found_or_the_code_is_shown(policy: Policy) -> None:
    """A code without a label is shown as it is, never as nothing."""
    assert policy.national.wording.label("rungs", "accountability_review") == "Kiểm điểm"
    assert policy.national.wording.label("rungs", "moi") == "moi"
