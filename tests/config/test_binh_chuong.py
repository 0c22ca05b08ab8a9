"""Bình Chương's letter of February 2026: every row treated, no date of the document, every default said."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from config.directive import Directive
from config.organization import Organization
from config.policy import Policy
from tests.config.shipped import FAMILY_NAMES, duty_of
from workflows.charter import Charter

ROWS = "BC-0 BC-1a BC-1b BC-2a BC-2b BC-3a BC-3b BC-3c BC-4a BC-4b BC-4c BC-5 BC-6a BC-6b BC-7 BC-N"
PATHS = "0 1.1 1.2 2.1 2.2 3.1 3.2 3.3 4.1 4.2 4.3 5 6.1 6.2 7 8"
UNITS = ("van_phong", "phong_kinh_te", "phong_van_hoa_xa_hoi", "trung_tam_hanh_chinh_cong")


@pytest.fixture(scope="module")
def directive(policy: Policy) -> Directive:
    """The letter."""
    found = policy.directive("binh_chuong/2026-cv-cchc")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def organization(policy: Policy) -> Organization:
    """The commune and the province above it."""
    return policy.jurisdictions["binh_chuong"].organization


def test_every_row_of_the_extraction_has_its_clause(directive: Directive) -> None:
    """Sixteen rows, sixteen clauses, in the order of the document, none without treatment."""
    assert [row for clause in directive.clauses for row in clause.rows] == ROWS.split()
    assert [clause.path for clause in directive.clauses] == PATHS.split()
    assert all(len(clause.rows) == 1 for clause in directive.clauses)
    assert Counter(clause.treatment for clause in directive.clauses) == {
        "objects": 8,
        "standing_duty": 6,
        "quality_criterion": 1,
        "text_only": 1,
    }


@pytest.mark.proves("bay_6")
def test_the_document_is_as_printed(directive: Directive) -> None:
    """Number and day are blank; the chairman directs and signs in his own name."""
    assert directive.full_key == "binh_chuong/2026-cv-cchc"
    assert directive.kind == "official_letter"
    assert directive.printed_symbol == "/UBND (chưa có số)"
    assert directive.printed_date == "tháng 02 năm 2026"
    assert (directive.directing_authority, directive.signatory, directive.signing_right) == (
        "chu_tich",
        "chu_tich",
        None,
    )
    assert (directive.line, directive.ladder) == ("administrative", "default")


def test_it_binds_from_the_earliest_day_its_text_allows(directive: Directive, policy: Policy) -> None:
    """It cites a plan of 03/02/2026, so it cannot be older: an inference of ours, and said to be one (GĐ-30)."""
    effective = directive.effective_from
    assert (effective.on, effective.provenance) == (date(2026, 2, 3), "inferred")
    assert [policy.cite(one) for one in effective.cites] == [f"{directive.label}, mục 5", "mặc định hệ thống GĐ-30"]
    plan = policy.source("bc_kh_20_2026")
    assert plan is not None
    assert plan.issued_on == effective.on.isoformat()
    assert directive.term_until == date(2026, 12, 31)


def test_four_clears_are_our_default(directive: Directive, policy: Policy) -> None:
    """The text names no clears: four are asked for by default of ours, never as its word."""
    assert (directive.clarity_gate, directive.clarity_gate_provenance) == (4, "default")
    assert [policy.cite(one) for one in directive.clarity_gate_cites] == ["mặc định hệ thống GĐ-22"]


def test_each_clause_binds_as_it_is_worded(directive: Directive) -> None:
    """Bound: dissemination, the head's liability, the plan, apology, discipline, reports; the rest is intensified."""
    assert {clause.path: clause.modality for clause in directive.clauses} == {
        "0": "intensify",
        "1.1": "must",
        "1.2": "must",
        "2.1": "intensify",
        "2.2": "must",
        "3.1": "must",
        "3.2": "must",
        "3.3": "must",
        "4.1": "intensify",
        "4.2": "intensify",
        "4.3": "must",
        "5": "intensify",
        "6.1": "must",
        "6.2": "must",
        "7": "must",
        "8": "none",
    }


def test_the_duties_are_those_of_the_rows(directive: Directive) -> None:
    """Two standing duties for the centre, an apology and its share, a threshold and a liability; one of each else."""
    assert [(clause.path, duty.key, duty.kind) for clause, duty in directive.duties()] == [
        ("0", "thu-hang", "target"),
        ("1.1", "quan-triet", "one_off"),
        ("1.2", "trach-nhiem-nguoi-dung-dau", "standing"),
        ("2.1", "phan-cong", "one_off"),
        ("2.1", "lanh-dao-dieu-hanh", "standing"),
        ("2.2", "trach-nhiem-chinh", "standing"),
        ("3.1", "cu-the-hoa", "one_off"),
        ("3.2", "ket-qua-ke-hoach", "target"),
        ("3.3", "diem-tieu-chi", "target"),
        ("3.3", "chiu-trach-nhiem", "on_event"),
        ("4.1", "phan-mem-dung-chung", "standing"),
        ("4.2", "hieu-qua-trung-tam", "standing"),
        ("4.2", "giai-quyet-ho-so", "standing"),
        ("4.3", "xin-loi", "on_event"),
        ("4.3", "ty-le-xin-loi", "target"),
        ("5", "chuyen-doi-so", "standing"),
        ("6.1", "ky-luat-ky-cuong", "standing"),
        ("6.2", "bao-cao", "periodic_report"),
    ]


@pytest.mark.proves("bay_1")
def test_no_deadline_is_the_documents(directive: Directive, policy: Policy) -> None:
    """The text has no date: each is a default or an inference, with the assumption it rests on."""
    dates = {
        (clause.path, duty.key): (
            duty.deadline.on,
            duty.deadline.provenance,
            [policy.cite(one) for one in duty.deadline.cites if one.source],
        )
        for clause, duty in directive.duties()
        if duty.deadline
    }
    end = date(2026, 12, 31)
    by_term = (end, "inferred", ["mặc định hệ thống GĐ-29"])
    assert dates == {
        ("1.1", "quan-triet"): by_term,
        ("2.1", "phan-cong"): by_term,
        ("3.1", "cu-the-hoa"): by_term,
        ("3.2", "ket-qua-ke-hoach"): (end, "inferred", []),
    }
    events = {
        duty.key: (
            duty.event.working_days,
            duty.event.provenance,
            [one.source for one in duty.event.cites if one.source],
        )
        for _, duty in directive.duties()
        if duty.event
    }
    assert events == {"xin-loi": (1, "default", ["gd_18"]), "chiu-trach-nhiem": (3, "default", ["gd_08", "gd_41"])}
    assert not any(duty.periods or duty.working_days_after_window for _, duty in directive.duties())


def test_reports_without_a_cadence_come_four_times_a_year(directive: Directive) -> None:
    """*Định kỳ* alone is quý I, 6 tháng, quý III, năm, by the 10th, with estimates: all of it our default (GĐ-04)."""
    duty = duty_of(directive, "6.2", "bao-cao")
    (schedule,) = duty.schedules
    assert (schedule.cadence, schedule.window, schedule.provenance) == ("report_year", "decree", "default")
    assert schedule.due is not None
    assert (schedule.due.day, schedule.due.provenance) == (10, "default")
    assert [one.source for one in schedule.due.cites] == ["gd_04"]
    assert (duty.estimates, duty.reports_to, duty.via) == (True, "ubnd_xa", None)


@pytest.mark.proves("bay_15")
def test_the_first_quarter_is_due_though_its_window_began_before(policy: Policy, directive: Directive) -> None:
    """Due on 10/3/2026, after 03/02/2026; its figures begin on 15/12/2025, which is allowed (GĐ-14)."""
    charter = Charter(policy, "binh_chuong")
    rows = [
        charter.row(one) for one in charter.plan(directive) if one.key.split("/")[3:5] == ["bao-cao", "phong_kinh_te"]
    ]
    assert [(row["period"], row["deadline"].date(), row["provenance"]) for row in rows] == [
        ("2026-Q1", date(2026, 3, 11), "default"),
        ("2026-H1", date(2026, 6, 11), "default"),
        ("2026-Q3", date(2026, 9, 11), "default"),
        ("2026", date(2026, 12, 11), "default"),
    ]
    assert rows[0]["why"]["window"] == ["2025-12-15", "2026-03-14"]
    assert rows[0]["opens_at"].date() == date(2026, 2, 3)


@pytest.mark.proves("bay_13")
def test_what_the_text_leaves_open_is_missing_not_invented(directive: Directive) -> None:
    """No baseline for the rank, no threshold for *điểm thấp*; only the plan's 100 % is the document's number."""
    targets = {duty.key: duty.target for _, duty in directive.duties() if duty.target}
    found = {
        key: (one.type, one.value, one.direction, one.provenance, bool(one.missing)) for key, one in targets.items()
    }
    assert found == {
        "thu-hang": ("direction", None, "down", "document", True),
        "ket-qua-ke-hoach": ("ratio_min", Decimal(100), None, "document", False),
        "diem-tieu-chi": ("ratio_min", None, None, "document", True),
        "ty-le-xin-loi": ("ratio_min", Decimal(100), None, "inferred", False),
    }
    assert "GĐ-08" in (targets["diem-tieu-chi"].missing or "")


def test_a_low_score_needs_no_fault(directive: Directive) -> None:
    """A criterion that scores low makes the head of its field answer to the chairman, whoever is to blame."""
    duty = duty_of(directive, "3.3", "chiu-trach-nhiem")
    assert duty.performers == ("thu_truong",)
    assert duty.answerable_to == directive.directing_authority
    assert duty.event is not None
    assert (duty.event.working_days, duty.event.provenance) == (3, "default")
    assert "lỗi" not in duty.event.label


@pytest.mark.proves("co_che_24")
def test_work_of_a_unit_begins_with_a_named_officer(directive: Directive) -> None:
    """Each one-off task of a unit must be given to somebody before it can be reported (BC-2a)."""
    tasks = [duty for _, duty in directive.duties() if duty.kind == "one_off"]
    assert len(tasks) == 3
    assert all(duty.needs_officer and duty.performers == ("phong_don_vi",) for duty in tasks)


@pytest.mark.proves("bay_31")
def test_heads_answer_in_person_for_what_cannot_be_delegated(directive: Directive, organization: Organization) -> None:
    """The head's duties of QĐ 01/2024, the principal liability and the low score fall on the heads, not on units."""
    in_person = [clause.path for clause, duty in directive.duties() if duty.performers == ("thu_truong",)]
    assert in_person == ["1.2", "2.2", "3.3", "3.3"]
    heads = [organization.head_of(unit) for unit in UNITS]
    assert [head.key for head in heads if head] == list(organization.members(["thu_truong"]))
    assert organization.members(["phong_don_vi"]) == UNITS


@pytest.mark.proves("bay_12", "co_che_16")
def test_nobody_follows_their_own_work(directive: Directive, organization: Organization) -> None:
    """The drafting unit's head follows all but that unit, which the chairman follows (an obliged unit monitors)."""
    assert (directive.monitor, directive.monitor_provenance) == ("truong_phong_van_hoa_xa_hoi", "inferred")
    for clause, duty in directive.duties():
        for performer in organization.members(duty.performers):
            head = organization.head_of(performer)
            assert head is not None
            follows = directive.monitor_of(clause, duty, performer, date(2026, 2, 3), head.key)
            own = head.key == directive.monitor
            assert follows == ("chu_tich" if own else directive.monitor)
            assert head.key != (duty.answerable_to or directive.directing_authority)


def test_every_head_answers_up_to_the_chairman_and_the_province(policy: Policy, organization: Organization) -> None:
    """There is no district any more: commune, then province; deputies steer, and which of them is our inference."""
    chain = Charter(policy, "binh_chuong").chain
    day = date(2026, 2, 3)
    for unit in UNITS:
        assert chain.above(chain.head_of(unit), day) == "chu_tich"
    assert chain.above("chu_tich", day) == "chu_tich_ubnd_tinh"
    assert chain.above("chu_tich_ubnd_tinh", day) == ""
    assert {unit: chain.deputy_for(unit, day) for unit in UNITS} == {
        "van_phong": "",
        "phong_kinh_te": "pho_chu_tich_kinh_te",
        "phong_van_hoa_xa_hoi": "pho_chu_tich_van_xa",
        "trung_tam_hanh_chinh_cong": "pho_chu_tich_van_xa",
    }
    edges = [edge for post in organization.posts for edge in post.deputy_in_charge]
    assert {edge.provenance for edge in edges} == {"inferred"}
    assert all(not one.exists_on(date(2025, 6, 30)) for one in (*organization.posts, *organization.units))


@pytest.mark.proves("co_che_26")
def test_recipients_have_their_roles(directive: Directive) -> None:
    """Who must act and who files is the text's; who oversees or is informed we read from how they are listed."""
    assert [(one.to or one.label, one.role, one.provenance) for one in directive.recipients] == [
        ("phong_don_vi", "perform", "document"),
        ("Thường trực Đảng ủy xã", "oversee", "inferred"),
        ("Thường trực Hội đồng nhân dân xã", "oversee", "inferred"),
        ("chu_tich", "inform", "inferred"),
        ("pho_chu_tich_kinh_te", "inform", "inferred"),
        ("pho_chu_tich_van_xa", "inform", "inferred"),
        ("Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam xã", "oversee", "inferred"),
        ("van_phong", "inform", "inferred"),
        ("Văn thư", "file", "document"),
        ("phong_van_hoa_xa_hoi", "file", "inferred"),
    ]


def test_the_enclosure_is_said_and_not_on_file(directive: Directive) -> None:
    """The decision of the province is said to be enclosed; our copy came without it."""
    assert [(one.on_file, [cite.source for cite in one.cites]) for one in directive.enclosures] == [
        (False, ["qng_qd_01_2024"])
    ]


def test_corrected_readings_stand_beside_the_print(directive: Directive) -> None:
    """The drafting unit's sign is kept as printed, with our reading beside it."""
    assert [(one.clause, one.printed, one.read) for one in directive.corrections] == [("8", "VHXX", "VHXH")]


@pytest.mark.proves("co_che_1")
def test_registers_are_known_and_not_yet_on_file(directive: Directive, policy: Policy) -> None:
    """Three cited plans: the province's decision, the commune's plan, its digital plan; their ratios are unknown."""
    registers = [
        (clause.path, one.key, one.level, [policy.cite(cite) for cite in one.cites])
        for clause in directive.clauses
        for one in clause.registers
    ]
    assert registers == [
        ("1.2", "qd-01-2024", "province", ["Quyết định 01/2024/QĐ-UBND"]),
        ("3.1", "qd-1144", "commune", ["Quyết định 1144/QĐ-UBND"]),
        ("5", "kh-20", "commune", ["Kế hoạch 20/KH-UBND"]),
    ]
    assert [policy.cite(one) for one in directive.parents] == [
        "Quyết định 01/2024/QĐ-UBND",
        "Quyết định 1144/QĐ-UBND",
        "Kế hoạch 20/KH-UBND",
    ]


@pytest.mark.proves("bay_8")
def test_look_alike_symbols_are_not_confused(policy: Policy) -> None:
    """QĐ 01/2024 here is the province's normative act of 03/01/2024, not a commune's 01/QĐ-UBND; 1144 is the chairman's."""
    cited = policy.source("qng_qd_01_2024")
    other = policy.source("bb_qd_01_2024")
    plan = policy.source("bc_qd_1144_2025")
    assert cited is not None
    assert other is not None
    assert plan is not None
    assert cited.identity == ("01/2024", "QĐ-UBND", "Ủy ban nhân dân tỉnh Quảng Ngãi", "2024-01-03")
    assert plan.identity == ("1144", "QĐ-UBND", "Chủ tịch Ủy ban nhân dân xã Bình Chương", "2025-12-30")
    assert len({cited.identity, other.identity, plan.identity}) == 3


def test_every_duty_says_what_comes_out(directive: Directive) -> None:
    """The clarity gate asks who, what, result and responsibility: all are stated."""
    for _, duty in directive.duties():
        assert duty.performers
        assert duty.what
        assert duty.result


@pytest.mark.proves("bay_18")
def test_nobody_is_named(policy: Policy) -> None:
    """Posts only: no family name followed by a given name stands anywhere in the commune's files."""
    name = re.compile(rf"\b(?:{'|'.join(FAMILY_NAMES.split())}) [A-ZÀ-ỸĐ]\w+")
    folder: Path = policy.root / "jurisdictions" / "binh_chuong"
    files = sorted(folder.rglob("*.yaml"))
    assert len(files) == 2
    for file in files:
        assert name.findall(file.read_text(encoding="utf-8")) == []
