"""The watchdog: what is silent or stuck is found from the register alone, and told past outbox and Prefect."""

from __future__ import annotations

import email
import email.policy
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from tests.usecases.office import DIRECTIVE, Office, charter, report, small, vn
from workflows import deliver, reviews
from workflows.alarms import alarm
from workflows.charter import OPERATOR
from workflows.deliver import ATTEMPTS
from workflows.register.tables import Alert, SetAside, Watermark
from workflows.register.unit_of_work import Register
from workflows.watch import Finding, findings, office_time, working_days

OfficeAt = Callable[..., Office]
ROOT = Path(__file__).parents[2]
EVE, MORNING = "2024-03-11 12:00", "2024-03-12 08:00"
Q1 = report("tu_phap")
PROPOSAL = Q1 + "#rung-criticism"
SECOND = timedelta(seconds=1)


def found(office: Office, what: str, when: str | datetime) -> list[Finding]:
    """Return the findings of one kind at an instant."""
    now = vn(when) if isinstance(when, str) else when
    return [one for one in findings(office.register, office.charter, now) if one.what == what]


def swept(office: Office, when: str) -> datetime:
    """Sweep at an instant, and return it."""
    office.now = vn(when)
    office.sweep(office.now)
    return office.now


def test_an_office_at_work_gives_nothing_to_tell(office_at: OfficeAt) -> None:
    """Where sweeps and letters go their way there is no finding, on either database."""
    office = office_at(EVE)
    now = swept(office, MORNING)
    office.send()
    assert findings(office.register, office.charter, now + timedelta(hours=1)) == []


def test_silence_is_noticed_after_twenty_six_hours(office_at: OfficeAt) -> None:
    """Twenty-six hours after the last sweep all is well; a second more is silence, told with what waits since when."""
    office = office_at(EVE)
    last = swept(office, EVE)
    office.send()
    assert found(office, "silence", last + timedelta(hours=26)) == []
    (one,) = found(office, "silence", last + timedelta(hours=26, seconds=1))
    assert one.since == last
    assert one.said == (
        "Từ 12 giờ 00 ngày 11/03/2024 chưa có lần quét hạn nào; có việc đã đến lúc từ 24 giờ ngày 11/03/2024 mà chưa "
        "được xử lý. Hãy chạy «namro sweep», rồi xem lịch và tiến trình thực hiện của Prefect."
    )
    office.sweep(vn("2024-03-12 14:00"))
    assert found(office, "silence", "2024-03-12 14:00") == []


def test_an_office_that_was_never_swept_is_noticed(lite_office_at: OfficeAt) -> None:
    """Work that was assigned and never swept is silent since it was entered."""
    office = lite_office_at()
    (one,) = found(office, "silence", "2024-01-13 02:00:01")
    assert one.said.startswith("Chưa có lần quét hạn nào")
    assert found(office, "silence", "2024-01-13 02:00") == []


def test_an_old_directive_is_silent_only_since_it_was_entered(lite_register: Register) -> None:
    """Entered in March, a directive of January gives the first sweep a day to come before anybody is told."""
    entered = vn("2024-03-01 06:00")
    office = Office(lite_register, small(), entered)
    office.assign()
    assert found(office, "silence", entered + timedelta(hours=26)) == []
    assert found(office, "silence", entered + timedelta(hours=26, seconds=1))


def test_an_empty_register_is_not_silent(empty_register: Register) -> None:
    """Where nothing was assigned nothing is due, so nobody waits for a sweep."""
    assert findings(empty_register, small(), vn("2024-06-01 08:00")) == []


def test_what_a_sweep_left_behind_is_noticed(lite_office_at: OfficeAt) -> None:
    """A row that is still due long before the watermark was passed over: nobody would look at it again."""
    office = lite_office_at(EVE)
    with office.register.write(vn("2024-03-14 08:00")) as uow:
        uow.session.merge(
            Watermark(jurisdiction="ba_bich", as_of=vn("2024-03-14 08:00"), policy=office.charter.policy.version)
        )
        uow.commit()
    (one,) = found(office, "left_behind", "2024-03-14 09:00")
    assert "còn việc đến lúc từ 24 giờ ngày 11/03/2024 chưa được xử lý" in one.said
    assert found(office, "silence", "2024-03-14 09:00") == []


def test_letters_that_do_not_go_out_are_noticed(office_at: OfficeAt) -> None:
    """Two office hours in the outbox are patience, a second more is a finding; sent, it is gone."""
    office = office_at(EVE)
    swept(office, MORNING)
    assert found(office, "queued", "2024-03-12 10:00") == []
    (one,) = found(office, "queued", vn("2024-03-12 10:00") + SECOND)
    assert "thông báo chờ gửi quá 2 giờ làm việc, lâu nhất từ 08 giờ 00 ngày 12/03/2024" in one.said
    office.send()
    assert found(office, "queued", "2024-03-12 16:00") == []


def test_nights_and_weekends_do_not_make_letters_late(lite_office_at: OfficeAt) -> None:
    """A letter of Friday evening is late on Monday at half past nine, not before."""
    office = lite_office_at(EVE)
    office.pass_time("2024-03-14 12:00")
    swept(office, "2024-03-15 17:05")
    assert office.notices(state="queued")
    assert found(office, "queued", "2024-03-18 09:30") == []
    assert found(office, "queued", vn("2024-03-18 09:30") + SECOND)


def test_paper_that_nobody_serves_is_noticed(office_at: OfficeAt) -> None:
    """What could not be mailed is to be served within three working days; on the fourth it is told, served it is not."""
    office = office_at(EVE)
    swept(office, MORNING)
    deliver.deliver(office.register, office.charter, lambda _: None, at=office.now, recorded_at=office.now)
    rung = Q1 + "#rung-reminder"
    assert found(office, "unserved", "2024-03-15 23:59") == []
    (one,) = [one for one in found(office, "unserved", "2024-03-18 00:00") if one.subject == rung]
    assert one.since == vn(MORNING)
    assert "Văn bản gửi Công chức Tư pháp - Hộ tịch xã không gửi được qua thư từ 08 giờ 00 ngày 12/03/2024" in one.said
    assert "tống đạt" in one.said
    office.told(vn("2024-03-18 09:00"), "van_phong_thong_ke", "deliver", rung, evidence="giấy ký nhận số 3")
    assert rung not in {one.subject for one in found(office, "unserved", "2024-03-18 10:00")}


def test_a_proposal_that_nobody_answers_is_noticed(office_at: OfficeAt) -> None:
    """A paper past its date with nobody above to pass it on to is told with its holder; within its time it is not."""
    office = office_at("2024-03-18 16:00")
    assert found(office, "waiting", "2024-03-18 16:59") == []
    office.pass_time("2024-03-18 17:05")
    told = {one.subject: one for one in found(office, "waiting", "2024-03-18 17:05")}
    one = told[Q1 + "#rung-urging#signature"]
    assert one.since == vn("2024-03-18 17:00")
    assert "chờ Chủ tịch Ủy ban nhân dân xã ký, đã quá hạn 17 giờ 00 ngày 18/03/2024" in one.said


def test_a_row_set_aside_stays_told_until_it_is_mended(lite_office_at: OfficeAt) -> None:
    """A row that the database refused is named with its fault for as long as it stands aside."""
    office = lite_office_at(EVE)
    row = office.row(Q1)
    with office.register.write(office.now) as uow:
        uow.session.add(SetAside(machine="assignment", row_id=row.id, at=office.now, fault="CHECK constraint failed"))
        uow.commit()
    (one,) = found(office, "set_aside", EVE)
    assert (one.subject, "CHECK constraint failed" in one.said) == (Q1, True)


def test_a_register_that_refuses_its_key_is_noticed(lite_office_at: OfficeAt) -> None:
    """A register that cannot be written with the key at hand stands still: that is found before anything is due."""
    office = lite_office_at(EVE)
    office.register = Register(office.register.engine, b"another key" * 3, office.register.anchors)
    (one,) = found(office, "unwritable", EVE)
    assert one.said.startswith("Không ghi được vào sổ: Sổ này đã được niêm phong bằng một khóa khác")


def test_a_calendar_that_ends_is_told_in_time(lite_office_at: OfficeAt) -> None:
    """Sixty days before its last day the working calendar is asked to be carried on, and beyond it nothing breaks."""
    office, last = lite_office_at(EVE), vn(f"{charter().calendar.last} 12:00")
    assert found(office, "calendar", last - timedelta(days=60)) == []
    (one,) = found(office, "calendar", last - timedelta(days=59))
    assert one.said.startswith(f"Lịch làm việc chỉ có đến hết ngày {last:%d/%m/%Y}")
    assert found(office, "calendar", last + timedelta(days=400))


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2024-03-12 08:00", "2024-03-12 10:00", 2.0),
        ("2024-03-12 11:00", "2024-03-12 14:00", 1.0),
        ("2024-03-12 17:00", "2024-03-13 07:30", 0.0),
        ("2024-03-15 16:00", "2024-03-18 08:30", 2.0),
        ("2024-03-16 08:00", "2024-03-17 20:00", 0.0),
        ("2024-03-12 10:00", "2024-03-12 08:00", 0.0),
    ],
)
def test_office_time_counts_office_hours_only(since: str, until: str, hours: float) -> None:
    """Noon, nights and weekends are no office time."""
    assert office_time(charter().calendar, vn(since), vn(until)) == timedelta(hours=hours)


def test_working_days_are_counted_within_the_calendar() -> None:
    """Days beyond the calendar do not count, and do not break the watchdog."""
    calendar = charter().calendar
    assert working_days(calendar, vn("2024-03-15 08:00"), vn("2024-03-18 08:00")) == 1
    assert working_days(calendar, vn(f"{calendar.last} 08:00"), datetime(2040, 1, 1, tzinfo=UTC)) == 0


def test_each_finding_is_told_once(lite_office_at: OfficeAt) -> None:
    """The same silence asked about again gives the same alarm, so the operator gets one letter; a later one is new."""
    office = lite_office_at(EVE)
    swept(office, EVE)

    def tell(now: datetime) -> int:
        (one,) = found(office, "silence", now)
        with office.register.write(now) as uow:
            new = alarm(uow, "ba_bich", one.what, one.subject, one.said, at=now)
            uow.commit()
        return int(new)

    assert [tell(vn("2024-03-13 08:00")), tell(vn("2024-03-13 09:00"))] == [1, 0]
    swept(office, "2024-03-13 10:00")
    assert tell(vn("2024-03-15 08:00")) == 1
    assert len(office.notices(kind="alarm", addressee=OPERATOR)) == 2


def test_an_alarm_that_reached_nobody_is_shown_here(lite_office_at: OfficeAt) -> None:
    """Where the operator has no address, what they should have been told is a finding for a week, with its sentence."""
    office = lite_office_at(EVE)
    now = swept(office, EVE)
    with office.register.write(now) as uow:
        alarm(uow, "ba_bich", "thu", DIRECTIVE, "Có người gõ sai mã.", at=now)
        uow.commit()
    assert found(office, "untold", now) == []
    deliver.deliver(office.register, office.charter, lambda _post: None, at=now, recorded_at=now)

    (told,) = found(office, "untold", now)

    assert told.said == "Chưa báo được người vận hành (chưa có kênh gửi chính thức): Có người gõ sai mã."
    assert len(found(office, "untold", now + timedelta(days=7, seconds=-1))) == 1
    assert found(office, "untold", now + timedelta(days=7)) == []


def proposed(office_at: OfficeAt) -> Office:
    """Return an office in which a criticism was proposed on Wednesday 20 March 2024 at 08:00."""
    office = office_at("2024-03-14 10:00")
    office.yes("2024-03-14 10:00", "van_phong_thong_ke", "sign", Q1 + "#rung-urging")
    office.pass_time("2024-03-20 08:00")
    office.send()
    rung = office.rung(PROPOSAL)
    assert rung is not None
    assert (rung.state, rung.raised_at) == ("proposed", vn("2024-03-20 08:00"))
    return office


def doors(office: Office, when: str, run: str = "r") -> None:
    """Open the pages that are missing at an instant, as the flow does."""
    with office.register.write(vn(when)) as uow:
        for door in reviews.open_doors(uow, office.charter):
            door.run = door.run or run
        uow.commit()


def pages(office: Office, when: str | datetime, *, used: bool = True) -> list[Finding]:
    """Return the findings about pages at an instant, where pages are used."""
    now = vn(when) if isinstance(when, str) else when
    everything = findings(office.register, office.charter, now, doors=used)
    return [one for one in everything if one.what == "no_page"]


def test_a_proposal_without_a_page_is_noticed(office_at: OfficeAt) -> None:
    """An hour of office time after it was proposed is patience, a second more is a finding; opened, it is gone."""
    office = proposed(office_at)
    assert pages(office, "2024-03-20 09:00") == []
    (one,) = pages(office, vn("2024-03-20 09:00") + SECOND)
    assert one.since == vn("2024-03-20 08:00")
    assert one.said == (
        f"Từ 08 giờ 00 ngày 20/03/2024, đề xuất phê bình về «{office.row(Q1).title}» không có trang để Chủ tịch Ủy ban "
        "nhân dân xã trả lời. Hãy chạy lịch mo-xem-xet của địa phương này và xem vì sao nó không tự chạy; trong khi "
        f"chờ, trả lời được bằng lệnh «namro decide». Mã: {PROPOSAL}."
    )
    doors(office, "2024-03-20 09:30")
    assert pages(office, "2024-03-20 16:00") == []


def test_an_office_that_decides_by_command_has_no_pages_to_miss(lite_office_at: OfficeAt) -> None:
    """Where no page was ever opened and no flow asks, nothing is found; from the first page on it is."""
    office = proposed(lite_office_at)
    assert pages(office, "2024-03-20 16:00", used=False) == []
    doors(office, "2024-03-20 08:30")
    with office.register.write(vn("2024-03-20 09:00")) as uow:
        for door in reviews.standing(uow, office.charter):
            reviews.end(uow, door, "lost")
        uow.commit()
    assert pages(office, "2024-03-20 10:00", used=False) == []
    (one,) = pages(office, vn("2024-03-20 10:00") + SECOND, used=False)
    assert one.since == vn("2024-03-20 09:00")


def test_a_page_that_was_noted_and_never_made_is_none(lite_office_at: OfficeAt) -> None:
    """A door whose run nobody made leads nowhere: the hour runs from the proposal."""
    office = proposed(lite_office_at)
    doors(office, "2024-03-20 08:05", run="")
    assert pages(office, "2024-03-20 09:00") == []
    assert [one.since for one in pages(office, vn("2024-03-20 09:00") + SECOND)] == [vn("2024-03-20 08:00")]


def test_a_page_of_the_holder_before_is_none(lite_office_at: OfficeAt) -> None:
    """Passed on, a proposal needs the page of its new holder: the hour runs from then, nights left out."""
    office = proposed(lite_office_at)
    doors(office, "2024-03-20 08:05")
    # A holder above makes the silent one's paper go on; here the register is told directly.
    with office.register.write(vn("2024-03-25 16:30")) as uow:
        rung = reviews.escalation_of(uow, PROPOSAL)
        paper = reviews.decision_of(uow, rung)
        assert paper is not None
        paper.head = rung.holder = "pho_chu_tich"
        uow.note(
            "assignment", "pass_on", "assigned", "assigned", paper.key, at=vn("2024-03-25 16:30"), by="system",
            details={}, cites="thử",
        )  # fmt: skip
        uow.commit()
    assert pages(office, "2024-03-26 08:00") == []
    (one,) = pages(office, vn("2024-03-26 08:00") + SECOND)
    assert one.since == vn("2024-03-25 16:30")
    assert "để Phó Chủ tịch Ủy ban nhân dân xã trả lời" in one.said


def test_a_sweep_that_came_late_gives_the_pages_their_hour(lite_office_at: OfficeAt) -> None:
    """What was proposed for eight o'clock and recorded at noon has no page since noon, not since eight."""
    office = lite_office_at("2024-03-14 10:00")
    office.yes("2024-03-14 10:00", "van_phong_thong_ke", "sign", Q1 + "#rung-urging")
    office.pass_time("2024-03-20 07:30")
    office.now = vn("2024-03-20 13:30")
    office.sweep(vn("2024-03-20 08:00"))
    assert pages(office, "2024-03-20 14:30") == []
    assert [one.since for one in pages(office, vn("2024-03-20 14:30") + SECOND)] == [vn("2024-03-20 13:30")]


def test_a_proposal_that_was_answered_needs_no_page(lite_office_at: OfficeAt) -> None:
    """What waits for nobody is no finding, however long ago its page ended."""
    office = proposed(lite_office_at)
    office.yes("2024-03-20 08:30", "chu_tich", "decide", PROPOSAL, answer="refuse", reason="Có lý do khách quan")
    assert pages(office, "2024-03-29 08:00") == []


def queue_alert(office: Office, number: int, at: datetime, **values: Any) -> None:
    """Put an alert of a letter into the register."""
    with office.register.write(at) as uow:
        told = {
            "jurisdiction": "ba_bich", "post": "tu_phap", "message_id": f"<{number}@namro>", "fingerprint": "a" * 64,
            "scheme": "ntfy", "title": "Nhắc nhở", "on_paper": 0, "at": at, "state": "given_up",
            "attempts": ATTEMPTS, "evidence": "không gửi được: dịch vụ không nhận",
        }  # fmt: skip
        uow.session.add(Alert(**(told | values)))
        uow.commit()


def test_alerts_that_were_given_up_are_told_once_for_each_address(office_at: OfficeAt) -> None:
    """One finding for an address with the number of alerts, under one name until one arrives; others by themselves."""
    office = office_at(EVE)
    now = swept(office, MORNING)
    office.send()
    queue_alert(office, 1, now)
    (first,) = found(office, "unheard", now)
    queue_alert(office, 2, now + SECOND)
    queue_alert(office, 2, now + SECOND, fingerprint="b" * 64)
    queue_alert(office, 3, now + SECOND, state="queued")
    queue_alert(office, 4, now + SECOND, attempts=1)  # its address is gone from the contacts: that was meant
    one, other = found(office, "unheard", now + SECOND)
    assert one.subject == first.subject != other.subject
    assert one.said == (
        "2 tin nhắc tới Công chức Tư pháp - Hộ tịch xã qua «ntfy» bị bỏ sau 5 lần gửi, từ 08 giờ 00 ngày 12/03/2024 "
        "(không gửi được: dịch vụ không nhận). Thư và hồ sơ không bị ảnh hưởng. Hãy xem lại địa chỉ nhắc của chức danh "
        "này trong tệp mà NAMRO_CONTACTS_FILE chỉ."
    )
    assert other.said.startswith("1 tin nhắc tới")

    queue_alert(office, 5, now + SECOND, state="sent", attempts=1)
    assert [one.subject for one in found(office, "unheard", now + SECOND)] == [other.subject]
    queue_alert(office, 6, now + 2 * SECOND)
    (again,) = [one for one in found(office, "unheard", now + 2 * SECOND) if one.subject != other.subject]
    assert again.subject != one.subject
    assert again.said.startswith("1 tin nhắc tới")


def test_alerts_given_up_long_ago_are_told_no_more(lite_office_at: OfficeAt) -> None:
    """An address that nobody mends, or that nothing is sent to any more, is shown for a week after its letters."""
    office = lite_office_at(EVE)
    now = swept(office, MORNING)
    queue_alert(office, 1, now)
    assert len(found(office, "unheard", now + timedelta(days=7) - SECOND)) == 1
    assert found(office, "unheard", now + timedelta(days=7)) == []


class Box(Message):
    """A mail server that keeps what it accepts."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[email.message.EmailMessage] = []

    def prepare_message(self, session: Any, envelope: Any) -> Any:
        """Read a letter as people do."""
        return email.message_from_bytes(envelope.content, policy=email.policy.default)  # type: ignore[arg-type]

    def handle_message(self, message: Any) -> None:
        """Keep it."""
        self.taken.append(message)


@pytest.fixture
def box() -> Iterator[tuple[Box, int]]:
    """Start a mail server on the loopback address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    handler = Box()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    controller.stop()


def watch(home: Path, database: str, *more: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a timer of the machine would."""
    code = (
        "import sys; from workflows.cli.words import speak_vietnamese; speak_vietnamese(); "
        "from workflows.cli.watch import watch; watch()"
    )
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "NAMRO_KEY_DIR": str(home)} | settings
    return subprocess.run(
        [sys.executable, "-c", code, "--jurisdiction", "ba_bich", "--database", database, *more],
        cwd=home,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def post_settings(home: Path, port: int, contacts: str = "operator: van-hanh@xa.example\n") -> dict[str, str]:
    """Set a mail server and the contacts."""
    file = home / "contacts.yaml"
    file.write_text(contacts, encoding="utf-8")
    return {
        "NAMRO_SMTP_HOST": "127.0.0.1",
        "NAMRO_SMTP_PORT": str(port),
        "NAMRO_SMTP_SENDER": "cchc@xa.example",
        "NAMRO_SMTP_STARTTLS": "false",
        "NAMRO_CONTACTS_FILE": str(file),
    }


def test_the_command_tells_the_operator_directly(lite_office_at: OfficeAt, box: tuple[Box, int]) -> None:
    """`namro watch --mail` ends with 1 and sends what it found as one e-mail, outbox and Prefect untouched."""
    handler, port = box
    office = lite_office_at(EVE)
    home, url = office.register.anchors.parent, office.register.engine.url.render_as_string(hide_password=False)
    notices = len(office.notices())
    done = watch(home, url, "--mail", **post_settings(home, port))

    assert done.returncode == 1, done.stderr
    assert "chưa có lần quét hạn nào" in done.stderr
    (letter,) = handler.taken
    assert letter["To"] == "van-hanh@xa.example"
    assert "điều cần xử lý" in letter["Subject"]
    assert "«namro sweep»" in letter.get_content()
    assert len(office.notices()) == notices


def test_a_register_that_cannot_be_opened_is_told_as_well(tmp_path: Path, box: tuple[Box, int]) -> None:
    """Where the register is gone or is no register the watchdog still tells: that is when it matters most."""
    handler, port = box
    settings = post_settings(tmp_path, port)
    assert watch(tmp_path, f"sqlite:///{tmp_path}/khong-co.db", "--mail", **settings).returncode == 1
    (tmp_path / "rac.db").write_bytes(b"no database at all, but long enough to look like one" * 100)
    assert watch(tmp_path, f"sqlite:///{tmp_path}/rac.db", "--mail", **settings).returncode == 1
    gone = watch(tmp_path, "postgresql://namro:bi-mat@127.0.0.1:9/namro", "--mail", **settings)
    assert gone.returncode == 1
    assert len(handler.taken) == 3
    told = " ".join(letter.get_content() for letter in handler.taken)
    assert told.count("Không mở được sổ hoặc chính sách") == 3
    assert "bi-mat" not in told + gone.stdout + gone.stderr


def test_without_an_operator_the_command_says_what_to_set(lite_office_at: OfficeAt) -> None:
    """Without an address or a mail server the findings are still printed, with what is to be set."""
    office = lite_office_at(EVE)
    home, url = office.register.anchors.parent, office.register.engine.url.render_as_string(hide_password=False)
    done = watch(home, url, "--mail")
    assert done.returncode == 1
    assert "hãy ghi khóa «operator»" in done.stderr
    assert "chưa có lần quét hạn nào" in done.stderr
    (home / "c.yaml").write_text("operator: van-hanh@xa.example\n", encoding="utf-8")
    assert "hãy đặt NAMRO_SMTP_HOST" in watch(home, url, "--mail", NAMRO_CONTACTS_FILE=str(home / "c.yaml")).stderr


def test_the_command_says_when_all_is_well(lite_office_at: OfficeAt) -> None:
    """Without a finding it ends with 0 and a sentence, and mails nobody; as JSON it gives an empty list."""
    office = lite_office_at(EVE)
    swept(office, EVE)
    office.send()
    home, url = office.register.anchors.parent, office.register.engine.url.render_as_string(hide_password=False)
    done = watch(home, url, "--mail", "--as-of", "2024-03-11T12:30:00+07:00")
    assert (done.returncode, done.stdout) == (0, "Không có gì bất thường.\n"), done.stderr
    done = watch(home, url, "--json", "--as-of", "2024-03-11T12:30:00+07:00")
    assert (done.returncode, json.loads(done.stdout)) == (0, {"findings": []})
    done = watch(home, url, "--json")
    assert done.returncode == 1
    assert {one["what"] for one in json.loads(done.stdout)["findings"]} >= {"silence"}
