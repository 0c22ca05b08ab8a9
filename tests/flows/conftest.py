"""A real Prefect server, from the installed lock, and a register that knows Ba Bích."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from config.loader import load_policy, packaged_root
from flows import server
from workflows.assign import assign
from workflows.charter import Charter
from workflows.register.unit_of_work import Register

if TYPE_CHECKING:
    from tests.flows.story import Story

BEGINNING = datetime(2024, 1, 11, 17, tzinfo=UTC)  # 12/01/2024, 00:00 in Vietnam


@dataclass(frozen=True)
class Prefect:
    """A running server: what it was told, and where it writes."""

    environment: dict[str, str]
    log: Path


@pytest.fixture(scope="session")
def prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prefect]:
    """Give a real server for the whole session, stopped by its process id afterwards."""
    home = tmp_path_factory.mktemp("prefect-server")
    ours = server.settings(home, server.free_port(0))
    environment = server.clean(os.environ) | ours
    running = server.start_server(environment, home / "server.log", lambda: None)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ours.items():
            patch.setenv(name, value)
        from prefect.events.worker import EventsWorker
        from prefect.logging.handlers import APILogWorker
        from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
        from prefect.settings.context import get_current_settings

        try:
            get_current_settings()
            with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
                yield Prefect(environment, home / "server.log")
        finally:
            # What this process still has to tell the server is told while there is one.
            APILogWorker.drain_all(timeout=20)
            EventsWorker.drain_all(timeout=20)
            running.stop()


@dataclass(frozen=True)
class Told:
    """A story that was told once, to be copied, and the worker of its server.

    Attributes:
        home: directory of the register in which the proposal waits.
        keys: directory of keys that the worker was told of.
        log: where the worker writes.
    """

    home: Path
    keys: Path
    log: Path


@pytest.fixture(scope="session")
def told(prefect: Prefect, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """Tell the story once per session, and keep a worker for whatever becomes of it."""
    from tests.flows import story

    root = tmp_path_factory.mktemp("story")
    keys, log = root / "keys", root / "worker.log"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NAMRO_KEY_DIR", str(keys))
        running = story.start_worker(prefect, keys, log)
        try:
            story.tell(root / "told", keys)
            yield Told(root / "told", keys, log)
        finally:
            running.stop()


@pytest.fixture
def a_story(told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Story]:
    """Give a story of one's own: a criticism of Ba Bích that waits for its authority."""
    from tests.flows import story

    monkeypatch.setenv("NAMRO_KEY_DIR", str(told.keys))
    with story.get_client(sync_client=True) as client:
        mine = story.copy(told.home, tmp_path / "story", told.keys, client)
        yield mine
        mine.register.engine.dispose()


@dataclass(frozen=True)
class OnDisk:
    """A register in a file of its own, and the policy it follows."""

    url: str
    register: Register
    charter: Charter


@pytest.fixture
def ba_bich(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OnDisk]:
    """Give a register in which Ba Bích's 2024 is assigned, as the settings of the environment name it."""
    url = f"sqlite:///{tmp_path / 'namro.db'}"
    monkeypatch.setenv("NAMRO_DATABASE_URL", url)
    monkeypatch.setenv("NAMRO_KEY_DIR", str(tmp_path / "keys"))
    monkeypatch.setenv("NAMRO_ANCHOR_FILE", str(tmp_path / "anchors.jsonl"))
    register = Register.open(url, key_file=tmp_path / "keys" / "seal.key", anchors=tmp_path / "anchors.jsonl")
    charter = Charter(load_policy(packaged_root()), "ba_bich")
    assign(register, charter, as_of=BEGINNING, recorded_at=BEGINNING)
    yield OnDisk(url, register, charter)
    register.engine.dispose()
