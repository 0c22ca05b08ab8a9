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

from workflows.register.unit_of_work import Register

FILE = "namro.db"


class Server(Protocol):
    """A database server on which registers are made instead of in files."""

    def create_database(self, template: str = ...) -> str:
        """Make a database, as a copy of the one named, and return its address."""

    def drop_database(self, url: str) -> None:
        """Drop the database at an address."""


@dataclass
class Databases:
    """Makes registers, each with a sealing key and anchors of its own.

    Attributes:
        root: directory of what was made once, and copied.
        server: where registers are made; None for files of SQLite.
    """

    root: Path
    server: Server | None = None
    _kept: dict[str, dict[datetime, Path]] = field(default_factory=dict)
    _homes: dict[str, Path] = field(default_factory=dict)
    _urls: dict[str, str] = field(default_factory=dict)

    def like(self, name: str, home: Path, prepare: Callable[[Register], None]) -> Register:
        """Open in ``home`` a copy of the register called ``name``, preparing that one the first time.

        What is prepared begins as a copy of the empty one, whose name is the empty text.
        """
        if name not in self._homes:
            made = self.root / (str(len(self._homes)) if name else "empty")
            if name:
                register = self.like("", made, lambda _empty: None)
            else:
                register = self._open(made, self.server.create_database() if self.server else "")
            prepare(register)
            self._urls[name] = register.engine.url.render_as_string(hide_password=False)
            register.engine.dispose()
            self._homes[name] = made
        shutil.copytree(self._homes[name], home)
        copied = self.server.create_database(template=self._database(name)) if self.server else ""
        return self._open(home, copied)

    def keep(self, name: str, at: datetime, home: Path) -> None:
        """Keep how the register called ``name`` stands at an instant, where nobody has done anything yet."""
        if self.server or at in self._kept.setdefault(name, {}):
            return
        kept = self.root / f"kept-{len(self._kept)}-{int(at.timestamp())}"
        shutil.copytree(home, kept, ignore=shutil.ignore_patterns(f"{FILE}*"))
        with closing(sqlite3.connect(home / FILE)) as source, closing(sqlite3.connect(kept / FILE)) as copy:
            source.backup(copy)
        self._kept[name][at] = kept

    def latest(self, name: str, after: datetime, until: datetime, *, including: bool) -> datetime | None:
        """Return the last instant in a stretch of time for which the register called ``name`` was kept."""
        known = (at for at in self._kept.get(name, ()) if after < at < until or (including and at == until > after))
        return max(known, default=None)

    def restore(self, name: str, at: datetime, register: Register, home: Path) -> Register:
        """Put the kept register in place of the one in ``home``."""
        register.engine.dispose()
        shutil.rmtree(home)
        shutil.copytree(self._kept[name][at], home)
        return self._open(home, "")

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

    def _database(self, name: str) -> str:
        return self._urls[name].rpartition("/")[2]

    def _open(self, home: Path, url: str) -> Register:
        home.mkdir(parents=True, exist_ok=True)
        return Register.open(
            url or f"sqlite:///{home / FILE}", key_file=home / "seal.key", anchors=home / "anchors.jsonl"
        )


#: Where a run keeps registers that outlive one session of pytest.
DATABASES = pytest.StashKey[Databases]()


@pytest.fixture(scope="session")
def databases(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """Give the registers of this session, in files; those of the whole run where it keeps them."""
    return pytestconfig.stash.get(DATABASES, None) or Databases(tmp_path_factory.mktemp("registers"))
