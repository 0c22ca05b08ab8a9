"""Run again what changed, until somebody stops it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import watchfiles

from config.errors import PolicyErrors
from config.loader import packaged_root
from rules.choice import SUFFIX, NoSuchFeature, choose
from rules.features import ROOT
from rules.policy_copy import PARTS
from rules.results import FeatureOutcome, Results
from rules.run import Check, check_all, checking, processes

_PACKAGE = Path(__file__).resolve().parent
_READ = (SUFFIX, ".yaml", ".yml", ".py")
#: Milliseconds within which changes count as one: an editor saves in several steps.
_AT_ONCE = 300


def watched(
    paths: Sequence[str],
    policy: Path | None,
    workers: int | None,
    told: Callable[[FeatureOutcome], None],
    complain: Callable[[str], None],
) -> Iterator[Results | None]:
    """Run features, then those that change; all of them when the policy or the steps change.

    Args:
        paths: feature files and directories, as on the command line; all by default.
        policy: root of the policy; the packaged one by default.
        workers: in how many processes; as many as it is worth by default.
        told: is called with what became of each file.
        complain: is told what keeps everything from being run: a faulty policy, a path that there is not.

    Yields:
        What became of those that were run; None where nothing could be.
    """
    root = (policy or packaged_root()).resolve()
    changes = watchfiles.watch(*_places(paths, root), watch_filter=_matters, debounce=_AT_ONCE)
    changed: Collection[Path] | None = None
    check: Check | None = None
    with ExitStack() as stack:
        while True:
            try:
                chosen = choose(paths)
                if check is None or changed is None:
                    stack.close()
                    number = workers or processes(len(chosen))
                    check, changed = stack.enter_context(checking(policy, number, apart=True)), None
                yield check_all(check, [one for one in chosen if changed is None or one.path in changed], told)
            except (PolicyErrors, NoSuchFeature) as fault:
                check = None
                complain(str(fault))
                yield None
            seen = {Path(path) for _, path in next(changes)}
            changed = None if any(one.suffix != SUFFIX for one in seen) else seen


def _places(paths: Sequence[str], root: Path) -> list[Path]:
    """Return the directories in which a change matters."""
    asked = [Path(path if Path(path).exists() else path.rpartition(":")[0]) for path in paths] or [ROOT]
    places = [one if one.is_dir() else one.parent for one in asked]
    return [one for one in (*places, *(root / part for part in PARTS), _PACKAGE) if one.is_dir()]


def _matters(_change: watchfiles.Change, path: str) -> bool:
    return Path(path).suffix in _READ
