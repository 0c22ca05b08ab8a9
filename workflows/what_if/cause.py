"""One thing that the changed policy asks otherwise, and what it makes different."""

from dataclasses import dataclass
from typing import Literal

from workflows.what_if.events import Change

Kind = Literal["directive", "assignment", "organization", "ladder", "calendar", "act"]


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing about some assignments that is not the same under both policies.

    Attributes:
        name: which: ``deadline``, ``opens_at``, a role such as ``head``, or another column of the assignment.
        today: under today's policy: an instant in ISO 8601, a key, a code or a text; empty for none.
        changed: under the changed one.
    """

    name: str
    today: str
    changed: str


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause.

    Attributes:
        kind: what is asked otherwise.
        change: whether that is asked anew, no more, or otherwise.
        says: what it is, in Vietnamese.
        assignments: keys of the assignments that it concerns; of a directive its own key as well.
        posts: keys of the posts and units that it concerns, in whatever work.
        facets: what is not the same about those assignments.
        today: sentences that hold under today's policy only.
        changed: sentences that hold under the changed one only.
        number: by which differences refer to it.
    """

    kind: Kind
    change: Change
    says: str
    assignments: tuple[str, ...] = ()
    facets: tuple[Facet, ...] = ()
    today: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    number: int = 0
