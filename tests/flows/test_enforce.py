"""The sweep as a flow run: what it does, what it is called, what an official reads on its page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from flows.deliver import deliver_notices
from flows.enforce import enforce_cutoffs
from flows.office import SecretInParameter, instant_of_run
from tests.flows.conftest import OnDisk, Prefect
from workflows import clock
from workflows.register.tables import JournalLine, Notice, Watermark

pytestmark = pytest.mark.xdist_group("prefect")

CUT_OFF = datetime(2024, 3, 11, 17, tzinfo=UTC)  # 24:00 of 11/03/2024 in Vietnam
REMINDER = datetime(2024, 3, 12, 1, tzinfo=UTC)  # 08:00 of the day after


def run_of(state: Any) -> Any:
    """Read a finished run back from the server."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        return client.read_flow_run(state.state_details.flow_run_id)


def pages_of(run: Any) -> dict[str, Any]:
    """Read what a run shows, by type."""
    import orjson
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId

    with get_client(sync_client=True) as client:
        mine = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run.id]))
        found = client.read_artifacts(artifact_filter=mine)
    return {one.type: orjson.loads(one.data) if one.type == "table" else one.data for one in found}


def journal(at: OnDisk) -> list[tuple[Any, ...]]:
    """Read the whole journal."""
    columns = (JournalLine.seq, JournalLine.at, JournalLine.subject, JournalLine.trigger, JournalLine.details)
    with at.register.read(clock.now()) as uow:
        return [tuple(line) for line in uow.session.execute(select(*columns).order_by(JournalLine.seq))]


def test_a_cut_off_is_told_to_officials(prefect: Prefect, ba_bich: OnDisk) -> None:
    """The run of a cut-off is named in Vietnamese, and its table says who, which duty, since when, why, what next."""
    state = enforce_cutoffs(as_of=CUT_OFF, return_state=True)
    run = run_of(state)
    pages = pages_of(run)

    assert run.name == "Quét hạn – Xã Ba Bích – 24 giờ ngày 11/03/2024"
    assert "6 chốt hạn" in run.state.message
    (row,) = [
        row
        for row in pages["table"]
        if row["Việc xảy ra"] == "Quá hạn, chưa nhận được báo cáo" and row["Ai"] == "Công chức Tư pháp - Hộ tịch xã"
    ]
    assert row["Nhiệm vụ"] == "Báo cáo định kỳ về công tác cải cách hành chính năm 2024 – Quý I năm 2024"
    assert row["Hạn"] == "24 giờ ngày 11/03/2024"
    assert "Nhắc nhở: 08 giờ 00 ngày 12/03/2024" in row["Tiếp theo"]
    assert "Giải trình trước 17 giờ 00 ngày 14/03/2024" in row["Tiếp theo"]
    assert row["Căn cứ"].endswith("mục 3.1, tiểu mục 1.2")
    assert "**Xét đến:** 24 giờ ngày 11/03/2024" in pages["markdown"]
    assert "### Quá hạn, chưa nhận được báo cáo\n\n- **Báo cáo định kỳ" in pages["markdown"]
    assert "  - Tiếp theo: Nhắc nhở: 08 giờ 00 ngày 12/03/2024" in pages["markdown"]


def test_a_rung_names_itself_and_the_next(prefect: Prefect, ba_bich: OnDisk) -> None:
    """The table of a reminder names the rung, the head it goes to, and the rung that would come after it."""
    enforce_cutoffs(as_of=CUT_OFF)
    pages = pages_of(run_of(enforce_cutoffs(as_of=REMINDER, return_state=True)))

    (row,) = [row for row in pages["table"] if row["Ai"] == "Trưởng Công an xã" and row["Nấc"] == "Nhắc nhở"]
    assert row["Việc xảy ra"] == "Nhắc nhở (tự động)"
    assert row["Tiếp theo"] == "Vẫn chưa có báo cáo: đôn đốc sớm nhất 08 giờ 00 ngày 14/03/2024"
    assert "GĐ-09" in row["Căn cứ"]


def test_a_second_sweep_changes_nothing(prefect: Prefect, ba_bich: OnDisk) -> None:
    """A run at the instant of another adds no journal line and no notice, and says that nothing was due."""
    enforce_cutoffs(as_of=CUT_OFF)
    before = journal(ba_bich)
    with ba_bich.register.read(clock.now()) as uow:
        notices = uow.session.scalar(select(func.count()).select_from(Notice))

    run = run_of(enforce_cutoffs(as_of=CUT_OFF, return_state=True))

    assert journal(ba_bich) == before
    with ba_bich.register.read(clock.now()) as uow:
        assert uow.session.scalar(select(func.count()).select_from(Notice)) == notices
    assert run.state.message == "Không có việc đến hạn."
    assert pages_of(run) == {}


def test_a_sweep_before_the_watermark_says_so(prefect: Prefect, ba_bich: OnDisk) -> None:
    """A late run of an earlier schedule does nothing, and its page says why."""
    enforce_cutoffs(as_of=CUT_OFF)
    before = journal(ba_bich)

    run = run_of(enforce_cutoffs(as_of=CUT_OFF - timedelta(days=1), return_state=True))

    assert journal(ba_bich) == before
    assert run.state.message == "Đã có lần quét muộn hơn thời điểm này; không làm gì thêm."


def test_a_run_is_never_ahead_of_the_clock(prefect: Prefect, ba_bich: OnDisk) -> None:
    """An instant in the future is taken back to the present: nothing is judged before its time."""
    begun = clock.now().replace(microsecond=0)
    done = enforce_cutoffs(as_of=clock.now() + timedelta(days=3000))

    assert begun <= done.as_of <= clock.now()
    with ba_bich.register.read(clock.now()) as uow:
        assert uow.session.get_one(Watermark, "ba_bich").as_of == done.as_of


def test_an_instant_needs_its_zone() -> None:
    """An instant without a zone is refused with a sentence that shows how to write it."""
    with pytest.raises(ValueError, match=r"phải có múi giờ, ví dụ 2024-03-12T00:00:00\+07:00"):
        instant_of_run(datetime(2024, 3, 12))


def test_a_password_is_no_parameter(prefect: Prefect, ba_bich: OnDisk) -> None:
    """A database address with a password is refused: everybody who opens the run would read it."""
    with pytest.raises(SecretInParameter, match="NAMRO_DATABASE_URL"):
        enforce_cutoffs(as_of=CUT_OFF, database="postgresql://namro:bi-mat@127.0.0.1/namro")


def test_what_has_no_channel_goes_to_paper(prefect: Prefect, ba_bich: OnDisk) -> None:
    """Without a channel of record, each letter stands on the page as one to be served on paper, with the reason."""
    enforce_cutoffs(as_of=CUT_OFF)
    run = run_of(deliver_notices(return_state=True))

    assert run.name.startswith("Gửi thông báo – Xã Ba Bích – ")
    rows = pages_of(run)["table"]
    assert {row["Kết quả"] for row in rows} == {"Cần tống đạt bằng giấy"}
    assert {row["Bằng chứng hoặc lý do"] for row in rows} == {"chưa có kênh gửi chính thức"}
    assert run_of(deliver_notices(return_state=True)).state.message == "Không có thư chờ gửi."
