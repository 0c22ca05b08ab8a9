"""One transaction: what it did is kept only when it says so, sealed, and anchored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

import orjson
from sqlalchemy import Connection, Engine, create_engine, event, func, insert, select, text
from sqlalchemy.orm import Session

from state_machines.law import Rule
from workflows.register import schema, seal
from workflows.register.tables import JournalLine, Seal

_LOCK = 4201308  # advisory lock under which one process at a time writes on PostgreSQL


def _dumps(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def open_engine(url: str) -> Engine:
    """Open a database; SQLite gets real transactions, WAL, foreign keys and a full sync."""
    if url.startswith("sqlite:///") and (path := url.removeprefix("sqlite:///")) not in ("", ":memory:"):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url, json_serializer=_dumps, json_deserializer=orjson.loads)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN would leave DDL outside the transaction
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "busy_timeout = 30000",
        "cache_size = -200000",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("namro_reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


class UnitOfWork:
    """A transaction on the register; leaving it without `commit` undoes everything.

    Attributes:
        session: the SQLAlchemy session of the transaction.
        batch: number of this batch of journal lines.
        recorded_at: the instant at which all of it is recorded (aware).
    """

    def __init__(self, register: "Register", recorded_at: datetime, *, reading: bool = False) -> None:
        """Nothing is opened before the ``with`` statement."""
        self._register, self._reading = register, reading
        self.recorded_at = recorded_at
        self.batch, self._seq, self._first_seq, self._previous = 1, 0, 1, ""
        self.session = Session(register.engine, autoflush=True, expire_on_commit=False)

    def __enter__(self) -> Self:
        """Open the transaction and take the writer's place."""
        self.session.connection(execution_options={"namro_reading": self._reading})
        if not self._reading:
            if self._register.engine.dialect.name == "postgresql":
                self.session.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            last = self.session.scalars(select(Seal).order_by(Seal.batch.desc()).limit(1)).first()
            if last is not None:
                self._refuse_another_key(last)
                self.batch, self._previous = last.batch + 1, last.mac
                self._seq = last.first_seq + last.lines - 1
            self._first_seq = self._seq + 1
        return self

    def __exit__(self, *_: object) -> None:
        """Undo what was not committed."""
        self.session.rollback()
        self.session.close()

    def _refuse_another_key(self, last: Seal) -> None:
        """A register that another key has sealed is not sealed on with this one: nobody could prove it again."""
        key = self._register.key
        made = seal.mac(
            key, batch=last.batch, first=last.first_seq, lines=last.lines, previous=last.previous, digest=last.digest,
            marks=last.marks,
        )  # fmt: skip
        if made != last.mac:
            self.session.rollback()
            self.session.close()
            raise seal.BadKey(
                "Sổ này đã được niêm phong bằng một khóa khác (hoặc niêm phong cuối đã bị sửa); hãy đặt NAMRO_KEY_DIR "
                "đúng thư mục khóa của sổ, hoặc chạy «namro journal verify»."
            )

    @property
    def key(self) -> bytes:
        """The key that seals the register; what is secret is derived from it, and stands in no table."""
        return self._register.key

    @property
    def last_seq(self) -> int:
        """Number of the last journal line, this transaction's included."""
        return self._seq

    @property
    def wrote_lines(self) -> bool:
        """Whether this transaction has written any journal line."""
        return self._seq >= self._first_seq

    def wrote(self, lines: int) -> None:
        """Count lines that a statement of the sweep has put into the journal after `last_seq`."""
        self._seq += lines

    def record(
        self,
        machine: str,
        rule: Rule,
        subject: str,
        *,
        at: datetime,
        by: str,
        details: dict[str, Any],
        cites: str | None = None,
    ) -> None:
        """Write one journal line for a move that was made."""
        self.note(
            machine,
            rule.trigger,
            rule.source,
            rule.dest,
            subject,
            at=at,
            by=by,
            details=details,
            cites=cites or rule.cites,
        )

    def note(
        self,
        machine: str,
        trigger: str,
        source: str,
        dest: str,
        subject: str,
        *,
        at: datetime,
        by: str,
        details: dict[str, Any],
        cites: str,
    ) -> None:
        """Write one journal line; the database refuses it where the move is not lawful."""
        self.session.flush()
        self._seq += 1
        self.session.execute(
            insert(JournalLine).values(
                seq=self._seq,
                batch=self.batch,
                at=at,
                recorded_at=self.recorded_at,
                machine=machine,
                subject=subject,
                trigger=trigger,
                source=source,
                dest=dest,
                by=by,
                cites=cites,
                details=details,
            )
        )

    def commit(self) -> None:
        """Seal the batch, commit, and anchor the seal outside the database."""
        self.session.flush()
        sealed = None
        if self.wrote_lines:
            lines = seal.read(self.session.connection(), self._first_seq)
            sealed = seal.close(self._register.key, self._previous, self.batch, lines)
            self.session.add(
                Seal(
                    batch=self.batch,
                    first_seq=self._first_seq,
                    lines=self._seq - self._first_seq + 1,
                    previous=self._previous,
                    marks=sealed.marks,
                    digest=sealed.digest,
                    mac=sealed.mac,
                )
            )
        self.session.commit()
        if sealed:
            self._register.anchor(self.batch, self._seq, sealed.mac, self.recorded_at)


@dataclass(frozen=True)
class Register:
    """A database with the key that seals it and the file that anchors it.

    Attributes:
        engine: the opened database.
        key: the sealing key, kept outside the database.
        anchors: file of anchors, one JSON line per sealed batch.
    """

    engine: Engine
    key: bytes
    anchors: Path

    @classmethod
    def open(cls, url: str, *, key_file: Path, anchors: Path) -> "Register":
        """Open the database, bring its schema up to date, and load (or make) the key."""
        engine = open_engine(url)
        schema.ensure(engine)
        return cls(engine, seal.load_key(key_file), anchors)

    def write(self, recorded_at: datetime) -> UnitOfWork:
        """Open a transaction that may change the register."""
        return UnitOfWork(self, recorded_at)

    def read(self, recorded_at: datetime) -> UnitOfWork:
        """Open a transaction that only reads."""
        return UnitOfWork(self, recorded_at, reading=True)

    def anchor(self, batch: int, last_seq: int, mac: str, at: datetime) -> None:
        """Write an anchor beside the database."""
        self.anchors.parent.mkdir(parents=True, exist_ok=True)
        line = orjson.dumps({"batch": batch, "last_seq": last_seq, "mac": mac, "at": at.isoformat()})
        with self.anchors.open("ab") as file:
            file.write(line + b"\n")

    def anchored(self) -> Iterable[dict[str, Any]]:
        """Yield the anchors in the order they were written; a line that is none comes as ``{"torn": …}``."""
        for line in self.anchors.read_bytes().splitlines() if self.anchors.exists() else ():
            try:
                anchor = orjson.loads(line)
                yield {name: anchor[name] for name in ("batch", "last_seq", "mac", "at")}
            except (orjson.JSONDecodeError, KeyError, TypeError):
                yield {"torn": line.decode(errors="replace")}

    def journal_lines(self) -> int:
        """Return how many lines the journal has."""
        with self.engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(JournalLine)).scalar_one()
