"""A register of its own for each test, on both databases; migrated once per session, copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random, SystemRandom

import pytest

from tests.postgres import PostgresServer
from tests.register.tools import Intruder, write_batch
from workflows.register import schema
from workflows.register.unit_of_work import Register, open_engine
from workflows.register.verify import verify


def _migrate(url: str) -> None:
    engine = open_engine(url)
    schema.upgrade(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file of a register to which nothing happened yet."""
    path = tmp_path_factory.mktemp("migrated") / "namro.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: PostgresServer) -> Iterator[str]:
    """Give the name of a PostgreSQL database that holds a register to which nothing happened yet."""
    url = postgres_server.create_database()
    _migrate(url)
    yield url.rsplit("/", 1)[1]
    postgres_server.drop_database(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def register_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Run a test on both databases: give the URL of a migrated one that nobody has used."""
    ask: Callable[[str], object] = request.getfixturevalue
    if request.param == "sqlite":
        path = tmp_path / "namro.db"
        shutil.copy(str(ask("migrated_sqlite")), path)
        yield f"sqlite:///{path}"
        return
    server = ask("postgres_server")
    assert isinstance(server, PostgresServer)
    url = server.create_database(template=str(ask("migrated_postgres")))
    yield url
    server.drop_database(url)


@pytest.fixture
def register(register_url: str, tmp_path: Path) -> Iterator[Register]:
    """Open a fresh register with its key and its anchors beside it."""
    opened = Register.open(register_url, key_file=tmp_path / "keys" / "seal", anchors=tmp_path / "anchors.jsonl")
    yield opened
    opened.engine.dispose()


@pytest.fixture
def random() -> Random:
    """Give chance, and print how to have the same again."""
    seed = SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    return Random(seed)


@pytest.fixture
def intruder(register: Register, random: Random) -> Iterator[Intruder]:
    """Write a journal of forty to sixty sealed lines, prove it whole, and let somebody in."""
    lines = 0
    while lines < 40:
        write_batch(register, random, size := random.randint(1, 8), first=lines + 1)
        lines += size
    assert verify(register) == []
    made = Intruder(register)
    yield made
    made.engine.dispose()
