"""A proposal as a run that waits: answered through its page by whoever is asked, and by nobody else."""

from __future__ import annotations

import pytest

from tests.flows.conftest import Told
from tests.flows.story import AUTHORITY, PROPOSAL, Story

pytestmark = pytest.mark.xdist_group("prefect-story")

REASON = "Đã nhắc ba lần mà không báo cáo"


def test_a_wrong_code_is_refused_and_the_right_one_decides(a_story: Story) -> None:
    """With a wrong code nothing is decided, the run says why and asks again; with the authority's own, it is."""
    run = a_story.open()
    assert run.name == "Phê bình – Công chức Tư pháp - Hộ tịch xã – chờ Chủ tịch Ủy ban nhân dân xã"
    before = a_story.last()

    a_story.answer(run, answer="Ban hành", reason=REASON, code="000000")
    a_story.asked_again(run, 2)
    assert (a_story.last(), a_story.proposal().state) == (before, "proposed")
    assert "Mã xác nhận không đúng" in a_story.doors()[-1].said
    assert len(a_story.alarms()) == 1

    a_story.answer(run, answer="Ban hành", reason=REASON, code=a_story.code())
    done = a_story.ended(run)

    (decided,) = a_story.decisions()
    assert (decided.by, decided.details["answer"], decided.details["reason"]) == (AUTHORITY, "approve", REASON)
    assert a_story.proposal().state == "issued"
    assert done.state_name == "Completed"
    assert "đã ban hành phê bình lúc 10 giờ 00 ngày 20/03/2024" in done.state.message
    (told,) = a_story.notices("decided")
    assert (told.addressee, told.subject) == (AUTHORITY, PROPOSAL)


def test_no_secret_is_left_where_it_can_be_read(a_story: Story, told: Told) -> None:
    """Neither the code nor what makes the codes stands in the journal, in the parameters or in the worker's log."""
    run = a_story.open()
    code = a_story.code()
    a_story.answer(run, answer="Không ban hành", reason=REASON, code=code)
    a_story.ended(run)

    written = (
        "".join(str(line.details) for line in a_story.journal()) + str(run.parameters) + told.log.read_text("utf-8")
    )
    secret = a_story.secrets[AUTHORITY].partition("secret=")[2].partition("&")[0]
    assert f"'{code}'" not in written
    assert code not in str(run.parameters)
    assert secret not in written
