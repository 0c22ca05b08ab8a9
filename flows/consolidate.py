"""Consolidate: on the morning of its deadline, whoever consolidates is told who has not sent theirs."""

from datetime import datetime
from typing import Any

from prefect import flow, get_run_logger, runtime, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed

from flows.office import artifact_key, instant_of_run, name_of, open_for
from workflows import clock
from workflows.consolidate import prepare
from workflows.letters import happened, spoken

NOTHING = "Hôm nay không có báo cáo tổng hợp nào đến hạn."


def _run_name() -> str:
    given = runtime.flow_run.parameters
    return f"Tổng hợp – {name_of(given['jurisdiction'])} – {happened(_instant(given['as_of']))}"


def _instant(as_of: datetime | None) -> datetime:
    """Return the instant asked about: a list made late says what is missing then, not when it should have been made."""
    return clock.now().replace(microsecond=0) if as_of is None else instant_of_run(as_of)


@task(task_run_name="consolidate-{jurisdiction}", cache_policy=NO_CACHE, persist_result=False)
def prepare_lists(as_of: datetime, jurisdiction: str, database: str | None) -> tuple[int, list[dict[str, Any]]]:
    """List what each consolidated report due that day is made from, and tell its consolidator who is missing.

    Args:
        as_of: the instant asked about (aware).
        jurisdiction: which one.
        database: its register; None for the one of the settings.

    Returns:
        How many were told now, and a row of the page for each report.
    """
    office = open_for(jurisdiction, database)
    try:
        charter = office.charter
        found = prepare(office.register, charter, as_of=as_of, recorded_at=max(as_of, clock.now()))
        rows = [
            {
                "Báo cáo": one.title,
                "Hạn": spoken(one.deadline),
                "Nơi tổng hợp": charter.label(one.to),
                "Đã nhận": len(one.gathered.included),
                "Chưa gửi": ", ".join(charter.label(fed.performer) for fed in one.gathered.missing) or "không có",
            }
            for one in found
        ]
        return sum(one.told for one in found), rows
    finally:
        office.register.engine.dispose()


def outcome_of(told: int, rows: list[dict[str, Any]]) -> str:
    """Say in one sentence what a run came to."""
    return f"{len(rows)} báo cáo tổng hợp đến hạn hôm nay, {told} nơi tổng hợp vừa được báo." if rows else NOTHING


@flow(
    name="tong-hop",
    description="Tổng hợp: sáng ngày đến hạn, báo nơi tổng hợp còn thiếu báo cáo của những nơi nào; không chờ ai.",
    flow_run_name=_run_name,
    persist_result=False,
)
def prepare_consolidation(
    as_of: datetime | None = None, jurisdiction: str = "ba_bich", database: str | None = None
) -> list[dict[str, Any]]:
    """Tell whoever consolidates today who has not sent theirs, once a day, and show the lists.

    Prefect shows the descriptions below on its form, so they are in Vietnamese.

    Args:
        as_of: Thời điểm lập danh sách, có múi giờ; để trống thì là lúc chạy. Không bao giờ sau giờ hiện tại.
        jurisdiction: Mã địa phương trong chính sách, ví dụ ba_bich.
        database: Địa chỉ sổ theo dõi, không kèm mật khẩu; để trống thì theo NAMRO_DATABASE_URL.

    Returns:
        A row for each report that is due; the completed run says it in a sentence.
    """
    instant = _instant(as_of)
    told, rows = prepare_lists(instant, jurisdiction, database)
    outcome = outcome_of(told, rows)
    get_run_logger().info("Tại %s: %s", happened(instant), outcome)
    if rows:
        create_table_artifact(
            rows,
            key=artifact_key("tong-hop", jurisdiction),
            description=f"Tổng hợp – {name_of(jurisdiction)} – {outcome}",
        )
    # Prefect shows the sentence with the run, and hands the data to whoever called.
    return Completed(message=outcome, data=rows)  # type: ignore[return-value]
