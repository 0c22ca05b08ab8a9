"""Five kinds of edge, each of its own: who assigns, whom one answers to, who steers, who follows, where a report goes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from config.directive import Monitor
from config.organization import Edge
from tests.usecases.changed import changed, ended, opened, post, unit
from tests.usecases.office import report
from workflows.charter import Charter
from workflows.register.unit_of_work import Register

EVE, DAY = date(2024, 6, 30), date(2024, 7, 1)


def edges(*found: dict[str, Any]) -> tuple[Edge, ...]:
    """Make edges of one kind."""
    return tuple(Edge.model_validate(one, strict=False) for one in found)


def monitors(*found: dict[str, Any]) -> dict[str, Any]:
    """Make scoped monitors of the directive."""
    return {"monitors": tuple(Monitor.model_validate(one, strict=False) for one in found)}


def row(charter: Charter, performer: str, period: str = "2024-Q1") -> dict[str, Any]:
    """Return the columns of a report as it would be assigned."""
    planned = charter.plan(charter.directives[0])
    return next(charter.row(one) for one in planned if one.key == report(performer, period))


def test_five_edges_lead_to_five_posts(empty_register: Register) -> None:
    """One report names five different posts, none of which follows from another."""
    charter = changed(
        duty={"answerable_to": "chu_tich_ubnd_huyen", "via": "van_hoa_xa_hoi"},
        tu_phap={"answers_to": edges({"to": "tai_chinh"})},
    )
    office = opened(empty_register, charter)
    found = office.row(report("tu_phap"))
    assert (found.authority, found.deputy, found.monitor, found.route_point, found.head) == (
        "chu_tich_ubnd_huyen", "pho_chu_tich", "van_phong_thong_ke", "van_hoa_xa_hoi", "tu_phap",
    )  # fmt: skip
    assert charter.chain.above("tu_phap", DAY) == "tai_chinh"
    assert charter.directives[0].directing_authority == "chu_tich"


@pytest.mark.parametrize(
    ("day", "line", "expected"),
    [
        (EVE, "administrative", "chu_tich"),
        (DAY, "administrative", "pho_chu_tich"),
        (EVE, "party", "bi_thu"),
        (DAY, "party", "pho_chu_tich"),  # no edge of that line holds any more: the own line counts
        (date(2024, 12, 31), "administrative", "pho_chu_tich"),
        (date(2025, 1, 1), "administrative", ""),  # none holds
        (EVE, "", "chu_tich"),
    ],
)
def test_whom_one_answers_to_by_day_and_line(day: date, line: str, expected: str) -> None:
    """An edge holds from its first day until the day before its end, on its own line of command."""
    answers = edges(
        {"to": "chu_tich", "until": DAY},
        {"to": "pho_chu_tich", "from": DAY, "until": date(2025, 1, 1)},
        {"to": "bi_thu", "line": "party", "until": DAY},
    )
    secretary = post("bi_thu", "ubnd_xa", line="party")
    charter = changed(posts=(secretary,), tu_phap={"answers_to": answers})
    assert charter.chain.above("tu_phap", day, line) == expected


@pytest.mark.parametrize(
    ("day", "line", "expected"),
    [(EVE, "administrative", "pho_chu_tich"), (DAY, "administrative", "chu_tich"), (DAY, "party", "bi_thu")],
)
def test_who_steers_by_day_and_line(day: date, line: str, expected: str) -> None:
    """The deputy in charge is the unit's own, else that of its head, on the day and the line asked about."""
    steers = edges(
        {"to": "pho_chu_tich", "until": DAY}, {"to": "chu_tich", "from": DAY}, {"to": "bi_thu", "line": "party"}
    )
    charter = changed(
        posts=(post("bi_thu", "ubnd_xa", line="party"),),
        cong_an={"deputy_in_charge": steers},
        tu_phap={"deputy_in_charge": steers},
    )
    assert charter.chain.deputy_for("cong_an", day, line) == expected
    assert charter.chain.deputy_for("tu_phap", day, line) == expected


def test_each_period_has_the_people_of_its_first_day() -> None:
    """Who steers from July on stands on the report that opens then, not on the one that opened before."""
    steers = edges({"to": "pho_chu_tich", "until": DAY}, {"to": "tai_chinh", "from": DAY})
    charter = changed(tu_phap={"deputy_in_charge": steers})
    assert row(charter, "tu_phap", "2024-Q3")["deputy"] == "pho_chu_tich"  # its window begins on 15 June
    periods = {one.occasion.key: one.opens_on for one in charter.plan(charter.directives[0]) if one.occasion}
    assert periods["2024-Q3"] == date(2024, 6, 15)
    later = edges({"to": "pho_chu_tich", "until": date(2024, 6, 15)}, {"to": "tai_chinh", "from": date(2024, 6, 15)})
    charter = changed(tu_phap={"deputy_in_charge": later})
    assert row(charter, "tu_phap", "2024-H1")["deputy"] == "pho_chu_tich"
    assert row(charter, "tu_phap", "2024-Q3")["deputy"] == "tai_chinh"


def test_the_copy_goes_to_the_deputy_of_the_day(lite_register: Register) -> None:
    """Who steers when the letter is drafted gets the copy, also where another did when the work was assigned."""
    steers = edges({"to": "pho_chu_tich", "until": date(2024, 3, 12)}, {"to": "tai_chinh", "from": date(2024, 3, 12)})
    office = opened(lite_register, changed(tu_phap={"deputy_in_charge": steers}))
    office.pass_time("2024-03-14 08:00")
    urging = office.rung(report("tu_phap") + "#rung-urging")
    assert urging
    assert urging.copies == "tai_chinh"


def test_a_silent_holder_s_paper_follows_the_dated_edge(lite_register: Register) -> None:
    """The unsigned letter passes to whom the monitor answers to on that day."""
    moved = edges({"to": "chu_tich", "until": date(2024, 3, 14)}, {"to": "pho_chu_tich", "from": date(2024, 3, 14)})
    office = opened(lite_register, changed(van_phong_thong_ke={"answers_to": moved}))
    office.pass_time("2024-03-18 00:00")
    assert office.row(report("tu_phap") + "#rung-urging#signature").head == "pho_chu_tich"


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ({}, "tai_chinh"),
        ({"clauses": ("3.1",)}, "tai_chinh"),
        ({"clauses": ("3.1.2",)}, "tai_chinh"),
        ({"clauses": ("3.1.20", "3.2")}, "van_phong_thong_ke"),
        ({"over": ("tu_phap",)}, "tai_chinh"),
        ({"over": ("cong_an",)}, "van_phong_thong_ke"),
        ({"clauses": ("3.1.2",), "over": ("cong_an",)}, "van_phong_thong_ke"),
        ({"from": date(2024, 1, 15)}, "van_phong_thong_ke"),
        ({"until": date(2024, 1, 13)}, "tai_chinh"),
        ({"until": date(2024, 1, 12)}, "van_phong_thong_ke"),
    ],
)
def test_who_follows_is_the_first_whose_scope_fits(scope: dict[str, Any], expected: str) -> None:
    """By clause and what lies below it, by performer, by day; outside every scope the one that urges (GĐ-20)."""
    charter = changed(directive=monitors({"post": "tai_chinh"} | scope))
    begins = {one.opens_on for one in charter.plan(charter.directives[0]) if one.key == report("tu_phap")}
    assert begins == {date(2024, 1, 12)}
    assert row(charter, "tu_phap")["monitor"] == expected


def test_of_several_scopes_the_first_and_the_duty_s_own_before_all() -> None:
    """The order of the file decides; a monitor named by the duty itself stands before them."""
    two = monitors({"post": "tai_chinh", "clauses": ("3.1",)}, {"post": "dia_chinh", "clauses": ("3.1.2",)})
    assert row(changed(directive=two), "tu_phap")["monitor"] == "tai_chinh"
    assert row(changed(directive=two, duty={"monitor": "van_hoa_xa_hoi"}), "tu_phap")["monitor"] == "van_hoa_xa_hoi"


def test_nobody_follows_their_own_work() -> None:
    """Who would follow their own work, or their unit's, is passed over: to the next scope, the urging post, the top."""
    own = monitors({"post": "tu_phap"}, {"post": "truong_cong_an"})
    assert row(changed(directive=own), "tu_phap")["monitor"] == "truong_cong_an"
    assert row(changed(directive=monitors({"post": "tu_phap"})), "tu_phap")["monitor"] == "van_phong_thong_ke"
    assert row(changed(directive=own), "tai_chinh")["monitor"] == "tu_phap"
    assert row(changed(directive=own, duty={"monitor": "truong_cong_an"}), "cong_an")["monitor"] == "tu_phap"
    duty = {"performers": ("van_phong_thong_ke",)}
    assert row(changed(duty=duty), "van_phong_thong_ke")["monitor"] == "chu_tich"


def test_where_a_report_goes_through() -> None:
    """The route point is the head of the unit it must come through, and its successor once it has ended."""
    house = unit("van_phong", "chanh_van_phong")
    chief = post("chanh_van_phong", "van_phong", answers_to=edges({"to": "chu_tich"}))
    assert row(changed(posts=(chief,), units=(house,), duty={"via": "van_phong"}), "tu_phap")["route_point"] == (
        "chanh_van_phong"
    )
    gone = changed(posts=(chief,), units=(house,), duty={"via": "van_phong"}, chanh_van_phong=ended(EVE, "tai_chinh"))
    assert row(gone, "tu_phap")["route_point"] == "chanh_van_phong"
    assert row(gone, "tu_phap", "2024")["route_point"] == "chanh_van_phong"  # its window opened before


def test_where_all_have_successors_a_later_period_names_them() -> None:
    """A report that opens after the end of everybody around it is assigned to the successors at once."""
    end = date(2024, 6, 1)
    posts = tuple(post(f"moi_{n}", "ubnd_xa", answers_to=edges({"to": "chu_tich"}), valid_from=end) for n in range(4))
    charter = changed(
        posts=posts, duty={"watch": None}, tu_phap=ended(end, "moi_0"), pho_chu_tich=ended(end, "moi_1"),
        van_phong_thong_ke=ended(end, "moi_2"), chu_tich=ended(end, "moi_3"),
    )  # fmt: skip
    found = row(charter, "tu_phap", "2024-Q3")
    assert found["key"] == report("tu_phap", "2024-Q3")
    names = ("performer", "head", "deputy", "monitor", "route_point", "authority")
    assert [found[name] for name in names] == ["moi_0", "moi_0", "", "moi_2", "moi_2", "moi_3"]
