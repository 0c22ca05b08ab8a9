"""A register as the first version of the program left it: Ba Bích on 5 April 2024, in the middle of its first quarter.

The rows beside this module were written by that program (revision 0001) through its own use cases: reports of the
quarter that were handed in, evaluated, suspended, late, urged, criticised, explained and dated again, with the
notices, the journal, its seals and its anchors. They are put into a database as they were, byte for byte.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, text

from workflows.register import guards, schema
from workflows.register.unit_of_work import open_engine

ROWS = Path(__file__).with_name("first_register.jsonl.gz")
#: What the first version did not know yet.
NEW_TABLES = ("receipt", "source_register", "source_item")


@dataclass(frozen=True)
class Rows:
    """The rows of one table, as they were written.

    Attributes:
        table: its name.
        columns: names of its columns.
        rows: values of each row.
    """

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def written() -> Iterator[Rows]:
    """Yield what was written, table by table, in an order in which it may be inserted."""
    table, columns, rows = "", (), []
    for line in gzip.decompress(ROWS.read_bytes()).decode().splitlines():
        found = json.loads(line)
        if isinstance(found, list):
            rows.append(tuple(bytes.fromhex(one["hex"]) if isinstance(one, dict) else one for one in found))
            continue
        if table:
            yield Rows(table, columns, tuple(rows))
        table, columns, rows = found.get("table", ""), tuple(found.get("columns", ())), []


def put_back(url: str, home: Path) -> None:
    """Make a database at revision 0001 with all its rows and guards, and its key and anchors in ``home``."""
    engine = open_engine(url)
    with engine.begin() as connection:
        alembic = Config()
        alembic.set_main_option("script_location", str(Path(schema.__file__).with_name("migrations")))
        alembic.attributes["connection"] = connection
        command.upgrade(alembic, "0001")
        for one in written():
            _insert(connection, one)
        for statement in guards.statements(connection.dialect.name):
            if not any(f" ON {table}" in statement for table in NEW_TABLES):
                connection.execute(text(statement))
    engine.dispose()
    home.mkdir(parents=True)
    for line in gzip.decompress(ROWS.read_bytes()).decode().splitlines():
        if line.startswith('{"file"'):
            file = json.loads(line)
            (home / file["file"]).write_text(file["text"], encoding="utf-8")


def _insert(connection: Connection, one: Rows) -> None:
    """Insert rows with their numbers; on PostgreSQL what numbers the rows goes on after the last one."""
    postgres = connection.dialect.name == "postgresql"
    types = {column["name"]: str(column["type"]) for column in inspect(connection).get_columns(one.table)}
    holes = [f"CAST(:{name} AS JSON)" if postgres and types[name] == "JSON" else f":{name}" for name in one.columns]
    names = ", ".join(f'"{name}"' for name in one.columns)
    insertion = text(f"INSERT INTO {one.table} ({names}) VALUES ({', '.join(holes)})")
    connection.execute(insertion, [dict(zip(one.columns, row, strict=True)) for row in one.rows])
    if postgres and "id" in one.columns:
        last = f"SELECT setval(pg_get_serial_sequence('{one.table}', 'id'), (SELECT max(id) FROM {one.table}))"
        connection.execute(text(last))
