"""Who answers for a breach: written down once when it is announced, with whoever held the post; kept whatever follows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from config.liability import LiabilityRule
from config.organization import Holding, Vacancy
from tests.usecases.changed import changed, opened
from tests.usecases.office import Office, charter, fetch, report, vn
from tests.usecases.test_two_lines import both_lines
from workflows import liabilities
from workflows.answerable import commendations_of, liabilities_of
from workflows.holders import holder_of
from workflows.register.tables import Assignment
from workflows.register.tables_liability import Liability
from workflows.register.unit_of_work import Register
from workflows.register.verify import verify
from workflows.show import show
from workflows.telling import told

LATE = report("tu_phap")


def rules(*found: dict[str, Any]) -> tuple[LiabilityRule, ...]:
    """Make rules of liability."""
    return tuple(LiabilityRule.model_validate({"cites": ({"source": "gd_75"},)} | one, strict=False) for one in found)


def held(holder: str, since: date, until: date | None = None) -> Holding:
    """Make a time in which somebody held a post."""
    return Holding.model_validate({"holder": holder, "from": since, "until": until}, strict=False)


def charged(office: Office, key: str = LATE) -> list[Liability]:
    """Return who answers for a work."""
    row = office.row(key).id
    return fetch(office.register, select(Liability).where(Liability.assignment_id == row).order_by(Liability.key))


def said(office: Office, key: str = LATE) -> list[tuple[str, str, str, str]]:
    """Return line, kind, post and state of each."""
    return [(one.line, one.kind, one.post, one.state) for one in charged(office, key)]


def test_the_head_answers_from_the_last_instant_of_the_deadline(office_at: Any) -> None:
    """One second before 24:00 nobody answers; at 24:00 the head does, before the authority, as of that instant."""
    office = office_at("2024-03-11 08:00")
    office.pass_time(vn("2024-03-12 00:00") - timedelta(seconds=1))
    assert charged(office) == []
    office.pass_time("2024-03-12 00:00")
    (one,) = charged(office)
    assert (one.key, one.kind, one.post, one.state) == (
        LATE + "#liability-primary-tu_phap",
        "primary",
        "tu_phap",
        "charged",
    )
    assert (one.line, one.cycle, one.answerable_to, one.holder) == ("administrative", 1, "chu_tich", "")
    assert one.at == vn("2024-03-12 00:00")
    assert one.cites.endswith("mặc định hệ thống GĐ-75")
    office.sweep(office.now)
    assert len(charged(office)) == 1


def test_what_hangs_on_a_work_charges_nobody_again(lite_office_at: Any) -> None:
    """An explanation that does not come is part of the same thing: no second liability for it."""
    office = lite_office_at("2024-03-12 00:00")
    office.pass_time("2024-03-15 08:00")
    assert office.row(LATE + "#explanation").announced_at == vn("2024-03-14 17:00")
    assert charged(office, LATE + "#explanation") == []


def test_a_report_received_in_time_after_all_undoes_it(office_at: Any) -> None:
    """What the route point records as received before the deadline leaves nobody charged; the record stays."""
    office = office_at("2024-03-12 00:00")
    office.pass_time("2024-03-12 09:00")
    done = office.told(vn("2024-03-11 16:00"), "van_phong_thong_ke", "receive", LATE)
    assert done.refused == ""
    (one,) = charged(office)
    assert (one.state, one.reason) == ("undone", "không quá hạn: đã nhận được trong hạn")
    (line,) = [line for line in office.register_lines() if line.machine == "liability"]
    assert (line.trigger, line.source, line.dest, line.subject) == ("undo", "charged", "undone", one.key)
    assert line.details["reason"] == one.reason
    assert verify(office.register) == []


def test_a_report_received_late_undoes_nothing(lite_office_at: Any) -> None:
    """Late is late: the liability stands."""
    office = lite_office_at("2024-03-12 00:00")
    office.yes("2024-03-12 09:00", "tu_phap", "report", LATE)
    assert said(office) == [("administrative", "primary", "tu_phap", "charged")]


def test_a_revoked_work_charges_nobody(lite_office_at: Any) -> None:
    """Who is no longer asked for something no longer answers for it; with the reason."""
    office = lite_office_at("2024-03-12 00:00")
    office.yes("2024-03-12 09:00", "chu_tich", "revoke", LATE, reason="giao nhầm")
    (one,) = charged(office)
    assert (one.state, one.reason) == ("undone", "nhiệm vụ đã được thu hồi")


def find(office: Office, fault: str, when: str, key: str = LATE) -> None:
    """Let the finding of a fault stand on a work, and what was written down follow it."""
    with office.register.write(vn(when)) as uow:
        row = uow.session.scalars(select(Assignment).where(Assignment.key == key)).one()
        row.fault, row.fault_found_at = fault, vn(when)
        uow.session.flush()
        liabilities.settle(uow, office.charter, row, on=vn(when))
        uow.commit()


def test_an_objective_cause_lifts_it_and_another_finding_brings_it_back(office_at: Any) -> None:
    """Found objective, it counts no more, for a reason; found subjective after all, it counts again; all of it is told."""
    office = office_at("2024-03-12 00:00")
    find(office, "objective", "2024-03-13 09:00")
    assert [(one.state, one.reason) for one in charged(office)] == [
        ("lifted", "người có thẩm quyền xác định nguyên nhân khách quan")
    ]
    find(office, "subjective", "2024-03-14 09:00")
    assert [(one.state, one.reason) for one in charged(office)] == [("charged", "")]
    with office.register.read(vn("2024-03-15 09:00")) as uow:
        states = [
            liabilities_of(uow.session, office.charter, ["tu_phap"], vn(when))[0]["state"]
            for when in ("2024-03-13 08:00", "2024-03-13 10:00", "2024-03-14 10:00")
        ]
    assert states == ["charged", "lifted", "charged"]
    assert verify(office.register) == []


def test_a_text_without_exception_stands_whatever_the_cause(lite_register: Register) -> None:
    """Where the document makes no exception, an objective cause lifts nothing."""
    strict = changed(directive={"liabilities": rules({"kind": "direct", "of": "head", "regardless": True})})
    office = opened(lite_register, strict)
    office.pass_time("2024-03-12 00:00")
    find(office, "objective", "2024-03-13 09:00")
    assert said(office) == [("administrative", "direct", "tu_phap", "charged")]


@pytest.mark.proves("bay_11")
def test_several_people_answer_in_several_ways_and_nobody_twice(empty_register: Register) -> None:
    """The document's own rules, in their order: the head, the deputy, the officer, a named post; the first that fits."""
    own = rules(
        {"kind": "direct", "of": "head"},
        {"kind": "overall", "of": "deputy_in_charge"},
        {"kind": "personal", "of": "officer"},
        {"kind": "monitoring", "of": "monitor"},
        {"kind": "primary", "post": "tai_chinh"},
        {"kind": "overall", "post": "tu_phap"},
        {"kind": "overall", "post": "dia_chinh", "clauses": ("3.2",)},
        {"kind": "overall", "post": "dia_chinh", "over": ("tai_chinh",)},
    )
    office = opened(empty_register, changed(directive={"liabilities": own}))
    office.yes("2024-03-01 09:00", "tu_phap", "acknowledge", LATE, officer="can_bo_a")
    office.pass_time("2024-03-12 00:00")
    assert sorted(said(office)) == [
        ("administrative", "direct", "tu_phap", "charged"),
        ("administrative", "monitoring", "van_phong_thong_ke", "charged"),
        ("administrative", "overall", "pho_chu_tich", "charged"),
        ("administrative", "personal", "can_bo_a", "charged"),
        ("administrative", "primary", "tai_chinh", "charged"),
    ]
    assert {one.post: (one.holder, one.answerable_to) for one in charged(office)} == {
        "tu_phap": ("", "chu_tich"),
        "van_phong_thong_ke": ("", "chu_tich"),
        "pho_chu_tich": ("", "chu_tich"),
        "can_bo_a": ("can_bo_a", "chu_tich"),
        "tai_chinh": ("", "chu_tich"),
    }
    # Of the finance unit's own report that unit's head is charged once, in the first way that fits.
    assert ("administrative", "direct", "tai_chinh", "charged") in said(office, report("tai_chinh"))
    assert [one for one in said(office, report("tai_chinh")) if one[2] == "tai_chinh"] == [
        ("administrative", "direct", "tai_chinh", "charged")
    ]


def test_both_lines_answer_each_before_its_own(empty_register: Register) -> None:
    """Where liability is dual each head answers on its line, before whom it answers to there (BS-3b)."""
    office = opened(empty_register, both_lines())
    office.pass_time("2024-03-12 00:00")
    key = report("cong_an")
    assert sorted(said(office, key)) == [
        ("administrative", "primary", "truong_cong_an", "charged"),
        ("party", "primary", "bi_thu_chi_bo", "charged"),
    ]
    assert {one.line: one.answerable_to for one in charged(office, key)} == {
        "administrative": "chu_tich",
        "party": "bi_thu_dang_uy",
    }


def test_a_second_breach_is_a_second_time(empty_register: Register) -> None:
    """Returned and missed again: another liability, the second of the year; the year after begins anew."""
    office = opened(empty_register, changed())
    office.pass_time("2024-03-13 08:00")
    office.yes("2024-03-13 10:00", "tu_phap", "report", LATE)
    office.yes("2024-03-13 14:00", "van_phong_thong_ke", "return", LATE, reason="thiếu phụ lục")
    office.pass_time("2024-03-14 08:00")
    assert [(one.key.rpartition("#")[2], one.cycle) for one in charged(office)] == [
        ("liability-primary-tu_phap", 1), ("liability-primary-tu_phap.2", 2),
    ]  # fmt: skip
    with empty_register.read(office.now) as uow:
        found = liabilities_of(uow.session, office.charter, ["tu_phap"], office.now)
    assert [one["number_in_year"] for one in found] == [1, 2]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ((held("a", date(2024, 1, 1), date(2024, 3, 12)), held("b", date(2024, 3, 12))), "a"),
        ((held("a", date(2024, 1, 1), date(2024, 3, 11)), held("b", date(2024, 3, 11))), "b"),
        ((held("a", date(2024, 1, 1), date(2024, 3, 11)),), ""),
        ((held("b", date(2024, 3, 12)),), ""),
    ],
)
def test_it_is_bound_to_whoever_held_the_post_that_day(
    empty_register: Register, changes: tuple[Holding, ...], expected: str
) -> None:
    """A deadline of 24:00 belongs to the day that ends: whoever took over the next morning does not answer."""
    office = opened(empty_register, changed(tu_phap={"holders": changes}))
    office.pass_time("2024-03-12 00:00")
    (one,) = charged(office)
    assert one.holder == expected
    assert holder_of(office.charter.jurisdiction.organization, "tu_phap", one.at) == expected


def test_while_a_post_is_vacant_whoever_acts_for_it_holds_it(lite_register: Register) -> None:
    """The holder of the acting post is bound; nobody is where nobody acts."""
    vacancy = Vacancy.model_validate({"from": date(2024, 2, 1), "acting": "tai_chinh"}, strict=False)
    nobody = Vacancy.model_validate({"from": date(2024, 2, 1)}, strict=False)
    past = held("x", date(2024, 1, 1))
    found = changed(
        tu_phap={"vacancies": (vacancy,), "holders": (past,)},
        tai_chinh={"holders": (held("y", date(2024, 1, 1)),)},
        van_hoa_xa_hoi={"vacancies": (nobody,), "holders": (past,)},
    )
    office = opened(lite_register, found)
    office.pass_time("2024-03-12 00:00")
    assert [one.holder for one in charged(office)] == ["y"]
    assert [one.holder for one in charged(office, report("van_hoa_xa_hoi"))] == [""]


def test_a_holder_takes_the_count_along(lite_register: Register) -> None:
    """Recurrence follows the holder to another post, and does not fall on who came after."""
    found = changed(
        tu_phap={"holders": (held("a", date(2024, 1, 1), date(2024, 4, 1)), held("b", date(2024, 4, 1)))},
        tai_chinh={"holders": (held("a", date(2024, 4, 1)),)},
    )
    office = opened(lite_register, found)
    office.pass_time("2024-06-11 08:00")
    with lite_register.read(office.now) as uow:
        of_a = liabilities_of(uow.session, found, ["a"], office.now)
        of_b = liabilities_of(uow.session, found, ["b"], office.now)
    assert [(one["post"], one["number_in_year"]) for one in of_a] == [("tu_phap", 1), ("tai_chinh", 2)]
    assert [(one["post"], one["number_in_year"]) for one in of_b] == [("tu_phap", 1)]


def test_a_date_of_ours_charges_nobody_until_it_is_confirmed(lite_office_at: Any) -> None:
    """On a default of ours nobody is judged; once the authority has made the date its own, the breach counts."""
    office = lite_office_at("2024-03-01 08:00")
    with office.register.write(office.now) as uow:
        uow.session.execute(update(Assignment).where(Assignment.key == LATE).values(firm=0))
        uow.commit()
    office.pass_time("2024-03-12 09:00")
    assert office.row(LATE).announced_at == vn("2024-03-12 00:00")
    assert charged(office) == []
    office.yes("2024-03-12 10:00", "chu_tich", "confirm_deadline", LATE)
    assert said(office) == [("administrative", "primary", "tu_phap", "charged")]
    assert charged(office)[0].at == vn("2024-03-12 00:00")


def test_the_database_refuses_a_second_charge_of_one_post_for_one_thing(office_at: Any) -> None:
    """Nobody answers twice for one thing under one line, not even by raw SQL."""
    office = office_at("2024-03-12 00:00")
    (one,) = charged(office)
    again = {
        name: getattr(one, name)
        for name in ("jurisdiction", "assignment_id", "cycle", "line", "post", "at", "cites", "ground")
    }
    with pytest.raises(IntegrityError), office.register.engine.begin() as connection:
        connection.execute(insert(Liability), again | {"key": "x", "kind": "overall"})


def test_a_commendation_stands_beside_it(lite_office_at: Any) -> None:
    """By the authority alone, for work that was handed in, with its reason; who is commended sees it on their page."""
    office = lite_office_at("2024-03-01 08:00")
    refused = office.act("2024-03-01 09:00", "chu_tich", "commend", LATE, reason="nhanh").refused
    assert refused.startswith("Không thể biểu dương")
    office.yes("2024-03-01 10:00", "tu_phap", "report", LATE)
    assert office.act("2024-03-01 10:30", "tu_phap", "commend", LATE, reason="nhanh").refused.startswith("Chỉ người")
    unproven = office.act("2024-03-01 10:40", "chu_tich", "commend", LATE, proofs=True, reason="nhanh")
    assert unproven.unproven
    office.yes("2024-03-01 11:00", "chu_tich", "commend", LATE, reason="nộp sớm mười ngày")
    with office.register.read(office.now) as uow:
        (one,) = commendations_of(uow.session, office.charter, ["tu_phap"], office.now)
        assert (one["reason"], one["by"], one["about"]) == ("nộp sớm mười ngày", "chu_tich", LATE)
        assert commendations_of(uow.session, office.charter, ["tu_phap"], vn("2024-03-01 10:59")) == []
        lines = list(told(show(uow.session, office.charter, "tu_phap", as_of=office.now), office.charter))
    assert any(line.startswith("Biểu dương") and "nộp sớm mười ngày" in line for line in lines)


def test_a_post_and_a_work_show_who_answers(lite_office_at: Any) -> None:
    """`namro show` lists what a post answered for with its number in the year, and on a work who answers for it."""
    office = lite_office_at("2024-03-12 00:00")
    with office.register.read(office.now) as uow:
        post = show(uow.session, charter(), "tu_phap", as_of=office.now)
        work = show(uow.session, charter(), LATE, as_of=office.now)
        lines = [*told(post, charter()), *told(work, charter())]
    assert [one["about"] for one in post["liabilities"]] == [LATE]
    assert [one["post"] for one in work["liabilities"]] == ["tu_phap"]
    assert any("trách nhiệm chính, lần thứ 1 trong năm" in line for line in lines)
