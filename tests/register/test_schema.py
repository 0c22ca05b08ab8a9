"""A database is brought to the present schema once, by whoever comes first, and is then what the models say."""

import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from tests.register.tools import raw_engine
from workflows.register import schema
from workflows.register.moves import LAWS, lawful
from workflows.register.tables import Base
from workflows.register.unit_of_work import Register, open_engine

ROOT = Path(__file__).resolve().parents[2]
OPENING = """
import sys
from pathlib import Path
from workflows.register.unit_of_work import Register
folder = Path(sys.argv[2])
register = Register.open(sys.argv[1], key_file=folder / "key", anchors=folder / "anchors")
register.engine.dispose()
print(register.key.hex())
"""


def guards(engine: Engine) -> set[str]:
    """Return the names of the triggers that stand in a database."""
    known = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'",
    }
    with engine.connect() as connection:
        return set(connection.execute(text(known[engine.dialect.name])).scalars())


def moves(engine: Engine) -> int:
    """Return how many lawful moves a database knows."""
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM move")).scalar_one())


def test_the_migrations_make_what_the_models_say(register: Register) -> None:
    """A migrated database and the models differ in nothing: no table, column, type, index or constraint."""
    with register.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
        columns = {
            (table.name, column.name, bool(column.nullable))
            for table in Base.metadata.tables.values()
            for column in table.columns
        }
        inspector = inspect(connection)
        made = {
            (table, column["name"], column["nullable"])
            for table in Base.metadata.tables
            for column in inspector.get_columns(table)
        }
        assert made == columns
        assert schema.revision(connection) == schema.HEAD


def test_the_guards_stand_at_head(register: Register) -> None:
    """Every guarded table has its triggers after the migrations, and the table of moves is complete."""
    standing = guards(register.engine)
    for table in LAWS:
        assert {f"{table}_birth", f"{table}_move", f"{table}_kept"} <= standing
    changing = {"sqlite": ("no_UPDATE", "no_DELETE"), "postgresql": ("no_change", "no_truncate")}
    for table in ("journal", "seal", "move"):
        for what in changing[register.engine.dialect.name]:
            assert f"{table}_{what}" in standing
    assert moves(register.engine) == len(list(lawful()))


def test_a_second_upgrade_changes_nothing(register: Register) -> None:
    """Upgrading what is up to date leaves schema, guards and lawful moves as they are."""
    before = guards(register.engine)
    schema.upgrade(register.engine)
    schema.ensure(register.engine)
    assert guards(register.engine) == before
    assert moves(register.engine) == len(list(lawful()))


def test_two_processes_open_an_empty_database_at_once(database_url: str, tmp_path: Path) -> None:
    """Programs that start together migrate the database once, share one sealing key, and none of them fails."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", OPENING, database_url, str(tmp_path)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    ended = [(one.communicate(timeout=60), one.returncode) for one in started]
    assert [(error, code) for (_, error), code in ended] == [("", 0)] * 2
    keys = {said.strip() for (said, _), _ in ended}
    assert len(keys) == 1
    assert len(keys.pop()) == 64
    engine = open_engine(database_url)
    assert moves(engine) == len(list(lawful()))
    engine.dispose()


def test_a_move_of_another_version_is_not_taken_over(register: Register) -> None:
    """A database that knows a move the law does not is refused: it was tampered with, or is another version's."""
    engine = raw_engine(register)
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO move VALUES ('assignment', 999, 'evaluate', 'draft', 'evaluated', 'x')")
    engine.dispose()
    try:
        schema.upgrade(register.engine)
    except RuntimeError as error:
        assert "'evaluate', 'draft', 'evaluated'" in str(error)
    else:
        raise AssertionError("a strange move was taken over")
