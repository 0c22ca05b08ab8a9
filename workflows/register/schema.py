"""Bring a database to the present schema: migrations, guards, lawful moves."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from workflows.register import guards, moves

#: The revision that this version of the program needs.
HEAD = "0004"
_BROKEN = "PRAGMA foreign_key_check"
_FOLDER = Path(__file__).parent / "migrations"


def revision(connection: Connection) -> str | None:
    """Return the revision a database is at, None when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def upgrade(engine: Engine, target: str = "head") -> None:
    """Bring the database to ``target``, once, also when two programs try at the same time."""
    from alembic import command
    from alembic.config import Config

    with engine.connect() as connection, _foreign_keys_off(connection), connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(4201307)"))
        alembic = Config()
        alembic.set_main_option("script_location", str(_FOLDER))
        alembic.attributes["connection"] = connection
        command.upgrade(alembic, target)
        if connection.dialect.name == "sqlite" and (broken := connection.exec_driver_sql(_BROKEN).all()):
            raise RuntimeError(f"the migration would leave rows that refer to nothing: {broken[:3]}")
        guards.put_up(connection)
        moves.write(connection)


@contextmanager
def _foreign_keys_off(connection: Connection) -> Iterator[None]:
    """Let SQLite make a table anew while others refer to it; it can only be asked outside a transaction."""
    driver = connection.connection.driver_connection if connection.dialect.name == "sqlite" else None
    if driver is None:
        yield
        return
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def ensure(engine: Engine) -> None:
    """Upgrade where it is needed; cheap where it is not."""
    with engine.connect() as connection:
        present = revision(connection)
    if present != HEAD:
        upgrade(engine)
