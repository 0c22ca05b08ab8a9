"""Databases for tests: a real PostgreSQL server per test session, a fresh database per test.

The server is the one that ``NAMRO_TEST_PG_URL`` names (an account that may create databases), or one that
the session starts for itself with ``initdb`` and ``pg_ctl`` in a temporary directory: on a free port of
127.0.0.1, with a password of its own, as an unprivileged user when the tests run as root. The first worker
that needs it starts it, the others find it through a file under a lock, and the controller stops it when the
session ends.
"""

from __future__ import annotations

import fcntl
import json
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.engine import URL, make_url

ADMIN = "namro"
ATTEMPTS = 3
PORT_TAKEN = "Address already in use"
SETTINGS = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{home}'
max_connections = 60
timezone = 'UTC'
# A test database need not outlive a power cut.
fsync = off
synchronous_commit = off
full_page_writes = off
"""


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server on which tests create and drop databases.

    Attributes:
        url: ``postgresql+psycopg://…`` of an administrator on the maintenance database.
        home: directory of a server that this session started; empty for a server from outside.
        bin: directory of ``pg_ctl`` of such a server; empty for a server from outside.
    """

    url: str
    home: str = ""
    bin: str = ""

    def create_database(self, template: str = "template0") -> str:
        """Create a database that nobody has used.

        Args:
            template: the database to copy, e.g. one already migrated; nobody may be connected to it.

        Returns:
            its URL, ``postgresql+psycopg://…``.
        """
        name = f"namro_test_{uuid.uuid4().hex}"
        self._run(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        return _text(make_url(self.url).set(database=name))

    def drop_database(self, url: str) -> None:
        """Drop a database, and the connections that a test left open to it.

        Args:
            url: what `create_database` returned.
        """
        name = make_url(url).database or ""
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _run(self, statement: sql.Composed) -> None:
        dsn = _text(make_url(self.url).set(drivername="postgresql"))
        with psycopg.connect(dsn, autocommit=True, connect_timeout=10) as connection:
            connection.execute(statement)


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def find_binaries() -> Path | None:
    """Find the directory of ``initdb`` and ``pg_ctl``.

    Returns:
        the directory on PATH, else the newest under Debian's ``/usr/lib/postgresql``; None without any.
    """
    if (found := shutil.which("initdb")) and shutil.which("pg_ctl", path=str(Path(found).parent)):
        return Path(found).resolve().parent
    installed = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(installed, key=lambda path: float(path.parent.name), default=None)


def _unprivileged() -> dict[str, object]:
    """Say how to run PostgreSQL, which refuses to run as root: as ``nobody`` then, else as we are."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _call(home: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [str(word) for word in command],
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
        **_unprivileged(),
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_server(binaries: Path) -> PostgresServer:
    """Make a cluster in a temporary directory and start it.

    Args:
        binaries: the directory of ``initdb`` and ``pg_ctl``.

    Returns:
        the running server; `stop_server` ends it.

    Raises:
        RuntimeError: with the output of PostgreSQL, when it could not be started.
    """
    home = Path(tempfile.mkdtemp(prefix="namro-pg-"))
    password = secrets.token_hex(16)
    secret = home / "password"
    secret.write_text(password, encoding="ascii")
    if who := _unprivileged():
        for path in (home, secret):
            os.chown(path, who["user"], who["group"])
    data = home / "data"
    try:
        made = _call(
            home, binaries / "initdb", "-D", data, "-U", ADMIN, "--pwfile", secret, "--auth=password",
            "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        if made.returncode != 0:
            raise RuntimeError(f"initdb: {made.stdout}")
        secret.unlink()
        port = _start(home, binaries)
    except BaseException:
        shutil.rmtree(home, ignore_errors=True)
        raise
    url = URL.create("postgresql+psycopg", ADMIN, password, "127.0.0.1", port, "postgres")
    return PostgresServer(_text(url), str(home), str(binaries))


def _start(home: Path, binaries: Path) -> int:
    """Start the cluster in ``home``; another program may take a port that was free a moment ago."""
    data, log = home / "data", home / "log"
    settings = data / "postgresql.conf"
    original = settings.read_text(encoding="utf-8")
    said = ""
    for _ in range(ATTEMPTS):
        port = _free_port()
        settings.write_text(original + SETTINGS.format(port=port, home=home), encoding="utf-8")
        started = _call(home, binaries / "pg_ctl", "-D", data, "-l", log, "-w", "-t", "60", "start")
        if started.returncode == 0:
            return port
        said = started.stdout + (log.read_text(encoding="utf-8", errors="replace") if log.exists() else "")
        if PORT_TAKEN not in said:
            break
    raise RuntimeError(f"pg_ctl start: {said}")


def stop_server(server: PostgresServer) -> None:
    """Stop a server that this session started (its process is the one its own pid file names) and remove it.

    Args:
        server: what `start_server` returned; a server from outside is left alone.

    Raises:
        RuntimeError: when it did not stop; its directory is kept then.
    """
    if not server.home:
        return
    home = Path(server.home)
    stopped = _call(home, Path(server.bin) / "pg_ctl", "-D", home / "data", "-m", "fast", "-w", "-t", "60", "stop")
    if stopped.returncode != 0:
        raise RuntimeError(f"pg_ctl stop: {stopped.stdout}")
    shutil.rmtree(home, ignore_errors=True)


def _outside(url: str) -> str:
    return _text(make_url(url).set(drivername="postgresql+psycopg"))


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def shared_server(state: Path, start: Callable[[], PostgresServer]) -> PostgresServer:
    """Give every worker of a session the same server, started by whoever comes first.

    Args:
        state: the directory that the workers of this session share.
        start: starts the server.

    Returns:
        the server.
    """
    known = state / "postgres.json"
    with _locked(state / "postgres.lock"):
        if known.exists():
            return PostgresServer(**json.loads(known.read_text(encoding="utf-8")))
        server = start()
        known.write_text(json.dumps(asdict(server)), encoding="utf-8")
        return server


def stop_shared_server(state: Path) -> None:
    """Stop the server of a session, if any worker started one.

    Args:
        state: the directory that the workers of this session share.
    """
    known = state / "postgres.json"
    with suppress(FileNotFoundError):
        server = PostgresServer(**json.loads(known.read_text(encoding="utf-8")))
        known.unlink()
        stop_server(server)


@pytest.fixture(scope="session")
def postgres_server(session_state: Path) -> PostgresServer:
    """Give a PostgreSQL server; skip, or fail under ``NAMRO_REQUIRE_POSTGRES=1``, where there is none."""
    if outside := os.environ.get("NAMRO_TEST_PG_URL"):
        return PostgresServer(_outside(outside))
    binaries = find_binaries()
    if binaries is None:
        reason = "PostgreSQL: không tìm thấy initdb và pg_ctl trên máy này, cũng không có NAMRO_TEST_PG_URL"
        if os.environ.get("NAMRO_REQUIRE_POSTGRES", "0") not in {"", "0"}:
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return shared_server(session_state, lambda: start_server(binaries))


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """Give the URL of an empty PostgreSQL database that lives for one test."""
    url = postgres_server.create_database()
    yield url
    postgres_server.drop_database(url)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Give the URL of an SQLite database that does not exist yet, in the test's own directory."""
    return f"sqlite:///{tmp_path / 'namro.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Run a test on both databases: give the URL of an empty one of each."""
    fixture = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    return str(request.getfixturevalue(fixture))
