"""Judge the mutants of each expectation while the features run: one that holds as well fails its scenario.

Expectations only read, so each that held is asked again at once with one place changed, as a line of text read by the
real sentences; what is changed how: tests/rules/mutations.py. PYTEST_DONT_REWRITE: survivors are told by themselves.
"""

from __future__ import annotations

import pytest
from pytest_bdd.parser import Scenario, Step

from tests.rules.mutations import surviving
from tests.rules.playing import line_of

#: The refusals that were left unmentioned when a step was reached.
REFUSED = pytest.StashKey[list[str]]()


def pytest_bdd_before_step_call(request: pytest.FixtureRequest) -> None:
    """Note what was refused before the step."""
    request.node.stash[REFUSED] = list(request.getfixturevalue("world").refusals)


def pytest_bdd_after_step(request: pytest.FixtureRequest, scenario: Scenario, step: Step) -> None:
    """Fail where a changed expectation holds as well."""
    if step.type != "then":
        return
    line = line_of(step)
    found = surviving(request.getfixturevalue("world"), line, request.node.stash[REFUSED])
    if found:
        place = f"{scenario.feature.rel_filename}:{line.number}: {line}"
        pytest.fail("\n    ".join((place, *found)), pytrace=False)
