"""A Prefect server and a worker of this machine: started, watched and stopped by their own process ids."""

import argparse
import contextlib
import ipaddress
import json
import os
import re
import secrets
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Where `prefect.yaml` sends its runs.
POOL = "namro"
PORT = 4200
LOOPBACK = "127.0.0.1"
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - recognised, never chosen
#: Name and file of the one account that Prefect's open server knows.
USER, SECRET = "namro", "mat-khau"
#: Where the server, and each of its clients, is told the password.
SECRETS = ("PREFECT_SERVER_API_AUTH_STRING", "PREFECT_API_AUTH_STRING")


class NotStarted(RuntimeError):
    """A process did not come up; the message says where to read why."""


class BadSecret(RuntimeError):
    """The password of the server cannot be used; the message says what to do."""


def settings(
    home: Path, port: int, host: str = LOOPBACK, secret_file: Path | None = None, address: str = ""
) -> dict[str, str]:
    """Return everything that Prefect is told: on this machine only, no telemetry, no request to the outside.

    Opened further, by its host or by the address at which people see it, the server asks for a password.

    Args:
        home: directory of the server's database, results and web pages.
        port: TCP port.
        host: address of this machine on which the server listens.
        secret_file: where the password is kept, made when it is not there; None: in ``home``.
        address: URL at which browsers reach the pages, such as ``https://namro.xa.example`` of a reverse proxy;
            empty: the server itself.

    Raises:
        BadSecret: when the file holds no usable password.
    """
    told = _settings(home, port, host, address)
    if is_opened(host, address):
        secret = read_secret(secret_file or home / SECRET)
        told |= dict.fromkeys(SECRETS, secret)
    return told


def is_opened(host: str, address: str = "") -> bool:
    """Say whether anybody but this machine can reach the server.

    Args:
        host: address on which it listens.
        address: URL at which browsers reach it; empty: the server itself.
    """
    seen = urllib.parse.urlsplit(address).hostname if address else host
    return not all(_is_loopback(one or "") for one in (host, seen))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def read_secret(file: Path) -> str:
    """Return what the server and its clients prove themselves with, ``user:password``; make it where there is none.

    Args:
        file: where it is kept, for its owner only.

    Raises:
        BadSecret: when others may read the file, or it holds no such text in plain letters.
    """
    if not file.exists():
        _make_secret(file)
    if file.stat().st_mode & 0o077:
        raise BadSecret(f"Tệp mật khẩu {file} đang cho người khác đọc; hãy chạy: chmod 600 {file}")
    secret = file.read_bytes().strip()
    # Prefect's own client cannot send anything else.
    if not re.fullmatch(rb"[!-9;-~]+:[!-~]{16,}", secret):
        raise BadSecret(
            f"Tệp mật khẩu {file} phải có một dòng tên:mật-khẩu, không dấu, mật khẩu từ 16 ký tự; xóa tệp thì hệ thống "
            "tự tạo lại."
        )
    return secret.decode("ascii")


def _make_secret(file: Path) -> None:
    """Make the file whole and closed to others before it has its name; whoever was first stays."""
    file.parent.mkdir(parents=True, exist_ok=True)
    made = file.with_name(f"{file.name}.{os.getpid()}")
    made.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as new:
            new.write(f"{USER}:{secrets.token_urlsafe(32)}\n")
        with contextlib.suppress(FileExistsError):
            os.link(made, file)
    finally:
        made.unlink(missing_ok=True)


def _settings(home: Path, port: int, host: str, address: str) -> dict[str, str]:
    # Who listens everywhere is reached here as well.
    here = f"[{host}]" if ":" in host else host
    server = f"http://{LOOPBACK if host in EVERYWHERE else here}:{port}"
    pages = address.rstrip("/") or server
    return {
        "PREFECT_HOME": str(home),
        "PREFECT_PROFILES_PATH": str(home / "profiles.toml"),
        "PREFECT_API_URL": f"{server}/api",
        "PREFECT_SERVER_API_HOST": host,
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_UI_API_URL": f"{pages}/api",
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": pages,
        "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
        # A missing address would silently start a private server in every process.
        "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        # The second generation of the pages asks a host outside for its settings, even with analytics off.
        "PREFECT_SERVER_UI_V2_ENABLED": "false",
        # The default is inside site-packages, which may be read-only.
        "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(home / "ui"),
        # The default forgets on a restart who held a slot, and the slot is lost for ever.
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
        "PREFECT_CLI_PROMPT": "false",
        "PREFECT_CLI_COLORS": "false",
        "PREFECT_WORKER_QUERY_SECONDS": "5",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "WARNING",
        "PYTHONUTF8": "1",
    }


def clean(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment without what another Prefect of this user left in it."""
    return {name: value for name, value in environment.items() if not name.startswith("PREFECT_")}


def free_port(wanted: int = PORT) -> int:
    """Return the wanted port, or any free one where it is taken."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise NotStarted("Không còn cổng trống trên 127.0.0.1.")


@dataclass
class Process:
    """A child of ours with its own log file, in a process group of its own.

    Attributes:
        name: what it is, in Vietnamese.
        log: where it writes.
        child: the process.
    """

    name: str
    log: Path
    child: subprocess.Popen[bytes] = field(repr=False)

    @classmethod
    def start(cls, name: str, arguments: list[str], log: Path, environment: Mapping[str, str]) -> "Process":
        """Start ``python -m …`` in the project's root."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as file:
            child = subprocess.Popen(  # noqa: S603 - our own interpreter, our own arguments
                [sys.executable, "-m", *arguments],
                cwd=ROOT,
                env={**environment, "PWD": str(ROOT)},
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return cls(name, log, child)

    def running(self) -> bool:
        """Say whether it still runs."""
        return self.child.poll() is None

    def finish(self, seconds: float, each: Callable[[], None]) -> None:
        """Wait for it to end by itself.

        Raises:
            NotStarted: when it takes too long or ends with an error.
        """
        wait_for(lambda: not self.running(), seconds, f"{self.name} quá lâu, xem {self.log}", each)
        if self.child.returncode != 0:
            raise NotStarted(f"{self.name} không xong (mã {self.child.returncode}), xem {self.log}")

    def stop(self, seconds: float = 15.0) -> None:
        """Ask it to end, and end its group by force when it does not."""
        if self.running():
            self.child.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.child.wait(seconds)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)  # what is left of its group
        self.child.wait()


def wait_for(done: Callable[[], bool], seconds: float, otherwise: str, each: Callable[[], None]) -> None:
    """Wait until something holds.

    Args:
        done: asked several times a second.
        seconds: how long at the most.
        otherwise: what to say when it does not come to hold.
        each: called each time, for progress.

    Raises:
        NotStarted: when it does not come to hold in time.
    """
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            raise NotStarted(otherwise)
        each()
        time.sleep(0.2)


def healthy(api: str) -> bool:
    """Say whether the server answers at its address."""
    try:
        with urllib.request.urlopen(f"{api}/health", timeout=2) as answer:  # noqa: S310 - our own loopback address
            return json.load(answer) is True
    except (urllib.error.URLError, OSError, ValueError):
        return False


def start_server(environment: Mapping[str, str], log: Path, each: Callable[[], None]) -> Process:
    """Start the server and wait until it answers.

    Raises:
        NotStarted: when it ends or does not answer within two minutes.
    """
    server = Process.start("Máy chủ Prefect", ["prefect", "server", "start"], log, environment)
    api = environment["PREFECT_API_URL"]
    try:
        wait_for(lambda: not server.running() or healthy(api), 120, f"Máy chủ không trả lời, xem {log}", each)
        if not server.running():
            raise NotStarted(f"Máy chủ Prefect không khởi động được, xem {log}")
    except BaseException:
        server.stop()
        raise
    return server


def main(arguments: list[str] | None = None) -> int:
    """Print the settings for a shell: ``eval "$(python -m flows.server)"``.

    A password is never printed: the shell is told to read it from its file.

    Returns:
        0, or 2 when the password cannot be used.
    """
    options = _options(arguments)
    file = (options.secret_file or options.home / SECRET).resolve()
    try:
        told = settings(options.home.resolve(), options.port, options.host, file, options.address)
    except (BadSecret, OSError) as fault:
        print(fault, file=sys.stderr)
        # Whoever goes on all the same starts a server that lets nobody in, rather than one that lets everybody in.
        print(f"export {SECRETS[0]}={USER}:{secrets.token_urlsafe(32)}; false")
        return 2
    # For people only: a timer that reads these settings has nothing to tell by it.
    if is_opened(options.host, options.address) and sys.stderr.isatty():
        print(f"Máy chủ hỏi mật khẩu; xem ở {file} (chỉ chủ tệp đọc được).", file=sys.stderr)
    if options.host in EVERYWHERE and not options.address:
        print("Máy khác chưa mở được trang: hãy thêm --address kèm địa chỉ mà trình duyệt sẽ mở.", file=sys.stderr)
    for name, value in told.items():
        written = f'"$(cat {shlex.quote(str(file))})"' if name in SECRETS else shlex.quote(value)
        print(f"export {name}={written}")
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m flows.server",
        description="In thiết lập của Prefect cho cửa sổ lệnh: chỉ máy này, trừ khi nói khác.",
    )
    parser.add_argument("--home", type=Path, default=ROOT / "var" / "prefect", help="thư mục của Prefect")
    parser.add_argument("--port", type=int, default=PORT, help="cổng")
    parser.add_argument(
        "--host", default=LOOPBACK, help="địa chỉ của máy này để nghe; khác 127.0.0.1 thì phải có mật khẩu"
    )
    parser.add_argument("--address", default="", help="địa chỉ mà trình duyệt mở, ví dụ https://namro.xa.example")
    parser.add_argument("--secret-file", type=Path, help="tệp giữ mật khẩu; chưa có thì được tạo")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
