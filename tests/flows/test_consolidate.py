"""The list of a consolidated report as a flow run: what it says, and that it tells nobody twice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from flows.consolidate import NOTHING, prepare_consolidation
from tests.flows.conftest import OnDisk, Prefect
from tests.flows.test_enforce import pages_of, run_of
from workflows import clock
from workflows.register.tables import Notice
from workflows.sweep import sweep

pytestmark = pytest.mark.xdist_group("prefect")

MORNING = datetime(2024, 3, 19, 0, 15, tzinfo=UTC)  # 07:15 in Vietnam, on the last day of the consolidated report


def test_the_consolidator_is_told_once(prefect: Prefect, ba_bich: OnDisk) -> None:
    """The run says in a sentence what it came to, its table who is missing; a second run tells nobody again."""
    sweep(ba_bich.register, ba_bich.charter, as_of=MORNING, recorded_at=clock.now())
    first = run_of(prepare_consolidation(as_of=MORNING, return_state=True))
    assert first.name == "Tổng hợp – Xã Ba Bích – 07 giờ 15 ngày 19/03/2024"
    assert first.state.message == "1 báo cáo tổng hợp đến hạn hôm nay, 1 nơi tổng hợp vừa được báo."
    (row,) = pages_of(first)["table"]
    assert (row["Hạn"], row["Đã nhận"]) == ("24 giờ ngày 19/03/2024", 0)
    assert row["Chưa gửi"].count(",") == 5

    again = run_of(prepare_consolidation(as_of=MORNING, return_state=True))
    assert again.state.message == "1 báo cáo tổng hợp đến hạn hôm nay, 0 nơi tổng hợp vừa được báo."
    with ba_bich.register.read(clock.now()) as uow:
        told = uow.session.scalars(select(Notice.addressee).where(Notice.kind == "feeders_missing")).all()
    assert told == ["van_phong_thong_ke"]


def test_a_day_without_any_says_so(prefect: Prefect, ba_bich: OnDisk) -> None:
    """Left to itself the run asks about now, when nothing of 2024 is due."""
    run = run_of(prepare_consolidation(return_state=True))
    assert run.state.message == NOTHING
    assert "table" not in pages_of(run)
