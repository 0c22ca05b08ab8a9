"""Bình Sơn's Party letter of October 2022: two lines of command, two receipts, two answerable, every row treated."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from config.directive import Directive
from config.located import FIRM
from config.organization import Organization
from config.policy import Policy
from tests.config.shipped import clause_of, duty_of
from workflows.charter import Charter

ROWS = "BS-0 BS-1.1a BS-1.1b BS-1.2a BS-1.2b BS-1.2c BS-1.2d BS-1.2e BS-1.3a BS-1.3b BS-2 BS-3a BS-3b BS-4 BS-N"
PATHS = "0 1.1.1 1.1.2 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 2 3.1 3.2 4 5"
DAY = date(2022, 10, 13)
LAST, GONE = date(2025, 6, 30), date(2025, 7, 1)
TITLES = ("Thường trực ", "Bí thư ", "Chánh Văn phòng ", "Chủ tịch ")
FAMILY_NAMES = "Võ Bùi Nguyễn Trần Lê Phạm Hoàng Huỳnh Vũ Đặng Đỗ Ngô Lương Phan Đinh Trương"


@pytest.fixture(scope="module")
def directive(policy: Policy) -> Directive:
    """The letter."""
    found = policy.directive("binh_son/2022-cv-hu")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def organization(policy: Policy) -> Organization:
    """The district on both lines, its communes and the province above."""
    return policy.jurisdictions["binh_son"].organization


def test_every_row_of_the_extraction_has_its_clause(directive: Directive) -> None:
    """Fifteen rows, fifteen clauses, in the order of the document, none without treatment."""
    assert [row for clause in directive.clauses for row in clause.rows] == ROWS.split()
    assert [clause.path for clause in directive.clauses] == PATHS.split()
    assert Counter(clause.treatment for clause in directive.clauses) == {
        "objects": 9,
        "standing_duty": 3,
        "quality_criterion": 1,
        "text_only": 2,
    }
    assert Counter(duty.kind for _, duty in directive.duties()) == {
        "target": 7,
        "standing": 5,
        "periodic_report": 3,
        "one_off": 1,
    }


@pytest.mark.proves("bay_6")
def test_the_document_is_as_printed(directive: Directive) -> None:
    """A Party letter joins number and symbol with a hyphen, and is the only one of ours with its full date."""
    assert directive.full_key == "binh_son/2022-cv-hu"
    assert (directive.kind, directive.line) == ("party_letter", "party")
    assert directive.printed_symbol == "1307-CV/HU"
    assert directive.printed_date == "ngày 13/10/2022"
    assert (directive.effective_from.on, directive.effective_from.provenance) == (DAY, "document")
    assert directive.term_until == date(2022, 12, 31)
    assert (directive.clarity_gate, directive.clarity_gate_provenance) == (4, "default")
    assert [one.source for one in directive.clarity_gate_cites] == ["gd_22"]


@pytest.mark.proves("bay_7")
def test_who_directs_signs_and_issues_are_three(directive: Directive) -> None:
    """The standing members direct, the secretary signs for the bureau, the committee issues (trap 7)."""
    assert (directive.directing_authority, directive.signatory, directive.signing_right, directive.issuer) == (
        "thuong_truc_huyen_uy",
        "bi_thu_huyen_uy",
        "T/M",
        "huyen_uy",
    )


@pytest.mark.proves("co_che_2")
def test_it_has_parents_on_both_lines(directive: Directive, policy: Policy) -> None:
    """A Party plan and a Party resolution on one side, the province's letter on the other."""
    assert [policy.cite(one) for one in directive.parents] == [
        "Kế hoạch số 67-KH/HU",
        "Nghị quyết 04-NQ/TU",
        "Công văn 5064/UBND-TTHC",
    ]
    registers = [register for clause in directive.clauses for register in clause.registers]
    assert [(register.key, register.level) for register in registers] == [
        ("kh-67", "party"),
        ("chuong-trinh-2022", "district"),
        ("cv-5064", "province"),
    ]


@pytest.mark.proves("bay_13")
def test_values_of_the_enclosure_are_not_invented(directive: Directive) -> None:
    """Letter 5064 is not on file: four targets cite it, have no value and say what is missing."""
    (enclosure,) = directive.enclosures
    assert (enclosure.on_file, [one.source for one in enclosure.cites]) == (False, ["qng_cv_5064"])
    outside = [
        (clause.path, duty) for clause, duty in directive.duties() if duty.target and duty.target.type == "external"
    ]
    assert [(path, duty.key) for path, duty in outside] == [
        ("1.2.2", "dich-vu-cong-truc-tuyen"),
        ("1.2.2", "thanh-toan-truc-tuyen"),
        ("1.2.2", "ho-so-dong-bo"),
        ("2", "chi-tieu-5064"),
    ]
    for _, duty in outside:
        assert duty.target is not None
        assert (duty.target.value, duty.target.provenance) == (None, "cited")
        assert duty.target.missing
        assert [one.source for one in duty.target.cites] == ["qng_cv_5064"]


def test_each_clause_binds_as_strongly_as_its_words(directive: Directive) -> None:
    """Only the rank is striven for and only overdue dossiers are minimised; reports and directing are binding."""
    assert {clause.path: clause.modality for clause in directive.clauses} == {
        "0": "none",
        "1.1.1": "intensify",
        "1.1.2": "strive",
        "1.2.1": "must",
        "1.2.2": "must",
        "1.2.3": "intensify",
        "1.2.4": "minimise",
        "1.2.5": "must",
        "1.3.1": "must",
        "1.3.2": "must",
        "2": "must",
        "3.1": "must",
        "3.2": "must",
        "4": "must",
        "5": "none",
    }


@pytest.mark.parametrize(
    ("path", "key", "direction"),
    [("1.1.2", "thu-hang", "down"), ("1.2.3", "van-ban-ky-so", "up"), ("1.2.4", "ho-so-qua-han", "down")],
)
@pytest.mark.proves("bay_13", "co_che_21")
def test_a_trend_has_no_threshold_and_no_baseline(directive: Directive, path: str, key: str, direction: str) -> None:
    """What the text only wants better has a direction, no value of ours, and says that its baseline is missing."""
    target = duty_of(directive, path, key).target
    assert target is not None
    assert (target.type, target.direction, target.value, target.baseline) == ("direction", direction, None, None)
    assert target.missing
    assert duty_of(directive, path, key).deadline is None


@pytest.mark.proves("co_che_8")
def test_one_content_is_reported_twice(directive: Directive) -> None:
    """To the province on the administrative line and to the standing members on the Party line, each by itself."""
    reports = [duty_of(directive, "1.3.1", "bao-cao-ubnd-tinh"), duty_of(directive, "1.3.2", "bao-cao-huyen-uy")]
    assert [(one.line, one.answerable_to, one.reports_to, one.via) for one in reports] == [
        ("administrative", "chu_tich_ubnd_tinh", "ubnd_tinh", None),
        ("party", "thuong_truc_huyen_uy", "huyen_uy", "van_phong_huyen_uy"),
    ]
    assert {one.performers for one in reports} == {("ubnd_huyen",)}


@pytest.mark.proves("bay_1")
def test_no_deadline_is_the_documents(directive: Directive) -> None:
    """Cadences and days are defaults of ours with their GĐ, so nobody is judged by them."""
    found = {}
    for clause, duty in directive.duties():
        if duty.deadline is not None:
            found[clause.path, duty.key] = (duty.deadline.provenance, duty.deadline.cites[0].source)
        for schedule in duty.schedules:
            assert schedule.due is not None
            assert (schedule.provenance, schedule.cites[0].source) == ("default", "gd_04")
            found[clause.path, duty.key] = (schedule.due.provenance, schedule.due.cites[0].source)
    assert found == {
        ("1.3.1", "bao-cao-ubnd-tinh"): ("default", "gd_04"),
        ("1.3.2", "bao-cao-huyen-uy"): ("default", "gd_04"),
        ("2", "trien-khai-5064"): ("default", "gd_02"),
        ("4", "tong-hop"): ("default", "gd_23"),
    }
    assert not {provenance for provenance, _ in found.values()} & FIRM


def test_of_2022_only_the_yearly_report_is_left(policy: Policy, directive: Directive) -> None:
    """Due Saturday 10/12/2022, so Monday 12/12; consolidated three working days after the close on 14/12."""
    charter = Charter(policy, "binh_son")
    rows = [(one.duty.key, one.key.rpartition("/")[2], one.due) for one in charter.plan(directive) if one.duty.recurs]
    assert [(key, period, due.day, due.firm) for key, period, due in rows] == [
        ("bao-cao-ubnd-tinh", "2022", date(2022, 12, 12), False),
        ("bao-cao-huyen-uy", "2022", date(2022, 12, 12), False),
        ("tong-hop", "2022", date(2022, 12, 19), False),
    ]
    assert {one.occasion.window_from for one in charter.plan(directive) if one.occasion} == {date(2021, 12, 15)}


def test_urgent_work_of_the_committees_has_ten_working_days(policy: Policy, directive: Directive) -> None:
    """Ten working days after Thursday 13/10/2022 is Thursday 27/10/2022; an officer is named first."""
    charter = Charter(policy, "binh_son")
    rows = [charter.row(one) for one in charter.plan(directive) if one.duty.kind == "one_off"]
    assert len(rows) == 22
    assert {row["why"]["effective"] for row in rows} == {"2022-10-27"}
    assert all(row["acknowledge_first"] for row in rows)


def test_the_office_consolidates_the_report_on_the_party_line(directive: Directive) -> None:
    """The office both follows and consolidates, so the standing members follow the office."""
    duty = duty_of(directive, "4", "tong-hop")
    assert duty.consolidates is not None
    assert (duty.consolidates.clause, duty.consolidates.duty, duty.consolidates.to) == (
        "1.3.2",
        "bao-cao-huyen-uy",
        "huyen_uy",
    )
    assert (duty.performers, duty.monitor) == (("van_phong_huyen_uy",), "thuong_truc_huyen_uy")
    assert (directive.monitor, directive.monitor_provenance) == ("chanh_van_phong_huyen_uy", "inferred")


@pytest.mark.proves("co_che_8")
def test_liability_stands_on_two_lines(policy: Policy, directive: Directive) -> None:
    """The secretary answers to the standing members, the commune's chairman to the district's (BS-3b)."""
    assert clause_of(directive, "3.2").sees == "2"
    assert all(duty.dual_liability for duty in clause_of(directive, "2").duties)
    charter = Charter(policy, "binh_son")
    rows = [charter.row(one) for one in charter.plan(directive) if one.duty.dual_liability]
    assert len(rows) == 3 * 22
    assert {(row["line"], row["authority"], row["co_authority"]) for row in rows} == {
        ("party", "thuong_truc_huyen_uy", "chu_tich_ubnd_huyen")
    }
    for row in rows:
        commune = row["performer"].removeprefix("dang_uy_")
        assert (row["head"], row["co_head"]) == (f"bi_thu_{commune}", f"chu_tich_{commune}")


def test_committees_and_peoples_committees_are_pairs(organization: Organization) -> None:
    """Twenty-two communes and the district: each Party committee and its counterpart name each other."""
    committees, peoples = organization.members(["dang_uy_xa"]), organization.members(["ubnd_xa"])
    assert (len(committees), len(peoples)) == (22, 22)
    for party, people in [*zip(committees, peoples, strict=True), ("huyen_uy", "ubnd_huyen")]:
        one, other = organization.unit(party), organization.unit(people)
        assert one is not None
        assert other is not None
        assert (one.counterpart, other.counterpart) == (people, party)
        assert (one.line, other.line) == ("party", "administrative")
    assert {(group.provenance, group.cites[0].source) for group in organization.groups} == {("inferred", "gd_35")}


def test_two_communes_of_like_name_are_two(organization: Organization) -> None:
    """Without their tones Bình Thanh and Bình Thạnh are one word: their keys differ, and all labels do."""
    assert organization.label_of("ubnd_binh_thanh") == "Ủy ban nhân dân xã Bình Thanh"
    assert organization.label_of("ubnd_binh_thanh_nang") == "Ủy ban nhân dân xã Bình Thạnh"
    labels = [organization.label_of(key) for key in organization.members(["ubnd_xa", "dang_uy_xa"])]
    assert len(set(labels)) == 44


def test_the_districts_chairman_answers_on_both_lines(organization: Organization) -> None:
    """On the administrative line to the province's chairman, on the Party line to the standing members."""
    chairman = organization.post("chu_tich_ubnd_huyen")
    assert chairman is not None
    above = {line: chairman.bound(chairman.answers_to, DAY, line) for line in ("administrative", "party")}
    assert {line: edge and edge.to for line, edge in above.items()} == {
        "administrative": "chu_tich_ubnd_tinh",
        "party": "thuong_truc_huyen_uy",
    }


def test_nobody_follows_their_own_work(directive: Directive, organization: Organization) -> None:
    """For every duty and performer the one who follows is neither the performer nor its head."""
    for clause, duty in directive.duties():
        for performer in organization.members(duty.performers):
            head = organization.head_of(performer)
            assert head is not None
            follows = directive.monitor_of(clause, duty, performer, DAY, head.key)
            assert follows not in (performer, head.key)
            own = performer == "van_phong_huyen_uy"
            assert follows == ("thuong_truc_huyen_uy" if own else "chanh_van_phong_huyen_uy")


@pytest.mark.proves("bay_21")
def test_the_whole_district_ends_with_june_2025(organization: Organization, policy: Policy) -> None:
    """All that was the district's is there on 30/6/2025, gone on 1/7/2025, and succeeded on its own line (trap 21)."""
    chain = Charter(policy, "binh_son").chain
    ended = [one for one in (*organization.posts, *organization.units) if one.valid_until is not None]
    assert len(ended) == (4 + 44) + (3 + 44)
    for one in ended:
        assert (one.exists_on(LAST), one.exists_on(GONE)) == (True, False)
        key = chain.successor(one.key, GONE)
        heir = organization.post(key) or organization.unit(key)
        assert heir is not None
        assert heir.exists_on(GONE)
        assert heir.line == one.line
    heirs = {one.key: one.successors for one in ended if one.key in ("ubnd_huyen", "huyen_uy", "van_phong_huyen_uy")}
    assert heirs == {
        "ubnd_huyen": ("ubnd_tinh",),
        "huyen_uy": ("tinh_uy",),
        "van_phong_huyen_uy": ("van_phong_tinh_uy",),
    }


@pytest.mark.proves("bay_9")
def test_corrected_readings_stand_beside_the_print(directive: Directive) -> None:
    """The dropped word of *Văn phòng huyện* is kept as printed, with our reading beside it (trap 9)."""
    assert [(one.clause, one.printed, one.read) for one in directive.corrections] == [
        ("4", "Văn phòng huyện", "Văn phòng Huyện ủy"),
        ("5", "VP huyện", "Văn phòng Huyện ủy"),
    ]


@pytest.mark.proves("co_che_26")
def test_recipients_have_roles(directive: Directive) -> None:
    """Those addressed carry out; secretaries are informed; the office files."""
    assert [(one.to, one.role, one.provenance) for one in directive.recipients] == [
        ("ubnd_huyen", "perform", "document"),
        ("dang_uy_xa", "perform", "document"),
        ("thuong_truc_huyen_uy", "oversee", "inferred"),
        (None, "inform", "inferred"),
        ("van_phong_huyen_uy", "file", "document"),
    ]


def test_every_duty_says_what_comes_out(directive: Directive) -> None:
    """The clarity gate asks who, what, result and responsibility: all are stated."""
    for _, duty in directive.duties():
        assert duty.what
        assert duty.result
        assert duty.performers


def test_a_ladder_is_in_force_when_it_takes_effect(policy: Policy, directive: Directive) -> None:
    """The letter is older than the other four: ladder and calendar reach back to it."""
    assert policy.ladder(directive, DAY) is not None
    assert policy.national.calendar.first <= DAY


@pytest.mark.proves("bay_18")
def test_posts_and_no_persons(policy: Policy, organization: Organization) -> None:
    """Posts only: every label begins with a title, and no family name is followed by a given name."""
    assert all(post.label.startswith(TITLES) for post in organization.posts)
    name = re.compile(rf"\b(?:{'|'.join(FAMILY_NAMES.split())}) [A-ZÀ-ỸĐ]\w+")
    folder: Path = policy.root / "jurisdictions" / "binh_son"
    files = sorted(folder.rglob("*.yaml"))
    assert len(files) == 2
    for file in files:
        assert name.findall(file.read_text(encoding="utf-8")) == []
