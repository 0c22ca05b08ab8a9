"""The registers that scenarios run on: a fresh one each, copied from one that was made once per session."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import event

from workflows.register.unit_of_work import Register

FILE = "namro.db"
#: Name of the register in which nothing has happened.
EMPTY = "empty"
#: A register here lives as long as its scenario: no power cut needs to be outlived.
NO_POWER_CUT = "PRAGMA synchronous = OFF"


class Server(Protocol):
    """A database server on which registers are made instead of in files."""

    def create_database(self, template: str = ...) -> str:
        """Make a database, as a copy of the one named, and return its address."""

    def drop_database(self, url: str) -> None:
        """Drop the database at an address."""


@dataclass
class Databases:
    """Gives one register after another to the scenarios of a process, each a copy of one that was made once.

    All of them lie in one place and, in files, are read through one engine: what it has learnt of one scenario's
    statements serves the next.

    Attributes:
        root: directory of what was made once, and copied.
        server: where registers are made; None for files of SQLite.
    """

    root: Path
    server: Server | None = None
    _kept: dict[str, dict[datetime, Path]] = field(default_factory=dict)
    _homes: dict[str, Path] = field(default_factory=dict)
    _urls: dict[str, str] = field(default_factory=dict)
    _register: Register | None = None

    @property
    def home(self) -> Path:
        """Directory of the register that is in use: its key, its anchors, and its file."""
        return self.root / "now"

    def like(self, name: str, prepare: Callable[[Register], None]) -> Register:
        """Give a copy of the register called ``name``, preparing that one the first time."""
        if EMPTY not in self._homes:
            self._make(EMPTY, lambda _empty: None)
        if name not in self._homes:
            self._make(name, prepare)
        return self._put(self._homes[name], name)

    def _make(self, name: str, prepare: Callable[[Register], None]) -> None:
        """Make what is copied later; it begins as a copy of the empty one."""
        made = self.root / str(len(self._homes))
        if name != EMPTY:
            shutil.copytree(self._homes[EMPTY], made)
        register = self._open(made, self._database(EMPTY) if name != EMPTY else self._database(""))
        try:
            prepare(register)
        except BaseException:
            self.drop(register)
            shutil.rmtree(made)
            raise
        self._urls[name] = register.engine.url.render_as_string(hide_password=False)
        register.engine.dispose()
        self._homes[name] = made

    def keep(self, name: str, at: datetime) -> None:
        """Keep how the register called ``name`` stands at an instant, where nobody has done anything yet."""
        if self.server or at in self._kept.setdefault(name, {}):
            return
        kept = self.root / f"kept-{sum(map(len, self._kept.values()))}"
        shutil.copytree(self.home, kept, ignore=shutil.ignore_patterns(f"{FILE}*"))
        with closing(sqlite3.connect(self.home / FILE)) as source, closing(sqlite3.connect(kept / FILE)) as copy:
            copy.execute(NO_POWER_CUT)
            source.backup(copy)
        self._kept[name][at] = kept

    def latest(self, name: str, after: datetime, until: datetime, *, including: bool) -> datetime | None:
        """Return the last instant in a stretch of time for which the register called ``name`` was kept."""
        known = (at for at in self._kept.get(name, ()) if after < at < until or (including and at == until > after))
        return max(known, default=None)

    def restore(self, name: str, at: datetime) -> Register:
        """Give what was kept in place of the register in use."""
        return self._put(self._kept[name][at], name)

    def drop(self, register: Register) -> None:
        """Close a register, and drop its database on a server."""
        register.engine.dispose()
        if self.server:
            self.server.drop_database(register.engine.url.render_as_string(hide_password=False))

    def drop_all(self) -> None:
        """Drop what was made once."""
        for url in self._urls.values():
            if self.server:
                self.server.drop_database(url)

    def _put(self, source: Path, name: str) -> Register:
        """Put a copy of what was made into the place that is in use, and give its register."""
        if self._register is not None:
            self._register.engine.dispose()
        shutil.copytree(source, self.home, dirs_exist_ok=True)
        for left in {path.name for path in self.home.iterdir()} - {path.name for path in source.iterdir()}:
            (self.home / left).unlink()
        if self.server or self._register is None:
            self._register = self._open(self.home, self._database(name))
        return self._register

    def _database(self, name: str) -> str:
        """Make a database on the server, as a copy of the one called ``name``; empty without a server."""
        if self.server is None:
            return ""
        return (
            self.server.create_database(self._urls[name].rpartition("/")[2]) if name else self.server.create_database()
        )

    def _open(self, home: Path, url: str) -> Register:
        home.mkdir(parents=True, exist_ok=True)
        register = Register.open(
            url or f"sqlite:///{home / FILE}", key_file=home / "seal.key", anchors=home / "anchors.jsonl"
        )
        if not url:
            event.listen(register.engine, "connect", lambda opened, _record: opened.execute(NO_POWER_CUT))
            register.engine.dispose()
        return register


#: Where a run keeps registers that outlive one session of pytest.
DATABASES = pytest.StashKey[Databases]()


@pytest.fixture(scope="session")
def databases(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """Give the registers of this session, in files; those of the whole run where it keeps them."""
    return pytestconfig.stash.get(DATABASES, None) or Databases(tmp_path_factory.mktemp("registers"))
