"""How much of a long proof one run does: a part by default, all of it with ``NAMRO_ALL_MUTANTS=1`` (``make mutants``)."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TypeVar

One = TypeVar("One")
#: One in so many is tried in every run of the suite.
PART = 4


def share(every: Iterable[One]) -> list[One]:
    """Return what this run tries: always the same part, spread over the whole; or all of it."""
    found = list(every)
    return found if os.environ.get("NAMRO_ALL_MUTANTS") == "1" else found[::PART]
