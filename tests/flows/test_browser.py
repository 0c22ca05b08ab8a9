"""A supervisor at the screen: a real browser on a real server, from the page of the proposal to the journal."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.flows.browser import a_page
from tests.flows.conftest import Prefect, Told
from tests.flows.story import AUTHORITY, PROPOSAL, Story

pytestmark = pytest.mark.xdist_group("prefect")

REASON = "Đã nhắc ba lần mà chưa có báo cáo"


def fill_in(page: Page, code: str, answer: str = "Ban hành") -> None:
    """Open the form of the waiting run, and answer as a person does."""
    page.get_by_role("button", name="Resume").first.click()
    form = page.locator(".p-modal")
    expect(form.get_by_text("Mã xác nhận", exact=True)).to_be_visible()
    form.locator(".p-select-button__control").first.focus()
    page.keyboard.press("ArrowDown")
    page.get_by_text(answer, exact=True).last.click()
    expect(form.locator(".p-select-button__control").first).to_have_text(answer)
    boxes = form.locator("textarea")
    boxes.nth(0).fill(REASON)
    boxes.nth(1).fill(code)
    # What was typed reaches the form a moment later; a form that is not taken stays open.
    for _ in range(6):
        page.wait_for_timeout(1000)
        form.get_by_role("button", name="Submit").click()
        # A run is called suspended a moment before its form can be taken: then a person presses once more.
        with contextlib.suppress(AssertionError):
            expect(form).to_have_count(0, timeout=5_000)
            return
    raise AssertionError("the form was never taken")


def test_a_supervisor_decides_in_the_browser(prefect: Prefect, a_story: Story, told: Told, tmp_path: Path) -> None:
    """The page says who, what, since when and why; a wrong code is refused there; the right one is in the journal.

    Neither the code nor what makes the codes is left where it can be read.
    """
    run = a_story.open()
    assert run.name == "Phê bình – Công chức Tư pháp - Hộ tịch xã – chờ Chủ tịch Ủy ban nhân dân xã"
    base = prefect.environment["PREFECT_API_URL"].removesuffix("/api")
    with a_page() as page:
        page.goto(f"{base}/runs/flow-run/{run.id}")
        expect(page.get_by_text("Phê bình – Công chức Tư pháp - Hộ tịch xã").first).to_be_visible()
        page.get_by_text("Artifacts", exact=True).last.click()
        page.get_by_text("ho-so-phe-binh-tu-phap-2024-q1").first.click()
        expect(page.get_by_role("heading", name="Đề xuất phê bình Công chức Tư pháp")).to_be_visible()
        for said in ("24 giờ ngày 11/03/2024", "Đã báo những gì", "Mỗi câu trả lời dẫn tới đâu"):
            expect(page.get_by_text(said).first).to_be_visible()
        picture = page.locator("img[src^='data:image/svg+xml']").first
        expect(picture).to_be_visible()
        assert picture.evaluate("one => one.naturalWidth") > 0
        page.screenshot(path=tmp_path / "dossier.png", full_page=True)

        page.goto(f"{base}/runs/flow-run/{run.id}")
        fill_in(page, "000000")
        a_story.asked_again(run, 2)
        assert a_story.decisions() == []
        assert len(a_story.alarms()) == 1

        page.goto(f"{base}/runs/flow-run/{run.id}")
        page.get_by_role("button", name="Resume").first.click()
        expect(page.get_by_text("Mã xác nhận không đúng hoặc đã hết hạn").first).to_be_visible()
        page.screenshot(path=tmp_path / "refused.png")
        page.reload()
        code = a_story.code()
        fill_in(page, code)
        done = a_story.ended(run)
        page.reload()
        expect(page.get_by_text("Completed").first).to_be_visible()
        page.screenshot(path=tmp_path / "decided.png")

    (decided,) = a_story.decisions()
    assert (decided.by, decided.details["answer"], decided.details["reason"]) == (AUTHORITY, "approve", REASON)
    assert done.state is not None
    assert "đã ban hành phê bình" in (done.state.message or "")
    (told_back,) = a_story.notices("decided")
    assert (told_back.addressee, told_back.subject) == (AUTHORITY, PROPOSAL)
    assert code not in str(decided.details) + str(run.parameters)
    written = "".join(str(line.details) for line in a_story.journal()) + told.log.read_text("utf-8")
    assert a_story.secrets[AUTHORITY].partition("secret=")[2].partition("&")[0] not in written
    assert {path.name for path in tmp_path.glob("*.png")} == {"dossier.png", "refused.png", "decided.png"}


def test_the_pages_link_to_each_other(prefect: Prefect, a_story: Story) -> None:
    """From the dossier a click leads to all that lies with the head, and from there back to the dossier."""
    run = a_story.open()
    base = prefect.environment["PREFECT_API_URL"].removesuffix("/api")
    with a_page() as page:
        page.goto(f"{base}/runs/flow-run/{run.id}")
        page.get_by_text("Artifacts", exact=True).last.click()
        page.get_by_text("ho-so-phe-binh-tu-phap-2024-q1").first.click()
        with page.expect_popup() as opened:
            page.get_by_role("link", name="Mọi việc của Công chức Tư pháp").click()
        head = opened.value
        head.locator("a[href^='/artifacts/artifact/']").first.click()
        expect(head.get_by_text("việc đã quá hạn")).to_be_visible()
        with head.expect_popup() as opened:
            head.get_by_role("link", name="Phê bình", exact=True).first.click()
        back = opened.value
        expect(back.get_by_text("Hồ sơ đề xuất: Phê bình").first).to_be_visible()
