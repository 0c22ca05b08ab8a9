"""What a post has answered for, been commended for and been rated as: read, never reckoned up into anything."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workflows.charter import Charter
from workflows.escalate import said
from workflows.register.tables import Assignment, JournalLine
from workflows.register.tables_liability import Liability
from workflows.register.tables_rating import Rating
from workflows.working_time import last_day_of


def liabilities_of(session: Session, charter: Charter, posts: Iterable[str], as_of: datetime) -> list[dict[str, Any]]:
    """Return what some posts, or a holder, answered for by an instant, in order of time.

    Each that counts bears its number among those of the same holder in the same calendar year; where no holder is
    declared, among those of the post (GĐ-80). Several kinds or lines of one thing are one time.

    Args:
        session: an open session.
        charter: the jurisdiction.
        posts: keys of posts, or identifiers of holders.
        as_of: the instant (aware).
    """
    row, who = Liability, tuple(posts)
    mine = or_(row.post.in_(who), row.holder.in_(who))
    chosen = select(row, Assignment.key, Assignment.title).join(Assignment, Assignment.id == row.assignment_id)
    found = session.execute(
        chosen.where(row.jurisdiction == charter.key, mine, row.at <= as_of).order_by(row.at, row.key)
    ).all()
    states = _states(session, [one.key for one, *_ in found], as_of)
    counted: Counter[tuple[str, int]] = Counter()
    numbers: dict[tuple[str, int, int], int] = {}
    told = []
    for one, about, title in found:
        state, number = states.get(one.key, "charged"), None
        if state == "charged":
            person, year = one.holder or one.post, last_day_of(one.at).year
            thing = (person, one.assignment_id, one.cycle)
            if thing not in numbers:
                counted[person, year] += 1
                numbers[thing] = counted[person, year]
            number = numbers[thing]
        told.append(_liability(one) | {"about": about, "title": title, "state": state, "number_in_year": number})
    return told


def liabilities_on(session: Session, assignment_id: int, as_of: datetime) -> list[dict[str, Any]]:
    """Return who answered for one work by an instant."""
    row = Liability
    found = session.scalars(
        select(row).where(row.assignment_id == assignment_id, row.at <= as_of).order_by(row.at, row.key)
    ).all()
    states = _states(session, [one.key for one in found], as_of)
    return [_liability(one) | {"state": states.get(one.key, "charged")} for one in found]


def _liability(one: Liability) -> dict[str, Any]:
    return {
        "key": one.key,
        "kind": one.kind,
        "line": one.line,
        "post": one.post,
        "holder": one.holder or None,
        "answerable_to": one.answerable_to or None,
        "at": said(one.at),
        "reason": one.reason or None,
        "cites": one.cites,
    }


def _states(session: Session, keys: list[str], as_of: datetime) -> dict[str, str]:
    """Return the state that each had in legal time, where anything moved it."""
    line = JournalLine
    lines = select(line.subject, line.dest).where(line.subject.in_(keys), line.at <= as_of).order_by(line.at, line.seq)
    return dict(session.execute(lines).tuples().all())


def commendations_of(session: Session, charter: Charter, posts: Iterable[str], as_of: datetime) -> list[dict[str, Any]]:
    """Return what some posts, or a holder, were commended for by an instant: the record is not only negative."""
    line, who = JournalLine, set(posts)
    lines = session.scalars(
        select(line)
        .where(line.trigger == "commend", line.at <= as_of)
        .where(line.subject.startswith(f"{charter.key}/", autoescape=True))
        .order_by(line.at, line.seq)
    )
    return [
        {
            "about": one.subject,
            "post": one.details["post"],
            "holder": one.details["holder"] or None,
            "by": one.by,
            "at": said(one.at),
            "reason": one.details["reason"],
            "cites": one.cites,
        }
        for one in lines
        if who & {one.details["post"], one.details["holder"]}
    ]


def ratings_of(session: Session, charter: Charter, posts: Iterable[str], as_of: datetime) -> list[dict[str, Any]]:
    """Return how some posts were rated by an instant, the latest period first."""
    row = Rating
    found = session.scalars(
        select(row)
        .where(row.jurisdiction == charter.key, row.post.in_(tuple(posts)), row.computed_at <= as_of)
        .order_by(row.period_ends_at.desc(), row.key)
    )
    return [rating(one, as_of) for one in found]


def to_rate(session: Session, charter: Charter, post: str, as_of: datetime) -> list[str]:
    """Return the keys of the ratings that wait for a post's decision."""
    row = Rating
    waiting = select(row.key).where(row.jurisdiction == charter.key, row.authority == post, row.decided_at > as_of)
    return list(session.scalars(waiting.where(row.computed_at <= as_of).order_by(row.key)))


def rating(one: Rating, as_of: datetime) -> dict[str, Any]:
    """Return one rating, as plain data: what was computed, and what was decided by an instant."""
    decided = one.decided_at <= as_of
    return {
        "key": one.key,
        "machine": "rating",
        "period": one.period,
        "post": one.post,
        "holder": one.holder or None,
        "authority": one.authority or None,
        "scheme": one.scheme,
        "state": "decided" if decided else "proposed",
        "advice": one.advice or None,
        "basis": one.basis,
        "level": one.level if decided else None,
        "reason": one.reason if decided else None,
        "decided_by": one.decided_by if decided else None,
        "decided_at": said(one.decided_at) if decided else None,
        "computed_at": said(one.computed_at),
        "cites": one.cites,
    }
