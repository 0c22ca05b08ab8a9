"""Enforce: everything that is due, warned, cut off and climbed, once per run and jurisdiction."""

from datetime import datetime
from typing import Any

from prefect import flow, get_run_logger, runtime, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed
from sqlalchemy.exc import OperationalError

from flows import late, page
from flows.office import artifact_key, instant_of_run, name_of, open_for
from state_machines.law import SYSTEM
from workflows import clock, reviews
from workflows.happenings import Happening, happenings
from workflows.letters import spoken
from workflows.sweep import Swept, sweep


def _run_name() -> str:
    given = runtime.flow_run.parameters
    return f"Quét hạn – {name_of(given['jurisdiction'])} – {spoken(instant_of_run(given['as_of']))}"


def _busy(_task: Any, _run: Any, state: State[Any]) -> bool:
    """Try again only where the database was busy or away; anything else would fail the same way."""
    return isinstance(state.result(raise_on_failure=False), OperationalError)


@task(
    task_run_name="sweep-{jurisdiction}",
    retries=2,
    retry_delay_seconds=10,
    retry_condition_fn=_busy,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def sweep_register(
    as_of: datetime, jurisdiction: str, database: str | None
) -> tuple[Swept, list[Happening], list[str]]:
    """Sweep once, and read from the journal what that did.

    Args:
        as_of: up to which instant (aware).
        jurisdiction: which one.
        database: its register; None for the one of the settings.

    Returns:
        The counts; what happened, in order of time; and a line for each proposal that waits for its authority.
    """
    office, now = open_for(jurisdiction, database), clock.now()
    try:
        done = sweep(office.register, office.charter, as_of=as_of, recorded_at=now)
        if not (done.moved or done.set_aside):
            return done, [], []
        told = happenings(office.register, office.charter, recorded_at=now, batches=done.batches, by=SYSTEM)
        with office.register.read(now) as uow:
            waiting = [page.waiting_line(office.charter, *one) for one in reviews.proposed(uow, office.charter)]
        return done, told, waiting
    finally:
        office.register.engine.dispose()


@flow(
    name="quet-han",
    description="Quét hạn: nhắc trước hạn, chốt hạn, chuyển nấc. Quét lại cùng một thời điểm không thay đổi gì.",
    flow_run_name=_run_name,
    persist_result=False,
)
def enforce_cutoffs(as_of: datetime | None = None, jurisdiction: str = "ba_bich", database: str | None = None) -> Swept:
    """Sweep a jurisdiction up to the time this run was scheduled for, and show what that did.

    Prefect shows the descriptions below on its form, so they are in Vietnamese.

    Args:
        as_of: Thời điểm xét hạn, có múi giờ; để trống thì lấy giờ đã xếp lịch. Không bao giờ sau giờ hiện tại.
        jurisdiction: Mã địa phương trong chính sách, ví dụ ba_bich.
        database: Địa chỉ sổ theo dõi, không kèm mật khẩu; để trống thì theo NAMRO_DATABASE_URL.

    Returns:
        What was done; the completed run says it in a sentence.
    """
    instant = instant_of_run(as_of)
    # What a sweep itself dates, such as a reminder, shall not depend on the order in which late runs start.
    swept = [sweep_register(one, jurisdiction, database) for one in (*late.instants_before(instant), instant)]
    done = swept[-1][0]
    for earlier, *_ in swept[:-1]:
        done.join(earlier)
    waiting = next((lines for *_, lines in reversed(swept) if lines), [])
    told = [one for _, some, _ in swept for one in some]
    outcome = page.sweep_outcome(done)
    get_run_logger().info("Xét đến %s: %s", spoken(instant), outcome)
    if told or done.set_aside:
        name = name_of(jurisdiction)
        create_markdown_artifact(
            page.sweep_summary(done, name, told, waiting),
            key=artifact_key("tom-tat", jurisdiction),
            description=f"Tóm tắt lần quét {spoken(instant)}",
        )
        create_table_artifact(
            page.sweep_rows(told),
            key=artifact_key("quet-han", jurisdiction),
            description=f"Quét hạn – {name} – {spoken(instant)}",
        )
    # Prefect shows the sentence with the run, and hands the data to whoever called.
    return Completed(message=outcome, data=done)  # type: ignore[return-value]
