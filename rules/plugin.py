"""What pytest needs to run a feature: where registers come from, the world of a scenario, and every sentence.

PYTEST_DONT_REWRITE: a step tells by itself what it found, and may have been imported before pytest was started.
"""

import importlib

import pytest

from rules import databases, telling, world
from rules.steps import MODULES


def pytest_configure(config: pytest.Config) -> None:
    """Register the fixtures, the hooks and the sentences."""
    for module in (databases, world, telling, *map(importlib.import_module, MODULES)):
        if not config.pluginmanager.is_registered(module):
            config.pluginmanager.register(module, module.__name__)
