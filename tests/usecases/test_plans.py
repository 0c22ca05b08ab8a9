"""Cited plans: their tasks become assignments under the directive that refers to them, and what is not known stays so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from config.duty import Deadline
from config.organization import Group
from tests.plans import size_of, tasks, write_csv, write_xlsx
from tests.usecases.office import Office, by_hand, fetch, policy, vn, with_organization
from workflows.assign import assign
from workflows.charter import Charter
from workflows.import_plan import Imported, NotAssigned, import_plan
from workflows.plans import CitedPlan, NoSuchPlan, cited_plans, find_plan, on_file
from workflows.plans_file import COLUMNS, PlanFileError, read_deadline, read_plan, slug
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Directive, JournalLine, Notice, SourceItem, SourceRegister
from workflows.register.unit_of_work import Register
from workflows.register.verify import verify
from workflows.why import why

DIRECTIVE = "ba_bich/2024-kl-cchc"
BASE = f"{DIRECTIVE}/2.1.1"
#: A line of a table: the number, then what the test changes.
LINE = {"việc": "Rà soát thủ tục hộ tịch", "kết quả": "Báo cáo rà soát", "chủ trì": "tu_phap", "thời hạn": "29/03/2024"}


@pytest.fixture(scope="module")
def ba_bich() -> Charter:
    """Ba Bích with the clauses that refer to plans, and nothing else."""
    return with_organization(lambda organization: organization, {"2.1.1", "2.1.2"})


def opened(register: Register, charter: Charter, now: str = "2024-01-12 00:00") -> Office:
    """An office that has assigned what its directive asks for."""
    office = Office(register, charter, vn(now))
    office.assign()
    return office


def line(number: object, **cells: object) -> list[object]:
    """Write a line of a table; a keyword is a header with its blanks as underscores."""
    said: dict[str, object] = {"stt": number} | LINE | {k.replace("_", " "): v for k, v in cells.items()}
    return [said.get(column, "") for column in COLUMNS]


def take(
    office: Office, home: Path, rows: Sequence[Sequence[object]], plan: str = "kh-tinh", *, dry_run: bool = False
) -> Imported:
    """Take a table in, now."""
    path = write_csv(home / "ke-hoach.csv", rows)
    cited = find_plan(office.charter, DIRECTIVE, plan)
    file = read_plan(path, office.charter.jurisdiction.organization)
    return import_plan(
        office.register, office.charter, cited, file, as_of=office.now, recorded_at=office.now, dry_run=dry_run
    )


def faults(home: Path, charter: Charter, rows: Sequence[Sequence[object]]) -> list[str]:
    """Read a table that cannot be, and return what is said of it."""
    with pytest.raises(PlanFileError) as refusal:
        read_plan(write_csv(home / "hong.csv", rows), charter.jurisdiction.organization)
    return [str(fault).removeprefix(f"{home}/") for fault in refusal.value.faults]


def stored(register: Register) -> dict[str, int]:
    """Count what the register holds of plans, and its journal."""
    counts = {}
    with register.read(datetime(2025, 1, 1, tzinfo=UTC)) as uow:
        for table in (SourceRegister, SourceItem, Assignment, JournalLine, Notice):
            counts[table.__tablename__] = uow.session.execute(select(func.count()).select_from(table)).scalar_one()
    return counts


# ------------------------------------------------------------ every plan of every jurisdiction

EVERY_PLAN = [plan for key in policy().jurisdictions for plan in cited_plans(Charter(policy(), key))]


@pytest.mark.parametrize("jurisdiction", sorted({plan.directive.jurisdiction for plan in EVERY_PLAN}))
def test_every_cited_plan_is_taken_in_task_by_task(jurisdiction: str, lite_register: Register, tmp_path: Path) -> None:
    """Of 30 to 150 tasks of each plan each comes to its fate: given to who leads, or kept with the reason why not."""
    charter = Charter(policy(), jurisdiction)
    plans = [plan for plan in EVERY_PLAN if plan.directive.jurisdiction == jurisdiction]
    now = vn(f"{max(plan.directive.effective_from.on for plan in plans)} 09:00")
    assign(lite_register, charter, as_of=now, recorded_at=now, until=now.date())
    for number, plan in enumerate(plans):
        expected = tasks(charter, plan)
        assert 30 <= len(expected) == size_of(plan) <= 150
        write = write_xlsx if number % 2 else write_csv
        path = write(tmp_path / f"{plan.plan.key}{'.xlsx' if number % 2 else '.csv'}", [one.cells for one in expected])
        file = read_plan(path, charter.jurisdiction.organization)
        done = import_plan(lite_register, charter, plan, file, as_of=now, recorded_at=now)
        came = {one.item: one.cause for one in done.left} | {one.item: "assigned" for one in done.given}
        assert came == {one.cells[0]: one.fate for one in expected}
        given_to = {(one.item, one.key.rpartition("/")[2]) for one in done.given}
        assert given_to == {(one.cells[0], lead) for one in expected for lead in one.leads}
        assert done.items == len(expected)
        again = import_plan(lite_register, charter, plan, file, as_of=now, recorded_at=now)
        assert (again.given, again.left, again.changed, again.items) == ([], [], [], len(expected))
    assert verify(lite_register) == []
    with lite_register.read(now) as uow:
        listed = on_file(uow.session, charter)
    assert {one.cited.key: one.items for one in listed} == {plan.key: size_of(plan) for plan in plans}


# ------------------------------------------------------------ what an import does


def test_a_task_of_a_plan_is_an_assignment_like_any_other(
    empty_register: Register, ba_bich: Charter, tmp_path: Path
) -> None:
    """It has the plan's key, source and date, opened when the directive took effect, is cut off and climbs."""
    office = opened(empty_register, ba_bich, "2024-02-01 08:00")
    done = take(office, tmp_path, [line("I.1", ghi_chú="theo mục A"), line(2, chủ_trì="Công an xã", thời_hạn="")])
    key = f"{BASE}/kh-tinh-i-1/tu_phap"
    assert [one.key for one in done.given] == [key, f"{BASE}/kh-tinh-2/cong_an"]
    row, undated = office.row(key), office.row(f"{BASE}/kh-tinh-2/cong_an")
    assert (row.source, row.kind, row.firm, row.provenance, row.countable) == (
        f"{DIRECTIVE}/kh-tinh",
        "one_off",
        1,
        "cited",
        1,
    )
    assert (row.head, row.authority, row.monitor, row.line) == (
        "tu_phap",
        "chu_tich",
        "van_phong_thong_ke",
        "administrative",
    )
    assert row.deadline == vn("2024-03-30 00:00")
    assert row.cites.endswith("Kế hoạch cải cách hành chính năm 2024 của tỉnh, mục I.1")
    assert row.why["where"].endswith("ke-hoach.csv:2")
    assert (row.why["plan"], row.why["item"]) == (f"{DIRECTIVE}/kh-tinh", "I.1")
    assert (undated.head, undated.deadline, undated.timetable) == ("truong_cong_an", NEVER, "")
    assert office.story(key)[0] == "12/01/2024 00:00 open assigned deadline=30/03/2024T00:00 provenance=cited"
    office.pass_time("2024-04-02 08:00")
    assert office.story(key)[1:] == by_hand("""
        22/03/2024 08:00 warn assigned working_days=5 addressee=tu_phap
        26/03/2024 08:00 warn assigned working_days=3 addressee=tu_phap
        28/03/2024 08:00 warn assigned working_days=1 addressee=tu_phap
        30/03/2024 00:00 cut_off assigned deadline=30/03/2024T00:00
        #explanation 30/03/2024 00:00 open assigned deadline=03/04/2024T17:00 provenance=default
        #rung-reminder 01/04/2024 08:00 deliver delivered addressee=tu_phap evidence=replay: mô phỏng: đến ngay
        #rung-reminder 01/04/2024 08:00 escalate issued mode=automatic addressee=tu_phap
    """)
    assert office.row(f"{key}#explanation").source == f"{DIRECTIVE}/kh-tinh"
    assert office.act("2024-04-02 09:00", "tu_phap", "acknowledge", key, officer="can_bo_1").refused == ""
    assert office.act("2024-04-02 10:00", "can_bo_1", "report", key).refused == ""


def test_an_import_is_one_line_of_the_journal_and_the_journal_holds(
    empty_register: Register, ba_bich: Charter, tmp_path: Path
) -> None:
    """The journal says which file came in, with its digest and its numbers, and is sealed as ever."""
    office = opened(empty_register, ba_bich)
    done = take(office, tmp_path, [line(1), line(2, chủ_trì=""), line(3, chủ_trì="tu_phap; dia_chinh")])
    (said,) = [one for one in office.register_lines() if one.trigger == "import_plan"]
    digest = read_plan(tmp_path / "ke-hoach.csv", ba_bich.jurisdiction.organization).digest
    assert said.subject == f"{DIRECTIVE}/kh-tinh" == done.plan
    assert said.details == {
        "file": "ke-hoach.csv", "digest": digest, "items": 3, "added": 3, "assigned": 3, "unassigned": 1,
    }  # fmt: skip
    assert (said.at, said.by) == (office.now, "system")
    assert done.opened == 3
    assert verify(empty_register) == []


def test_a_dry_run_says_the_same_and_does_nothing(empty_register: Register, ba_bich: Charter, tmp_path: Path) -> None:
    """What would be assigned, to whom, what nobody has: told before anything is kept."""
    office = opened(empty_register, ba_bich)
    rows = [line(1), line(2, chủ_trì=""), line(3, thời_hạn="01/01/2024"), line(4, kết_quả="")]
    before = stored(empty_register)
    dry = take(office, tmp_path, rows, dry_run=True)
    assert stored(empty_register) == before
    assert take(office, tmp_path, rows) == dry
    assert [(one.item, one.cause) for one in dry.left] == [("2", "nobody"), ("3", "past"), ("4", "unclear")]
    assert stored(empty_register)["source_item"] == 4


def test_what_the_plan_had_due_before_the_import_is_late_by_its_own_date(
    empty_register: Register, ba_bich: Charter, tmp_path: Path
) -> None:
    """A file that comes late launders nothing: the day named decides, and the import says that it has passed."""
    office = opened(empty_register, ba_bich, "2024-02-01 08:00")
    done = take(office, tmp_path, [line(1, thời_hạn="31/01/2024"), line(2, thời_hạn="01/02/2024")])
    assert [one.passed for one in done.given] == [True, False]
    office.pass_time("2024-02-01 09:00")
    story = office.story(f"{BASE}/kh-tinh-1/tu_phap")
    assert "01/02/2024 00:00 cut_off assigned deadline=01/02/2024T00:00" in story
    assert not any("cut_off" in one for one in office.story(f"{BASE}/kh-tinh-2/tu_phap"))


# ------------------------------------------------------------ what is not assigned


@pytest.mark.parametrize(
    ("day", "fate"),
    [
        ("11/01/2024", "past"),  # the day before the directive takes effect
        ("12/01/2024", "assigned"),
        ("trước ngày 13/01/2024", "assigned"),
        ("trước ngày 12/01/2024", "past"),
        ("07/01/2024", "past"),  # a Sunday, rolled to the 8th
        ("quý IV/2023", "past"),
    ],
)
def test_nothing_is_assigned_backwards(
    lite_register: Register, ba_bich: Charter, tmp_path: Path, day: str, fate: str
) -> None:
    """What was due before the directive took effect is kept in the list and not assigned (GĐ-14)."""
    office = opened(lite_register, ba_bich, "2024-02-01 08:00")
    done = take(office, tmp_path, [line(1, thời_hạn=day)])
    assert ([one.cause for one in done.left] or ["assigned"]) == [fate]
    assert len(done.given) == (fate == "assigned")
    if fate == "past":
        assert "không giao hồi tố (GĐ-14)" in str(done.left[0])


@pytest.mark.parametrize(
    ("gate", "cells", "said"),
    [
        (4, {"thời_hạn": ""}, ""),
        (5, {"thời_hạn": ""}, "mục 1: chưa rõ thời gian, không giao được theo tiêu chuẩn năm rõ; hãy bổ sung cột «thời hạn»."),
        (4, {"kết_quả": ""}, "mục 1: chưa rõ kết quả, không giao được theo tiêu chuẩn bốn rõ; hãy bổ sung cột «kết quả»."),
        (4, {"việc": ""}, "mục 1: chưa rõ việc, không giao được theo tiêu chuẩn bốn rõ; hãy bổ sung cột «việc»."),
        (4, {"chủ_trì": "chu_tich"}, "mục 1: chưa rõ trách nhiệm, không giao được theo tiêu chuẩn bốn rõ; người chủ trì không thể tự chịu trách nhiệm trước mình."),
        (4, {"chủ_trì": "ubnd_xa"}, "mục 1: chưa rõ trách nhiệm"),
        (4, {"chủ_trì": ""}, "mục 1: chưa có người chủ trì nên chưa giao"),
        (4, {"chủ_trì": "Phòng Nội vụ huyện"}, "mục 1: chủ trì là cơ quan cấp trên"),
    ],
)  # fmt: skip
def test_the_gate_of_the_directive_stands_for_its_plans(
    lite_register: Register, tmp_path: Path, gate: int, cells: dict[str, str], said: str
) -> None:
    """Bốn rõ lets a task without a date through, năm rõ does not; what is missing is said with file and line."""
    charter = with_gate(gate)
    office = opened(lite_register, charter)
    done = take(office, tmp_path, [line(1, **cells), line(2)])
    assert [one.item for one in done.given] == (["2"] if said else ["1", "2"])
    told = [str(one).removeprefix(f"{tmp_path}/ke-hoach.csv:2: ") for one in done.left]
    assert len(told) == bool(said)
    assert all(one.startswith(said) for one in told)


def with_gate(gate: int) -> Charter:
    """Ba Bích, one clause, with another clarity gate."""
    before = policy()
    ba_bich = before.jurisdictions["ba_bich"]
    directive = ba_bich.directives["2024-kl-cchc"]
    clauses = tuple(clause for clause in directive.clauses if clause.path == "2.1.1")
    changed = {"2024-kl-cchc": directive.model_copy(update={"clauses": clauses, "clarity_gate": gate})}
    return Charter(replace(before, jurisdictions={"ba_bich": replace(ba_bich, directives=changed)}), "ba_bich")


def test_a_plan_is_of_a_directive_that_was_assigned(lite_register: Register, ba_bich: Charter, tmp_path: Path) -> None:
    """Nothing is taken in under a directive that nobody assigned, nor for a plan that it does not refer to."""
    office = Office(lite_register, ba_bich, vn("2024-01-12 00:00"))
    with pytest.raises(NotAssigned, match="hãy chạy «namro assign» trước"):
        take(office, tmp_path, [line(1)])
    with pytest.raises(NoSuchPlan, match="không dẫn chiếu kế hoạch «kh-tin» \\(ý bạn là 'kh-tinh'\\?\\)"):
        find_plan(ba_bich, "2024-kl-cchc", "kh-tin")
    with pytest.raises(NoSuchPlan, match="Không có văn bản «2024»"):
        find_plan(ba_bich, "2024", "kh-tinh")
    assert find_plan(ba_bich, "2024-kl-cchc", "kh-tinh") == find_plan(ba_bich, DIRECTIVE, "kh-tinh")


# ------------------------------------------------------------ the same file, another file


def test_the_same_file_again_changes_nothing(empty_register: Register, ba_bich: Charter, tmp_path: Path) -> None:
    """Taking the same tasks in again, also from another table or in other words for the same people, creates nothing."""
    office = opened(empty_register, ba_bich)
    take(office, tmp_path, [line(1), line(2, chủ_trì=""), line(3, kết_quả="")])
    before = stored(empty_register)
    office.now += timedelta(days=30)
    for rows in (
        [line(1), line(2, chủ_trì=""), line(3, kết_quả="")],
        [line("1", chủ_trì="Công chức Tư pháp - Hộ tịch xã", thời_hạn="2024-03-29"), line(2, chủ_trì=""), line(3, kết_quả="")],
        [line(3, kết_quả=""), line(2, chủ_trì=""), line(1)],
    ):  # fmt: skip
        done = take(office, tmp_path, rows)
        assert (done.given, done.left, done.changed, done.opened) == ([], [], [], 0)
        assert stored(empty_register) == before


def test_another_file_adds_and_tells_but_never_overwrites(
    empty_register: Register, ba_bich: Charter, tmp_path: Path
) -> None:
    """A task that changed, or is gone, is told; a new one is added; one that nobody had is given to who has it now."""
    office = opened(empty_register, ba_bich)
    take(office, tmp_path, [line(1), line(2, chủ_trì=""), line(3), line(4, chủ_trì="")])
    key = f"{BASE}/kh-tinh-1/tu_phap"
    row = office.row(key)
    office.now += timedelta(days=7)
    done = take(
        office,
        tmp_path,
        [
            line(1, thời_hạn="30/06/2024", phối_hợp="dia_chinh"),
            line(2, chủ_trì="tai_chinh", việc="Việc đã có người"),
            line(4, chủ_trì="", việc="Vẫn chưa ai nhận"),
            line(5, chủ_trì="dia_chinh"),
        ],
    )
    assert [(one.item, one.name, one.was, one.says) for one in done.changed] == [
        ("1", "coordinators", [], ["dia_chinh"]),
        ("1", "deadline", "2024-03-29", "2024-06-30"),
        ("3", "", LINE["việc"], None),
        ("4", "what", LINE["việc"], "Vẫn chưa ai nhận"),
    ]
    assert [one.key for one in done.given] == [f"{BASE}/kh-tinh-2/tai_chinh", f"{BASE}/kh-tinh-5/dia_chinh"]
    assert done.items == 5
    assert (office.row(key).deadline, office.row(key).coordinators) == (row.deadline, "")
    kept = {item.number: item.content["what"] for item in fetch(empty_register, select(SourceItem))}
    assert kept["2"] == "Việc đã có người"
    assert kept["4"] == LINE["việc"]
    with empty_register.read(office.now) as uow:
        (state,) = [one for one in on_file(uow.session, ba_bich) if one.cited.plan.key == "kh-tinh"]
    assert (state.items, state.assigned, [one["item"] for one in state.unassigned or ()]) == (5, 4, ["4"])


def test_a_plan_taken_in_after_the_year_reopens_its_directive(empty_register: Register, tmp_path: Path) -> None:
    """A directive that was reported in full is so no longer when a plan brings a task that nobody has reported."""
    charter = with_organization(lambda organization: organization, {"2.1.1", "2.1.2"})
    office = opened(empty_register, charter)
    for number, performer in enumerate(("tu_phap", "tai_chinh", "dia_chinh", "van_hoa_xa_hoi", "quan_su", "cong_an")):
        key = f"{DIRECTIVE}/2.1.2/khac-phuc-han-che/{performer}"
        head = office.row(key).head
        office.yes(f"2024-03-0{number + 1} 08:00", head, "acknowledge", key, officer="can_bo")
        office.yes(f"2024-03-0{number + 1} 09:00", head, "report", key)
    office.pass_time("2025-01-02 08:00")
    (before,) = fetch(empty_register, select(Directive))
    take(office, tmp_path, [line(1, thời_hạn="31/12/2024")])
    (after,) = fetch(empty_register, select(Directive))
    assert (before.state, after.state) == ("reported", "in_progress")


# ------------------------------------------------------------ people


def test_a_group_that_leads_is_put_down_one_by_one(lite_register: Register, tmp_path: Path) -> None:
    """A task for a group is one task of the plan and an assignment for each member; the date holds for each."""
    group = Group(key="cong_chuc", label="Công chức chuyên môn", members=("tu_phap", "tai_chinh", "dia_chinh"))
    charter = with_organization(lambda o: o.model_copy(update={"groups": (*o.groups, group)}), {"2.1.1"})
    office = opened(lite_register, charter)
    done = take(office, tmp_path, [line(1, chủ_trì="công chức  CHUYÊN MÔN"), line(2)])
    assert [(one.item, one.performer) for one in done.given] == [
        ("1", "tu_phap"), ("1", "tai_chinh"), ("1", "dia_chinh"), ("2", "tu_phap"),
    ]  # fmt: skip
    assert done.items == 2


def test_who_coordinates_gets_a_copy_of_the_opening(empty_register: Register, ba_bich: Charter, tmp_path: Path) -> None:
    """The lead is told that the work is theirs; whoever answers for those who coordinate is told for information."""
    office = opened(empty_register, ba_bich)
    done = take(office, tmp_path, [line(1, phối_hợp="Công an xã; dia_chinh; tu_phap"), line(2, phối_hợp="")])
    first, second = (one.key for one in done.given)
    told = [(n.addressee, n.copy) for n in office.notices(kind="open", subject=first)]
    assert told == [("tu_phap", 0), ("truong_cong_an", 1), ("dia_chinh", 1)]
    assert [(n.addressee, n.copy) for n in office.notices(kind="open", subject=second)] == [("tu_phap", 0)]
    assert office.row(first).coordinators == "cong_an,dia_chinh"
    sent = office.send()
    (letter,) = [one for one, _ in sent.sent if one.post == "dia_chinh" and "Rà soát thủ tục hộ tịch" in one.body]
    assert "[Để biết] Giao nhiệm vụ: Rà soát thủ tục hộ tịch" in letter.body


def test_a_unit_that_watches_is_kept_with_the_task(lite_register: Register, ba_bich: Charter, tmp_path: Path) -> None:
    """The unit named in the last column watches whoever leads, and never itself."""
    office = opened(lite_register, ba_bich)
    take(
        office,
        tmp_path,
        [line(1, cơ_quan_theo_dõi="Công an xã"), line(2, chủ_trì="cong_an", cơ_quan_theo_dõi="cong_an")],
    )
    assert office.row(f"{BASE}/kh-tinh-1/tu_phap").watcher == "truong_cong_an"
    assert office.row(f"{BASE}/kh-tinh-2/cong_an").watcher == ""


def test_the_reason_of_a_date_of_a_plan_names_the_plan(
    empty_register: Register, ba_bich: Charter, tmp_path: Path
) -> None:
    """Why this date: the plan, its task and the file it came from; a rest day is rolled and says so."""
    office = opened(empty_register, ba_bich)
    take(office, tmp_path, [line("III.7", thời_hạn="31/03/2024")])
    row = office.row(f"{BASE}/kh-tinh-iii-7/tu_phap")
    assert (row.why["anchor"], row.why["effective"], row.why["rule"]) == ("2024-03-31", "2024-04-01", "date")
    with empty_register.read(office.now) as uow:
        said = why(uow.session, ba_bich, row.key, as_of=office.now)
    told = " ".join(said["date"])
    assert "Kế hoạch cải cách hành chính năm 2024 của tỉnh" in told
    assert "31/03/2024" in told


# ------------------------------------------------------------ keys


def test_two_plans_of_a_clause_never_share_a_key(lite_register: Register, ba_bich: Charter, tmp_path: Path) -> None:
    """A number that would make the key of another plan's task is refused with its line, and nothing is taken in."""
    clash = with_plans(ba_bich, "kh-tinh", "kh-tinh-1")
    office = opened(lite_register, clash)
    take(office, tmp_path, [line("1.2")], "kh-tinh")
    before = stored(lite_register)
    with pytest.raises(PlanFileError, match=r"ke-hoach.csv:2: mã «.*kh-tinh-1-2/tu_phap» đã dùng cho việc khác"):
        take(office, tmp_path, [line("2"), line("3")], "kh-tinh-1")
    with pytest.raises(PlanFileError, match=r"ke-hoach.csv:2: stt «.*» quá dài để làm mã"):
        take(office, tmp_path, [line("1" * 60), line("3")], "kh-tinh-1")
    assert stored(lite_register) == before


def with_plans(charter: Charter, *keys: str) -> Charter:
    """Let clause 2.1.1 refer to plans of these keys."""
    ba_bich = charter.jurisdiction
    directive = ba_bich.directives["2024-kl-cchc"]
    first = directive.clauses[0].registers[0]
    registers = tuple(first.model_copy(update={"key": key}) for key in keys)
    clause = directive.clauses[0].model_copy(update={"registers": registers})
    changed = {"2024-kl-cchc": directive.model_copy(update={"clauses": (clause,)})}
    return Charter(replace(charter.policy, jurisdictions={"ba_bich": replace(ba_bich, directives=changed)}), "ba_bich")


def test_a_date_beyond_the_calendar_is_refused_with_its_line(
    lite_register: Register, ba_bich: Charter, tmp_path: Path
) -> None:
    """No deadline is set that cannot be counted; the year that is missing is named."""
    office = opened(lite_register, ba_bich)
    before = stored(lite_register)
    with pytest.raises(PlanFileError, match=r"ke-hoach.csv:3: cột «thời hạn»: Chưa có lịch làm việc của năm 2099"):
        take(office, tmp_path, [line(1), line(2, thời_hạn="năm 2099")])
    assert stored(lite_register) == before


# ------------------------------------------------------------ the file


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"thời_hạn": "31/02/2024"}, "cột «thời hạn»: không hiểu thời hạn «31/02/2024»; hãy viết 30/09/2024"),
        ({"thời_hạn": "thường xuyên"}, "cột «thời hạn»: không hiểu thời hạn «thường xuyên»"),
        ({"thời_hạn": "quý V/2024"}, "cột «thời hạn»: không hiểu thời hạn «quý V/2024»"),
        ({"thời_hạn": "03-2024"}, "cột «thời hạn»: không hiểu thời hạn «03-2024»"),
        ({"chủ_trì": "tu_fap"}, "cột «chủ trì»: không có đơn vị, chức danh hay nhóm «tu_fap» (ý bạn là 'tu_phap'?)"),
        ({"chủ_trì": "tu_phap, tai_chinh"}, "cột «chủ trì»: không có đơn vị, chức danh hay nhóm «tu_phap, tai_chinh»"),
        ({"phối_hợp": "dia_chinh; ai_do"}, "cột «phối hợp»: không có đơn vị, chức danh hay nhóm «ai_do»"),
        ({"cơ_quan_theo_dõi": "ai_do"}, "cột «cơ quan theo dõi»: không có đơn vị"),
        ({"việc": "x" * 2001}, "cột «việc»: dài 2001 ký tự; nhiều nhất 2000"),
        ({"stt": ""}, "cột «stt»: thiếu số thứ tự"),
        ({"stt": "–"}, "cột «stt»: thiếu số thứ tự"),
        ({"stt": "1"}, "stt «1» trùng với"),
        ({"stt": "1."}, "stt «1.» trùng với"),
    ],
)
def test_a_bad_line_is_told_with_its_place_and_nothing_is_taken_in(
    ba_bich: Charter, tmp_path: Path, cells: dict[str, str], said: str
) -> None:
    """Every bad cell is named with file, line and column, and what to write instead; the good lines wait for it."""
    number = cells.get("stt", "2")
    told = faults(tmp_path, ba_bich, [line(1), line(number, **{k: v for k, v in cells.items() if k != "stt"}), line(3)])
    assert len(told) == 1
    assert told[0].removeprefix("hong.csv:3: ").startswith(said)


def test_every_fault_is_told_at_once(ba_bich: Charter, tmp_path: Path) -> None:
    """A writer mends a file in one go: all faults of all lines come together."""
    told = faults(
        tmp_path, ba_bich, [line(1, chủ_trì="ai_do", thời_hạn="mai"), line(2), line(1), line(4, phối_hợp="ai_kia")]
    )
    assert [one.partition(": ")[0] for one in told] == ["hong.csv:2", "hong.csv:2", "hong.csv:5"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a.csv:1: thiếu cột stt, việc, kết quả, chủ trì, thời hạn"),
        ("stt,việc,kết quả,chủ trì\n", "a.csv:1: thiếu cột thời hạn; dòng đầu phải là: stt, việc"),
        ("stt,việc,kết quả,chủ trì,thời hạn,ngừoi\n", "a.csv:1: có cột lạ: ngừoi"),
        ("stt,việc,kết quả,chủ trì,thời hạn,việc\n", "a.csv:1: có cột ghi hai lần"),
        ("stt,việc,kết quả,chủ trì,thời hạn\n\n ,,,,\n", "a.csv:1: tệp không có việc nào dưới dòng tiêu đề"),
    ],
)
def test_a_table_that_is_none_says_how_it_begins(ba_bich: Charter, tmp_path: Path, text: str, said: str) -> None:
    """Headers that lack, or that nobody knows, are named; an empty table is no plan."""
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    with pytest.raises(PlanFileError) as refusal:
        read_plan(tmp_path / "a.csv", ba_bich.jurisdiction.organization)
    assert str(refusal.value).removeprefix(f"{tmp_path}/").startswith(said)


def test_what_is_no_table_at_all_is_said_so(ba_bich: Charter, tmp_path: Path) -> None:
    """Bytes that are no text, a sheet that is no sheet and a file that is not there are told in words."""
    organization = ba_bich.jurisdiction.organization
    (tmp_path / "a.csv").write_bytes("việc".encode("cp1258", errors="replace") + b"\xff\xfe")
    (tmp_path / "a.xlsx").write_text("không phải bảng tính", encoding="utf-8")
    for name, said in (
        ("a.csv", "không phải UTF-8"),
        ("a.xlsx", "không đọc được bảng tính"),
        ("b.csv", "không đọc được tệp"),
    ):
        with pytest.raises(PlanFileError, match=said):
            read_plan(tmp_path / name, organization)


def test_a_spreadsheet_and_both_kinds_of_csv_say_the_same(ba_bich: Charter, tmp_path: Path) -> None:
    """Dates of a spreadsheet, numbers, semicolons, decomposed letters, cells of two lines: the same tasks come out."""
    organization = ba_bich.jurisdiction.organization
    rows = [
        line(1, thời_hạn=date(2024, 3, 29), phối_hợp="tai_chinh\ndia_chinh"),
        line(1.5, việc="Rà soát\nthủ tục", chủ_trì="công an  xã", thời_hạn="quý II/2024"),
    ]
    said = [[str(cell) for cell in row] for row in rows]
    apart = [[str(cell).replace("à", "a\u0300") for cell in row] for row in rows]
    read = [
        read_plan(write_xlsx(tmp_path / "a.xlsx", rows), organization).items,
        read_plan(write_csv(tmp_path / "a.csv", said), organization).items,
        read_plan(write_csv(tmp_path / "b.csv", said, delimiter=";"), organization).items,
        read_plan(write_csv(tmp_path / "c.csv", apart), organization).items,
    ]
    facts = [[(item.printed, item.number, item.facts()) for item in items] for items in read]
    assert facts[0] == facts[1] == facts[2] == facts[3]
    assert facts[0][1][2]["deadline"] == "2024-06-30"
    assert [item.where.rpartition(":")[2] for item in read[1]] == ["2", "4"]  # its cell of two lines counts as two


def test_a_label_that_two_bear_is_asked_back(ba_bich: Charter, tmp_path: Path) -> None:
    """Where a name means two, the key must be written; nobody is guessed."""
    charter = with_organization(
        lambda o: o.model_copy(
            update={"posts": tuple(p.model_copy(update={"label": "Công an xã"}) if p.key == "tu_phap" else p for p in o.posts)}
        ),
        {"2.1.1"},
    )  # fmt: skip
    assert (
        "tên «Công an xã» dùng chung cho cong_an, tu_phap; hãy ghi mã thay cho tên"
        in faults(tmp_path, charter, [line(1, chủ_trì="Công an xã")])[0]
    )


@pytest.mark.parametrize(
    ("said", "day", "exclusive"),
    [
        ("", None, False),
        ("2024-09-30", date(2024, 9, 30), False),
        ("30/09/2024", date(2024, 9, 30), False),
        ("Ngày 3/4/2024", date(2024, 4, 3), False),  # the day comes first
        ("quý I/2024", date(2024, 3, 31), False),
        ("Quý III/2024", date(2024, 9, 30), False),
        ("quý 4 năm 2024", date(2024, 12, 31), False),
        ("tháng 2/2024", date(2024, 2, 29), False),
        ("hết năm 2024", date(2024, 12, 31), False),
        ("trước ngày 15/6/2024", date(2024, 6, 15), True),
        ("trước quý III/2024", date(2024, 7, 1), True),
        ("trước tháng 6/2024", date(2024, 6, 1), True),
        (datetime(2024, 9, 30), date(2024, 9, 30), False),  # as a spreadsheet gives it
        (date(2024, 9, 30), date(2024, 9, 30), False),
    ],
)
def test_deadlines_are_read_as_plans_write_them(said: Any, day: date | None, exclusive: bool) -> None:
    """A day, a quarter, a month, a year mean their last day; *trước* means the first day that is too late."""
    assert read_deadline(said) == (day, exclusive)


@pytest.mark.parametrize("said", [45565.0, True, "45565", "6 tháng", "30/9", "quý iii/24", "31/04/2024", "2024-13-01"])
def test_a_date_that_nobody_can_be_sure_of_is_no_date(said: Any) -> None:
    """A bare number, half a date, a day that is none: asked back, never guessed."""
    with pytest.raises(ValueError, match="hãy"):
        read_deadline(said)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_any_day_is_read_back_however_it_is_written(day: date) -> None:
    """Whatever the day, both ways of writing it and the spreadsheet's own mean the same day."""
    written = (day.isoformat(), f"{day:%d/%m/%Y}", f"ngày {day.day}/{day.month}/{day.year}", day)
    assert {read_deadline(one) for one in written} == {(day, False)}
    if day.year < 2100:
        quarter = read_deadline(f"quý {(day.month + 2) // 3}/{day.year}")[0]
        assert quarter is not None
        assert quarter >= day
        assert (quarter + timedelta(days=1)).day == 1


@given(st.text(alphabet="IVXivx0123456789.,-/() đĐàạẢ", max_size=20))
def test_the_name_of_a_number_always_fits_a_key(said: str) -> None:
    """Whatever a plan prints for a number becomes small letters and digits joined by single hyphens, or nothing."""
    name = slug(said)
    assert name == slug(name)
    assert all(part and part.isascii() and part.isalnum() and part == part.lower() for part in name.split("-") if name)


def test_the_template_is_a_plan_once_it_says_who(ba_bich: Charter, tmp_path: Path) -> None:
    """What `namro plans template` writes is read without a fault."""
    from workflows.plans_file import write_template

    for name in ("mau.csv", "mau.xlsx"):
        write_template(tmp_path / name)
        items = read_plan(tmp_path / name, ba_bich.jurisdiction.organization).items
        assert [item.deadline for item in items] == [date(2024, 9, 30), date(2024, 9, 30), None]
        with pytest.raises(FileExistsError):
            write_template(tmp_path / name)


def test_the_cites_of_a_plan_known_by_name_only_are_the_clause(ba_bich: Charter) -> None:
    """A plan of which no document is known rests on the clause that refers to it, which the model demands."""
    whole = Charter(policy(), "ba_bich")
    plan: CitedPlan = find_plan(whole, DIRECTIVE, "tai-cau-truc")
    assert plan.plan.cites == ()
    Deadline(on=date(2024, 9, 30), provenance="cited", cites=plan.cites)
    assert whole.cite(plan.cites) == whole.cite_clause(plan.directive, plan.clause)
