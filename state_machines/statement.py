"""The second reading of a law: a condition and a choice of rule for many rows at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, literal, or_, true

from state_machines.law import Law, Rule


@dataclass(frozen=True, slots=True)
class Moves:
    """What a trigger does to every row it applies to.

    Attributes:
        rule: number of the rule that applies to a row (see `Law.number`), 0 where none does.
        where: condition that holds exactly where some rule applies.
    """

    rule: ColumnElement[int]
    where: ColumnElement[bool]


def _condition(value: Any) -> ColumnElement[bool]:
    if isinstance(value, bool):
        return true() if value else false()
    condition: ColumnElement[bool] = value
    return condition


def condition(rule: Rule, rows: Any, *, as_of: datetime, by: str) -> ColumnElement[bool]:
    """Return the whole condition of one rule (state, role, guard) on the mapped class ``rows``."""
    parts = [rows.state == rule.source, _condition(rule.who.holds(rows, by))]
    if rule.guard is not None:
        parts.append(_condition(rule.guard(rows, as_of)))
    return and_(*parts)


def moves(law: Law, rows: Any, trigger: str, *, as_of: datetime, by: str) -> Moves:
    """Return which rule of ``trigger`` applies to each row, and where one does.

    Args:
        law: the law to read.
        rows: the mapped class (or alias) whose columns the guards name.
        trigger: the trigger to read.
        as_of: the instant at which the law is asked (aware).
        by: the post that acts, or ``system``.
    """
    arms = [(condition(rule, rows, as_of=as_of, by=by), literal(law.number(rule))) for rule in law.of(trigger)]
    if not arms:
        return Moves(literal(0), false())
    return Moves(case(*arms, else_=0), or_(*(arm for arm, _ in arms)))
