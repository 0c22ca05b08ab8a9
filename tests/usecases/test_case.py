"""The written basis of a proposal: everything its authority needs, from the register alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from config.organization import Vacancy
from tests.usecases.changed import changed, opened
from tests.usecases.office import Office, policy, report, vn
from tests.usecases.test_two_lines import both_lines
from workflows.case import Case, NoSuchProposal, read_case
from workflows.case_people import Party
from workflows.charter import Charter
from workflows.register.tables import Assignment, Notice
from workflows.register.unit_of_work import Register

OfficeAt = Callable[..., Office]

Q1 = report("tu_phap")
PROPOSAL = Q1 + "#rung-criticism"
TU_PHAP = "Công chức Tư pháp - Hộ tịch xã"
CHU_TICH = "Chủ tịch Ủy ban nhân dân xã"


def case_of(office: Office, key: str = PROPOSAL, as_of: str = "") -> Case:
    """Read a case as it stands in the register of an office."""
    with office.register.read(office.now) as uow:
        return read_case(uow, office.charter, key, as_of=vn(as_of) if as_of else None)


def proposed(office: Office, until: str = "2024-03-20 08:00", key: str = Q1) -> Office:
    """Have the urging signed on the 14th, and let time pass until the criticism is proposed."""
    office.yes("2024-03-14 10:00", "van_phong_thong_ke", "sign", key + "#rung-urging")
    office.send()
    office.pass_time(until)
    return office


def test_who_what_and_until_when(office_at: OfficeAt) -> None:
    """The case says what is proposed about whom, who decides until when, and that it passes to nobody else."""
    case = case_of(proposed(office_at("2024-03-14 08:00")))
    assert (case.rung, case.rung_label, case.state, case.line) == ("criticism", "Phê bình", "proposed", "")
    assert case.addressee == Party("tu_phap", TU_PHAP)
    assert case.holder == Party("chu_tich", CHU_TICH)
    assert (case.raised_at, case.decide_by) == (vn("2024-03-20 08:00"), vn("2024-03-25 17:00"))
    assert (case.passes_to, case.passed, case.copies) == (None, (), ())
    assert (case.waits, case.overdue, case.sooner, case.redirected) == (True, False, "", "")
    assert case.policy == policy().version


def test_the_work_and_why_that_day(lite_office_at: OfficeAt) -> None:
    """Title, clause, result, the missed deadline, and one sentence why: whose word, and which rest day moved it."""
    work = case_of(proposed(lite_office_at("2024-03-14 08:00"))).work
    assert work.title == "Báo cáo định kỳ về công tác cải cách hành chính năm 2024 – Quý I năm 2024"
    assert (work.clause, work.result) == ("mục 3.1, tiểu mục 1.2", "Báo cáo theo đề cương, kèm phụ lục số liệu")
    assert (work.deadline, work.first_deadline, work.firm) == (vn("2024-03-12 00:00"), None, True)
    assert work.why.startswith("Ngày gốc 10/03/2024 do chính văn bản ấn định (mục 3.1, tiểu mục 1.2; ")
    assert work.why.endswith("); ngày ấy là ngày nghỉ (Chủ nhật) nên hạn lùi sang 11/03/2024.")


@pytest.mark.parametrize(
    ("as_of", "days"),
    [
        ("2024-03-11 23:59", 0),
        ("2024-03-12 00:00", 1),
        ("2024-03-15 23:59", 4),
        ("2024-03-17 12:00", 4),
        ("2024-03-20 09:00", 7),
        ("2099-01-01 00:00", None),
    ],
)
def test_working_days_late_at_an_instant(lite_office_at: OfficeAt, as_of: str, days: int | None) -> None:
    """Lateness is counted in working days at the instant asked; beyond the calendar it is unknown, not zero."""
    case = case_of(proposed(lite_office_at("2024-03-14 08:00")), as_of=as_of)
    assert (case.days_late, case.received_at) == (days, None)


def test_every_warning_with_its_arrival(office_at: OfficeAt) -> None:
    """Reminders before the deadline, the letter of the cut-off, reminder and urging with its copy, in order of time."""
    warnings = case_of(proposed(office_at("2024-03-14 08:00"))).warnings
    assert [(w.what, w.to, w.copy, w.queued_at) for w in warnings] == [
        ("Nhắc trước hạn, còn 5 ngày làm việc", TU_PHAP, False, vn("2024-03-04 08:00")),
        ("Nhắc trước hạn, còn 3 ngày làm việc", TU_PHAP, False, vn("2024-03-06 08:00")),
        ("Nhắc trước hạn, còn 1 ngày làm việc", TU_PHAP, False, vn("2024-03-08 08:00")),
        ("Báo đã quá hạn", TU_PHAP, False, vn("2024-03-12 00:00")),
        ("Nhắc nhở", TU_PHAP, False, vn("2024-03-12 08:00")),
        ("Đôn đốc", TU_PHAP, False, vn("2024-03-14 10:00")),
        ("Đôn đốc", "Phó Chủ tịch Ủy ban nhân dân xã", True, vn("2024-03-14 10:00")),
    ]
    assert {(w.delivered_at == w.queued_at, w.channel, w.evidence) for w in warnings} == {
        (True, "mô phỏng", "mô phỏng: đến ngay")
    }
    assert [w.signed_by for w in warnings if w.signed_by] == ["Công chức Văn phòng - Thống kê xã"] * 2


def test_a_warning_that_did_not_arrive(lite_office_at: OfficeAt) -> None:
    """What lies in the outbox or waits for paper has no arrival, and keeps the reason."""
    office = proposed(lite_office_at("2024-03-14 08:00"))
    (notice,) = office.notices(kind="warn", addressee="tu_phap", at=vn("2024-03-08 08:00"))
    with office.register.write(office.now) as uow:
        row = uow.session.get_one(Notice, notice.id)
        row.state, row.evidence = "to_serve", "hộp thư không tồn tại"
        uow.commit()
    late = next(w for w in case_of(office).warnings if w.queued_at == vn("2024-03-08 08:00"))
    assert (late.delivered_at, late.channel, late.to_serve, late.evidence) == (None, "", True, "hộp thư không tồn tại")


def test_silence_is_told_as_silence(lite_office_at: OfficeAt) -> None:
    """The explanation owed since the cut-off, with its time; nothing came, and from its hour on it is overdue."""
    (owed,) = case_of(proposed(lite_office_at("2024-03-14 08:00"))).explanations
    assert (owed.by, owed.by_authority) == (TU_PHAP, False)
    assert (owed.asked_at, owed.due_at) == (vn("2024-03-12 00:00"), vn("2024-03-14 17:00"))
    assert (owed.came_at, owed.text, owed.dropped) == (None, "", False)
    assert (owed.overdue(vn("2024-03-14 16:59")), owed.overdue(vn("2024-03-14 17:00"))) == (False, True)


def test_an_explanation_asked_for_and_given(office_at: OfficeAt) -> None:
    """The authority asked, the head answered, the proposal is back: question, answer and text stand in the case."""
    office = proposed(office_at("2024-03-14 08:00"))
    asked = {"answer": "ask_explanation", "reason": "chưa rõ nguyên nhân"}
    office.yes("2024-03-21 09:00", "chu_tich", "decide", PROPOSAL, **asked)
    waiting = case_of(office)
    assert (waiting.state, waiting.waits, waiting.decide_by) == ("explanation_asked", False, None)
    assert (waiting.due_at, waiting.consequences) == (vn("2024-03-26 17:00"), ())
    office.yes("2024-03-22 09:00", "tu_phap", "explain", PROPOSAL + "#explanation", reason="mất điện | <b>ba</b> ngày")
    office.pass_time("2024-03-22 09:00")
    case = case_of(office)
    assert [(e.by_authority, e.came_at) for e in case.explanations] == [(False, None), (True, vn("2024-03-22 09:00"))]
    assert case.explanations[1].text == "mất điện | <b>ba</b> ngày"
    assert [(a.at, a.by, a.answer, a.reason) for a in case.answers] == [
        (vn("2024-03-21 09:00"), CHU_TICH, "ask_explanation", "chưa rõ nguyên nhân")
    ]
    assert (case.waits, case.decide_by) == (True, vn("2024-03-27 17:00"))


def test_what_each_answer_leads_to(lite_office_at: OfficeAt) -> None:
    """Approve, refuse, ask, set a new date: each with the dates that the ladder gives, counted from the instant."""
    office = proposed(lite_office_at("2024-03-14 08:00"))
    follows = {one.answer: one.follows for one in case_of(office, as_of="2024-03-20 09:00").consequences}
    assert list(follows) == ["approve", "refuse", "ask_explanation", "new_date"]
    assert "sớm nhất 08 giờ 00 ngày 01/04/2024" in follows["approve"]
    assert "sớm nhất 08 giờ 00 ngày 01/04/2024" in follows["refuse"]
    assert "phải giải trình trước 17 giờ 00 ngày 25/03/2024" in follows["ask_explanation"]
    assert "bắt đầu lại từ nhắc nhở (1 ngày làm việc sau hạn mới)" in follows["new_date"]


def test_what_was_said_of_the_next_rung_comes_true(lite_office_at: OfficeAt) -> None:
    """Approved late, the next rung falls on the day that the case had said, and not on its own earlier day."""
    office = proposed(lite_office_at("2024-03-14 08:00"), until="2024-04-10 09:00")
    (approve, *_) = case_of(office).consequences
    office.yes("2024-04-10 09:00", "chu_tich", "decide", PROPOSAL, answer="approve", reason="quá chậm")
    office.send()
    coming = office.rung(Q1 + "#rung-accountability_review")
    assert coming is not None
    assert coming.due_at == vn("2024-04-15 08:00")
    assert "sớm nhất 08 giờ 00 ngày 15/04/2024 (nếu trả lời trong ngày 10/04/2024)" in approve.follows


def test_the_last_rung_leads_nowhere(lite_office_at: OfficeAt) -> None:
    """After the accountability review the ladder ends, and a decided proposal leads nowhere either."""
    office = proposed(lite_office_at("2024-03-14 08:00"))
    office.yes("2024-03-20 09:00", "chu_tich", "decide", PROPOSAL, answer="approve", reason="chậm")
    office.pass_time("2024-04-01 08:00")
    assert case_of(office).consequences == ()
    review = case_of(office, Q1 + "#rung-accountability_review")
    assert "đây là nấc cuối, không có nấc sau" in review.consequences[0].follows
    assert [w.what for w in review.warnings if not w.copy][-2:] == ["Đôn đốc", "Phê bình"]


def test_the_chain_says_what_named_each(lite_office_at: OfficeAt) -> None:
    """Head, deputy and authority, each with its provenance: what we inferred is not told as the document's word."""
    chain = case_of(proposed(lite_office_at("2024-03-14 08:00"))).chain
    assert [(one.role, one.label) for one in chain] == [
        ("Người đứng đầu", TU_PHAP),
        ("Cấp phó phụ trách", "Phó Chủ tịch Ủy ban nhân dân xã"),
        ("Người có thẩm quyền chỉ đạo", CHU_TICH),
    ]
    assert chain[0].why.startswith("hệ thống suy ra, không phải lời của văn bản")
    assert chain[2].why.startswith("văn bản nêu: mục 3.1, tiểu mục 1.2")


def test_earlier_breaches_of_the_same_year(lite_office_at: OfficeAt) -> None:
    """The first report came late and counts with its days; the register's first day is said, not taken for zero."""
    office = lite_office_at("2024-03-14 08:00")
    office.yes("2024-03-14 09:00", "tu_phap", "report", Q1)
    office.pass_time("2024-06-13 08:00")
    half = report("tu_phap", "2024-H1")
    office.yes("2024-06-13 09:00", "van_phong_thong_ke", "sign", half + "#rung-urging")
    office.pass_time("2024-06-19 08:00")
    case = case_of(office, half + "#rung-criticism")
    assert [(b.deadline, b.received_at, b.days_late, b.firm) for b in case.breaches] == [
        (vn("2024-03-12 00:00"), vn("2024-03-14 09:00"), 3, True)
    ]
    assert case.known_since == vn("2024-01-12 00:00")
    assert case.sooner == ""


def test_a_rung_brought_forward_says_why(lite_office_at: OfficeAt) -> None:
    """The second period missed in a row: the reason stands in the case, and the first stands among the breaches."""
    office = lite_office_at("2024-06-13 08:00")
    half = report("tu_phap", "2024-H1")
    office.yes("2024-06-13 09:00", "van_phong_thong_ke", "sign", half + "#rung-urging")
    office.pass_time("2024-06-17 08:00")
    case = case_of(office, half + "#rung-criticism")
    assert case.sooner == "kỳ thứ 2 liên tiếp không có báo cáo"
    assert [(b.received_at, b.days_late) for b in case.breaches] == [(None, None)]


def test_a_late_report_voids_it(office_at: OfficeAt) -> None:
    """Once the report is in, the proposal is void with its reason, and lateness stands still."""
    office = proposed(office_at("2024-03-14 08:00"))
    office.yes("2024-03-21 10:00", "tu_phap", "report", Q1)
    case = case_of(office, as_of="2024-04-30 00:00")
    assert (case.state, case.void_at, case.void_because) == ("void", vn("2024-03-21 10:00"), "đã nhận được báo cáo")
    assert (case.received_at, case.confirmed, case.days_late) == (vn("2024-03-21 10:00"), False, 8)
    assert (case.waits, case.decide_by, case.consequences) == (False, None, ())


def test_decided_by_whom_and_how(lite_office_at: OfficeAt) -> None:
    """A new date closes the proposal, and the case of the second cycle tells only the warnings of that cycle."""
    office = proposed(lite_office_at("2024-03-14 08:00"))
    told = {"answer": "new_date", "reason": "chờ số liệu của công an", "deadline": "2024-04-05"}
    office.yes("2024-03-20 09:00", "chu_tich", "decide", PROPOSAL, **told)
    closed = case_of(office)
    assert closed.state == "deferred"
    assert [(a.answer, a.new_date) for a in closed.answers] == [("new_date", date(2024, 4, 5))]
    office.pass_time("2024-04-10 08:00")
    office.yes("2024-04-10 09:00", "van_phong_thong_ke", "sign", Q1 + "#rung-urging.2")
    office.pass_time("2024-04-30 08:00")
    again = case_of(office, PROPOSAL + ".2")
    assert again.waits
    assert (again.work.deadline, again.work.first_deadline) == (vn("2024-04-06 00:00"), vn("2024-03-12 00:00"))
    assert "sau đó được ấn định lại đến hết ngày 05/04/2024" in again.work.why
    assert min(w.queued_at for w in again.warnings) > vn("2024-03-20 09:00")
    assert [e.due_at > vn("2024-04-06 00:00") for e in again.explanations] == [True]
    assert again.answers == ()


def test_a_silent_stand_in_is_passed_over(lite_register: Register) -> None:
    """The post of the authority is empty: its deputy holds the proposal, is silent, and it goes to the authority."""
    vacancy = Vacancy.model_validate(
        {"from": date(2024, 3, 1), "until": date(2024, 3, 22), "acting": "pho_chu_tich"}, strict=False
    )
    office = proposed(opened(lite_register, changed(chu_tich={"vacancies": (vacancy,)})), until="2024-03-20 08:00")
    before = case_of(office)
    assert before.holder.key == "pho_chu_tich"
    assert before.passes_to == Party("chu_tich", CHU_TICH)
    assert "khuyết từ 01/03/2024" in before.redirected
    office.pass_time("2024-03-25 17:00")
    after = case_of(office)
    assert (after.holder.key, after.passes_to) == ("chu_tich", None)
    assert [(p.at, p.silent, p.to) for p in after.passed] == [
        (vn("2024-03-25 17:00"), "Phó Chủ tịch Ủy ban nhân dân xã", CHU_TICH)
    ]
    assert after.decide_by == vn("2024-03-28 17:00")


def test_each_line_has_its_own_case(lite_register: Register) -> None:
    """On the Party line stand the Party head's warnings, explanation and chain, and none of the other line's."""
    late = report("cong_an")
    office = opened(lite_register, both_lines())
    office.pass_time("2024-03-14 08:00")
    for key in (late + "#rung-urging", late + "#rung-urging-party"):
        office.yes("2024-03-14 09:00", "van_phong_thong_ke", "sign", key)
    office.pass_time("2024-03-20 08:00")
    party, own = case_of(office, late + "#rung-criticism-party"), case_of(office, late + "#rung-criticism")
    assert (party.line, own.line) == ("Đảng", "Chính quyền")
    assert (party.addressee.key, party.holder.key) == ("bi_thu_chi_bo", "bi_thu_dang_uy")
    assert (own.addressee.key, own.holder.key) == ("truong_cong_an", "chu_tich")
    head = office.charter.label
    assert {w.to for w in party.warnings if not w.copy} == {head("bi_thu_chi_bo")}
    assert {w.to for w in own.warnings if not w.copy} == {head("truong_cong_an")}
    assert len([w for w in party.warnings if w.what.startswith("Nhắc trước hạn")]) == 3
    assert [e.by for e in party.explanations] == [head("bi_thu_chi_bo")]
    assert [e.by for e in own.explanations] == [head("truong_cong_an")]
    assert [one.label for one in party.chain] == [head("bi_thu_chi_bo"), head("bi_thu_dang_uy")]


def test_an_unconfirmed_date_leads_to_no_next_rung(lite_office_at: OfficeAt) -> None:
    """Where the deadline is ours and unconfirmed, no answer leads higher, and the case says so."""
    office = proposed(lite_office_at("2024-03-14 08:00"))
    with office.register.write(office.now) as uow:
        uow.session.query(Assignment).filter_by(key=Q1).one().firm = 0
        uow.commit()
    case = case_of(office)
    assert not case.work.firm
    assert "thời hạn chưa được người có thẩm quyền xác nhận" in case.consequences[0].follows


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("ba_bich/khong-co#rung-criticism", "không có đề xuất nào mang mã «ba_bich/khong-co#rung-criticism»"),
        (Q1, "không có đề xuất nào"),
        (Q1 + "#rung-urging", "là một lần đôn đốc, không phải đề xuất"),
    ],
)
def test_what_is_no_proposal_is_refused(lite_office_at: OfficeAt, key: str, said: str) -> None:
    """An unknown key, a work, a letter that is only signed: none is a proposal, and the message says so."""
    office = proposed(lite_office_at("2024-03-14 08:00"))
    with pytest.raises(NoSuchProposal) as found:
        case_of(office, key)
    assert said in str(found.value)
    assert isinstance(found.value, KeyError)


def test_the_key_of_the_decision_serves_as_well(lite_office_at: OfficeAt) -> None:
    """A letter names the decision rather than the rung: both lead to the same case."""
    office = proposed(lite_office_at("2024-03-14 08:00"))
    assert case_of(office, PROPOSAL + "#decision") == case_of(office)


def test_another_jurisdictions_proposal_is_unknown(lite_office_at: OfficeAt) -> None:
    """Whoever reads for one jurisdiction is shown no other's proposals."""
    office = proposed(lite_office_at("2024-03-14 08:00"))
    with office.register.read(office.now) as uow, pytest.raises(NoSuchProposal, match="không có đề xuất nào"):
        read_case(uow, Charter(policy(), "cam_giang"), PROPOSAL)


def test_reading_changes_nothing(lite_office_at: OfficeAt) -> None:
    """Reading a case leaves no trace in the register."""
    office = proposed(lite_office_at("2024-03-14 08:00"))
    before = len(office.register_lines())
    with office.register.read(office.now) as uow:
        read_case(uow, office.charter, PROPOSAL)
        assert not uow.session.new
        assert not uow.session.dirty
    assert len(office.register_lines()) == before
