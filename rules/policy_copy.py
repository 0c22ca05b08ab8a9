"""A copy of a policy with a few entries changed, read again by the real loader."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from config.loader import load_policy, packaged_root
from config.policy import Policy

PARTS = ("national", "jurisdictions")


@lru_cache(maxsize=1)
def packaged_policy() -> Policy:
    """Return the policy that comes with the program, read once."""
    return load_policy(packaged_root())


class PolicyCopy:
    """The policy that a scenario is about: the one in force until something is changed.

    Attributes:
        original: the policy in force.
    """

    def __init__(self, root: Path, original: Policy) -> None:
        self.original = original
        self._root = root
        self._yaml = YAML()
        self._yaml.preserve_quotes = True
        self._yaml.width = 4096
        self._changed = False

    @property
    def root(self) -> Path:
        """Where the policy stands: that of the copy once anything was changed."""
        return self._root if self._changed else self.original.root

    def change(self, file: str, change: Callable[[Any], None]) -> None:
        """Change one file of the policy, named as in the loader's messages."""
        if not self._changed:
            for part in PARTS:
                shutil.copytree(self.original.root / part, self._root / part)
            self._changed = True
        path = self._root / file
        content = self._yaml.load(path)
        change(content)
        self._yaml.dump(content, path)

    def load(self) -> Policy:
        """Read the policy.

        Raises:
            PolicyErrors: when what was changed makes it wrong.
        """
        return load_policy(self._root) if self._changed else self.original
