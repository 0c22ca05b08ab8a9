"""One row, one act: what moves it, who may, when, and what the machine leaves alone."""

import gc
import weakref
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from state_machines.assignment import ASSIGNMENT
from state_machines.errors import Refused
from state_machines.law import ENGINE, SYSTEM, Law, Rule
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
    SECOND,
    a_receipt,
    an_assignment,
    an_escalation,
)


def _may(row: Any, by: str, as_of: datetime) -> set[str]:
    """Return what somebody may do to an assignment."""
    return {rule.trigger for rule in ASSIGNMENTS.allowed(row, as_of=as_of, by=by)}


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
        (
            ASSIGNMENTS,
            an_assignment(answered_by="occur", head="", officer="", monitor="", authority="", route_point=""),
        ),
        (RECEIPTS, a_receipt("sent", head="")),
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
    for machine in MACHINES:
        for rule in machine.law.rules:
            engine = bool(rule.who.holds(MAKE[machine.law.name](machine.law.initial), SYSTEM))
            assert engine == (rule.who is ENGINE or rule.who.name == "server"), rule


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
    for moment, shift in (("before", -SECOND), ("equal", timedelta(0)), ("after", SECOND)):
        row = MAKE[machine.law.name](state, **{column: NOON})
        fired = [r.trigger for r in machine.allowed(row, as_of=NOON + shift, by=SYSTEM)]
        assert expected[moment] == (trigger in fired), moment


@pytest.mark.parametrize("late", ["window_closes_at", "next_due_at"])
@pytest.mark.parametrize(("shift", "judged"), [(-SECOND, False), (timedelta(0), True), (SECOND, True)])
def test_a_target_is_judged_once_its_time_is_over(late: str, shift: timedelta, judged: bool) -> None:
    """A target is judged at the last instant of its time and not a second before, and only when the sweep is due."""
    past = {"window_closes_at": PAST, "next_due_at": PAST} | {late: NOON}
    row = an_assignment(answered_by="record", kind="target", **past)
    assert judged == ("assess" in _may(row, SYSTEM, NOON + shift))
    row.kind = "standing"
    assert "assess" not in _may(row, SYSTEM, NOON + shift)


def test_a_target_is_never_reminded_of() -> None:
    """A reminder goes before a deadline; a target is looked at again when it is to be judged, which is no reminder."""
    for kind, reminded in (("target", False), ("count", True), ("periodic_report", True)):
        row = an_assignment(kind=kind, next_due_at=NOON, cut_off_at=NOON + SECOND)
        assert reminded == ("warn" in _may(row, SYSTEM, NOON))


@pytest.mark.parametrize("state", ["assigned", "in_progress"])
@pytest.mark.parametrize(
    ("quota", "recorded", "dest"),
    [
        (1, 0, "reported"),
        (2, 0, None),
        (2, 1, "reported"),
        (2, 2, "reported"),
        (7, 5, None),
        (7, 6, "reported"),
        (0, 0, None),
        (0, 9, None),
    ],
)
def test_the_occurrence_that_fills_the_quota_ends_the_count(
    state: str, quota: int, recorded: int, dest: str | None
) -> None:
    """Fewer than the quota leave a count open; the last one ends it; a standing duty or target never ends so."""
    row = an_assignment(state, answered_by="record", quota=quota, recorded=recorded)
    rule = ASSIGNMENTS.fire(row, "record", as_of=NOON, by="can_bo")
    assert (rule.dest, row.state) == (dest or state, dest or state)


def test_what_is_recorded_after_the_quota_is_kept() -> None:
    """More than the quota is recorded too, and moves nothing any more."""
    row = an_assignment("reported", answered_by="record", quota=2, recorded=2)
    assert ASSIGNMENTS.fire(row, "record", as_of=NOON, by="truong").dest == "reported"


def test_a_count_that_was_filled_is_evaluated_like_a_report() -> None:
    """Done means evaluated as passed, for a count as well; before it was filled there is nothing to evaluate."""
    for received, evaluated in ((NOON - SECOND, True), (NOON, True), (NOON + SECOND, False)):
        row = an_assignment("reported", answered_by="record", quota=2, recorded=2, received_at=received)
        assert evaluated == ("evaluate" in _may(row, "chu_tich", NOON))
    assert "evaluate" not in _may(an_assignment(answered_by="record", quota=2, recorded=1), "chu_tich", NOON)


@pytest.mark.parametrize("by", ["truong", "can_bo", "theo_doi", "chu_tich", "van_phong", "nguoi_la", SYSTEM])
def test_whoever_stands_by_may_say_that_it_happened(by: str) -> None:
    """Head, officer, monitor, authority and route point may tell of an event; nobody else, and no machine."""
    row = an_assignment(answered_by="occur", kind="on_event")
    assert ("occur" in _may(row, by, NOON)) == (by not in ("nguoi_la", SYSTEM))
    row.state = "reported"
    assert "occur" not in _may(row, by, NOON)


def test_what_waits_for_events_is_itself_never_done() -> None:
    """A duty on an event is neither reported, recorded nor acknowledged: each event brings its own assignment."""
    row = an_assignment(answered_by="occur", kind="on_event")
    assert _may(row, "truong", NOON) == {"occur"}


@pytest.mark.parametrize("state", list(ASSIGNMENT.states))
def test_whatever_is_not_closed_passes_to_the_successor(state: str) -> None:
    """A body that ends leaves nothing open behind: what still lives is handed over where it stands, by the system."""
    row = an_assignment(state)
    lives = state not in ("evaluated", "impossible", "revoked")
    assert ("hand_over" in _may(row, SYSTEM, NOON)) == lives
    if lives:
        assert ASSIGNMENTS.fire(row, "hand_over", as_of=NOON, by=SYSTEM).dest == state == row.state
    for by in ("truong", "can_bo", "chu_tich", "theo_doi"):
        assert "hand_over" not in _may(row, by, NOON)


def test_the_head_may_name_another_officer() -> None:
    """Work that has begun is given to another officer by the head alone, and stays where it is."""
    for state in ("in_progress", "returned"):
        row = an_assignment(state)
        rule = ASSIGNMENTS.fire(row, "reassign", as_of=NOON, by="truong")
        assert (rule.dest, rule.needs) == (state, ("officer",))
        assert "reassign" not in _may(row, "can_bo", NOON) | _may(row, "chu_tich", NOON)


@pytest.mark.parametrize(("sent", "read"), [(NOON - SECOND, True), (NOON, True), (NOON + SECOND, False)])
def test_a_directive_is_read_once_by_whom_it_was_sent_to(sent: datetime, read: bool) -> None:
    """Only the addressee says that it was read, not before it was sent, and once."""
    row = a_receipt("sent", sent_at=sent)
    assert [rule.trigger for rule in RECEIPTS.allowed(row, as_of=NOON, by="truong")] == ["read"] * read
    assert RECEIPTS.allowed(row, as_of=NOON, by="can_bo") == RECEIPTS.allowed(row, as_of=NOON, by=SYSTEM) == []
    if read:
        assert RECEIPTS.fire(row, "read", as_of=NOON, by="truong").dest == row.state == "read"
        assert RECEIPTS.allowed(row, as_of=FAR, by="truong") == []


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
    for machine in MACHINES:
        assert set(machine.law.triggers) == set(machine._machine.events)
        for state in machine.law.states:
            row = MAKE[machine.law.name](machine.law.initial)
            with pytest.raises(Refused, match="không phải là hành vi"):
                machine.fire(row, f"to_{state}", as_of=NOON, by=SYSTEM)


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
