"""Whether any scenario notices that the policy was changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from config.policy import Policy
from rules.databases import Databases
from rules.policy_copy import packaged_policy
from rules.sentences import Slip
from tests.rules.playing import FEATURES, Line, Run, do, made, runs

EVERY = [run for path in FEATURES for run in runs(path)]


@dataclass(frozen=True)
class Noticed:
    """A scenario that fails under a changed policy.

    Attributes:
        run: the scenario.
        line: where it fails.
        reason: why.
        expected: whether it fails at an expectation that can be meant; else it names what there is no longer, or
            what people did is refused.
    """

    run: Run
    line: Line
    reason: str
    expected: bool


def by_clause() -> dict[tuple[str, str], list[Run]]:
    """Return by jurisdiction and clause the runs that bear its tag."""
    places = packaged_policy().jurisdictions
    found: dict[tuple[str, str], list[Run]] = {}
    for run in EVERY:
        for tag in sorted(run.tags):
            if tag.startswith("muc_"):
                place = next(key for key in places if key in run.tags)
                found.setdefault((place, tag.removeprefix("muc_").replace("_", ".")), []).append(run)
    return found


def notice(policy: Policy, tried: Iterable[Run], home: Path, databases: Databases) -> Noticed | None:
    """Play scenarios under a policy until one fails at an expectation.

    Returns:
        That failure; else the last one before an expectation; None when every scenario passes.
    """
    told = None
    for run in tried:
        found = _failure(policy, run, home, databases)
        if found is not None and found.expected:
            return found
        told = found or told
    return told


def _failure(policy: Policy, run: Run, home: Path, databases: Databases) -> Noticed | None:
    with made(home, databases, policy) as world:
        for line in run.lines:
            try:
                do(world, line)
            except Slip as slip:
                return Noticed(run, line, str(slip), expected=False)
            except AssertionError as reason:
                return Noticed(run, line, str(reason), expected=line.kind == "then")
    return None
