"""What people did, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Act:
    """One thing somebody did.

    Attributes:
        at: when (aware).
        by: the post (or named officer) that did it.
        act: a trigger of the law.
        on: key of an assignment or an escalation.
        content: what it carries (``with``).
        raw: the act as it was written, which is what a proof signs.
        where: ``file:line`` it was read from, or empty.
        entered_by: post that entered it at the desk or through the inbox; empty where nobody is known to have.
    """

    at: datetime
    by: str
    act: str
    on: str
    content: Mapping[str, Any] = field(default_factory=dict)
    raw: Mapping[str, Any] = field(default_factory=dict)
    where: str = ""
    entered_by: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an act.

    Attributes:
        act: the act.
        dest: the state it led to; empty when it was refused.
        refused: the law's reason, or empty.
        repeated: whether it had been applied before, so that nothing happened.
        unproven: whether it was refused because whoever acted did not prove to hold the post.
    """

    act: Act
    dest: str = ""
    refused: str = ""
    repeated: bool = False
    unproven: bool = False
