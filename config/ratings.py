"""How heads, deputies and officers are rated: the rules of each time, dated and cited."""

from typing import Annotated, Literal

from pydantic import Field

from config.dated import Dated
from config.located import Located, Number, Text

Level = Literal["excellent", "good", "completed", "not_completed"]
Cadence = Literal["monthly", "quarterly", "yearly"]
Criterion = Literal["quantity", "quality", "schedule", "subordinates", "organising", "unity"]
Share = Annotated[Number, Field(ge=0, le=100)]


class Band(Located):
    """One level and the least it takes.

    Attributes:
        level: the level.
        at_least: points from which it is reached, inclusive.
    """

    level: Level
    at_least: Share


class Points(Located):
    """Rating by points.

    Attributes:
        general: most points for the general criteria, which a person gives.
        results: most points for results.
        criteria: what the results of somebody without subordinates are the mean of.
        leader_criteria: what the results of the head of a unit are the mean of.
        late_off: per cent of a product's schedule points that each late time takes off.
        failed_off: per cent of a product's quality points that each failed quality takes off.
        subordinate_failed: per cent that a leader keeps of the unit's result where any subordinate fails.
        bands: the levels, the best first; below the last one's least it is the last level.
        excellent_of_good: at most this per cent of those who are at least good may be excellent.
    """

    general: Share
    results: Share
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    leader_criteria: tuple[Criterion, ...] = Field(min_length=1)
    late_off: Share
    failed_off: Share
    subordinate_failed: Share
    bands: tuple[Band, ...] = Field(min_length=2)
    excellent_of_good: Share | None = None


class Shares(Located):
    """Rating by the share of tasks that were done on time and well enough.

    Attributes:
        good: per cent done on time and passed from which it is good, where everything is done.
        completed: per cent from which it is completed.
        not_completed: per cent below which it is not completed; what lies between is left to a person.
    """

    good: Share
    completed: Share
    not_completed: Share


class Scheme(Located):
    """The rules of rating of one time.

    Attributes:
        label: their Vietnamese name.
        cadences: for which periods somebody is rated.
        points: rating by points.
        shares: rating by shares; exactly one of both.
    """

    label: Text
    cadences: tuple[Cadence, ...] = Field(min_length=1)
    points: Points | None = None
    shares: Shares | None = None


class RatingFile(Located):
    """``national/ratings.yaml``.

    Attributes:
        schemes: the rules in force, by the first day of the rated period.
        note: what was not checked.
    """

    schemes: tuple[Dated[Scheme], ...]
    note: Text | None = None
