"""Move directives along with their assignments: each move a rule of the directive's own law."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from state_machines.directive import DIRECTIVE
from state_machines.errors import Refused
from state_machines.law import SYSTEM
from state_machines.machine import Machine
from workflows import receipts
from workflows.charter import Charter
from workflows.register.columns import NEVER
from workflows.register.tables import Directive, Receipt, SetAside
from workflows.register.unit_of_work import UnitOfWork
from workflows.steps.step import Step

_directives = Machine(DIRECTIVE)


def roll_up(uow: UnitOfWork, charter: Charter, directive_id: int, *, as_of: datetime) -> tuple[list[str], int]:
    """Move one directive as far as its assignments allow; when it is published, send it to its recipients (*nơi nhận*).

    Returns:
        The triggers that were fired, and how many were told.
    """
    uow.session.flush()
    row = uow.session.get_one(Directive, directive_id, populate_existing=True)
    fired: list[str] = []
    sent: list[Receipt] = []
    for trigger in DIRECTIVE.triggers:
        try:
            rule = _directives.fire(row, trigger, as_of=as_of, by=SYSTEM)
        except Refused:
            continue
        at, details = as_of, dict[str, Any]()
        if trigger == "publish":
            at = row.effective_at
            sent = receipts.send(uow, charter, row, sent_at=at, as_of=as_of)
            details["recipients"] = [receipt.key for receipt in sent]
        uow.record("directive", rule, row.key, at=at, by=SYSTEM, details=details, cites=row.cites)
        fired.append(trigger)
    row.next_due_at = row.effective_at if row.state == "draft" else row.term_ends_at
    if row.next_due_at <= as_of:
        row.next_due_at = NEVER
    uow.session.flush()
    return fired, sum(receipt.head != "" for receipt in sent)


def roll_up_due(step: Step) -> int:
    """Publish directives that take effect, and conclude those whose term has ended."""
    row = Directive
    aside = select(SetAside.row_id).where(SetAside.machine == "directive")
    due = select(row.id).where(
        row.next_due_at <= step.as_of, row.jurisdiction == step.scope.jurisdiction, row.id.not_in(aside)
    )
    moved = 0
    for directive_id in step.uow.session.scalars(due.order_by(row.key)).all():
        fired, told = roll_up(step.uow, step.charter, directive_id, as_of=step.as_of)
        step.notices += told
        moved += sum(step.count(trigger, 1) for trigger in fired)
    return moved
