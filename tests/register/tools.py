"""What the tests of the register share: rows to begin with, a raw way in, a journal to tamper with."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, insert, text
from sqlalchemy.exc import DBAPIError

from workflows.register.columns import LONG_AGO
from workflows.register.moves import lawful
from workflows.register.tables import Assignment, Directive, Escalation, Notice, Receipt
from workflows.register.unit_of_work import Register

START = datetime(2024, 1, 12, 1, tzinfo=UTC)

DIRECTIVE = {
    "id": 1,
    "key": "xa/van-ban",
    "jurisdiction": "xa",
    "label": "Kết luận",
    "effective_at": START,
    "term_ends_at": START,
    "cites": "GĐ-14",
    "policy": "p",
}
ASSIGNMENT = {
    "id": 1,
    "key": "xa/van-ban/3.1.2/bao-cao",
    "directive_id": 1,
    "jurisdiction": "xa",
    "clause": "3.1.2",
    "duty": "bao-cao",
    "kind": "periodic_report",
    "answered_by": "report",
    "performer": "tu_phap",
    "title": "Báo cáo",
    "cites": "Mục 3.1.2",
    "policy": "p",
    "head": "tu_phap",
    "opens_at": START,
}
ESCALATION = {
    "id": 1,
    "key": "xa/van-ban/3.1.2/bao-cao#rung-reminder",
    "assignment_id": 1,
    "jurisdiction": "xa",
    "rung": "reminder",
    "ord": 1,
    "cycle": 1,
    "mode": "automatic",
    "addressee": "tu_phap",
    "due_at": START,
    "cites": "GĐ-09",
}
RECEIPT = {
    "id": 1,
    "key": "xa/van-ban#receipt-tu_phap",
    "directive_id": 1,
    "jurisdiction": "xa",
    "party": "tu_phap",
    "label": "Tư pháp",
    "role": "to",
    "provenance": "document",
    "head": "tu_phap",
    "sent_at": START,
    "cites": "GĐ-43",
}
#: One row of each machine, in an order in which they may be inserted.
ROWS: dict[str, tuple[Any, dict[str, Any]]] = {
    "directive": (Directive, DIRECTIVE),
    "assignment": (Assignment, ASSIGNMENT),
    "escalation": (Escalation, ESCALATION),
    "receipt": (Receipt, RECEIPT),
}
NOTICE = (Notice, {"key": "n1", "batch": 1, "assignment_id": 1, "subject": ASSIGNMENT["key"], "at": LONG_AGO})


def give_birth(connection: Connection) -> None:
    """Insert one row of each machine, as the law lets it be born."""
    for table, row in ROWS.values():
        connection.execute(insert(table), row)


def raw_engine(register: Register) -> Engine:
    """Open the database as anybody may: none of the register's own settings, no foreign keys on SQLite."""
    return create_engine(register.engine.url, poolclass=NullPool)


def refused(connection: Connection, statement: str) -> str:
    """Run raw SQL in a transaction of its own, which is undone; return what the database said, "" without a no."""
    try:
        connection.exec_driver_sql(statement)
    except DBAPIError as error:
        return str(error.orig)
    finally:
        connection.rollback()
    return ""


def write_batch(register: Register, random: Random, lines: int, *, first: int) -> None:
    """Write and seal one batch of lines, no two alike, each of a lawful move."""
    moves = list(lawful())
    with register.write(START + timedelta(minutes=first)) as uow:
        for n in range(first, first + lines):
            move = random.choice(moves)
            uow.note(
                str(move["machine"]),
                str(move["trigger"]),
                str(move["source"]),
                str(move["dest"]),
                f"xa/van-ban/{n}",
                at=START + timedelta(seconds=n),
                by=random.choice(("system", "chu_tich", "tu_phap")),
                details={"lý do": f"dòng số {n}", "n": n},
                cites=str(move["cites"]),
            )
        uow.commit()


def write_journal(register: Register, random: Random, *, batches: int = 12) -> int:
    """Write a journal of several sealed batches; return how many lines it has."""
    written = 0
    for _ in range(batches):
        lines = random.randint(1, 8)
        write_batch(register, random, lines, first=written + 1)
        written += lines
    return written


class Intruder:
    """Whoever administers the database, has switched its guards off, and knows everything but the key."""

    def __init__(self, register: Register) -> None:
        """Switch the guards off and note what stands, to put it back after each attempt."""
        self.register = register
        self.engine = raw_engine(register)
        self.sqlite = self.engine.dialect.name == "sqlite"
        with self.engine.begin() as connection:
            switch_off_guards(connection)
            for table in ("journal", "seal"):
                connection.exec_driver_sql(f"CREATE TABLE {table}_as_it_was AS SELECT * FROM {table}")
            self.journal = self._copy(connection, "journal", "seq")
            self.seals = self._copy(connection, "seal", "batch")
        self.anchors = register.anchors.read_bytes()

    def _copy(self, connection: Connection, table: str, order: str) -> list[dict[str, Any]]:
        names = "*" if table == "seal" else ", ".join(self.columns())
        found = connection.execute(text(f"SELECT {names} FROM {table} ORDER BY {order}"))
        return [dict(row) for row in found.mappings()]

    @staticmethod
    def columns() -> list[str]:
        """Return the columns of a line, the details as the text they are stored as."""
        plain = ["seq", "batch", "at", "recorded_at", "machine", "subject", "trigger", "source", "dest", "by", "cites"]
        return [*(f'"{name}"' for name in plain), "CAST(details AS TEXT) AS details"]

    @contextmanager
    def attempt(self) -> Iterator[Connection]:
        """Give a connection to tamper through; what it did is committed, `restore` undoes it."""
        with self.engine.begin() as connection:
            yield connection

    def restore(self) -> None:
        """Put journal, seals and anchors back as they were."""
        with self.engine.begin() as connection:
            for table in ("journal", "seal"):
                connection.exec_driver_sql(f"DELETE FROM {table}")
                connection.exec_driver_sql(f"INSERT INTO {table} SELECT * FROM {table}_as_it_was")
        self.register.anchors.write_bytes(self.anchors)

    def replace(
        self, connection: Connection, journal: Sequence[dict[str, Any]], seals: Sequence[dict[str, Any]]
    ) -> None:
        """Put other lines and seals in the place of all."""
        connection.execute(text("DELETE FROM journal"))
        connection.execute(text("DELETE FROM seal"))
        for line in (journal, seals):
            if line:
                connection.execute(text(self.insertion(line[0])), list(line))

    def insertion(self, row: dict[str, Any]) -> str:
        """Return the INSERT for a line or a seal."""
        table = "journal" if "seq" in row else "seal"
        holes = [f"CAST(:{n} AS JSON)" if n == "details" and not self.sqlite else f":{n}" for n in row]
        return f"INSERT INTO {table} ({', '.join(_quoted(n) for n in row)}) VALUES ({', '.join(holes)})"

    def set(self, connection: Connection, table: str, number: int, column: str, value: Any) -> None:
        """Change one value of one line (``journal``) or one seal (``seal``)."""
        key = "seq" if table == "journal" else "batch"
        hole = "CAST(:value AS JSON)" if column == "details" and not self.sqlite else ":value"
        connection.execute(
            text(f"UPDATE {table} SET {_quoted(column)} = {hole} WHERE {key} = :number"),
            {"value": value, "number": number},
        )


def _quoted(name: str) -> str:
    return f'"{name}"'


def switch_off_guards(connection: Connection) -> None:
    """Do what an administrator of the database can: drop or disable every guard."""
    if connection.dialect.name == "sqlite":
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
        for name in list(names):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
    else:
        for table in ("journal", "seal", "move"):
            connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
