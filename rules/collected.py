"""Feature files as pytest collects them, and what it finds: nothing around them is read, nothing is written there."""

from __future__ import annotations

import os
from collections.abc import Collection, Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import pytest_bdd
import pytest_bdd.plugin
from pytest_bdd import feature as parsed
from pytest_bdd.parser import Feature, Scenario
from pytest_bdd.scenario import scenario_wrapper_template_registry

from config.policy import Policy
from rules import plugin
from rules.databases import DATABASES, Databases
from rules.results import Outcome
from rules.telling import FAILURE
from rules.world import POLICY, Move, World

#: Parts of pytest that write, print, or change how the process answers to what goes wrong in it.
_WITHOUT = (
    "cacheprovider", "terminal", "faulthandler", "logging", "warnings", "unraisableexception", "threadexception",
    "doctest", "unittest", "stepwise", "junitxml", "pastebin", "debugging",
)  # fmt: skip
_MADE = pytest.StashKey[tuple[str, frozenset[Move]]]()
_TOLD = pytest.StashKey[Scenario]()
_REPORTS = pytest.StashKey[list[pytest.TestReport]]()
_VARIABLES = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS", "PYTEST_DISABLE_PLUGIN_AUTOLOAD")


def run_feature(
    path: Path, home: Path, policy: Policy, databases: Databases, lines: Collection[int] = ()
) -> tuple[Outcome, ...]:
    """Run the scenarios of one feature file that has no slips.

    Args:
        path: the file.
        home: an empty directory of this run.
        policy: the policy that the scenarios are about.
        databases: where registers come from.
        lines: lines of the scenarios to run; all by default.

    Returns:
        What became of each, in order.

    Raises:
        KeyboardInterrupt: when it was stopped.
        RuntimeError: when pytest itself could not run.
    """
    home.mkdir(parents=True, exist_ok=True)
    # A file of settings of our own keeps pytest from looking for one around the features.
    (home / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    run = _Run(path, policy, databases, lines)
    arguments = [
        "-c", str(home / "pytest.ini"), "--noconftest", "--assert=plain", "--capture=no",
        f"--basetemp={home / 'scenarios'}", "-o", "tmp_path_retention_policy=failed",
        *(word for name in _WITHOUT for word in ("-p", f"no:{name}")),
    ]  # fmt: skip
    with _alone():
        code = pytest.main(arguments, plugins=[pytest_bdd.plugin, plugin, run])
    if code == pytest.ExitCode.INTERRUPTED and run.stopped:
        raise KeyboardInterrupt
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise RuntimeError(f"{path}: pytest {code}: {run.trouble}")
    return tuple(run.outcomes)


@contextmanager
def _alone() -> Iterator[None]:
    """Keep what the environment tells other runs of pytest, and plugins that happen to be installed, out of ours."""
    kept = {name: os.environ.pop(name, None) for name in _VARIABLES}
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        for name, value in kept.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


class _FeatureModule(pytest.Module):
    """A feature file, whose scenarios are tests."""

    def _getobj(self) -> ModuleType:
        parsed.features.pop(str(self.path), None)  # pytest-bdd would go on with the file as it was first read
        module = ModuleType("feature")
        feature = parsed.get_feature(str(self.path.parent), self.path.name)
        for number, name in enumerate(feature.scenarios):
            decorate = pytest_bdd.scenario(self.path.name, name, features_base_dir=str(self.path.parent))
            setattr(module, f"test_{number}", decorate(lambda: None))
        return module


class _Run:
    """One run of pytest: what it collects, and what it finds."""

    def __init__(self, path: Path, policy: Policy, databases: Databases, lines: Collection[int]) -> None:
        self._path, self._policy, self._databases, self._lines = path, policy, databases, lines
        self.outcomes: list[Outcome] = []
        self.trouble = ""
        self.stopped = False

    def pytest_configure(self, config: pytest.Config) -> None:
        """Hand the policy and the registers to the fixtures."""
        config.stash[POLICY], config.stash[DATABASES] = self._policy, self._databases

    def pytest_collection(self, session: pytest.Session) -> bool:
        """Collect the feature, instead of walking through directories."""
        feature = _FeatureModule.from_parent(session, path=self._path)
        session.items = [item for item in session.genitems(feature) if self._chosen(item)]
        session.testscollected = len(session.items)
        return True

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep why a feature could not be collected."""
        if report.failed:
            self.trouble = str(report.longrepr).strip().splitlines()[-1]

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Tell whether somebody stopped the run; pytest says the same of a feature that it cannot collect."""
        self.stopped = excinfo.type is KeyboardInterrupt

    def _chosen(self, item: pytest.Item) -> bool:
        if not self._lines:
            return True
        assert isinstance(item, pytest.Function)
        return scenario_wrapper_template_registry[item.obj].line_number in self._lines

    def pytest_bdd_apply_tag(self, tag: str, function: Any) -> bool:
        """Make no mark of a tag: they are read from the scenario."""
        return True

    def pytest_bdd_before_scenario(self, request: pytest.FixtureRequest, scenario: Scenario) -> None:
        """Keep the scenario as it is told, with the values of its row."""
        request.node.stash[_TOLD] = scenario

    def pytest_bdd_after_scenario(self, request: pytest.FixtureRequest) -> None:
        """Keep which jurisdiction it was about, and which moves of the law it made."""
        world = request.getfixturevalue("world")
        assert isinstance(world, World)
        request.node.stash[_MADE] = (world.jurisdiction, world.fired)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Gather the reports of a scenario; the last one makes its outcome."""
        report = yield
        item.stash.setdefault(_REPORTS, []).append(report)
        if report.when == "teardown":
            self.outcomes.append(self._outcome(item, item.stash[_REPORTS]))
        return report

    def _outcome(self, item: pytest.Item, reports: list[pytest.TestReport]) -> Outcome:
        told, failure = item.stash.get(_TOLD, None), item.stash.get(FAILURE, None)
        broken = next((one for one in reports if one.failed), None)
        if told is None:
            raise RuntimeError(f"{item.nodeid}: {broken.longrepr if broken else ''}")
        values = item.callspec.params.get("_pytest_bdd_example", {}) if hasattr(item, "callspec") else {}
        jurisdiction, fired = item.stash.get(_MADE, ("", frozenset()))
        found = Outcome(
            told.name, told.line_number, _tags(told.feature, told), tuple(values.items()),
            jurisdiction=jurisdiction, fired=fired, seconds=sum(one.duration for one in reports),
        )  # fmt: skip
        if broken is None:
            return found
        if failure is None:
            return replace(found, ok=False, failed_at=told.line_number, reason=str(broken.longrepr))
        helps = failure.pointers
        return replace(
            found, ok=False, failed_at=failure.line, step=failure.step, reason=failure.reason, slip=failure.slip,
            why=helps.why, policy=helps.policy, ask=helps.ask,
        )  # fmt: skip


def _tags(feature: Feature, scenario: Scenario) -> tuple[str, ...]:
    return tuple(sorted(feature.tags | (scenario.rule.tags if scenario.rule else set()) | scenario.tags))
