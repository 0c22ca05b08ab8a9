"""Ratings: the rules in force on the first day of the period, a score as advice with its basis, a person who decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.dated import on
from config.ratings import Points
from tests.usecases.changed import changed, opened
from tests.usecases.office import Office, policy, report, small, vn
from workflows import ratings
from workflows.charter import Charter
from workflows.rate import NoScheme, as_json, level_of, rate, scheme_of
from workflows.rate_parts import Part, quality, quantity, schedule
from workflows.rate_products import BadPeriod, Product, read_period
from workflows.register.unit_of_work import Register
from workflows.register.verify import verify
from workflows.show import show
from workflows.telling import told
from workflows.why import why

LATE = report("tu_phap")
MARCH = "2024-03"


def points() -> Points:
    """Return the rules of 2026."""
    entry = on(policy().national.ratings.schemes, date(2026, 1, 1))
    assert entry is not None
    assert entry.value is not None
    assert entry.value.points is not None
    return entry.value.points


def by_points(**rest: Any) -> Charter:
    """Return Ba Bích of 2024 under the rules of 2026."""
    found = changed(**rest)
    entry = on(found.policy.national.ratings.schemes, date(2026, 1, 1))
    assert entry is not None
    earlier = entry.model_copy(update={"from_": date(2020, 1, 1)})
    file = found.policy.national.ratings.model_copy(update={"schemes": (earlier,)})
    national = replace(found.policy.national, ratings=file)
    return Charter(replace(found.policy, national=national), "ba_bich")


def product(**rest: Any) -> Product:
    """Make a product that was handed in on time and passed."""
    said: dict[str, Any] = {
        "key": "k", "title": "t", "head": "h", "officer": "", "deputy": "", "authority": "", "co_head": "",
        "handed_in": True, "result": "passed", "late": 0, "failed": 0, "firm": True, "objective": False, "due": True,
    }  # fmt: skip
    return Product(**said | rest)


def share(part: Part) -> Fraction:
    """Return the share of a part that is known."""
    assert part.known
    return part.low


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-04", date(2026, 4, 1), date(2026, 4, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_a_month_a_quarter_or_a_year(text: str, first: date, last: date) -> None:
    """Its first and last day follow from its key."""
    found = read_period(text)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("text", ["2026-13", "2026-Q5", "2026-4", "26", "2026-W12", "0000", ""])
def test_anything_else_is_no_period(text: str) -> None:
    """The message says how one is written."""
    with pytest.raises(BadPeriod, match="2026-Q2"):
        read_period(text)


@pytest.mark.parametrize(
    ("period", "label"),
    [
        ("2025-12", "Nghị định 90/2020"),
        ("2025", "Nghị định 90/2020"),
        ("2026-01", "Nghị định 335/2025"),
        ("2026", "Nghị định 335/2025"),
    ],
)
def test_the_rules_are_those_in_force_on_the_first_day(period: str, label: str) -> None:
    """The last month of 2025 is rated by the old rules, the first of 2026 by the new ones (GĐ-17)."""
    scheme, cites = scheme_of(small(), read_period(period))
    assert scheme.label.startswith(label)
    assert "GĐ-17" in cites


def test_before_there_were_rules_nobody_is_rated() -> None:
    """No rule is invented for a year that the policy does not know."""
    with pytest.raises(NoScheme):
        scheme_of(small(), read_period("2019"))


@pytest.mark.parametrize(
    ("score", "level"),
    [
        ("100", "excellent"), ("90", "excellent"), ("89.99", "good"), ("70", "good"), ("69.99", "completed"),
        ("50", "completed"), ("49.99", "not_completed"), ("0", "not_completed"),
    ],
)  # fmt: skip
def test_a_level_begins_with_its_least_points(score: str, level: str) -> None:
    """90, 70 and 50 belong to the level above."""
    assert level_of(points(), Fraction(score)) == level


@pytest.mark.parametrize(("times", "left"), [(0, 1), (1, Fraction(3, 4)), (4, 0), (5, 0)])
def test_each_late_time_takes_a_quarter_of_that_product(times: int, left: Fraction) -> None:
    """Never below nothing; an objective cause takes nothing at all."""
    assert share(schedule([product(late=times)], Fraction(1, 4))) == left
    assert share(schedule([product(late=times, objective=True)], Fraction(1, 4))) == 1
    assert share(quality([product(failed=times)], Fraction(1, 4))) == left
    assert share(quality([product(failed=times, objective=True)], Fraction(1, 4))) == 1


def test_a_date_of_ours_takes_no_points() -> None:
    """Lateness behind a default that nobody confirmed is no lateness of somebody rated: not known, not whole."""
    assert not schedule([product(firm=False, late=3)], Fraction(1, 4)).known


def test_what_is_missing_is_nothing_and_what_waits_is_unknown() -> None:
    """No product by the deadline counts as none; a product that nobody evaluated yet is left out of the count."""
    missing = product(handed_in=False, result="", late=1)
    waiting = product(result="")
    assert share(quantity([product(), missing])) == Fraction(1, 2)
    assert share(quality([product(), missing], Fraction(1, 4))) == Fraction(1, 2)
    assert share(quantity([product(), waiting])) == 1
    assert not quantity([waiting]).known
    excused = product(handed_in=False, result="", late=1, objective=True)
    assert share(quantity([product(), excused])) == 1


@given(
    st.lists(
        st.builds(
            product,
            handed_in=st.booleans(),
            result=st.sampled_from(["", "passed", "failed"]),
            late=st.integers(0, 9),
            failed=st.integers(0, 9),
            firm=st.booleans(),
            objective=st.booleans(),
            due=st.booleans(),
        ),
        max_size=8,
    )
)
def test_every_share_lies_between_nothing_and_whole(found: list[Product]) -> None:
    """Whatever became of the work, and an objective cause never lowers a share."""
    quarter = Fraction(1, 4)
    for part in (quantity(found), quality(found, quarter), schedule(found, quarter)):
        assert 0 <= part.low <= part.high <= 1
    harsh = [p for p in found if not (p.missing and p.objective)]
    chargeable = [replace(p, objective=False) for p in harsh]
    for measure in (quality, schedule):
        found_, charged = measure(harsh, quarter), measure(chargeable, quarter)
        assert found_.low >= charged.low or not found_.known


def rated(office: Office, period: str, post: str, **given_: Any) -> dict[str, Any]:
    """Return the advice about a post, now."""
    told_ = {name: {key: Fraction(value) for key, value in some.items()} for name, some in given_.items()}
    with office.register.read(office.now) as uow:
        sheet = rate(uow.session, office.charter, read_period(period), as_of=office.now, given=told_)
    return next(as_json(one, office.charter) for one in sheet.rated if one.post == post)


def test_a_score_without_the_general_points_is_a_range(lite_register: Register) -> None:
    """What only a person can give is not taken for nothing: no level where the range touches two."""
    office = opened(lite_register, by_points())
    office.yes("2024-03-06 09:00", "tu_phap", "report", LATE)
    office.yes("2024-03-07 09:00", "chu_tich", "evaluate", LATE, result="passed")
    office.pass_time("2024-04-01 08:00")
    found = rated(office, MARCH, "tu_phap")
    assert (found["score"], found["score_from"], found["score_to"]) == (None, 70.0, 100.0)
    assert found["level"] is None
    assert "tiêu chí chung" in found["why_not"]
    found = rated(office, MARCH, "tu_phap", tu_phap={"general": 19})
    assert (found["score"], found["level"]) == (89.0, "good")
    assert rated(office, MARCH, "tu_phap", tu_phap={"general": 20})["level"] == "excellent"


def test_a_late_report_costs_a_quarter_of_its_schedule_points(lite_register: Register) -> None:
    """One product, late once: the schedule is three quarters, the results (1 + 1 + 0.75) / 3 of 70."""
    office = opened(lite_register, by_points())
    office.pass_time("2024-03-12 08:00")
    office.yes("2024-03-12 09:00", "tu_phap", "report", LATE)
    office.yes("2024-03-13 09:00", "chu_tich", "evaluate", LATE, result="passed")
    office.pass_time("2024-04-01 08:00")
    found = rated(office, MARCH, "tu_phap", tu_phap={"general": 30})
    assert found["score"] == 94.17
    assert [one["share"] for one in found["criteria"]] == [100.0, 100.0, 100.0, 75.0]
    assert found["notes"] == ["1 lần bị ghi trách nhiệm trong kỳ"]


def test_nothing_due_is_not_a_failure(lite_register: Register) -> None:
    """In a month without a deadline nobody is rated; where nothing was evaluated there is no level."""
    office = opened(lite_register, by_points())
    office.yes("2024-03-06 09:00", "tu_phap", "report", LATE)
    office.pass_time("2024-04-01 08:00")
    with lite_register.read(office.now) as uow:
        assert rate(uow.session, office.charter, read_period("2024-02"), as_of=office.now).rated == []
    found = rated(office, MARCH, "tu_phap")
    assert (found["level"], found["score_from"]) == (None, None)
    assert found["why_not"].startswith("chưa đủ dữ liệu")
    assert found["notes"] == ["1 việc đã nộp chưa được đánh giá, chưa tính vào điểm"]


def test_a_leader_keeps_half_where_anybody_below_fails(lite_register: Register) -> None:
    """Those below who hand in nothing fail, and the criterion of their leader is half."""
    office = opened(lite_register, by_points())
    office.pass_time("2024-04-01 08:00")
    assert rated(office, MARCH, "tu_phap", tu_phap={"general": 0})["level"] == "not_completed"
    nothing = {post: {"general": 0} for post in ("tu_phap", "tai_chinh", "van_hoa_xa_hoi", "dia_chinh")}
    chair = rated(office, MARCH, "chu_tich", **nothing)
    below = next(one for one in chair["criteria"] if one["name"] == "subordinates")
    assert chair["leader"]
    assert below["share"] == 50.0
    assert "không hoàn thành" in below["said"]


def test_a_deputy_is_rated_by_the_field(lite_register: Register) -> None:
    """What the deputy steers is what the deputy is rated by, and nothing else."""
    office = opened(lite_register, by_points())
    office.pass_time("2024-04-01 08:00")
    found = rated(office, MARCH, "pho_chu_tich")
    mine = {one["key"] for one in found["products"]}
    assert found["leader"]
    assert mine
    assert all(office.row(key).deputy == "pho_chu_tich" for key in mine)


def propose(office: Office, **rest: Any) -> ratings.Proposed:
    """Lay the advice for March before who decides."""
    return ratings.propose(
        office.register, office.charter, read_period(MARCH), as_of=office.now, recorded_at=office.now, **rest
    )


def test_a_proposal_is_written_once_and_decided_by_who_stands_above(office_at: Any) -> None:
    """Proposed once, computed again only where it changed; decided by the authority, with proof; then left alone."""
    office = office_at("2024-03-12 00:00")
    office.pass_time("2024-03-29 08:00")
    with pytest.raises(ratings.TooEarly):
        propose(office)
    office.pass_time("2024-04-01 00:00")
    first = propose(office)
    assert ratings.key_of("ba_bich", MARCH, "tu_phap") in first.new
    again = propose(office)
    assert (again.new, again.again, again.kept) == ([], [], [])
    key = ratings.key_of("ba_bich", MARCH, "tu_phap")
    decision = {"level": "completed", "reason": "đã khắc phục"}
    for by in ("tu_phap", "van_phong_thong_ke"):
        refused = office.act("2024-04-01 09:00", by, "rate", key, **decision).refused
        assert refused.startswith("Chỉ người mà người được xếp loại chịu trách nhiệm trước")
    assert office.act("2024-04-01 09:00", "chu_tich", "rate", key, proofs=True, **decision).unproven
    assert "level" in office.act("2024-04-01 09:00", "chu_tich", "rate", key, reason="x").refused
    wrong = office.act("2024-04-01 09:00", "chu_tich", "rate", key, level="best", reason="x").refused
    assert wrong.startswith("Mức xếp loại phải là một trong")
    office.yes("2024-04-01 10:00", "chu_tich", "rate", key, **decision)
    assert propose(office).kept == [key]
    with office.register.read(office.now) as uow:
        shown = show(uow.session, office.charter, key, as_of=office.now)
        before = show(uow.session, office.charter, key, as_of=vn("2024-04-01 09:59"))
        lines = list(told(shown, office.charter))
        answer = why(uow.session, office.charter, key, as_of=office.now)
        waiting = show(uow.session, office.charter, "chu_tich", as_of=office.now)["to_rate"]
    assert (shown["state"], shown["level"], shown["advice"]) == ("decided", "completed", "not_completed")
    assert (before["state"], before["level"]) == ("proposed", None)
    assert any("Đã quyết định: hoàn thành nhiệm vụ" in line for line in lines)
    assert answer["date"] == [f"Kỳ {MARCH} xếp loại theo {shown['scheme']} ({shown['cites']})."]
    assert any("Chủ tịch" in one for one in answer["people"])
    assert key not in waiting
    assert waiting
    assert verify(office.register) == []


def test_a_rating_that_nobody_computed_cannot_be_decided(lite_office_at: Any) -> None:
    """The answer names the command that lays it out."""
    office = lite_office_at("2024-03-12 00:00")
    key = ratings.key_of("ba_bich", MARCH, "tu_phap")
    refused = office.act("2024-03-12 09:00", "chu_tich", "rate", key, level="good", reason="x").refused
    assert "namro rate --propose" in refused
