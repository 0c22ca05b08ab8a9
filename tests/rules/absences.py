"""Whether an expectation that something is absent could have failed at all.

Nothing can be changed in such an expectation: another post or another work mostly has not got it either. So the same
words must fail somewhere, looked for in this order:

1. in the same scenario when time goes on, up to ten days;
2. at the end of another scenario that begins with the same directive;
3. in the same scenario, or ten days after it, on a policy in which the work binds otherwise, or gets a deadline;
4. in the same scenario with one condition or event left out or done twice;
5. in the same scenario, or ten days after it, on a policy in which another entry about the work was changed;
6. in the same scenario with one condition or event changed in one place: by another post, on another day ….

Words about what was done just before (*việc đó …*, *lần quét đó …*) are looked for in the fourth and sixth way only:
time, other scenarios and other policies say nothing of that.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain, islice
from pathlib import Path

from config.errors import PolicyErrors
from config.policy import Policy
from rules.databases import Databases
from rules.sentences import KINDS, Slip
from rules.world import World
from tests.rules import mutations
from tests.rules.playing import Line, Run, do_anyway, fails, made, numbers
from tests.rules.policy_mutations import Changed, duty_mutants

#: How far time goes on.
LATER = (*(timedelta(minutes=n) for n in (1, 60)), *(timedelta(days=n) for n in (1, 3, 10)))
#: Sentences about what was done just before.
ABOUT_THE_ACT = frozenset(
    (
        "việc đó được chấp nhận",
        "không nhiệm vụ nào được giao",
        "nhật ký không thêm dòng nào",
        "lần quét đó không làm gì",
    )
)
#: What a scenario begins with: without it nothing can be said.
BEGINNING = "đang áp dụng"
#: How many other scenarios, and how many changed events, are tried for one absence.
MOST = 8, 40


@dataclass
class Proofs:
    """Looks for where the words of an absence fail.

    Attributes:
        databases: where registers come from.
        home: directory of the worlds that are made.
        policy: the policy in force.
        runs: every run of every feature.
        found: by directive and words, why they fail; what was found serves every scenario that says the same.
    """

    databases: Databases
    home: Path
    policy: Policy
    runs: list[Run]
    found: dict[tuple[str, str], str] = field(default_factory=dict)

    def lacking(self, run: Run, world: World, absences: list[Line]) -> list[Line]:
        """Return the absences of a run that fail nowhere.

        Args:
            run: the scenario.
            world: how it stands at its end; time goes on in it.
            absences: its expectations of absence.
        """
        left = [line for line in absences if (run.place, line.text) not in self.found]
        acts = [line for line in left if line.sentence.name in ABOUT_THE_ACT]
        standing = [line for line in left if line not in acts]
        for worlds, lines in self._ways(run, world, standing, acts):
            for one in worlds if lines else ():
                lines[:] = [line for line in lines if not self._fails(run, line, one)]
                if not lines:
                    break
        return standing + acts

    def _ways(
        self, run: Run, world: World, standing: list[Line], acts: list[Line]
    ) -> Iterator[tuple[Iterator[World], list[Line]]]:
        """Yield where words may fail, with what still has to fail there."""
        yield self._later(world, LATER), standing
        yield self._worlds(other.acts for line in list(standing) for other in self._others(run, line)), standing
        yield self._other_policies(run.acts, standing, wide=False), standing
        yield self._worlds(_less_or_more(run.acts)), standing
        yield self._other_policies(run.acts, standing, wide=True), standing
        yield self._worlds(self._changed(run.acts)), standing
        # What was accepted from one post is refused from another; what was left out is not even asked.
        yield self._worlds(chain(islice(self._changed(run.acts), 4), _less_or_more(run.acts))), acts
        yield self._worlds(self._changed(run.acts)), acts

    def _fails(self, run: Run, line: Line, world: World) -> bool:
        try:
            reason = fails(world, line, refused=[])
        except Slip:
            return False
        if reason and line.sentence.name not in ABOUT_THE_ACT:
            self.found[run.place, line.text] = reason
        return bool(reason)

    def _worlds(self, played: Iterator[tuple[Line, ...]]) -> Iterator[World]:
        for lines in played:
            with made(self.home, self.databases, self.policy) as world:
                do_anyway(world, lines)
                yield world

    def _later(self, world: World, times: tuple[timedelta, ...]) -> Iterator[World]:
        if world.began and (begin := world.now) is not None:
            for time in times:
                world.settle(begin + time)
                yield world

    def _others(self, run: Run, line: Line) -> list[Run]:
        """Scenarios with the same directive that speak of the same work and rung, the most first."""
        spans = line.sentence.spans(line.text).values()
        said = [line.text[start:end] for start, end in spans] or [" ".join(line.text.split()[:2])]
        others = [one for one in self.runs if one.place == run.place and one.lines != run.lines]
        counts = [
            sum(all(word in other.text for word in said) for other in one.lines if other.text != line.text)
            for one in others
        ]
        best = sorted((n for n, count in enumerate(counts) if count), key=lambda n: -counts[n])
        return [others[n] for n in best[: MOST[0]]]

    def _changed(self, lines: tuple[Line, ...]) -> Iterator[tuple[Line, ...]]:
        """What was done, with one line changed in one place, from the last line back."""

        def ways() -> Iterator[tuple[Line, ...]]:
            for n in _acts(lines):
                with made(self.home, self.databases, self.policy) as world:
                    do_anyway(world, lines[:n])
                    others = list(mutations.variants(world, lines[n]))
                yield from ((*lines[:n], other, *lines[n + 1 :]) for other in others)

        return islice(ways(), MOST[1])

    def _other_policies(self, acts: tuple[Line, ...], lines: list[Line], *, wide: bool) -> Iterator[World]:
        """The same, and ten days later, on policies in which one entry about a work was changed."""
        with made(self.home, self.databases, self.policy) as world:
            do_anyway(world, acts)
            keys = dict.fromkeys(world.task(text) for line in lines for text in _works(line))
        for place, _, clause, duty in dict.fromkeys(tuple(key.split("/")[:4]) for key in keys):
            home = self.home / f"policies-{next(numbers)}"
            with Changed(home, place) as copy:
                for mutant in duty_mutants(place, clause, duty, wide=wide):
                    with suppress(PolicyErrors):
                        databases = Databases(home / f"registers-{next(numbers)}")
                        with made(home, databases, copy.load(mutant)) as world:
                            do_anyway(world, acts)
                            yield world
                            yield from self._later(world, LATER[-1:])


def _works(line: Line) -> Iterator[str]:
    """What works a line speaks of."""
    for place, (start, end) in line.sentence.spans(line.text).items():
        if line.sentence.places[place] is KINDS["task"]:
            yield line.text[start:end]


def _less_or_more(lines: tuple[Line, ...]) -> Iterator[tuple[Line, ...]]:
    """What was done, with one line left out or done twice, from the last line back."""
    for n in _acts(lines):
        yield (*lines[:n], *lines[n + 1 :])
        yield (*lines[: n + 1], *lines[n:])


def _acts(lines: tuple[Line, ...]) -> list[int]:
    """Which lines can be left out, the last one first."""
    return [n for n in reversed(range(len(lines))) if BEGINNING not in lines[n].text]
