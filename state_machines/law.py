"""A law: declared states and one ordered tuple of rules, checked when it is built.

A guard and a role are functions of a row, written with comparisons joined by ``&`` and ``|`` only. Given a loaded
row they answer with a bool; given the mapped class they become the condition of a statement. That is why no
column they read may be NULL: Python's ``None < x`` raises where SQL's is unknown.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from state_machines.errors import LawError

#: A loaded row, or the mapped class that stands for all rows.
Row = Any
#: ``(row, as_of)`` to a bool, or to a condition when the row is a mapped class.
Guard = Callable[[Row, datetime], Any]
#: ``(row, by)`` to a bool, or to a condition: whether the post ``by`` stands in this role to the row.
RoleTest = Callable[[Row, str], Any]

#: Who acts when nobody does: the sweep itself.
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Role:
    """Who may fire a rule: a name, what people call it, and the test on the row.

    Attributes:
        name: code name, such as ``authority``.
        label: Vietnamese words for it, as they stand in a refusal.
        holds: the test ``(row, by)``.
    """

    name: str
    label: str
    holds: RoleTest


def system_only(row: Row, by: str) -> Any:
    """Only the engine itself: machines remind, people judge."""
    return by == SYSTEM


ENGINE = Role("system", "hệ thống", system_only)


@dataclass(frozen=True, slots=True)
class Rule:
    """One lawful move.

    Attributes:
        trigger: the act or event that asks for the move.
        source: state before.
        dest: state after; equal to ``source`` where the move only leaves a trace.
        who: role that may fire it.
        cites: clause, decree or numbered default that the rule rests on.
        guard: further condition, or None.
        otherwise: Vietnamese sentence said when the guard does not hold.
        needs: names of what the act must carry.
        proof: whether whoever acts must prove to hold the post.
    """

    trigger: str
    source: str
    dest: str
    who: Role
    cites: str
    guard: Guard | None = None
    otherwise: str = ""
    needs: tuple[str, ...] = ()
    proof: bool = False


def rules(
    trigger: str, sources: Iterable[str], dest: str | None, who: Role, cites: str, **rest: Any
) -> tuple[Rule, ...]:
    """Return the same rule for several sources; ``dest`` None leaves each where it is."""
    return tuple(Rule(trigger, source, dest or source, who, cites, **rest) for source in sources)


@dataclass(frozen=True)
class Law:
    """A state machine as people agreed on it.

    Attributes:
        name: code name, such as ``assignment``.
        label: Vietnamese name of what moves.
        states: declared states with their Vietnamese labels, in order of life.
        initial: the state a row is born in.
        final: states that nothing leaves.
        triggers: every trigger with its Vietnamese label.
        rules: the ordered rules; of one trigger and source the first that holds is taken.

    Raises:
        LawError: when the law contradicts itself; every finding is named.
    """

    name: str
    label: str
    states: Mapping[str, str]
    initial: str
    final: frozenset[str]
    triggers: Mapping[str, str]
    rules: tuple[Rule, ...]
    _by_trigger: dict[str, tuple[Rule, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse a law with a hole in it."""
        for rule in self.rules:
            self._by_trigger[rule.trigger] = (*self._by_trigger.get(rule.trigger, ()), rule)
        findings = [*self._undeclared(), *self._leaving_final(), *self._ambiguous(), *self._unexplained()]
        findings += self._unreachable()
        if findings:
            raise LawError(f"{self.name}: " + "; ".join(findings))

    def of(self, trigger: str) -> tuple[Rule, ...]:
        """Return the rules of one trigger, in order."""
        return self._by_trigger.get(trigger, ())

    def number(self, rule: Rule) -> int:
        """Return the rule's position in the law, from 1; it identifies the move in the register."""
        return self.rules.index(rule) + 1

    def _undeclared(self) -> Iterable[str]:
        for state in {self.initial, *self.final, *(s for r in self.rules for s in (r.source, r.dest))}:
            if state not in self.states:
                yield f"state {state!r} is not declared"
        for rule in self.rules:
            if rule.trigger not in self.triggers:
                yield f"trigger {rule.trigger!r} is not declared"
        for trigger in self.triggers:
            if not self.of(trigger):
                yield f"trigger {trigger!r} has no rule"

    def _leaving_final(self) -> Iterable[str]:
        for rule in self.rules:
            if rule.source in self.final:
                yield f"{rule.trigger!r} leaves the final state {rule.source!r}"

    def _ambiguous(self) -> Iterable[str]:
        unguarded: dict[tuple[str, str], Rule] = {}
        for rule in self.rules:
            key = (rule.trigger, rule.source)
            if key in unguarded:
                yield (
                    f"{rule.trigger!r} from {rule.source!r} can never reach {rule.dest!r}: "
                    f"an unguarded rule stands before it"
                )
            if rule.guard is None:
                unguarded[key] = rule

    def _unexplained(self) -> Iterable[str]:
        for rule in self.rules:
            if not rule.cites:
                yield f"{rule.trigger!r} from {rule.source!r} cites nothing"
            if rule.guard is not None and not rule.otherwise:
                yield f"{rule.trigger!r} from {rule.source!r} refuses without a sentence"

    def _unreachable(self) -> Iterable[str]:
        seen, waiting = {self.initial}, deque([self.initial])
        while waiting:
            state = waiting.popleft()
            for rule in self.rules:
                if rule.source == state and rule.dest not in seen:
                    seen.add(rule.dest)
                    waiting.append(rule.dest)
        for state in self.states:
            if state not in seen:
                yield f"state {state!r} cannot be reached"
