"""An office for each test, on both databases, copied from one that was prepared once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.steps.databases import Databases
from tests.usecases.office import Office, small, vn
from workflows.register.unit_of_work import Register

BEGIN = "2024-01-12 00:00"


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Databases]]:
    """Keep the databases that offices are copied from."""
    made: dict[str, Databases] = {}
    yield made
    for databases in made.values():
        databases.drop_all()


@pytest.fixture(params=["sqlite", "postgresql"])
def databases_of(
    request: pytest.FixtureRequest, made_once: dict[str, Databases], tmp_path_factory: pytest.TempPathFactory
) -> Databases:
    """Give the databases of one kind."""
    kind = str(request.param)
    server = request.getfixturevalue("postgres_server") if kind == "postgresql" else None
    if kind not in made_once:
        made_once[kind] = Databases(tmp_path_factory.mktemp(kind), server)
    return made_once[kind]


@pytest.fixture
def sqlite_databases(made_once: dict[str, Databases], tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """Give the SQLite databases, for what does not depend on the database."""
    if "sqlite" not in made_once:
        made_once["sqlite"] = Databases(tmp_path_factory.mktemp("sqlite"))
    return made_once["sqlite"]


def _opener(databases: Databases, tmp_path: Path) -> Iterator[Callable[[str], Office]]:
    opened: list[Office] = []

    def prepare(register: Register, until: datetime) -> None:
        office = Office(register, small(), vn(BEGIN))
        office.assign()
        office.pass_time(until)

    def open_at(instant: str = BEGIN) -> Office:
        home = tmp_path / f"office-{len(opened)}"
        register = databases.like(instant, home, lambda made: prepare(made, vn(instant)))
        office = Office(register, small(), vn(instant))
        opened.append(office)
        return office

    yield open_at
    for office in opened:
        databases.drop(office.register)


@pytest.fixture
def office_at(databases_of: Databases, tmp_path: Path) -> Iterator[Callable[[str], Office]]:
    """Open an office in which nobody has acted until an instant; on SQLite, and again on PostgreSQL."""
    yield from _opener(databases_of, tmp_path)


@pytest.fixture
def lite_office_at(sqlite_databases: Databases, tmp_path: Path) -> Iterator[Callable[[str], Office]]:
    """Open an office in which nobody has acted until an instant, on SQLite only."""
    yield from _opener(sqlite_databases, tmp_path)
