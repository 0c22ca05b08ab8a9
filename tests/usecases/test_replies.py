"""What a unit may say for itself: told beforehand, whose fault, more time, beyond its authority."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from tests.usecases.changed import changed, ended, opened
from tests.usecases.office import Office, fetch, report, vn
from tests.usecases.test_two_lines import LATE as DUAL
from tests.usecases.test_two_lines import both_lines, rungs
from workflows.escalate import late_in_quarter, missed_in_a_row
from workflows.figures import figures
from workflows.happenings import happenings
from workflows.letters import text
from workflows.register.columns import LONG_AGO, NEVER
from workflows.register.tables import Assignment, Notice
from workflows.register.tables_referral import Referral
from workflows.register.unit_of_work import Register
from workflows.register.verify import verify
from workflows.show import show
from workflows.telling import told
from workflows.why import why

OfficeAt = Callable[..., Office]
Q1, H1 = report("tu_phap"), report("tu_phap", "2024-H1")
MONITOR, CHAIR = "van_phong_thong_ke", "chu_tich"
REFERRAL = Q1 + "#referral"
UPWARD = {"to": "Sở Nội vụ", "matter": "phần mềm do sở quản lý"}


def referral(office: Office, key: str = REFERRAL) -> Referral:
    """Return a referral."""
    (found,) = fetch(office.register, select(Referral).where(Referral.key == key))
    return found


def shown(office: Office, key: str) -> tuple[dict[str, object], str]:
    """Return what is shown of a key now, as data and as people read it."""
    with office.register.read(office.now) as uow:
        found = show(uow.session, office.charter, key, as_of=office.now)
        return found, "\n".join(told(found, office.charter))


def read(office: Office, notice: Notice) -> str:
    """Return a notice as its addressee reads it."""
    with office.register.read(office.now) as uow:
        return "\n".join(text(uow.session, office.charter, notice))


# ------------------------------------------------------------ explanations


def test_what_was_explained_beforehand_owes_no_second_explanation(office_at: OfficeAt) -> None:
    """Told on the 8th, missed on the 11th: one explanation, answered, never late; the lateness stands."""
    office = office_at("2024-03-08 08:00")
    office.yes("2024-03-08 09:00", "tu_phap", "explain", Q1, reason="thiếu số liệu", claimed_fault="objective")
    office.pass_time("2024-03-20 00:00")
    told_, work = office.row(Q1 + "#explanation"), office.row(Q1)
    assert (told_.state, told_.reported_at, told_.deadline) == ("reported", vn("2024-03-08 09:00"), NEVER)
    assert (told_.route_point, told_.announced_at, work.fault) == (MONITOR, LONG_AGO, "")
    assert work.announced_at == work.cut_off_at == vn("2024-03-12 00:00")
    owed = [line for line in office.register_lines() if line.subject.startswith(Q1 + "#explanation")]
    assert [line.trigger for line in owed] == ["open", "explain"]
    (cut,) = (one for one in office.notices(kind="cut_off", subject=Q1))
    assert "giải trình" not in read(office, cut)
    assert {one.addressee for one in office.notices(kind="explained")} == {MONITOR, CHAIR}
    assert verify(office.register) == []


def test_a_later_date_owes_its_own_explanation(lite_office_at: OfficeAt) -> None:
    """What was told before the first date says nothing of a date that was set after that one was missed."""
    office = lite_office_at("2024-03-08 08:00")
    office.yes("2024-03-08 09:00", "tu_phap", "explain", Q1, reason="thiếu số liệu")
    office.yes("2024-03-13 09:00", MONITOR, "receive", Q1)
    office.yes("2024-03-14 09:00", CHAIR, "return", Q1, reason="sai biểu mẫu", deadline="2024-03-20")
    office.pass_time("2024-03-21 00:00")
    assert office.row(Q1 + "#explanation.2").state == "assigned"


def test_on_the_other_line_the_other_head_still_explains(lite_register: Register) -> None:
    """The head's own word beforehand is not that of whoever answers on the other line of command."""
    office = opened(lite_register, both_lines())
    office.yes("2024-03-08 09:00", "truong_cong_an", "explain", DUAL, reason="thiếu số liệu")
    office.pass_time("2024-03-12 08:00")
    assert office.row(DUAL + "#explanation").state == "reported"
    assert office.row(DUAL + "#explanation-party").state == "assigned"


def test_the_authority_alone_accepts_an_explanation(lite_office_at: OfficeAt) -> None:
    """Neither the unit nor the monitor it went through; accepted or not, it is neither reopened nor is lateness gone."""
    office = lite_office_at("2024-03-12 08:00")
    owed = Q1 + "#explanation"
    office.yes("2024-03-12 09:00", "tu_phap", "explain", owed, reason="mất điện")
    for by in ("tu_phap", MONITOR, "pho_chu_tich"):
        assert "không giữ vai trò đó" in office.act("2024-03-13 09:00", by, "evaluate", owed, result="passed").refused
    assert office.act("2024-03-13 09:00", CHAIR, "evaluate", owed, proofs=True, result="failed").unproven
    office.yes("2024-03-13 09:00", CHAIR, "evaluate", owed, result="failed")
    assert (office.row(owed).state, office.row(owed).result) == ("evaluated", "failed")
    assert office.act("2024-03-14 09:00", CHAIR, "reopen", owed, reason="x").refused.startswith("Giải trình đã được")
    assert office.row(Q1).announced_at == vn("2024-03-12 00:00")


def test_silence_is_shown_as_a_breach_of_its_own(lite_office_at: OfficeAt) -> None:
    """Whoever looks at the late work sees that its explanation is overdue as well, from the instant it is."""
    office = lite_office_at("2024-03-14 16:59")
    for when, late in (("2024-03-14 16:59", False), ("2024-03-14 17:00", True)):
        office.pass_time(when)
        found, words = shown(office, Q1)
        assert [one["overdue"] for one in found["hanging"] if one["kind"] == "explanation"] == [late]  # type: ignore[attr-defined]
        assert ("QUÁ HẠN" in words) == late


@pytest.mark.parametrize("content", [{"claimed_fault": "no"}, {"claimed_fault": ""}])
def test_a_cause_that_there_is_not_is_no_claim(lite_office_at: OfficeAt, content: dict[str, str]) -> None:
    """A claim is one of the two causes, or none is made."""
    office = lite_office_at("2024-03-08 08:00")
    refused = office.act("2024-03-08 09:00", "tu_phap", "explain", Q1, reason="x", **content).refused
    assert refused.startswith("Nguyên nhân tự nêu (claimed_fault)")


# ------------------------------------------------------------ fault


def test_an_objective_cause_ends_the_ladder_and_stays_late(office_at: OfficeAt) -> None:
    """Found while the urging letter waits for its signature: letter and paper fall, nothing follows, it is overdue."""
    office = office_at("2024-03-14 08:00")
    office.yes("2024-03-14 09:00", CHAIR, "find_fault", Q1, fault="objective", basis="Thông báo bão số 3")
    urging = office.rung(Q1 + "#rung-urging")
    assert urging is not None
    assert (urging.state, office.row(Q1 + "#rung-urging#signature").state) == ("void", "revoked")
    office.pass_time("2024-05-01 00:00")
    assert office.rung(Q1 + "#rung-criticism") is None
    row = office.row(Q1)
    assert (row.fault, row.fault_found_at) == ("objective", vn("2024-03-14 09:00"))
    with office.register.read(office.now) as uow:
        mine = next(r for r in figures(uow.session, office.charter, as_of=office.now) if r.group["unit"] == "tu_phap")
    assert mine.open_overdue >= 1
    found, words = shown(office, Q1)
    assert (found["fault"], found["time_status"]) == ("objective", "overdue")
    assert "Nguyên nhân khách quan" in words
    assert verify(office.register) == []


def test_a_reminder_that_is_delivered_after_the_finding_leads_nowhere(lite_office_at: OfficeAt) -> None:
    """What was on its way when the cause was found arrives, and no letter comes after it."""
    office = lite_office_at("2024-03-12 00:00")
    office.now = vn("2024-03-12 08:00")
    office.sweep(office.now)
    office.told(vn("2024-03-12 08:30"), CHAIR, "find_fault", Q1, fault="objective", basis="bão")
    office.pass_time("2024-04-15 00:00")
    assert office.rung(Q1 + "#rung-reminder").state == "delivered"  # type: ignore[union-attr]
    assert office.rung(Q1 + "#rung-urging") is None


def test_a_finding_ends_the_rungs_of_both_lines(lite_register: Register) -> None:
    """The same cause excuses whoever answers on the other line of command."""
    office = opened(lite_register, both_lines())
    office.pass_time("2024-03-14 08:00")
    office.yes("2024-03-14 09:00", CHAIR, "find_fault", DUAL, fault="objective", basis="bão")
    office.pass_time("2024-04-15 00:00")
    assert [state for _, _, state, _ in rungs(office, DUAL)] == ["delivered", "void", "delivered", "void"]


def test_a_corrected_finding_begins_the_ladder_anew(office_at: OfficeAt) -> None:
    """Objective on the 14th, subjective on the 20th: both stand in the journal, a new round begins with a reminder."""
    office = office_at("2024-03-14 08:00")
    office.yes("2024-03-14 09:00", CHAIR, "find_fault", Q1, fault="objective", basis="bão")
    office.yes("2024-03-20 09:00", CHAIR, "find_fault", Q1, fault="subjective", basis="bão không qua xã")
    again = office.rung(Q1 + "#rung-reminder.2")
    assert again is not None
    assert again.due_at == vn("2024-03-20 09:00")
    office.pass_time("2024-03-21 08:00")
    following = office.rung(Q1 + "#rung-urging.2")
    assert following is not None
    assert following.state == "drafted"
    found = [one.details for one in office.register_lines() if one.trigger == "find_fault"]
    assert [(one["fault"], one["fault_before"]) for one in found] == [("objective", None), ("subjective", "objective")]
    assert verify(office.register) == []


def test_an_excused_lateness_brings_nothing_forward(lite_office_at: OfficeAt) -> None:
    """A first quarter missed for an objective cause makes the half year neither the second in a row nor one more late."""
    office = lite_office_at("2024-03-14 08:00")
    office.yes("2024-03-14 09:00", CHAIR, "find_fault", Q1, fault="objective", basis="bão")
    office.pass_time("2024-06-11 08:00")
    with office.register.read(office.now) as uow:
        half = uow.session.scalars(select(Assignment).where(Assignment.key == H1)).one()
        first = uow.session.scalars(select(Assignment).where(Assignment.key == Q1)).one()
        assert missed_in_a_row(uow, half) == 1
        assert late_in_quarter(uow, first, first.line) == 0


@pytest.mark.parametrize(
    ("by", "content", "message"),
    [
        ("tu_phap", {"fault": "objective", "basis": "bão"}, "Chỉ người có thẩm quyền"),
        (MONITOR, {"fault": "objective", "basis": "bão"}, "Chỉ người có thẩm quyền"),
        (CHAIR, {"fault": "objective"}, "Để kết luận nguyên nhân chậm cần có: căn cứ kết luận (basis)."),
        (CHAIR, {"fault": "objective", "basis": "  "}, "Căn cứ kết luận (basis) phải là một đoạn văn bản."),
        (CHAIR, {"fault": "khác", "basis": "bão"}, "Nguyên nhân (fault) phải là objective"),
    ],
)
def test_a_wrong_finding_is_refused(lite_office_at: OfficeAt, by: str, content: dict[str, str], message: str) -> None:
    """Not by the unit, not by the monitor, not without a basis, and only one of the two causes."""
    office = lite_office_at("2024-03-12 08:00")
    assert office.act("2024-03-13 09:00", by, "find_fault", Q1, **content).refused.startswith(message)
    assert office.row(Q1).fault == ""


def test_a_finding_is_proven(lite_office_at: OfficeAt) -> None:
    """Whoever finds a cause must prove to be the authority."""
    office = lite_office_at("2024-03-12 08:00")
    assert office.act("2024-03-13 09:00", CHAIR, "find_fault", Q1, proofs=True, fault="objective", basis="b").unproven


def test_what_is_given_up_may_say_whose_fault_it_was(lite_office_at: OfficeAt) -> None:
    """Declared impossible with its cause, at once or by a finding afterwards, which may correct it."""
    office = lite_office_at("2024-03-08 08:00")
    office.yes("2024-03-08 09:00", CHAIR, "declare_impossible", Q1, reason="lũ", fault="objective")
    assert (office.row(Q1).fault, office.row(Q1).fault_found_at) == ("objective", vn("2024-03-08 09:00"))
    office.yes("2024-03-11 09:00", CHAIR, "find_fault", Q1, fault="subjective", basis="không có lũ")
    assert (office.row(Q1).state, office.row(Q1).fault) == ("impossible", "subjective")


# ------------------------------------------------------------ more time


def test_more_time_moves_the_deadline_and_keeps_the_first(office_at: OfficeAt) -> None:
    """Asked on the 4th, granted on the 5th: reminded and cut off by the new day, in time by it, the first one shown."""
    office = office_at("2024-03-04 08:00")
    office.yes("2024-03-04 09:00", "tu_phap", "request_extension", Q1, deadline="2024-03-22", reason="thiếu người")
    (asked,) = office.notices(kind="asked", subject=Q1 + "#extension")
    assert asked.addressee == CHAIR
    assert "đến hết ngày 22/03/2024" in read(office, asked)
    office.yes("2024-03-05 09:00", CHAIR, "grant_extension", Q1, deadline="2024-03-15", reason="một tuần là đủ")
    row = office.row(Q1)
    assert row.deadline == row.cut_off_at == vn("2024-03-16 00:00")
    assert office.row(Q1 + "#extension").state == "reported"
    office.pass_time("2024-03-14 09:00")
    warned = [line.details["working_days"] for line in office.register_lines() if line.trigger == "warn"]
    assert {"3", "1"} <= set(warned)
    office.yes("2024-03-15 16:00", MONITOR, "receive", Q1)
    office.yes("2024-03-18 09:00", CHAIR, "evaluate", Q1, result="passed")
    with office.register.read(office.now) as uow:
        mine = next(r for r in figures(uow.session, office.charter, as_of=office.now) if r.group["unit"] == "tu_phap")
        sentences = why(uow.session, office.charter, Q1, as_of=office.now)["date"]
    assert (mine.done_on_time, mine.done_late) == (1, 0)
    found, words = shown(office, Q1)
    assert found["first_deadline"] == "2024-03-12T00:00:00+07:00"
    assert "Thời hạn đầu tiên: 24 giờ ngày 11/03/2024" in words
    assert any("Hạn đầu tiên 24 giờ ngày 11/03/2024 vẫn còn trong sổ" in one for one in sentences)
    assert verify(office.register) == []


def test_granted_when_it_was_late_already(lite_office_at: OfficeAt) -> None:
    """Asked in time, granted after the cut-off: the ladder stops, a new round begins by the new day, it stays late."""
    office = lite_office_at("2024-03-11 08:00")
    office.yes("2024-03-11 09:00", "tu_phap", "request_extension", Q1, deadline="2024-03-22", reason="thiếu người")
    office.yes("2024-03-14 10:00", CHAIR, "grant_extension", Q1, deadline="2024-03-22", reason="trả lời chậm")
    row = office.row(Q1)
    assert (row.deadline, row.cut_off_at, row.cycle) == (vn("2024-03-12 00:00"), vn("2024-03-23 00:00"), 2)
    assert office.rung(Q1 + "#rung-urging").state == "void"  # type: ignore[union-attr]
    _, words = shown(office, Q1)
    assert "Thời hạn hiện tại: 24 giờ ngày 22/03/2024; đúng hay chậm vẫn tính theo thời hạn đầu tiên" in words
    office.pass_time("2024-03-25 08:00")
    assert office.rung(Q1 + "#rung-reminder.2") is not None
    assert verify(office.register) == []


def test_a_silent_authority_is_reminded_and_the_deadline_runs(lite_office_at: OfficeAt) -> None:
    """Nobody answers by 17:00 two working days later: the authority is reminded, the old deadline cuts off."""
    office = lite_office_at("2024-03-04 08:00")
    office.yes("2024-03-04 09:00", "tu_phap", "request_extension", Q1, deadline="2024-03-22", reason="thiếu người")
    office.pass_time("2024-03-06 16:59")
    assert office.notices(kind="unanswered") == []
    office.pass_time("2024-03-06 17:00")
    (reminded,) = office.notices(kind="unanswered")
    assert (reminded.addressee, reminded.subject) == (CHAIR, Q1 + "#extension")
    assert "Trả lời đề nghị gia hạn" in read(office, reminded)
    office.pass_time("2024-03-12 00:00")
    assert office.row(Q1).announced_at == vn("2024-03-12 00:00")


@pytest.mark.parametrize(
    ("by", "trigger", "content", "message"),
    [
        ("tu_phap", "grant_extension", {"deadline": "2024-03-15", "reason": "x"}, "Chỉ người có thẩm quyền"),
        (CHAIR, "grant_extension", {"deadline": "2024-03-11", "reason": "x"}, "Thời hạn mới 11/03/2024 phải sau"),
        (CHAIR, "grant_extension", {"deadline": "2024-03-23", "reason": "x"}, "Không cho hạn xa hơn ngày đã xin"),
        (CHAIR, "grant_extension", {"deadline": "2024-03-15"}, "Để cho gia hạn cần có: lý do (reason)."),
        (CHAIR, "refuse_extension", {}, "Để không cho gia hạn cần có: lý do (reason)."),
        ("tu_phap", "request_extension", {"deadline": "2024-03-22", "reason": "x"}, "Chỉ đề nghị gia hạn được một lần"),
    ],
)
def test_a_wrong_answer_about_more_time_is_refused(
    lite_office_at: OfficeAt, by: str, trigger: str, content: dict[str, str], message: str
) -> None:
    """Only the authority answers, with a reason, after the present day and no later than what was asked; asked once."""
    office = lite_office_at("2024-03-04 08:00")
    office.yes("2024-03-04 09:00", "tu_phap", "request_extension", Q1, deadline="2024-03-22", reason="thiếu người")
    assert office.act("2024-03-05 09:00", by, trigger, Q1, **content).refused.startswith(message)
    assert office.row(Q1).cut_off_at == vn("2024-03-12 00:00")


def test_answers_about_more_time_are_proven_and_may_name_the_request(lite_office_at: OfficeAt) -> None:
    """Granting needs proof; the answer may be given on the key of the request, which is the work's."""
    office = lite_office_at("2024-03-04 08:00")
    office.yes("2024-03-04 09:00", "tu_phap", "request_extension", Q1, deadline="2024-03-22", reason="thiếu người")
    said = {"deadline": "2024-03-15", "reason": "đủ"}
    assert office.act("2024-03-05 09:00", CHAIR, "grant_extension", Q1, proofs=True, **said).unproven
    office.yes("2024-03-05 10:00", CHAIR, "refuse_extension", Q1 + "#extension", reason="đủ người")
    assert office.row(Q1).extension == "refused"


def test_work_that_is_closed_needs_no_answer(lite_office_at: OfficeAt) -> None:
    """What was asked about work that is revoked falls with it, and nobody is reminded any more."""
    office = lite_office_at("2024-03-04 08:00")
    office.yes("2024-03-04 09:00", "tu_phap", "request_extension", Q1, deadline="2024-03-22", reason="thiếu người")
    office.yes("2024-03-04 10:00", "tu_phap", "propose_referral", Q1, **UPWARD)
    office.yes("2024-03-05 09:00", CHAIR, "revoke", Q1, reason="giao nhầm")
    assert (office.row(Q1 + "#extension").state, referral(office).state) == ("revoked", "void")
    office.pass_time("2024-04-05 00:00")
    assert office.notices(kind="unanswered") == []
    assert verify(office.register) == []


# ------------------------------------------------------------ beyond authority


@pytest.mark.parametrize("endorsed", ["2024-03-07 09:00", "2024-03-13 09:00"])
def test_the_clock_stops_as_of_the_filing(office_at: OfficeAt, endorsed: str) -> None:
    """Filed on the 6th with three days left: the answer gives three days, whenever the proposal was accepted."""
    office = office_at("2024-03-06 08:00")
    office.yes("2024-03-06 09:00", "tu_phap", "propose_referral", Q1, **UPWARD)
    office.yes(endorsed, CHAIR, "endorse_referral", Q1, reason="đúng là việc của sở")
    assert (office.row(Q1).state, office.row(Q1).announced_at) == ("referred", LONG_AGO)
    assert referral(office).state == "petitioned"
    with office.register.read(office.now) as uow:
        rows = figures(uow.session, office.charter, as_of=vn("2024-03-12 12:00"))
    (mine,) = [one for one in rows if one.group["unit"] == "tu_phap"]
    assert (mine.open_overdue, mine.open_in_time) == (0, mine.assigned - mine.no_deadline)
    office.yes("2024-03-25 09:00", CHAIR, "answer_referral", Q1, answer="sở đã sửa")
    row = office.row(Q1)
    # Thursday the 7th, Friday the 8th and Monday the 11th were left.
    assert (row.state, row.cut_off_at, row.deadline) == ("in_progress", vn("2024-03-29 00:00"), vn("2024-03-29 00:00"))
    assert (referral(office).state, referral(office).answer) == ("answered", "sở đã sửa")
    office.pass_time("2024-04-01 08:00")
    assert office.row(Q1).announced_at == vn("2024-03-29 00:00")
    assert verify(office.register) == []


def test_filed_late_the_lateness_before_it_stays(lite_office_at: OfficeAt) -> None:
    """Filed a day after the deadline: announced it stays, the letters stop, and the day of the answer is the last."""
    office = lite_office_at("2024-03-12 08:00")
    office.yes("2024-03-12 09:00", "tu_phap", "propose_referral", Q1, **UPWARD)
    office.yes("2024-03-14 09:00", CHAIR, "endorse_referral", Q1, reason="đúng là việc của sở")
    office.pass_time("2024-04-01 00:00")
    row = office.row(Q1)
    assert row.announced_at == vn("2024-03-12 00:00")
    assert office.rung(Q1 + "#rung-urging").state == "void"  # type: ignore[union-attr]
    office.yes("2024-04-01 09:00", CHAIR, "answer_referral", Q1, answer="sở không sửa")
    assert (office.row(Q1).deadline, office.row(Q1).cut_off_at) == (vn("2024-03-12 00:00"), vn("2024-04-02 00:00"))


def test_refused_it_never_stopped(lite_office_at: OfficeAt) -> None:
    """Refused after the deadline, the cut-off and its rungs are what they would have been without the proposal."""
    with_, without = (lite_office_at("2024-03-06 08:00") for _ in range(2))
    with_.yes("2024-03-06 09:00", "tu_phap", "propose_referral", Q1, **UPWARD)
    with_.yes("2024-03-13 09:00", CHAIR, "refuse_referral", Q1, reason="xã tự làm được")
    for office in (with_, without):
        office.pass_time("2024-04-15 00:00")
    mine = [line for line in with_.story(Q1) if "referral" not in line]
    assert mine == without.story(Q1)
    (answered,) = with_.notices(kind="answered")
    assert (answered.addressee, answered.subject) == ("tu_phap", REFERRAL)
    assert referral(with_).state == "refused"


def test_the_unit_never_petitions(lite_office_at: OfficeAt) -> None:
    """Accepted without being sent yet: neither unit nor monitor sends it, the authority does, and only once."""
    office = lite_office_at("2024-03-06 08:00")
    assert "Chưa có đề xuất kiến nghị" in office.act("2024-03-06 08:30", "tu_phap", "petition", Q1).refused
    office.yes("2024-03-06 09:00", "tu_phap", "propose_referral", Q1, **UPWARD)
    early = office.act("2024-03-06 10:00", CHAIR, "petition", Q1).refused
    assert early.startswith("Không thể kiến nghị lên cấp trên khi kiến nghị cấp trên đang ở trạng thái «đã đề xuất»")
    office.yes("2024-03-07 09:00", CHAIR, "endorse_referral", Q1, reason="chờ họp", petition=False)
    for by in ("tu_phap", MONITOR):
        assert "không giữ vai trò đó" in office.act("2024-03-07 10:00", by, "petition", REFERRAL).refused
    assert office.act("2024-03-07 10:00", CHAIR, "petition", REFERRAL, proofs=True).unproven
    office.yes("2024-03-08 09:00", CHAIR, "petition", REFERRAL)
    assert (referral(office).state, referral(office).petitioned_at) == ("petitioned", vn("2024-03-08 09:00"))
    assert office.act("2024-03-08 10:00", CHAIR, "petition", Q1).refused.startswith("Không thể kiến nghị")


def test_whoever_is_silent_is_reminded_and_the_unit_is_not_charged(office_at: OfficeAt) -> None:
    """The authority after three working days, the body above every five: once each, whatever sweeps run again."""
    office = office_at("2024-03-04 08:00")
    office.yes("2024-03-04 09:00", "tu_phap", "propose_referral", Q1, **UPWARD)
    office.pass_time("2024-03-07 17:00")
    office.yes("2024-03-08 09:00", CHAIR, "endorse_referral", Q1, reason="đúng là việc của sở")
    office.pass_time("2024-03-22 08:00")
    assert office.sweep(vn("2024-03-22 08:00")).moved == {}
    lines = [one for one in office.register_lines() if one.subject == REFERRAL and one.trigger == "remind"]
    assert [(one.at, one.source) for one in lines] == [
        (vn("2024-03-07 17:00"), "proposed"), (vn("2024-03-15 08:00"), "petitioned"), (vn("2024-03-22 08:00"), "petitioned"),
    ]  # fmt: skip
    assert [one.addressee for one in office.notices(kind="unanswered")] == [CHAIR] * 3
    assert "Cấp trên chưa trả lời kiến nghị" in read(office, office.notices(kind="unanswered")[-1])
    assert [line for line in office.story(Q1) if "cut_off" in line] == []
    found, words = shown(office, Q1)
    assert found["time_status"] == "paused"
    assert "đã kiến nghị, chờ cấp trên trả lời" in words
    _, own = shown(office, REFERRAL)
    assert own.startswith("Kiến nghị Sở Nội vụ: phần mềm do sở quản lý")
    with office.register.read(office.now) as uow:
        assert any(
            "đồng hồ dừng" in one for one in why(uow.session, office.charter, REFERRAL, as_of=office.now)["date"]
        )


def test_a_body_above_that_has_a_post_here_is_reminded_itself(lite_office_at: OfficeAt) -> None:
    """Where the body above is known to the organisation the letter goes to its head, and a copy to the authority."""
    office = lite_office_at("2024-03-04 08:00")
    office.yes("2024-03-04 09:00", "tu_phap", "propose_referral", Q1, to="pho_chu_tich", matter="việc của cấp trên")
    office.yes("2024-03-04 10:00", CHAIR, "endorse_referral", Q1, reason="đúng")
    office.pass_time("2024-03-11 08:00")
    told_ = [(one.addressee, one.copy) for one in office.notices(kind="unanswered")]
    assert told_ == [("pho_chu_tich", 0), (CHAIR, 1)]


def test_endorsed_by_the_authority_s_own_motion(lite_office_at: OfficeAt) -> None:
    """Without a proposal the authority may still stop the clock, as of that instant; the referral is on record."""
    office = lite_office_at("2024-03-06 08:00")
    office.yes("2024-03-06 09:00", CHAIR, "endorse_referral", Q1, reason="việc của huyện")
    assert (referral(office).state, referral(office).filed_at) == ("petitioned", vn("2024-03-06 09:00"))
    office.yes("2024-03-18 09:00", CHAIR, "answer_referral", Q1, answer="huyện đã làm")
    assert office.row(Q1).cut_off_at == vn("2024-03-22 00:00")


def test_a_second_referral_has_a_key_of_its_own(lite_office_at: OfficeAt) -> None:
    """Refused, the head may propose again; one waits at a time."""
    office = lite_office_at("2024-03-04 08:00")
    office.yes("2024-03-04 09:00", "tu_phap", "propose_referral", Q1, **UPWARD)
    twice = office.act("2024-03-04 10:00", "tu_phap", "propose_referral", Q1, **UPWARD).refused
    assert twice == "Đã có một đề xuất kiến nghị đang chờ về việc này."
    office.yes("2024-03-05 09:00", CHAIR, "refuse_referral", REFERRAL, reason="xã tự làm được")
    office.yes("2024-03-05 10:00", "tu_phap", "propose_referral", Q1, **UPWARD)
    assert referral(office, REFERRAL + ".2").state == "proposed"


def test_a_referral_passes_to_the_successor(lite_register: Register) -> None:
    """Whoever takes over the head's post is the one who proposed from then on."""
    office = opened(lite_register, changed(tu_phap=ended(date(2024, 4, 1), "tai_chinh")))
    office.yes("2024-03-04 09:00", "tu_phap", "propose_referral", Q1, **UPWARD)
    office.yes("2024-03-05 09:00", CHAIR, "endorse_referral", Q1, reason="đúng là việc của sở")
    office.pass_time("2024-04-01 00:00")
    assert (referral(office).head, referral(office).authority) == ("tai_chinh", CHAIR)


def test_people_read_what_happened(lite_office_at: OfficeAt) -> None:
    """The page of what happened tells findings, answers and the way up in words, with no code left in them."""
    office = lite_office_at("2024-03-11 08:00")
    office.yes("2024-03-11 09:00", "tu_phap", "request_extension", Q1, deadline="2024-03-22", reason="thiếu người")
    office.yes("2024-03-11 10:00", "tu_phap", "propose_referral", Q1, **UPWARD)
    office.yes("2024-03-12 08:30", "tu_phap", "explain", Q1 + "#explanation", reason="mất điện")
    office.yes("2024-03-12 09:00", CHAIR, "evaluate", Q1 + "#explanation", result="failed")
    office.yes("2024-03-12 10:00", CHAIR, "find_fault", Q1, fault="subjective", basis="không phân công ai")
    office.yes("2024-03-13 09:00", CHAIR, "refuse_referral", Q1, reason="xã tự làm được")
    office.pass_time("2024-03-13 17:00")
    told_ = [one.what for one in happenings(office.register, office.charter, recorded_at=office.now)]
    chair = "Chủ tịch Ủy ban nhân dân xã"
    for words in (
        f"{chair}: đánh giá: không chấp nhận",
        f"{chair}: kết luận nguyên nhân chậm: lỗi chủ quan",
        f"{chair}: không chấp thuận kiến nghị (Sở Nội vụ)",
        "Phải trả lời đề nghị gia hạn",
        "Quá hạn, chưa trả lời đề nghị gia hạn",
    ):
        assert words in told_, told_
