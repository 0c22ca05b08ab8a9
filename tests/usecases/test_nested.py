"""Reports nested in a report: sections without which it is not received, and ratios compared with the register."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.plans import write_csv
from tests.usecases.office import Office, policy, vn
from workflows.charter import Charter
from workflows.import_plan import import_plan
from workflows.plans import find_plan
from workflows.plans_file import COLUMNS, read_plan
from workflows.register.unit_of_work import Register

DIRECTIVE = "thi_xa/2024-cv-cchc"
UNIT, HEAD, ROUTE, CHAIR = "phong_tu_phap", "truong_phong_tu_phap", "truong_phong_noi_vu", "chu_tich"
H1 = f"{DIRECTIVE}/1.5/bao-cao/{UNIT}/2024-H1"
PROVINCE, TOWN, OWN, REMEDIES = (
    "Số nhiệm vụ đã hoàn thành trên tổng số được giao theo kế hoạch của tỉnh",
    "Số nhiệm vụ đã hoàn thành trên tổng số được giao theo kế hoạch của thị xã",
    "Số nhiệm vụ đã hoàn thành trên tổng số được giao theo kế hoạch của cơ quan, đơn vị, địa phương",
    "Kết quả khắc phục tồn tại, hạn chế",
)
ALL = [PROVINCE, TOWN, OWN, REMEDIES]


@pytest.fixture(scope="module")
def thi_xa() -> Charter:
    """The town with its nested report and the plans that it counts by."""
    before = policy()
    town = before.jurisdictions["thi_xa"]
    directive = town.directives["2024-cv-cchc"]
    kept = tuple(one for one in directive.clauses if one.path in ("1.1.1", "1.2.1", "1.5"))
    after = replace(town, directives={"2024-cv-cchc": directive.model_copy(update={"clauses": kept})})
    return Charter(replace(before, jurisdictions={"thi_xa": after}), "thi_xa")


def at_work(register: Register, charter: Charter) -> Office:
    """Open the town's office in its first week."""
    office = Office(register, charter, vn("2024-03-14 00:00"))
    office.assign()
    office.now = vn("2024-06-05 08:00")
    office.sweep(office.now)
    return office


def told(office: Office, by: str, trigger: str, when: str, **content: Any) -> str:
    """Have something done about the half-year report without sweeping before; return the refusal."""
    office.now = max(office.now, vn(when))
    return office.told(vn(when), by, trigger, H1, **content).refused


def details(office: Office, trigger: str) -> dict[str, Any]:
    """Return the details of the last line of a trigger."""
    return dict(
        [line for line in office.register_lines() if line.trigger == trigger and line.subject == H1][-1].details
    )


@pytest.mark.proves("bay_25", "co_che_6")
@pytest.mark.parametrize("without", ALL)
def test_without_a_nested_section_it_is_neither_received_nor_passed(
    empty_register: Register, thi_xa: Charter, without: str
) -> None:
    """Handed in it counts as handed in; received or passed it is not, and the refusal names what is missing."""
    office = at_work(empty_register, thi_xa)
    assert told(office, HEAD, "report", "2024-06-06 09:00", sections=[one for one in ALL if one != without]) == ""
    assert details(office, "report")["missing"] == [without]
    refused = told(office, ROUTE, "receive", "2024-06-06 10:00")
    assert refused.startswith("Chưa tiếp nhận được: báo cáo còn thiếu mục lồng ghép: ")
    assert without in refused
    assert without in told(office, CHAIR, "evaluate", "2024-06-06 10:00", result="passed")
    assert told(office, CHAIR, "evaluate", "2024-06-06 10:00", result="failed") == ""
    assert details(office, "evaluate")["missing"] == [without]


def test_whoever_checks_and_the_head_are_told_what_is_missing(lite_register: Register, thi_xa: Charter) -> None:
    """The route point and the head get the list at once; who sends everything, nobody is told anything about."""
    office = at_work(lite_register, thi_xa)
    told(office, HEAD, "report", "2024-06-06 09:00", sections=ALL[:2])
    assert {(one.addressee, one.facts["reason"]) for one in office.notices(kind="incomplete")} == {
        (post, f"{OWN}; {REMEDIES}") for post in (ROUTE, HEAD)
    }
    told(office, HEAD, "report", "2024-06-06 10:00", sections=ALL)
    assert len(office.notices(kind="incomplete")) == 2
    assert told(office, ROUTE, "receive", "2024-06-06 11:00") == ""


def test_sent_back_the_missing_sections_are_named(lite_register: Register, thi_xa: Charter) -> None:
    """The return names them on its line and in the letter; handed in whole, the report is received."""
    office = at_work(lite_register, thi_xa)
    told(office, HEAD, "report", "2024-06-06 09:00", sections=ALL[1:])
    assert told(office, ROUTE, "return", "2024-06-06 10:00", reason="chưa đủ mục") == ""
    assert details(office, "return")["missing"] == [PROVINCE]
    (letter,) = office.notices(kind="returned")
    assert letter.facts["reason"] == f"chưa đủ mục (còn thiếu: {PROVINCE})"
    told(office, HEAD, "report", "2024-06-07 09:00", sections=ALL)
    assert told(office, ROUTE, "receive", "2024-06-07 10:00") == ""
    assert office.row(H1).received_at == vn("2024-06-07 10:00")


def test_what_is_missing_is_no_second_thing_that_is_late(lite_register: Register, thi_xa: Charter) -> None:
    """In time without a section: not announced as late, nothing hangs on it but its evaluation."""
    office = at_work(lite_register, thi_xa)
    told(office, HEAD, "report", "2024-06-06 09:00", sections=ALL[1:])
    office.now = vn("2024-06-11 08:00")
    office.sweep(office.now)
    assert not [line for line in office.story(H1) if " cut_off " in line]


@pytest.mark.parametrize(
    "given",
    [
        {"sections": [PROVINCE.upper(), TOWN + ": 3 trên 5", OWN, REMEDIES]},
        {"sections": [TOWN, OWN, REMEDIES],
         "figures": [{"name": "hoan-thanh-cua-tinh", "value": 1, "of": 2, "nature": "estimated"}]},
    ],
)  # fmt: skip
def test_a_section_is_there_by_its_name_or_its_figure(
    lite_register: Register, thi_xa: Charter, given: dict[str, Any]
) -> None:
    """Told with more words, in other letters, or by the figure that it is about."""
    office = at_work(lite_register, thi_xa)
    told(office, HEAD, "report", "2024-06-06 09:00", **given)
    assert "missing" not in details(office, "report")
    assert told(office, ROUTE, "receive", "2024-06-06 10:00") == ""


def test_the_route_point_may_add_what_the_paper_has(lite_register: Register, thi_xa: Charter) -> None:
    """What the clerk lists from the paper counts with what was announced before."""
    office = at_work(lite_register, thi_xa)
    told(office, HEAD, "report", "2024-06-06 09:00", sections=ALL[:3])
    assert told(office, ROUTE, "receive", "2024-06-06 10:00", sections=[REMEDIES]) == ""
    assert told(office, CHAIR, "evaluate", "2024-06-06 11:00", result="passed") == ""


def test_a_new_report_stands_for_itself(lite_register: Register, thi_xa: Charter) -> None:
    """Handed in once more without a section, the report lacks it, whatever the version before had."""
    office = at_work(lite_register, thi_xa)
    told(office, HEAD, "report", "2024-06-06 09:00", sections=ALL)
    told(office, HEAD, "report", "2024-06-06 10:00", sections=ALL[1:])
    assert PROVINCE in told(office, ROUTE, "receive", "2024-06-06 11:00")


# ------------------------------------------------------------ declared and registered


def take(office: Office, home: Path, plan: str, count: int, performer: str = UNIT) -> list[str]:
    """Take a plan of some tasks in, and return their keys."""
    cells = {"kết quả": "Báo cáo", "chủ trì": performer, "thời hạn": "31/12/2024"}
    rows = [{"stt": str(n), "việc": f"Việc {n}"} | cells for n in range(1, count + 1)]
    path = write_csv(home / f"{plan}.csv", [[row.get(name, "") for name in COLUMNS] for row in rows])
    cited = find_plan(office.charter, DIRECTIVE, plan)
    file = read_plan(path, office.charter.jurisdiction.organization)
    done = import_plan(office.register, office.charter, cited, file, as_of=office.now, recorded_at=office.now)
    return [one.key for one in done.given]


def finish(office: Office, key: str, when: str) -> None:
    """Have a task of a plan done."""
    for by, trigger, said in (
        (HEAD, "acknowledge", {"officer": "can_bo"}),
        (HEAD, "report", {}),
        (CHAIR, "evaluate", {"result": "passed"}),
    ):
        assert office.told(vn(when), by, trigger, key, **said).refused == ""


def declared(value: object, of: object, source: str = "", name: str = "hoan-thanh-cua-tinh") -> dict[str, Any]:
    """Make a figure of how many tasks are done."""
    figure = {"name": name, "value": value, "of": of, "nature": "estimated"}
    return {"sections": ALL, "figures": [figure | ({"source": source} if source else {})]}


@pytest.mark.proves("co_che_9", "co_che_6")
def test_a_declared_ratio_is_put_beside_the_register_s(
    empty_register: Register, thi_xa: Charter, tmp_path: Path
) -> None:
    """Two of three done by the register, three of three declared: both stand on the line, the checker is told."""
    office = at_work(empty_register, thi_xa)
    for key in take(office, tmp_path, "qd-1789", 3)[:2]:
        finish(office, key, "2024-06-05 09:00")
    assert told(office, HEAD, "report", "2024-06-06 09:00", **declared(3, 3)) == ""
    assert details(office, "report")["compared"] == [
        {
            "figure": "hoan-thanh-cua-tinh",
            "source": "province",
            "declared": {"value": "3", "of": "3"},
            "register": {"value": 2, "of": 3},
            "differs": True,
            "not_imported": [],
        }
    ]
    (letter,) = office.notices(kind="figures_differ")
    assert letter.addressee == ROUTE
    assert letter.facts["reason"] == "«hoan-thanh-cua-tinh» khai 3 trên 3, sổ ghi 2 trên 3"
    assert told(office, ROUTE, "receive", "2024-06-06 10:00") == ""


@pytest.mark.parametrize(("value", "of", "differs"), [(2, 3, False), ("2.0", "3", False), (1, 3, True), (2, 4, True)])
def test_only_a_difference_is_told(
    lite_register: Register, thi_xa: Charter, tmp_path: Path, value: object, of: object, differs: bool
) -> None:
    """Equal numbers are equal however they are written; one more or less, above or below, is a difference."""
    office = at_work(lite_register, thi_xa)
    for key in take(office, tmp_path, "qd-1789", 3)[:2]:
        finish(office, key, "2024-06-05 09:00")
    told(office, HEAD, "report", "2024-06-06 09:00", **declared(value, of))
    assert [one["differs"] for one in details(office, "report")["compared"]] == [differs]
    assert len(office.notices(kind="figures_differ")) == differs


def test_a_plan_that_nobody_imported_cannot_be_compared(lite_register: Register, thi_xa: Charter) -> None:
    """Unknown is not zero: the register says nothing, nobody is told of a difference, the missing plan is named."""
    office = at_work(lite_register, thi_xa)
    told(office, HEAD, "report", "2024-06-06 09:00", **declared(3, 3))
    (one,) = details(office, "report")["compared"]
    assert (one["register"], one["differs"], one["not_imported"]) == (None, False, [f"{DIRECTIVE}/qd-1789"])
    assert office.notices(kind="figures_differ") == []


def test_a_plan_with_nothing_for_the_unit_says_none_of_none(
    lite_register: Register, thi_xa: Charter, tmp_path: Path
) -> None:
    """A plan on file that gives the unit no task is known to give it none."""
    office = at_work(lite_register, thi_xa)
    take(office, tmp_path, "qd-1789", 2, "phong_noi_vu")
    told(office, HEAD, "report", "2024-06-06 09:00", **declared(1, 1))
    (one,) = details(office, "report")["compared"]
    assert (one["register"], one["differs"]) == ({"value": 0, "of": 0}, True)


def test_one_plan_may_be_named_as_the_source(lite_register: Register, thi_xa: Charter, tmp_path: Path) -> None:
    """A figure with a source of its own is compared with that plan alone; a source that there is not is a slip."""
    office = at_work(lite_register, thi_xa)
    take(office, tmp_path, "qd-8353", 4)
    refused = told(office, HEAD, "report", "2024-06-06 09:00", **declared(0, 4, "qd-9999", "viec-thi-xa"))
    assert "nguồn của số liệu (source) phải là một trong" in refused
    assert told(office, HEAD, "report", "2024-06-06 09:00", **declared(0, 4, "qd-8353", "viec-thi-xa")) == ""
    (one,) = details(office, "report")["compared"]
    assert (one["source"], one["differs"]) == (f"{DIRECTIVE}/qd-8353", False)


def test_the_register_is_read_as_of_the_report_or_the_close_of_its_window(
    lite_register: Register, thi_xa: Charter, tmp_path: Path
) -> None:
    """Done after the window closed, a task is not of this period; done before the report, it is."""
    office = at_work(lite_register, thi_xa)
    first, second, _ = take(office, tmp_path, "qd-1789", 3)
    finish(office, first, "2024-06-05 09:00")
    office.now = vn("2024-06-18 08:00")
    office.sweep(office.now)
    finish(office, second, "2024-06-18 09:00")
    figures = {"sections": ALL, "figures": [declared(1, 3)["figures"][0] | {"nature": "official"}]}
    assert told(office, HEAD, "report", "2024-06-18 10:00", **figures) == ""
    (one,) = details(office, "report")["compared"]
    assert (one["register"], one["differs"]) == ({"value": 1, "of": 3}, False)
