"""What became of features that were run: which scenarios hold, which do not and why, what was written wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rules.lint import Finding
from rules.world import Move


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one scenario, or of one row of an outline.

    Attributes:
        name: its name, with the row's values in it.
        line: its line.
        tags: its tags and those of what it stands in, without ``@``.
        row: the values of its row, by column; empty for a plain scenario.
        ok: whether every expectation held.
        failed_at: line of the step that did not; 0 where all held.
        step: that step as written.
        reason: what the engine did instead, or what is wrong with the step.
        slip: whether the step cannot be meant as it is written.
        why: what `namro why` answers about it, in short.
        policy: entries of the policy to look at, as ``path:line: what it is``.
        ask: whose word decides where the policy is right.
        jurisdiction: key of the jurisdiction that it is about; empty before one was spoken of.
        fired: the moves of the law that its journal has.
        seconds: how long it took.
    """

    name: str
    line: int
    tags: tuple[str, ...]
    row: tuple[tuple[str, str], ...] = ()
    ok: bool = True
    failed_at: int = 0
    step: str = ""
    reason: str = ""
    slip: bool = False
    why: tuple[str, ...] = ()
    policy: tuple[str, ...] = ()
    ask: str = ""
    jurisdiction: str = ""
    fired: frozenset[Move] = frozenset()
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data, without what only our own programs ask."""
        content = asdict(self)
        del content["fired"], content["jurisdiction"]
        return content | {"row": dict(self.row), "failed_at": self.failed_at or None}


@dataclass(frozen=True, slots=True)
class FeatureOutcome:
    """What became of one feature file.

    Attributes:
        path: the file.
        file: how it is written in the current directory.
        scenarios: its scenarios in order; empty where something was written wrong, as then none was run.
        slips: what was written wrong.
    """

    path: Path
    file: str
    scenarios: tuple[Outcome, ...] = ()
    slips: tuple[Finding, ...] = ()

    @property
    def held(self) -> int:
        """How many scenarios hold."""
        return sum(one.ok for one in self.scenarios)

    @property
    def wrong(self) -> tuple[Outcome, ...]:
        """The scenarios that do not hold."""
        return tuple(one for one in self.scenarios if not one.ok)

    @property
    def every_slip(self) -> Iterator[Finding]:
        """What was written wrong, found before the run or by it."""
        yield from self.slips
        for one in self.wrong:
            if one.slip:
                yield Finding(self.file, one.failed_at, one.reason)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"file": self.file, "scenarios": [one.as_json() for one in self.scenarios]}


@dataclass(frozen=True, slots=True)
class Results:
    """What became of all that was asked for.

    Attributes:
        features: one for each file, in order.
        seconds: how long all took.
    """

    features: tuple[FeatureOutcome, ...]
    seconds: float

    @property
    def scenarios(self) -> tuple[Outcome, ...]:
        """Every scenario."""
        return tuple(one for feature in self.features for one in feature.scenarios)

    @property
    def slips(self) -> tuple[Finding, ...]:
        """Everything that was written wrong."""
        return tuple(dict.fromkeys(slip for feature in self.features for slip in feature.every_slip))

    @property
    def wrong(self) -> tuple[Outcome, ...]:
        """Every scenario that does not hold."""
        return tuple(one for feature in self.features for one in feature.wrong)

    @property
    def ok(self) -> bool:
        """Whether everything was written right and holds."""
        return not self.slips and not self.wrong

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "ok": self.ok,
            "features": [one.as_json() for one in self.features],
            "slips": [{"file": one.path, "line": one.line, "message": one.message} for one in self.slips],
            "seconds": round(self.seconds, 3),
        }
