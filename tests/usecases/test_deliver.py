"""Letters on their way through a real mail server: once per person and sweep, with evidence, or onto paper."""

from __future__ import annotations

import email
import email.policy
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from tests.usecases.office import Office, charter, report, vn
from workflows import deliver, sweep
from workflows.channels import CannotDeliver, Letter, Mail
from workflows.charter import Charter
from workflows.contacts import addresses, read_contacts
from workflows.letters import letters
from workflows.working_time import ZONE

OfficeAt = Callable[..., Office]
EVE = "2024-03-11 12:00"
Q1 = report("tu_phap")
POSTS = (
    "chu_tich", "pho_chu_tich", "van_phong_thong_ke", "tu_phap", "tai_chinh", "dia_chinh", "van_hoa_xa_hoi",
    "chi_huy_truong_quan_su", "truong_cong_an",
)  # fmt: skip


@dataclass
class Post:
    """A mail server that keeps what it accepts and answers what it is told to."""

    taken: list[email.message.EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    at_rcpt: dict[str, str] = field(default_factory=dict)
    at_mail: str = ""
    at_quit: str = ""

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        """Take the sender, or answer what was told."""
        envelope.mail_from = address
        return self.at_mail or "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        """Refuse an address where told to."""
        if address in self.at_rcpt:
            return self.at_rcpt[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Accept, or answer what was told."""
        answer = self.answers.get(envelope.rcpt_tos[0], "250 2.0.0 Ok: queued as A1B2C3")
        if answer.startswith("250"):
            self.raw.append(envelope.original_content)
            self.taken.append(email.message_from_bytes(envelope.content, policy=email.policy.default))  # type: ignore[arg-type]
        return answer

    async def handle_QUIT(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Say goodbye, or what was told."""
        return self.at_quit or "221 Bye"


@pytest.fixture
def post() -> Iterator[tuple[Post, Controller]]:
    """Start a mail server on the loopback address."""
    handler = Post()
    controller = Controller(handler, hostname="127.0.0.1", port=0)
    controller.port = _free()
    controller.start()
    yield handler, controller
    controller.stop()


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def addressed(office: Office, **changed: str) -> None:
    """Give every post an address."""
    known = {key: f"{key.replace('_', '-')}@xa.example" for key in POSTS} | changed
    office.charter = Charter(office.charter.policy, "ba_bich", known)


def mail(controller: Controller, **rest: Any) -> Mail:
    """The office's way to that server."""
    return Mail("127.0.0.1", controller.port, "cchc@xa.example", starttls=False, timeout=5, **rest)


def content(message: email.message.EmailMessage) -> str:
    """What people read, whatever the line ends."""
    return str(message.get_content()).replace("\r\n", "\n")


def at_eight(office_at: OfficeAt, **changed: str) -> Office:
    """An office at 08:00 after the cut-off, swept; every letter so far went out before."""
    office = office_at(EVE)
    addressed(office, **changed)
    office.now = vn("2024-03-12 08:00")
    office.sweep(office.now)
    return office


def test_one_letter_per_person_and_sweep(office_at: OfficeAt, post: tuple[Post, Controller]) -> None:
    """The missed deadline and the reminder of one sweep reach their head as one letter, with the server's answer kept."""
    handler, controller = post
    office = at_eight(office_at)
    done = office.send(mail(controller))
    assert (done.waiting, done.to_serve) == ([], [])
    to = sorted(str(one["To"]) for one in handler.taken)
    assert to == sorted(f"{key.replace('_', '-')}@xa.example" for key in POSTS[2:])
    (letter,) = [one for one in handler.taken if one["To"] == "tu-phap@xa.example"]
    assert letter["Subject"] == (
        "Đã hết hạn: Báo cáo định kỳ về công tác cải cách hành chính năm 2024 – Quý I năm 2024 và 1 nội dung khác"
    )
    assert letter["From"] == "cchc@xa.example"
    text = content(letter)
    assert text.startswith("Kính gửi: Công chức Tư pháp - Hộ tịch xã\n")
    assert "Đã hết hạn 24 giờ ngày 11/03/2024 (ngày gốc 10/03/2024 là ngày nghỉ: Chủ nhật) mà chưa nhận được." in text
    assert "giải trình chậm nhất 17 giờ 00 ngày 14/03/2024" in text
    assert "đã quá 1 ngày làm việc" in text
    assert f"Mã: {Q1}#rung-reminder." in text
    assert "2. Nhắc nhở: Báo cáo định kỳ" in text
    assert text.rstrip().endswith("Xã Ba Bích, 12/03/2024 08:00")
    assert "{" not in text
    rung = office.rung(Q1 + "#rung-reminder")
    assert rung is not None
    assert (rung.state, rung.delivered_at) == ("delivered", office.now)
    evidence = {one.evidence for one in office.notices(subject=Q1 + "#rung-reminder")}
    assert evidence == {"máy chủ thư 127.0.0.1 đã nhận: 250 2.0.0 Ok: queued as A1B2C3"}
    (line,) = [one for one in office.story(Q1) if " deliver " in one]
    assert line.endswith("evidence=email: máy chủ thư 127.0.0.1 đã nhận: 250 2.0.0 Ok: queued as A1B2C3")
    assert office.send(mail(controller)).sent == []


def test_a_letter_is_lawful_mail(lite_office_at: OfficeAt, post: tuple[Post, Controller]) -> None:
    """Lines end in CRLF and none is longer than a mail server must take (RFC 5321, 2.3.8 and 4.5.3.1.6)."""
    handler, controller = post
    at_eight(lite_office_at).send(mail(controller))
    assert handler.raw
    for raw in handler.raw:
        assert raw.count(b"\n") == raw.count(b"\r\n") > 5
        assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_a_letter_says_when_it_was_sent_and_that_no_robot_shall_answer(
    lite_office_at: OfficeAt, post: tuple[Post, Controller]
) -> None:
    """Date is the instant of the attempt in Vietnamese time; Auto-Submitted keeps out-of-office robots silent (RFC 3834)."""
    handler, controller = post
    office = at_eight(lite_office_at)
    handler.answers["tu-phap@xa.example"] = "451 bận"
    office.send(mail(controller))
    handler.answers.clear()
    before = len(handler.taken)
    office.now += timedelta(minutes=5)
    office.send(mail(controller))
    assert {one["Date"] for one in handler.taken[:before]} == {"Tue, 12 Mar 2024 08:00:00 +0700"}
    (later,) = handler.taken[before:]
    assert parsedate_to_datetime(str(later["Date"])) == office.now
    assert {one["Auto-Submitted"] for one in handler.taken} == {"auto-generated"}


def test_not_now_is_tried_again_under_the_same_identifier(
    lite_office_at: OfficeAt, post: tuple[Post, Controller]
) -> None:
    """A 4xx puts the letter back: not tried before its wait is over, then again with the same Message-ID."""
    handler, controller = post
    office = at_eight(lite_office_at)
    handler.answers["tu-phap@xa.example"] = "451 4.7.1 Hãy thử lại sau"
    first = office.send(mail(controller))
    ((letter, reason),) = first.waiting
    assert (letter.post, reason) == ("tu_phap", "máy chủ thư từ chối: 451 4.7.1 Hãy thử lại sau")
    rung = office.rung(Q1 + "#rung-reminder")
    assert rung is not None
    assert rung.state == "issued"
    handler.answers.clear()
    handler.taken.clear()
    office.now += timedelta(minutes=4, seconds=59)
    assert office.send(mail(controller)).sent == []
    office.now += timedelta(seconds=1)
    ((again, _),) = office.send(mail(controller)).sent
    assert again.message_id == letter.message_id == handler.taken[0]["Message-ID"]
    assert (office.rung(Q1 + "#rung-reminder") or rung).delivered_at == office.now


def test_waits_double_and_the_fifth_failure_goes_to_paper(
    lite_office_at: OfficeAt, post: tuple[Post, Controller]
) -> None:
    """Five, ten, twenty, forty minutes; after the fifth failure the letter is for the clerk."""
    handler, controller = post
    office = at_eight(lite_office_at)
    handler.answers["tu-phap@xa.example"] = "451 bận"
    begun = office.now
    identifiers = set()
    for minutes in (0, 5, 15, 35):
        if minutes:
            office.now = begun + timedelta(minutes=minutes) - timedelta(seconds=1)
            assert office.send(mail(controller)).waiting == [], minutes
        office.now = begun + timedelta(minutes=minutes)
        ((letter, _),) = office.send(mail(controller)).waiting
        assert letter.post == "tu_phap", minutes
        identifiers.add(letter.message_id)
    office.now = begun + timedelta(minutes=75)
    ((letter, _),) = office.send(mail(controller)).to_serve
    assert letter.post == "tu_phap"
    assert len(identifiers | {letter.message_id}) == 1
    assert {one.attempts for one in office.notices(addressee="tu_phap", state="to_serve")} == {5}
    handler.taken.clear()
    office.send(mail(controller))
    (told,) = handler.taken
    assert told["To"] == "van-phong-thong-ke@xa.example"
    assert str(told["Subject"]).startswith("Cần tống đạt bằng giấy: ")


def test_an_address_that_the_server_does_not_know_goes_to_paper_at_once(
    lite_office_at: OfficeAt, post: tuple[Post, Controller]
) -> None:
    """A 5xx at RCPT is for good after one attempt; a 4xx there is tried again."""
    handler, controller = post
    office = at_eight(lite_office_at)
    handler.at_rcpt = {
        "tu-phap@xa.example": "550 5.1.1 Không có hộp thư này",
        "tai-chinh@xa.example": "450 4.2.1 Hộp thư đang bận",
    }
    done = office.send(mail(controller))
    assert [(one.post, said) for one, said in done.to_serve] == [
        ("tu_phap", "máy chủ thư từ chối: 550 5.1.1 Không có hộp thư này")
    ]
    assert [(one.post, said) for one, said in done.waiting] == [
        ("tai_chinh", "máy chủ thư từ chối: 450 4.2.1 Hộp thư đang bận")
    ]
    assert {one.attempts for one in office.notices(addressee="tu_phap", state="to_serve")} == {1}


def test_never_goes_to_paper_and_the_clerk_is_told(office_at: OfficeAt, post: tuple[Post, Controller]) -> None:
    """A 5xx is not tried again: the clerk is asked to serve it on paper; served, it counts from then."""
    handler, controller = post
    office = at_eight(office_at)
    handler.answers["tu-phap@xa.example"] = "550 5.1.1 Không có hộp thư này"
    done = office.send(mail(controller))
    assert [one.post for one, _ in done.to_serve] == ["tu_phap"]
    assert any("undelivered issued failure=máy chủ thư từ chối: 550" in line for line in office.story(Q1))
    handler.taken.clear()
    office.send(mail(controller))
    (told,) = handler.taken
    assert told["To"] == "van-phong-thong-ke@xa.example"
    assert told["Subject"].startswith("Cần tống đạt bằng giấy: Nhắc nhở về Báo cáo định kỳ")
    assert (
        "Chưa gửi được đến Công chức Tư pháp - Hộ tịch xã (máy chủ thư từ chối: 550 5.1.1 Không có hộp thư này). "
        "Đề nghị tống đạt bản giấy, lấy chữ ký nhận rồi ghi nhận vào sổ."
    ) in " ".join(content(told).split())
    office.pass_time("2024-03-20 00:00", send=False)
    assert office.rung(Q1 + "#rung-urging") is None
    evidence = {"evidence": "giấy ký nhận số 3"}
    office.yes("2024-03-20 10:00", "van_phong_thong_ke", "deliver", Q1 + "#rung-reminder", **evidence)
    following = office.rung(Q1 + "#rung-urging")
    assert following is not None
    assert following.due_at == vn("2024-03-21 08:00")
    assert {one.state for one in office.notices(subject=Q1 + "#rung-reminder")} == {"delivered"}


class Killed(BaseException):
    """The process dies."""


class DiesAfterSending:
    """Mail that went out, and nobody left to write it down."""

    name = "email"

    def __init__(self, way: Mail) -> None:
        self.way = way

    def send(self, letter: Letter) -> str:
        """Send, and die."""
        self.way.send(letter)
        raise Killed


def test_killed_between_sending_and_recording(office_at: OfficeAt, post: tuple[Post, Controller]) -> None:
    """The letter goes again when its lease has run out, under the same Message-ID, and is recorded once."""
    handler, controller = post
    office = at_eight(office_at)
    with pytest.raises(Killed):
        office.send(DiesAfterSending(mail(controller)))
    (first,) = handler.taken
    before = office.register.journal_lines()
    office.now += timedelta(minutes=9, seconds=59)
    assert office.send(mail(controller)).sent == []
    office.now += timedelta(seconds=1)
    office.send(mail(controller))
    same = [one for one in handler.taken if one["To"] == first["To"]]
    assert [one["Message-ID"] for one in same] == [first["Message-ID"]] * 2
    assert office.register.journal_lines() == before + 6
    assert len({one["Message-ID"] for one in handler.taken}) == len(handler.taken) - 1


#: Another process: it sends one letter, and is killed before it can write that down.
KILLED_AFTER_SENDING = """
import os, signal, sys
from datetime import timedelta
from pathlib import Path
from tests.usecases.office import Office, open_register, small, vn
from tests.usecases.test_deliver import addressed
from workflows.channels import Mail

class Dies(Mail):
    def send(self, letter):
        super().send(letter)
        os.kill(os.getpid(), signal.SIGKILL)

url, home, port = sys.argv[1:]
office = Office(open_register(url, Path(home)), small(), vn("2024-03-12 08:00"))
addressed(office)
office.send(Dies("127.0.0.1", int(port), "cchc@xa.example", starttls=False, timeout=5))
"""


def test_a_process_killed_after_sending_doubles_one_letter_at_most(
    office_at: OfficeAt, post: tuple[Post, Controller]
) -> None:
    """SIGKILL between the server's yes and the record: that letter goes once more, under the same Message-ID."""
    handler, controller = post
    office = at_eight(office_at)
    url = office.register.engine.url.render_as_string(hide_password=False)
    ended = subprocess.run(
        [sys.executable, "-c", KILLED_AFTER_SENDING, url, str(office.register.anchors.parent), str(controller.port)],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    (first,) = handler.taken
    assert {one.state for one in office.notices(batch=max(n.batch for n in office.notices()))} == {"queued"}
    assert office.send(mail(controller)).sent == []
    office.now += deliver.LEASE
    done = office.send(mail(controller))
    assert len(done.sent) == 7
    assert office.send(mail(controller)).sent == []
    times: dict[str, int] = {}
    for one in handler.taken:
        times[str(one["Message-ID"])] = times.get(str(one["Message-ID"]), 0) + 1
    assert times.pop(str(first["Message-ID"])) == 2
    assert set(times.values()) == {1}
    assert len(times) == 6
    assert sum(" deliver " in line for line in office.story(Q1)) == 1


def test_letters_that_another_worker_took_over_are_left_to_it(
    lite_office_at: OfficeAt, post: tuple[Post, Controller]
) -> None:
    """A worker whose lease ran out goes on with no letter that is another's by now: only the one under way goes twice."""
    handler, controller = post
    office = at_eight(lite_office_at)
    way = mail(controller)
    begun: list[str] = []

    class Stuck:
        name = "email"

        def send(self, letter: Letter) -> str:
            """Hang for so long that another worker does all the letters meanwhile."""
            if not begun:
                later = office.now + deliver.LEASE
                deliver.deliver(office.register, office.charter, lambda _: way, at=later, recorded_at=later)
            begun.append(letter.message_id)
            return way.send(letter)

    office.send(Stuck())
    assert len(begun) == 1
    identifiers = [str(one["Message-ID"]) for one in handler.taken]
    assert len(identifiers) == len(set(identifiers)) + 1
    assert identifiers.count(begun[0]) == 2


def test_a_letter_whose_lease_was_taken_over_is_recorded_once(
    lite_office_at: OfficeAt, post: tuple[Post, Controller]
) -> None:
    """A worker that wakes up after another had its letters changes nothing."""
    _, controller = post
    office = at_eight(lite_office_at)
    way = mail(controller)

    class Slow:
        name = "email"

        def send(self, letter: Letter) -> str:
            """Take so long that another worker does the same letter meanwhile."""
            if letter.post == "tu_phap":
                later = office.now + timedelta(minutes=11)
                deliver.deliver(office.register, office.charter, lambda _: way, at=later, recorded_at=later)
            return way.send(letter)

    office.send(Slow())
    assert sum(" deliver " in line for line in office.story(Q1)) == 1


def test_without_a_channel_of_record_nothing_is_delivered(lite_office_at: OfficeAt) -> None:
    """No server, no address: the rung stays issued, the next does not come, and the register says what to serve."""
    office = at_eight(lite_office_at)
    done = deliver.deliver(office.register, office.charter, lambda _: None, at=office.now, recorded_at=office.now)
    assert done.sent == []
    assert {reason for _, reason in done.to_serve} == {"chưa có kênh gửi chính thức"}
    office.pass_time("2024-04-30 00:00", send=False)
    rung = office.rung(Q1 + "#rung-reminder")
    assert rung is not None
    assert rung.state == "issued"
    assert office.rung(Q1 + "#rung-urging") is None
    assert "to_serve" in {one.kind for one in office.notices(addressee="van_phong_thong_ke")}


def test_papers_that_wait_stand_on_every_letter(lite_office_at: OfficeAt, post: tuple[Post, Controller]) -> None:
    """Until they are signed the letters that lie with the authority are listed on whatever else it is told."""
    handler, controller = post
    office = at_eight(lite_office_at)
    office.send(mail(controller))
    office.pass_time("2024-03-19 00:00")
    office.send(mail(controller))
    handler.taken.clear()
    office.pass_time("2024-03-20 08:00", send=False)
    office.yes("2024-03-20 09:00", "tai_chinh", "explain", report("tai_chinh") + "#explanation", reason="thiếu người")
    office.send(mail(controller))
    (letter,) = [one for one in handler.taken if one["To"] == "chu-tich@xa.example"]
    text = content(letter)
    assert "Đã giải trình:" in text
    assert "Công chức Tài chính - Kế toán xã đã giải trình: thiếu người." in " ".join(text.split())
    listed = text[text.index("Đang chờ ông/bà xử lý:") :]
    assert listed.count("Đôn đốc về Báo cáo định kỳ") == 6
    assert f"mã {Q1}#rung-urging#signature" in listed


def test_a_digest_that_is_cut_keeps_its_identifiers_apart(
    lite_office_at: OfficeAt, post: tuple[Post, Controller]
) -> None:
    """Two letters with different content never share a Message-ID, also where one run takes only some notices."""
    handler, controller = post
    office = at_eight(lite_office_at)
    way = mail(controller)
    for _ in range(30):
        deliver.deliver(office.register, office.charter, lambda _: way, at=office.now, recorded_at=office.now, most=1)
    assert not office.notices(state="queued")
    identifiers = [one["Message-ID"] for one in handler.taken]
    assert len(set(identifiers)) == len(identifiers)


@pytest.mark.parametrize("address", ["tư.pháp@xa.example", "tu phap@xa.example\nBcc: x@y.example", "a@b, c@d"])
def test_one_faulty_address_stops_no_other_letter(
    lite_office_at: OfficeAt, post: tuple[Post, Controller], address: str
) -> None:
    """An address that cannot be written to goes to paper; the other letters go out."""
    handler, controller = post
    office = at_eight(lite_office_at, dia_chinh=address)
    done = office.send(mail(controller))
    assert [one.post for one, _ in done.to_serve] == ["dia_chinh"]
    assert len(handler.taken) == 6


def test_a_server_that_ends_badly_has_still_accepted(lite_office_at: OfficeAt, post: tuple[Post, Controller]) -> None:
    """What the server accepted is delivered, whatever it says when we leave."""
    handler, controller = post
    handler.at_quit = "421 hết giờ"
    office = at_eight(lite_office_at)
    done = office.send(mail(controller))
    assert done.waiting == []
    assert len(done.sent) == len(handler.taken) == 7


def test_a_missing_login_sends_no_letter_to_paper(lite_office_at: OfficeAt, post: tuple[Post, Controller]) -> None:
    """A refusal of ourselves (530 at MAIL FROM) is none of the letter: it waits until somebody mends the setting."""
    handler, controller = post
    handler.at_mail = "530 5.7.0 Phải đăng nhập"
    office = at_eight(lite_office_at)
    done = office.send(mail(controller))
    assert done.to_serve == []
    assert {reason for _, reason in done.waiting} == {"máy chủ thư từ chối: 530 5.7.0 Phải đăng nhập"}


def test_nobody_listens(lite_office_at: OfficeAt) -> None:
    """A server that does not answer is no fault of the letter: all wait, and the reason names the server."""
    office = at_eight(lite_office_at)
    port = _free()
    done = office.send(Mail("127.0.0.1", port, "cchc@xa.example", starttls=False, timeout=2))
    assert len(done.waiting) == 7
    assert all(reason.startswith(f"không nối được máy chủ thư 127.0.0.1:{port}: ") for _, reason in done.waiting)


def test_letters_are_not_sent_in_the_clear_by_default(lite_office_at: OfficeAt, post: tuple[Post, Controller]) -> None:
    """Encryption is asked for by default; a server that has none gets nothing, and the letter waits."""
    handler, controller = post
    office = at_eight(lite_office_at)
    done = office.send(Mail("127.0.0.1", controller.port, "cchc@xa.example", timeout=5))
    assert (done.sent, handler.taken) == ([], [])
    assert len(done.waiting) == 7


def test_a_letter_without_an_address(post: tuple[Post, Controller]) -> None:
    """A post without an address cannot be written to; the refusal names it."""
    letter = Letter("tu_phap", "Công chức Tư pháp", "", "x", "y", "<a@namro>")
    with pytest.raises(CannotDeliver, match="Công chức Tư pháp chưa có địa chỉ thư điện tử") as fault:
        mail(post[1]).send(letter)
    assert fault.value.for_good


def test_every_kind_of_letter_is_written_in_vietnamese(lite_office_at: OfficeAt) -> None:
    """Opened, warned, missed, reminded, urged, to sign, passed on, criticised, returned, arrived: no gap in any text."""
    office = lite_office_at("2024-03-08 12:00")
    texts: dict[str, str] = {}

    class Reader:
        name = "email"

        def send(self, letter: Letter) -> str:
            """Read along."""
            texts[f"{letter.post} {office.now:%d/%m %H:%M}"] = letter.subject + "\n" + letter.body
            return "đã đọc"

    def until(instant: str) -> None:
        while True:
            with office.register.read(office.now) as uow:
                due = sweep.next_due(uow, office.charter)
            if due is None or due > vn(instant):
                break
            office.now = max(due, office.now).astimezone(ZONE)
            office.sweep(office.now)
            office.send(Reader())
        office.now = vn(instant)

    office.yes("2024-03-11 09:00", "tai_chinh", "report", report("tai_chinh"))
    office.send(Reader())
    office.yes("2024-03-11 10:00", "van_phong_thong_ke", "receive", report("tai_chinh"))
    office.yes("2024-03-11 11:00", "van_phong_thong_ke", "return", report("tai_chinh"), reason="thiếu phụ lục")
    office.send(Reader())
    until("2024-03-15 10:00")
    office.yes("2024-03-15 10:00", "van_phong_thong_ke", "sign", Q1 + "#rung-urging")
    office.send(Reader())
    until("2024-03-20 09:00")
    office.yes(
        "2024-03-20 09:00", "chu_tich", "decide", Q1 + "#rung-criticism", answer="approve", reason="chậm nhiều lần"
    )
    office.send(Reader())
    flat = {key: " ".join(text.split()) for key, text in texts.items()}
    said = (
        ("van_phong_thong_ke 11/03 09:00", "đã gửi báo cáo lúc 09 giờ 00 ngày 11/03/2024; hạn 24 giờ ngày 11/03/2024 (ngày gốc 10/03/2024 là ngày nghỉ: Chủ nhật)."),
        ("tai_chinh 11/03 11:00", "Lý do: thiếu phụ lục. Đề nghị hoàn chỉnh và gửi lại; hạn gốc vẫn giữ nguyên."),
        ("van_phong_thong_ke 14/03 08:00", "Chờ ký: Đôn đốc về Báo cáo định kỳ"),
        ("van_phong_thong_ke 14/03 08:00", "Dự thảo chờ ông/bà ký, chậm nhất 17 giờ 00 ngày 15/03/2024."),
        ("van_phong_thong_ke 15/03 17:00", "nay chuyển đến Chủ tịch Ủy ban nhân dân xã"),
        ("chu_tich 15/03 17:00", "chậm nhất 17 giờ 00 ngày 18/03/2024"),
        ("tu_phap 15/03 10:00", "Công chức Văn phòng - Thống kê xã đôn đốc. Việc đến hạn 24 giờ ngày 11/03/2024 (ngày gốc 10/03/2024 là ngày nghỉ: Chủ nhật), đã quá "
                                "4 ngày làm việc và đã được nhắc nhở."),
        ("pho_chu_tich 15/03 10:00", "[Để biết] Đôn đốc thực hiện: Báo cáo định kỳ"),
        ("chu_tich 20/03 08:00", "Chờ quyết định: Phê bình về Báo cáo định kỳ"),
        ("tu_phap 20/03 09:00", "Chủ tịch Ủy ban nhân dân xã phê bình việc chậm thực hiện, đến hạn 24 giờ ngày "
                                "11/03/2024 (ngày gốc 10/03/2024 là ngày nghỉ: Chủ nhật), đã quá 7 ngày làm việc. Lý do: chậm nhiều lần."),
    )  # fmt: skip
    for key, words in said:
        assert words in flat[key], (key, flat.get(key))
    for key, text in flat.items():
        assert "{" not in text, key
        assert "None" not in text, key
        assert ".." not in text, (key, text)
        assert "  " not in text, key


def test_contacts_are_read_from_a_file(tmp_path: Any) -> None:
    """Addresses stand in a file of the operator's and come before those of the policy."""
    path = tmp_path / "contacts.yaml"
    path.write_text("tu_phap: tu-phap@xa.example\n", encoding="utf-8")
    known = Charter(charter().policy, "ba_bich", addresses(read_contacts(path)))
    assert known.address("tu_phap") == "tu-phap@xa.example"
    assert known.address("tai_chinh") == ""


def test_letters_compose_the_same_way_twice(lite_office_at: OfficeAt) -> None:
    """The same notices make the same letters, in the same order."""
    office = at_eight(lite_office_at)
    waiting = office.notices(state="queued")
    with office.register.read(office.now) as uow:
        one = letters(uow.session, office.charter, waiting, on=office.now)
        two = letters(uow.session, office.charter, reversed(waiting), on=office.now)
    assert [(x.message_id, x.subject, x.body) for x in one] == [(x.message_id, x.subject, x.body) for x in two]


def test_a_password_with_diacritics_is_the_operators_to_mend(lite_office_at: OfficeAt) -> None:
    """A login that the protocol cannot carry keeps the letter waiting, and says which settings to mend."""
    controller = Controller(
        Post(), hostname="127.0.0.1", port=_free(), auth_require_tls=False,
        authenticator=lambda *_: AuthResult(success=True),
    )  # fmt: skip
    controller.start()
    try:
        office = at_eight(lite_office_at)
        done = office.send(mail(controller, user="cchc", password="mật khẩu"))
    finally:
        controller.stop()
    assert done.sent == done.to_serve == []
    assert all("NAMRO_SMTP_PASSWORD" in why for _, why in done.waiting)
    assert done.waiting
