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
from workflows.acts import Act
from workflows.working_time import ZONE

JURISDICTION = "ba_bich"
START, UNTIL = date(2024, 1, 12), date(2025, 1, 15)
#: On the runs of the replayed year, so that they can be told from those of the schedule.
TAG = "phat-lai"
#: The one thing that anybody does in the replayed year: without it nothing would climb past the unsigned letters.
SIGNED = Act(
    datetime(2024, 3, 14, 10, tzinfo=ZONE),
    "van_phong_thong_ke",
    "sign",
    "ba_bich/2024-kl-cchc/3.1.2/bao-cao/tu_phap/2024-Q1#rung-urging",
)
#: Who is asked to decide, and where the secret of their one-time codes is kept, beside the register of the replay.
AUTHORITY, SECRET = "chu_tich", "ma-xac-nhan-chu-tich.txt"


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
    _settle(var, ours)
    started: list[Process] = []
    try:
        progress.begin("Khởi động máy chủ Prefect trên máy này (lần đầu khoảng 15 giây)…")
        started.append(server.start_server(children, var / "log" / "server.log", progress.tick))
        progress.begin("Đăng ký lịch chạy (prefect.yaml)…")
        _deploy(children, var / "log" / "deploy.log", progress)
        runs = _replay(var / "replay" / SECRET)
        progress.begin("\nKhởi động tiến trình thực hiện các lần chạy theo lịch…")
        worker = ["prefect", "worker", "start", "--pool", POOL]
        started.append(Process.start("Tiến trình thực hiện", worker, var / "log" / "worker.log", children))
        waiting = _check(started[-1], runs, progress)
        _show(ours["PREFECT_API_URL"].removesuffix("/api"), var, runs, waiting)
        while not once:
            for process in started:
                if not process.running():
                    raise NotStarted(f"{process.name} đã dừng ngoài ý muốn, xem {process.log}")
            time.sleep(1)
        print(
            "Đã kiểm tra: lịch chạy, các lần quét, các bảng và đề xuất chờ quyết định đều có. Kết thúc (ONCE=1).",
            flush=True,
        )
    finally:
        for process in reversed(started):
            process.stop()


def _settle(var: Path, ours: dict[str, str]) -> None:
    """Set this process up for the replay: a fresh register of its own, the packaged policy, our Prefect server.

    It is sealed with the key of the office: the worker opens the register of the replay as well as the office's.
    """
    from workflows.office import anchors_in

    replay = var / "replay"
    shutil.rmtree(replay, ignore_errors=True)
    database = f"sqlite:///{replay / 'ba_bich-2024.db'}"
    anchors_in(var / "keys", database).unlink(missing_ok=True)
    for name in [name for name in os.environ if name.startswith(("PREFECT_", "NAMRO_"))]:
        del os.environ[name]
    os.environ |= ours | {
        "NAMRO_DATABASE_URL": database,
        "NAMRO_KEY_DIR": str(var / "keys"),
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


def _replay(secret: Path) -> int:
    """Let 2024 pass, each sweep a flow run with its table, and lay what it proposes before its authority.

    Args:
        secret: file for the secret of the authority's one-time codes.

    Returns:
        How many sweeps that was.
    """
    from prefect.context import tags
    from prefect.logging.handlers import APILogWorker
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    from flows.enforce import enforce_cutoffs
    from flows.review import open_reviews
    from workflows import clock, codes
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
            done = replay(
                register, charter, start=START, until=UNTIL, acts=[SIGNED],
                clock=clock.now, sweeper=sweep_as_run, each=tell,
            )  # fmt: skip
            with register.write(clock.now()) as uow:
                label = charter.label(AUTHORITY)
                secret.touch(mode=0o600)
                secret.write_text(codes.enroll(uow, charter.key, AUTHORITY, label, valid_from=uow.recorded_at))
                uow.commit()
            url = register.engine.url.render_as_string()
            open_reviews(jurisdiction=JURISDICTION, database=url, as_of=max(done.instants))
        APILogWorker.drain_all(timeout=20)
    finally:
        register.engine.dispose()
    return len(done.instants)


def _introduce(directives: list[str]) -> None:
    print("\nPHÁT LẠI NĂM 2024 CỦA XÃ BA BÍCH, giả sử không ai làm gì, trừ một văn bản đôn đốc được ký", flush=True)
    for label in directives:
        print(f"Văn bản: {label}")
    print("Mỗi dòng: việc gì, của ai, [theo điều khoản nào]; sau dấu → là việc tiếp theo. Thư coi như đến ngay.")
    print("«GĐ-…» là mặc định của hệ thống, không phải lời của văn bản.", flush=True)


def _check(worker: Process, runs: int, progress: Progress) -> str:
    """Wait until all that was promised is there.

    Returns:
        The number of a run that waits for a decision.

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
    progress.begin("Mở đề xuất chờ quyết định…")
    server.wait_for(
        lambda: not worker.running() or bool(backlog.waiting(TAG)), 90,
        f"đề xuất không mở được trang chờ quyết định, xem {worker.log}", progress.tick,
    )  # fmt: skip
    return str(backlog.waiting(TAG)[0].id)


def _show(address: str, var: Path, runs: int, waiting: str) -> None:
    print(
        f"""
Mở trình duyệt: {address}/runs/flow-run/{waiting}

  {address}/runs/flow-run/{waiting}
      Một đề xuất phê bình đang chờ Chủ tịch xã quyết định: thẻ Artifacts là hồ sơ, nút Resume là mẫu trả lời.
      Mã xác nhận của Chủ tịch trong năm phát lại: .venv/bin/namro identity show-code {var / "replay" / SECRET}
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
