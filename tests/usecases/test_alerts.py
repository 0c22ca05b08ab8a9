"""Alerts: queued with the end of the letter, sent once, tried again, given up; of no consequence to the record."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import IntegrityError

from config.settings import Settings
from flows import page
from tests.usecases.office import Office, fetch, live, report, small, vn
from workflows import deliver
from workflows import office as real
from workflows.alerts import Answer, Nudge, fingerprint, nudge, send_alerts
from workflows.alerts_outbox import GONE, LOST, TOGETHER, WHOLE, Alerted, send_due
from workflows.channels import CannotDeliver, Letter, Simulated, Ways
from workflows.deliver import ATTEMPTS, LEASE
from workflows.register.columns import NEVER
from workflows.register.tables import Alert
from workflows.register.unit_of_work import Register

OfficeAt = Callable[..., Office]
Q1 = report("tu_phap")
TOKEN = "bi-mat-khong-duoc-lo"
TITLE = "Đã hết hạn: Báo cáo định kỳ về công tác cải cách hành chính năm 2024 – Quý I năm 2024 và 1 nội dung khác"
AT_EIGHT = "2024-03-12 08:00"
SECOND = timedelta(seconds=1)
POST = "Công chức Tư pháp - Hộ tịch xã"
TAKEN = "đã gửi: dịch vụ báo đã nhận"
REFUSED = "không gửi được: dịch vụ không nhận"
ROOT = Path(__file__).parents[2]


@dataclass
class Service:
    """A service that alerts go to: it keeps what it got, and answers what it is told to.

    Attributes:
        port: where it listens.
        got: path and text of each alert.
        answer: the status it answers.
        hangs: set, it answers nothing until it is cleared.
        kills: number of a process that is killed once it has sent its alert, before it hears the answer; 0: none.
    """

    port: int = 0
    got: list[tuple[str, str]] = field(default_factory=list)
    answer: int = 200
    hangs: threading.Event = field(default_factory=threading.Event)
    kills: int = 0

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
            if state.kills:
                os.kill(state.kills, signal.SIGKILL)
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


def ways(way: Any, urls: tuple[str, ...]) -> Ways:
    """One way for all letters; only the justice officer has addresses for alerts."""
    return Ways(lambda _: way, lambda post: urls if post == "tu_phap" else ())


def end_letters(office: Office, way: Any, urls: tuple[str, ...]) -> deliver.Delivered:
    """Drain the outbox of letters."""
    return deliver.deliver(office.register, office.charter, ways(way, urls), at=office.now, recorded_at=office.now)


def alert(office: Office, urls: tuple[str, ...], whole: float = WHOLE) -> Alerted:
    """Send the alerts that are due now."""
    return send_due(
        office.register, office.charter, ways(None, urls).alerts, at=office.now, recorded_at=office.now, whole=whole
    )


def send(office: Office, way: Any, urls: tuple[str, ...]) -> Alerted:
    """Do all that a delivery run does."""
    end_letters(office, way, urls)
    return alert(office, urls)


def rows(register: Register) -> list[Alert]:
    """The alerts that stand in the register."""
    return fetch(register, select(Alert).order_by(Alert.id))


def journal(office: Office) -> list[tuple[Any, ...]]:
    """The journal, as far as it does not hang on keys that are drawn."""
    return [(one.at, one.trigger, one.subject, one.details) for one in office.register_lines()]


def test_the_post_is_alerted_after_the_letter(lite_office_at: OfficeAt, service: Service) -> None:
    """Each of its addresses is told the title and where the rest is; the run shows post, scheme and outcome only."""
    office = at_eight(lite_office_at)
    done = send(office, Simulated(), (service.url(), service.url("hai")))
    assert sorted(service.got) == [
        (f"/{TOKEN}", f"Có văn bản mới gửi ông/bà: {TITLE}; nội dung đầy đủ ở thư điện tử."),
        ("/hai", f"Có văn bản mới gửi ông/bà: {TITLE}; nội dung đầy đủ ở thư điện tử."),
    ]
    assert done == Alerted(done=[(POST, "json", TAKEN)] * 2)
    assert TOKEN not in repr(done)


def test_a_letter_for_paper_alerts_too(lite_office_at: OfficeAt, service: Service) -> None:
    """Who will get paper is told that paper comes; with no channel of record at all as well."""
    office = at_eight(lite_office_at)
    done = send(office, None, (service.url(),))
    assert {
        one.state
        for one in office.notices(addressee="tu_phap", batch=max(b.batch for b in office.notices(addressee="tu_phap")))
    } == {"to_serve"}
    assert [text for _, text in service.got] == [f"Có văn bản mới gửi ông/bà: {TITLE}; nội dung đầy đủ ở bản giấy."]
    assert [said for _, _, said in done.done] == [TAKEN]


def test_one_alert_for_one_letter(lite_office_at: OfficeAt, service: Service) -> None:
    """While a letter is tried again nobody is alerted; when it ends, once; never again after that."""
    office, urls = at_eight(lite_office_at), (service.url(),)
    for minutes in (0, 5, 10, 20):
        office.now += timedelta(minutes=minutes)
        assert end_letters(office, Refusing(for_good=False), urls).waiting
        assert alert(office, urls) == Alerted()
    assert service.got == []
    office.now += timedelta(minutes=40)
    assert len(send(office, Simulated(), urls).done) == 1
    assert send(office, Simulated(), urls) == Alerted()
    office.now += timedelta(days=1)
    assert send(office, Simulated(), urls) == Alerted()
    assert len(service.got) == 1


def test_whose_letter_was_taken_over_queues_no_alert(lite_office_at: OfficeAt, service: Service) -> None:
    """Of two workers that sent the same letter only the one that recorded it has the post alerted."""
    office, urls = at_eight(lite_office_at), (service.url(),)

    class Slow:
        name = "email"

        def send(self, letter: Letter) -> str:
            """Take so long that another worker does the same letter meanwhile."""
            if letter.post == "tu_phap":
                later = Office(office.register, office.charter, office.now + LEASE)
                assert len(send(later, Simulated(), urls).done) == 1
            return "đã gửi"

    assert send(office, Slow(), urls) == Alerted()
    assert len(service.got) == len(rows(office.register)) == 1


def test_alerts_change_nothing_of_the_record(lite_office_at: OfficeAt, service: Service) -> None:
    """With alerts that arrive, that fail, or with none: the same journal, the same rungs and the same notices."""
    service.answer = 500
    seen = []
    for urls in ((), (service.url(),), ("json://127.0.0.1:1/", "nonsense", "")):
        office = at_eight(lite_office_at)
        send(office, Simulated(), urls)
        notices = [(one.state, one.channel, one.evidence, one.message_id, one.attempts) for one in office.notices()]
        rung = office.rung(Q1 + "#rung-reminder")
        seen.append((journal(office), notices, rung and (rung.state, rung.delivered_at)))
    assert seen[0] == seen[1] == seen[2]


def test_an_alert_ends_with_the_letter_or_not_at_all(office_at: OfficeAt, service: Service) -> None:
    """The letter's end and its alert are one transaction: both stand though nothing more is done, or neither."""
    office = at_eight(office_at)

    def unreadable(_post: str) -> tuple[str, ...]:
        raise OSError

    with pytest.raises(OSError):
        deliver.deliver(
            office.register, office.charter, Ways(lambda _: Simulated(), unreadable), at=office.now,
            recorded_at=office.now,
        )  # fmt: skip
    assert rows(office.register) == []
    assert {one.state for one in office.notices(batch=max(one.batch for one in office.notices()))} == {"queued"}

    office.now += LEASE
    end_letters(office, Simulated(), (service.url(),))
    (one,) = rows(office.register)
    (letter,) = {n.message_id for n in office.notices(addressee="tu_phap", delivered_at=office.now)}
    assert (one.jurisdiction, one.post, one.message_id, one.title) == ("ba_bich", "tu_phap", letter, TITLE)
    assert (one.state, one.attempts, one.scheme, one.on_paper, one.at) == ("queued", 0, "json", 0, office.now)
    assert service.got == []

    office.now += SECOND
    assert alert(office, (service.url(),)).done == [(POST, "json", TAKEN)]
    (one,) = rows(office.register)
    assert (one.state, one.attempts, one.evidence, one.sent_at) == ("sent", 1, TAKEN, office.now)


def test_a_failed_alert_is_tried_five_times(office_at: OfficeAt, service: Service) -> None:
    """Five minutes after the first failure, then ten, twenty, forty, not a second sooner; after the fifth never again."""
    office, urls = at_eight(office_at), (service.url(),)
    service.answer = 503
    end_letters(office, Simulated(), urls)
    for attempt, wait in enumerate((5, 10, 20, 40), 1):
        done = alert(office, urls)
        (one,) = rows(office.register)
        again = office.now + timedelta(minutes=wait)
        assert (one.state, one.attempts, one.not_before, one.lease) == ("queued", attempt, again, "")
        said = f"{REFUSED}; gửi lại từ {again:%H giờ %M ngày %d/%m/%Y}"
        assert done == Alerted(waiting=[(POST, "json", said)])
        office.now = again - SECOND
        assert alert(office, urls) == done
        office.now = again
    assert len(service.got) == 4
    assert alert(office, urls) == Alerted(done=[(POST, "json", REFUSED)])
    (one,) = rows(office.register)
    assert (one.state, one.attempts, one.evidence, one.sent_at) == ("given_up", ATTEMPTS, REFUSED, NEVER)
    office.now += timedelta(days=30)
    assert alert(office, urls) == Alerted()
    assert len(service.got) == ATTEMPTS


def test_an_alert_that_failed_arrives_later(lite_office_at: OfficeAt, service: Service) -> None:
    """A service that is back takes what waited for it, once."""
    office, urls = at_eight(lite_office_at), (service.url(),)
    service.answer = 503
    assert send(office, Simulated(), urls).done == []
    service.answer = 200
    office.now += timedelta(minutes=5)
    assert alert(office, urls) == Alerted(done=[(POST, "json", TAKEN)])
    office.now += timedelta(hours=1)
    assert alert(office, urls) == Alerted()
    assert len(service.got) == 2


KILLED = """
import sys
from pathlib import Path
from tests.usecases.office import open_register, small, vn
from workflows.alerts_outbox import send_due
url, home, address, at = sys.argv[1:]
register = open_register(url, Path(home))
sys.stdin.readline()
send_due(register, small(), lambda post: (address,) if post == "tu_phap" else (), at=vn(at), recorded_at=vn(at))
"""


def test_killed_between_sending_and_recording(office_at: OfficeAt, service: Service) -> None:
    """An alert whose sender died is left alone until the lease ends to the second, and sent once more, not twice."""
    office, urls = at_eight(office_at), (service.url(),)
    end_letters(office, Simulated(), urls)
    database = office.register.engine.url.render_as_string(hide_password=False)
    started = subprocess.Popen(
        [sys.executable, "-c", KILLED, database, str(office.register.anchors.parent), service.url(), AT_EIGHT],
        cwd=ROOT, stdin=subprocess.PIPE, text=True,
    )  # fmt: skip
    service.kills = started.pid
    started.communicate("go\n", timeout=60)
    service.kills = 0
    assert started.returncode == -signal.SIGKILL
    assert len(service.got) == 1
    (one,) = rows(office.register)
    assert (one.state, one.attempts, one.leased_until) == ("queued", 1, office.now + LEASE)

    office.now += LEASE - SECOND
    assert alert(office, urls) == Alerted(waiting=[(POST, "json", "chưa gửi; gửi lại từ 08 giờ 10 ngày 12/03/2024")])
    assert len(service.got) == 1
    office.now += SECOND
    assert alert(office, urls) == Alerted(done=[(POST, "json", TAKEN)])
    office.now += timedelta(days=1)
    assert alert(office, urls) == Alerted()
    assert len(service.got) == 2


def test_an_alert_at_which_every_sender_dies_is_given_up(lite_office_at: OfficeAt, service: Service) -> None:
    """Whoever took it five times never said what became of it: it is not sent a sixth time."""
    office, urls = at_eight(lite_office_at), (service.url(),)
    end_letters(office, Simulated(), urls)
    with office.register.write(office.now) as uow:
        uow.session.scalars(select(Alert)).one().attempts = ATTEMPTS
        uow.commit()
    assert alert(office, urls) == Alerted(done=[(POST, "json", LOST)])
    assert service.got == []


def test_two_senders_at_once_send_once(lite_office_at: OfficeAt, service: Service) -> None:
    """While one has it under its lease another leaves it alone; who lost the lease records nothing."""
    office, urls = at_eight(lite_office_at), (service.url(),)
    end_letters(office, Simulated(), urls)
    service.hangs.set()
    first: list[Alerted] = []
    thread = threading.Thread(target=lambda: first.append(alert(office, urls)))
    thread.start()
    while not service.got:
        time.sleep(0.01)
    waiting = [(POST, "json", "chưa gửi; gửi lại từ 08 giờ 10 ngày 12/03/2024")]
    assert alert(office, urls) == Alerted(waiting=waiting)
    later = Office(office.register, office.charter, office.now + LEASE)
    second: list[Alerted] = []
    taking = threading.Thread(target=lambda: second.append(alert(later, urls)))
    taking.start()
    while len(service.got) < 2:
        time.sleep(0.01)
    service.hangs.clear()
    thread.join()
    taking.join()
    assert (first[0].done, second[0].done) == ([], [(POST, "json", TAKEN)])
    (one,) = rows(office.register)
    assert (one.state, one.attempts, one.sent_at) == ("sent", 2, later.now)


def test_an_address_that_was_taken_out_of_the_contacts_gets_nothing(office_at: OfficeAt, service: Service) -> None:
    """What waits for an address that is gone is dropped, saying so; a new address is told of later letters only."""
    office, old, new = at_eight(office_at), service.url(), service.url("moi")
    service.answer = 500
    send(office, Simulated(), (old, service.url("giu")))
    service.got.clear()
    service.answer = 200
    office.now += timedelta(minutes=5)
    assert alert(office, (new, service.url("giu"))).done == [(POST, "json", GONE), (POST, "json", TAKEN)]
    assert [path for path, _ in service.got] == ["/giu"]
    assert [(one.state, one.attempts) for one in rows(office.register)] == [("given_up", 1), ("sent", 2)]
    office.now += timedelta(days=1)
    assert alert(office, (old, new)) == Alerted()


def test_an_address_of_another_post_is_not_taken_for_it(lite_office_at: OfficeAt, service: Service) -> None:
    """The address of an alert is looked for at its own post only."""
    office = at_eight(lite_office_at)
    end_letters(office, Simulated(), (service.url(),))
    moved = Ways(lambda _: None, lambda post: (service.url(),) if post == "dia_chinh" else ())
    done = send_due(office.register, office.charter, moved.alerts, at=office.now, recorded_at=office.now)
    assert done.done == [(POST, "json", GONE)]
    assert service.got == []


def test_an_alert_is_one_for_a_letter_and_an_address(office_at: OfficeAt, service: Service) -> None:
    """Whatever ends a letter twice queues it once, and the database itself refuses a second one."""
    office, urls = at_eight(office_at), (service.url(), service.url())
    end_letters(office, Simulated(), urls)
    (one,) = rows(office.register)
    with office.register.write(office.now) as uow:
        letter = Letter("tu_phap", POST, "", TITLE, "", one.message_id)
        deliver._queue_alerts(uow, office.charter, ways(None, urls), letter, office.now, on_paper=False)
        uow.commit()
    assert len(rows(office.register)) == 1
    again = {c.key: getattr(one, c.key) for c in inspect(Alert).columns if c.key != "id"}
    with office.register.write(office.now) as uow, pytest.raises(IntegrityError):
        uow.session.add(Alert(**again))
        uow.session.flush()


def test_each_office_sends_its_own_alerts(lite_office_at: OfficeAt, service: Service) -> None:
    """Two places in one register: what waits for one is not sent, nor shown, by the other."""
    office, urls = at_eight(lite_office_at), (service.url(),)
    end_letters(office, Simulated(), urls)
    with office.register.write(office.now) as uow:
        uow.session.scalars(select(Alert)).one().jurisdiction = "cam_giang"
        uow.commit()
    assert alert(office, urls) == Alerted()
    assert service.got == []


def test_a_replayed_year_alerts_nobody(lite_register: Register) -> None:
    """Letters of a replay arrive at once, and queue nothing that could leave the machine."""
    live(lite_register, small(), "2024-03-13")
    assert rows(lite_register) == []


def test_what_becomes_of_an_alert_is_told_without_its_address(service: Service) -> None:
    """Refused, unreachable, no address at all: each a sentence, none raises."""
    service.answer = 403
    urls = (service.url(), f"json://127.0.0.1:1/{TOKEN}", TOKEN)
    assert send_alerts([Nudge(url, "x") for url in urls]) == [
        Answer(False, REFUSED),
        Answer(False, REFUSED),
        Answer(False, "không gửi được: địa chỉ nhắc không hợp lệ"),
    ]
    assert send_alerts([]) == []


def test_a_service_that_never_answers_is_left_behind(lite_office_at: OfficeAt, service: Service) -> None:
    """Alerts are left when their time is over, and the run when its own is; what was not tried waits, untouched."""
    office = at_eight(lite_office_at)
    urls = tuple(service.url(str(n)) for n in range(TOGETHER + 1))
    end_letters(office, Simulated(), urls)
    service.hangs.set()
    begun = time.monotonic()
    done = alert(office, urls, whole=1)
    assert time.monotonic() - begun < 3
    late = (POST, "json", "chưa rõ: quá 1 giây chưa có trả lời; gửi lại từ 08 giờ 05 ngày 12/03/2024")
    assert done == Alerted(waiting=[late] * TOGETHER + [(POST, "json", "chưa gửi")])
    assert [one.attempts for one in rows(office.register)] == [1] * TOGETHER + [0]
    service.hangs.clear()
    assert alert(office, urls).done == [(POST, "json", TAKEN)]


def test_no_token_is_kept_logged_or_shown(
    office_at: OfficeAt, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    """Sent, failed or dropped: no address stands in a table, nor in a log, nor in what the code shows of itself."""
    caplog.set_level(0)
    office = at_eight(office_at)
    bad = f"json://127.0.0.1:1/{TOKEN}"
    send(office, Simulated(), (service.url(), bad))
    office.now += timedelta(minutes=5)
    alert(office, (service.url(),))
    assert {one.state for one in rows(office.register)} == {"sent", "given_up"}
    assert service.got
    assert TOKEN not in caplog.text
    assert TOKEN not in repr(Nudge(service.url(), "x"))
    with office.register.read(office.now) as uow:
        tables = inspect(uow.session.connection()).get_table_names()
        dump = "\n".join(str(row) for table in tables for row in uow.session.execute(text(f'SELECT * FROM "{table}"')))
    assert fingerprint(office.register.key, bad) in dump
    assert TOKEN not in dump
    assert "127.0.0.1" not in dump


def test_a_fingerprint_cannot_be_tried_without_the_key() -> None:
    """Under another key the same address has another fingerprint, and another address under the same key as well."""
    made = fingerprint(b"k" * 32, f"json://localhost/{TOKEN}")
    assert made == fingerprint(b"k" * 32, f"json://localhost/{TOKEN}")
    assert made != fingerprint(b"l" * 32, f"json://localhost/{TOKEN}")
    assert made != fingerprint(b"k" * 32, f"json://localhost/{TOKEN}x")


def test_the_page_of_a_delivery_shows_alerts_apart_from_letters() -> None:
    """Alerts stand below the letters, those that wait last, and each says that it is no evidence."""
    alerted = Alerted(done=[(POST, "json", TAKEN)], waiting=[(POST, "ntfy", REFUSED)])
    sent = Letter("tu_phap", POST, "", TITLE, "", "<1@namro>")
    shown = page.delivery_rows(deliver.Delivered(sent=[(sent, "máy chủ thư đã nhận")]), alerted)
    assert [tuple(row.values()) for row in shown] == [
        ("Đã gửi", POST, TITLE, "máy chủ thư đã nhận"),
        ("Tin nhắc (không phải bằng chứng)", POST, "json", TAKEN),
        ("Tin nhắc sẽ gửi lại (không phải bằng chứng)", POST, "ntfy", REFUSED),
    ]


def test_the_command_shows_what_was_sent_and_what_waits(
    lite_office_at: OfficeAt, service: Service, tmp_path: Path
) -> None:
    """`namro deliver` tells alerts that were sent and those that wait by post, scheme and reason, never by address."""
    office = at_eight(lite_office_at)
    contacts = tmp_path / "contacts.yaml"
    posts = {one.addressee for one in office.notices()}
    contacts.write_text("".join(f"{one}: {{alerts: ['{service.url(one + TOKEN)}']}}\n" for one in posts), "utf-8")

    def namro(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "NO_PROXY": "127.0.0.1",
            "NAMRO_JURISDICTION": "ba_bich", "NAMRO_CONTACTS_FILE": str(contacts),
            "NAMRO_DATABASE_URL": office.register.engine.url.render_as_string(),
            "NAMRO_KEY_DIR": str(office.register.anchors.parent),
            "NAMRO_ANCHOR_FILE": str(office.register.anchors),
        }  # fmt: skip
        return subprocess.run(
            [sys.executable, "-m", "workflows", "deliver", *arguments],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    service.answer = 500
    first = namro("--json")
    assert first.returncode == 0, first.stderr
    told = json.loads(first.stdout)
    assert told["alerts"] == []
    assert told["alerts_waiting"]
    assert all(one["scheme"] == "json" and REFUSED in one["said"] for one in told["alerts_waiting"])
    second = namro()
    assert second.returncode == 0, second.stderr
    assert second.stderr.count("qua json chưa đi: " + REFUSED) == len(told["alerts_waiting"])
    assert TOKEN not in first.stdout + first.stderr + second.stdout + second.stderr


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
