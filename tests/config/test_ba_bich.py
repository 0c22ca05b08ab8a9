"""Ba Bích's conclusion notice of January 2024: every row treated, as the document has it."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from config.directive import Directive
from config.located import FIRM
from config.organization import Organization
from config.policy import Policy

ROWS = (
    "BB-0 BB-1a BB-1b BB-2.0 BB-2.1a BB-2.1b BB-2.1c BB-2.2a BB-2.2b BB-2.3a-e BB-2.4a BB-2.4b"
    " BB-2.4c BB-2.5 "
    "BB-2.6a BB-2.6b BB-2.6c BB-2.7 BB-2.8 BB-2.9 BB-3.1a BB-3.1b BB-3.1c BB-3.1d BB-3.1e BB-3.2a"
    " BB-3.2b BB-4 BB-N"
)
PATHS = (
    "0 1.1 1.2 2 2.1.1 2.1.2 2.1.3 2.2.1 2.2.2 2.3 2.4.1 2.4.2 2.4.3 2.5 2.6.1 2.6.2 2.6.3 2.7 2.8 2.9 "
    "3.1 3.1.1.1 3.1.1.2 3.1.2 3.1.3 3.2.1 3.2.2 4 5"
)


@pytest.fixture(scope="module")
def directive(policy: Policy) -> Directive:
    """The conclusion notice."""
    found = policy.directive("ba_bich/2024-kl-cchc")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def organization(policy: Policy) -> Organization:
    """The commune and what stands above it."""
    return policy.jurisdictions["ba_bich"].organization


def test_every_row_of_the_extraction_has_its_clause(directive: Directive) -> None:
    """Twenty-nine rows, twenty-nine clauses, in the order of the document, none without treatment."""
    assert [row for clause in directive.clauses for row in clause.rows] == ROWS.split()
    assert [clause.path for clause in directive.clauses] == PATHS.split()
    assert len(directive.clauses) == 29
    assert Counter(clause.treatment for clause in directive.clauses) == {
        "objects": 16,
        "standing_duty": 7,
        "quality_criterion": 2,
        "text_only": 4,
    }


def test_the_document_is_as_printed(directive: Directive) -> None:
    """Number and day are blank, the deputy signs for the chairman, who directs; no clears are demanded."""
    assert directive.full_key == "ba_bich/2024-kl-cchc"
    assert directive.printed_symbol == "/TB-UBND (chưa có số)"
    assert directive.printed_date == "tháng 01 năm 2024"
    assert (directive.directing_authority, directive.signatory, directive.signing_right) == (
        "chu_tich",
        "pho_chu_tich",
        "KT",
    )
    assert (directive.effective_from.on, directive.effective_from.provenance) == (
        date(2024, 1, 12),
        "inferred",
    )
    assert (directive.clarity_gate, directive.clarity_gate_provenance) == (4, "default")
    assert directive.term_until == date(2024, 12, 31)


def test_the_four_periods_are_those_of_the_document(directive: Directive) -> None:
    """Deadlines on the 10th, windows closing on the 14th, the half-year and the year cumulative."""
    clause = directive.clause("3.1.2")
    assert clause is not None
    duty = clause.duty("bao-cao")
    assert duty is not None
    assert [(p.key, p.window_from, p.window_until, p.deadline, p.cumulative) for p in duty.periods] == [
        ("2024-Q1", date(2023, 12, 15), date(2024, 3, 14), date(2024, 3, 10), False),
        ("2024-H1", date(2023, 12, 15), date(2024, 6, 14), date(2024, 6, 10), True),
        ("2024-Q3", date(2024, 6, 15), date(2024, 9, 14), date(2024, 9, 10), False),
        ("2024", date(2023, 12, 15), date(2024, 12, 14), date(2024, 12, 10), True),
    ]
    assert {period.provenance for period in duty.periods} == {"document"}
    assert duty.performers == ("tu_phap", "tai_chinh", "dia_chinh", "van_hoa_xa_hoi", "quan_su", "cong_an")
    assert (duty.via, duty.estimates, duty.needs_officer) == ("van_phong_thong_ke", True, False)


@pytest.mark.proves("bay_3", "co_che_5")
def test_the_windows_are_those_of_the_decree(directive: Directive, policy: Policy) -> None:
    """Decree 09/2019, article 12, gives the very windows that the document states."""
    windows = {window.cadence: window.entries[0].value for window in policy.national.reporting.windows}
    months = {
        "2024-Q1": ("quarterly", 1, 3),
        "2024-H1": ("half_yearly", 1, 6),
        "2024-Q3": ("quarterly", 7, 9),
        "2024": ("yearly", 1, 12),
    }
    for _, duty in directive.duties():
        for period in duty.periods:
            cadence, first, last = months[period.key]
            rule = windows[cadence]  # type: ignore[index]
            assert rule is not None
            assert rule.window(date(2024, first, 1), date(2024, last, 1)) == (
                period.window_from,
                period.window_until,
            )


@pytest.mark.proves("co_che_7")
def test_the_consolidated_report_follows_the_feeders(directive: Directive) -> None:
    """Its date is our default, counted from the window; its performer neither follows nor judges itself."""
    clause = directive.clause("3.2.2")
    assert clause is not None
    duty = clause.duty("tong-hop")
    assert duty is not None
    assert duty.working_days_after_window is not None
    assert (duty.working_days_after_window.value, duty.working_days_after_window.provenance) == (3, "default")
    assert duty.consolidates is not None
    assert (duty.consolidates.clause, duty.consolidates.duty, duty.consolidates.to) == (
        "3.1.2",
        "bao-cao",
        "ubnd_huyen",
    )
    assert duty.performers == ("van_phong_thong_ke",)
    assert (duty.answerable_to, duty.monitor) == ("chu_tich", "chu_tich")
    assert all(period.deadline is None for period in duty.periods)


@pytest.mark.proves("bay_1")
def test_only_the_reports_have_dates_of_the_document(directive: Directive) -> None:
    """One-off tasks have no date in the text: the end of the term is our inference, and never firm."""
    dates = {(duty.deadline.on, duty.deadline.provenance) for _, duty in directive.duties() if duty.deadline}
    assert dates == {(date(2024, 12, 31), "inferred")}
    assert "inferred" not in FIRM
    assert Counter(duty.kind for _, duty in directive.duties()) == {
        "one_off": 11,
        "standing": 12,
        "target": 7,
        "periodic_report": 2,
    }


@pytest.mark.proves("co_che_25", "co_che_15")
def test_baselines_and_weaknesses_are_recorded(directive: Directive) -> None:
    """162 of 376 online, 48.4 % digitised, 51 of 376 late; six weaknesses, each remedied."""
    figures = {key: (one.value, one.of, one.percent, one.better) for key, one in directive.baselines().items()}
    assert figures == {
        "ho-so-truc-tuyen": (162, 376, Decimal("43.1"), "up"),
        "so-hoa-ho-so": (None, None, Decimal("48.4"), "up"),
        "ho-so-tre-hen": (51, 376, Decimal("13.56"), "down"),
    }
    clause = directive.clause("2.8")
    assert clause is not None
    assert [duty.weakness for duty in clause.duties] == list(directive.weaknesses())
    assert len(directive.weaknesses()) == 6


@pytest.mark.proves("bay_13")
def test_targets_keep_what_the_text_leaves_open(directive: Directive) -> None:
    """Rank and rating have thresholds; trends have a direction and a baseline and no threshold of ours."""
    targets = {duty.key: duty.target for _, duty in directive.duties() if duty.target}
    rank, rating, trend = targets["thu-hang"], targets["muc-xep-loai"], targets["tre-hen"]
    assert (rank.type, rank.value, rank.of) == ("rank_max", Decimal(10), 19)
    assert (rating.type, rating.level) == ("rating_min", "good")
    assert (trend.type, trend.value, trend.direction, trend.baseline) == (
        "direction",
        None,
        "down",
        "ho-so-tre-hen",
    )


@pytest.mark.proves("bay_9")
def test_corrected_readings_stand_beside_the_print(directive: Directive) -> None:
    """Two slips of the print are kept as printed, with our reading beside them."""
    assert [(one.clause, one.printed, one.read) for one in directive.corrections] == [
        ("2", "phần đầu", "phấn đấu"),
        ("2.7", "những nhiễu", "nhũng nhiễu"),
    ]


@pytest.mark.proves("bay_12")
def test_nobody_follows_their_own_work(directive: Directive, organization: Organization) -> None:
    """For every duty and performer the one who follows is neither the performer nor its head."""
    day = directive.effective_from.on
    for clause, duty in directive.duties():
        assert duty.performers
        for performer in duty.performers:
            head = organization.head_of(performer)
            assert head is not None
            assert directive.monitor_of(clause, duty, performer, day, head.key) not in (performer, head.key)


@pytest.mark.proves("bay_31")
def test_heads_answer_in_person_or_for_their_unit(organization: Organization) -> None:
    """An officer heads his own field; a unit has its head; the deputy's head is the chairman."""
    heads = {
        name: getattr(organization.head_of(name), "key", None)
        for name in ("tu_phap", "quan_su", "cong_an", "pho_chu_tich", "ubnd_huyen", "khong_co")
    }
    assert heads == {
        "tu_phap": "tu_phap",
        "quan_su": "chi_huy_truong_quan_su",
        "cong_an": "truong_cong_an",
        "pho_chu_tich": "chu_tich",
        "ubnd_huyen": "chu_tich_ubnd_huyen",
        "khong_co": None,
    }


@pytest.mark.proves("bay_21")
def test_the_district_ends_with_june_2025(organization: Organization) -> None:
    """Validity is half-open: there on 30/6/2025, gone on 1/7/2025; the province succeeds."""
    district = organization.unit("ubnd_huyen")
    assert district is not None
    assert (district.exists_on(date(2025, 6, 30)), district.exists_on(date(2025, 7, 1))) == (True, False)
    assert district.successors == ("ubnd_tinh",)


def test_the_officers_of_2024_are_succeeded_by_departments(organization: Organization) -> None:
    """From 1/7/2025 each officer's field has one successor that exists and answers to the chairman."""
    day = date(2025, 7, 1)
    ended = {post.key: post.successors for post in organization.posts if post.valid_until and not post.external}
    assert ended == {
        "van_phong_thong_ke": ("chanh_van_phong",),
        "tu_phap": ("chanh_van_phong",),
        "tai_chinh": ("truong_phong_kinh_te",),
        "dia_chinh": ("truong_phong_kinh_te",),
        "van_hoa_xa_hoi": ("truong_phong_van_hoa_xa_hoi",),
    }
    for key, (heir,) in ended.items():
        before, after = organization.post(key), organization.post(heir)
        assert before is not None
        assert after is not None
        assert (before.exists_on(date(2025, 6, 30)), before.exists_on(day)) == (True, False)
        assert (after.exists_on(date(2025, 6, 30)), after.exists_on(day)) == (False, True)
        edge = after.bound(after.answers_to, day, "administrative")
        assert edge is not None
        assert edge.to == "chu_tich"


@pytest.mark.parametrize(
    ("day", "above"), [(date(2025, 6, 30), "chu_tich_ubnd_huyen"), (date(2025, 7, 1), "chu_tich_ubnd_tinh")]
)
def test_the_chairman_answers_upward_by_the_day(organization: Organization, day: date, above: str) -> None:
    """To the district's chairman until it ends, to the province's from the day after."""
    chairman = organization.post("chu_tich")
    assert chairman is not None
    edge = chairman.bound(chairman.answers_to, day, "administrative")
    assert edge is not None
    assert edge.to == above


def test_every_duty_says_what_comes_out(directive: Directive) -> None:
    """The clarity gate of this directive asks who, what, result and responsibility: all are stated."""
    for _, duty in directive.duties():
        assert duty.what
        assert duty.result


def test_citations_read_as_sentences(policy: Policy, directive: Directive) -> None:
    """A citation names the clause, the decree's article, or says that it is only a default of ours."""
    effective = directive.effective_from.cites
    decree = policy.national.reporting.windows[0].entries[0].cites[0]
    assert policy.cite(effective[0]) == f"{directive.label}, phần mở đầu"
    assert policy.cite(effective[1]) == "mặc định hệ thống GĐ-30"
    assert policy.cite(decree) == "Nghị định 09/2019/NĐ-CP, Điều 12"
    assert policy.cite(directive.parents[0]) == "Kế hoạch cải cách hành chính năm 2024 của tỉnh"


@pytest.mark.proves("bay_8")
def test_look_alike_symbols_are_two_documents(policy: Policy) -> None:
    """The commune's 01/QĐ-UBND and the province's 01/2024/QĐ-UBND are not the same decision."""
    commune, province = policy.source("bb_qd_01_2024"), policy.source("qng_qd_01_2024")
    assert commune is not None
    assert province is not None
    assert (commune.label, province.label) == ("Quyết định 01/QĐ-UBND", "Quyết định 01/2024/QĐ-UBND")
    assert commune.identity != province.identity


def test_objects_know_their_lines(directive: Directive) -> None:
    """Refusals name the file and the line of the duty and of each of its keys."""
    clause = directive.clause("3.1.2")
    assert clause is not None
    duty = clause.duties[0]
    assert duty.where == f"jurisdictions/ba_bich/directives/2024-kl-cchc.yaml:{duty.line_of('key')}"
    assert duty.line_of("kind") == duty.line_of("key") + 1
    assert duty.line_of("performers.5") == duty.line_of("performers")
    assert duty.line_of("khong-co") == duty.line_of()
