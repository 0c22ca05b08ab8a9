"""Deliver: what waits in the outbox goes out, with the evidence kept."""

from prefect import flow, get_run_logger, runtime, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed

from flows import page
from flows.office import artifact_key, instant_of_run, name_of, open_for
from workflows import clock
from workflows.alerts_outbox import Alerted, send_due
from workflows.deliver import Delivered, deliver
from workflows.letters import happened


def _run_name() -> str:
    given = runtime.flow_run.parameters
    return f"Gửi thông báo – {name_of(given['jurisdiction'])} – {happened(instant_of_run())}"


@task(task_run_name="deliver-{jurisdiction}", cache_policy=NO_CACHE, persist_result=False)
def drain_outbox(jurisdiction: str, database: str | None) -> tuple[Delivered, Alerted]:
    """Send what waits, now: a delivery has the instant at which it really happened, never its schedule's.

    Args:
        jurisdiction: which one.
        database: its register; None for the one of the settings.

    Returns:
        What became of the letters, and of the alerts.
    """
    office, now = open_for(jurisdiction, database), clock.now()
    try:
        ways = office.channel()
        done = deliver(office.register, office.charter, ways, at=now, recorded_at=now)
        # Last, so that a slow service of no consequence keeps no letter of record waiting.
        now = clock.now()
        return done, send_due(office.register, office.charter, ways.alerts, at=now, recorded_at=now)
    finally:
        office.register.engine.dispose()


@flow(
    name="gui-thong-bao",
    description="Gửi các thông báo đang chờ, giữ bằng chứng; thư không gửi được thì chuyển người tống đạt bằng giấy.",
    flow_run_name=_run_name,
    persist_result=False,
)
def deliver_notices(jurisdiction: str = "ba_bich", database: str | None = None) -> Delivered:
    """Drain the outbox of a jurisdiction, and show each letter with its evidence.

    Prefect shows the descriptions below on its form, so they are in Vietnamese.

    Args:
        jurisdiction: Mã địa phương trong chính sách, ví dụ ba_bich.
        database: Địa chỉ sổ theo dõi, không kèm mật khẩu; để trống thì theo NAMRO_DATABASE_URL.

    Returns:
        What was done; the completed run says it in a sentence.
    """
    done, alerted = drain_outbox(jurisdiction, database)
    outcome = page.delivery_outcome(done)
    get_run_logger().info("%s", outcome)
    if rows := page.delivery_rows(done, alerted):
        create_table_artifact(
            rows,
            key=artifact_key("gui-thong-bao", jurisdiction),
            description=f"Gửi thông báo – {name_of(jurisdiction)} – {outcome}",
        )
    # Prefect shows the sentence with the run, and hands the data to whoever called.
    return Completed(message=outcome, data=done)  # type: ignore[return-value]
