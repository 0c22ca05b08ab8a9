"""What the Prefect server of this machine already has, and what is to be cleared away before it goes on."""

import contextlib
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterFlowRunId,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.exceptions import ObjectNotFound
from prefect.states import Cancelled, Crashed

from flows.server import POOL
from workflows import clock

PAGE = 200
#: Runs that work at the same time; one that waits for a person does not count.
AT_ONCE = 4


def make_pool() -> None:
    """Make the pool that `prefect.yaml` names, or leave it as it is.

    How much runs at once is the pool's limit, not the worker's: Prefect's worker ends with an error when a run is
    resumed while its limit still counts the process that has just suspended it.
    """
    with get_client(sync_client=True) as client:
        client.create_work_pool(WorkPoolCreate(name=POOL, type="process", concurrency_limit=AT_ONCE), overwrite=True)


def clear(tag: str) -> None:
    """Clear away what an earlier launch left: its replayed runs, runs whose process is gone, schedules missed.

    Only while nothing else works on this server. A sweep computes all that is due since the last one, so of what a
    deployment missed only the newest run is kept; Prefect itself would start them all at once.

    Args:
        tag: tag of the replayed runs.
    """
    with get_client(sync_client=True) as client:
        for run in _all(client, FlowRunFilter(tags=FlowRunFilterTags(all_=[tag]))):
            _delete(client, run.id)
        # What has no schedule is somebody's matter, each run for itself: a decision, an entry of a clerk.
        scheduled = {one.id for one in client.read_deployments(limit=PAGE) if one.schedules}
        gone = [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]
        for run in _all(client, _in_states(*gone)):
            if run.deployment_id is None or run.deployment_id in scheduled:
                client.set_flow_run_state(run.id, Crashed(message="Tiến trình đã dừng cùng lần chạy trước"), force=True)
        kept: set[UUID | None] = set()
        missed = _in_states(StateType.SCHEDULED)
        missed.expected_start_time = FlowRunFilterExpectedStartTime(before_=clock.now())  # type: ignore[arg-type]
        for run in _all(client, missed):
            if run.deployment_id not in scheduled:
                continue
            if run.deployment_id in kept:
                client.set_flow_run_state(run.id, Cancelled(message="Đã gộp vào lần chạy sau"), force=True)
            kept.add(run.deployment_id)


def waiting(tag: str) -> list[FlowRun]:
    """Return the runs of a tag that wait for a person."""
    found = FlowRunFilter(
        tags=FlowRunFilterTags(all_=[tag]),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.PAUSED])),
    )
    with get_client(sync_client=True) as client:
        return _all(client, found)


def worker_online() -> bool:
    """Say whether a worker of the pool has reported."""
    with get_client(sync_client=True) as client:
        pool = client.read_work_pool(POOL)
    return pool.status is not None and pool.status.value == "READY"


def missing(tag: str, sweeps: int) -> list[str]:
    """Return, in Vietnamese, what should be on the server and is not.

    Args:
        tag: tag of the replayed runs.
        sweeps: how many of them there should be.
    """
    with get_client(sync_client=True) as client:
        deployments = client.read_deployments()
        runs = [run for run in _all(client, FlowRunFilter(tags=FlowRunFilterTags(all_=[tag]))) if _is_sweep(run)]
        done = [run for run in runs if run.state_type == StateType.COMPLETED]
        tables = client.read_artifacts(
            artifact_filter=ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run.id for run in done])),
            limit=PAGE,
        )
    found = {deployment.name for deployment in deployments if deployment.schedules}
    lacks = [f"thiếu lịch chạy {name}" for name in ("quet-han-ba-bich", "gui-thong-bao-ba-bich") if name not in found]
    if len(done) != sweeps or len(runs) != sweeps:
        lacks.append(f"phải có {sweeps} lần quét hoàn thành, máy chủ có {len(done)} trên {len(runs)}")
    if not [one for one in tables if one.type == "table"]:
        lacks.append("không có bảng nào của các lần quét")
    return lacks


def _is_sweep(run: FlowRun) -> bool:
    return run.name.startswith("Quét hạn")


def _in_states(*types: StateType) -> FlowRunFilter:
    return FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types))))


def _all(client: SyncPrefectClient, wanted: FlowRunFilter) -> list[FlowRun]:
    """Return all runs that a filter finds, the newest first."""
    found: list[FlowRun] = []
    while True:
        page = client.read_flow_runs(
            flow_run_filter=wanted, sort=FlowRunSort.EXPECTED_START_TIME_DESC, limit=PAGE, offset=len(found)
        )
        found += page
        if len(page) < PAGE:
            return found


def _delete(client: SyncPrefectClient, run: UUID) -> None:
    mine = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run]))
    for artifact in client.read_artifacts(artifact_filter=mine):
        with contextlib.suppress(ObjectNotFound):
            client.delete_artifact(artifact.id)
    with contextlib.suppress(ObjectNotFound):
        client.delete_flow_run(run)
