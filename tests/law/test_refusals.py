"""A refusal is an answer: every one of them, read as the sentence that somebody will read."""

from typing import Any

import pytest

from state_machines.errors import Refused
from state_machines.law import SYSTEM
from state_machines.machine import Machine
from tests.law.rows import (
    ASSIGNMENTS,
    DIRECTIVES,
    ESCALATIONS,
    FAR,
    MACHINES,
    MAKE,
    NOON,
    PAST,
    RECEIPTS,
    a_directive,
    a_receipt,
    an_assignment,
    an_escalation,
)


def refusal(machine: Machine, row: Any, trigger: str, by: str) -> str:
    """Fire what must be refused; return the sentence, once sure that the row was left alone."""
    before = vars(row).copy()
    with pytest.raises(Refused) as refused:
        machine.fire(row, trigger, as_of=NOON, by=by)
    assert vars(row) == before
    assert (machine.law.name, trigger, row.state) == (
        refused.value.machine,
        refused.value.trigger,
        refused.value.state,
    )
    assert str(refused.value) == refused.value.reason
    return refused.value.reason


def test_the_wrong_state_is_told_with_the_right_ones() -> None:
    """An act at the wrong stage is refused with the stage it is at and those it is lawful from."""
    assert (
        refusal(ASSIGNMENTS, an_assignment(), "evaluate", "chu_tich")
        == "Không thể đánh giá khi nhiệm vụ đang ở trạng thái «đã giao»; việc này chỉ làm được từ «đã báo cáo»."
    )
    assert (
        refusal(ASSIGNMENTS, an_assignment("revoked"), "suspend", "chu_tich")
        == "Không thể tạm dừng khi nhiệm vụ đang ở trạng thái «đã thu hồi»; việc này chỉ làm được từ "
        "«đã giao», «đang thực hiện», «bị trả lại»."
    )


def test_the_wrong_role_is_told_who_may() -> None:
    """An act by somebody else is refused with the role that may do it and the post that may not."""
    assert (
        refusal(ASSIGNMENTS, an_assignment(), "report", "nguoi_la")
        == "Chỉ người đứng đầu hoặc cán bộ được phân công mới được báo cáo; «nguoi_la» không giữ vai trò đó."
    )
    assert (
        refusal(ASSIGNMENTS, an_assignment("in_progress"), "reassign", "can_bo")
        == "Chỉ người đứng đầu mới được giao lại cho cán bộ khác; «can_bo» không giữ vai trò đó."
    )
    assert (
        refusal(ASSIGNMENTS, an_assignment(answered_by="occur"), "occur", "nguoi_la")
        == "Chỉ người thực hiện, người theo dõi, đầu mối hoặc người có thẩm quyền mới được ghi nhận sự kiện phát sinh "
        "nhiệm vụ; «nguoi_la» không giữ vai trò đó."
    )
    assert (
        refusal(RECEIPTS, a_receipt("sent"), "read", "van_phong")
        == "Chỉ nơi nhận mới được xác nhận đã đọc; «van_phong» không giữ vai trò đó."
    )
    assert (
        refusal(ESCALATIONS, an_escalation("drafted"), "sign", "truong")
        == "Chỉ người đang giữ văn bản để ký hoặc quyết định mới được ký văn bản; «truong» không giữ vai trò đó."
    )


def test_what_is_no_longer_open_is_told() -> None:
    """What came too late for its stage is refused with the stages at which it is lawful."""
    assert (
        refusal(RECEIPTS, a_receipt("read"), "read", "truong")
        == "Không thể xác nhận đã đọc khi văn bản đã gửi đang ở trạng thái «đã đọc»; việc này chỉ làm được từ «đã gửi»."
    )
    assert (
        refusal(ASSIGNMENTS, an_assignment("evaluated"), "hand_over", SYSTEM)
        == "Không thể chuyển cho nơi kế thừa khi nhiệm vụ đang ở trạng thái «đã đánh giá»; việc này chỉ làm được từ "
        "«chưa mở», «đã giao», «đang thực hiện», «bị trả lại», «đã báo cáo», «đã kiến nghị cấp trên», «tạm dừng»."
    )
    assert (
        refusal(ASSIGNMENTS, an_assignment("reported", kind="target", answered_by="record"), "assess", SYSTEM)
        == "Không thể đánh giá chỉ tiêu khi nhiệm vụ đang ở trạng thái «đã báo cáo»; việc này chỉ làm được từ "
        "«đã giao», «đang thực hiện»."
    )
    assert (
        refusal(ASSIGNMENTS, an_assignment(), "reassign", "truong")
        == "Không thể giao lại cho cán bộ khác khi nhiệm vụ đang ở trạng thái «đã giao»; việc này chỉ làm được từ "
        "«đang thực hiện», «bị trả lại»."
    )


def test_an_unknown_act_is_told() -> None:
    """A word that is no act of the law is refused as such, also when it names one of another law."""
    assert (
        refusal(ASSIGNMENTS, an_assignment(), "lam_phep", "truong") == "«lam_phep» không phải là hành vi của nhiệm vụ."
    )
    assert refusal(ASSIGNMENTS, an_assignment(), "deliver", "truong") == "«deliver» không phải là hành vi của nhiệm vụ."


ANSWERED = "Nghĩa vụ giải trình, văn bản chờ ký hoặc chờ quyết định thì trả lời thẳng, không qua tiếp nhận."
DERIVED = "Việc phát sinh đi theo việc gốc; hãy làm điều này với việc gốc."
#: What is said of a letter to sign or a proposal to decide that somebody wants to revoke.
PAPER = "Văn bản chờ ký hoặc chờ quyết định không thu hồi được; hãy ký, quyết định hoặc bỏ qua có lý do."
#: What is said when something is to be recorded for what is shown by a report.
NOT_RECORDED = "Chỉ ghi nhận đối với định mức, nhiệm vụ thường xuyên hoặc chỉ tiêu."

GUARDED = [
    (ASSIGNMENTS, an_assignment("draft", opens_at=FAR), "open", SYSTEM, "Chưa đến ngày mở nhiệm vụ."),
    (ASSIGNMENTS, an_assignment(), "warn", SYSTEM, "Chưa đến ngày nhắc, hoặc đã hết hạn."),
    (ASSIGNMENTS, an_assignment(), "cut_off", SYSTEM, "Chưa hết hạn, hoặc đã nhận được, hoặc đã chốt."),
    (
        ASSIGNMENTS,
        an_assignment(),
        "pass_on",
        SYSTEM,
        "Chưa hết thời gian xử lý, hoặc không còn cấp nào để chuyển lên.",
    ),
    (
        ASSIGNMENTS,
        an_assignment(acknowledge_first=1),
        "report",
        "can_bo",
        "Việc này phải được tiếp nhận và phân công cán bộ trước khi báo cáo, hoặc là việc không hoàn thành bằng "
        "báo cáo.",
    ),
    (
        ASSIGNMENTS,
        an_assignment("in_progress", answered_by="record"),
        "report",
        "truong",
        "Việc này không hoàn thành bằng báo cáo; hãy dùng đúng hành vi dành cho nó.",
    ),
    (
        ASSIGNMENTS,
        an_assignment("reported", received_at=NOON, receipt=1),
        "receive",
        "van_phong",
        "Đây không phải là báo cáo, hoặc báo cáo đã được tiếp nhận; bản nhận đầu tiên là căn cứ tính hạn.",
    ),
    (
        ASSIGNMENTS,
        an_assignment("reported"),
        "evaluate",
        "chu_tich",
        "Chỉ đánh giá được báo cáo đã nhận.",
    ),
    (ASSIGNMENTS, an_assignment(), "explain", "truong", "Đây không phải là nghĩa vụ giải trình."),
    (ASSIGNMENTS, an_assignment(), "sign", "truong", "Đây không phải là văn bản chờ ký."),
    (ASSIGNMENTS, an_assignment(), "decide", "truong", "Đây không phải là đề xuất chờ quyết định."),
    (
        ASSIGNMENTS,
        an_assignment(),
        "record",
        "truong",
        NOT_RECORDED,
    ),
    (ASSIGNMENTS, an_assignment("reported"), "record", "truong", NOT_RECORDED),
    (
        ASSIGNMENTS,
        an_assignment(answered_by="record", kind="target", next_due_at=PAST),
        "assess",
        SYSTEM,
        "Chưa đến ngày đánh giá chỉ tiêu.",
    ),
    (
        ASSIGNMENTS,
        an_assignment(answered_by="record", kind="standing"),
        "occur",
        "truong",
        "Nhiệm vụ này không phát sinh theo sự kiện.",
    ),
    (
        ASSIGNMENTS,
        an_assignment("suspended"),
        "resume",
        "chu_tich",
        "Nhiệm vụ không ở trạng thái này khi tạm dừng.",
    ),
    (
        ASSIGNMENTS,
        an_assignment(),
        "void",
        SYSTEM,
        "Chỉ nghĩa vụ phát sinh mới mất đi theo căn cứ của nó.",
    ),
    (
        ASSIGNMENTS,
        an_assignment(answered_by="sign"),
        "acknowledge",
        "truong",
        ANSWERED,
    ),
    (
        ASSIGNMENTS,
        an_assignment("reported", answered_by="explain"),
        "return",
        "theo_doi",
        "Việc này không hoàn thành bằng báo cáo; hãy dùng đúng hành vi dành cho nó.",
    ),
    (
        ASSIGNMENTS,
        an_assignment(derived=1),
        "suspend",
        "chu_tich",
        DERIVED,
    ),
    (
        ASSIGNMENTS,
        an_assignment(derived=1),
        "endorse_referral",
        "chu_tich",
        DERIVED,
    ),
    (
        ASSIGNMENTS,
        an_assignment(derived=1),
        "declare_impossible",
        "chu_tich",
        DERIVED,
    ),
    (ASSIGNMENTS, an_assignment(answered_by="decide"), "revoke", "chu_tich", PAPER),
    (ESCALATIONS, an_escalation("scheduled"), "escalate", SYSTEM, "Chưa đến thời điểm của nấc này."),
    (
        ESCALATIONS,
        an_escalation("proposed", answer="có"),
        "decide",
        "chu_tich",
        "Câu trả lời phải là một trong: approve, refuse, ask_explanation, new_date.",
    ),
    (
        ESCALATIONS,
        an_escalation("explanation_asked"),
        "propose_again",
        SYSTEM,
        "Chưa hết thời gian giải trình.",
    ),
    (DIRECTIVES, a_directive("draft"), "publish", SYSTEM, "Văn bản chưa có hiệu lực."),
    (
        DIRECTIVES,
        a_directive("assigned"),
        "begin",
        SYSTEM,
        "Chưa có nhiệm vụ nào được tiếp nhận hay báo cáo.",
    ),
    (
        DIRECTIVES,
        a_directive("in_progress"),
        "conclude",
        SYSTEM,
        "Còn nhiệm vụ chưa báo cáo, hoặc chưa hết thời gian thực hiện.",
    ),
    (DIRECTIVES, a_directive("reported"), "close", SYSTEM, "Còn nhiệm vụ chưa được đánh giá."),
    (
        DIRECTIVES,
        a_directive("evaluated", unreported=0),
        "reopen",
        SYSTEM,
        "Mọi nhiệm vụ đều đã báo cáo.",
    ),
    (RECEIPTS, a_receipt("sent", sent_at=FAR), "read", "truong", "Văn bản chưa được gửi vào lúc ấy."),
]


@pytest.mark.parametrize(
    ("machine", "row", "trigger", "by", "sentence"),
    GUARDED,
    ids=[f"{machine.law.name}-{trigger}-{row.state}" for machine, row, trigger, _, _ in GUARDED],
)
def test_a_guard_that_does_not_hold_says_why(machine: Machine, row: Any, trigger: str, by: str, sentence: str) -> None:
    """Whoever may act but not yet, or not on this, reads the reason in one sentence, said once."""
    assert sentence == refusal(machine, row, trigger, by)


def test_every_guarded_trigger_has_its_refusal_read() -> None:
    """No guarded trigger of any law is left without a test that reads its refusal."""
    guarded = {(m.law.name, rule.trigger) for m in MACHINES for rule in m.law.rules if rule.guard is not None}
    assert guarded == {(machine.law.name, trigger) for machine, _, trigger, _, _ in GUARDED}


@pytest.mark.parametrize("machine", MACHINES, ids=lambda m: m.law.name)
def test_every_state_and_every_role_refuses_in_whole_sentences(machine: Machine) -> None:
    """From every state, what an outsider asks is refused in one Vietnamese sentence."""
    for state in machine.law.states:
        for trigger in machine.law.triggers:
            said = refusal(machine, MAKE[machine.law.name](state), trigger, "nguoi_la")
            assert said.endswith(".")
            assert machine.law.triggers[trigger] in said
            assert "None" not in said
            source = any(rule.source == state for rule in machine.law.of(trigger))
            assert said.startswith("Chỉ " if source else "Không thể ")
            assert source or f"«{machine.law.states[state]}»" in said


@pytest.mark.parametrize("answered_by", ["sign", "decide", "explain", "record", "occur"])
def test_whoever_reports_on_a_paper_that_is_no_report_is_not_sent_to_acknowledge_it(answered_by: str) -> None:
    """A refusal never names a way that is no way: a letter to sign is not acknowledged first."""
    said = refusal(ASSIGNMENTS, an_assignment(answered_by=answered_by), "report", "truong")
    assert "không hoàn thành bằng báo cáo" in said
