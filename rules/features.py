"""The features as data: rules, scenarios and steps, with the tags that say what they rest on."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gherkin.parser import Parser

#: Where the features are: beside the packages, in a clone and where the project is installed.
ROOT = Path(__file__).resolve().parents[1] / "features"


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        line: its line.
        keyword: *Biết*, *Khi*, *Thì*, *Và* or *Nhưng*.
        text: what it says.
    """

    line: int
    keyword: str
    text: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario, or the outline of several.

    Attributes:
        name: its name.
        line: its line.
        tags: its tags and those of what it stands in, without ``@``.
        steps: its own steps.
        header: the columns of its data; empty for a plain scenario.
        rows: the rows of its data.
    """

    name: str
    line: int
    tags: tuple[str, ...]
    steps: tuple[Step, ...]
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, or the scenarios of a feature that stand under none.

    Attributes:
        name: what the rule says; empty under none.
        line: its line.
        tags: its own tags, without ``@``.
        before: the steps that precede each of its scenarios, those of the feature left out.
        scenarios: its scenarios.
    """

    name: str
    line: int
    tags: tuple[str, ...]
    before: tuple[Step, ...]
    scenarios: tuple[Scenario, ...]


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature file.

    Attributes:
        path: the file, from the directory that holds ``features``.
        name: what it is about.
        description: what stands below its name.
        tags: its own tags, without ``@``.
        before: the steps that precede every scenario.
        rules: its rules.
    """

    path: str
    name: str
    description: str
    tags: tuple[str, ...]
    before: tuple[Step, ...]
    rules: tuple[Rule, ...]

    @property
    def scenarios(self) -> Iterator[Scenario]:
        """Its scenarios in order."""
        return (scenario for rule in self.rules for scenario in rule.scenarios)


def read_features(root: Path = ROOT) -> tuple[Feature, ...]:
    """Read every feature under a directory, in order of their files.

    Args:
        root: the directory.

    Raises:
        gherkin.errors.ParserError: for a file that cannot be read as a feature; `rules.lint` says why in Vietnamese.
    """
    found = (read_feature(path, path.relative_to(root.parent).as_posix()) for path in sorted(root.rglob("*.feature")))
    return tuple(found)


def read_feature(path: Path, shown: str) -> Feature:
    """Read one feature file.

    Args:
        path: the file.
        shown: what it is called.
    """
    content: Any = Parser().parse(path.read_text(encoding="utf-8"))["feature"]
    tags = _tags(content)
    rules, loose = list[Rule](), list[Scenario]()
    for child in content["children"]:
        if "scenario" in child:
            loose.append(_scenario(child["scenario"], tags))
        elif "rule" in child:
            rules.append(_rule(child["rule"], tags))
    if loose:
        rules.insert(0, Rule("", content["location"]["line"], (), (), tuple(loose)))
    description = " ".join(content["description"].split())
    return Feature(shown, content["name"], description, tags, _before(content), tuple(rules))


def _rule(rule: Any, above: tuple[str, ...]) -> Rule:
    tags = _tags(rule)
    scenarios = tuple(_scenario(child["scenario"], above + tags) for child in rule["children"] if "scenario" in child)
    return Rule(rule["name"], rule["location"]["line"], tags, _before(rule), scenarios)


def _scenario(scenario: Any, above: tuple[str, ...]) -> Scenario:
    tables = [table for table in scenario["examples"] if table.get("tableHeader")]
    header = _cells(tables[0]["tableHeader"]) if tables else ()
    rows = tuple(_cells(row) for table in tables for row in table.get("tableBody", ()))
    tags = tuple(dict.fromkeys(above + _tags(scenario)))
    return Scenario(scenario["name"], scenario["location"]["line"], tags, _steps(scenario["steps"]), header, rows)


def _before(part: Any) -> tuple[Step, ...]:
    return tuple(
        step for child in part["children"] if "background" in child for step in _steps(child["background"]["steps"])
    )


def _steps(steps: Any) -> tuple[Step, ...]:
    return tuple(Step(step["location"]["line"], step["keyword"].strip(), step["text"]) for step in steps)


def _cells(row: Any) -> tuple[str, ...]:
    return tuple(cell["value"] for cell in row["cells"])


def _tags(part: Any) -> tuple[str, ...]:
    return tuple(tag["name"].removeprefix("@") for tag in part["tags"])
