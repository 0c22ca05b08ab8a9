"""The browser of this machine, driven as a person would: it looks, clicks and types."""

from __future__ import annotations

import gc
import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect, sync_playwright

SWITCH = "NAMRO_REQUIRE_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome")
#: Milliseconds to wait for what should be there.
PATIENCE = 30_000
#: Nothing that a browser does by itself on the network.
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def find_browser() -> str:
    """Return the browser's program; skip, or fail under ``NAMRO_REQUIRE_BROWSER=1``, where there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        reason = f"không có trình duyệt trên máy này ({', '.join(NAMES)})"
        if os.environ.get(SWITCH, "0") not in {"", "0"}:
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return found


@contextmanager
def a_page(width: int = 1400, height: int = 1000) -> Iterator[Page]:
    """Open a page of a fresh browser, in Vietnam."""
    program = find_browser()
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, headless=True, args=list(QUIET))
        try:
            context = browser.new_context(
                viewport={"width": width, "height": height}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
            )
            context.set_default_timeout(PATIENCE)
            yield context.new_page()
        finally:
            browser.close()
    # The driver ends its own process without waiting for it; what is left of that is swept up here, and not blamed on
    # whichever test comes next.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
