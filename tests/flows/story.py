"""One story on a real server: Ba Bích's first quarter is missed, a criticism is proposed, and waits for its authority."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import FlowRun, StateType
from sqlalchemy import select

from config.loader import load_policy, packaged_root
from flows.launch import SIGNED
from flows.review import open_reviews
from flows.server import POOL, Process, wait_for
from tests.flows.conftest import Prefect
from tests.flows.crash import run_once
from workflows import clock, codes
from workflows.charter import OPERATOR, Charter
from workflows.happenings import last_seq
from workflows.office import anchors_in
from workflows.register.tables import Door, Escalation, JournalLine, Notice
from workflows.register.unit_of_work import Register
from workflows.replay import replay
from workflows.sweep import Swept
from workflows.working_time import ZONE

WORK = "ba_bich/2024-kl-cchc/3.1.2/bao-cao/tu_phap/2024-Q1"
PROPOSAL = f"{WORK}#rung-criticism"
AUTHORITY = "chu_tich"
START, UNTIL = date(2024, 1, 12), date(2024, 3, 20)
#: The proposal was made at 08:00 of this day; it is answered in the middle of the morning.
NOW = datetime(2024, 3, 20, 10, tzinfo=ZONE)
#: Seconds that a test waits for what a server or a worker does: far more than it takes, as a busy machine is no fault.
PATIENCE = 300


@dataclass
class Story:
    """A register in which the criticism waits, and the server on which it is to be answered.

    Attributes:
        home: directory of this story.
        keys: directory of keys, the same for every story of the session, as the worker is told of one.
        secrets: by post, the address that its authenticator application was given.
        charter: the policy.
        register: the register.
        client: of the server.
        used: codes that were used.
        by_hand: whether runs are entered in this process, as no worker is at work: each spares two processes.
    """

    home: Path
    keys: Path
    secrets: dict[str, str]
    charter: Charter
    register: Register
    client: SyncPrefectClient
    used: set[str] = field(default_factory=set)
    by_hand: bool = False

    @property
    def url(self) -> str:
        """URL of the register."""
        return self.register.engine.url.render_as_string(hide_password=False)

    # ------------------------------------------------------------ the register

    def journal(self) -> list[JournalLine]:
        """Read the journal."""
        return self._read(select(JournalLine).order_by(JournalLine.seq))

    def decisions(self) -> list[JournalLine]:
        """Read what was decided about the proposal."""
        lines = select(JournalLine).where(JournalLine.subject == PROPOSAL, JournalLine.trigger == "decide")
        return self._read(lines.order_by(JournalLine.seq))

    def proposal(self, key: str = PROPOSAL) -> Escalation:
        """Read a proposal."""
        return self._read(select(Escalation).where(Escalation.key == key))[0]

    def doors(self) -> list[Door]:
        """Read every door there has been."""
        return self._read(select(Door).order_by(Door.id))

    def alarms(self) -> list[str]:
        """Read what the operator is to be told."""
        found = self._read(select(Notice).where(Notice.addressee == OPERATOR).order_by(Notice.id))
        return [str(notice.facts["said"]) for notice in found]

    def notices(self, kind: str) -> list[Notice]:
        """Read what was queued of one kind."""
        return self._read(select(Notice).where(Notice.kind == kind).order_by(Notice.id))

    def last(self) -> int:
        """Number of the last journal line."""
        return last_seq(self.register, clock.now())

    def _read(self, statement: Any) -> list[Any]:
        with self.register.read(clock.now()) as uow:
            found = list(uow.session.scalars(statement))
            uow.session.expunge_all()
            return found

    # ------------------------------------------------------------ the people

    def code(self, post: str = AUTHORITY) -> str:
        """Return a code that the post's application shows and that was not used yet; waits for a new one if need be."""
        while True:
            now = clock.now()
            # Two older codes are still taken: so nobody has to wait for the phone.
            for back in (2, 1, 0):
                shown = codes.shown(self.secrets[post], now=now - timedelta(seconds=back * codes.INTERVAL))
                if shown not in self.used:
                    self.used.add(shown)
                    return shown
            time.sleep(1)

    # ------------------------------------------------------------ the doors

    def open(self) -> FlowRun:
        """Open what waits, and wait until the run of the proposal waits for its authority."""
        open_reviews(jurisdiction="ba_bich", database=self.url, as_of=NOW)
        return self.waiting()

    def waiting(self, *, besides: str = "") -> FlowRun:
        """Wait until a run waits for the authority, and return it."""
        found: list[FlowRun] = []

        def there() -> bool:
            number = self.doors()[-1].run
            if number and number != besides:
                self.work(UUID(number))
                run = self.client.read_flow_run(UUID(number))
                found[:] = [run] if run.state_type == StateType.PAUSED else []
            return bool(found)

        wait_for(there, PATIENCE, "the run never came to wait for its authority", lambda: None)
        return found[0]

    def ended(self, run: FlowRun) -> FlowRun:
        """Wait until a run has ended, and return it as it is then."""
        return self.until(run, lambda now: now.state is not None and now.state.is_final())

    def asked_again(self, run: FlowRun, number: int) -> FlowRun:
        """Wait until a run asks for its answer of a number."""
        return self.until(
            run, lambda now: now.state_type == StateType.PAUSED and self.doors()[-1].next_answer == number
        )

    def until(self, run: FlowRun, done: Callable[[FlowRun], bool]) -> FlowRun:
        """Wait until something holds of a run."""
        latest = [run]

        def holds() -> bool:
            self.work(run.id)
            latest[0] = self.client.read_flow_run(run.id)
            return done(latest[0])

        wait_for(holds, PATIENCE, f"the run stayed {latest[0].state_name}", lambda: None)
        return latest[0]

    def work(self, *runs: UUID) -> None:
        """Enter the runs that are due, where that is done by hand, until each waits or ends."""
        for number in runs if self.by_hand else ():
            state = self.client.read_flow_run(number).state
            if state is not None and state.type == StateType.SCHEDULED:
                due = state.state_details.scheduled_time
                if due is None or due <= clock.now():
                    run_once(str(number))

    def answer(self, run: FlowRun, **given: Any) -> None:
        """Send what the form of a waiting run sends."""
        self.client.resume_flow_run(run.id, run_input=given)


def tell(home: Path, keys: Path) -> None:
    """Let the first quarter pass as real flow runs, until the criticism is proposed; the register stays in ``home``."""
    from flows.enforce import enforce_cutoffs

    url = f"sqlite:///{home / 'namro.db'}"
    register = open_register(url, keys)
    charter = Charter(load_policy(packaged_root()), "ba_bich")

    def sweep_as_run(instant: datetime) -> Swept:
        return enforce_cutoffs(as_of=instant, jurisdiction="ba_bich", database=url)

    replay(register, charter, start=START, until=UNTIL, acts=[SIGNED], clock=clock.now, sweeper=sweep_as_run)
    told = {}
    with register.write(clock.now()) as uow:
        for post in (AUTHORITY, "pho_chu_tich", "van_phong_thong_ke"):
            label = charter.label(post)
            told[post] = codes.enroll(uow, "ba_bich", post, label, valid_from=uow.recorded_at)
        uow.commit()
    (home / "secrets.json").write_bytes(orjson.dumps(told))
    register.engine.dispose()


def open_register(url: str, keys: Path) -> Register:
    """Open a register as the flows do."""
    return Register.open(url, key_file=keys / "seal.key", anchors=anchors_in(keys, url))


def copy(told: Path, home: Path, keys: Path, client: SyncPrefectClient) -> Story:
    """Give a story of its own, begun as the one that was told once."""
    shutil.copytree(told, home)
    url = f"sqlite:///{home / 'namro.db'}"
    secrets = orjson.loads((home / "secrets.json").read_bytes())
    charter = Charter(load_policy(packaged_root()), "ba_bich")
    return Story(home, keys, secrets, charter, open_register(url, keys), client)


def start_worker(prefect: Prefect, keys: Path, log: Path) -> Process:
    """Register the deployment of the decisions as `prefect.yaml` has it, and start a worker."""
    from flows import backlog

    backlog.make_pool()
    environment = prefect.environment | {"NAMRO_KEY_DIR": str(keys), "PREFECT_WORKER_QUERY_SECONDS": "1"}
    deploy = Process.start(
        "deploy", ["prefect", "deploy", "--name", "quyet-dinh-ba-bich", "--no-prompt"], log.with_name("deploy.log"),
        environment,
    )  # fmt: skip
    deploy.finish(120, lambda: None)
    return worker(environment, log)


def worker(environment: dict[str, str], log: Path) -> Process:
    """Start a worker."""
    return Process.start("worker", ["prefect", "worker", "start", "--pool", POOL], log, environment)


__all__ = ["PROPOSAL", "Story", "copy", "get_client", "start_worker", "tell"]
