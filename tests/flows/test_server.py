"""The server's door: shut to all but this machine, and asking for a password once it is opened."""

from __future__ import annotations

import base64
import http.client
import json
import os
import shlex
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from flows import server
from flows.server import ROOT, BadSecret, is_opened, read_secret, settings
from tests.flows.conftest import Prefect

pytestmark = pytest.mark.xdist_group("prefect")


def listening(port: int) -> set[str]:
    """Return the local addresses on which a TCP port is listened on, as the kernel writes them."""
    found = set()
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        for line in table.read_text("ascii").splitlines()[1:] if table.exists() else ():
            words = line.split()
            if words[3] == "0A" and int(words[1].rpartition(":")[2], 16) == port:
                found.add(words[1].rpartition(":")[0])
    return found


def ask(port: int, path: str, secret: str = "", **headers: str) -> tuple[int, str, dict[str, str]]:
    """Ask the server something, and return the status, the text and the headers of its answer."""
    if secret:
        headers["Authorization"] = f"Basic {base64.b64encode(secret.encode()).decode()}"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        if path.endswith("/filter"):
            connection.request("POST", path, b"{}", {"Content-Type": "application/json"} | headers)
        else:
            connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), dict(answer.getheaders())
    finally:
        connection.close()


def test_the_server_listens_on_this_machine_only(prefect: Prefect) -> None:
    """By default nothing but the loopback address listens, so no other machine is answered at all."""
    port = int(prefect.environment["PREFECT_SERVER_API_PORT"])
    assert listening(port) == {"0100007F"}
    assert not set(server.SECRETS) & set(prefect.environment)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, str], Path]]:
    """Start a server that listens on every address of this machine."""
    home = tmp_path_factory.mktemp("opened")
    port = server.free_port(0)
    told = settings(home, port, "0.0.0.0", address=f"http://namro.example:{port}")  # noqa: S104
    environment = server.clean(os.environ) | told
    running = server.start_server(environment, home / "server.log", lambda: None)
    try:
        yield environment, home
    finally:
        running.stop()


def test_an_opened_server_asks_for_its_password(opened: tuple[dict[str, str], Path]) -> None:
    """Without the password, or with a wrong one, nothing is told or taken; with it it is; health stays public."""
    environment, home = opened
    port, secret = int(environment["PREFECT_SERVER_API_PORT"]), read_secret(home / server.SECRET)
    assert listening(port) == {"00000000"}
    for wrong in ("", "namro:khong-phai-mat-khau", secret[:-1]):
        assert ask(port, "/api/flow_runs/filter", wrong)[0] in (401, 403), wrong
        assert ask(port, "/api/admin/settings", wrong)[0] in (401, 403), wrong
    client = str(uuid4())
    token = json.loads(ask(port, f"/api/csrf-token?client={client}", secret)[1])["token"]
    guard = {"Prefect-Csrf-Token": token, "Prefect-Csrf-Client": client}
    assert ask(port, "/api/flow_runs/filter", secret, **guard)[:2] == (200, "[]")
    assert server.healthy(environment["PREFECT_API_URL"])


def test_our_own_client_gets_in_and_nothing_writes_the_password_down(opened: tuple[dict[str, str], Path]) -> None:
    """The command line and filters work with the settings given, and neither output nor logs hold the password."""
    environment, home = opened
    secret = read_secret(home / server.SECRET)
    code = (
        "from prefect.client.orchestration import get_client\n"
        "with get_client(sync_client=True) as client: print(len(client.read_flow_runs()))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (0, "0\n"), done.stderr
    told = {name: value for name, value in environment.items() if name not in server.SECRETS}
    shut = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=told, capture_output=True, text=True, timeout=60, check=False
    )
    assert shut.returncode != 0
    shown = subprocess.run(
        [sys.executable, "-m", "prefect", "config", "view", "--show-defaults"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    password = secret.partition(":")[2]
    written = [done.stdout + done.stderr, shut.stdout + shut.stderr, shown.stdout + shown.stderr]
    written += [file.read_text("utf-8", errors="replace") for file in home.rglob("*.log")]
    assert not [one for one in written if password in one]
    _, seen, _ = ask(int(environment["PREFECT_SERVER_API_PORT"]), "/ui-settings", secret)
    assert json.loads(seen)["api_url"] == environment["PREFECT_SERVER_UI_API_URL"]
    assert password not in seen


def test_other_pages_are_not_let_in(opened: tuple[dict[str, str], Path]) -> None:
    """A browser is told that only our own pages may ask: another page gets no permission of its own."""
    environment, _ = opened
    port = int(environment["PREFECT_SERVER_API_PORT"])

    def allowed(origin: str) -> str | None:
        return ask(port, "/api/health", Origin=origin)[2].get("access-control-allow-origin")

    ours = f"http://namro.example:{port}"
    assert allowed(ours) == ours
    assert allowed("http://evil.example") is None


@pytest.mark.parametrize(
    ("host", "address", "said"),
    [
        ("127.0.0.1", "", False),
        ("127.0.0.1", "http://127.0.0.1:4200", False),
        ("localhost", "http://localhost:4200", False),
        ("::1", "", False),
        ("0.0.0.0", "", True),  # noqa: S104
        ("::", "", True),
        ("192.0.2.7", "", True),
        ("127.0.0.1", "https://namro.xa.example", True),
        ("0.0.0.0", "http://127.0.0.1:4200", True),  # noqa: S104
    ],
)
def test_what_counts_as_opened(host: str, address: str, said: bool, tmp_path: Path) -> None:
    """Any address but the loopback one, of the socket or of a proxy before it, turns the password on."""
    assert is_opened(host, address) is said
    told = settings(tmp_path, 4200, host, address=address)
    assert set(server.SECRETS) <= set(told) if said else not set(server.SECRETS) & set(told)
    assert told["PREFECT_SERVER_CORS_ALLOWED_ORIGINS"] != "*"
    assert told["PREFECT_SERVER_CSRF_PROTECTION_ENABLED"] == "true"


def test_the_password_is_made_once_and_for_its_owner(tmp_path: Path) -> None:
    """The file is made closed to others, holds plain letters, and stays as it is; one open to others is refused."""
    file = tmp_path / "new" / "mat-khau"
    secret = read_secret(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert secret.isascii()
    assert len(secret.partition(":")[2]) >= 43
    assert read_secret(file) == secret
    assert [one.name for one in file.parent.iterdir()] == ["mat-khau"]
    file.chmod(0o640)
    with pytest.raises(BadSecret, match="chmod 600"):
        read_secret(file)


@pytest.mark.parametrize(
    "content", ["", "namro", "namro:ngan", "namro:mật-khẩu-rất-là-dài-đấy", "a:b c d e f g h i j k l"]
)
def test_a_password_that_prefect_cannot_send_is_refused(tmp_path: Path, content: str) -> None:
    """Diacritics, blanks, a missing name or a short password are refused with what to do."""
    file = tmp_path / "mat-khau"
    file.write_text(content, "utf-8")
    file.chmod(0o600)
    with pytest.raises(BadSecret, match="xóa tệp thì hệ thống tự tạo lại"):
        read_secret(file)


def test_a_shell_gets_the_password_without_its_being_printed(tmp_path: Path) -> None:
    """`python -m flows.server --host …` prints exports that read the file, so no terminal ever shows the password."""
    arguments = [
        "-m",
        "flows.server",
        "--host",
        "0.0.0.0",  # noqa: S104
        "--home",
        str(tmp_path),
        "--address",
        "https://namro.xa.example",
    ]
    printed = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    secret = read_secret(tmp_path / server.SECRET)
    assert secret.partition(":")[2] not in printed.stdout + printed.stderr
    script = f'eval "$({shlex.join([sys.executable, *arguments])})"; printf %s "$PREFECT_API_AUTH_STRING"'
    shell = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert shell.stdout == secret


def test_a_password_that_cannot_be_used_opens_nothing(tmp_path: Path) -> None:
    """Whoever goes on after the refusal starts a server that lets nobody in: the shell is left with a password of none."""
    read_secret(tmp_path / server.SECRET)
    (tmp_path / server.SECRET).chmod(0o644)
    command = shlex.join(
        [sys.executable, "-m", "flows.server", "--home", str(tmp_path), "--address", "https://a.example"]
    )
    script = f'eval "$({command})" || echo refused; printf %s "$PREFECT_SERVER_API_AUTH_STRING"'
    shell = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    said, _, secret = shell.stdout.partition("\n")
    assert said == "refused"
    assert len(secret) > 30
    assert "chmod 600" in shell.stderr


def test_a_taken_port_gives_another(tmp_path: Path) -> None:
    """Where the port is taken a free one is given, on the loopback address."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert server.free_port(taken.getsockname()[1]) != taken.getsockname()[1]
