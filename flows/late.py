"""Late runs: Prefect starts what it missed all at once and in any order; whoever comes first does it in order."""

from datetime import datetime
from uuid import UUID

from prefect import runtime
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.client.schemas.sorting import FlowRunSort

#: States of a run that has not done its work yet, or not all of it.
TO_COME = (StateType.SCHEDULED, StateType.PENDING, StateType.RUNNING)
#: Late runs at the most; those before them are long behind.
MOST_LATE = 200


def instants_before(instant: datetime) -> list[datetime]:
    """Return the instants before one at which runs of the same deployment should have worked and have not yet.

    A run that was given its instant, and one without a deployment, stands alone; so does what has other parameters.

    Args:
        instant: the instant of this run (aware).

    Returns:
        The earlier instants, in order; whole seconds.
    """
    mine = runtime.flow_run.parameters
    if runtime.deployment.id is None or mine["as_of"] is not None:
        return []
    wanted = FlowRunFilter(
        deployment_id=FlowRunFilterDeploymentId(any_=[UUID(runtime.deployment.id)]),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(TO_COME))),
        expected_start_time=FlowRunFilterExpectedStartTime(before_=instant),  # type: ignore[arg-type]
    )
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(flow_run_filter=wanted, sort=FlowRunSort.EXPECTED_START_TIME_DESC, limit=MOST_LATE)
    same = [run for run in runs if all(run.parameters.get(name, mine[name]) == mine[name] for name in mine)]
    found = {run.expected_start_time.replace(microsecond=0) for run in same if run.expected_start_time is not None}
    return sorted(one for one in found if one < instant)
