"""The plans that directives refer to, and what the register knows of them.

A plan that nobody imported is unknown, not empty: it has no tasks, no ratio and no zero (promise 9).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.citation import Citation
from config.directive import Clause, Directive
from config.directive import Register as Plan
from config.located import nearest
from workflows.charter import Charter
from workflows.register.tables import SourceItem, SourceRegister


class NoSuchPlan(LookupError):
    """No directive refers to such a plan; the message says which there are."""


@dataclass(frozen=True, slots=True)
class CitedPlan:
    """A plan that a clause of a directive refers to."""

    directive: Directive
    clause: Clause
    plan: Plan

    @property
    def key(self) -> str:
        """``<directive>/<plan>``: the source that its assignments bear."""
        return f"{self.directive.full_key}/{self.plan.key}"

    @property
    def cites(self) -> tuple[Citation, ...]:
        """What its dates rest on: the plan, or the clause that refers to it where the plan is known by name only."""
        own = Citation.model_validate({"clause": self.clause.path, "__directive__": self.directive.full_key})
        return self.plan.cites or (own,)


@dataclass(frozen=True, slots=True)
class OnFile:
    """What the register knows of a cited plan.

    Attributes:
        cited: the plan.
        imported_at: when its tasks were first imported; None: not imported, so that the numbers are unknown.
        items: how many tasks it has; None while unknown.
        assigned: how many of them somebody has; None while unknown.
        unassigned: the tasks that nobody has, as they stand in the file; None while unknown.
    """

    cited: CitedPlan
    imported_at: datetime | None = None
    items: int | None = None
    assigned: int | None = None
    unassigned: tuple[dict[str, Any], ...] | None = None


def cited_plans(charter: Charter) -> Iterator[CitedPlan]:
    """Yield every plan that a directive of the jurisdiction refers to, in order."""
    for directive in charter.directives:
        for clause in directive.clauses:
            for plan in clause.registers:
                yield CitedPlan(directive, clause, plan)


def find_plan(charter: Charter, directive: str, plan: str) -> CitedPlan:
    """Return a cited plan.

    Args:
        charter: the jurisdiction.
        directive: key of the directive, with or without its jurisdiction.
        plan: key of the plan within the directive.

    Raises:
        NoSuchPlan: naming the directives, or the plans of the directive, that there are.
    """
    full = directive if "/" in directive else f"{charter.key}/{directive}"
    known = {one.full_key for one in charter.directives}
    if full not in known:
        raise NoSuchPlan(
            f"Không có văn bản «{directive}»{nearest(full, known)}; "
            f"hiện có: {', '.join(sorted(known)) or '(không có)'}."
        )
    plans = {one.plan.key: one for one in cited_plans(charter) if one.directive.full_key == full}
    if plan not in plans:
        raise NoSuchPlan(
            f"Văn bản «{full}» không dẫn chiếu kế hoạch «{plan}»{nearest(plan, set(plans))}; các kế hoạch được dẫn "
            f"chiếu: {', '.join(sorted(plans)) or '(không có)'}."
        )
    return plans[plan]


def on_file(session: Session, charter: Charter) -> list[OnFile]:
    """Return every cited plan with what the register knows of it."""
    stored = {row.key: row for row in session.scalars(select(SourceRegister))}
    item = SourceItem
    items: dict[int, list[SourceItem]] = defaultdict(list)
    for one in session.scalars(select(item).order_by(item.register_id, item.id)):
        items[one.register_id].append(one)
    found = []
    for cited in cited_plans(charter):
        row = stored.get(cited.key)
        if row is None:
            found.append(OnFile(cited))
            continue
        mine = items[row.id]
        nobody = tuple({"item": one.number} | one.content for one in mine if one.assignment_id is None)
        found.append(OnFile(cited, row.imported_at, len(mine), len(mine) - len(nobody), nobody))
    return found
