"""Every feature, run on the real use cases with the policy in force."""

from pytest_bdd import scenarios

pytest_plugins = (
    "tests.steps.databases",
    "tests.steps.world",
    "tests.steps.telling",
    "tests.steps.answers",
    "tests.steps.assignments",
    "tests.steps.clock",
    "tests.steps.directives",
    "tests.steps.escalations",
    "tests.steps.figures",
    "tests.steps.identity",
    "tests.steps.journal",
    "tests.steps.law",
    "tests.steps.notices",
    "tests.steps.reasons",
    "tests.steps.reports",
)

scenarios(".")
