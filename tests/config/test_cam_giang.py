"""Cẩm Giang's conclusion notice of April 2026: thirty-eight rows, three tolerances kept apart, two monitors."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from config.directive import Directive
from config.organization import Organization
from config.policy import Policy
from tests.config.shipped import clause_of, duty_of
from workflows.charter import Charter

ROWS = (
    "CG-0 CG-1 CG-1.1a CG-1.1b CG-1.1c CG-1.1d CG-1.2a CG-1.2b CG-1.2c CG-2a CG-2b CG-2c CG-2d CG-2e CG-2f CG-2g CG-2h"
    " CG-2i CG-2'a CG-2'b CG-2'c CG-3a CG-3b CG-3c CG-4a CG-4b CG-4c CG-4'a CG-4'b CG-4'c CG-4'd CG-5a CG-5b CG-5c"
    " CG-5d CG-5e CG-5f CG-N"
)
PATHS = (
    "0 1 1.1.1.1 1.1.1.2 1.1.2 1.1.3 1.2.1 1.2.2.1 1.2.2.2 2.1 2.2 2.3 2.4.1.1 2.4.1.2 2.4.2 2.4.3.1 2.4.3.2 2.4.4"
    " 3.1 3.2 3.3 4.1 4.2 4.3 5.1 5.2 5.3 6.1 6.2.1 6.2.2 6.2.3 7.1 7.2 7.3 8.1 8.2 9 10"
)
DAY = date(2026, 4, 1)
END = date(2026, 12, 31)
OFFICE, CULTURE, CENTRE = "chanh_van_phong", "truong_phong_van_hoa_xa_hoi", "giam_doc_hanh_chinh_cong"
TITLES = ("Chủ tịch ", "Phó Chủ tịch ", "Chánh Văn phòng ", "Trưởng phòng ", "Giám đốc ")
FAMILY_NAMES = "Võ Bùi Nguyễn Trần Lê Phạm Hoàng Huỳnh Vũ Đặng Đỗ Ngô Lương Phan Đinh Trương"


@pytest.fixture(scope="module")
def directive(policy: Policy) -> Directive:
    """The notice."""
    found = policy.directive("cam_giang/2026-tb-vp")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def organization(policy: Policy) -> Organization:
    """The commune and what stands above it."""
    return policy.jurisdictions["cam_giang"].organization


def follows(directive: Directive, organization: Organization, path: str, key: str, performer: str) -> str:
    """Who follows a duty of one performer on the day the notice takes effect."""
    head = organization.head_of(performer)
    assert head is not None
    return directive.monitor_of(clause_of(directive, path), duty_of(directive, path, key), performer, DAY, head.key)


def test_every_row_of_the_extraction_has_its_clause(directive: Directive) -> None:
    """Thirty-eight rows, thirty-eight clauses, in the order of the document, none without treatment."""
    assert [row for clause in directive.clauses for row in clause.rows] == ROWS.split()
    assert [clause.path for clause in directive.clauses] == PATHS.split()
    assert len(directive.clauses) == 38
    assert Counter(clause.treatment for clause in directive.clauses) == {
        "objects": 27,
        "standing_duty": 7,
        "quality_criterion": 1,
        "text_only": 3,
    }
    assert Counter(duty.kind for _, duty in directive.duties()) == {
        "target": 18,
        "standing": 13,
        "one_off": 4,
        "count": 3,
        "on_event": 3,
        "periodic_report": 3,
    }


@pytest.mark.proves("bay_5")
def test_labels_as_printed_are_no_keys(directive: Directive) -> None:
    """Two sections are printed «2» and two «4»: their labels say which, their paths differ (trap 5)."""
    firsts = {path: clause_of(directive, path).printed_label for path in ("2.1", "3.1", "5.1", "6.1")}
    assert firsts == {
        "2.1": "mục 2 (Trung tâm Phục vụ hành chính công), đoạn 1",
        "3.1": "mục 2 (Văn phòng HĐND và UBND), ý 1",
        "5.1": "mục 4 (Phòng Kinh tế), câu 1",
        "6.1": "mục 4 (Trung tâm Dịch vụ sự nghiệp công), gạch đầu dòng 1",
    }
    assert len({clause.printed_label for clause in directive.clauses}) == 38


@pytest.mark.proves("bay_6")
def test_the_document_is_as_printed(directive: Directive) -> None:
    """Number and day are blank (trap 6): the notice binds from the earliest day that its own text allows."""
    assert directive.full_key == "cam_giang/2026-tb-vp"
    assert directive.printed_symbol == "/TB-VP (chưa có số)"
    assert directive.printed_date == "tháng 04 năm 2026"
    assert (directive.effective_from.on, directive.effective_from.provenance) == (DAY, "inferred")
    assert [one.source or one.clause for one in directive.effective_from.cites] == ["0", "gd_30"]
    assert directive.term_until == END


@pytest.mark.proves("bay_7")
def test_who_directs_signs_and_issues_are_three(directive: Directive) -> None:
    """The chairman directs, the chief of office signs, the office issues: papers go back to the chairman (trap 7)."""
    assert (directive.directing_authority, directive.signatory, directive.signing_right, directive.issuer) == (
        "chu_tich",
        OFFICE,
        None,
        "van_phong",
    )


@pytest.mark.proves("co_che_4", "bay_4")
def test_five_clears_are_the_documents(directive: Directive) -> None:
    """*5 rõ* stands in the closing words, with time among them; the gate cites that clause."""
    assert (directive.clarity_gate, directive.clarity_gate_provenance) == (5, "document")
    assert [one.clause for one in directive.clarity_gate_cites] == ["8.1"]
    assert clause_of(directive, "8.1").treatment == "quality_criterion"
    for clause, duty in directive.duties():
        assert duty.what
        assert duty.result
        assert duty.performers
        if duty.countable:
            assert duty.deadline or duty.schedules, clause.path


@pytest.mark.proves("bay_30", "co_che_21")
def test_striving_softens_the_percentages_only(directive: Directive) -> None:
    """Under the heading «Phấn đấu» the ratios are striven for; support day, weekly report and «bảo đảm» bind (trap 30)."""
    by_modality: dict[str, list[str]] = {}
    for clause in directive.clauses:
        by_modality.setdefault(clause.modality, []).append(clause.path)
    assert by_modality["strive"] == ["2.4.1.1", "2.4.1.2", "2.4.2", "4.2"]
    assert by_modality["intensify"] == ["1.1.1.2", "1.2.2.1", "6.1", "6.2.1", "6.2.2"]
    assert by_modality["none"] == ["0", "9", "10"]
    assert set(by_modality) == {"must", "strive", "intensify", "none"}
    assert {clause_of(directive, path).modality for path in ("2.4.3.1", "2.4.3.2", "2.4.4")} == {"must"}


@pytest.mark.proves("bay_10")
def test_three_tolerances_are_three_rules(directive: Directive) -> None:
    """All on time, none late by subjective cause, any late one reviewed: different duties and figures (trap 10)."""
    all_on_time = duty_of(directive, "2.1", "dung-va-truoc-han").target
    subjective = duty_of(directive, "1.1.2", "khong-qua-han-chu-quan").target
    any_late = duty_of(directive, "1.2.2.2", "ho-so-qua-han")
    assert all_on_time is not None
    assert subjective is not None
    assert (all_on_time.type, all_on_time.value) == ("ratio_min", Decimal(100))
    assert (subjective.type, subjective.value) == ("ratio_max", Decimal(0))
    assert all_on_time.figure != subjective.figure
    assert (any_late.kind, any_late.ladder, any_late.target) == ("on_event", "ho_so_qua_han", None)


@pytest.mark.proves("co_che_18")
def test_a_late_dossier_goes_straight_to_the_review(policy: Policy, directive: Directive) -> None:
    """Breached at once, one rung, still only a proposal that the chairman decides (CG-1.2c)."""
    duty = duty_of(directive, "1.2.2.2", "ho-so-qua-han")
    assert duty.event is not None
    assert (duty.event.working_days, duty.event.provenance) == (None, "document")
    ladder = policy.ladder(directive, DAY, duty.ladder or "")
    assert ladder is not None
    assert ladder.applies_to == ("on_event",)
    assert [
        (rung.key, rung.working_days, rung.mode, rung.addressees, rung.issuer, rung.gap_working_days)
        for rung in ladder.rungs
    ] == [("accountability_review", 0, "proposal", ("head", "officer"), "authority", 0)]
    assert [policy.cite(one) for one in ladder.rungs[0].cites] == [
        "Thông báo TB-VP (chưa rõ số), mục 1.2, gạch đầu dòng 2"
    ]
    assert [duty.key for _, duty in directive.duties() if duty.ladder] == ["ho-so-qua-han"]


@pytest.mark.proves("bay_31")
def test_both_deputies_answer_in_person(organization: Organization) -> None:
    """Wholly, to the chairman: they head their fields, and no work of theirs falls on him (CG-1)."""
    for key in ("pct_thuong_truc", "pct"):
        head = organization.head_of(key)
        assert head is not None
        assert head.key == key
        assert [edge.to for edge in head.answers_to] == ["chu_tich"]


@pytest.mark.proves("co_che_3")
def test_heads_answer_to_the_chairman_and_are_steered_by_a_deputy(organization: Organization) -> None:
    """Accountability goes past the deputy in charge, steering does not: two edges (CG-5a, trap 11)."""
    steered = {}
    for key in organization.members(["don_vi"]):
        unit, head = organization.unit(key), organization.head_of(key)
        assert unit is not None
        assert head is not None
        assert [edge.to for edge in head.answers_to] == ["chu_tich"]
        (edge,) = unit.deputy_in_charge
        assert (edge.provenance, edge.cites[0].source) == ("inferred", "gd_39")
        steered[key] = edge.to
    assert steered == {
        "trung_tam_hanh_chinh_cong": "pct_thuong_truc",
        "van_phong": "pct_thuong_truc",
        "phong_van_hoa_xa_hoi": "pct",
        "phong_kinh_te": "pct",
        "trung_tam_su_nghiep_cong": "pct",
    }


@pytest.mark.parametrize(
    ("path", "key", "performer", "monitor"),
    [
        ("2.2", "bao-cao-ngay", "trung_tam_hanh_chinh_cong", OFFICE),
        ("1.1.3", "nghe-bao-cao", "pct_thuong_truc", OFFICE),
        ("2.4.1.1", "toan-trinh", "trung_tam_hanh_chinh_cong", CULTURE),
        ("6.2.3", "duy-tri-hai-long", "trung_tam_su_nghiep_cong", CULTURE),
        ("3.1", "kiem-tra", "van_phong", CULTURE),
        ("4.1", "dau-moi", "phong_van_hoa_xa_hoi", OFFICE),
        ("4.2", "bo-chi-so-766", "phong_van_hoa_xa_hoi", OFFICE),
        ("4.3", "dung-thoi-gian", "phong_van_hoa_xa_hoi", CENTRE),
        ("5.2", "khong-qua-han", "phong_kinh_te", CENTRE),
        ("1.2.2.2", "ho-so-qua-han", "phong_kinh_te", CENTRE),
        ("5.1", "ra-soat", "phong_kinh_te", OFFICE),
        ("8.2", "khong-tai-dien", "van_phong", CULTURE),
    ],
)
@pytest.mark.proves("co_che_16", "bay_12")
def test_monitors_share_by_scope(
    directive: Directive, organization: Organization, path: str, key: str, performer: str, monitor: str
) -> None:
    """Time is the office's, contents the culture department's, the departments' dossiers the centre's (trap 12)."""
    assert follows(directive, organization, path, key, performer) == monitor


@pytest.mark.proves("bay_12", "co_che_16")
def test_nobody_follows_their_own_work(directive: Directive, organization: Organization) -> None:
    """For every duty and performer the one who follows is neither the performer nor its head."""
    assert (directive.monitor, directive.monitor_provenance) == (OFFICE, "document")
    assert {one.provenance for one in directive.monitors} == {"inferred"}
    for clause, duty in directive.duties():
        for performer in organization.members(duty.performers):
            head = organization.head_of(performer)
            assert head is not None
            assert follows(directive, organization, clause.path, duty.key, performer) not in (performer, head.key)


@pytest.mark.proves("bay_24")
def test_the_weekly_hearing_falls_on_the_listener(directive: Directive) -> None:
    """The deputy must hear a report each week; those heard owe nothing by it (trap 24)."""
    duty = duty_of(directive, "1.1.3", "nghe-bao-cao")
    assert (duty.kind, duty.performers, duty.at_least) == ("count", ("pct_thuong_truc",), 1)
    assert duty.heard == ("trung_tam_hanh_chinh_cong", "phong_van_hoa_xa_hoi", "phong_kinh_te")
    assert [schedule.cadence for schedule in duty.schedules] == ["weekly"]


@pytest.mark.proves("co_che_22")
def test_what_is_counted_is_the_documents(directive: Directive) -> None:
    """One hearing and one support day a week, two inspections a month: cadence and number are in the text."""
    counted = {
        clause.path: (duty.performers, duty.at_least, duty.schedules[0].cadence, duty.schedules[0].provenance)
        for clause, duty in directive.duties()
        if duty.kind == "count"
    }
    assert counted == {
        "1.1.3": (("pct_thuong_truc",), 1, "weekly", "document"),
        "2.4.3.1": (("trung_tam_hanh_chinh_cong",), 1, "weekly", "document"),
        "3.1": (("van_phong",), 2, "monthly", "document"),
    }


@pytest.mark.proves("bay_1")
def test_recurring_reports_have_the_documents_cadence_and_our_hour(directive: Directive) -> None:
    """Daily, weekly and monthly are in the text; 17:00 and the fifth working day are defaults of ours (GĐ-05)."""
    reports = {}
    for clause, duty in directive.duties():
        if duty.kind == "periodic_report":
            (schedule,) = duty.schedules
            assert schedule.due is not None
            assert (schedule.provenance, schedule.due.provenance) == ("document", "default")
            assert [one.source for one in schedule.due.cites] == ["gd_05"]
            reports[clause.path] = (schedule.cadence, schedule.due.same_day, schedule.due.working_day_of_next_month)
    assert reports == {"2.2": ("daily", True, None), "2.4.3.2": ("weekly", True, None), "7.2": ("monthly", False, 5)}
    assert duty_of(directive, "2.2", "bao-cao-ngay").nil_report


def test_periods_begin_with_the_notice_and_not_before(policy: Policy, directive: Directive) -> None:
    """Counts begin in May, as nobody knows on which day of April the notice was issued (GĐ-37); reports on 1/4/2026."""
    charter = Charter(policy, "cam_giang")
    firsts: dict[str, tuple[str, date | None]] = {}
    days = []
    for one in charter.plan(directive):
        if one.occasion is not None:
            firsts.setdefault(one.duty.key, (one.occasion.key, one.due.day))
        if one.duty.key == "bao-cao-ngay":
            days.append(one.due.day)
    assert firsts == {
        "nghe-bao-cao": ("2026-W19", date(2026, 5, 10)),
        "bao-cao-ngay": ("2026-04-01", date(2026, 4, 1)),
        "ngay-ho-tro": ("2026-W19", date(2026, 5, 10)),
        "bao-cao-tuan": ("2026-W15", date(2026, 4, 10)),
        "kiem-tra": ("2026-05", date(2026, 5, 31)),
        "de-xuat-xep-loai": ("2026-04", date(2026, 5, 8)),
    }
    assert date(2026, 4, 30) not in days
    assert date(2026, 8, 22) in days


@pytest.mark.proves("bay_1")
def test_deadlines_of_tasks_and_targets_say_where_they_come_from(directive: Directive) -> None:
    """None is in the text: ten working days for what is to be set up, the end of the year for what has no date."""
    found = {
        (clause.path, duty.key): (duty.deadline.on or duty.deadline.working_days, duty.deadline.provenance)
        for clause, duty in directive.duties()
        if duty.deadline
    }
    year_end = [
        ("1.1.1.1", "ra-soat-cat-giam"),
        ("1.1.1.1", "cat-giam-thoi-gian"),
        ("2.4.1.1", "toan-trinh"),
        ("2.4.1.2", "khong-hen"),
        ("2.4.2", "so-hoa"),
        ("2.4.2", "thanh-toan-truc-tuyen"),
        ("2.4.2", "ket-qua-dien-tu"),
        ("5.1", "ra-soat"),
        ("6.2.2", "nguoi-dan-tu-thuc-hien"),
    ]
    assert found == {
        ("2.3", "lap-canh-bao-som"): (10, "default"),
        ("3.2", "lap-co-che"): (10, "default"),
        **dict.fromkeys(year_end, (END, "inferred")),
    }


def test_duties_on_events_say_where_their_time_comes_from(directive: Directive) -> None:
    """At once is the document's; three working days are a default of ours (GĐ-55)."""
    events = {
        (clause.path, duty.key): (duty.event.working_days, duty.event.provenance)
        for clause, duty in directive.duties()
        if duty.event
    }
    assert events == {
        ("1.2.2.2", "ho-so-qua-han"): (None, "document"),
        ("3.3", "tham-muu-xu-ly"): (3, "default"),
        ("5.3", "quy-trach-nhiem"): (3, "default"),
    }


def test_targets_keep_the_numbers_of_the_text(directive: Directive) -> None:
    """Thresholds are those printed; what the text leaves open stands beside them and is not guessed."""
    found = {
        (clause.path, duty.key): (duty.target.type, duty.target.value, duty.target.missing is not None)
        for clause, duty in directive.duties()
        if duty.target
    }
    assert found == {
        ("1.1.1.1", "cat-giam-thoi-gian"): ("change_min", 50, True),
        ("1.1.1.2", "dich-vu-cong-truc-tuyen"): ("direction", None, True),
        ("1.1.1.2", "thu-hang"): ("direction", None, True),
        ("1.1.1.2", "hai-long"): ("direction", None, True),
        ("1.1.2", "khong-qua-han-chu-quan"): ("ratio_max", 0, False),
        ("2.1", "dung-va-truoc-han"): ("ratio_min", 100, False),
        ("2.4.1.1", "toan-trinh"): ("ratio_min", 80, False),
        ("2.4.1.2", "khong-hen"): ("change_min", 20, True),
        ("2.4.2", "so-hoa"): ("ratio_min", 100, False),
        ("2.4.2", "thanh-toan-truc-tuyen"): ("ratio_min", 100, False),
        ("2.4.2", "ket-qua-dien-tu"): ("ratio_min", 100, False),
        ("2.4.4", "ho-tro-di-lai"): ("ratio_min", 100, False),
        ("4.2", "bo-chi-so-766"): ("attain_maintain", 30, False),
        ("4.3", "dung-thoi-gian"): ("ratio_min", 100, False),
        ("5.2", "khong-qua-han"): ("ratio_max", 0, False),
        ("6.2.2", "nguoi-dan-tu-thuc-hien"): ("ratio_min", 60, False),
        ("6.2.3", "duy-tri-hai-long"): ("ratio_min", 98, False),
        ("8.2", "khong-tai-dien"): ("ratio_max", 0, True),
    }


@pytest.mark.proves("bay_13")
def test_twenty_per_cent_of_what_is_not_said(directive: Directive) -> None:
    """Per cent or points, against which period: the text says neither, so nothing is compared (trap 13)."""
    target = duty_of(directive, "2.4.1.2", "khong-hen").target
    assert target is not None
    assert (target.compare, target.baseline, target.provenance) == (None, None, "document")
    assert "gd_19" in {one.source for one in target.cites}


@pytest.mark.proves("bay_28", "co_che_21")
def test_the_rank_is_attained_and_then_held(directive: Directive) -> None:
    """Thirty of 114 by 30/6, held to 31/12/2026, in the figure of index 766 and of no other (trap 28)."""
    duty = duty_of(directive, "4.2", "bo-chi-so-766")
    target = duty.target
    assert target is not None
    assert (target.value, target.of, target.attain_by, target.hold_until, target.provenance) == (
        Decimal(30),
        114,
        date(2026, 6, 30),
        END,
        "document",
    )
    figures = [one.target.figure or one.key for _, one in directive.duties() if one.target]
    assert figures.count("thu-hang-bo-chi-so-766") == 1
    assert [one.source for one in duty.cites] == ["qd_766_2022"]


def test_the_monthly_rating_is_proposed_by_its_advisers(directive: Directive) -> None:
    """The text names no assessor: two advising units propose, one of them leads, the chairman decides."""
    duty = duty_of(directive, "7.2", "de-xuat-xep-loai")
    assert (duty.performers, duty.performers_provenance, duty.lead, duty.reports_to) == (
        ("phong_van_hoa_xa_hoi", "van_phong"),
        "inferred",
        "phong_van_hoa_xa_hoi",
        "chu_tich",
    )
    assert [one.source for one in duty.cites] == ["gd_17", "nd_335_2025"]


@pytest.mark.proves("bay_9")
def test_corrected_readings_stand_beside_the_print(directive: Directive) -> None:
    """«Phần đầu» read as part of the document would lose the modality; formulas are read as signs (trap 9)."""
    assert [(one.clause, one.printed, one.read) for one in directive.corrections] == [
        ("2.4.1.1", "Phần đầu:", "Phấn đấu:"),
        ("2.4.1.1", r"$\geq 80\%$", "≥ 80%"),
        ("4.2", "Phần đầu đưa thứ hạng", "Phấn đấu đưa thứ hạng"),
        ("6.2.2", r"$\geq 60\%$", "≥ 60%"),
        ("6.2.3", r"$\geq 98\%$", "≥ 98%"),
    ]


@pytest.mark.proves("bay_22")
def test_superseded_words_are_noted(directive: Directive) -> None:
    """*Mức độ 3, 4* is what decree 42/2022 calls *toàn trình* and *một phần*: noted, not rewritten (trap 22)."""
    clause = clause_of(directive, "6.1")
    assert clause.note is not None
    assert "Mức độ 3, 4" in clause.note
    assert "nd_42_2022" in {one.source for one in clause.duties[0].cites}


def test_handling_goes_through_the_offices_proposal(directive: Directive) -> None:
    """Handling collectives and persons is carried by the duty to advise: the office proposes, the chairman decides."""
    assert clause_of(directive, "7.3").sees == "3.3"
    assert duty_of(directive, "3.3", "tham-muu-xu-ly").performers == ("van_phong",)


@pytest.mark.proves("co_che_26")
def test_recipients_have_roles(directive: Directive) -> None:
    """Deputies and units carry out, Party and council oversee, the chairman is informed, the clerk files."""
    assert [(one.to or one.label, one.role) for one in directive.recipients] == [
        ("Thường trực Đảng ủy xã", "oversee"),
        ("Thường trực Hội đồng nhân dân xã", "oversee"),
        ("chu_tich", "inform"),
        ("pct_thuong_truc", "perform"),
        ("pct", "perform"),
        ("don_vi", "perform"),
        ("Văn thư", "file"),
    ]


@pytest.mark.proves("bay_18")
def test_posts_and_no_persons(policy: Policy, organization: Organization) -> None:
    """Two deputies named in the text are posts here: labels begin with titles, no family name precedes a given one."""
    assert all(post.label.startswith(TITLES) for post in organization.posts)
    name = re.compile(rf"\b(?:{'|'.join(FAMILY_NAMES.split())}) [A-ZÀ-ỸĐ]\w+")
    folder: Path = policy.root / "jurisdictions" / "cam_giang"
    files = sorted(folder.rglob("*.yaml"))
    assert len(files) == 3
    for file in files:
        assert name.findall(file.read_text(encoding="utf-8")) == []
