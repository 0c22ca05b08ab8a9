"""Nudges off the record: after the letter, once, in time, and of no consequence to the register."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from config.settings import Settings
from tests.usecases.office import Office, report, vn
from workflows import alerts, deliver
from workflows import office as real
from workflows.alerts import Alert, nudge, send_alerts
from workflows.channels import CannotDeliver, Letter, Simulated, Ways

OfficeAt = Callable[..., Office]
Q1 = report("tu_phap")
TOKEN = "bi-mat-khong-duoc-lo"
TITLE = "Đã hết hạn: Báo cáo định kỳ về công tác cải cách hành chính năm 2024 – Quý I năm 2024 và 1 nội dung khác"
AT_EIGHT = "2024-03-12 08:00"


@dataclass
class Service:
    """A service that alerts go to: it keeps what it got, and answers what it is told to.

    Attributes:
        port: where it listens.
        got: path and text of each alert.
        answer: the status it answers.
        hangs: set, it answers nothing until it is cleared.
    """

    port: int = 0
    got: list[tuple[str, str]] = field(default_factory=list)
    answer: int = 200
    hangs: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str = TOKEN) -> str:
        """Its address, in the notation of Apprise."""
        return f"json://127.0.0.1:{self.port}/{path}"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """Start a service on the loopback address."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    state = Service()
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Take an alert."""
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.got.append((self.path, body["message"]))
            while state.hangs.is_set() and not ended.wait(0.05):
                pass
            self.send_response(state.answer)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield state
    ended.set()
    server.shutdown()
    thread.join()
    server.server_close()


class Refusing:
    """A mail server of which every answer is the same refusal."""

    name = "email"

    def __init__(self, *, for_good: bool) -> None:
        self.for_good = for_good

    def send(self, letter: Letter) -> str:
        """Refuse."""
        raise CannotDeliver("máy chủ thư từ chối: 5", for_good=self.for_good)


def at_eight(office_at: OfficeAt) -> Office:
    """An office at 08:00 after the cut-off, swept; every letter so far went out before."""
    office = office_at("2024-03-11 12:00")
    office.now = vn(AT_EIGHT)
    office.sweep(office.now)
    return office


def send(office: Office, way: Any, urls: tuple[str, ...]) -> deliver.Delivered:
    """Drain the outbox; only the justice officer has alerts."""
    ways = Ways(lambda _: way, lambda post: urls if post == "tu_phap" else ())
    return deliver.deliver(office.register, office.charter, ways, at=office.now, recorded_at=office.now)


def journal(office: Office) -> list[tuple[Any, ...]]:
    """The journal, as far as it does not hang on keys that are drawn."""
    return [(one.at, one.trigger, one.subject, one.details) for one in office.register_lines()]


def test_the_post_is_nudged_after_the_letter(lite_office_at: OfficeAt, service: Service) -> None:
    """Each of its addresses is told the title and where the rest is; the run shows post, scheme and outcome only."""
    office = at_eight(lite_office_at)
    done = send(office, Simulated(), (service.url(), service.url("hai")))
    assert sorted(service.got) == [
        (f"/{TOKEN}", f"Có văn bản mới gửi ông/bà: {TITLE}; nội dung đầy đủ ở thư điện tử."),
        ("/hai", f"Có văn bản mới gửi ông/bà: {TITLE}; nội dung đầy đủ ở thư điện tử."),
    ]
    assert done.alerts == [("Công chức Tư pháp - Hộ tịch xã", "json", "đã gửi")] * 2
    assert TOKEN not in repr(done)


def test_a_letter_for_paper_nudges_too(lite_office_at: OfficeAt, service: Service) -> None:
    """Who will get paper is told that paper comes; with no channel of record at all as well."""
    office = at_eight(lite_office_at)
    done = send(office, None, (service.url(),))
    assert {
        one.state
        for one in office.notices(addressee="tu_phap", batch=max(b.batch for b in office.notices(addressee="tu_phap")))
    } == {"to_serve"}
    assert [text for _, text in service.got] == [f"Có văn bản mới gửi ông/bà: {TITLE}; nội dung đầy đủ ở bản giấy."]
    assert [said for _, _, said in done.alerts] == ["đã gửi"]


def test_one_alert_for_one_letter(lite_office_at: OfficeAt, service: Service) -> None:
    """While a letter is tried again nobody is nudged; when it ends, once; never again after that."""
    office = at_eight(lite_office_at)
    for minutes in (0, 5, 10, 20):
        office.now += timedelta(minutes=minutes)
        done = send(office, Refusing(for_good=False), (service.url(),))
        assert done.waiting
        assert done.alerts == []
    assert service.got == []
    office.now += timedelta(minutes=40)
    assert len(send(office, Simulated(), (service.url(),)).alerts) == 1
    assert send(office, Simulated(), (service.url(),)).alerts == []
    office.now += timedelta(days=1)
    assert send(office, Simulated(), (service.url(),)).alerts == []
    assert len(service.got) == 1


def test_whose_letter_was_taken_over_does_not_nudge(lite_office_at: OfficeAt, service: Service) -> None:
    """Of two workers that sent the same letter only the one that recorded it nudges."""
    office = at_eight(lite_office_at)

    class Slow:
        name = "email"

        def send(self, letter: Letter) -> str:
            """Take so long that another worker does the same letter meanwhile."""
            if letter.post == "tu_phap":
                later = Office(office.register, office.charter, office.now + deliver.LEASE)
                assert len(send(later, Simulated(), (service.url(),)).alerts) == 1
            return "đã gửi"

    assert send(office, Slow(), (service.url(),)).alerts == []
    assert len(service.got) == 1


def test_alerts_change_nothing_in_the_register(lite_office_at: OfficeAt, service: Service) -> None:
    """With alerts that arrive, that fail, or with none: the same journal and the same notices."""
    service.answer = 500
    seen = []
    for urls in ((), (service.url(),), ("json://127.0.0.1:1/", "nonsense", "")):
        office = at_eight(lite_office_at)
        send(office, Simulated(), urls)
        notices = [(one.state, one.channel, one.evidence, one.message_id, one.attempts) for one in office.notices()]
        seen.append((journal(office), notices))
    assert seen[0] == seen[1] == seen[2]


def test_what_becomes_of_an_alert_is_told_without_its_address(service: Service) -> None:
    """Refused, unreachable, no address at all: each a sentence, none raises."""
    service.answer = 403
    urls = (service.url(), f"json://127.0.0.1:1/{TOKEN}", TOKEN)
    said = send_alerts([Alert("Chủ tịch", url, "x") for url in urls])
    assert said == [
        ("Chủ tịch", "json", "không gửi được: dịch vụ không nhận"),
        ("Chủ tịch", "json", "không gửi được: dịch vụ không nhận"),
        ("Chủ tịch", "", "không gửi được: địa chỉ nhắc không hợp lệ"),
    ]
    assert send_alerts([]) == []


def test_a_service_that_never_answers_is_left_behind(service: Service) -> None:
    """An alert is given up when its time is over, all of them when that of the run is; the rest is told as not sent."""
    service.hangs.set()
    many = [Alert("Chủ tịch", service.url(str(n)), "x") for n in range(alerts.TOGETHER + 1)]
    begun = time.monotonic()
    said = send_alerts(many, seconds=1, whole=1)
    assert time.monotonic() - begun < 3
    assert [one for _, _, one in said] == [
        *["chưa rõ: quá 1 giây chưa có trả lời"] * alerts.TOGETHER,
        "không gửi: hết thời gian dành cho tin nhắc",
    ]
    service.hangs.clear()


def test_no_token_gets_into_a_log(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever the logs are set to, no address stands in them, sent or failed."""
    caplog.set_level(0)
    send_alerts([Alert("Chủ tịch", url, "x") for url in (service.url(), f"json://127.0.0.1:1/{TOKEN}")])
    assert service.got
    assert TOKEN not in caplog.text
    assert TOKEN not in repr(Alert("Chủ tịch", service.url(), "x"))


def test_a_long_title_is_cut() -> None:
    """A title of 200 letters is told whole, of a longer one 199 and an ellipsis."""
    whole = nudge("ă" * 200, on_paper=False)
    assert whole == f"Có văn bản mới gửi ông/bà: {'ă' * 200}; nội dung đầy đủ ở thư điện tử."
    assert nudge("ă" * 201, on_paper=True) == f"Có văn bản mới gửi ông/bà: {'ă' * 199}…; nội dung đầy đủ ở bản giấy."


def test_an_office_takes_its_alerts_from_the_contacts(tmp_path: Path) -> None:
    """The contacts file gives both the channel of record and the alerts; without a mail server only the alerts."""
    contacts = tmp_path / "contacts.yaml"
    contacts.write_text(
        "tu_phap: {email: tu-phap@xa.example, alerts: ['json://127.0.0.1:9/a']}\ntai_chinh: tai-chinh@xa.example\n",
        encoding="utf-8",
    )
    common = {
        "database": f"sqlite:///{tmp_path / 'namro.db'}",
        "key_dir": tmp_path,
        "contacts_file": contacts,
        "jurisdiction": "ba_bich",
    }
    with_mail = Settings(**common, smtp_host="127.0.0.1", smtp_sender="cchc@xa.example")
    for settings, sends in ((with_mail, True), (Settings(**common), False)):
        office = real.open_office(settings=settings)
        ways = office.channel()
        assert office.charter.address("tu_phap") == "tu-phap@xa.example"
        assert (ways("tu_phap") is not None) is sends
        assert ways("dia_chinh") is None
        assert ways.alerts("tu_phap") == ("json://127.0.0.1:9/a",)
        assert ways.alerts("tai_chinh") == ways.alerts("dia_chinh") == ()
        office.register.engine.dispose()
