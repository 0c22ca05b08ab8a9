"""What `make run` calls: a year of Ba Bích through the real flows, then a Prefect server to look at it."""

import argparse
import contextlib
import fcntl
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from types import FrameType

from config.loader import packaged_root
from flows import server
from flows.server import POOL, ROOT, NotStarted, Process

JURISDICTION = "ba_bich"
START, UNTIL = date(2024, 1, 12), date(2025, 1, 15)
#: On the runs of the replayed year, so that they can be told from those of the schedule.
TAG = "phat-lai-2024"


class Stopped(Exception):
    """Somebody asked the launcher to stop."""


class Progress:
    """Says what is being done, and for how long already, so that a long step never looks dead."""

    def __init__(self) -> None:
        self._started = self._said = time.monotonic()

    def begin(self, what: str) -> None:
        """Say what begins."""
        print(what, flush=True)
        self._started = self._said = time.monotonic()

    def tick(self) -> None:
        """Say every few seconds that it still goes on."""
        now = time.monotonic()
        if now - self._said >= 3:
            self._said = now
            print(f"  … {now - self._started:.0f} giây", flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Run everything until it is told to stop; with ``--once``, check that it is all there and end.

    Returns:
        0 when all went well, 1 when something did not come up.
    """
    options = _options(arguments)
    var: Path = options.var.resolve()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    try:
        with _alone(var):
            _run(var, options.port, once=options.once)
    except Stopped:
        print("\nĐã dừng.", flush=True)
    except NotStarted as fault:
        print(f"Không chạy được: {fault}", file=sys.stderr, flush=True)
        return 1
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m flows.launch", description="Phát lại năm 2024 của xã Ba Bích, rồi mở máy chủ Prefect."
    )
    parser.add_argument("--once", action="store_true", help="kiểm tra xong thì tự kết thúc")
    parser.add_argument("--var", type=Path, default=ROOT / "var", help="thư mục dữ liệu (mặc định: var/)")
    parser.add_argument("--port", type=int, default=server.PORT, help="cổng; nếu bận thì lấy cổng trống khác")
    return parser.parse_args(arguments)


def _stop(_number: int, _frame: FrameType | None) -> None:
    """Turn the first signal into an orderly end; further ones must not disturb it."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    raise Stopped


@contextlib.contextmanager
def _alone(var: Path) -> Iterator[None]:
    """Keep a second launcher off the same directory.

    Raises:
        NotStarted: when one is at work there.
    """
    var.mkdir(parents=True, exist_ok=True)
    with (var / "launch.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise NotStarted(f"thư mục {var} đang có một lần chạy khác; hãy dừng lần đó trước") from None
        yield


def _run(var: Path, port: int, *, once: bool) -> None:
    progress = Progress()
    ours = server.settings(var / "prefect", server.free_port(port))
    # What the scheduled runs work on: the office's own register, unless its settings say otherwise.
    office = {
        "NAMRO_DATABASE_URL": f"sqlite:///{var / 'namro.db'}",
        "NAMRO_KEY_DIR": str(var / "keys"),
    }
    children = office | server.clean(os.environ) | ours
    _settle(var / "replay", ours)
    started: list[Process] = []
    try:
        progress.begin("Khởi động máy chủ Prefect trên máy này (lần đầu khoảng 15 giây)…")
        started.append(server.start_server(children, var / "log" / "server.log", progress.tick))
        progress.begin("Đăng ký lịch chạy (prefect.yaml)…")
        _deploy(children, var / "log" / "deploy.log", progress)
        runs = _replay()
        progress.begin("\nKhởi động tiến trình thực hiện các lần chạy theo lịch…")
        worker = ["prefect", "worker", "start", "--pool", POOL, "--limit", "4"]
        started.append(Process.start("Tiến trình thực hiện", worker, var / "log" / "worker.log", children))
        _check(started[-1], runs, progress)
        _show(ours["PREFECT_API_URL"].removesuffix("/api"), var, runs)
        while not once:
            for process in started:
                if not process.running():
                    raise NotStarted(f"{process.name} đã dừng ngoài ý muốn, xem {process.log}")
            time.sleep(1)
        print("Đã kiểm tra: lịch chạy, các lần quét và bảng đều có. Kết thúc (ONCE=1).", flush=True)
    finally:
        for process in reversed(started):
            process.stop()


def _settle(replay: Path, ours: dict[str, str]) -> None:
    """Set this process up for the replay: a fresh register of its own, the packaged policy, our Prefect server."""
    shutil.rmtree(replay, ignore_errors=True)
    for name in [name for name in os.environ if name.startswith(("PREFECT_", "NAMRO_"))]:
        del os.environ[name]
    os.environ |= ours | {
        "NAMRO_DATABASE_URL": f"sqlite:///{replay / 'ba_bich-2024.db'}",
        "NAMRO_KEY_DIR": str(replay / "keys"),
        "NAMRO_POLICY_DIR": str(packaged_root()),
    }


def _deploy(children: dict[str, str], log: Path, progress: Progress) -> None:
    from flows import backlog

    backlog.make_pool()
    deploy = Process.start("Đăng ký lịch chạy", ["prefect", "deploy", "--all", "--no-prompt"], log, children)
    try:
        deploy.finish(120, progress.tick)
    finally:
        deploy.stop()
    backlog.clear(TAG)


def _replay() -> int:
    """Let 2024 pass, each sweep a flow run with its table; return how many sweeps that was."""
    from prefect.context import tags
    from prefect.logging.handlers import APILogWorker
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    from flows.enforce import enforce_cutoffs
    from workflows import clock
    from workflows.happenings import happenings, last_seq
    from workflows.office import open_office
    from workflows.replay import replay
    from workflows.sweep import Swept
    from workflows.timeline import Timeline

    office = open_office(jurisdiction=JURISDICTION)
    register, charter, timeline, told = office.register, office.charter, Timeline(office.charter), 0
    _introduce([directive.label for directive in charter.directives])

    def sweep_as_run(instant: datetime) -> Swept:
        return enforce_cutoffs(as_of=instant, jurisdiction=JURISDICTION)

    def tell(_instant: datetime) -> None:
        nonlocal told
        for line in timeline.lines(happenings(register, charter, after=told, recorded_at=clock.now())):
            print(line, flush=True)
        told = last_seq(register, clock.now())

    try:
        # Without heartbeats, which cost a second per run and watch over runs that last.
        with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}), tags(TAG):
            done = replay(register, charter, start=START, until=UNTIL, clock=clock.now, sweeper=sweep_as_run, each=tell)
        APILogWorker.drain_all(timeout=20)
    finally:
        register.engine.dispose()
    return len(done.instants)


def _introduce(directives: list[str]) -> None:
    print("\nPHÁT LẠI NĂM 2024 CỦA XÃ BA BÍCH, giả sử không ai làm gì", flush=True)
    for label in directives:
        print(f"Văn bản: {label}")
    print("Mỗi dòng: việc gì, của ai, [theo điều khoản nào]; sau dấu → là việc tiếp theo. Thư coi như đến ngay.")
    print("«GĐ-…» là mặc định của hệ thống, không phải lời của văn bản.", flush=True)


def _check(worker: Process, runs: int, progress: Progress) -> None:
    """Wait until all that was promised is there.

    Raises:
        NotStarted: naming what is not.
    """
    from flows import backlog

    server.wait_for(
        lambda: not worker.running() or backlog.worker_online(), 60, f"{worker.name} không lên, xem {worker.log}",
        progress.tick,
    )  # fmt: skip
    if not worker.running():
        raise NotStarted(f"{worker.name} đã dừng, xem {worker.log}")
    missing = backlog.missing(TAG, runs)
    if missing:
        raise NotStarted("; ".join(missing))


def _show(address: str, var: Path, runs: int) -> None:
    print(
        f"""
Mở trình duyệt: {address}/runs?tag={TAG}

  {address}/runs?tag={TAG}
      {runs} lần quét của năm 2024; mở một lần, chọn thẻ Artifacts: tom-tat là trang để đọc, quet-han là bảng để tìm;
      việc gì, của ai, hạn nào, nấc nào, điều khoản nào, tiếp theo là gì.
      Nên xem «24 giờ ngày 11/03/2024»: chốt hạn báo cáo Quý I.
  {address}/artifacts
      Các bảng và tóm tắt, từng lần quét nối tiếp nhau.
  {address}/deployments
      Lịch chạy hằng ngày, giờ Việt Nam. Các lần chạy theo lịch làm việc trên sổ của cơ quan ({var / "namro.db"}),
      sổ này còn trống cho tới khi giao việc bằng lệnh: namro assign

Sổ của năm phát lại: {var / "replay" / "ba_bich-2024.db"}
Nhật ký của máy chủ và tiến trình: {var / "log"}
Nhấn Ctrl-C để dừng tất cả.
""",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
