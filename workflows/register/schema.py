"""Bring a database to the present schema: migrations, guards, lawful moves."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from workflows.register import guards, moves

#: The revision that this version of the program needs.
HEAD = "0001"
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

    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(4201307)"))
        alembic = Config()
        alembic.set_main_option("script_location", str(_FOLDER))
        alembic.attributes["connection"] = connection
        command.upgrade(alembic, target)
        guards.put_up(connection)
        moves.write(connection)


def ensure(engine: Engine) -> None:
    """Upgrade where it is needed; cheap where it is not."""
    with engine.connect() as connection:
        present = revision(connection)
    if present != HEAD:
        upgrade(engine)
