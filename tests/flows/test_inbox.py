"""Reading the inbox as a flow: a sentence, and a table of the files."""

from __future__ import annotations

import os
from pathlib import Path

import orjson
import pytest

from flows.inbox import NO_INBOX, NOTHING, read_inbox
from tests.flows.conftest import OnDisk, Prefect
from tests.flows.test_enforce import journal, pages_of, run_of

pytestmark = pytest.mark.xdist_group("prefect")

#: Who keeps the register today: the successor of the office and statistics official.
CLERK = "chanh_van_phong"
WORK = "ba_bich/2024-kl-cchc/3.1.2/bao-cao/tu_phap/2024-Q1"


def put(folder: Path, name: str, content: bytes) -> None:
    """Lay a file into a folder, old enough to be read."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    os.utime(folder / name, (0, 0))


def test_a_pass_shows_its_files(
    prefect: Prefect, ba_bich: OnDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run says in a sentence what was recorded; its table has a row for each file, what is wrong first."""
    inbox = tmp_path / "hop-thu"
    monkeypatch.setenv("NAMRO_INBOX_DIR", str(inbox))
    line = {"at": "2024-03-08T15:30:00+07:00", "by": "tu_phap", "act": "report", "on": WORK}
    put(inbox / CLERK, "dung.jsonl", orjson.dumps(line))
    put(inbox / CLERK, "loi.jsonl", b"{")
    put(inbox / CLERK, "thu.docx", b"")

    run = run_of(read_inbox(return_state=True))

    assert run.name.startswith("Đọc hộp thư – Xã Ba Bích – ")
    assert run.state.message == (
        "3 tệp: 1 việc đã ghi, 0 đã có từ trước, 0 bị từ chối, 1 tệp có lỗi nên không ghi, 1 tệp để nguyên."
    )
    rows = pages_of(run)["table"]
    assert [(row["Tệp"], row["Đã ghi"]) for row in rows] == [("loi.jsonl", 0), ("thu.docx", 0), ("dung.jsonl", 1)]
    assert {row["Người gửi"] for row in rows} == {"Chánh Văn phòng HĐND và UBND xã"}
    assert rows[0]["Kết quả"] == "Không ghi dòng nào: 1 lỗi trong tệp"
    assert rows[2]["Xem trả lời ở"].startswith(f"{CLERK}/da-ghi/")


def test_an_empty_inbox_and_none(
    prefect: Prefect, ba_bich: OnDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is nothing to read, or no folder is watched, the run says so and the register stays."""
    before = journal(ba_bich)
    monkeypatch.delenv("NAMRO_INBOX_DIR", raising=False)
    assert run_of(read_inbox(return_state=True)).state.message == NO_INBOX
    monkeypatch.setenv("NAMRO_INBOX_DIR", str(tmp_path / "chua-co"))
    run = run_of(read_inbox(return_state=True))
    assert run.state.message == NOTHING
    assert pages_of(run) == {}
    assert journal(ba_bich) == before
