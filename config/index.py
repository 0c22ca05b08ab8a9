"""Published indices: whose points make somebody answer, and whose lost points are to be remedied."""

from typing import Annotated, Literal

from pydantic import Field

from config.citation import Cites
from config.located import Located, Number

IndexName = Literal["par", "index766"]
"""The administrative reform index of a year, or the real-time index of Decision 766; never one for the other."""
IndexPeriod = Annotated[str, Field(pattern=r"^\d{4}(?:-(?:Q[1-4]|0[1-9]|1[0-2]))?$")]


class IndexOf(Located):
    """One publication of one index.

    Attributes:
        index: which index.
        period: the year, quarter or month that it is about.
    """

    index: IndexName
    period: IndexPeriod


class IndexGround(IndexOf):
    """When a score makes the head of the advising unit answer; each document has its own guard.

    Attributes:
        when: the score is low, points were lost, or it did not improve on the year before.
        below: per cent of the most points below which a score is low; None: nobody said, so that nothing follows.
        after_lateness: whether the unit must have been late with work of that year as well.
        spares_objective: whether lateness with an objective cause does not count; one undetermined does.
        cites: what it rests on.
    """

    when: Literal["low", "lost", "not_improved"]
    below: Annotated[Number, Field(gt=0, le=100)] | None = None
    after_lateness: bool = False
    spares_objective: bool = False
    cites: Cites
