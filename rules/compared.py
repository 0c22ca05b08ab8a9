"""The features under the policy in force and under a changed one: what holds only under one, and what would follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from config.loader import load_policy, packaged_root
from rules.results import Outcome, Results
from rules.run import run
from workflows.clock import now
from workflows.what_if import WhatIf, what_if
from workflows.what_if.plain import as_json as plain
from workflows.what_if.told import tell

#: The file of an outcome and the outcome.
Placed = tuple[str, Outcome]


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of features under two policies.

    Attributes:
        today: under the policy in force.
        changed: under the changed one.
        only_today: scenarios that hold only under the policy in force, as they stand under the changed one.
        only_changed: scenarios that hold only under the changed policy, as they stand under the one in force.
        lived: for each jurisdiction of the features, what the changed policy would make different.
    """

    today: Results
    changed: Results
    only_today: tuple[Placed, ...]
    only_changed: tuple[Placed, ...]
    lived: tuple[WhatIf, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""

        def named(some: Sequence[Placed]) -> list[dict[str, Any]]:
            return [{"file": file, "line": one.line, "name": one.name, "row": dict(one.row)} for file, one in some]

        return {
            "ok": self.changed.ok,
            "today": self.today.as_json(),
            "changed": self.changed.as_json(),
            "only_today": named(self.only_today),
            "only_changed": named(self.only_changed),
            "what_if": [plain(one) for one in self.lived],
        }

    def told(self) -> Iterator[str]:
        """Yield the lines that tell it."""
        count = len(self.today.scenarios)
        held = [sum(one.ok for one in results.scenarios) for results in (self.today, self.changed)]
        yield f"{count} kịch bản: {held[0]} đúng với chính sách hiện hành, {held[1]} đúng với chính sách đã sửa."
        for title, some in (
            ("Chỉ đúng với chính sách hiện hành", self.only_today),
            ("Chỉ đúng với chính sách đã sửa", self.only_changed),
        ):
            yield f"{title}: {len(some)}"
            for file, one in some:
                row = "; ".join(f"{column} = {value}" for column, value in one.row)
                yield f"  {file}:{one.failed_at or one.line}: {one.name}" + (f" ({row})" if row else "")
                if one.step:
                    yield f"    {one.step}"
                    yield f"    Bên kia máy trả lời: {one.reason.splitlines()[0]}"
        for found in self.lived:
            yield ""
            yield from tell(found)


def compare(paths: Sequence[str], policy: Path | None, changed: Path, workers: int) -> Compared:
    """Run features under two policies, then live the year of each of their jurisdictions under both.

    Args:
        paths: as for `rules.run.run`.
        policy: root of the policy in force; the packaged one by default.
        changed: root of the changed policy.
        workers: in how many processes.

    Raises:
        rules.choice.NoSuchFeature: for a path that there is not.
        config.errors.PolicyErrors: when either policy is wrong.
        workflows.working_time.OutsideCalendar: when either calendar does not reach.
    """
    before, after = load_policy((policy or packaged_root()).resolve()), load_policy(changed.resolve())
    today, other = run(paths, policy, workers), run(paths, changed, workers)
    spoken_of = {one.jurisdiction for results in (today, other) for one in results.scenarios}
    lived = []
    for key in sorted(spoken_of & before.jurisdictions.keys() & after.jurisdictions.keys()):
        begins = [
            directive.effective_from.on
            for one in (before, after)
            for directive in one.jurisdictions[key].directives.values()
        ]
        start, until = min(begins), date(max(begins).year, 12, 31)
        lived.append(what_if(before, after, key, start=start, until=until, clock=now))
    return Compared(today, other, _only(today, other), _only(other, today), tuple(lived))


def _only(holding: Results, failing: Results) -> tuple[Placed, ...]:
    """Return the scenarios that hold on one side and not on the other, as they stand on the other."""
    there = {_place(feature.path, one): one for feature in failing.features for one in feature.scenarios}
    found = []
    for feature in holding.features:
        for one in feature.scenarios:
            other = there.get(_place(feature.path, one), Outcome(one.name, one.line, one.tags, one.row, ok=False))
            if one.ok and not other.ok:
                found.append((feature.file, other))
    return tuple(found)


def _place(path: Path, one: Outcome) -> tuple[Path, int, tuple[tuple[str, str], ...]]:
    return path, one.line, one.row
