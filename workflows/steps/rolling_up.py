"""Move directives along with their assignments: each move a rule of the directive's own law."""

from datetime import datetime

from sqlalchemy import select

from state_machines.directive import DIRECTIVE
from state_machines.errors import Refused
from state_machines.law import SYSTEM
from state_machines.machine import Machine
from workflows.register.columns import NEVER
from workflows.register.tables import Directive, SetAside
from workflows.register.unit_of_work import UnitOfWork
from workflows.steps.step import Step

_directives = Machine(DIRECTIVE)


def roll_up(uow: UnitOfWork, directive_id: int, *, as_of: datetime) -> list[str]:
    """Move one directive as far as its assignments allow, and return the triggers that were fired."""
    uow.session.flush()
    row = uow.session.get_one(Directive, directive_id, populate_existing=True)
    fired: list[str] = []
    for trigger in DIRECTIVE.triggers:
        try:
            rule = _directives.fire(row, trigger, as_of=as_of, by=SYSTEM)
        except Refused:
            continue
        at = row.effective_at if trigger == "publish" else as_of
        uow.record("directive", rule, row.key, at=at, by=SYSTEM, details={}, cites=row.cites)
        fired.append(trigger)
    row.next_due_at = row.effective_at if row.state == "draft" else row.term_ends_at
    if row.next_due_at <= as_of:
        row.next_due_at = NEVER
    uow.session.flush()
    return fired


def roll_up_due(step: Step) -> int:
    """Publish directives that take effect, and conclude those whose term has ended."""
    row = Directive
    aside = select(SetAside.row_id).where(SetAside.machine == "directive")
    due = select(row.id).where(
        row.next_due_at <= step.as_of, row.jurisdiction == step.scope.jurisdiction, row.id.not_in(aside)
    )
    moved = 0
    for directive_id in step.uow.session.scalars(due.order_by(row.key)).all():
        for trigger in roll_up(step.uow, directive_id, as_of=step.as_of):
            moved += step.count(trigger, 1)
    return moved
