"""The town's letter of 2024, its header lost: every row treated, its own ladder, communes watched, routes kept."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from config.dated import on
from config.directive import Directive
from config.ladder import Ladder
from config.organization import Organization
from config.policy import Policy
from tests.config.shipped import FAMILY_NAMES, clause_of, duty_of
from workflows.charter import Charter

ROWS = (
    "TX-0 TX-1.1a TX-1.1b TX-1.1c TX-1.1d TX-1.2a TX-1.2b TX-1.2c TX-1.3a TX-1.3b TX-1.3c TX-1.4a TX-1.4b TX-1.4c"
    " TX-1.5 TX-2a TX-2b TX-2c TX-3 TX-N"
)
PATHS = "0 1.1.1 1.1.2 1.1.3 1.1.4 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 1.4.3 1.5 2.1 2.2 2.3 3 4"
DAY = date(2024, 3, 14)
LAST, GONE = date(2025, 6, 30), date(2025, 7, 1)
SECTIONS = (
    "Số nhiệm vụ đã hoàn thành trên tổng số được giao theo kế hoạch của tỉnh",
    "Số nhiệm vụ đã hoàn thành trên tổng số được giao theo kế hoạch của thị xã",
    "Số nhiệm vụ đã hoàn thành trên tổng số được giao theo kế hoạch của cơ quan, đơn vị, địa phương",
    "Kết quả khắc phục tồn tại, hạn chế",
)


@pytest.fixture(scope="module")
def directive(policy: Policy) -> Directive:
    """The letter."""
    found = policy.directive("thi_xa/2024-cv-cchc")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def organization(policy: Policy) -> Organization:
    """The town, its wards and communes, and the province above it."""
    return policy.jurisdictions["thi_xa"].organization


@pytest.fixture(scope="module")
def ladder(policy: Policy, directive: Directive) -> Ladder:
    """The town's own ladder, in force on the day the letter takes effect."""
    found = policy.ladder(directive, DAY)
    assert found is not None
    return found


def test_every_row_of_the_extraction_has_its_clause(directive: Directive) -> None:
    """Twenty rows, twenty clauses, in the order of the document, none without treatment."""
    assert [row for clause in directive.clauses for row in clause.rows] == ROWS.split()
    assert [clause.path for clause in directive.clauses] == PATHS.split()
    assert all(len(clause.rows) == 1 for clause in directive.clauses)
    assert Counter(clause.treatment for clause in directive.clauses) == {
        "objects": 6,
        "standing_duty": 10,
        "quality_criterion": 2,
        "text_only": 2,
    }


@pytest.mark.proves("bay_6")
def test_what_the_lost_header_had_is_not_invented(directive: Directive, organization: Organization) -> None:
    """No number, no symbol, no date, no name of the town: what is not in the text is left blank (GĐ-44)."""
    assert (directive.number, directive.symbol, directive.issued_on) == (None, None, None)
    assert directive.printed_symbol == "(chưa có số, ký hiệu)"
    assert directive.printed_date == ""
    assert (directive.directing_authority, directive.signatory, directive.signing_right) == (
        "chu_tich",
        "chu_tich",
        None,
    )
    assert directive.label.endswith("của thị xã")
    unit = organization.unit(directive.issuer)
    assert unit is not None
    assert unit.label == "Ủy ban nhân dân thị xã"
    assert [one.source for one in unit.cites] == ["gd_44"]


def test_it_binds_from_the_letter_it_carries_out(directive: Directive, policy: Policy) -> None:
    """It carries out letter 1313 of 14/3/2024, so it cannot be older: an inference of ours, and said to be one."""
    effective = directive.effective_from
    assert (effective.on, effective.provenance) == (DAY, "inferred")
    assert [policy.cite(one) for one in effective.cites] == [
        f"{directive.label}, phần mở đầu",
        "mặc định hệ thống GĐ-30",
        "mặc định hệ thống GĐ-44",
    ]
    assert [policy.cite(one) for one in directive.parents] == ["Công văn 1313/UBND-TTHC"]
    parent = policy.source(directive.parents[0].source)
    assert parent is not None
    assert parent.issued_on == effective.on.isoformat()
    assert directive.term_until == date(2024, 12, 31)


@pytest.mark.proves("bay_4", "co_che_4")
def test_four_clears_are_the_documents_and_time_is_none_of_them(directive: Directive) -> None:
    """*04 rõ* stands in the text: who, what, result, responsibility; the gate cites that clause."""
    assert (directive.clarity_gate, directive.clarity_gate_provenance) == (4, "document")
    assert [one.clause for one in directive.clarity_gate_cites] == ["1.2.2"]
    assert clause_of(directive, "1.2.2").treatment == "quality_criterion"


def test_each_clause_binds_as_it_is_worded(directive: Directive) -> None:
    """*Tăng cường* intensifies; remedy, explanation, referral, liability, clears, watching, reports are bound."""
    assert {clause.path: clause.modality for clause in directive.clauses} == {
        "0": "none",
        "1.1.1": "must",
        "1.1.2": "must",
        "1.1.3": "must",
        "1.1.4": "must",
        "1.2.1": "intensify",
        "1.2.2": "must",
        "1.2.3": "must",
        "1.3.1": "intensify",
        "1.3.2": "intensify",
        "1.3.3": "intensify",
        "1.4.1": "intensify",
        "1.4.2": "intensify",
        "1.4.3": "intensify",
        "1.5": "must",
        "2.1": "must",
        "2.2": "must",
        "2.3": "must",
        "3": "must",
        "4": "none",
    }


def test_the_duties_are_those_of_the_rows(directive: Directive) -> None:
    """What goes by way of Phòng Nội vụ has a second line for that very office, which cannot receive from itself."""
    assert [(clause.path, duty.key, duty.kind) for clause, duty in directive.duties()] == [
        ("1.1.1", "khac-phuc", "one_off"),
        ("1.1.1", "khac-phuc-noi-vu", "one_off"),
        ("1.1.2", "giai-trinh", "standing"),
        ("1.1.2", "giai-trinh-noi-vu", "standing"),
        ("1.1.3", "vuot-tham-quyen", "on_event"),
        ("1.1.4", "chiu-trach-nhiem", "on_event"),
        ("1.2.1", "trach-nhiem-nguoi-dung-dau", "standing"),
        ("1.2.3", "theo-doi-cap-xa", "standing"),
        ("1.3.1", "kiem-tra-giam-sat", "standing"),
        ("1.3.2", "cong-khai-minh-bach", "standing"),
        ("1.3.3", "ky-luat-mot-cua", "standing"),
        ("1.4.1", "tuyen-truyen", "standing"),
        ("1.4.2", "ho-tro-nguoi-dan", "standing"),
        ("1.4.3", "ky-nang-so", "standing"),
        ("1.5", "bao-cao", "periodic_report"),
        ("1.5", "bao-cao-noi-vu", "periodic_report"),
        ("2.1", "theo-doi", "standing"),
        ("2.2", "de-xuat-xu-ly", "on_event"),
        ("2.3", "chan-chinh", "on_event"),
    ]


@pytest.mark.proves("bay_1")
def test_no_deadline_is_the_documents(directive: Directive) -> None:
    """*Khẩn trương*, *kịp thời*, *định kỳ*: every day count is a default of ours and names its assumption."""
    deadlines = {
        duty.key: (
            duty.deadline.working_days,
            duty.deadline.provenance,
            [one.source for one in duty.deadline.cites if one.source],
        )
        for _, duty in directive.duties()
        if duty.deadline
    }
    assert deadlines == {
        "khac-phuc": (10, "default", ["gd_02"]),
        "khac-phuc-noi-vu": (10, "default", ["gd_02"]),
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
    assert events == {
        "vuot-tham-quyen": (3, "default", ["gd_41"]),
        "chiu-trach-nhiem": (3, "default", ["gd_41"]),
        "de-xuat-xu-ly": (3, "default", ["gd_41"]),
        "chan-chinh": (3, "default", ["gd_41"]),
    }
    dues = {
        (schedule.cadence, schedule.window, schedule.provenance, schedule.due.day, schedule.due.provenance)
        for _, duty in directive.duties()
        for schedule in duty.schedules
        if schedule.due
    }
    assert dues == {("report_year", "decree", "default", 10, "default")}
    assert not any(duty.periods or duty.working_days_after_window for _, duty in directive.duties())


def test_an_explanation_has_one_deadline(directive: Directive, ladder: Ladder) -> None:
    """The ladder opens the explanation at the cut-off; the clause itself stands, so nobody owes it twice."""
    assert clause_of(directive, "1.1.2").treatment == "standing_duty"
    assert (ladder.explanation.working_days, [one.source for one in ladder.explanation.cites]) == (3, ["gd_01"])


def test_beyond_authority_goes_up_in_two_hops(directive: Directive) -> None:
    """The unit proposes to the town; only the town petitions the province; the clock stops on its consent (GĐ-11)."""
    duty = duty_of(directive, "1.1.3", "vuot-tham-quyen")
    assert duty.reports_to == "ubnd_thi_xa"
    assert "gd_11" in [one.source for one in duty.cites]


def test_liability_needs_its_three_conditions(directive: Directive) -> None:
    """Slow or careless, and points of 2024 lost, and subjective fault: all three stand in the event."""
    duty = duty_of(directive, "1.1.4", "chiu-trach-nhiem")
    assert duty.event is not None
    for condition in ("mất điểm năm 2024", "chậm trễ hoặc thiếu trách nhiệm", "lỗi chủ quan"):
        assert condition in duty.event.label
    assert (duty.event.working_days, duty.answerable_to) == (3, "chu_tich")


def test_the_nested_report_has_its_sections_and_no_deadline_of_its_own(directive: Directive) -> None:
    """Completed of assigned for three sources, and the remedies, are sections of the periodic report itself."""
    for key in ("bao-cao", "bao-cao-noi-vu"):
        duty = duty_of(directive, "1.5", key)
        assert duty.requires.sections == SECTIONS
        assert duty.estimates
        assert duty.deadline is None
    assert clause_of(directive, "1.5").treatment == "objects"


@pytest.mark.proves("bay_15")
def test_the_first_quarter_of_2024_falls_away(policy: Policy, directive: Directive) -> None:
    """Due on 10/3/2024 (rolled to Monday 11/3), before 14/3/2024: never asked for, so never late (GĐ-14)."""
    charter = Charter(policy, "thi_xa")
    rows = [charter.row(one) for one in charter.plan(directive) if one.duty.kind == "periodic_report"]
    assert sorted({(row["deadline"].date(), row["period"]) for row in rows}) == [
        (date(2024, 6, 11), "2024-H1"),
        (date(2024, 9, 11), "2024-Q3"),
        (date(2024, 12, 11), "2024"),
    ]
    assert len(rows) == 3 * 27
    half = next(row for row in rows if row["period"] == "2024-H1")
    assert half["why"]["window"] == ["2023-12-15", "2024-06-14"]


def test_urgent_work_has_ten_working_days(policy: Policy, directive: Directive) -> None:
    """Ten working days after Thursday 14/3/2024 is Thursday 28/3/2024, inclusive."""
    charter = Charter(policy, "thi_xa")
    rows = [charter.row(one) for one in charter.plan(directive) if one.duty.kind == "one_off"]
    assert len(rows) == 27
    assert {(row["deadline"].date(), row["provenance"], row["firm"]) for row in rows} == {
        (date(2024, 3, 29), "default", 0)
    }
    assert all(row["acknowledge_first"] for row in rows)


@pytest.mark.proves("bay_17", "co_che_3")
def test_reports_pass_through_the_home_affairs_office(directive: Directive, organization: Organization) -> None:
    """Remedy, explanation and report go to the town by way of Phòng Nội vụ; nobody is their own route point."""
    routed = {(clause.path, duty.key): (duty.reports_to, duty.via) for clause, duty in directive.duties() if duty.via}
    assert routed == {
        ("1.1.1", "khac-phuc"): ("ubnd_thi_xa", "phong_noi_vu"),
        ("1.1.2", "giai-trinh"): ("ubnd_thi_xa", "phong_noi_vu"),
        ("1.5", "bao-cao"): ("ubnd_thi_xa", "phong_noi_vu"),
    }
    for _, duty in directive.duties():
        assert duty.via is None or duty.via not in organization.members(duty.performers)
    for path, key in (("1.1.1", "khac-phuc"), ("1.1.2", "giai-trinh"), ("1.5", "bao-cao")):
        both = [duty_of(directive, path, key), duty_of(directive, path, f"{key}-noi-vu")]
        everyone = [name for duty in both for name in organization.members(duty.performers)]
        assert sorted(everyone) == sorted(organization.members(["phong_ban", "xa_phuong"]))


@pytest.mark.proves("co_che_17")
def test_the_departments_watch_the_communes(directive: Directive, organization: Organization) -> None:
    """What a commune owes in time has a second watcher, by our reading the office (GĐ-50); departments have none."""
    watched = {(clause.path, duty.key): duty.watch for clause, duty in directive.duties() if duty.watch}
    assert list(watched) == [("1.1.1", "khac-phuc"), ("1.1.3", "vuot-tham-quyen"), ("1.5", "bao-cao")]
    for watch in watched.values():
        assert (watch.by, watch.over, watch.provenance) == ("van_phong", ("xa_phuong",), "inferred")
        assert [one.clause or one.source for one in watch.cites] == ["1.2.3", "gd_50"]
        assert watch.by not in organization.members(watch.over)
    duty = duty_of(directive, "1.2.3", "theo-doi-cap-xa")
    assert (duty.kind, duty.performers, duty.performers_provenance) == ("standing", ("phong_ban",), "inferred")


@pytest.mark.proves("co_che_17")
def test_the_watcher_stands_on_the_rows_of_communes_only(policy: Policy, directive: Directive) -> None:
    """A commune's row names the chief of office as watcher; a department's row names nobody."""
    charter = Charter(policy, "thi_xa")
    rows = [charter.row(one) for one in charter.plan(directive) if one.duty.watch]
    communes = {row["watcher"] for row in rows if row["performer"].startswith(("phuong_", "xa_"))}
    others = {row["watcher"] for row in rows if not row["performer"].startswith(("phuong_", "xa_"))}
    assert (communes, others) == ({"chanh_van_phong"}, {""})


@pytest.mark.proves("bay_12")
def test_nobody_follows_their_own_work(directive: Directive, organization: Organization) -> None:
    """The head of Phòng Nội vụ follows everybody but that office, which the chairman follows."""
    assert (directive.monitor, directive.monitor_provenance) == ("truong_phong_noi_vu", "document")
    for clause, duty in directive.duties():
        for performer in organization.members(duty.performers):
            head = organization.head_of(performer)
            assert head is not None
            follows = directive.monitor_of(clause, duty, performer, DAY, head.key)
            assert follows == ("chu_tich" if head.key == directive.monitor else directive.monitor)
            assert head.key != (duty.answerable_to or directive.directing_authority)


@pytest.mark.proves("bay_27", "co_che_18")
def test_the_ladder_is_the_one_of_the_text(directive: Directive, ladder: Ladder) -> None:
    """Reminder, urging that the chairman signs, criticism on proposal, the yearly rating, and no accountability review."""
    assert directive.ladder == "thi_xa"
    assert ladder.key == "thi_xa"
    assert [
        (one.key, one.working_days, one.mode, one.issuer, one.addressees, one.gap_working_days) for one in ladder.rungs
    ] == [
        ("reminder", 1, "automatic", "system", ("head",), 0),
        ("urging", 3, "to_sign", "authority", ("head",), 1),
        ("criticism", 7, "proposal", "authority", ("head",), 2),
        ("rating_note", None, "rating", "authority", ("head",), 0),
    ]
    assert ladder.soft_rung == "reminder"
    assert ladder.watching is not None
    assert (ladder.watching.working_days, [one.source for one in ladder.watching.cites]) == (2, ["gd_38"])


def test_the_ladder_rests_on_the_two_decisions_and_its_days_on_us(policy: Policy, ladder: Ladder) -> None:
    """QĐ 01/2024 and QĐ 48/2021 stand behind it; no text has the days, so every rung cites GĐ-09 too."""
    (entry,) = policy.jurisdictions["thi_xa"].ladders["thi_xa"].entries
    assert [one.source for one in entry.cites] == ["qng_qd_01_2024", "qng_qd_48_2021", "gd_09"]
    assert all("gd_09" in [one.source for one in rung.cites] for rung in ladder.rungs)
    assert on((entry,), date(2024, 3, 13)) is None
    default = policy.national.ladders["default"].entries[-1].value
    assert default is not None
    assert (ladder.applies_to, ladder.spares) == (default.applies_to, default.spares)


def test_twelve_departments_and_fifteen_numbered_communes(organization: Organization, policy: Policy) -> None:
    """The text lists none: twelve departments by the decree of the time, wards and communes numbered (GĐ-35)."""
    departments, communes = organization.members(["phong_ban"]), organization.members(["xa_phuong"])
    assert (len(departments), len(communes)) == (12, 15)
    assert communes == tuple([f"phuong_{n}" for n in range(1, 9)] + [f"xa_{n}" for n in range(1, 8)])
    assert {group.provenance for group in organization.groups} == {"inferred"}
    chain = Charter(policy, "thi_xa").chain
    for unit in (*departments, *communes):
        assert chain.above(chain.head_of(unit), DAY) == "chu_tich"
    assert [chain.head_of(unit) for unit in departments] == list(organization.members(["thu_truong_phong_ban"]))
    assert [chain.head_of(unit) for unit in communes] == list(organization.members(["chu_tich_xa_phuong"]))


@pytest.mark.proves("bay_21")
def test_the_whole_town_ends_with_june_2025(organization: Organization, policy: Policy) -> None:
    """All that was the town's is there on 30/6/2025, gone on 1/7/2025, and has a successor that is there."""
    chain = Charter(policy, "thi_xa").chain
    ended = [one for one in (*organization.posts, *organization.units) if one.valid_until is not None]
    assert len(ended) == (1 + 2 + 12 + 15) + (1 + 12 + 15)
    for one in ended:
        assert (one.exists_on(LAST), one.exists_on(GONE)) == (True, False)
        heir = chain.successor(one.key, GONE)
        found = organization.post(heir) or organization.unit(heir)
        assert found is not None
        assert found.key != one.key
        assert found.exists_on(GONE)
    heirs = {key: chain.successor(key, GONE) for key in ("ubnd_thi_xa", "phong_noi_vu", "phong_kinh_te", "xa_7")}
    assert heirs == {
        "ubnd_thi_xa": "ubnd_tinh",
        "phong_noi_vu": "so_noi_vu",
        "phong_kinh_te": "ubnd_tinh",
        "xa_7": "xa_phuong_moi",
    }


def test_a_successor_unit_has_the_successor_of_its_head(organization: Organization) -> None:
    """Work and head go the same way: the head of the heir is the heir of the head."""
    for unit in organization.units:
        head = organization.post(unit.head)
        assert head is not None
        heirs = [organization.unit(key) for key in unit.successors]
        assert [heir.head for heir in heirs if heir] == list(head.successors)


@pytest.mark.proves("co_che_26")
def test_recipients_have_their_roles(directive: Directive) -> None:
    """Who must act and who files is the text's; who oversees or is informed we read from how they are listed."""
    assert [(one.to or one.label, one.role, one.provenance) for one in directive.recipients] == [
        ("phong_ban", "perform", "document"),
        ("xa_phuong", "perform", "document"),
        ("so_noi_vu", "oversee", "inferred"),
        ("Thường trực Thị ủy", "oversee", "inferred"),
        ("Thường trực Hội đồng nhân dân thị xã", "oversee", "inferred"),
        ("chu_tich", "inform", "inferred"),
        ("pho_chu_tich_kinh_te", "inform", "inferred"),
        ("pho_chu_tich_van_xa", "inform", "inferred"),
        ("van_phong", "inform", "inferred"),
        ("Văn thư", "file", "document"),
        ("phong_noi_vu", "file", "inferred"),
    ]
    assert directive.enclosures == ()


@pytest.mark.proves("bay_9")
def test_corrected_readings_stand_beside_the_print(directive: Directive) -> None:
    """A comma is missing in the print, and with it the third source of tasks would be lost."""
    assert [(one.clause, one.printed, one.read) for one in directive.corrections] == [
        ("1.5", "cơ quan, đơn vị địa phương", "cơ quan, đơn vị, địa phương")
    ]


@pytest.mark.proves("co_che_1")
def test_every_source_of_tasks_is_a_register(directive: Directive, policy: Policy) -> None:
    """Remedies, the province's and the town's two decisions, and each unit's own plan; none on file, so no ratio is 0."""
    registers = [
        (clause.path, one.key, one.level, [policy.cite(cite) for cite in one.cites])
        for clause in directive.clauses
        for one in clause.registers
    ]
    assert registers == [
        ("1.1.1", "kh-36", "district", ["Kế hoạch 36/KH-UBND"]),
        ("1.2.1", "qd-1789", "province", ["Quyết định 1789/QĐ-UBND"]),
        ("1.2.1", "qd-8353", "district", ["Quyết định 8353/QĐ-UBND"]),
        ("1.2.1", "qd-14147", "district", ["Quyết định 14147/QĐ-UBND"]),
        ("1.5", "kh-don-vi", "unit", []),
    ]


@pytest.mark.proves("bay_8")
def test_look_alike_symbols_are_not_confused(policy: Policy) -> None:
    """Two decisions of the town of 29/12, two years apart; two normative acts of the province; one cited with Ba Bích."""
    keys = ("tx_qd_8353_2023", "tx_qd_14147_2021", "qng_qd_1789_2023", "qng_qd_48_2021", "qng_qd_01_2024")
    found = [source for source in map(policy.source, (*keys, "bb_qd_01_2024")) if source is not None]
    assert [(one.number, one.symbol, one.issued_on) for one in found] == [
        ("8353", "QĐ-UBND", "2023-12-29"),
        ("14147", "QĐ-UBND", "2021-12-29"),
        ("1789", "QĐ-UBND", "2023-12-15"),
        ("48/2021", "QĐ-UBND", "2021-09-22"),
        ("01/2024", "QĐ-UBND", "2024-01-03"),
        ("01", "QĐ-UBND", "2024-01-01"),
    ]
    assert len({one.identity for one in found}) == len(found)


def test_every_duty_says_what_comes_out(directive: Directive) -> None:
    """The clarity gate asks who, what, result and responsibility: all are stated."""
    for _, duty in directive.duties():
        assert duty.performers
        assert duty.what
        assert duty.result


@pytest.mark.proves("bay_18")
def test_nobody_is_named_and_no_town_either(policy: Policy) -> None:
    """Posts only: no family name followed by a given name, and no town that the text does not name."""
    name = re.compile(rf"\b(?:{'|'.join(FAMILY_NAMES.split())}) [A-ZÀ-ỸĐ]\w+")
    folder: Path = policy.root / "jurisdictions" / "thi_xa"
    files = sorted(folder.rglob("*.yaml"))
    assert len(files) == 3
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert name.findall(text) == []
        assert re.findall(r"[Tt]hị xã [A-ZĐ]\w+", text) == []
