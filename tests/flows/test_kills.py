"""Killed anywhere between the sweep and the letter: the same journal, one decision, each letter once, one run."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pytest
from aiosmtpd.controller import Controller
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterName
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.logging.handlers import APILogWorker
from sqlalchemy import select

from config.loader import load_policy, packaged_root
from flows import backlog, doors, server
from flows.enforce import enforce_cutoffs
from flows.launch import SIGNED
from flows.office import open_for
from flows.review import open_reviews
from flows.server import ROOT, Process
from tests.flows import story
from tests.flows.conftest import Prefect
from tests.flows.crash import deliver_at, run_once
from tests.flows.story import AUTHORITY, NOW, PATIENCE, START, Story, get_client
from tests.usecases.test_deliver import POSTS, Post
from workflows import clock, codes
from workflows.charter import OPERATOR, Charter
from workflows.deliver import LEASE
from workflows.register.tables import JournalLine, Notice
from workflows.register.unit_of_work import Register
from workflows.register.verify import verify
from workflows.replay import replay

pytestmark = pytest.mark.xdist_group("prefect")

#: The sweep that proposes the criticism, and when its letters are sent: the second time after the lease of the first.
SWEPT = NOW.replace(hour=8)
SENT = NOW + timedelta(minutes=30)
SENT_AGAIN = SENT + LEASE
GIVEN = {"answer": "Ban hành", "reason": "Đã nhắc ba lần mà không báo cáo"}
#: What is the same however often a thing had to be begun; when it was recorded is not.
LEGAL = ("at", "machine", "subject", "trigger", "source", "dest", "by", "cites", "details")
TOLD = ("key", "kind", "addressee", "copy", "subject", "at", "facts", "state", "delivered_at")


@dataclass
class House:
    """A Prefect server of our own, to be killed, and the stories that begin on it.

    Attributes:
        prefect: how it is set, and where it writes.
        root: directory of all of it.
        running: the server.
    """

    prefect: Prefect
    root: Path
    running: Process

    @property
    def keys(self) -> Path:
        """Directory of the keys, the same for all stories."""
        return self.root / "keys"

    def kill_server(self) -> None:
        """Let the server die, and start it again on what it left."""
        kill(self.running)
        self.running = server.start_server(self.prefect.environment, self.root / "server-2.log", lambda: None)

    def worker(self, log: Path) -> Process:
        """Start a worker."""
        environment = self.prefect.environment | {"NAMRO_KEY_DIR": str(self.keys), "PREFECT_WORKER_QUERY_SECONDS": "1"}
        return story.worker(environment, log)


def kill(process: Process) -> None:
    """Kill a process and every process that it started, at one blow."""
    for child in [process.child.pid, *children(process.child.pid)]:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    process.child.wait()


def children(parent: int) -> list[int]:
    """Return the processes below one, whatever their groups."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            rest = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            if int(rest[1]) == parent:
                number = int(stat.parent.name)
                found += [number, *children(number)]
    return found


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Give a server of our own, which knows the deployment of the decisions, and the register of the evening before."""
    from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, PREFECT_HOME, temporary_settings

    root = tmp_path_factory.mktemp("kills")
    ours = server.settings(root / "prefect", server.free_port(0))
    environment = server.clean(os.environ) | ours
    here = House(
        Prefect(environment, root / "server.log"),
        root,
        server.start_server(environment, root / "server.log", lambda: None),
    )
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (ours | {"NAMRO_KEY_DIR": str(here.keys)}).items():
            patch.setenv(name, value)
        told = {
            PREFECT_API_URL: ours["PREFECT_API_URL"],
            PREFECT_HOME: root / "prefect",
            PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None,
        }
        try:
            with temporary_settings(told):
                begin(root / "eve", here.keys)
                backlog.make_pool()
                deploy = ["prefect", "deploy", "--name", "quyet-dinh-ba-bich", "--no-prompt"]
                Process.start("deploy", deploy, root / "deploy.log", environment).finish(120, lambda: None)
                yield here
        finally:
            APILogWorker.drain_all(timeout=20)
            here.running.stop()


def begin(home: Path, keys: Path) -> None:
    """Let the first quarter pass until the evening before the proposal."""
    home.mkdir()
    register = story.open_register(f"sqlite:///{home / 'namro.db'}", keys)
    charter = Charter(load_policy(packaged_root()), "ba_bich")
    replay(register, charter, start=START, until=date(2024, 3, 19), acts=[SIGNED], clock=clock.now)
    with register.write(clock.now()) as uow:
        secret = codes.enroll(uow, "ba_bich", AUTHORITY, charter.label(AUTHORITY), valid_from=uow.recorded_at)
        uow.commit()
    (home / "secrets.json").write_bytes(orjson.dumps({AUTHORITY: secret}))
    register.engine.dispose()


@dataclass
class Told:
    """One telling of the story, step by step, as its flows do it.

    Attributes:
        house: the server.
        story: its register and its doors.
        post: the mail server.
        point: where a process dies; empty for nowhere.
    """

    house: House
    story: Story
    post: Post
    point: str = ""

    def tell(self, *steps: str) -> None:
        """Do steps of the story; one with ``!`` in a process that dies on the way."""
        for step in steps:
            if step.endswith("!"):
                self.die(step[:-1])
            else:
                getattr(self, step)()

    # ------------------------------------------------------------ the steps

    def sweep(self) -> None:
        """Sweep at eight: the criticism is proposed."""
        enforce_cutoffs(as_of=SWEPT, jurisdiction="ba_bich", database=self.story.url)

    def open(self) -> None:
        """Open a run for what waits."""
        open_reviews(jurisdiction="ba_bich", database=self.story.url, as_of=NOW)

    def open_later(self) -> None:
        """Open what waits, when nobody can believe any more that the run of before still works."""
        office = open_for("ba_bich", self.story.url)
        late = clock.now() + doors.STARTS_WITHIN + timedelta(minutes=1)
        doors.keep(office, self.story.client, database=self.story.url, as_of=NOW, now=lambda: late)
        office.register.engine.dispose()

    def run(self) -> None:
        """Do what a worker does: enter the run, until it waits or ends."""
        run_once(self.number)

    def answer(self) -> None:
        """Fill in the form of the run that waits."""
        run = self.story.client.read_flow_run(UUID(self.number))
        assert run.state_type == StateType.PAUSED, run.state
        self.story.answer(run, **GIVEN, code=self.story.code())

    def deliver(self) -> None:
        """Send what waits, when no lease of before holds any more."""
        deliver_at(self.story.url, SENT_AGAIN)

    @property
    def number(self) -> str:
        """Number of the run of the last door."""
        return self.story.doors()[-1].run

    # ------------------------------------------------------------ who dies

    def die(self, step: str) -> None:
        """Do a step in a process of its own, which dies at the point."""
        url = self.story.url
        given = {
            "sweep": (SWEPT.isoformat(), url),
            "open": (NOW.isoformat(), url),
            "run": (self.number,) if step == "run" else (),
            "deliver": (SENT.isoformat(), url),
        }
        ended = subprocess.run(
            [sys.executable, "-m", "tests.flows.crash", self.point, step, *given[step]],
            cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip
        assert ended.returncode == -signal.SIGKILL, ended.stderr

    def server_dies(self) -> None:
        """Kill the server, and start it again on what it left."""
        self.house.kill_server()

    def worker_dies_at_once(self) -> None:
        """Let a worker begin the run, and kill both before the run waits."""
        self.work_until(lambda run: run.state_type == StateType.RUNNING)
        run = self.story.client.read_flow_run(UUID(self.number))
        assert run.state_type == StateType.RUNNING, run.state

    def worker_dies_waiting(self) -> None:
        """Let a worker bring the run to its form, and kill the worker."""
        self.work_until(lambda run: run.state_type == StateType.PAUSED)

    def worker_ends_it(self) -> None:
        """Let another worker do what is left to do."""
        self.work_until(lambda run: run.state is not None and run.state.is_final())

    def work_until(self, done: Callable[[FlowRun], bool]) -> None:
        """Start a worker, and kill it as soon as something holds of the run."""
        number, worker = UUID(self.number), self.house.worker(self.story.home / "worker.log")
        end = time.monotonic() + PATIENCE
        try:
            while not done(run := self.story.client.read_flow_run(number)):
                assert time.monotonic() < end, f"{run.state}\n{tail(worker.log)}\n{tail(self.house.running.log)}"
                time.sleep(0.05)
        finally:
            kill(worker)

    # ------------------------------------------------------------ what came of it

    def letters(self) -> Counter[tuple[str, str]]:
        """To whom the mail server took what, each identifier once."""
        return Counter(
            {str(one["Message-ID"]): (str(one["To"]), str(one["Subject"])) for one in self.post.taken}.values()
        )

    def runs(self) -> Counter[StateType | None]:
        """How many runs of this story are in each state."""
        wanted = DeploymentFilter(name=DeploymentFilterName(any_=["quyet-dinh-ba-bich"]))
        runs = self.story.client.read_flow_runs(deployment_filter=wanted)
        return Counter(one.state_type for one in runs if one.parameters["database"] == self.story.url)


def tail(log: Path) -> str:
    """Return the end of what a process wrote."""
    return log.read_text("utf-8", errors="replace")[-5000:]


def journal(register: Register) -> list[dict[str, Any]]:
    """Return the journal, line by line, as the law sees it."""
    with register.read(clock.now()) as uow:
        lines = uow.session.scalars(select(JournalLine).order_by(JournalLine.seq))
        return [{name: getattr(line, name) for name in LEGAL} for line in lines]


def notices(register: Register) -> list[dict[str, Any]]:
    """Return everything that people were told; what operators are told of a crash is theirs."""
    with register.read(clock.now()) as uow:
        found = uow.session.scalars(select(Notice).where(Notice.addressee != OPERATOR).order_by(Notice.key))
        told = [{name: getattr(one, name) for name in TOLD} for one in found]
    for one in told:
        if one["kind"] == "decided":  # it says when the decision was recorded, which no law asks
            one |= {"at": None, "facts": {name: said for name, said in one["facts"].items() if name != "since"}}
    return told


@contextmanager
def mail_server(house: House) -> Iterator[Post]:
    """Give a mail server on the loopback address; the office knows it, and everybody's address."""
    handler = Post()
    controller = Controller(handler, hostname="127.0.0.1", port=server.free_port(0))
    controller.start()
    contacts = house.root / "contacts.yaml"
    contacts.write_text("".join(f"{key}: {key.replace('_', '-')}@xa.example\n" for key in POSTS), encoding="utf-8")
    contacts.chmod(0o600)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("NAMRO_CONTACTS_FILE", str(contacts))
            patch.setenv("NAMRO_SMTP_HOST", "127.0.0.1")
            patch.setenv("NAMRO_SMTP_PORT", str(controller.port))
            patch.setenv("NAMRO_SMTP_SENDER", "cchc@xa.example")
            patch.setenv("NAMRO_SMTP_STARTTLS", "false")
            yield handler
    finally:
        controller.stop()


@dataclass(frozen=True)
class Undisturbed:
    """What came of the story when nothing died."""

    journal: list[dict[str, Any]]
    notices: list[dict[str, Any]]
    letters: Counter[tuple[str, str]]


@pytest.fixture(scope="module")
def undisturbed(house: House) -> Iterator[Undisturbed]:
    """Tell the story once to its end, and keep how it stood between its steps: others begin there."""
    with get_client(sync_client=True) as client, mail_server(house) as post:
        told = Told(house, story.copy(house.root / "eve", house.root / "undisturbed", house.keys, client), post)
        try:
            for steps, then in ((("sweep",), "proposed"), (("open", "run", "answer", "run"), "decided")):
                told.tell(*steps)
                told.story.register.engine.dispose()
                shutil.copytree(told.story.home, house.root / then)
            told.tell("deliver")
            assert len(told.story.decisions()) == 1
            assert told.runs() == {StateType.COMPLETED: 1}
            yield Undisturbed(journal(told.story.register), notices(told.story.register), told.letters())
        finally:
            told.story.register.engine.dispose()


@pytest.fixture
def tell(house: House, undisturbed: Undisturbed, tmp_path: Path) -> Iterator[Callable[[str, str], Told]]:
    """Tell the story anew from where it stood between two steps."""
    begun: list[Story] = []
    with get_client(sync_client=True) as client, mail_server(house) as post:

        def begin_at(beginning: str, point: str) -> Told:
            begun.append(story.copy(house.root / beginning, tmp_path / "story", house.keys, client))
            return Told(house, begun[0], post, point)

        yield begin_at
    for one in begun:
        one.register.engine.dispose()


ANSWERED = ("open", "run", "answer", "run")
#: By the name of the point: where the story begins, its steps (one with ``!`` dies there), and runs that crashed.
KILLS: dict[str, tuple[str, tuple[str, ...], int]] = {
    "sweep-before-its-commit": ("eve", ("sweep!", "sweep", *ANSWERED, "deliver"), 0),
    "sweep-committed-not-anchored": ("eve", ("sweep!", "sweep", *ANSWERED, "deliver"), 0),
    "sweep-committed-no-page": ("eve", ("sweep!", "sweep", *ANSWERED, "deliver"), 0),
    "door-noted-no-run": ("proposed", ("open!", *ANSWERED, "deliver"), 0),
    "run-made-not-noted": ("proposed", ("open!", *ANSWERED, "deliver"), 0),
    "worker-and-run-starting": (
        "proposed",
        ("open", "worker_dies_at_once", "open", "open_later", "run", "answer", "run", "deliver"),
        1,
    ),
    "server-while-the-run-waits": ("proposed", ("open", "run", "server_dies", "open", "answer", "run", "deliver"), 0),
    "worker-while-the-run-waits": (
        "proposed",
        ("open", "worker_dies_waiting", "answer", "open", "worker_ends_it", "deliver"),
        0,
    ),
    "answer-read-not-recorded": (
        "proposed",
        ("open", "run", "answer", "run!", "open", "open_later", "run", "answer", "run", "deliver"),
        1,
    ),
    "decided-run-not-ended": ("proposed", ("open", "run", "answer", "run!", "open", "deliver"), 0),
    "letter-taken-not-sent": ("decided", ("deliver!", "deliver"), 0),
    "letter-sent-not-recorded": ("decided", ("deliver!", "deliver"), 0),
}


@pytest.mark.parametrize("point", KILLS)
def test_a_kill_loses_nothing_and_doubles_nothing(
    tell: Callable[[str, str], Told], undisturbed: Undisturbed, point: str
) -> None:
    """Killed there and done again: the journal and the notices of the undisturbed story, one decision, one run."""
    begins, steps, crashed = KILLS[point]
    told = tell(begins, point)
    told.tell(*steps)
    assert journal(told.story.register) == undisturbed.journal
    assert notices(told.story.register) == undisturbed.notices
    assert verify(told.story.register) == []
    assert len(told.story.decisions()) == 1
    assert len(told.story.alarms()) == crashed
    assert told.letters() == undisturbed.letters
    assert len(told.post.taken) - told.letters().total() == (1 if point == "letter-sent-not-recorded" else 0)
    if begins != "decided":
        assert told.runs() == Counter({StateType.COMPLETED: 1, StateType.CRASHED: crashed})
