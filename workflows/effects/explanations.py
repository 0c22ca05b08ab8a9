"""What follows from an explanation: one that is owed since the cut-off, or one that is given beforehand (GĐ-01)."""

from typing import Any

from sqlalchemy import update

from config.citation import Citation
from state_machines.errors import Refused
from state_machines.law import SYSTEM
from workflows.acts import Act
from workflows.charter import Charter
from workflows.derived import duty_on, explained_through
from workflows.effects.faults import FAULTS
from workflows.escalate import ASSIGNMENTS, queue, said
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Escalation
from workflows.register.unit_of_work import UnitOfWork

_BEFOREHAND = [Citation(source="gd_01"), Citation(source="gd_64")]


def key_of(row: Assignment) -> str:
    """Return the key of the explanation that is owed for the present cut-off of a work."""
    return f"{row.key}#explanation" + (f".{row.cycle}" if row.cycle > 1 else "")


def check(row: Assignment, act: Act) -> dict[str, Any]:
    """Check what an explanation says, and return what the journal says beside it.

    Raises:
        Refused: where it claims a cause that there is not.
    """
    claimed = act.content.get("claimed_fault")
    if claimed is not None and claimed not in FAULTS:
        raise Refused(
            "assignment",
            act.act,
            row.state,
            "Nguyên nhân tự nêu (claimed_fault) phải là objective (khách quan) hoặc subjective (chủ quan).",
        )
    return {} if row.derived else {"explanation": key_of(row)}


def explain(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    """Take an explanation: of work that is still in time it is one told beforehand, on a duty of its own."""
    if not row.derived:
        row = _beforehand(uow, charter, act, row)
    row.reported_at = row.received_at = act.at
    row.next_due_at = NEVER
    row.receipt = int(not row.route_point or row.route_point in (row.head, act.by))
    # Only the rung that asked for this explanation goes on; what was owed since the cut-off answers no other question.
    asking = row.key.rpartition("#explanation")[0]
    uow.session.execute(
        update(Escalation)
        .where(Escalation.key == asking, Escalation.state == "explanation_asked")
        .values(due_at=act.at)
    )
    facts = {"reason": str(act.content["reason"])}
    for post in dict.fromkeys(filter(None, (row.route_point, row.authority))):
        queue(uow, "explained", row, row.key, to=post, at=act.at, facts=facts)


def _beforehand(uow: UnitOfWork, charter: Charter, act: Act, base: Assignment) -> Assignment:
    """Give birth to an explanation that is answered as it is opened: nobody can be late with it."""
    cites = charter.cite(_BEFOREHAND)
    duty = duty_on(
        base,
        key=key_of(base),
        kind="explanation",
        answered_by="explain",
        performer=base.performer,
        head=base.head,
        officer=base.officer,
        route_point=explained_through(base),
        title=f"Giải trình: {base.title}",
        cites=f"{base.cites}; {cites}",
        opens_at=act.at,
        why={"rule": "explanation", "of": base.key, "beforehand": said(act.at), "cites": cites},
    )
    uow.session.add(duty)
    uow.session.flush()
    rule = ASSIGNMENTS.fire(duty, "open", as_of=act.at, by=SYSTEM)
    details = {"kind": duty.kind, "performer": duty.performer, "head": duty.head, "deadline": None}
    uow.record(
        "assignment", rule, duty.key, at=act.at, by=SYSTEM,
        details=details | {"provenance": duty.provenance}, cites=duty.cites,
    )  # fmt: skip
    rule = ASSIGNMENTS.fire(duty, "explain", as_of=act.at, by=duty.head)
    content = {name: value for name, value in act.content.items() if name in ("reason", "claimed_fault")}
    uow.record("assignment", rule, duty.key, at=act.at, by=act.by, details=content, cites=duty.cites)
    base.explained = 1
    return duty
