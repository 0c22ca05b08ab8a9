"""A register of its own for each test, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from workflows.register.unit_of_work import Register


@pytest.fixture
def register(database_url: str, tmp_path: Path) -> Iterator[Register]:
    """Open a fresh register with its key and its anchors beside it."""
    opened = Register.open(database_url, key_file=tmp_path / "keys" / "seal", anchors=tmp_path / "anchors.jsonl")
    yield opened
    opened.engine.dispose()
