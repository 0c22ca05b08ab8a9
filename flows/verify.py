"""Verify: the journal is proved whole, every day, and whoever must know is told when it is not."""

import contextlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from prefect import flow, get_run_logger, runtime, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed, Failed
from sqlalchemy import func, select

from flows.office import artifact_key, instant_of_run, name_of, open_for
from flows.page import MOST_ROWS
from workflows import clock
from workflows.alarms import alarm
from workflows.letters import happened
from workflows.office import Office
from workflows.register.seal import BadKey
from workflows.register.tables import Seal
from workflows.register.verify import Finding, prove


@dataclass(frozen=True)
class Verified:
    """What a proof of the journal came to.

    Attributes:
        lines: how many lines the journal has.
        seals: how many sealed batches.
        anchors: how many anchors beside the database.
        findings: what is not as it was sealed; empty when the journal is whole.
    """

    lines: int
    seals: int
    anchors: int
    findings: tuple[Finding, ...]


def _run_name() -> str:
    given = runtime.flow_run.parameters
    return f"Kiểm tra nhật ký – {name_of(given['jurisdiction'])} – {happened(instant_of_run())}"


@task(task_run_name="verify-{jurisdiction}", cache_policy=NO_CACHE, persist_result=False)
def prove_journal(jurisdiction: str, database: str | None) -> Verified:
    """Prove the journal once, and queue an alarm for what was found.

    Args:
        jurisdiction: which one.
        database: its register; None for the one of the settings.
    """
    office, now = open_for(jurisdiction, database), clock.now()
    try:
        register = office.register
        found = prove(register, recorded_at=now)
        if found:
            _tell(office, found, now)
        with register.read(now) as uow:
            seals = uow.session.scalar(select(func.count()).select_from(Seal)) or 0
        return Verified(register.journal_lines(), seals, len(list(register.anchored())), tuple(found))
    finally:
        office.register.engine.dispose()


def _tell(office: Office, found: list[Finding], now: datetime) -> None:
    # A register whose last seal is false takes no line at all; the failed run tells it then, and the watchdog.
    with contextlib.suppress(BadKey), office.register.write(now) as uow:
        for one in found[:1]:
            about = f"{office.charter.key}/journal/{one.batch or 0}/{one.seq or 0}"
            alarm(uow, office.charter.key, f"journal_{one.kind}", about, outcome_of(found), at=now)
        uow.commit()


def outcome_of(found: list[Finding] | tuple[Finding, ...]) -> str:
    """Say in one sentence what is wrong with the journal."""
    more = f" (và {len(found) - 1} điều khác)" if len(found) > 1 else ""
    return (
        f"Nhật ký không còn nguyên vẹn: {found[0].message}{more}. Hãy giữ nguyên sổ, khóa và mốc neo, chạy "
        "«namro journal verify», và đối chiếu với bản sao lưu."
    )


def _rows(done: Verified) -> list[dict[str, Any]]:
    return [
        {"Điều tìm thấy": one.message, "Dòng": one.seq or "–", "Lô niêm phong": one.batch or "–"}
        for one in done.findings[:MOST_ROWS]
    ]


@flow(
    name="kiem-tra-nhat-ky",
    description="Chứng minh nhật ký còn nguyên vẹn: từng dòng, từng niêm phong, từng mốc neo. Không sửa gì.",
    flow_run_name=_run_name,
    persist_result=False,
)
def verify_journal(jurisdiction: str = "ba_bich", database: str | None = None) -> Verified:
    """Prove the journal of the register, and show what is not as it was sealed.

    Prefect shows the descriptions below on its form, so they are in Vietnamese.

    Args:
        jurisdiction: Mã địa phương có người nhận cảnh báo, ví dụ ba_bich.
        database: Địa chỉ sổ theo dõi, không kèm mật khẩu; để trống thì theo NAMRO_DATABASE_URL.

    Returns:
        The counts and the findings; the run says it in a sentence, and fails where there is a finding.
    """
    done = prove_journal(jurisdiction, database)
    if done.findings:
        outcome = outcome_of(done.findings)
        get_run_logger().error("%s", outcome)
        create_table_artifact(
            _rows(done),
            key=artifact_key("kiem-tra-nhat-ky", jurisdiction),
            description=f"Kiểm tra nhật ký – {name_of(jurisdiction)} – {outcome}",
        )
        return Failed(message=outcome, data=done)  # type: ignore[return-value]
    outcome = (
        f"Nhật ký nguyên vẹn: {done.lines} dòng, {done.seals} niêm phong, {done.anchors} mốc neo, khớp từng dòng một."
    )
    get_run_logger().info("%s", outcome)
    # Prefect shows the sentence with the run, and hands the data to whoever called.
    return Completed(message=outcome, data=done)  # type: ignore[return-value]
