"""Two workers at once, a retry in the middle, late runs in any order, a week asleep: the register of the quiet run."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextvars import copy_context
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
from prefect.flow_engine import run_flow
from prefect.states import Scheduled
from sqlalchemy import Engine, event, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError

from config.loader import load_policy, packaged_root
from flows.enforce import enforce_cutoffs, sweep_register
from flows.server import ROOT
from tests.flows.conftest import BEGINNING, Prefect
from tests.flows.story import open_register
from tests.flows.test_kills import journal, notices
from workflows import clock
from workflows.act import apply
from workflows.acts import Act
from workflows.assign import assign
from workflows.channels import Simulated
from workflows.charter import Charter
from workflows.deliver import deliver
from workflows.register.tables import Assignment, Escalation
from workflows.register.unit_of_work import Register
from workflows.register.verify import verify
from workflows.sweep import sweep
from workflows.working_time import ZONE

pytestmark = pytest.mark.xdist_group("prefect")

EVE = datetime(2024, 3, 7, 9, tzinfo=ZONE)
MINUTE = timedelta(minutes=1)
Q1 = "ba_bich/2024-kl-cchc/3.1.2/bao-cao/tu_phap/2024-Q1"


def vn(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant of March 2024 in Vietnam."""
    return datetime(2024, 3, day, hour, minute, tzinfo=ZONE)


#: Runs of the schedule around the first cut-off: warnings, the cut-off at 24:00, reminders, owed explanations.
SCHEDULED = (vn(8, 8), vn(11, 8), vn(12, 0, 5), vn(12, 8), vn(14, 8), vn(14, 17, 5))


@pytest.fixture
def charter() -> Charter:
    """Ba Bích as the flows know it."""
    return Charter(load_policy(packaged_root()), "ba_bich")


@pytest.fixture
def assigned(charter: Charter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Register]]:
    """Open a register in which Ba Bích's 2024 is assigned and nothing is due yet; the flows know it as theirs."""
    keys = tmp_path / "keys"
    monkeypatch.setenv("NAMRO_KEY_DIR", str(keys))
    opened: list[Register] = []

    def begin(url: str) -> Register:
        monkeypatch.setenv("NAMRO_DATABASE_URL", url)
        register = open_register(url, keys)
        opened.append(register)
        assign(register, charter, as_of=BEGINNING, recorded_at=BEGINNING)
        sweep(register, charter, as_of=EVE, recorded_at=EVE)
        return register

    yield begin
    for register in opened:
        register.engine.dispose()


@pytest.fixture
def quiet(assigned: Callable[[str], Register], tmp_path: Path) -> Register:
    """Give the register on which nothing is disturbed."""
    return assigned(f"sqlite:///{tmp_path / 'quiet.db'}")


def test_two_workers_at_once(
    prefect: Prefect, quiet: Register, charter: Charter, assigned: Callable[[str], Register], database_url: str
) -> None:
    """Two runs of one instant in two processes at the same moment: the journal and the notices of one run."""
    instant = vn(12, 8)
    sweep(quiet, charter, as_of=instant, recorded_at=clock.now())
    register = assigned(database_url)
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.flows.crash", "-", "sweep", instant.isoformat(), "--wait"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )
        for _ in range(2)
    ]  # fmt: skip
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()
    said = [worker.communicate(timeout=90)[0] for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0], said

    assert journal(register) == journal(quiet)
    assert notices(register) == notices(quiet)
    assert verify(register) == []


def test_a_retry_in_the_middle(
    prefect: Prefect,
    quiet: Register,
    charter: Charter,
    assigned: Callable[[str], Register],
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The database goes away half-way through a sweep: the task tries again, and nothing is there twice or missing."""
    instant = vn(12, 8)
    sweep(quiet, charter, as_of=instant, recorded_at=clock.now())
    register = assigned(database_url)
    monkeypatch.setattr(sweep_register, "retry_delay_seconds", 0)
    written: list[str] = []

    def goes_away(_conn: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("INSERT INTO journal"):
            written.append(statement)
            if len(written) == 2:
                raise OperationalError(statement, {}, ConnectionError("server closed the connection unexpectedly"))

    event.listen(Engine, "before_cursor_execute", goes_away)
    try:
        done = enforce_cutoffs(as_of=instant)
    finally:
        event.remove(Engine, "before_cursor_execute", goes_away)

    assert len(written) > 2
    assert done.moved["cut_off"] == 6
    assert journal(register) == journal(quiet)
    assert notices(register) == notices(quiet)
    assert verify(register) == []


def test_late_runs_all_at_once_and_out_of_order(
    prefect: Prefect, quiet: Register, charter: Charter, assigned: Callable[[str], Register], database_url: str
) -> None:
    """Runs that Prefect was late with, begun together and the last first: the journal of runs that came in time."""
    for instant in SCHEDULED:
        sweep(quiet, charter, as_of=instant, recorded_at=clock.now())
    register = assigned(database_url)
    with get_client(sync_client=True) as client:
        # In no work pool: no worker of this server takes these runs.
        deployment = client.create_deployment(
            client.create_flow(enforce_cutoffs),
            f"muon-{register.engine.dialect.name}",
            parameters={"jurisdiction": "ba_bich"},
        )
        runs = [
            client.create_flow_run_from_deployment(deployment, state=Scheduled(scheduled_time=instant.astimezone(UTC)))
            for instant in SCHEDULED
        ]
        # Of no concern to them: a run that was given its instant, and one of another jurisdiction.
        strangers = [
            client.create_flow_run_from_deployment(
                deployment, parameters=given, state=Scheduled(scheduled_time=SCHEDULED[0].astimezone(UTC) + MINUTE)
            )
            for given in ({"as_of": vn(8, 9).isoformat()}, {"jurisdiction": "cam_giang"})
        ]
    last, *others = reversed(runs)
    Random(4).shuffle(others)
    faults: list[Any] = []

    def work(run: Any) -> None:
        # The state, not its result: a server whose database was busy may be told the end of a run twice, and then
        # gives back the state that it has, which carries no result.
        try:
            ended: Any = run_flow(enforce_cutoffs, flow_run=run, return_type="state")
        except BaseException as fault:
            faults.append(fault)
        else:
            faults.extend([] if ended.is_completed() else [ended])

    work(last)
    # A thread that is not told otherwise knows nothing of this server.
    threads = [threading.Thread(target=copy_context().run, args=(work, run)) for run in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)

    with get_client(sync_client=True) as client:
        first = FlowRunFilter(id=FlowRunFilterId(any_=[last.id]))
        sweeps = client.read_task_runs(flow_run_filter=first)
        for one in strangers:
            client.delete_flow_run(one.id)
        client.delete_deployment(deployment)

    assert faults == []
    assert len(sweeps) == len(SCHEDULED)
    assert journal(register) == journal(quiet)
    assert notices(register) == notices(quiet)
    assert verify(register) == []


def rungs(register: Register) -> dict[str, datetime]:
    """When each rung on the first quarter's report was raised."""
    mine = select(Escalation).where(Escalation.key.startswith(f"{Q1}#rung-"))
    with register.read(clock.now()) as uow:
        return {one.rung: one.raised_at.astimezone(ZONE) for one in uow.session.scalars(mine)}


def of_the_law(register: Register) -> list[tuple[Any, ...]]:
    """Cut-offs, openings and explanations, with their instants; papers and rungs follow from when people were told."""
    return sorted(
        (line["at"], line["subject"], line["trigger"], str(line["details"]))
        for line in journal(register)
        if line["trigger"] in ("cut_off", "open") and "#rung" not in line["subject"]
    )


def lateness(register: Register) -> dict[str, datetime]:
    """Since when each work is late."""
    with register.read(clock.now()) as uow:
        found = uow.session.scalars(select(Assignment).where(Assignment.key.not_like("%#rung%")))
        return {one.key: one.announced_at for one in found}


def send(register: Register, charter: Charter, at: datetime) -> None:
    """Let the letters that wait arrive."""
    way = Simulated()
    deliver(register, charter, lambda _post: way, at=at, recorded_at=clock.now())


def test_a_week_without_schedules(
    prefect: Prefect, quiet: Register, charter: Charter, assigned: Callable[[str], Register], sqlite_url: str
) -> None:
    """Asleep for a week: lateness and explanations as in a quiet week; each rung after the one before arrived, later."""
    signed = "van_phong_thong_ke", "sign", f"{Q1}#rung-urging"

    def live(register: Register, *instants: datetime, sign: datetime | None = None, by_run: bool = False) -> None:
        for instant in instants:
            if instant == sign:
                (outcome,) = apply(register, charter, [Act(instant, *signed)], recorded_at=clock.now(), proofs=False)
                assert outcome.refused == ""
            if by_run:
                enforce_cutoffs(as_of=instant)
            else:
                sweep(register, charter, as_of=instant, recorded_at=clock.now())
            send(register, charter, instant)

    live(quiet, *SCHEDULED, vn(15, 8), vn(18, 8), vn(19, 8), vn(20, 8), vn(22, 8), sign=vn(14, 17, 5))
    register = assigned(sqlite_url)
    live(register, vn(8, 8))
    awake = (vn(18, 8), vn(18, 17, 5), vn(19, 8), vn(19, 17, 5), vn(20, 8), vn(21, 8), vn(22, 8))
    live(register, *awake, sign=vn(19, 17, 5), by_run=True)

    assert of_the_law(register) == of_the_law(quiet)
    assert lateness(register) == lateness(quiet)
    assert rungs(quiet) == {"reminder": vn(12, 8), "urging": vn(14, 8), "criticism": vn(20, 8)}
    # Nobody was judged while the house slept; then the gaps of the ladder, each from when the one before arrived.
    assert rungs(register) == {"reminder": vn(18, 8), "urging": vn(19, 8), "criticism": vn(21, 8)}
    assert verify(register) == []
