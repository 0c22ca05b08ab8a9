"""Tell those who coordinate a work that it was opened: the lead answers for it, they know of it."""

from sqlalchemy import insert, select

from workflows.batch import DUE_IDS
from workflows.chain import BrokenChain
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Notice
from workflows.steps.step import Step
from workflows.working_time import ZONE


def copy_coordinators(step: Step) -> int:
    """Copy the notice of opening to whoever answers for each coordinator of the rows of the present batch.

    Returns:
        How many copies were queued.
    """
    row, organization = Assignment, step.charter.jurisdiction.organization
    opened = (
        select(row.id, row.key, row.head, row.coordinators, row.deadline)
        .where(row.id.in_(DUE_IDS), row.coordinators != "")
        .order_by(row.key)
    )
    copies = []
    for id_, key, head, coordinators, deadline in step.uow.session.execute(opened).all():
        facts = {"deadline": deadline.astimezone(ZONE).isoformat() if deadline < NEVER else None}
        for post in dict.fromkeys(_answering(step, one) for one in organization.members(coordinators.split(","))):
            if post and post != head:
                copies.append(
                    {
                        "key": f"{key}|open|{post}|c",
                        "batch": step.uow.batch,
                        "jurisdiction": step.charter.key,
                        "kind": "open",
                        "addressee": post,
                        "copy": 1,
                        "subject": key,
                        "assignment_id": id_,
                        "at": step.as_of,
                        "facts": facts,
                    }
                )
    if copies:
        step.uow.session.execute(insert(Notice), copies)
    return len(copies)


def _answering(step: Step, party: str) -> str:
    """The post that answers for a coordinator today; empty where the policy no longer knows it."""
    chain = step.charter.chain
    try:
        return chain.successor(chain.head_of(chain.successor(party, step.today)), step.today)
    except BrokenChain:
        return ""
