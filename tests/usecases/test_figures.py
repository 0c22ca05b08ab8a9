"""The four-way table, counted by hand on what people did in the first quarter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.plans import write_csv
from tests.usecases.office import DIRECTIVE, Office, report, vn, with_organization
from workflows.charter import Charter
from workflows.figures import COUNTS, Row, figures, total
from workflows.import_plan import import_plan
from workflows.plans import find_plan
from workflows.plans_file import read_plan
from workflows.register.unit_of_work import Register
from workflows.tables import as_text, write_xlsx

OfficeAt = Callable[..., Office]
MONITOR = "van_phong_thong_ke"


def counted(office: Office, as_of: str, *by: str) -> list[Row]:
    """Count at an instant."""
    with office.register.read(office.now) as uow:
        return figures(uow.session, office.charter, as_of=vn(as_of), by=by or ("unit",))


def q1(office: Office, as_of: str) -> dict[str, object]:
    """The row of the first quarter's six reports (the consolidated one apart)."""
    rows = [r for r in counted(office, as_of, "period", "unit") if r.group["period"] == "2024-Q1"]
    return total([r for r in rows if r.group["unit"] != MONITOR]).as_json()


def worked(office_at: OfficeAt) -> Office:
    """One in time and passed, one late and passed, one in time and failed, one in time and waiting, one revoked, one silent."""
    office = office_at("2024-03-08 09:00")
    for performer in ("tu_phap", "dia_chinh", "van_hoa_xa_hoi"):
        office.yes("2024-03-08 10:00", MONITOR, "receive", report(performer))
    office.yes("2024-03-13 09:00", MONITOR, "receive", report("tai_chinh"))
    office.yes("2024-03-14 09:00", "chu_tich", "revoke", report("quan_su"), reason="giao nhầm")
    for performer, result in (("tu_phap", "passed"), ("tai_chinh", "passed"), ("dia_chinh", "failed")):
        office.yes("2024-03-15 09:00", "chu_tich", "evaluate", report(performer), result=result)
    return office


def test_the_four_way_table(office_at: OfficeAt) -> None:
    """Six reports: one done on time, one done late, one open in time, two overdue, one revoked and left out."""
    office = worked(office_at)
    assert q1(office, "2024-03-15 12:00") == {
        "group": {}, "assigned": 5, "done_on_time": 1, "done_late": 1, "open_in_time": 1, "open_overdue": 2,
        "no_deadline": 0, "awaiting_evaluation": 1,
        "rate_done": 0.4,  # 2 of 5
        "rate_done_of_due": 0.5,  # 2 of 2 + 2
        "rate_overdue": 0.5,
    }  # fmt: skip


def test_the_table_as_it_stood_before(office_at: OfficeAt) -> None:
    """On the 13th nothing was evaluated or revoked yet: one late and waiting, three in time and waiting, two silent."""
    office = worked(office_at)
    assert q1(office, "2024-03-13 12:00") == {
        "group": {}, "assigned": 6, "done_on_time": 0, "done_late": 0, "open_in_time": 3, "open_overdue": 3,
        "no_deadline": 0, "awaiting_evaluation": 4, "rate_done": 0.0, "rate_done_of_due": 0.0, "rate_overdue": 1.0,
    }  # fmt: skip
    before = q1(office, "2024-03-11 23:59")
    assert (before["open_in_time"], before["open_overdue"], before["rate_done_of_due"]) == (6, 0, None)
    at_midnight = q1(office, "2024-03-12 00:00")
    assert (at_midnight["open_in_time"], at_midnight["open_overdue"]) == (3, 3)


def test_a_rate_without_a_denominator_is_unknown(lite_office_at: OfficeAt) -> None:
    """Before anything is due, done and overdue rates are null, never 0; with nothing assigned all are."""
    office = lite_office_at("2024-03-08 09:00")
    row = total(counted(office, "2024-03-08 09:00")).as_json()
    assert (row["rate_done"], row["rate_done_of_due"], row["rate_overdue"]) == (0.0, None, None)
    nothing = total(counted(office, "2024-01-11 00:00")).as_json()
    assert (nothing["assigned"], nothing["rate_done"], nothing["rate_done_of_due"], nothing["rate_overdue"]) == (
        0, None, None, None,
    )  # fmt: skip


def test_what_is_suspended_is_not_overdue(lite_office_at: OfficeAt) -> None:
    """While its clock stands still a report is not counted as overdue."""
    office = lite_office_at("2024-03-08 09:00")
    office.yes("2024-03-08 10:00", "chu_tich", "suspend", report("tu_phap"), reason="bão")
    office.pass_time("2024-03-15 00:00")
    (row,) = [r for r in counted(office, "2024-03-15 00:00", "unit", "period")
              if r.group == {"unit": "tu_phap", "period": "2024-Q1"}]  # fmt: skip
    assert (row.open_in_time, row.open_overdue) == (1, 0)


def test_groups_add_up(lite_office_at: OfficeAt) -> None:
    """By unit, kind, period, level, source and line: the same sum; what hangs on a work is never counted."""
    office = worked(lite_office_at)
    whole = total(counted(office, "2024-03-20 00:00"))
    for group in ("kind", "period", "level", "source", "source_level", "line"):
        assert total(counted(office, "2024-03-20 00:00", group)) == whole
    # 24 reports and 4 consolidations without those of the third quarter (7), 12 one-offs, less the revoked one.
    assert whole.assigned == 24 + 4 - 7 + 12 - 1
    assert whole.assigned == (
        whole.done_on_time + whole.done_late + whole.open_in_time + whole.open_overdue + whole.no_deadline
    )


# ------------------------------------------------------------ by what a task comes from


@pytest.fixture(scope="module")
def citing() -> Charter:
    """Ba Bích with a task of its own for six, and four plans: of the province, the district and twice the commune."""
    return with_organization(lambda organization: organization, {"2.1.1", "2.1.2"})


def cites_plans(register: Register, citing: Charter) -> Office:
    """An office at work under a directive that refers to plans."""
    office = Office(register, citing, vn("2024-01-12 08:00"))
    office.assign()
    return office


def take(office: Office, home: Path, plan: str, *rows: tuple[str, ...]) -> None:
    """Take a plan in: number and lead of each task."""
    lines = [(number, "Việc", "Báo cáo", lead, "", "29/03/2024", "", "") for number, lead in rows]
    file = read_plan(write_csv(home / f"{plan}.csv", lines), office.charter.jurisdiction.organization)
    cited = find_plan(office.charter, DIRECTIVE, plan)
    import_plan(office.register, office.charter, cited, file, as_of=office.now, recorded_at=office.now)


def by_source(office: Office, as_of: str, *by: str) -> dict[Any, dict[str, Any]]:
    """The rows as JSON, by the last part of their group."""
    rows = [row.as_json() for row in counted(office, as_of, *by)]
    return {tuple(str(value).removeprefix(f"{DIRECTIVE}/") for value in row["group"].values()): row for row in rows}


def test_a_plan_that_nobody_imported_is_unknown_and_not_zero(
    empty_register: Register, citing: Charter, tmp_path: Path
) -> None:
    """The directive itself, each plan on file, and each that is not: with nulls, never 0 and never 0 %."""
    office = cites_plans(empty_register, citing)
    take(office, tmp_path, "kh-tinh", ("1", "tu_phap"), ("2", "tu_phap"), ("3", ""))
    take(office, tmp_path, "kh-xa", ("1", ""))
    key = f"{DIRECTIVE}/2.1.1/kh-tinh-1/tu_phap"
    office.yes("2024-02-01 08:00", "tu_phap", "acknowledge", key, officer="can_bo_1")
    office.yes("2024-02-02 08:00", "can_bo_1", "report", key)
    office.yes("2024-02-03 08:00", "chu_tich", "evaluate", key, result="passed")
    found = by_source(office, "2024-04-01 00:00", "source")
    assert set(found) == {(DIRECTIVE,), ("kh-tinh",), ("kh-huyen",), ("kh-xa",), ("qd-01",)}
    assert (found[(DIRECTIVE,)]["assigned"], found[(DIRECTIVE,)]["imported"]) == (12, True)
    whole = found[("kh-tinh",)]
    assert (whole["assigned"], whole["done_on_time"], whole["open_overdue"], whole["rate_done"]) == (2, 1, 1, 0.5)
    assert (whole["imported"], whole["not_imported"]) == (True, [])
    unknown = found[("kh-huyen",)]
    assert {unknown[name] for name in (*COUNTS, "rate_done", "rate_done_of_due", "rate_overdue")} == {None}
    assert (unknown["imported"], unknown["not_imported"]) == (False, [f"{DIRECTIVE}/kh-huyen"])
    nobody = found[("kh-xa",)]  # on file, but nobody has any of it: that is known to be nothing
    assert (nobody["assigned"], nobody["imported"], nobody["rate_done"]) == (0, True, None)
    assert total(counted(office, "2024-04-01 00:00", "source")) == total(counted(office, "2024-04-01 00:00"))


def test_a_level_that_lacks_a_plan_has_counts_but_no_rates(
    empty_register: Register, citing: Charter, tmp_path: Path
) -> None:
    """Of the commune's two plans one is on file: its tasks are counted, the ratio of the level is not known."""
    office = cites_plans(empty_register, citing)
    take(office, tmp_path, "kh-xa", ("1", "tu_phap"))
    found = by_source(office, "2024-04-01 00:00", "source_level")
    assert set(found) == {("directive",), ("province",), ("district",), ("commune",)}
    commune = found[("commune",)]
    assert (commune["assigned"], commune["open_overdue"], commune["rate_overdue"]) == (1, 1, None)
    assert (commune["imported"], commune["not_imported"]) == (False, [f"{DIRECTIVE}/qd-01"])
    assert (found[("province",)]["assigned"], found[("province",)]["imported"]) == (None, False)
    assert (found[("directive",)]["imported"], found[("directive",)]["rate_done"]) == (True, 0.0)
    take(office, tmp_path, "qd-01", ("1", "tai_chinh"))
    commune = by_source(office, "2024-04-01 00:00", "source_level")[("commune",)]
    assert (commune["assigned"], commune["rate_overdue"], commune["imported"]) == (2, 1.0, True)


def test_sources_are_grouped_with_anything_else(empty_register: Register, citing: Charter, tmp_path: Path) -> None:
    """By source, level of source and unit: every task once; what is not on file has one row, of no unit."""
    office = cites_plans(empty_register, citing)
    take(office, tmp_path, "kh-tinh", ("1", "tu_phap"), ("2", "cong_an"))
    found = by_source(office, "2024-02-01 00:00", "source", "source_level", "unit")
    assert found[("kh-tinh", "province", "cong_an")]["assigned"] == 1
    assert found[(DIRECTIVE, "directive", "cong_an")]["assigned"] == 2
    assert found[("kh-huyen", "district", "None")]["assigned"] is None
    assert sum(row["assigned"] or 0 for row in found.values()) == 12 + 2


def test_before_a_directive_takes_effect_its_plans_are_nobodys(
    lite_register: Register, citing: Charter, tmp_path: Path
) -> None:
    """The day before the directive takes effect there is nothing to be known of; on that day there is."""
    office = cites_plans(lite_register, citing)
    assert counted(office, "2024-01-11 23:59", "source") == []
    assert len(counted(office, "2024-01-12 00:00", "source")) == 5


def test_the_table_for_people_says_what_is_not_on_file(
    lite_register: Register, citing: Charter, tmp_path: Path
) -> None:
    """In words: the plan by its name, chưa nhập for its counts, chưa đủ dữ liệu for its rates, and why at the end."""
    from python_calamine import CalamineWorkbook

    office = cites_plans(lite_register, citing)
    take(office, tmp_path, "kh-tinh", ("1", "tu_phap"))
    rows = counted(office, "2024-02-01 00:00", "source")
    told = list(as_text(rows, citing))
    (district,) = [line for line in told if line.startswith("Kế hoạch cải cách hành chính năm 2024 của huyện")]
    assert district.split("  ")[-1].strip() == "chưa đủ dữ liệu"
    assert district.count("chưa nhập") == len(COUNTS)
    assert told[-1].startswith("Chưa nhập nên chưa biết, không phải bằng không: ")
    assert "Kế hoạch cải cách hành chính năm 2024 của huyện" in told[-1]
    assert "của tỉnh" not in told[-1]
    by_level = list(as_text(counted(office, "2024-02-01 00:00", "source_level"), citing))
    assert {line.split("  ")[0] for line in by_level[1:-2]} == {
        "chính văn bản chỉ đạo", "cấp tỉnh", "cấp huyện", "cấp xã",
    }  # fmt: skip
    write_xlsx(tmp_path / "bang.xlsx", rows, citing, as_of=vn("2024-02-01 00:00"))
    sheet = CalamineWorkbook.from_path(str(tmp_path / "bang.xlsx")).get_sheet_by_index(0).to_python()
    assert str(sheet[-1][0]) == told[-1]
