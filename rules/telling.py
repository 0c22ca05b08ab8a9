"""How a scenario that fails is told: feature file, line, step and reason, in Vietnamese."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.parser import Feature, Scenario, Step

from tests.steps.names import nearest
from tests.steps.sentences import SENTENCES, Sentence, Slip
from tests.steps.world import World


@dataclass(frozen=True, slots=True)
class Failure:
    """The step at which a scenario failed."""

    file: str
    line: int
    scenario: str
    step: str
    reason: str
    expected: bool

    def __str__(self) -> str:
        """Tell it."""
        return "\n".join(
            (
                f"KỊCH BẢN KHÔNG ĐẠT: {self.scenario}",
                f"  {self.file}:{self.line}",
                f"  Bước: {self.step}",
                *(f"  {'Lý do: ' if n == 0 else '       '}{line}" for n, line in enumerate(self.reason.splitlines())),
            )
        )


FAILURE = pytest.StashKey[Failure]()


def _note(request: pytest.FixtureRequest, scenario: Scenario, step: Step, reason: str, *, expected: bool) -> None:
    file = Path(scenario.feature.filename)
    root = request.config.rootpath
    shown = file.relative_to(root) if file.is_relative_to(root) else file
    words = f"{step.keyword.strip()} {step.name}"
    request.node.stash[FAILURE] = Failure(
        shown.as_posix(), step.line_number, scenario.name, words, reason or "không rõ", expected
    )


def pytest_bdd_before_step_call(
    request: pytest.FixtureRequest, step: Step, step_func: Callable[..., Any], step_func_args: dict[str, Any]
) -> None:
    """Fail where an act was refused and the scenario goes on as if it had not been."""
    world = request.getfixturevalue("world")
    assert isinstance(world, World)
    sentence = next((one for one in SENTENCES if one.is_matching(step.name) and one.type in (None, step.type)), None)
    if world.refusals and not (isinstance(sentence, Sentence) and sentence.answers_refusal):
        raise AssertionError("Việc ở bước trước bị từ chối mà kịch bản không nói tới: " + "; ".join(world.refusals))


def pytest_bdd_step_error(
    request: pytest.FixtureRequest, feature: Feature, scenario: Scenario, step: Step, exception: Exception
) -> None:
    """Keep what failed and where."""
    expected = isinstance(exception, AssertionError | Slip)
    reason = str(exception) if expected else f"lỗi của chương trình, {type(exception).__name__}: {exception}"
    _note(request, scenario, step, reason, expected=expected)


def pytest_bdd_step_func_lookup_error(
    request: pytest.FixtureRequest, feature: Feature, scenario: Scenario, step: Step, exception: Exception
) -> None:
    """Offer the nearest sentence for one that nobody defined."""
    examples = [one.example for one in SENTENCES if one.type in (None, step.type)]
    _note(request, scenario, step, f"Chưa có câu này{nearest(step.name, examples)}", expected=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put the story of the failure in place of a traceback; below it where the program itself broke."""
    report = yield
    failure = item.stash.get(FAILURE, None)
    if report.when == "call" and report.failed and failure is not None:
        told = "" if failure.expected or call.excinfo is None else f"\n\n{call.excinfo.getrepr(style='short')}"
        report.longrepr = f"{failure}{told}"
    return report
