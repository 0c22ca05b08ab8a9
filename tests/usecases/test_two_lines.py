"""Where liability is dual a breach climbs on both lines of command, each with rungs of its own (BS-3b)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tests.usecases.changed import changed, ended, opened, post, unit
from tests.usecases.office import Office, fetch, report, story, vn
from workflows.charter import Charter
from workflows.register.tables import Assignment, Escalation, JournalLine
from workflows.register.unit_of_work import Register

LATE, PLAIN = report("cong_an"), report("quan_su")
URGING, PARTY_URGING = LATE + "#rung-urging", LATE + "#rung-urging-party"


def both_lines(**rest: Any) -> Charter:
    """Return Ba Bích whose police unit has a Party cell beside it; its report binds both heads."""
    party: dict[str, Any] = {"line": "party"}
    posts = (
        post("bi_thu_chi_bo", "chi_bo", answers_to=({"to": "bi_thu_dang_uy"},), **party),
        post("bi_thu_dang_uy", "dang_uy", answers_to=({"to": "thuong_truc_huyen_uy"},), **party),
        post("thuong_truc_huyen_uy", "huyen_uy", **party),
    )
    units = (
        unit("chi_bo", "bi_thu_chi_bo", counterpart="cong_an", **party),
        unit("dang_uy", "bi_thu_dang_uy", **party),
        unit("huyen_uy", "thuong_truc_huyen_uy", **party),
    )
    duty = {"dual_liability": True, "performers": ("cong_an", "quan_su")}
    said = {"posts": posts, "units": units, "duty": duty, "cong_an": {"counterpart": "chi_bo"}}
    said["posts"] = posts + rest.pop("posts", ())
    return changed(**(said | rest))


def rungs(office: Office, key: str = LATE) -> list[tuple[str, str, str, str]]:
    """Return line, rung, state and addressee of every rung of a key."""
    base = office.row(key).id
    found = fetch(
        office.register,
        select(Escalation).where(Escalation.assignment_id == base).order_by(Escalation.line, Escalation.ord),
    )
    return [(one.line, one.rung, one.state, one.addressee) for one in found]


def test_who_answers_on_the_other_line(lite_register: Register) -> None:
    """The row names the co-liable head and whom that head answers to; a unit with no counterpart has none."""
    office = opened(lite_register, both_lines())
    dual, plain = office.row(LATE), office.row(PLAIN)
    assert (dual.head, dual.authority) == ("truong_cong_an", "chu_tich")
    assert (dual.co_head, dual.co_authority) == ("bi_thu_chi_bo", "bi_thu_dang_uy")
    assert (plain.co_head, plain.co_authority) == ("", "")


def test_both_heads_are_reminded_and_urged(empty_register: Register) -> None:
    """Each line has its own letters, rungs and papers from the opening on, and whoever answers there may explain."""
    office = opened(empty_register, both_lines())
    office.pass_time("2024-03-14 08:00")
    assert rungs(office) == [
        ("administrative", "reminder", "delivered", "truong_cong_an"),
        ("administrative", "urging", "drafted", "truong_cong_an"),
        ("party", "reminder", "delivered", "bi_thu_chi_bo"),
        ("party", "urging", "drafted", "bi_thu_chi_bo"),
    ]
    assert [line for line, *_ in rungs(office, PLAIN)] == ["administrative"] * 2
    assert [n.addressee for n in office.notices(kind="reminder", subject=LATE + "#rung-reminder-party")] == [
        "bi_thu_chi_bo"
    ]
    owed = [one for one in story(empty_register, LATE) if "#explanation" in one and "open" in one]
    assert len(owed) == 2
    for kind in ("open", "cut_off"):
        assert {n.addressee for n in office.notices(kind=kind, subject=LATE)} == {"truong_cong_an", "bi_thu_chi_bo"}
    reply = office.row(LATE + "#explanation-party")
    assert (reply.head, reply.line, reply.authority) == ("bi_thu_chi_bo", "party", "bi_thu_dang_uy")
    party, own = office.row(PARTY_URGING + "#signature"), office.row(URGING + "#signature")
    assert (party.line, party.authority, party.head) == ("party", "bi_thu_dang_uy", "van_phong_thong_ke")
    assert (own.line, own.authority) == ("administrative", "chu_tich")
    (told,) = fetch(
        empty_register,
        select(JournalLine).where(JournalLine.subject == PARTY_URGING, JournalLine.trigger == "escalate"),
    )
    assert told.details["line"] == "party"


def test_each_line_climbs_at_its_own_pace(empty_register: Register) -> None:
    """Signed on one line only: that line goes on to its proposal, held by whom its head answers to."""
    office = opened(empty_register, both_lines())
    office.pass_time("2024-03-14 08:00")
    office.yes("2024-03-14 09:00", "van_phong_thong_ke", "sign", PARTY_URGING + "#signature")
    office.pass_time("2024-03-20 08:00")
    party, own = office.rung(LATE + "#rung-criticism-party"), office.rung(LATE + "#rung-criticism")
    assert party
    assert own is None
    assert (party.state, party.addressee, party.holder) == ("proposed", "bi_thu_chi_bo", "bi_thu_dang_uy")
    answer = {"answer": "approve", "reason": "chậm"}
    refused = office.act("2024-03-20 09:00", "chu_tich", "decide", LATE + "#rung-criticism-party", **answer).refused
    assert refused.startswith("Chỉ người đang giữ văn bản")
    office.yes("2024-03-20 09:00", "bi_thu_dang_uy", "decide", LATE + "#rung-criticism-party#decision", **answer)
    assert office.row(LATE + "#rung-criticism-party#decision").state == "reported"
    office.send()
    review = office.rung(LATE + "#rung-accountability_review-party")
    assert review
    assert (review.state, review.addressee, review.copies) == ("scheduled", "bi_thu_chi_bo", "")


def test_a_silent_holder_is_passed_over_on_the_line(lite_register: Register) -> None:
    """The unsigned letter of the Party line climbs the Party line, the other one the administrative line."""
    office = opened(lite_register, both_lines())
    office.pass_time("2024-03-18 08:00")
    assert office.row(PARTY_URGING + "#signature").head == "bi_thu_dang_uy"
    assert office.row(URGING + "#signature").head == "chu_tich"


def test_a_paper_climbs_every_step_of_its_line(lite_register: Register) -> None:
    """Where the silent ones answer on both lines, the paper of each line takes the steps of that line."""

    def answers(line: str, to: str) -> dict[str, str]:
        return {"line": line, "to": to}

    own = answers("administrative", "chu_tich")
    posts = (
        post("bi_thu_van_phong", "ubnd_xa", answers_to=(own, answers("party", "pho_bi_thu"))),
        post("pho_bi_thu", "dang_uy", answers_to=(own, answers("party", "bi_thu_dang_uy"))),
    )
    both = post("x", "ubnd_xa", answers_to=(own, answers("party", "bi_thu_van_phong"))).answers_to
    office = opened(lite_register, both_lines(posts=posts, van_phong_thong_ke={"answers_to": both}))
    office.pass_time("2024-03-20 00:00")
    passed = {
        key: [one.partition("addressee=")[2].split()[0] for one in story(lite_register, key) if "pass_on" in one]
        for key in (URGING, PARTY_URGING)
    }
    assert passed[PARTY_URGING] == ["bi_thu_van_phong", "pho_bi_thu", "bi_thu_dang_uy"]
    assert passed[URGING] == ["chu_tich"]


def test_a_report_ends_both(empty_register: Register) -> None:
    """Once the report is in, nothing lies ahead on either line, and no paper is left on a desk."""
    office = opened(empty_register, both_lines())
    office.pass_time("2024-03-14 08:00")
    office.yes("2024-03-14 10:00", "truong_cong_an", "report", LATE)
    assert {(line, state) for line, rung, state, _ in rungs(office) if rung == "urging"} == {
        ("administrative", "void"), ("party", "void"),
    }  # fmt: skip
    assert {office.row(key + "#signature").state for key in (URGING, PARTY_URGING)} == {"revoked"}


def test_a_later_cycle_has_its_number_on_both_lines(empty_register: Register) -> None:
    """Returned late and missed again: the rungs of the second cycle stand beside the first, on both lines."""
    office = opened(empty_register, both_lines())
    office.pass_time("2024-03-13 08:00")
    office.yes("2024-03-13 10:00", "truong_cong_an", "report", LATE)
    office.yes("2024-03-13 14:00", "van_phong_thong_ke", "return", LATE, reason="thiếu phụ lục")
    office.pass_time("2024-03-14 08:00")
    for key in (LATE + "#rung-reminder.2", LATE + "#rung-reminder-party.2"):
        found = office.rung(key)
        assert found
        assert (found.cycle, found.state) == (2, "delivered")
    office.pass_time("2024-03-18 08:00")
    office.yes("2024-03-18 08:30", "van_phong_thong_ke", "sign", PARTY_URGING + ".2#signature")


def test_an_explanation_asked_on_the_other_line(lite_register: Register) -> None:
    """Whom the Party asks is the co-liable head, and the answer goes to whom that head answers to."""
    office = opened(lite_register, both_lines())
    office.pass_time("2024-03-14 08:00")
    office.yes("2024-03-14 09:00", "van_phong_thong_ke", "sign", PARTY_URGING)
    office.pass_time("2024-03-20 08:00")
    asked = {"answer": "ask_explanation", "reason": "chưa rõ"}
    office.yes("2024-03-20 09:00", "bi_thu_dang_uy", "decide", LATE + "#rung-criticism-party", **asked)
    owed = office.row(LATE + "#rung-criticism-party#explanation")
    assert (owed.head, owed.authority, owed.line) == ("bi_thu_chi_bo", "bi_thu_dang_uy", "party")
    office.yes("2024-03-21 09:00", "bi_thu_chi_bo", "explain", owed.key, reason="bận phòng chống lụt bão")
    office.pass_time("2024-03-21 09:00")
    again = office.row(LATE + "#rung-criticism-party#decision.2")
    assert (again.head, again.line, again.authority) == ("bi_thu_dang_uy", "party", "bi_thu_dang_uy")


def test_the_first_rung_of_a_soft_date_goes_on_on_both_lines_once_confirmed(lite_register: Register) -> None:
    """An unconfirmed date stops both lines at the reminder; confirmed, both go on."""
    charter = both_lines()
    office = Office(lite_register, charter, vn("2024-01-12 00:00"))
    office.assign()
    with lite_register.write(office.now) as uow:
        row = uow.session.scalars(select(Assignment).where(Assignment.key == LATE)).one()
        row.firm, row.provenance = 0, "default"
        uow.commit()
    office.pass_time("2024-03-20 08:00")
    assert {rung for _, rung, *_ in rungs(office)} == {"reminder"}
    office.yes("2024-03-20 09:00", "chu_tich", "confirm_deadline", LATE)
    assert [(line, rung) for line, rung, *_ in rungs(office)] == [
        ("administrative", "reminder"), ("administrative", "urging"), ("party", "reminder"), ("party", "urging"),
    ]  # fmt: skip


def test_an_empty_post_is_stood_in_for_on_its_own_line(lite_register: Register) -> None:
    """The letter to an empty Party post goes up the Party line."""
    office = opened(lite_register, both_lines(bi_thu_chi_bo={"valid_until": date(2024, 3, 1)}))
    office.pass_time("2024-03-13 08:00")
    found = office.rung(LATE + "#rung-reminder-party")
    assert found
    assert found.addressee == "bi_thu_dang_uy"
    assert "không còn" in found.redirected


def test_both_lines_are_taken_over(lite_register: Register) -> None:
    """The co-liable head and whom they answer to end: successors stand on the row and on the rungs of that line."""
    end = date(2024, 3, 13)
    heir = post("bi_thu_moi", "chi_bo", line="party", answers_to=({"to": "bi_thu_dang_uy"},), valid_from=end)
    office = opened(lite_register, both_lines(posts=(heir,), bi_thu_chi_bo=ended(end, "bi_thu_moi")))
    office.pass_time("2024-03-14 08:00")
    assert office.row(LATE).co_head == "bi_thu_moi"
    found = office.rung(PARTY_URGING)
    assert found
    assert (found.state, found.addressee) == ("drafted", "bi_thu_moi")


@pytest.mark.parametrize(("count", "sooner"), [(2, ""), (3, "3 việc chậm trong cùng một quý")])
def test_late_items_are_counted_on_each_line(empty_register: Register, count: int, sooner: str) -> None:
    """What brings criticism forward on the Party line are the late items of the Party head, not of the other."""
    office = opened(empty_register, both_lines())
    with empty_register.write(office.now) as uow:
        row = uow.session.scalars(select(Assignment).where(Assignment.key == LATE)).one()
        values = {c.name: getattr(row, c.name) for c in Assignment.__table__.columns if c.name != "id"}
        for number in range(1, count):
            other = {"key": f"{LATE}-{number}", "head": "tai_chinh", "period": ""}
            uow.session.add(Assignment(**(values | other | {"state": "draft"})))
        uow.commit()
    office.pass_time("2024-03-14 08:00")
    for key in (URGING, PARTY_URGING):
        office.yes("2024-03-14 09:00", "van_phong_thong_ke", "sign", key)
    office.send()
    own, party = office.rung(LATE + "#rung-criticism"), office.rung(LATE + "#rung-criticism-party")
    assert own
    assert party
    assert (own.sooner, party.sooner) == ("", sooner)
