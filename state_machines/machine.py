"""The first reading of a law: `transitions` moves one loaded row.

The machine is shared and never bound to rows (binding is quadratic and keeps every row alive).
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from transitions import EventData, MachineError
from transitions import Machine as Transitions

from state_machines.errors import Refused
from state_machines.law import Law, Rule


@dataclass(frozen=True, slots=True)
class _Firing:
    """What travels through `transitions` with one event."""

    as_of: datetime
    by: str
    fired: list[Rule]


def _holds(rule: Rule, event: EventData) -> bool:
    firing: _Firing = event.kwargs["firing"]
    return bool(rule.who.holds(event.model, firing.by)) and (
        rule.guard is None or bool(rule.guard(event.model, firing.as_of))
    )


def _note(rule: Rule, event: EventData) -> None:
    event.kwargs["firing"].fired.append(rule)


class Machine:
    """One law, ready to move single rows that have a ``state`` attribute."""

    def __init__(self, law: Law) -> None:
        """Hand the law's rules to `transitions`, in their order."""
        self.law = law
        self._machine = Transitions(
            model=None, states=list(law.states), initial=law.initial, auto_transitions=False, send_event=True
        )
        for rule in law.rules:
            self._machine.add_transition(
                rule.trigger,
                rule.source,
                rule.dest,
                conditions=partial(_holds, rule),
                before=partial(_note, rule),
            )

    def fire(self, row: Any, trigger: str, *, as_of: datetime, by: str) -> Rule:
        """Move ``row`` along the first rule of ``trigger`` that holds.

        Args:
            row: a loaded row; its ``state`` is changed in place.
            trigger: the act asked for.
            as_of: the instant at which the law is asked (aware).
            by: the post that acts, or ``system``.

        Returns:
            The rule that was applied.

        Raises:
            Refused: with the reason; the row is then unchanged.
        """
        firing = _Firing(as_of, by, [])
        if trigger not in self.law.triggers:
            raise self._refusal(row, trigger, f"«{trigger}» không phải là hành vi của {self.law.label}.")
        try:
            moved = self._machine.events[trigger].trigger(row, firing=firing)
        except MachineError:
            moved = False
        if not moved:
            raise self._refusal(row, trigger, self._why_not(row, trigger, as_of, by))
        return firing.fired[-1]

    def allowed(self, row: Any, *, as_of: datetime, by: str) -> list[Rule]:
        """Return the rules that ``by`` could fire on ``row`` now, the first of each trigger."""
        found: dict[str, Rule] = {}
        for rule in self.law.rules:
            if rule.source != row.state or rule.trigger in found or not rule.who.holds(row, by):
                continue
            if rule.guard is None or rule.guard(row, as_of):
                found[rule.trigger] = rule
        return list(found.values())

    def _refusal(self, row: Any, trigger: str, reason: str) -> Refused:
        return Refused(self.law.name, trigger, row.state, reason)

    def _why_not(self, row: Any, trigger: str, as_of: datetime, by: str) -> str:
        law, words = self.law, self.law.triggers[trigger]
        candidates = [rule for rule in law.of(trigger) if rule.source == row.state]
        if not candidates:
            sources = ", ".join(dict.fromkeys(f"«{law.states[rule.source]}»" for rule in law.of(trigger)))
            return (
                f"Không thể {words} khi {law.label} đang ở trạng thái «{law.states[row.state]}»; "
                f"việc này chỉ làm được từ {sources}."
            )
        entitled = [rule for rule in candidates if rule.who.holds(row, by)]
        if not entitled:
            roles = " hoặc ".join(dict.fromkeys(rule.who.label for rule in candidates))
            return f"Chỉ {roles} mới được {words}; «{by}» không giữ vai trò đó."
        return " ".join(dict.fromkeys(rule.otherwise for rule in entitled if rule.otherwise))
