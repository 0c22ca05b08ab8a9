"""Who held a post on the day of something: liability stays with them, whoever holds the post later."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from config.organization import Organization, Post
from workflows.working_time import last_day_of

_EVER = date(9998, 12, 31)


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in which one holder, or nobody, sat on a post.

    Attributes:
        post: key of the post.
        since: first day.
        until: first day no longer.
        holder: the opaque identifier; empty where nobody held it and nobody acted for it.
    """

    post: str
    since: date
    until: date
    holder: str


def spells(organization: Organization) -> tuple[Spell, ...]:
    """Return every spell that is declared; of two that cover a day, the first counts.

    While a post is vacant whoever holds the post that acts for it holds it.
    """
    return tuple(spell for post in organization.posts for spell in (*_acting(organization, post), *_held(post)))


def _held(post: Post) -> Iterator[Spell]:
    for holding in post.holders:
        yield Spell(post.key, holding.from_, holding.until or _EVER, holding.holder)


def _acting(organization: Organization, post: Post) -> Iterator[Spell]:
    for vacancy in post.vacancies:
        until = vacancy.until or _EVER
        acting = organization.post(vacancy.acting) if vacancy.acting else None
        for spell in _held(acting) if acting is not None else ():
            if spell.since < until and vacancy.from_ < spell.until:
                yield Spell(post.key, max(spell.since, vacancy.from_), min(spell.until, until), spell.holder)
        yield Spell(post.key, vacancy.from_, until, "")


def holder_of(organization: Organization, post: str, on: datetime) -> str:
    """Return who held a post when an instant came to pass: at 24:00, whoever held it on the day that ended.

    Args:
        organization: the organisation, with its declared holders.
        post: key of a post; whatever is no post, such as a named officer, is its own holder.
        on: the instant (aware).

    Returns:
        The opaque identifier; empty where nobody is declared.
    """
    if organization.post(post) is None:
        return post
    day = last_day_of(on)
    found = (one for one in spells(organization) if one.post == post and one.since <= day < one.until)
    return next((one.holder for one in found), "")
