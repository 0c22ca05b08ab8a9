"""Which clause has which duties, scenarios and rules of the law; and what stands alone."""

import ast
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from config.directive import Clause, Directive
from config.located import Located
from config.policy import Policy
from rules.features import Feature, Scenario
from rules.world import Move
from state_machines.law import Rule
from workflows.register.moves import LAWS

#: The prefix of a tag that names a clause.
CLAUSE = "muc_"
_ROOT = Path(__file__).resolve().parents[1]
_PACKAGES = ("config", "state_machines", "workflows", "flows")


@dataclass(frozen=True, slots=True)
class Case:
    """A scenario and its feature.

    Attributes:
        feature: where it stands.
        scenario: the scenario.
    """

    feature: Feature
    scenario: Scenario

    @property
    def place(self) -> str:
        """Its file and line."""
        return f"{self.feature.path}:{self.scenario.line}"


@dataclass(frozen=True, slots=True)
class Covered:
    """A clause and what speaks of it.

    Attributes:
        directive: the directive.
        clause: the clause.
        cases: the scenarios that name it.
    """

    directive: Directive
    clause: Clause
    cases: tuple[Case, ...]

    @property
    def makes_duties(self) -> bool:
        """Whether it makes somebody do something, so that a scenario is to be expected."""
        return bool(self.clause.duties)


@dataclass(frozen=True, slots=True)
class Lawful:
    """A rule of the law and the scenarios in which it was used.

    Attributes:
        machine: name of the machine.
        rule: the rule.
        cases: the scenarios; empty where none was run, or none uses it.
    """

    machine: str
    rule: Rule
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What covers what.

    Attributes:
        clauses: every clause of every directive, in order.
        loose: scenarios that name no clause, with the promise, default or mechanism that they rest on.
        law: every rule of the law, in order; empty when the scenarios were not run.
        unread: options of the policy that no code reads, as ``model.field``.
    """

    clauses: tuple[Covered, ...]
    loose: tuple[Case, ...]
    law: tuple[Lawful, ...]
    unread: tuple[str, ...]

    @property
    def bare(self) -> tuple[Covered, ...]:
        """The clauses that make duties, and have no scenario."""
        return tuple(one for one in self.clauses if one.makes_duties and not one.cases)

    @property
    def idle(self) -> tuple[Lawful, ...]:
        """The rules of the law that no scenario used."""
        return tuple(one for one in self.law if not one.cases)


def cover(
    policy: Policy, features: Collection[Feature], fired: Mapping[tuple[str, int], Collection[Move]] | None = None
) -> Coverage:
    """Match clauses, duties, scenarios and rules of the law.

    Args:
        policy: the policy in force.
        features: the features.
        fired: by file and line of a scenario, the moves that its register went through; None where nothing was run.
    """
    cases = [Case(feature, scenario) for feature in features for scenario in feature.scenarios]
    clauses = [
        Covered(directive, clause, tuple(case for case in cases if names(case.scenario, key, clause)))
        for key, jurisdiction in policy.jurisdictions.items()
        for directive in jurisdiction.directives.values()
        for clause in directive.clauses
    ]
    loose = tuple(case for case in cases if not any(tag.startswith(CLAUSE) for tag in case.scenario.tags))
    return Coverage(tuple(clauses), loose, tuple(_law(cases, fired or {})) if fired is not None else (), unread())


def names(scenario: Scenario, jurisdiction: str, clause: Clause) -> bool:
    """Tell whether a scenario names a clause: by the tag of its jurisdiction and that of its path."""
    return jurisdiction in scenario.tags and CLAUSE + clause.path.replace(".", "_") in scenario.tags


def _law(cases: Collection[Case], fired: Mapping[tuple[str, int], Collection[Move]]) -> Iterator[Lawful]:
    for law in LAWS.values():
        for rule in law.rules:
            move = (law.name, rule.trigger, rule.source, rule.dest)
            yield Lawful(
                law.name,
                rule,
                tuple(one for one in cases if move in fired.get((one.feature.path, one.scenario.line), ())),
            )


@cache
def unread() -> tuple[str, ...]:
    """Return the options of the policy whose name no code reads, as ``model.field``."""
    read = set(_attributes())
    models = sorted(_models(Located), key=lambda model: model.__name__)
    return tuple(
        f"{model.__name__}.{field}"
        for model in models
        for field in model.model_fields
        if field not in read and field in model.__annotations__
    )


def _models(model: type[Located]) -> Iterator[type[Located]]:
    for below in model.__subclasses__():
        yield below
        yield from _models(below)


def _attributes() -> Iterator[str]:
    """Yield every name that the program reads as an attribute, or asks for by its text."""
    for package in _PACKAGES:
        for path in sorted((_ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                    yield node.attr
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value
