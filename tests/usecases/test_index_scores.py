"""Index scores: lost points become tasks, and each document charges by its own guard; unknown is never a pass."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from config.index import IndexGround
from tests.usecases.office import Office, fetch, policy, vn
from workflows.charter import Charter
from workflows.index_file import COLUMNS, Criterion, read_index
from workflows.index_scores import OtherScores, Taken, import_index, judge
from workflows.plans_file import PlanFileError
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment
from workflows.register.tables_index import IndexScore
from workflows.register.tables_liability import Liability
from workflows.register.unit_of_work import Register
from workflows.register.verify import verify

TOWN = "thi_xa/2024-cv-cchc"
ANSWERS = f"{TOWN}/1.1.4/chiu-trach-nhiem/phong_tu_phap"


def town(register: Register, place: str = "thi_xa", now: str = "2024-03-14 00:00") -> Office:
    """Open an office that has assigned what its directives ask for."""
    office = Office(register, Charter(policy(), place), vn(now))
    office.assign(None)
    return office


def sheet(home: Path, *rows: Sequence[str]) -> Path:
    """Write a sheet of scores."""
    path = home / "diem.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    return path


def take(office: Office, path: Path, by: str, period: str, *, index: Any = "par", dry_run: bool = False) -> Taken:
    """Take a sheet in, now."""
    file = read_index(path, office.charter.jurisdiction.organization)
    return import_index(
        office.register, office.charter, file, index=index, period=period, by=by,
        as_of=office.now, recorded_at=office.now, dry_run=dry_run,
    )  # fmt: skip


def verdicts(done: Taken) -> dict[str, str]:
    """Return the verdict on each criterion."""
    return {one.criterion: one.verdict for one in done.judged}


# ------------------------------------------------------------ the guards


def criterion(score: str | None, most: str = "10") -> Criterion:
    """Make a criterion."""
    return Criterion("x:1", "1.1", "Chỉ đạo", Decimal(most), None if score is None else Decimal(score), "phong_tu_phap")


def ground(when: str, **rest: Any) -> IndexGround:
    """Make the guard of a document."""
    said = {"index": "par", "period": "2024", "when": when, "cites": ({"source": "gd_08"},)}
    return IndexGround.model_validate(said | rest, strict=False)


LOW = ground("low", below=Decimal(70))
LOST = ground("lost", after_lateness=True, spares_objective=True)
STILL = ground("not_improved", after_lateness=True)


@pytest.mark.proves("bay_14")
@pytest.mark.parametrize(
    ("found", "guard", "before", "late", "verdict"),
    [
        ("6.99", LOW, None, False, "charged"),  # below 70 % is low, whoever was late with what
        ("7", LOW, None, False, "spared"),  # just 70 % is not
        (None, LOW, None, False, "insufficient"),
        ("1", ground("low"), None, True, "insufficient"),  # nobody said what low is
        ("9.99", LOST, None, True, "charged"),
        ("9.99", LOST, None, False, "spared"),  # lost, but not by lateness of its own
        ("10", LOST, None, True, "spared"),  # nothing lost
        ("7", STILL, Decimal(7), True, "charged"),  # the same is not improved
        ("7.01", STILL, Decimal(7), True, "spared"),
        ("7", STILL, Decimal(7), False, "spared"),
        ("7", STILL, None, True, "insufficient"),  # without the year before nobody can tell
    ],
)
def test_each_document_has_its_own_guard(
    found: str | None, guard: IndexGround, before: Decimal | None, late: bool, verdict: str
) -> None:
    """Low by itself; lost after lateness; not improved after lateness; unknown is told as unknown."""
    assert judge(criterion(found), guard, before, late)[0] == verdict


# ------------------------------------------------------------ the town


def test_lost_points_of_last_year_become_a_task_each(lite_register: Register, tmp_path: Path) -> None:
    """Each criterion that lost points is a task of the unit in whose field it lies; whole ones and unknown ones are none."""
    office = town(lite_register)
    path = sheet(
        tmp_path,
        ("1.1", "Kế hoạch cải cách hành chính", "2", "2", "phong_noi_vu"),
        ("1.2", "Tuyên truyền", "1,5", "1", "phong_tu_phap"),
        ("2.1", "Kiểm tra văn bản", "3", "", "phong_tu_phap"),
    )
    assert take(office, path, "truong_phong_noi_vu", "2023", dry_run=True).new == 3
    assert fetch(lite_register, select(IndexScore)) == []
    done = take(office, path, "truong_phong_noi_vu", "2023")
    (plan,) = done.remedies
    assert [(one.item, one.performer, one.head) for one in plan.given] == [
        ("1.2", "phong_tu_phap", "truong_phong_tu_phap")
    ]
    row = office.row(plan.given[0].key)
    assert row.title == "Khắc phục tiêu chí 1.2 bị trừ 0,5 điểm: Tuyên truyền"
    assert row.source == f"{TOWN}/kh-36"
    again = take(office, path, "truong_phong_noi_vu", "2023")
    assert (again.new, again.remedies[0].given) == (0, [])
    (line,) = [line for line in office.register_lines() if line.trigger == "import_index"]
    assert line.details["points"]["1.2"] == "1/1.5 phong_tu_phap"
    assert verify(lite_register) == []


def test_points_once_published_are_not_taken_in_otherwise(lite_register: Register, tmp_path: Path) -> None:
    """Another score for the same criterion is refused with its line; the register keeps what it had."""
    office = town(lite_register)
    take(office, sheet(tmp_path, ("1", "A", "10", "6", "phong_tu_phap")), "truong_phong_noi_vu", "2023")
    with pytest.raises(OtherScores, match=r"diem\.csv:2: tiêu chí 1 đã nhập 6/10, tệp ghi 7/10"):
        take(office, sheet(tmp_path, ("1", "A", "10", "7", "phong_tu_phap")), "truong_phong_noi_vu", "2023")
    assert [one.score for one in fetch(lite_register, select(IndexScore))] == ["6"]


def lately(office: Office, unit: str, fault: str) -> None:
    """Let a unit have been late in 2024, on a date that binds, with or without a finding."""
    key = f"{TOWN}/1.5/bao-cao/{unit}/2024-H1"
    with office.register.write(office.now) as uow:
        found = update(Assignment).where(Assignment.key == key)
        late = {"firm": 1, "fault": fault, "announced_at": vn("2024-06-11 00:00"), "next_due_at": NEVER}
        uow.session.execute(found.values(late))
        uow.commit()


def test_the_town_charges_points_lost_by_lateness_unless_objective(empty_register: Register, tmp_path: Path) -> None:
    """Late, points lost, the cause subjective or undetermined: the head answers, once, whatever is answered then."""
    office = town(empty_register)
    for unit, fault in (("phong_tu_phap", ""), ("phong_y_te", "subjective"), ("phong_kinh_te", "objective")):
        lately(office, unit, fault)
    office.now = vn("2025-02-03 09:00")
    units = ("phong_tu_phap", "phong_y_te", "phong_kinh_te", "phong_giao_duc")
    path = sheet(tmp_path, *((f"3.{n}", "Thủ tục", "5", "4", unit) for n, unit in enumerate(units, 1)))
    done = take(office, path, "truong_phong_noi_vu", "2024")
    assert verdicts(done) == {"3.1": "charged", "3.2": "charged", "3.3": "spared", "3.4": "spared"}
    assert {one.refused for one in done.judged} == {""}
    assert take(office, path, "truong_phong_noi_vu", "2024").new == 0
    key = f"{ANSWERS}/par-2024-3-1"
    assert "tiêu chí 3.1: 4/5 điểm" in office.row(key).title
    assert office.told(vn("2025-02-04 09:00"), "truong_phong_tu_phap", "report", key).refused == ""
    found = fetch(empty_register, select(Liability).where(Liability.ground == "event").order_by(Liability.key))
    assert [(one.post, one.kind, one.answerable_to, one.state, one.at) for one in found] == [
        ("truong_phong_tu_phap", "primary", "chu_tich", "charged", vn("2025-02-03 09:00")),
        ("truong_phong_y_te", "primary", "chu_tich", "charged", vn("2025-02-03 09:00")),
    ]
    assert verify(empty_register) == []


@pytest.mark.proves("bay_28")
def test_one_index_is_never_taken_for_the_other(lite_register: Register, tmp_path: Path) -> None:
    """The same numbers under Decision 766 make no task and charge nobody: no document speaks of that index there."""
    office = town(lite_register)
    path = sheet(tmp_path, ("1.2", "Tuyên truyền", "1,5", "1", "phong_tu_phap"))
    done = take(office, path, "truong_phong_noi_vu", "2023", index="index766")
    assert (done.new, done.remedies, done.judged) == (1, [], [])
    assert take(office, path, "truong_phong_noi_vu", "2023").new == 1


def test_a_commune_charges_a_low_score_by_itself(lite_register: Register, tmp_path: Path) -> None:
    """Bình Chương asks for no lateness and no fault: below 70 % the head of the advising unit answers."""
    office = town(lite_register, "binh_chuong", "2026-06-01 00:00")
    directive = office.charter.directives[0]
    clause = directive.clause("3.3")
    assert clause is not None
    units = office.charter.jurisdiction.organization.members(clause.duties[1].performers)
    lead, monitor = units[0], directive.monitor
    office.now = vn("2026-12-01 09:00")
    rows = (
        ("1", "A", "10", "6,9", lead),
        ("2", "B", "10", "7", lead),
        ("3", "C", "10", "", lead),
        ("4", "D", "1", "0", ""),
    )
    done = take(office, sheet(tmp_path, *rows), monitor, "2026")
    assert verdicts(done) == {"1": "charged", "2": "spared", "3": "insufficient", "4": "insufficient"}
    (one,) = fetch(lite_register, select(Liability).where(Liability.ground == "event"))
    assert one.post == office.charter.chain.head_of(lead)


# ------------------------------------------------------------ the sheet


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("1", "A", "10", "11", ""), "cột «điểm»: 11 lớn hơn điểm tối đa 10"),
        (("1", "A", "0", "0", ""), "cột «điểm tối đa»: phải là số lớn hơn 0"),
        (("1", "A", "", "0", ""), "cột «điểm tối đa»: phải là số lớn hơn 0"),
        (("1", "A", "10", "-1", ""), "«-1» không phải là điểm"),
        (("1", "A", "10", "NaN", ""), "«NaN» không phải là điểm"),
        (("", "A", "10", "1", ""), "thiếu số thứ tự"),
        (("1", "A", "10", "1", "phong_x"), "không có đơn vị, chức danh hay nhóm «phong_x»"),
    ],
)
def test_a_bad_line_is_told_with_its_place(tmp_path: Path, row: Sequence[str], message: str) -> None:
    """Every fault with file and line; nothing of the file is taken in."""
    with pytest.raises(PlanFileError) as fault:
        read_index(sheet(tmp_path, row), policy().jurisdictions["thi_xa"].organization)
    (one,) = fault.value.faults
    assert one.where.endswith("diem.csv:2")
    assert message in one.message


def test_a_sheet_without_its_headers_or_with_a_criterion_twice_is_refused(tmp_path: Path) -> None:
    """The message names the headers, or the line where the criterion stands already."""
    organization = policy().jurisdictions["thi_xa"].organization
    other = tmp_path / "x.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(PlanFileError, match="đơn vị tham mưu"):
        read_index(other, organization)
    with pytest.raises(PlanFileError, match="đã ghi ở"):
        read_index(sheet(tmp_path, ("1", "A", "1", "1", ""), ("1", "B", "1", "1", "")), organization)
