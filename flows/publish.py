"""Publish: what the directives ask for becomes work in the register, before its time comes."""

from datetime import datetime, timedelta
from typing import Any

from prefect import flow, get_run_logger, runtime, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed, Failed
from sqlalchemy import select

from flows.office import artifact_key, instant_of_run, name_of, open_for
from flows.page import MOST_ROWS
from workflows import clock
from workflows.alarms import alarm
from workflows.assign import Assigned, Unclear, assign
from workflows.charter import Charter
from workflows.letters import spoken
from workflows.office import Office
from workflows.register.tables import Assignment
from workflows.working_time import day_of

#: Days ahead for which work is assigned: a quarter, so that every window is in the register before it opens.
HORIZON = 92
NOTHING_NEW = "Không có nhiệm vụ mới"


def _run_name() -> str:
    given = runtime.flow_run.parameters
    return f"Giao việc – {name_of(given['jurisdiction'])} – {spoken(instant_of_run(given['as_of']))}"


@task(task_run_name="assign-{jurisdiction}", cache_policy=NO_CACHE, persist_result=False)
def assign_directives(
    as_of: datetime, days: int, jurisdiction: str, database: str | None
) -> tuple[Assigned, list[dict[str, Any]]]:
    """Assign once, tell the operator what the gate refuses, and read the new work back.

    Args:
        as_of: the instant of assigning (aware).
        days: how many days ahead.
        jurisdiction: which one.
        database: its register; None for the one of the settings.

    Returns:
        What was done, and the table of what is new.
    """
    office, now = open_for(jurisdiction, database), clock.now()
    try:
        until = day_of(as_of + timedelta(days=days))
        done = assign(office.register, office.charter, as_of=as_of, recorded_at=now, until=until)
        if done.refused:
            _tell(office, done.refused, now)
        return done, _rows(office, done.created, now)
    finally:
        office.register.engine.dispose()


def _tell(office: Office, refused: list[Unclear], now: datetime) -> None:
    with office.register.write(now) as uow:
        for one in refused:
            alarm(uow, office.charter.key, f"unclear_{one.clear}", one.where, str(one), at=now)
        uow.commit()


def _rows(office: Office, created: list[str], now: datetime) -> list[dict[str, Any]]:
    """Return the table of what is new, the earliest deadline first."""
    with office.register.read(now) as uow:
        found = [
            row
            for begin in range(0, len(created), MOST_ROWS)
            for row in uow.session.scalars(
                select(Assignment).where(Assignment.key.in_(created[begin : begin + MOST_ROWS]))
            )
        ]
        found.sort(key=lambda row: (row.deadline, row.opens_at, row.key))
        return [_row(office.charter, row) for row in found[:MOST_ROWS]]


def _row(charter: Charter, row: Assignment) -> dict[str, Any]:
    performer, head = charter.label(row.performer), charter.label(row.head)
    return {
        "Nhiệm vụ": row.title,
        "Ai làm": performer,
        "Người đứng đầu": head if head != performer else "–",
        "Hạn": spoken(row.deadline),
        "Mở từ": f"{day_of(row.opens_at):%d/%m/%Y}",
        "Căn cứ": charter.short(row.cites, row.key),
    }


def outcome_of(done: Assigned) -> str:
    """Say in one sentence what assigning came to."""
    said = f"{len(done.created)} nhiệm vụ mới, {done.opened} đã mở." if done.created or done.opened else NOTHING_NEW
    if not done.refused:
        return said if said.endswith(".") else f"{said}."
    more = f" (và {len(done.refused) - 1} chỗ khác)" if len(done.refused) > 1 else ""
    return f"{said.removesuffix('.')}; có văn bản chưa giao được vì chưa đủ rõ: {done.refused[0]}{more}"


@flow(
    name="giao-viec",
    description="Giao nhiệm vụ của mọi văn bản cho một quý tới, mở những gì đến ngày. Chạy lại không tạo thêm gì.",
    flow_run_name=_run_name,
    persist_result=False,
)
def publish(
    as_of: datetime | None = None, jurisdiction: str = "ba_bich", days: int = HORIZON, database: str | None = None
) -> Assigned:
    """Assign what the directives of a jurisdiction ask for up to a horizon, and show what is new.

    Prefect shows the descriptions below on its form, so they are in Vietnamese.

    Args:
        as_of: Thời điểm giao việc, có múi giờ; để trống thì lấy giờ đã xếp lịch. Không bao giờ sau giờ hiện tại.
        jurisdiction: Mã địa phương trong chính sách, ví dụ ba_bich.
        days: Giao trước bao nhiêu ngày.
        database: Địa chỉ sổ theo dõi, không kèm mật khẩu; để trống thì theo NAMRO_DATABASE_URL.

    Returns:
        What was done; the run says it in a sentence, and fails where a directive is not clear enough to be assigned.
    """
    instant = instant_of_run(as_of)
    done, rows = assign_directives(instant, days, jurisdiction, database)
    outcome = outcome_of(done)
    get_run_logger().info("Giao việc đến %s: %s", spoken(instant), outcome)
    if rows:
        create_table_artifact(
            rows,
            key=artifact_key("giao-viec", jurisdiction),
            description=f"Giao việc – {name_of(jurisdiction)} – {spoken(instant)}: {len(done.created)} nhiệm vụ mới",
        )
    # Prefect shows the sentence with the run, and hands the data to whoever called.
    state = Failed if done.refused else Completed
    return state(message=outcome, data=done)  # type: ignore[return-value]
