"""What every test shares: its databases, and a session that touches nothing outside itself."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import hypothesis
import pytest

from tests.postgres import database_url, postgres_server, postgres_url, sqlite_url, stop_shared_server

__all__ = ["database_url", "postgres_server", "postgres_url", "sqlite_url"]

FEATURES = Path(__file__).resolve().parent.parent / "features"
TEST_SETTINGS = frozenset({"NAMRO_ALL_MUTANTS", "NAMRO_REQUIRE_BROWSER", "NAMRO_REQUIRE_POSTGRES", "NAMRO_TEST_PG_URL"})
STATE = pytest.StashKey[Path]()

# A slow machine is no counterexample; a counterexample prints how to run it again.
hypothesis.settings.register_profile("namro", deadline=None, print_blob=True)
hypothesis.settings.load_profile("namro")


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def pytest_configure(config: pytest.Config) -> None:
    """Make the session's own directory; keep the developer's settings and Prefect home out of the tests."""
    if _is_worker(config):
        state = Path(config.workerinput["namro_state"])
        home = state / f"prefect-{config.workerinput['workerid']}"
    else:
        state = Path(tempfile.mkdtemp(prefix="namro-test-"))
        home = state / "prefect"
    config.stash[STATE] = state
    for name in [name for name in os.environ if name.startswith("NAMRO_") and name not in TEST_SETTINGS]:
        del os.environ[name]
    os.environ |= {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        # A worker of Prefect that still has something to say would start a server of its own, and leave it behind.
        "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }
    for tag in sorted(_feature_tags()):
        config.addinivalue_line("markers", f"{tag}: thẻ của một tính năng")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: object) -> None:
    """Tell a worker of pytest-xdist where the session keeps what its workers share."""
    node.workerinput["namro_state"] = str(node.config.stash[STATE])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what the session started; the workers of pytest-xdist have ended by then."""
    state = config.stash.get(STATE, None)
    if state is None or _is_worker(config):
        return
    stop_shared_server(state)
    shutil.rmtree(state, ignore_errors=True)


def _feature_tags() -> set[str]:
    """Collect the tags of the features: a marker that nobody declared is an error."""
    return {
        word.removeprefix("@")
        for feature in FEATURES.rglob("*.feature")
        for line in feature.read_text(encoding="utf-8-sig", errors="replace").splitlines()
        if line.lstrip().startswith("@")
        for word in line.split("#")[0].split()
        if word.startswith("@")
    }


@pytest.fixture(scope="session")
def session_state(pytestconfig: pytest.Config) -> Path:
    """Give the directory that all workers of this session share."""
    return pytestconfig.stash[STATE]
