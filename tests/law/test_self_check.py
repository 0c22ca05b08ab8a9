"""A law with a hole in it is never built: each finding of the self-check, and that all are told at once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from state_machines.assignment import ASSIGNMENT
from state_machines.directive import DIRECTIVE
from state_machines.errors import LawError
from state_machines.escalation import ESCALATION
from state_machines.law import ENGINE, Law, Role, Rule, rules
from state_machines.receipt import RECEIPT

LAWS = (ASSIGNMENT, ESCALATION, DIRECTIVE, RECEIPT)


def always(row: Any, as_of: datetime) -> Any:
    """Hold for every row."""
    return row.state != ""


START = Rule("start", "new", "open", ENGINE, "GĐ-01")
FINISH = Rule("finish", "open", "done", ENGINE, "GĐ-02")


def a_law(*more: Rule, first: tuple[Rule, ...] = (START, FINISH), **parts: Any) -> Law:
    """Build a small law that is whole unless ``more`` or ``parts`` break it."""
    states: Mapping[str, str] = {"new": "mới", "open": "đang mở", "done": "xong"}
    triggers: Mapping[str, str] = {"start": "bắt đầu", "finish": "kết thúc"}
    made: dict[str, Any] = {
        "name": "small",
        "label": "việc nhỏ",
        "states": states,
        "initial": "new",
        "final": frozenset({"done"}),
        "triggers": triggers,
        "rules": (*first, *more),
    }
    return Law(**made | parts)


def test_a_whole_law_is_built() -> None:
    """A law without a hole is built, and its rules are numbered from 1 in their order."""
    law = a_law()
    assert [law.number(rule) for rule in law.rules] == [1, 2]
    assert law.of("finish") == (FINISH,)


@pytest.mark.parametrize(
    ("broken", "finding"),
    [
        ({"more": (replace(FINISH, dest="lost"),)}, "state 'lost' is not declared"),
        ({"more": (replace(START, source="lost"),)}, "state 'lost' is not declared"),
        ({"initial": "lost"}, "state 'lost' is not declared"),
        ({"final": frozenset({"done", "lost"})}, "state 'lost' is not declared"),
        ({"more": (replace(FINISH, trigger="jump"),)}, "trigger 'jump' is not declared"),
        ({"triggers": {"start": "a", "finish": "b", "idle": "c"}}, "trigger 'idle' has no rule"),
        ({"more": (replace(START, source="done"),)}, "'start' leaves the final state 'done'"),
        (
            {"more": (replace(START, dest="done"),)},
            "'start' from 'new' can never reach 'done': an unguarded rule stands before it",
        ),
        (
            {"more": (replace(START, dest="done", guard=always, otherwise="Chưa được."),)},
            "'start' from 'new' can never reach 'done': an unguarded rule stands before it",
        ),
        (
            {"states": {"new": "a", "open": "b", "done": "c", "island": "d"}},
            "state 'island' cannot be reached",
        ),
        ({"first": (START, replace(FINISH, cites=""))}, "'finish' from 'open' cites nothing"),
        (
            {"first": (START, replace(FINISH, guard=always))},
            "'finish' from 'open' refuses without a sentence",
        ),
    ],
)
def test_each_hole_is_named(broken: dict[str, Any], finding: str) -> None:
    """The law refuses to be built with a hole, and says which one."""
    more = broken.pop("more", ())
    with pytest.raises(LawError) as refused:
        a_law(*more, **broken)
    assert str(refused.value).startswith("small: ")
    assert finding in str(refused.value)


def test_all_holes_are_named_at_once() -> None:
    """Whoever wrote a broken law reads every finding in one go, not one per attempt."""
    with pytest.raises(LawError) as refused:
        a_law(replace(START, source="done", cites=""), replace(START, dest="lost"))
    said = str(refused.value)
    for finding in ("leaves the final state", "cites nothing", "'lost' is not declared", "can never reach"):
        assert finding in said


def test_guarded_rules_of_one_trigger_may_share_a_source() -> None:
    """Several guarded rules and one unguarded rule after them are an ordered choice, no ambiguity."""
    guarded = replace(FINISH, guard=always, otherwise="Chưa được.")
    law = a_law(first=(START, guarded, replace(guarded, dest="open"), FINISH))
    assert len(law.of("finish")) == 3


def test_a_rule_for_several_sources_keeps_each_where_it_is() -> None:
    """A rule without a destination leaves a trace and moves nothing."""
    made = rules("note", ("open", "done"), None, ENGINE, "GĐ-01")
    assert [(rule.source, rule.dest) for rule in made] == [("open", "open"), ("done", "done")]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
def test_people_read_vietnamese(law: Law) -> None:
    """Every state, trigger and role has words of its own, and every guard a sentence that ends as one."""
    for words in (law.states, law.triggers):
        assert len(set(words.values())) == len(words)
        assert all(word.strip() == word != "" for word in words.values())
    for rule in law.rules:
        assert rule.who.label
        assert rule.guard is None or (rule.otherwise.endswith(".") and rule.otherwise[0].isupper())


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
def test_every_rule_has_a_number_of_its_own(law: Law) -> None:
    """A rule's number names it alone: two rules alike in everything would share one."""
    assert list(range(1, len(law.rules) + 1)) == [law.number(rule) for rule in law.rules]


def test_a_role_is_named_once() -> None:
    """Two roles of the same name with different tests would make the matrix of who may do what lie."""
    roles: dict[str, Role] = {}
    for law in LAWS:
        for rule in law.rules:
            assert roles.setdefault(rule.who.name, rule.who) == rule.who
