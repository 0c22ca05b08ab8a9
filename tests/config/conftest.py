"""A policy that tests may break, and ways to read what the loader says."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from config.errors import PolicyError, PolicyErrors
from config.loader import load_policy, packaged_root
from config.policy import Policy


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The packaged policy."""
    return load_policy(packaged_root())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the packaged policy, to be broken."""
    for folder in ("national", "jurisdictions"):
        shutil.copytree(packaged_root() / folder, tmp_path / folder)
    return tmp_path


@pytest.fixture
def findings(root: Path) -> Callable[[], tuple[PolicyError, ...]]:
    """Load the copy, and give what was found (nothing when it is sound)."""

    def load() -> tuple[PolicyError, ...]:
        try:
            load_policy(root)
        except PolicyErrors as refusal:
            return refusal.errors
        return ()

    return load
