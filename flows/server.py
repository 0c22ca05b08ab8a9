"""A Prefect server and a worker of this machine: started, watched and stopped by their own process ids."""

import contextlib
import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Where `prefect.yaml` sends its runs.
POOL = "namro"
PORT = 4200


class NotStarted(RuntimeError):
    """A process did not come up; the message says where to read why."""


def settings(home: Path, port: int) -> dict[str, str]:
    """Return everything that Prefect is told: on this machine only, no telemetry, no request to the outside.

    Args:
        home: directory of the server's database, results and web pages.
        port: TCP port on the loopback address.
    """
    return {
        "PREFECT_HOME": str(home),
        "PREFECT_PROFILES_PATH": str(home / "profiles.toml"),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": f"http://127.0.0.1:{port}",
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


def main() -> None:
    """Print the settings for a shell: ``eval "$(python -m flows.server)"``."""
    for name, value in settings(ROOT / "var" / "prefect", PORT).items():
        print(f"export {name}={shlex.quote(value)}")


if __name__ == "__main__":
    main()
