"""An office for each test, on both databases, copied from one that was prepared once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from tests.postgres import PostgresServer
from tests.usecases.office import Office, open_register, small, vn
from workflows.register.unit_of_work import Register

BEGIN = "2024-01-12 00:00"


@dataclass
class Prepared:
    """Registers in which nobody has acted until an instant, made once and copied.

    Attributes:
        root: where what was made once is kept.
        server: PostgreSQL, or None for SQLite.
    """

    root: Path
    server: PostgresServer | None = None
    _made: dict[datetime, tuple[Path, str]] = field(default_factory=dict)

    def at(self, instant: datetime, home: Path) -> Register:
        """Copy the register of an instant into ``home``; it goes on from the latest one made before."""
        if instant not in self._made:
            made = self.root / f"{instant:%Y-%m-%dT%H%M}"
            if instant == vn(BEGIN):
                register = open_register(self._new(made), made)
                Office(register, small(), instant).assign()
            else:
                if not self._made:
                    self.drop(self.at(vn(BEGIN), home.with_name("begin")))
                before = max(known for known in self._made if known < instant)
                register = self._copy(self._made[before], made)
                Office(register, small(), before).pass_time(instant)
            register.engine.dispose()
            self._made[instant] = (made, register.engine.url.render_as_string(hide_password=False))
        return self._copy(self._made[instant], home)

    def drop(self, register: Register) -> None:
        """Close a register, and drop its database on a server."""
        register.engine.dispose()
        if self.server:
            self.server.drop_database(register.engine.url.render_as_string(hide_password=False))

    def drop_all(self) -> None:
        """Drop what was made once."""
        for _, url in self._made.values():
            if self.server:
                self.server.drop_database(url)

    def _copy(self, made: tuple[Path, str], home: Path) -> Register:
        shutil.copytree(made[0], home)
        return open_register(self._new(home, template=made[1].rpartition("/")[2]), home)

    def _new(self, home: Path, template: str = "template0") -> str:
        return self.server.create_database(template=template) if self.server else f"sqlite:///{home / 'namro.db'}"


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Prepared]]:
    """Keep the registers that offices are copied from."""
    made = {"sqlite": Prepared(tmp_path_factory.mktemp("sqlite"))}
    yield made
    for prepared in made.values():
        prepared.drop_all()


@pytest.fixture(params=["sqlite", "postgresql"])
def prepared(
    request: pytest.FixtureRequest, made_once: dict[str, Prepared], tmp_path_factory: pytest.TempPathFactory
) -> Prepared:
    """Give the registers of one kind of database."""
    kind = str(request.param)
    if kind not in made_once:
        made_once[kind] = Prepared(tmp_path_factory.mktemp(kind), request.getfixturevalue("postgres_server"))
    return made_once[kind]


def _opener(prepared: Prepared, tmp_path: Path) -> Iterator[Callable[..., Office]]:
    opened: list[Office] = []

    def open_at(instant: str = BEGIN) -> Office:
        office = Office(prepared.at(vn(instant), tmp_path / f"office-{len(opened)}"), small(), vn(instant))
        opened.append(office)
        return office

    yield open_at
    for office in opened:
        prepared.drop(office.register)


@pytest.fixture
def office_at(prepared: Prepared, tmp_path: Path) -> Iterator[Callable[..., Office]]:
    """Open an office in which nobody has acted until an instant; on SQLite, and again on PostgreSQL."""
    yield from _opener(prepared, tmp_path)


@pytest.fixture
def lite_office_at(made_once: dict[str, Prepared], tmp_path: Path) -> Iterator[Callable[..., Office]]:
    """Open an office in which nobody has acted until an instant, on SQLite only."""
    yield from _opener(made_once["sqlite"], tmp_path)


@pytest.fixture
def empty_register(database_url: str, tmp_path: Path) -> Iterator[Register]:
    """Open a register in which nothing has happened, on either database."""
    register = open_register(database_url, tmp_path / "register")
    yield register
    register.engine.dispose()


@pytest.fixture
def lite_register(sqlite_url: str, tmp_path: Path) -> Iterator[Register]:
    """Open a register in which nothing has happened, on SQLite."""
    register = open_register(sqlite_url, tmp_path / "register")
    yield register
    register.engine.dispose()
