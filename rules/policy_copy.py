"""A copy of a policy with a few entries changed, read again by the real loader."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from config.loader import load_policy, packaged_root
from config.policy import Policy
from config.yaml_source import read

PARTS = ("national", "jurisdictions")


@lru_cache(maxsize=1)
def packaged_policy() -> Policy:
    """Return the policy that comes with the program, read once."""
    return load_policy(packaged_root())


class PolicyCopy:
    """The policy that a scenario is about: the one in force until something is changed.

    What is changed is the jurisdiction alone, beside the national rules: the others have no say in it.

    Attributes:
        original: the policy in force.
    """

    def __init__(self, root: Path, original: Policy) -> None:
        self.original = original
        self._root = root
        self._content: dict[str, Any] = {}

    @property
    def changed(self) -> bool:
        """Whether anything was changed."""
        return bool(self._content)

    @property
    def root(self) -> Path:
        """Where the policy stands: that of the copy once anything was changed."""
        return self._root if self.changed else self.original.root

    def change(self, file: str, change: Callable[[Any], None]) -> None:
        """Change one file of the policy, named as in the loader's messages."""
        if file not in self._content:
            self._copy(file)
            self._content[file] = _plain(read(self.original.root / file, self.original.root)[0])
        change(self._content[file])
        (self._root / file).write_text("\n".join(_written(self._content[file])) + "\n", encoding="utf-8")

    def load(self) -> Policy:
        """Read the policy.

        Raises:
            PolicyErrors: when what was changed makes it wrong.
        """
        return load_policy(self._root) if self.changed else self.original

    def _copy(self, file: str) -> None:
        """Copy the national rules, and the jurisdiction of a file; of a national file, all of them."""
        national, jurisdictions = PARTS
        part, name, *_ = file.split("/")
        wanted = [name] if part == jurisdictions else self.original.jurisdictions
        for one in (national, *(f"{jurisdictions}/{key}" for key in wanted)):
            if not (self._root / one).exists():
                shutil.copytree(self.original.root / one, self._root / one)


def _plain(value: Any) -> Any:
    """Return what was read as data that may be changed."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _written(value: Any, indent: str = "") -> Iterator[str]:
    """Yield the lines of YAML that say the same."""
    if isinstance(value, dict) and value:
        for key, one in value.items():
            if isinstance(one, dict | list) and one:
                yield f"{indent}{key}:"
                yield from _written(one, indent + "  ")
            else:
                yield f"{indent}{key}: {_scalar(one)}"
    elif isinstance(value, list) and value:
        for one in value:
            first, *more = _written(one, indent + "  ")
            yield f"{indent}- {first.lstrip()}"
            yield from more
    else:
        yield f"{indent}{_scalar(value)}"


def _scalar(value: Any) -> str:
    """Write one value; only texts are quoted, so that everything else is read as what it is."""
    if isinstance(value, date):
        return value.isoformat()
    return (
        json.dumps(value, ensure_ascii=False)
        if isinstance(value, str | bool | dict | list) or value is None
        else str(value)
    )
