"""A new proof of who holds a post, a key or one-time codes: journalled, and told to that post by letter."""

from datetime import datetime
from typing import Any

from workflows.register.tables import Notice
from workflows.register.unit_of_work import UnitOfWork


def record(
    uow: UnitOfWork, jurisdiction: str, post: str, number: str, *, again: bool, at: datetime, **details: Any
) -> None:
    """Journal that a proof was entered, and queue the letter by which its post notices one that it did not ask for.

    Args:
        uow: an open transaction.
        jurisdiction: key of the jurisdiction.
        post: key of the post.
        number: what tells this proof from every other of the post.
        again: whether one before it ended there.
        at: from when it serves (aware).
        details: what the journal says of it; nothing secret.
    """
    subject = f"{jurisdiction}/{post}"
    cites = "Mặc định: khóa của người giữ chức danh"
    uow.note("register", "enroll", "", "", subject, at=at, by="system", details=details, cites=cites)
    what = "code" if "one_time_code" in details else "key"
    uow.session.add(
        Notice(
            key=f"{subject}|enrolled|{what}|{number}",
            batch=uow.batch,
            jurisdiction=jurisdiction,
            kind="enrolled",
            addressee=post,
            subject=subject,
            at=at,
            facts={"what": what, "again": again},
        )
    )
