"""Run features against a policy: in this process, or shared out over several."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from time import monotonic
from types import TracebackType
from typing import Self

from config.loader import load_policy, packaged_root
from rules.choice import Chosen, NoSuchFeature, choose, scenarios_at
from rules.collected import run_feature
from rules.databases import Databases
from rules.lint import Finding, lint, load_sentences
from rules.lint_feature import IN_FORCE
from rules.pointers import shown
from rules.results import FeatureOutcome, Results

#: Files for each process at least: starting one takes about as long as running a small feature.
SHARE = 4
#: Checks files, and yields what became of them in their order.
Check = Callable[[Sequence[Chosen]], Iterator[FeatureOutcome]]


class Runner:
    """Runs features in this process, one policy for all; what one of them made, the next one copies.

    Use it in a ``with`` statement: it keeps its registers in a temporary directory.
    """

    def __init__(self, policy: Path | None = None, home: Path | None = None) -> None:
        """Read the policy.

        Args:
            policy: its root; the packaged one by default.
            home: directory in which temporary files are made; the system's by default.

        Raises:
            config.errors.PolicyErrors: when the policy is wrong.
        """
        self.policy = load_policy((policy or packaged_root()).resolve())
        load_sentences()
        self._directory = tempfile.TemporaryDirectory(prefix="namro-rules-", dir=home, ignore_cleanup_errors=True)
        self._home = Path(self._directory.name)
        self._databases = Databases(self._home / "registers")
        self._runs = 0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """Remove the temporary files."""
        self._directory.cleanup()

    def check(self, chosen: Chosen) -> FeatureOutcome:
        """Lint a feature file, and run it where nothing is written wrong.

        Args:
            chosen: the file, and which of its scenarios.

        Returns:
            What became of it.
        """
        path, name = chosen.path, shown(chosen.path)
        slips = lint(path, shown=name, policy=self.policy)
        if slips:
            return FeatureOutcome(path, name, slips=tuple(slips))
        try:
            lines = scenarios_at(chosen)
        except NoSuchFeature as missing:
            return FeatureOutcome(path, name, slips=(Finding(name, chosen.lines[-1], str(missing)),))
        self._runs += 1
        home = self._home / f"run-{self._runs}"
        try:
            return FeatureOutcome(path, name, run_feature(path, home, self.policy, self._databases, lines))
        except RuntimeError as fault:
            told = f"không chạy được tệp này ({fault}); hãy so với một tệp đang chạy được trong features/"
            return FeatureOutcome(path, name, slips=(Finding(name, 1, told),))


def run(
    paths: Sequence[str | Path] = (),
    policy: Path | None = None,
    workers: int = 1,
    told: Callable[[FeatureOutcome], None] = lambda _outcome: None,
) -> Results:
    """Run features and return what became of them.

    Args:
        paths: feature files, directories of them, or ``file:line`` for the scenario at a line; all by default.
        policy: root of the policy that they are about; the packaged one by default.
        workers: in how many processes; see `processes`.
        told: is called with what became of each file, in order, as soon as it is known.

    Returns:
        What became of each file, in the order of ``paths``.

    Raises:
        rules.choice.NoSuchFeature: for a path that there is not.
        config.errors.PolicyErrors: when the policy is wrong.
        KeyboardInterrupt: when it was stopped.
    """
    chosen = choose(paths)
    with checking(policy, workers) as check:
        return check_all(check, chosen, told)


def processes(files: int) -> int:
    """Return in how many processes so many files are best run."""
    return max(1, min(os.cpu_count() or 1, files // SHARE))


def check_all(check: Check, chosen: Sequence[Chosen], told: Callable[[FeatureOutcome], None]) -> Results:
    """Check files and gather what became of them.

    Args:
        check: from `checking`.
        chosen: the files.
        told: is called with what became of each, in order, as soon as it is known.
    """
    begun, found = monotonic(), list[FeatureOutcome]()
    for outcome in check(chosen):
        told(outcome)
        found.append(outcome)
    return Results(tuple(found), monotonic() - begun)


@contextmanager
def checking(policy: Path | None, workers: int, *, apart: bool = False) -> Iterator[Check]:
    """Give a function that checks files, in this process or in several; it may be called again and again.

    Args:
        policy: root of the policy.
        workers: in how many processes; more than one needs a main module that may be imported again.
        apart: whether this process must stay out of it, so that code that changed is read anew the next time.

    Raises:
        config.errors.PolicyErrors: when the policy is wrong.
    """
    if workers < 2 and not apart:
        with Runner(policy) as runner:
            yield lambda chosen: map(runner.check, chosen)
        return
    load_policy((policy or packaged_root()).resolve())  # tells what is wrong here, once, instead of in each process
    before = set(multiprocessing.active_children())
    with tempfile.TemporaryDirectory(prefix="namro-rules-", ignore_cleanup_errors=True) as home:
        spawn = multiprocessing.get_context("spawn")
        pools = [
            ProcessPoolExecutor(1, spawn, initializer=_begin, initargs=(policy, Path(home))) for _ in range(workers)
        ]
        try:
            yield lambda chosen: _shared(chosen, pools)
        finally:
            # Whoever stops the command does not wait for features that nobody will read about.
            for child in set(multiprocessing.active_children()) - before:
                child.terminate()
            for pool in pools:
                pool.shutdown(cancel_futures=True)


def _shared(chosen: Sequence[Chosen], pools: Sequence[ProcessPoolExecutor]) -> Iterator[FeatureOutcome]:
    """Yield what became of files that several processes check.

    Files about one place lie together and are taken from both ends, so that a process mostly uses registers of its own.
    """
    waiting = deque(sorted(range(len(chosen)), key=lambda number: (_place(chosen[number].path), number)))
    done: list[Future[FeatureOutcome]] = [Future() for _ in chosen]

    def serve(pool: ProcessPoolExecutor, take: Callable[[], int]) -> None:
        with suppress(IndexError):
            while True:
                number = take()
                try:
                    done[number].set_result(pool.submit(_check, chosen[number]).result())
                except Exception as fault:  # told where the answer is waited for
                    done[number].set_exception(fault)

    for number, pool in enumerate(pools):
        Thread(target=serve, args=(pool, waiting.pop if number % 2 else waiting.popleft), daemon=True).start()
    return (one.result() for one in done)


def _place(path: Path) -> str:
    """Return the place that the first scenario of a file is about, as it is written there."""
    with suppress(OSError):  # what cannot be read is told where it is checked
        if found := IN_FORCE.search(path.read_text(encoding="utf-8", errors="replace")):
            return found["who"]
    return ""


_runner: Runner | None = None


def _begin(policy: Path | None, home: Path) -> None:
    """Make a process ready; it ends when the one that began it stops it, or is no more."""
    global _runner  # noqa: PLW0603
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _runner = Runner(policy, home)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _check(chosen: Chosen) -> FeatureOutcome:
    assert _runner is not None
    return _runner.check(chosen)
