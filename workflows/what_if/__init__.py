"""What if the policy were another one: the same stretch of time under two policies, and what would be different."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from config.policy import Policy
from workflows.acts import Act
from workflows.charter import Charter
from workflows.what_if.cause import Cause
from workflows.what_if.causes import Refusal, causes, explained, refusals
from workflows.what_if.events import Change, Difference, differences
from workflows.what_if.lived import Lived, live
from workflows.what_if.names import Names
from workflows.working_time import end_of_day

#: So much longer is lived than is looked at, so that what only moves past the last day is told as moved, not as gone.
BEYOND = timedelta(days=14)

__all__ = ["BEYOND", "Cause", "Change", "Difference", "Refusal", "WhatIf", "compare", "what_if"]


@dataclass(frozen=True)
class WhatIf:
    """What a changed policy would make different.

    Attributes:
        today: the jurisdiction under today's policy.
        changed: the jurisdiction under the changed one.
        start: first day that was looked at.
        until: last day that was looked at.
        differences: what comes, goes and moves, in order of time.
        causes: what the changed policy asks otherwise, by number from 1.
        refused: acts that either policy refuses.
        unused: acts after the last day, which were not applied.
    """

    today: Charter
    changed: Charter
    start: date
    until: date
    differences: list[Difference]
    causes: list[Cause]
    refused: list[Refusal]
    unused: list[Act]

    @cached_property
    def names(self) -> Names:
        """What posts and units are called."""
        return Names(self.today, self.changed)

    def counts(self, head: str | None = None) -> dict[Change, int]:
        """Return how much comes, goes and moves; for one post, what moves to it or away from it included."""
        found: dict[Change, int] = {"come": 0, "go": 0, "move": 0}
        for one in self.differences:
            found[one.change] += head is None or head in one.heads
        return found

    @cached_property
    def heads(self) -> list[str]:
        """The posts for which anything is different, in the order of their names."""
        found = {head for one in self.differences for head in one.heads}
        return sorted(found, key=lambda head: (self.names.label(head), head))


def what_if(
    today: Policy,
    changed: Policy,
    jurisdiction: str,
    *,
    start: date,
    until: date,
    acts: Iterable[Act] = (),
    clock: Callable[[], datetime],
) -> WhatIf:
    """Live through a stretch of time under two policies, each on a temporary register, and compare.

    Args:
        today: the policy in force.
        changed: the policy as it would be.
        jurisdiction: key of the jurisdiction.
        start: first day.
        until: last day, included.
        acts: what people did, the same under both.
        clock: gives the instant at which things are recorded.

    Raises:
        workflows.charter.NoSuchJurisdiction: when either policy does not know the jurisdiction.
        workflows.working_time.OutsideCalendar: when either calendar does not reach.
    """
    one, other = Charter(today, jurisdiction), Charter(changed, jurisdiction)
    end = end_of_day(until)
    given = sorted(acts, key=lambda act: act.at)
    used = [act for act in given if act.at < end]
    # No calendar is asked for more than it has.
    last = max(until, min(until + BEYOND, one.calendar.last, other.calendar.last))
    before, after = (live(charter, start=start, until=last, acts=used, clock=clock) for charter in (one, other))
    return compare(before, after, start=start, until=until, unused=given[len(used) :])


def compare(before: Lived, after: Lived, *, start: date, until: date, unused: Sequence[Act] = ()) -> WhatIf:
    """Compare the same stretch of time, lived under two policies with the same acts.

    Args:
        before: lived under the policy in force, for `BEYOND` longer than is looked at.
        after: lived as long under the changed one.
        start: first day.
        until: last day that is looked at, included.
        unused: acts after that day.
    """
    one, other, end = before.charter, after.charter, end_of_day(until)
    names, refused = Names(one, other), refusals(before, after)
    found = causes(before, after, names, refused, start=start, until=until + BEYOND, end=end)
    different = explained(differences(before, after, end=end), found)
    return WhatIf(one, other, start, until, different, found, refused, list(unused))
