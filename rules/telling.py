"""How a scenario that fails is told: feature file, line, step and reason, in Vietnamese."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.parser import Feature, Scenario, Step

from config.errors import PolicyErrors
from rules.names import nearest
from rules.pointers import NOTHING, Pointers, pointers
from rules.sentences import SENTENCES, Sentence, Slip
from rules.world import World
from workflows.working_time import OutsideCalendar


@dataclass(frozen=True, slots=True)
class Failure:
    """The step at which a scenario failed.

    Attributes:
        file: the feature, from the root of the run.
        line: line of the step.
        scenario: its name.
        step: the step as written.
        reason: what the engine did instead, or what is wrong with the step.
        slip: whether the author wrote what cannot be meant.
        broken: whether the program itself broke.
        pointers: why, and where to look.
    """

    file: str
    line: int
    scenario: str
    step: str
    reason: str
    slip: bool = False
    broken: bool = False
    pointers: Pointers = NOTHING

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


class Unmentioned(AssertionError):
    """An act was refused, and the scenario goes on as if it had not been."""


FAILURE = pytest.StashKey[Failure]()


def _note(request: pytest.FixtureRequest, scenario: Scenario, step: Step, reason: str, **more: Any) -> None:
    file = Path(scenario.feature.filename)
    root = request.config.rootpath
    shown = file.relative_to(root) if file.is_relative_to(root) else file
    words = f"{step.keyword.strip()} {step.name}"
    request.node.stash[FAILURE] = Failure(
        shown.as_posix(), step.line_number, scenario.name, words, reason or "không rõ", **more
    )


def _sentence(step: Step) -> Sentence | None:
    return next((one for one in SENTENCES if one.is_matching(step.name) and one.type in (None, step.type)), None)


def pytest_bdd_before_step_call(
    request: pytest.FixtureRequest, step: Step, step_func: Callable[..., Any], step_func_args: dict[str, Any]
) -> None:
    """Fail where an act was refused and the scenario goes on as if it had not been."""
    world = request.getfixturevalue("world")
    assert isinstance(world, World)
    sentence = _sentence(step)
    if world.refusals and not (sentence is not None and sentence.answers_refusal):
        raise Unmentioned("Việc ở bước trước bị từ chối mà kịch bản không nói tới: " + "; ".join(world.refusals))


def pytest_bdd_step_error(
    request: pytest.FixtureRequest,
    feature: Feature,
    scenario: Scenario,
    step: Step,
    step_func_args: dict[str, Any],
    exception: Exception,
) -> None:
    """Keep what failed, where, and why."""
    if isinstance(exception, Slip | OutsideCalendar):
        _note(request, scenario, step, str(exception), slip=True)
    elif isinstance(exception, PolicyErrors):
        _note(request, scenario, step, f"Chính sách như kịch bản đặt ra bị sai: {exception}")
    elif isinstance(exception, AssertionError):
        found = NOTHING
        if step.type == "then" and not isinstance(exception, Unmentioned):
            # What helps to understand a failure must never stand in its place.
            with suppress(Exception):
                found = _pointers(request, feature, scenario, step, step_func_args)
        _note(request, scenario, step, str(exception), pointers=found)
    else:
        _note(request, scenario, step, f"lỗi của chương trình, {type(exception).__name__}: {exception}", broken=True)


def _pointers(
    request: pytest.FixtureRequest, feature: Feature, scenario: Scenario, step: Step, arguments: dict[str, Any]
) -> Pointers:
    sentence = _sentence(step)
    rule = scenario.rule.tags if scenario.rule else set[str]()
    tags = feature.tags | rule | scenario.tags
    return pointers(request.getfixturevalue("world"), arguments, sentence.about if sentence else "", tags)


def pytest_bdd_step_func_lookup_error(
    request: pytest.FixtureRequest, feature: Feature, scenario: Scenario, step: Step, exception: Exception
) -> None:
    """Offer the nearest sentence for one that nobody defined."""
    examples = [one.example for one in SENTENCES if one.type in (None, step.type)]
    _note(request, scenario, step, f"Chưa có câu này{nearest(step.name, examples)}", slip=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put the story of the failure in place of a traceback; below it where the program itself broke."""
    report = yield
    failure = item.stash.get(FAILURE, None)
    if report.when == "call" and report.failed and failure is not None:
        told = f"\n\n{call.excinfo.getrepr(style='short')}" if failure.broken and call.excinfo is not None else ""
        report.longrepr = f"{failure}{told}"
    return report
