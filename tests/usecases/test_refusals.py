"""Wrong acts: each is refused with a sentence that says why, and leaves no trace in the journal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from config.loader import load_policy, packaged_root
from tests.usecases.office import DIRECTIVE, Office, report, vn
from workflows import identity
from workflows.act import apply
from workflows.acts import Act
from workflows.charter import Charter
from workflows.register.columns import LONG_AGO

OfficeAt = Callable[..., Office]
Q1 = report("tu_phap")
ONE_OFF = f"{DIRECTIVE}/2.2.2/bien-phap/tu_phap"
DRAFTED = "2024-03-14 09:00"
UNPROVEN = (
    "Chưa chứng minh được người đánh giá là «Chủ tịch Ủy ban nhân dân xã»: việc này phải kèm chữ ký (proof) bằng khóa đã đăng ký của "
    "chức danh đó, hoặc mã xác nhận đang hiện trên ứng dụng của người ấy."
)


@pytest.mark.parametrize(
    ("by", "trigger", "on", "content", "message"),
    [
        ("tai_chinh", "report", Q1, {},
         "Chỉ người đứng đầu hoặc cán bộ được phân công mới được báo cáo; «Công chức Tài chính - Kế toán xã» không giữ vai trò đó."),
        ("chu_tich", "receive", Q1, {},
         "Chỉ đầu mối tiếp nhận mới được tiếp nhận báo cáo; «Chủ tịch Ủy ban nhân dân xã» không giữ vai trò đó."),
        ("tu_phap", "receive", Q1, {},
         "Chỉ đầu mối tiếp nhận mới được tiếp nhận báo cáo; «Công chức Tư pháp - Hộ tịch xã» không giữ vai trò đó."),
        ("chu_tich", "evaluate", Q1, {"result": "passed"},
         "Không thể đánh giá khi nhiệm vụ đang ở trạng thái «đã giao»; việc này chỉ làm được từ «đã báo cáo»."),
        ("chu_tich", "reopen", Q1, {"reason": "x"},
         "Không thể mở lại nhiệm vụ khi nhiệm vụ đang ở trạng thái «đã giao»; việc này chỉ làm được từ «đã đánh giá»."),
        ("tu_phap", "report", Q1 + "x", {},
         f"Không có nhiệm vụ hay lượt leo thang nào mang mã «{Q1}x»."),
        ("tu_phap", "approve", Q1, {}, "«approve» không phải là hành vi của nhiệm vụ."),
        ("van_phong_thong_ke", "cut_off", Q1, {},
         "Chỉ hệ thống mới được chốt hạn; «Công chức Văn phòng - Thống kê xã» không giữ vai trò đó."),
        ("tu_phap", "report", ONE_OFF, {},
         "Việc này phải được tiếp nhận và phân công cán bộ trước khi báo cáo, hoặc là việc không hoàn thành bằng báo cáo."),
        ("tu_phap", "acknowledge", ONE_OFF, {},
         "Để tiếp nhận và phân công cán bộ cần có: cán bộ được phân công (officer)."),
        ("tu_phap", "acknowledge", ONE_OFF, {"officer": "chu_tich"},
         "Người theo dõi hoặc người có thẩm quyền đánh giá không thể là cán bộ thực hiện chính việc đó."),
        ("tu_phap", "explain", Q1 + "#explanation", {}, "Để giải trình cần có: lý do (reason)."),
        ("tu_phap", "explain", Q1, {"reason": "x"}, "Đây không phải là nghĩa vụ giải trình."),
        ("chu_tich", "suspend", Q1, {}, "Để tạm dừng cần có: lý do (reason)."),
        ("van_phong_thong_ke", "suspend", Q1, {"reason": "x"},
         "Chỉ người có thẩm quyền mà người đứng đầu chịu trách nhiệm trước mới được tạm dừng; «Công chức Văn phòng - Thống kê xã» "
         "không giữ vai trò đó."),
        ("chu_tich", "suspend", Q1 + "#explanation", {"reason": "x"},
         "Việc phát sinh đi theo việc gốc; hãy làm điều này với việc gốc."),
        ("chu_tich", "revoke", Q1 + "#rung-urging#signature", {"reason": "x"},
         "Văn bản chờ ký hoặc chờ quyết định không thu hồi được; hãy ký, quyết định hoặc bỏ qua có lý do."),
        ("chu_tich", "sign", Q1 + "#rung-urging", {},
         "Chỉ người đang giữ văn bản để ký hoặc quyết định mới được ký văn bản; «Chủ tịch Ủy ban nhân dân xã» không giữ vai trò đó."),
        ("tu_phap", "sign", Q1 + "#rung-urging", {},
         "Chỉ người đang giữ văn bản để ký hoặc quyết định mới được ký văn bản; «Công chức Tư pháp - Hộ tịch xã» không giữ vai trò đó."),
        ("van_phong_thong_ke", "waive", Q1 + "#rung-urging", {}, "Để bỏ qua nấc này cần có: lý do (reason)."),
        ("van_phong_thong_ke", "decide", Q1 + "#rung-urging", {"answer": "approve", "reason": "x"},
         "Không thể quyết định về đề xuất khi lượt leo thang đang ở trạng thái «dự thảo chờ ký»; việc này chỉ làm được "
         "từ «đề xuất chờ quyết định»."),
        ("van_phong_thong_ke", "deliver", Q1 + "#rung-urging", {"evidence": "x"},
         "Không thể ghi nhận tống đạt khi lượt leo thang đang ở trạng thái «dự thảo chờ ký»; việc này chỉ làm được từ "
         "«đã ban hành»."),
        ("ong_a", "report", Q1, {}, "Không có chức danh «ong_a»; các chức danh hiện có: chu_tich, pho_chu_tich, "),
        ("", "receive", Q1, {}, "Không có chức danh «»; các chức danh hiện có: "),
        ("system", "cut_off", Q1, {}, "Không có chức danh «system»; các chức danh hiện có: "),
    ],
)  # fmt: skip
def test_a_wrong_act_is_refused_with_its_reason(
    lite_office_at: OfficeAt, by: str, trigger: str, on: str, content: dict[str, str], message: str
) -> None:
    """The wrong post, the wrong state, an unknown key, a missing reason: the answer says which, in Vietnamese."""
    office = lite_office_at(DRAFTED)
    before = office.register.journal_lines()
    outcome = office.told(vn("2024-03-14 09:00"), by, trigger, on, **content)
    assert outcome.refused.startswith(message)
    assert office.register.journal_lines() == before


def test_official_figures_before_the_window_closes(lite_office_at: OfficeAt) -> None:
    """On the 10th the window that closes on the 14th can only be estimated (BB-3.1e); on the 15th it can be counted."""
    office = lite_office_at(DRAFTED)
    figures = [{"name": "ho-so-truc-tuyen", "value": 162, "of": 376, "nature": "official"}]
    refused = office.act("2024-03-14 23:59", "tu_phap", "report", Q1, figures=figures).refused
    assert refused == (
        "Số liệu «ho-so-truc-tuyen» ghi là chính thức khi kỳ số liệu chưa khép (đến hết ngày 14/03/2024); hãy ghi là "
        "ước thực hiện (estimated)."
    )
    for nature in (None, "chính thức"):
        figures = [{"name": "ho-so-truc-tuyen", "value": 162, "nature": nature}]
        refused = office.act("2024-03-14 23:59", "tu_phap", "report", Q1, figures=figures).refused
        assert refused == "Số liệu «ho-so-truc-tuyen» phải ghi rõ là ước (estimated) hay chính thức (official)."
    refused = office.act("2024-03-14 23:59", "tu_phap", "report", Q1, figures={"a": 1}).refused
    assert refused == "Số liệu (figures) phải là danh sách, mỗi số có tên (name)."
    figures = [{"name": "ho-so-truc-tuyen", "value": 162, "of": 376, "nature": "official"}]
    office.yes("2024-03-15 00:00", "tu_phap", "report", Q1, figures=figures)


def test_nobody_evaluates_their_own_work(lite_office_at: OfficeAt) -> None:
    """Only whom the head answers to evaluates: not the head, not the officer, not the monitor who received it."""
    office = lite_office_at("2024-03-01 00:00")
    office.yes("2024-03-01 09:00", "van_phong_thong_ke", "receive", Q1)
    for by, label in (
        ("tu_phap", "Công chức Tư pháp - Hộ tịch xã"),
        ("van_phong_thong_ke", "Công chức Văn phòng - Thống kê xã"),
        ("pho_chu_tich", "Phó Chủ tịch Ủy ban nhân dân xã"),
    ):
        refused = office.told(vn("2024-03-04 09:00"), by, "evaluate", Q1, result="passed").refused
        assert refused == (
            "Chỉ người có thẩm quyền mà người đứng đầu chịu trách nhiệm trước mới được đánh giá; "
            f"«{label}» không giữ vai trò đó."
        )
    refused = office.told(vn("2024-03-04 09:00"), "chu_tich", "evaluate", Q1).refused
    assert refused == "Để đánh giá cần có: kết quả (result)."
    refused = office.told(vn("2024-03-04 09:00"), "chu_tich", "evaluate", Q1, result="tốt").refused
    assert refused == "Kết quả đánh giá phải là passed (đạt) hoặc failed (chưa đạt)."
    refused = office.told(vn("2024-03-04 09:00"), "van_phong_thong_ke", "return", Q1).refused
    assert refused == "Để trả lại báo cáo cần có: lý do (reason)."


def test_an_act_from_the_future(lite_office_at: OfficeAt) -> None:
    """What has not happened yet is not recorded."""
    office = lite_office_at("2024-03-01 00:00")
    raw = {"at": "2024-03-01T00:00:01+07:00", "by": "tu_phap", "act": "report", "on": Q1, "with": {}}
    act = Act(vn("2024-03-01 00:00:01"), "tu_phap", "report", Q1, {}, raw)
    (outcome,) = apply(office.register, office.charter, [act], recorded_at=vn("2024-03-01 00:00"))
    assert outcome.refused == "Việc này chưa xảy ra: 2024-03-01T00:00:01+07:00 là thời điểm sau hiện tại."


def test_a_decision_has_one_of_four_answers_a_reason_and_a_date_to_come(lite_office_at: OfficeAt) -> None:
    """An answer that is none, no reason, a new date that has passed or is no date: each is told."""
    office = lite_office_at(DRAFTED)
    office.yes("2024-03-14 09:00", "van_phong_thong_ke", "sign", Q1 + "#rung-urging")
    office.send()
    office.pass_time("2024-03-20 08:00")
    proposal = Q1 + "#rung-criticism#decision"

    def said(**content: str) -> str:
        return office.act("2024-03-20 09:00", "chu_tich", "decide", proposal, **content).refused

    four = "Câu trả lời phải là một trong: approve, refuse, ask_explanation, new_date."
    assert said(answer="yes", reason="x") == four
    assert said() == four
    assert said(answer="approve") == "Để quyết định về đề xuất cần có: lý do (reason)."
    assert said(answer="new_date", reason="x") == "Để quyết định về đề xuất cần có: thời hạn mới (deadline)."
    assert said(answer="new_date", reason="x", deadline="mai") == "Thời hạn mới phải là ngày dạng 2024-03-20."
    assert said(answer="new_date", reason="x", deadline="2024-03-19") == (
        "Thời hạn mới 19/03/2024 phải sau thời điểm quyết định."
    )
    assert office.act("2024-03-20 09:00", "tu_phap", "decide", proposal, answer="refuse", reason="x").refused == (
        "Chỉ người đang giữ văn bản để ký hoặc quyết định mới được quyết định về đề xuất; «Công chức Tư pháp - Hộ tịch xã» không giữ vai trò đó."
    )
    rung = office.rung(Q1 + "#rung-criticism")
    assert rung is not None
    assert (rung.state, rung.answer) == ("proposed", "")


def test_acts_that_judge_carry_a_proof(lite_office_at: OfficeAt, tmp_path: Path) -> None:
    """No proof, a forged one, another's, one of another act, one of a later key: refused; the real one, once."""
    office = lite_office_at("2024-03-01 00:00")
    keys = {}
    with office.register.write(vn("2024-03-01 00:00")) as uow:
        for post in ("chu_tich", "pho_chu_tich"):
            keys[post] = tmp_path / f"{post}.pem"
            public = identity.make_key(keys[post], "mật khẩu")
            identity.enroll(uow, "ba_bich", post, public, valid_from=LONG_AGO)
        uow.commit()
    office.yes("2024-03-04 09:00", "van_phong_thong_ke", "receive", Q1)
    office.pass_time("2024-03-05 09:00")

    def evaluate(signed_by: str | None, *, proof: str = "", **changed: object) -> str:
        raw: dict[str, object] = {
            "at": "2024-03-05T09:00:00+07:00", "by": "chu_tich", "act": "evaluate", "on": Q1,
            "with": {"result": "passed"},
        }  # fmt: skip
        if signed_by:
            raw["proof"] = identity.sign(raw, keys[signed_by], "mật khẩu")
        if proof:
            raw["proof"] = proof
        raw |= changed
        act = Act(vn("2024-03-05 09:00"), "chu_tich", "evaluate", str(raw["on"]), dict(raw["with"]), raw)  # type: ignore[call-overload]
        (outcome,) = apply(office.register, office.charter, [act], recorded_at=office.now)
        return outcome.refused

    assert evaluate(None) == UNPROVEN
    assert evaluate(None, proof="khong-phai-chu-ky") == UNPROVEN
    assert evaluate(None, proof="AAAA") == UNPROVEN
    assert evaluate("pho_chu_tich") == UNPROVEN
    assert evaluate("chu_tich", **{"with": {"result": "failed"}}) == UNPROVEN
    assert evaluate("chu_tich", at="2024-03-05T08:00:00+07:00") == UNPROVEN
    assert evaluate("chu_tich") == ""
    before = office.register.journal_lines()
    assert evaluate("chu_tich") == ""  # told twice: happened once
    assert office.register.journal_lines() == before
    office.yes("2024-03-06 09:00", "chu_tich", "reopen", Q1, reason="sai số liệu")
    assert evaluate("chu_tich") == ""
    assert office.row(Q1).state == "in_progress"


def test_a_proof_serves_no_other_subject(lite_office_at: OfficeAt, tmp_path: Path) -> None:
    """A signature under one unit's evaluation does not evaluate another's."""
    office = lite_office_at("2024-03-01 00:00")
    key = tmp_path / "chu_tich.pem"
    with office.register.write(office.now) as uow:
        identity.enroll(uow, "ba_bich", "chu_tich", identity.make_key(key, "mật khẩu"), valid_from=LONG_AGO)
        uow.commit()
    for performer in ("tu_phap", "tai_chinh"):
        office.yes("2024-03-04 09:00", "van_phong_thong_ke", "receive", report(performer))
    raw = {
        "at": "2024-03-05T09:00:00+07:00", "by": "chu_tich", "act": "evaluate", "on": Q1, "with": {"result": "passed"},
    }  # fmt: skip
    raw["proof"] = identity.sign(raw, key, "mật khẩu")
    raw["on"] = report("tai_chinh")
    act = Act(vn("2024-03-05 09:00"), "chu_tich", "evaluate", raw["on"], raw["with"], raw)
    (outcome,) = apply(office.register, office.charter, [act], recorded_at=vn("2024-03-05 09:00"))
    assert outcome.refused == UNPROVEN


def test_proofs_are_asked_for_unless_somebody_does_without(lite_office_at: OfficeAt) -> None:
    """An act that judges is refused by default where no key was ever enrolled; an act that does not judge is not."""
    office = lite_office_at(DRAFTED)
    acts = [
        Act(vn("2024-03-14 09:00"), "chu_tich", "suspend", Q1, {"reason": "x"}, {}),
        Act(vn("2024-03-14 09:00"), "van_phong_thong_ke", "receive", Q1, {}, {}),
    ]
    first, second = apply(office.register, office.charter, acts, recorded_at=office.now)
    assert first.refused.startswith("Chưa chứng minh được người tạm dừng là «Chủ tịch Ủy ban nhân dân xã»")
    assert second.refused == ""


def test_strict_stops_at_the_first_refusal(lite_office_at: OfficeAt) -> None:
    """A refusal stops nothing else, unless it is asked to."""
    office = lite_office_at(DRAFTED)
    acts = [
        Act(vn("2024-03-14 08:30"), "tai_chinh", "report", Q1),
        Act(vn("2024-03-14 08:40"), "tu_phap", "report", Q1),
    ]
    strict = apply(office.register, office.charter, acts, recorded_at=office.now, strict=True)
    assert [bool(one.refused) for one in strict] == [True]
    loose = apply(office.register, office.charter, acts, recorded_at=office.now)
    assert [bool(one.refused) for one in loose] == [True, False]


@pytest.mark.parametrize("trigger", ["report", "receive", "read"])
def test_a_post_of_another_place_acts_on_nothing_here(lite_office_at: OfficeAt, trigger: str) -> None:
    """Posts of two places may bear the same key: each acts on what is its own place's, as if the rest were not there."""
    office = lite_office_at()
    elsewhere = Charter(load_policy(packaged_root()), "cam_giang")
    on = f"{DIRECTIVE}#receipt-chu_tich" if trigger == "read" else Q1
    told = Act(vn("2024-03-08 09:00"), "chu_tich", trigger, on)
    before = office.register.journal_lines()

    (outcome,) = apply(office.register, elsewhere, [told], recorded_at=vn("2024-03-08 09:00"), proofs=False)

    assert outcome.refused
    assert "chu_tich" in outcome.refused or on in outcome.refused
    assert office.register.journal_lines() == before
