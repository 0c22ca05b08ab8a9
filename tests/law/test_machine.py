"""One row, one act: what moves it, who may, and the sentence a refusal says."""

import gc
import weakref
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from state_machines.assignment import ASSIGNMENT
from state_machines.directive import DIRECTIVE
from state_machines.errors import Refused
from state_machines.escalation import ESCALATION
from state_machines.law import ENGINE, SYSTEM, Law, Rule
from state_machines.machine import Machine

NOON = datetime(2024, 3, 12, 5, tzinfo=UTC)
SECOND = timedelta(seconds=1)
FAR = datetime(9999, 1, 1, tzinfo=UTC)
PAST = datetime(1970, 1, 1, tzinfo=UTC)

ASSIGNMENTS, ESCALATIONS, DIRECTIVES = Machine(ASSIGNMENT), Machine(ESCALATION), Machine(DIRECTIVE)


def an_assignment(state: str = "assigned", **columns: Any) -> SimpleNamespace:
    """Make a row of a report that the head owes the authority through a route point."""
    made = {
        "state": state,
        "head": "truong",
        "officer": "can_bo",
        "monitor": "theo_doi",
        "authority": "chu_tich",
        "route_point": "van_phong",
        "answered_by": "report",
        "acknowledge_first": 0,
        "derived": 0,
        "passes_to": "",
        "resumes_to": "",
        "opens_at": PAST,
        "next_due_at": FAR,
        "cut_off_at": FAR,
        "announced_at": PAST,
        "received_at": FAR,
    }
    return SimpleNamespace(**made | columns)


def an_escalation(state: str, **columns: Any) -> SimpleNamespace:
    """Make a row of a rung about the head that lies with the authority."""
    made = {
        "state": state,
        "mode": "automatic",
        "addressee": "truong",
        "holder": "chu_tich",
        "clerk": "van_thu",
        "due_at": FAR,
        "answer": "",
    }
    return SimpleNamespace(**made | columns)


def a_directive(state: str, **columns: Any) -> SimpleNamespace:
    """Make a row of a directive whose term still runs and whose assignments have not begun."""
    made = {"state": state, "effective_at": FAR, "term_ends_at": FAR}
    return SimpleNamespace(**made | {"begun": 0, "unreported": 1, "unevaluated": 1} | columns)


def refusal(machine: Machine, row: Any, trigger: str, by: str, as_of: datetime = NOON) -> str:
    """Fire what must be refused; return the sentence, once sure that the row was left alone."""
    before = vars(row).copy()
    with pytest.raises(Refused) as refused:
        machine.fire(row, trigger, as_of=as_of, by=by)
    assert vars(row) == before
    assert (machine.law.name, trigger, row.state) == (
        refused.value.machine,
        refused.value.trigger,
        refused.value.state,
    )
    assert str(refused.value) == refused.value.reason
    return refused.value.reason


def test_a_lawful_act_moves_the_row() -> None:
    """A row that the law lets move is moved, and the rule that moved it is told."""
    row = an_assignment()
    rule = ASSIGNMENTS.fire(row, "acknowledge", as_of=NOON, by="truong")
    assert row.state == "in_progress"
    assert (
        rule.trigger,
        rule.source,
        rule.dest,
        rule.needs,
    ) == ("acknowledge", "assigned", "in_progress", ("officer",))


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
        refusal(ESCALATIONS, an_escalation("drafted"), "sign", "truong")
        == "Chỉ người đang giữ văn bản để ký hoặc quyết định mới được ký văn bản; «truong» không giữ vai trò đó."
    )


def test_an_unknown_act_is_told() -> None:
    """A word that is no act of the law is refused as such, also when it names one of another law."""
    assert (
        refusal(ASSIGNMENTS, an_assignment(), "lam_phep", "truong") == "«lam_phep» không phải là hành vi của nhiệm vụ."
    )
    assert refusal(ASSIGNMENTS, an_assignment(), "deliver", "truong") == "«deliver» không phải là hành vi của nhiệm vụ."


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
        "Việc này phải được tiếp nhận và phân công cán bộ trước khi báo cáo.",
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
        an_assignment("reported", received_at=NOON),
        "receive",
        "van_phong",
        "Báo cáo đã được tiếp nhận trước đó; bản nhận đầu tiên là căn cứ tính hạn.",
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
        "Chỉ ghi nhận đối với nhiệm vụ thường xuyên hoặc chỉ tiêu.",
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
    machines = (ASSIGNMENTS, ESCALATIONS, DIRECTIVES)
    guarded = {(m.law.name, rule.trigger) for m in machines for rule in m.law.rules if rule.guard is not None}
    assert guarded == {(machine.law.name, trigger) for machine, _, trigger, _, _ in GUARDED}


@pytest.mark.parametrize("machine", [ASSIGNMENTS, ESCALATIONS, DIRECTIVES], ids=lambda m: m.law.name)
def test_every_state_and_every_role_refuses_in_whole_sentences(machine: Machine) -> None:
    """From every state, what an outsider asks is refused in one Vietnamese sentence."""
    make = {"assignment": an_assignment, "escalation": an_escalation, "directive": a_directive}
    for state in machine.law.states:
        for trigger in machine.law.triggers:
            said = refusal(machine, make[machine.law.name](state), trigger, "nguoi_la")
            assert said.endswith(".")
            assert machine.law.triggers[trigger] in said
            assert "None" not in said
            source = any(rule.source == state for rule in machine.law.of(trigger))
            assert said.startswith("Chỉ " if source else "Không thể ")
            assert source or f"«{machine.law.states[state]}»" in said


@pytest.mark.parametrize("answered_by", ["sign", "decide", "explain", "record"])
def test_whoever_reports_on_a_paper_that_is_no_report_is_not_sent_to_acknowledge_it(answered_by: str) -> None:
    """A refusal never names a way that is no way: a letter to sign is not acknowledged first."""
    said = refusal(ASSIGNMENTS, an_assignment(answered_by=answered_by), "report", "truong")
    assert "không hoàn thành bằng báo cáo" in said


@pytest.mark.parametrize("answered_by", ["sign", "decide", "explain"])
def test_a_paper_that_waits_for_its_holder_cannot_be_parked(answered_by: str) -> None:
    """Silence lets no case die: no act of its holder puts a paper where it can never go on."""
    row = an_assignment(answered_by=answered_by, passes_to="chu_tich", derived=1)
    reached, waiting = {"assigned"}, ["assigned"]
    while waiting:
        state = waiting.pop()
        for trigger in ASSIGNMENT.triggers:
            row.state = state
            for rule in ASSIGNMENTS.allowed(row, as_of=NOON, by="truong"):
                if rule.trigger == trigger and rule.dest not in reached:
                    reached.add(rule.dest)
                    waiting.append(rule.dest)
    assert {"assigned", "reported"} == reached


@pytest.mark.parametrize(
    ("machine", "row"),
    [
        (
            ASSIGNMENTS,
            an_assignment("reported", head="", officer="", monitor="", authority="", route_point=""),
        ),
        (ASSIGNMENTS, an_assignment("in_progress", monitor="", authority="", route_point="")),
        (ESCALATIONS, an_escalation("drafted", holder="")),
        (ESCALATIONS, an_escalation("issued", clerk="")),
    ],
)
def test_nobody_holds_a_role_that_is_empty(machine: Machine, row: Any) -> None:
    """An empty column says that there is no such post; whoever has no name does not hold it."""
    assert machine.allowed(row, as_of=NOON, by="") == []


@pytest.mark.parametrize("officer", ["chu_tich", ""])
@pytest.mark.parametrize("head", ["chu_tich", "truong"])
def test_nobody_judges_themselves(head: str, officer: str) -> None:
    """The authority judges any report but of their own work, as head or as officer (promise 6)."""
    row = an_assignment("reported", head=head, officer=officer, received_at=PAST)
    may = {rule.trigger for rule in ASSIGNMENTS.allowed(row, as_of=NOON, by="chu_tich")}
    judging = {"evaluate", "return", "revoke", "confirm_deadline"}
    assert (judging if "chu_tich" not in (head, officer) else set()) == may & judging


def test_only_the_system_fires_what_is_the_system_s() -> None:
    """No post opens, warns, cuts off, passes on, voids or escalates; the system signs and decides nothing."""
    for machine in (ASSIGNMENTS, ESCALATIONS, DIRECTIVES):
        for rule in machine.law.rules:
            engine = bool(rule.who.holds(an_assignment() if machine is ASSIGNMENTS else _any(machine), SYSTEM))
            assert engine == (rule.who is ENGINE or rule.who.name == "server"), rule


def _any(machine: Machine) -> Any:
    return an_escalation("scheduled") if machine is ESCALATIONS else a_directive("draft")


BOUNDARIES = [
    (ASSIGNMENTS, "open", "draft", "opens_at", {"before": False, "equal": True, "after": True}),
    (ASSIGNMENTS, "warn", "assigned", "next_due_at", {"before": False, "equal": True, "after": True}),
    (ASSIGNMENTS, "cut_off", "reported", "cut_off_at", {"before": False, "equal": True, "after": True}),
    (ESCALATIONS, "escalate", "scheduled", "due_at", {"before": False, "equal": True, "after": True}),
    (
        ESCALATIONS,
        "propose_again",
        "explanation_asked",
        "due_at",
        {"before": False, "equal": True, "after": True},
    ),
    (DIRECTIVES, "publish", "draft", "effective_at", {"before": False, "equal": True, "after": True}),
]


@pytest.mark.parametrize(
    ("machine", "trigger", "state", "column", "expected"),
    BOUNDARIES,
    ids=[f"{machine.law.name}-{trigger}" for machine, trigger, *_ in BOUNDARIES],
)
def test_what_falls_due_falls_due_at_its_instant(
    machine: Machine, trigger: str, state: str, column: str, expected: dict[str, bool]
) -> None:
    """One second before its instant nothing is due; at the instant and after it, it is."""
    make = {"assignment": an_assignment, "escalation": an_escalation, "directive": a_directive}
    for moment, shift in (("before", -SECOND), ("equal", timedelta(0)), ("after", SECOND)):
        row = make[machine.law.name](state, **{column: NOON})
        fired = [r.trigger for r in machine.allowed(row, as_of=NOON + shift, by=SYSTEM)]
        assert expected[moment] == (trigger in fired), moment


@pytest.mark.parametrize(
    ("received", "announced", "cut"),
    [
        (NOON - SECOND, PAST, False),
        (NOON, PAST, True),
        (FAR, PAST, True),
        (FAR, NOON - SECOND, True),
        (FAR, NOON, False),
        (FAR, NOON + SECOND, False),
    ],
)
def test_the_end_of_the_day_is_exclusive(received: datetime, announced: datetime, cut: bool) -> None:
    """What arrives one second before the cut-off is in time, at the cut-off it is late; it is told once."""
    row = an_assignment(cut_off_at=NOON, received_at=received, announced_at=announced)
    fired = [rule.trigger for rule in ASSIGNMENTS.allowed(row, as_of=NOON + 60 * SECOND, by=SYSTEM)]
    assert cut == ("cut_off" in fired)


def test_the_first_rule_that_holds_is_taken() -> None:
    """Of several rules that hold the first in the law's order moves the row; a later one is never asked."""
    asked: list[str] = []

    def noting(name: str, holds: bool) -> Any:
        def guard(_row: Any, _as_of: datetime) -> bool:
            asked.append(name)
            return holds

        return guard

    rules = tuple(
        Rule("go", "a", dest, ENGINE, "GĐ-01", noting(dest, holds), "Chưa được.")
        for dest, holds in (("b", False), ("c", True), ("d", True))
    )
    law = Law("choice", "lựa chọn", {s: s for s in "abcd"}, "a", frozenset("bcd"), {"go": "đi"}, rules)
    row = SimpleNamespace(state="a")
    assert rules[1] is Machine(law).fire(row, "go", as_of=NOON, by=SYSTEM)
    assert row.state == "c"
    assert asked == ["b", "c"]


def test_the_machine_opens_no_back_door() -> None:
    """The library's own ``to_<state>`` triggers do not exist: every trigger is one the law declares."""
    for machine in (ASSIGNMENTS, ESCALATIONS, DIRECTIVES):
        assert set(machine.law.triggers) == set(machine._machine.events)
        for state in machine.law.states:
            row = _any(machine) if machine is not ASSIGNMENTS else an_assignment()
            assert "không phải là hành vi" in refusal(machine, row, f"to_{state}", SYSTEM)


def test_the_machine_keeps_no_row() -> None:
    """A row that was moved is neither bound to the machine, nor changed but in its state, nor kept alive."""

    class Row(SimpleNamespace):
        """A row that can be watched."""

        __hash__ = object.__hash__

    row = Row(**vars(an_assignment()))
    before = vars(row).copy()
    ASSIGNMENTS.fire(row, "acknowledge", as_of=NOON, by="truong")
    assert before | {"state": "in_progress"} == vars(row)
    assert ASSIGNMENTS._machine.models == []
    watched = weakref.ref(row)
    del row
    gc.collect()
    assert watched() is None


def test_what_is_allowed_is_what_can_be_fired() -> None:
    """The list of what somebody may do now holds one rule per trigger: the one that firing would take."""
    row = an_assignment("suspended", resumes_to="returned")
    found = ASSIGNMENTS.allowed(row, as_of=NOON, by="chu_tich")
    assert [(rule.trigger, rule.dest) for rule in found] == [("resume", "returned"), ("revoke", "revoked")]
    assert found[0] is ASSIGNMENTS.fire(row, "resume", as_of=NOON, by="chu_tich")
