"""Schedules on a real server: what nothing but waiting for one reveals."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from flows.server import ROOT, Process, wait_for
from tests.flows.conftest import OnDisk, Prefect
from tests.flows.logs import complaints
from tests.flows.story import PATIENCE
from workflows import clock
from workflows.register.tables import Watermark

pytestmark = pytest.mark.xdist_group("prefect")

#: A pool of its own: a worker that another test has left at work would take the run to its own register.
OWN = "lich"


def test_a_scheduled_deployment_fires(prefect: Prefect, ba_bich: OnDisk, tmp_path: Path) -> None:
    """A scheduled run fires by itself, its instant is its scheduled time, and the server logs no error."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.actions import DeploymentScheduleCreate, WorkPoolCreate
    from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId
    from prefect.client.schemas.objects import FlowRun, StateType
    from prefect.client.schemas.schedules import IntervalSchedule
    from prefect.utilities.callables import parameter_schema

    from flows.enforce import enforce_cutoffs

    soon, before = clock.now() + timedelta(seconds=10), prefect.log.stat().st_size
    with get_client(sync_client=True) as client:
        client.create_work_pool(WorkPoolCreate(name=OWN, type="process"), overwrite=True)
        deployment = client.create_deployment(
            flow_id=client.create_flow(enforce_cutoffs),
            name="mot-lan",
            entrypoint="flows.enforce:enforce_cutoffs",
            pull_steps=[{"prefect.deployments.steps.set_working_directory": {"directory": str(ROOT)}}],
            work_pool_name=OWN,
            parameter_openapi_schema=parameter_schema(enforce_cutoffs).model_dump(),
            # One run within reach: each more would be a process of its own, and SQLite's server would be all they wait for.
            schedules=[
                DeploymentScheduleCreate(schedule=IntervalSchedule(interval=timedelta(days=90), anchor_date=soon))
            ],
        )
        settings = prefect.environment | {
            "NAMRO_DATABASE_URL": ba_bich.url,
            "NAMRO_KEY_DIR": str(tmp_path / "keys"),
            "NAMRO_ANCHOR_FILE": str(tmp_path / "anchors.jsonl"),
            "PREFECT_WORKER_QUERY_SECONDS": "1",
        }
        worker = Process.start(
            "worker", ["prefect", "worker", "start", "--pool", OWN], tmp_path / "worker.log", settings
        )

        def completed() -> list[FlowRun]:
            mine = DeploymentFilter(id=DeploymentFilterId(any_=[deployment]))
            runs = client.read_flow_runs(deployment_filter=mine, limit=200)
            return [run for run in runs if run.state_type == StateType.COMPLETED]

        try:
            wait_for(lambda: bool(completed()), PATIENCE, "no scheduled run has completed", lambda: None)
            # Read before anything is taken away: what a run meets whose deployment goes from under it is no fault.
            logged = prefect.log.read_bytes()[before:].decode()
        finally:
            runs = completed()
            worker.stop()
            client.delete_deployment(deployment)

    assert {run.created_by.type for run in runs if run.created_by} == {"SCHEDULE"}
    assert _watermark(ba_bich) in {_scheduled(run) for run in runs}
    assert all(run.expected_start_time <= clock.now() for run in runs if run.expected_start_time)
    assert complaints(logged) == []


def _watermark(at: OnDisk) -> object:
    with at.register.read(clock.now()) as uow:
        return uow.session.scalar(select(Watermark.as_of))


def _scheduled(run: object) -> object:
    return run.expected_start_time.replace(microsecond=0)


def test_what_was_missed_is_done_once(prefect: Prefect, ba_bich: OnDisk) -> None:
    """After downtime a launch keeps the newest missed run of a deployment, and no run waits for a dead process."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.actions import DeploymentScheduleCreate
    from prefect.client.schemas.schedules import IntervalSchedule
    from prefect.states import Running, Scheduled

    from flows import backlog
    from flows.enforce import enforce_cutoffs

    with get_client(sync_client=True) as client:
        deployment = client.create_deployment(
            flow_id=client.create_flow(enforce_cutoffs),
            name="bo-lo",
            schedules=[DeploymentScheduleCreate(schedule=IntervalSchedule(interval=timedelta(days=1)), active=False)],
        )
        missed = [
            client.create_flow_run_from_deployment(
                deployment, state=Scheduled(scheduled_time=clock.now() - timedelta(hours=hours))
            )
            for hours in (30, 6, 54)
        ]
        ahead = client.create_flow_run_from_deployment(
            deployment, state=Scheduled(scheduled_time=clock.now() + timedelta(hours=6))
        )
        dead = client.create_flow_run_from_deployment(deployment)
        client.set_flow_run_state(dead.id, Running(), force=True)

        backlog.clear("khong-co")

        states = [client.read_flow_run(run.id).state for run in (*missed, ahead, dead)]
        client.delete_deployment(deployment)
    assert [state.type.value for state in states if state] == [
        "CANCELLED",
        "SCHEDULED",
        "CANCELLED",
        "SCHEDULED",
        "CRASHED",
    ]
    assert states[0] is not None
    assert states[0].message == "Đã gộp vào lần chạy sau"
