"""What an operator must be told: queued like every notice, told once, never a change of the register."""

from datetime import datetime

from sqlalchemy import select

from workflows.charter import OPERATOR
from workflows.register.tables import Notice
from workflows.register.unit_of_work import UnitOfWork


def alarm(uow: UnitOfWork, jurisdiction: str, what: str, subject: str, said: str, *, at: datetime) -> bool:
    """Queue an alarm to the operator, unless this very one was queued before.

    Args:
        uow: an open transaction.
        jurisdiction: key of the jurisdiction.
        what: code of what happened, such as ``wrong_code``; with the subject it is what is told only once.
        subject: key of what it is about.
        said: the sentence for the operator: what, where, why, what to do.
        at: when it was noticed (aware).

    Returns:
        Whether it is a new one.
    """
    key = f"{subject}|alarm|{what}"
    if uow.session.scalar(select(Notice.id).where(Notice.key == key)) is not None:
        return False
    uow.session.add(
        Notice(
            key=key,
            batch=uow.batch,
            jurisdiction=jurisdiction,
            kind="alarm",
            addressee=OPERATOR,
            subject=subject,
            at=at,
            facts={"said": said},
        )
    )
    uow.session.flush()
    return True
