"""The watched folder as a flow: what is put there is recorded, and a page says what became of each file."""

from collections.abc import Sequence
from typing import Any

from prefect import flow, get_run_logger, runtime, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed

from flows.office import artifact_key, name_of, open_for
from flows.page import MOST_ROWS
from workflows import clock, inbox
from workflows.letters import happened

NOTHING = "Hộp thư không có tệp nào."
NO_INBOX = "Chưa đặt thư mục hộp thư; người vận hành đặt biến môi trường NAMRO_INBOX_DIR nếu muốn dùng."


def _run_name() -> str:
    given = runtime.flow_run.parameters
    return f"Đọc hộp thư – {name_of(given['jurisdiction'])} – {happened(runtime.flow_run.scheduled_start_time)}"


@task(task_run_name="read-{jurisdiction}", cache_policy=NO_CACHE, persist_result=False)
def read_files(jurisdiction: str, database: str | None) -> list[inbox.Taken] | None:
    """Record what lies in the inbox once.

    Args:
        jurisdiction: which one.
        database: its register; None for the one of the settings.

    Returns:
        What became of each file; None where no inbox is set.
    """
    office = open_for(jurisdiction, database)
    try:
        home = office.settings.inbox_dir
        if home is None:
            return None
        home.mkdir(parents=True, exist_ok=True)
        return inbox.read_inbox(office.register, office.charter, home, now=clock.now())
    finally:
        office.register.engine.dispose()


def rows(taken: Sequence[inbox.Taken], label: dict[str, str]) -> list[dict[str, Any]]:
    """Return the table of the files: what stands in the way first.

    Args:
        taken: what became of each file.
        label: the Vietnamese names of the posts.
    """
    ordered = sorted(taken, key=lambda one: (not one.faults, not one.left, not one.refused))
    return [
        {
            "Tệp": one.name,
            "Người gửi": label.get(one.post, one.post),
            "Kết quả": _result(one),
            "Đã ghi": one.recorded,
            "Có từ trước": one.repeated,
            "Bị từ chối": one.refused,
            "Xem trả lời ở": one.answer or "–",
        }
        for one in ordered
    ][:MOST_ROWS]


def _result(one: inbox.Taken) -> str:
    if one.left:
        return f"Để nguyên: {one.left}"
    if one.faults:
        return f"Không ghi dòng nào: {one.faults} lỗi trong tệp"
    return "Đã đọc, có dòng bị từ chối" if one.refused else "Đã đọc"


def outcome(taken: Sequence[inbox.Taken] | None) -> str:
    """Say in one sentence what reading the inbox came to."""
    if taken is None:
        return NO_INBOX
    if not taken:
        return NOTHING
    files = f"{len(taken)} tệp"
    recorded, refused = sum(one.recorded for one in taken), sum(one.refused for one in taken)
    parts = [f"{recorded} việc đã ghi", f"{sum(one.repeated for one in taken)} đã có từ trước", f"{refused} bị từ chối"]
    faulty, left = sum(bool(one.faults) for one in taken), sum(bool(one.left) for one in taken)
    parts += [f"{faulty} tệp có lỗi nên không ghi"] if faulty else []
    parts += [f"{left} tệp để nguyên"] if left else []
    return f"{files}: {', '.join(parts)}."


@flow(
    name="doc-hop-thu",
    description=(
        "Đọc hộp thư: ghi vào sổ các tệp đặt trong thư mục của từng chức danh; chỉ văn thư ghi thay người khác được; "
        "đọc lại không ghi lần hai."
    ),
    flow_run_name=_run_name,
    persist_result=False,
)
def read_inbox(jurisdiction: str = "ba_bich", database: str | None = None) -> list[inbox.Taken]:
    """Record what was put into the folders of the posts, and show what became of each file.

    Prefect shows the descriptions below on its form, so they are in Vietnamese.

    Args:
        jurisdiction: Mã địa phương trong chính sách, ví dụ ba_bich.
        database: Địa chỉ sổ theo dõi, không kèm mật khẩu; để trống thì theo NAMRO_DATABASE_URL.

    Returns:
        What became of each file; the completed run says it in a sentence.
    """
    taken = read_files(jurisdiction, database)
    said = outcome(taken)
    get_run_logger().info("%s", said)
    if taken:
        office = open_for(jurisdiction, database)
        office.register.engine.dispose()
        create_table_artifact(
            rows(taken, {one.post: office.charter.label(one.post) for one in taken}),
            key=artifact_key("hop-thu", jurisdiction),
            description=f"Hộp thư – {name_of(jurisdiction)}",
        )
    # Prefect shows the sentence with the run, and hands the data to whoever called.
    return Completed(message=said, data=taken or [])  # type: ignore[return-value]
