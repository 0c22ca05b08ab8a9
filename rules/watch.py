"""Run again what changed, until somebody stops it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from types import TracebackType
from typing import Self

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
#: Milliseconds after which a watcher looks whether it is still needed.
_LOOK = 500


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
    changes = Changes(paths, (policy or packaged_root()).resolve())
    changed: Collection[Path] | None = None
    check: Check | None = None
    with changes, ExitStack() as stack:
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
            seen = changes.wait()
            changed = None if any(one.suffix != SUFFIX for one in seen) else seen


class Changes:
    """What changes while features are run, or while nothing is: nothing is missed in between."""

    def __init__(self, paths: Sequence[str], root: Path) -> None:
        """Take what was asked for, and the root of the policy."""
        asked = [Path(path if Path(path).exists() else path.rpartition(":")[0]) for path in paths] or [ROOT]
        within = [*asked, *(root / part for part in PARTS), _PACKAGE]
        beside = {one.parent for one in asked if not one.is_dir()}
        self._seen: SimpleQueue[set[Path]] = SimpleQueue()
        self._enough = Event()
        # What stands beside a single file is nobody's business, however deep it goes.
        places = (([one for one in within if one.is_dir()], True), ([one for one in beside if one.is_dir()], False))
        self._watching = [Thread(target=self._watch, args=place, daemon=True) for place in places if place[0]]

    def __enter__(self) -> Self:
        """Begin to watch."""
        for thread in self._watching:
            thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """Watch no longer."""
        self._enough.set()
        for thread in self._watching:
            thread.join()

    def wait(self) -> set[Path]:
        """Wait for a change, and return the files that changed since the last answer."""
        seen = self._seen.get()
        while not self._seen.empty():
            seen |= self._seen.get()
        return seen

    def _watch(self, places: Sequence[Path], deep: bool) -> None:
        found = watchfiles.watch(
            *places, watch_filter=_matters, debounce=_AT_ONCE, stop_event=self._enough, rust_timeout=_LOOK,
            recursive=deep, raise_interrupt=False,
        )  # fmt: skip
        for changes in found:
            self._seen.put({Path(path) for _, path in changes})


def _matters(_change: watchfiles.Change, path: str) -> bool:
    return Path(path).suffix in _READ
