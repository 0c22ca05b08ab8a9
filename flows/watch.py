"""Keep watch: what is silent or stuck in the register, or stuck or missing in Prefect, is told to the operator."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger, runtime, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterEndTime,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.responses import DeploymentResponse
from prefect.exceptions import ObjectNotFound
from prefect.states import Completed, Failed
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from sqlalchemy.exc import OperationalError

from flows.office import artifact_key, instant_of_run, name_of, open_for
from flows.page import MOST_ROWS
from flows.server import POOL, ROOT
from workflows import clock
from workflows.alarms import alarm
from workflows.letters import happened
from workflows.office import Office
from workflows.register.columns import LONG_AGO
from workflows.register.seal import BadKey
from workflows.watch import Finding, findings
from workflows.working_time import day_of

#: How far back failed runs are looked for.
LOOKED_BACK = timedelta(days=1)
#: How late a run may start, and how long it may take.
PATIENCE = timedelta(minutes=30)
#: Runs read at once, and at the most of each kind.
PAGE, MOST_RUNS = 200, 1000
#: What Prefect says of a run that waited for its answer until its time was over; such a run is opened again.
EXPIRED = "paused and never resumed"
NOTHING = "Không có gì bất thường."
#: What says which deployments there are to be, and which of them opens the pages of proposals.
DECLARED, OPENING = ROOT / "prefect.yaml", "flows.review:open_reviews"


@dataclass(frozen=True)
class Watched:
    """What a look around came to.

    Attributes:
        findings: what somebody must look at.
        told: how many of them are new and were queued for the operator.
        untold: why the operator could not be told through the register; empty when that went well.
    """

    findings: tuple[Finding, ...]
    told: int
    untold: str = ""


def _run_name() -> str:
    given = runtime.flow_run.parameters
    return f"Trông coi – {name_of(given['jurisdiction'])} – {happened(instant_of_run())}"


@task(task_run_name="watch-{jurisdiction}", cache_policy=NO_CACHE, persist_result=False)
def look_around(jurisdiction: str, database: str | None) -> Watched:
    """Look at the register and at Prefect, and queue an alarm for each thing that is new.

    Args:
        jurisdiction: which one.
        database: its register; None for the one of the settings.
    """
    office, now = open_for(jurisdiction, database), clock.now()
    try:
        declared, of_prefect = declared_for(jurisdiction, now)
        with get_client(sync_client=True) as client:
            of_prefect += [*schedule_findings(client, declared, now), *prefect_findings(client, now)]
        doors = any(one["entrypoint"] == OPENING for one in declared)
        found = (*findings(office.register, office.charter, now, doors=doors), *of_prefect)
        try:
            return Watched(found, _tell(office, found, now) if found else 0)
        except (BadKey, OperationalError) as fault:
            return Watched(found, 0, str(fault))
    finally:
        office.register.engine.dispose()


def _tell(office: Office, found: tuple[Finding, ...], now: datetime) -> int:
    with office.register.write(now) as uow:
        # That an alarm could not be told is shown here and by the command; a further alarm would go the same way.
        news = [one for one in found if one.what != "untold"]
        told = sum(alarm(uow, office.charter.key, one.what, one.subject, one.said, at=now) for one in news)
        uow.commit()
    return told


def declared_for(jurisdiction: str, now: datetime, file: Path = DECLARED) -> tuple[list[dict[str, Any]], list[Finding]]:
    """Return the deployments that `prefect.yaml` has run by themselves for a jurisdiction.

    Args:
        jurisdiction: which one.
        now: the present instant (aware).
        file: where they stand.

    Returns:
        The deployments as they stand there; and a finding where the file cannot be read.
    """
    try:
        told = YAML(typ="safe").load(file.read_text(encoding="utf-8"))["deployments"]
        mine = [one for one in told if one.get("parameters", {}).get("jurisdiction") == jurisdiction]
        return [one for one in mine if one.get("schedules")], []
    except (OSError, UnicodeDecodeError, YAMLError, KeyError, TypeError, AttributeError):
        said = f"Không đọc được {file}, nên không biết lịch nào phải có. Hãy khôi phục tệp này."
        return [], [Finding("no_schedules", f"{file.name}/{day_of(now)}", now, said)]


def schedule_findings(
    client: SyncPrefectClient, declared: Sequence[dict[str, Any]], now: datetime
) -> Iterator[Finding]:
    """Yield which deployments that should run by themselves do not: missing, paused, or with a schedule that rests.

    Args:
        client: an open client of the server.
        declared: what there is to be, as `declared_for` returns it.
        now: the present instant (aware).
    """
    there = {one.name: one for one in _deployments(client)}
    for one in declared:
        name = one["name"]
        for about, what, command in _resting(client, one, there.get(name)):
            yield Finding(
                "not_scheduled",
                f"{name}/{about}/{day_of(now)}",
                now,
                f"Lịch «{name}» {what}, nên không tự chạy đủ. Hãy chạy «{command}» từ thư mục gốc của dự án; khi cần "
                f"nghỉ để bảo trì thì dùng «prefect work-pool pause {POOL}».",
            )


def _resting(
    client: SyncPrefectClient, declared: dict[str, Any], there: DeploymentResponse | None
) -> Iterator[tuple[str, str, str]]:
    """Yield why a deployment does not run at all its hours: a code word, the words, and the command that mends it."""
    deploy = f"prefect deploy --name {declared['name']} --no-prompt"
    if there is None:
        yield "missing", "chưa được đăng ký hoặc đã bị xóa trên máy chủ Prefect", deploy
        return
    if there.paused:
        yield "paused", "đang bị tạm dừng", deploy
    known = {one.slug: one for one in there.schedules}
    for slug in (one.get("slug") for one in declared["schedules"]):
        if slug not in known:
            yield str(slug), f"thiếu giờ chạy «{slug}»", deploy
        elif not known[slug].active:
            # Registered anew, a schedule stays switched off.
            full = f"{client.read_flow(there.flow_id).name}/{there.name}"
            resume = f"prefect deployment schedule resume {full} {known[slug].id}"
            yield str(slug), f"có giờ chạy «{slug}» bị tắt", resume


def prefect_findings(client: SyncPrefectClient, now: datetime) -> Iterator[Finding]:
    """Yield what is stuck on the Prefect server: failed, late and endless runs, and a pool that nobody serves.

    Args:
        client: an open client of the server.
        now: the present instant (aware).
    """
    names = {one.id: one.name for one in _deployments(client)}
    yield from _pool(client, now)
    for kind, found in (("run_failed", _failed(client, now)), ("run_late", _late(client, now))):
        heaps: dict[str, list[FlowRun]] = defaultdict(list)
        for run in found:
            if run.deployment_id in names:
                heaps[names[run.deployment_id]].append(run)
        for name, runs in sorted(heaps.items()):
            yield _said_of_failed(name, runs) if kind == "run_failed" else _said_of_late(name, runs)
    for run in _endless(client, now):
        if run.deployment_id in names:
            since = run.state.timestamp if run.state else now
            yield Finding(
                "run_endless",
                str(run.id),
                since,
                f"Lần chạy «{run.name}» đang chạy từ {happened(since)} mà chưa xong. Nếu tiến trình của nó đã chết, "
                f"hãy chạy «prefect flow-run delete {run.id}»; lần sau tự làm phần còn thiếu.",
            )


def _deployments(client: SyncPrefectClient) -> list[DeploymentResponse]:
    found: list[DeploymentResponse] = []
    while page := client.read_deployments(limit=PAGE, offset=len(found)):
        found += page
    return found


def _pool(client: SyncPrefectClient, now: datetime) -> Iterator[Finding]:
    try:
        pool = client.read_work_pool(POOL)
    except ObjectNotFound:
        said = f"Chưa có nhóm thực hiện «{POOL}»: không lịch nào chạy được. Hãy tạo và đăng ký lịch theo tài liệu."
        yield Finding("no_pool", f"{POOL}/{day_of(now)}", now, said)
        return
    if pool.is_paused:
        said = f"Nhóm thực hiện «{POOL}» đang nghỉ; xong bảo trì thì chạy «prefect work-pool resume {POOL}»."
        yield Finding("pool_paused", f"{POOL}/{day_of(now)}", now, said)
    elif pool.status is None or pool.status.value != "READY":
        said = (
            f"Không tiến trình thực hiện nào của «{POOL}» đang trả lời; hãy chạy «prefect worker start --pool {POOL}»."
        )
        yield Finding("no_worker", f"{POOL}/{day_of(now)}", now, said)


def _said_of_failed(name: str, runs: list[FlowRun]) -> Finding:
    first, last = runs[-1], runs[0]
    since = first.end_time or LONG_AGO
    why = (last.state.message if last.state else "") or "không rõ lý do"
    return Finding(
        "run_failed",
        f"{name}/{day_of(last.end_time or since)}",
        since,
        f"{len(runs)} lần chạy của «{name}» bị lỗi trong một ngày qua, lần gần nhất lúc "
        f"{happened(last.end_time or since)}: {why.splitlines()[0][:200]}. Hãy mở trang của lần chạy đó.",
    )


def _said_of_late(name: str, runs: list[FlowRun]) -> Finding:
    since = min(run.expected_start_time or LONG_AGO for run in runs)
    return Finding(
        "run_late",
        f"{name}/{since:%Y%m%dT%H%M%SZ}",
        since,
        f"{len(runs)} lần chạy của «{name}» đã đến giờ từ {happened(since)} mà chưa bắt đầu. Hãy xem tiến trình thực "
        f"hiện có chạy không («prefect work-pool ls»), có lần chạy nào treo không.",
    )


def _failed(client: SyncPrefectClient, now: datetime) -> list[FlowRun]:
    """Runs that failed or crashed, the newest first; a refusal that a person reads on the page has its own name."""
    wanted = _in_states(StateType.FAILED, StateType.CRASHED)
    wanted.end_time = FlowRunFilterEndTime(after_=now - LOOKED_BACK)  # type: ignore[arg-type]
    found = [run for run in _all(client, wanted) if run.state and run.state.name in ("Failed", "Crashed", "TimedOut")]
    found = [run for run in found if run.state and EXPIRED not in (run.state.message or "")]
    return sorted(found, key=lambda run: run.end_time or LONG_AGO, reverse=True)


def _late(client: SyncPrefectClient, now: datetime) -> list[FlowRun]:
    wanted = _in_states(StateType.SCHEDULED)
    wanted.expected_start_time = FlowRunFilterExpectedStartTime(before_=now - PATIENCE)  # type: ignore[arg-type]
    # What a person answered is due again at once, however long ago the run was first expected.
    return [run for run in _all(client, wanted) if _due_since(run, now - PATIENCE)]


def _due_since(run: FlowRun, before: datetime) -> bool:
    due = run.state.state_details.scheduled_time if run.state else None
    return due is None or due <= before


def _endless(client: SyncPrefectClient, now: datetime) -> list[FlowRun]:
    running = _all(client, _in_states(StateType.RUNNING, StateType.PENDING, StateType.CANCELLING))
    # A run that waited for an answer began long ago; what counts is since when it is in this state.
    return [run for run in running if run.state and run.state.timestamp <= now - PATIENCE]


def _in_states(*types: StateType) -> FlowRunFilter:
    return FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types))))


def _all(client: SyncPrefectClient, wanted: FlowRunFilter) -> list[FlowRun]:
    found: list[FlowRun] = []
    while len(found) < MOST_RUNS:
        page = client.read_flow_runs(flow_run_filter=wanted, limit=PAGE, offset=len(found))
        found += page
        if len(page) < PAGE:
            break
    return found


def outcome_of(done: Watched) -> str:
    """Say in one sentence what a look around came to."""
    if not done.findings:
        return NOTHING
    said = f"{len(done.findings)} điều cần xử lý, {done.told} điều vừa báo người vận hành."
    return f"{said} Không ghi được cảnh báo vào sổ: {done.untold}" if done.untold else said


def _rows(done: Watched) -> list[dict[str, Any]]:
    return [{"Từ khi nào": happened(one.since), "Điều cần xử lý": one.said} for one in done.findings[:MOST_ROWS]]


@flow(
    name="trong-coi",
    description="Trông coi: tìm sự im lặng và việc bị kẹt trong sổ và trong Prefect, báo người vận hành một lần.",
    flow_run_name=_run_name,
    persist_result=False,
)
def keep_watch(jurisdiction: str = "ba_bich", database: str | None = None) -> Watched:
    """Look for silence and for stuck things, and tell the operator of each once.

    Prefect shows the descriptions below on its form, so they are in Vietnamese.

    Args:
        jurisdiction: Mã địa phương trong chính sách, ví dụ ba_bich.
        database: Địa chỉ sổ theo dõi, không kèm mật khẩu; để trống thì theo NAMRO_DATABASE_URL.

    Returns:
        What was found; the run says it in a sentence, and fails only where the operator could not be told.
    """
    done = look_around(jurisdiction, database)
    outcome = outcome_of(done)
    get_run_logger().info("%s", outcome)
    if done.findings:
        create_table_artifact(
            _rows(done),
            key=artifact_key("trong-coi", jurisdiction),
            description=f"Trông coi – {name_of(jurisdiction)} – {outcome}",
        )
    # Prefect shows the sentence with the run, and hands the data to whoever called.
    state = Failed if done.untold else Completed
    return state(message=outcome, data=done)  # type: ignore[return-value]
