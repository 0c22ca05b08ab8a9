"""The journal, filtered and read: rows for those who tell it, one JSON object each for those who compute."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workflows.escalate import said
from workflows.register.tables import JournalLine


def read_journal(
    session: Session,
    *,
    subject: str | None = None,
    trigger: str | None = None,
    by: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    in_legal_order: bool = False,
) -> list[JournalLine]:
    """Return journal lines.

    Args:
        session: an open session.
        subject: only this key and what hangs on it.
        trigger: only this trigger.
        by: only what this post did.
        since: only lines whose legal instant is this or later (aware).
        until: only lines whose legal instant is before this (aware).
        in_legal_order: by legal instant, subject and trigger, rather than as they were written.
    """
    line = JournalLine
    found = select(line).order_by(line.seq)
    if subject is not None:
        found = found.where(
            or_(
                line.subject == subject,
                line.subject.startswith(subject + "#", autoescape=True),
                line.subject.startswith(subject + "/", autoescape=True),
            )
        )
    if trigger is not None:
        found = found.where(line.trigger == trigger)
    if by is not None:
        found = found.where(line.by == by)
    if since is not None:
        found = found.where(line.at >= since)
    if until is not None:
        found = found.where(line.at < until)
    rows = list(session.scalars(found))
    if in_legal_order:
        rows = sorted(rows, key=lambda one: (one.at, one.subject, one.trigger, one.seq))
    return rows


def as_json(rows: Sequence[JournalLine], *, numbered: bool = False) -> list[dict[str, Any]]:
    """Return journal lines as the contract has them.

    Args:
        rows: the lines.
        numbered: whether they are numbered as they stand here, rather than as they were written.
    """
    return [
        {
            "seq": number if numbered else one.seq,
            "at": said(one.at),
            "recorded_at": said(one.recorded_at),
            "machine": one.machine,
            "subject": one.subject,
            "trigger": one.trigger,
            "from": one.source,
            "to": one.dest,
            "by": one.by,
            "cites": one.cites,
            "details": one.details,
        }
        for number, one in enumerate(rows, 1)
    ]
