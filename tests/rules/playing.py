"""Scenarios played line by line without pytest-bdd: stopped anywhere, judged again with a line changed or left out.

A test compares what is judged here with what a run of pytest says of the same lines.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from pytest_bdd.parser import FeatureParser, ScenarioTemplate

from config.policy import Policy
from rules.databases import Databases
from rules.lint import load_sentences
from rules.sentences import SENTENCES, Sentence, Slip
from rules.world import World

ROOT = Path(__file__).resolve().parents[2]
FEATURES = sorted((ROOT / "features").rglob("*.feature"))
#: What an expectation may change in its world, though it only reads the register.
KEPT = ("refusals", "answered", "unclear", "swept", "mark", "now")
#: Numbers of directories.
numbers = count()
load_sentences()


@dataclass(frozen=True)
class Line:
    """One step of a scenario, its data filled in."""

    number: int
    keyword: str
    kind: str
    text: str
    table: tuple[tuple[str, ...], ...] = ()

    def __str__(self) -> str:
        """Say it as it stands in the feature."""
        return f"{self.keyword} {self.text}" + "".join(f" | {' | '.join(row)} |" for row in self.table)

    @property
    def sentence(self) -> Sentence:
        """The one sentence that it is.

        Raises:
            LookupError: when nobody defined it, or it can be read in two ways.
        """
        found = [one for one in SENTENCES if one.type in (None, self.kind) and one.is_matching(self.text)]
        if len(found) != 1:
            raise LookupError(f"«{self.text}» is {len(found)} sentences")
        return found[0]


@dataclass(frozen=True)
class Run:
    """One scenario with one row of its data."""

    file: str
    name: str
    tags: frozenset[str]
    lines: tuple[Line, ...]

    @property
    def place(self) -> str:
        """The first line: whose directive it is about."""
        return self.lines[0].text

    def until(self, line: Line) -> tuple[Line, ...]:
        """What people do before a line; what is expected before it is left out."""
        return tuple(one for one in self.lines[: self.lines.index(line)] if one.kind != "then")

    @property
    def acts(self) -> tuple[Line, ...]:
        """What people do."""
        return tuple(one for one in self.lines if one.kind != "then")


def runs(path: Path) -> list[Run]:
    """Every run of the scenarios of a feature file."""
    feature = FeatureParser(str(path.parent), path.name).parse()
    found = []
    for template in feature.scenarios.values():
        tags = frozenset(feature.tags | template.tags | (template.rule.tags if template.rule else set()))
        rows = [row for table in template.examples for row in table.as_contexts()]
        found += [_run(path, template, row, tags) for row in rows or [{}]]
    return found


def _run(path: Path, template: ScenarioTemplate, row: dict[str, str], tags: frozenset[str]) -> Run:
    scenario = template.render(row)
    lines = []
    for step in scenario.steps:
        cells = step.datatable.raw() if step.datatable else ()
        table = tuple(tuple(str(cell) for cell in row) for row in cells)
        lines.append(Line(step.line_number, step.keyword.strip(), step.type, step.name, table))
    shown = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)
    return Run(shown, scenario.name, tags, tuple(lines))


@contextmanager
def made(home: Path, databases: Databases, policy: Policy) -> Iterator[World]:
    """A world for one run, closed and cleared away afterwards."""
    world = World(home / f"world-{next(numbers)}", databases, policy)
    try:
        yield world
    finally:
        world.close()
        shutil.rmtree(world.home, ignore_errors=True)


def do(world: World, line: Line) -> None:
    """Do what one line says, as a test run does: a refusal that it leaves unmentioned is a failure."""
    sentence = line.sentence
    if world.refusals and not sentence.answers_refusal:
        raise AssertionError("Việc ở bước trước bị từ chối mà kịch bản không nói tới: " + "; ".join(world.refusals))
    _call(world, sentence, line)


def do_anyway(world: World, lines: tuple[Line, ...]) -> None:
    """Do what lines say, whatever is refused, as far as it can be meant."""
    for line in lines:
        world.refusals = []
        with suppress(Slip):
            _call(world, line.sentence, line)


def _call(world: World, sentence: Sentence, line: Line) -> None:
    given: dict[str, Any] = sentence.parse_arguments(line.text) or {}
    if line.table:
        given["datatable"] = [list(row) for row in line.table]
    sentence.does(world, **given)


def fails(world: World, line: Line, *, refused: list[str] | None = None) -> str:
    """Judge an expectation, and leave the world as it was.

    Args:
        world: where the scenario stands.
        line: the expectation.
        refused: the refusals that were left unmentioned when it was reached; None for those of now.

    Returns:
        Why it fails; empty text when it holds.

    Raises:
        Slip: when it names something that there is not.
    """
    kept = {name: getattr(world, name) for name in KEPT}
    if refused is not None:
        world.refusals = list(refused)
    try:
        do(world, line)
    except Slip:
        raise
    except AssertionError as reason:
        return str(reason) or "không rõ"
    else:
        return ""
    finally:
        for name, value in kept.items():
            setattr(world, name, value)


def changed(line: Line, start: int, end: int, other: str) -> Line:
    """The line with another text in one place."""
    return replace(line, text=line.text[:start] + other + line.text[end:])
