"""What `make run` does, from an empty directory."""

from __future__ import annotations

import fcntl
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.server import ROOT
from tests.flows.logs import complaints

pytestmark = pytest.mark.xdist_group("prefect")


def children_of(var: Path) -> list[str]:
    """Return the command lines of processes that were told of a directory in their environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str(var).encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


def launch(var: Path, *more: str) -> subprocess.Popen[str]:
    """Start the launcher as `make run` does."""
    return subprocess.Popen(
        [sys.executable, "-m", "flows.launch", "--var", str(var), "--port", "0", *more],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def test_once_goes_through_and_leaves_nothing(tmp_path: Path) -> None:
    """`make run ONCE=1` tells the year, checks what it left, ends with 0, and no process of it stays."""
    var = tmp_path / "var"
    running = launch(var, "--once")
    try:
        said, _ = running.communicate(timeout=300)
    finally:
        running.kill()

    assert running.returncode == 0, said
    assert "Thứ Hai, 11/03/2024\n  24:00  Quá hạn, chưa nhận được báo cáo\n" in said
    assert "Thứ Ba, 12/03/2024\n  08:00  Nhắc nhở (tự động)\n" in said
    assert "  08:00  Đôn đốc (dự thảo chờ ký)\n" in said
    assert "Chuyển lên cấp trên, vì Công chức Văn phòng - Thống kê xã chưa xử lý" in said
    duties = re.findall(r"^ +· .*$", said, re.MULTILINE)
    assert len(duties) > 100
    assert all(re.search(r"\[.+\]$", line) for line in duties), "every line rests on a clause"
    assert re.search(r"Mở trình duyệt: http://127\.0\.0\.1:\d+/runs", said)
    assert "Đã kiểm tra" in said
    assert (var / "replay" / "ba_bich-2024.db").exists()
    for log in (var / "log").iterdir():
        assert complaints(log.read_text("utf-8")) == [], log.name
    assert children_of(var) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_everything(tmp_path: Path, number: signal.Signals) -> None:
    """A signal, even while the server is still coming up, ends the launcher and all that it started."""
    var = tmp_path / "var"
    running = launch(var)
    try:
        _until((var / "log" / "server.log").exists, 30)
        time.sleep(1)
        running.send_signal(number)
        said, _ = running.communicate(timeout=60)
    finally:
        running.kill()

    assert running.returncode == 0, said
    assert said.endswith("Đã dừng.\n")
    assert children_of(var) == []


def test_a_second_launch_is_refused(tmp_path: Path) -> None:
    """Two launchers would pull the register from under each other: the second one says so and ends with 1."""
    with (tmp_path / "launch.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = launch(tmp_path, "--once")
        said, _ = second.communicate(timeout=60)

    assert second.returncode == 1
    assert "đang có một lần chạy khác" in said


def test_the_command_line_never_imports_prefect() -> None:
    """Importing the command line and every module of the work leaves Prefect out: it costs a second."""
    code = (
        "import importlib, pkgutil, sys, workflows\n"
        "for m in pkgutil.walk_packages(workflows.__path__, 'workflows.'):\n"
        "    if '.migrations' not in m.name: importlib.import_module(m.name)\n"
        "assert 'workflows.sweep' in sys.modules\n"
        "sys.exit(sum(name.split('.')[0] == 'prefect' for name in sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def _until(done: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.1)
