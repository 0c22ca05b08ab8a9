"""One-time codes: whose, when, how often; and that nothing in the database makes one."""

from __future__ import annotations

import base64
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pyotp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, select, text

from tests.usecases.office import Office, open_register, report, vn
from workflows import codes, deliver, identity
from workflows.channels import Letter
from workflows.codes import (
    AHEAD,
    BEHIND,
    INTERVAL,
    LOCKED_AT_MOST,
    LOCKED_FOR,
    MOST_COUNTED,
    MOST_FAILURES,
    TOO_LATE,
    shown,
)
from workflows.register.columns import LONG_AGO, NEVER
from workflows.register.tables import Authenticator, Notice
from workflows.register.unit_of_work import Register
from workflows.reviews import Answer, act_of, answer
from workflows.working_time import ZONE

ROOT = Path(__file__).parents[2]
WRONG = "Mã xác nhận không đúng hoặc đã hết hạn; hãy nhập mã đang hiện trên ứng dụng."
#: What is said of a code that was right some minutes ago: whoever typed it made no mistake.
LATE = "Mã xác nhận đã hết hạn trước khi máy xử lý xong câu trả lời, nên chưa ghi gì"
USED = "Mã xác nhận này đã dùng rồi; hãy đợi ứng dụng hiện mã mới."
LOCKED = "đang bị khóa đến 10 giờ 15 ngày 20/03/2024"
#: The first second of a code.
NOW = vn("2024-03-20 10:00")
STEP = timedelta(seconds=INTERVAL)


def enrolled(register: Register, post: str = "chu_tich", jurisdiction: str = "ba_bich", at: datetime = NOW) -> str:
    """Enrol a post, and return what its application is given."""
    with register.write(at) as uow:
        address = codes.enroll(uow, jurisdiction, post, "Chủ tịch", valid_from=at - timedelta(days=1))
        uow.commit()
    return address


def taken(
    register: Register, code: str, at: datetime = NOW, post: str = "chu_tich", jurisdiction: str = "ba_bich"
) -> str:
    """Take a code as a recorded act does: kept where it was right, counted where it was wrong."""
    with register.write(at) as uow:
        refused = codes.take(uow, jurisdiction, post, code, now=at)
        if not refused:
            uow.commit()
    if refused:
        with register.write(at) as uow:
            codes.failed(uow, jurisdiction, post, now=at)
            uow.commit()
    return refused


def wrong(address: str, at: datetime) -> str:
    """Return six digits that no application shows around an instant."""
    near = {shown(address, now=at + STEP * n) for n in range(-BEHIND - 3, AHEAD + 4)}
    return next(digits for n in range(100) if (digits := f"{n:06}") not in near)


def test_the_right_code_is_taken_and_a_wrong_one_is_not(empty_register: Register) -> None:
    """What the application shows now proves who is there; other digits do not."""
    address = enrolled(empty_register)
    assert taken(empty_register, wrong(address, NOW)) == WRONG
    assert taken(empty_register, shown(address, now=NOW)) == ""


@pytest.mark.parametrize(
    ("shown_at", "refused"),
    [
        (timedelta(seconds=-INTERVAL * BEHIND), ""),
        (timedelta(seconds=-INTERVAL * BEHIND - 1), LATE),
        (timedelta(seconds=-120), ""),
        (timedelta(seconds=-180), LATE),
        (timedelta(seconds=-INTERVAL * (BEHIND + TOO_LATE)), LATE),
        (timedelta(seconds=-INTERVAL * (BEHIND + TOO_LATE) - 1), WRONG),
        (timedelta(seconds=-1), ""),
        (timedelta(0), ""),
        (timedelta(seconds=INTERVAL * (AHEAD + 1) - 1), ""),
        (timedelta(seconds=INTERVAL * (AHEAD + 1)), WRONG),
    ],
)
def test_a_code_lasts_two_minutes_after_it_was_shown(
    empty_register: Register, shown_at: timedelta, refused: str
) -> None:
    """Codes of the four steps before and of the one ahead are taken, to the second; older or later ones are not."""
    address = enrolled(empty_register)
    said = taken(empty_register, shown(address, now=NOW + shown_at))
    assert said == refused or (refused == LATE and said.startswith(LATE))


def test_a_code_serves_once(empty_register: Register) -> None:
    """A code that served does not serve again, nor any that was shown before it; the next one does."""
    address = enrolled(empty_register)
    assert taken(empty_register, shown(address, now=NOW)) == ""
    with empty_register.read(NOW) as uow:
        for back in range(BEHIND + 1):
            before = shown(address, now=NOW - STEP * back)
            assert codes.take(uow, "ba_bich", "chu_tich", before, now=NOW) == USED
    assert taken(empty_register, shown(address, now=NOW), NOW + STEP) == USED
    assert taken(empty_register, shown(address, now=NOW + STEP), NOW + STEP) == ""


def test_a_code_that_was_not_committed_is_given_back(empty_register: Register) -> None:
    """What the law refuses uses up no code."""
    address = enrolled(empty_register)
    with empty_register.write(NOW) as uow:
        assert codes.take(uow, "ba_bich", "chu_tich", shown(address, now=NOW), now=NOW) == ""
    assert taken(empty_register, shown(address, now=NOW)) == ""


def test_a_code_is_of_one_post_in_one_jurisdiction(empty_register: Register) -> None:
    """Neither another post's code nor that of the same post elsewhere proves anything; without one there is no proof."""
    address = enrolled(empty_register)
    deputys = enrolled(empty_register, "pho_chu_tich")
    elsewhere = enrolled(empty_register, jurisdiction="cam_giang")
    assert taken(empty_register, shown(deputys, now=NOW)) == WRONG
    assert taken(empty_register, shown(elsewhere, now=NOW)) == WRONG
    assert "chưa đăng ký mã xác nhận" in taken(empty_register, shown(address, now=NOW), post="tu_phap")
    assert "chưa đăng ký mã xác nhận" in taken(empty_register, shown(address, now=NOW), jurisdiction="binh_son")
    assert taken(empty_register, shown(address, now=NOW)) == ""


def test_a_secret_serves_from_its_enrolment_until_the_next(empty_register: Register) -> None:
    """Before the enrolment nothing is taken; from the second one on, only the new secret's codes are."""
    later = NOW + timedelta(days=1)
    with empty_register.write(NOW) as uow:
        first = codes.enroll(uow, "ba_bich", "chu_tich", "Chủ tịch", valid_from=NOW)
        uow.commit()
    early = NOW - timedelta(seconds=1)
    assert "chưa đăng ký mã xác nhận" in taken(empty_register, shown(first, now=early), early)
    assert taken(empty_register, shown(first, now=NOW)) == ""
    with empty_register.write(later) as uow:
        second = codes.enroll(uow, "ba_bich", "chu_tich", "Chủ tịch", valid_from=later)
        uow.commit()
    assert taken(empty_register, shown(first, now=later), later) == WRONG
    assert taken(empty_register, shown(second, now=later), later) == ""
    before = later - timedelta(seconds=1)
    assert taken(empty_register, shown(second, now=before), before) == WRONG
    assert taken(empty_register, shown(first, now=before), before) == ""
    with empty_register.read(later) as uow:
        times = [(row.valid_from, row.valid_until) for row in uow.session.scalars(select(Authenticator))]
    assert sorted(times) == [(NOW, later), (later, NEVER)]


def test_five_wrong_codes_in_a_row_lock_a_post_for_fifteen_minutes(empty_register: Register) -> None:
    """Four do not, the fifth does, for this post only; a right code is refused until the very end of the lock."""
    address, deputys = enrolled(empty_register), enrolled(empty_register, "pho_chu_tich")
    for _ in range(MOST_FAILURES):
        assert taken(empty_register, wrong(address, NOW)) == WRONG
    assert LOCKED in taken(empty_register, shown(address, now=NOW))
    assert taken(empty_register, shown(deputys, now=NOW), post="pho_chu_tich") == ""
    last = NOW + LOCKED_FOR - timedelta(seconds=1)
    assert LOCKED in taken(empty_register, shown(address, now=last), last)
    over = NOW + LOCKED_FOR
    assert taken(empty_register, shown(address, now=over), over) == ""


def test_a_right_code_ends_the_count_of_wrong_ones(empty_register: Register) -> None:
    """Four wrong, one right and four wrong again lock nothing; after a lock it takes five again."""
    address = enrolled(empty_register)
    at = NOW
    for _ in range(2):
        for _ in range(MOST_FAILURES - 1):
            assert taken(empty_register, wrong(address, at), at) == WRONG
        assert taken(empty_register, shown(address, now=at), at) == ""
        at += STEP
    for _ in range(MOST_FAILURES):
        assert taken(empty_register, wrong(address, at), at) == WRONG
    assert "đang bị khóa" in taken(empty_register, shown(address, now=at), at)
    at += LOCKED_FOR
    for _ in range(MOST_FAILURES - 1):
        assert taken(empty_register, wrong(address, at), at) == WRONG
    assert taken(empty_register, shown(address, now=at), at) == ""


def test_each_further_lock_lasts_twice_as_long_up_to_four_hours(empty_register: Register) -> None:
    """15 minutes, 30, 60, 120, 240 and 240 again, each to the second; a right code begins anew with 15."""
    address, at = enrolled(empty_register), NOW
    for minutes in (15, 30, 60, 120, 240, 240, 240):
        for _ in range(MOST_FAILURES):
            assert taken(empty_register, wrong(address, at), at) == WRONG
        over = at + timedelta(minutes=minutes)
        last = over - timedelta(seconds=1)
        until = f"đang bị khóa đến {over.astimezone(ZONE):%H giờ %M ngày %d/%m/%Y}"
        assert until in taken(empty_register, shown(address, now=at), at)
        assert until in taken(empty_register, shown(address, now=last), last)
        at = over
    assert taken(empty_register, shown(address, now=at), at) == ""
    for _ in range(MOST_FAILURES):
        assert taken(empty_register, wrong(address, at), at) == WRONG
    last, over = at + LOCKED_FOR - timedelta(seconds=1), at + LOCKED_FOR
    assert "đang bị khóa" in taken(empty_register, shown(address, now=last), last)
    assert taken(empty_register, shown(address, now=over), over) == ""


def test_a_right_code_between_two_locks_resets_the_second(empty_register: Register) -> None:
    """What was right after a lock, even once, makes the next lock a first one."""
    address, at = enrolled(empty_register), NOW
    for _ in range(3):
        for _ in range(MOST_FAILURES):
            taken(empty_register, wrong(address, at), at)
        at += LOCKED_FOR
        assert taken(empty_register, shown(address, now=at), at) == ""


def test_codes_that_were_locked_before_the_lock_grew_are_locked_longer_the_next_time(empty_register: Register) -> None:
    """Five failures that an earlier version counted are a first lock, so that the next one is the second."""
    address = enrolled(empty_register)
    with empty_register.write(NOW) as uow:
        row = uow.session.scalars(select(Authenticator)).one()
        row.failures, row.locked_until = MOST_FAILURES, NOW
        uow.commit()
    for _ in range(MOST_FAILURES):
        assert taken(empty_register, wrong(address, NOW)) == WRONG
    last = NOW + LOCKED_FOR * 2 - timedelta(seconds=1)
    assert "đang bị khóa" in taken(empty_register, shown(address, now=last), last)


def test_years_of_wrong_codes_lock_four_hours_each(empty_register: Register) -> None:
    """Where the count of failures ends every further one locks: the column holds it, and nothing gives way."""
    address = enrolled(empty_register)
    with empty_register.write(NOW) as uow:
        uow.session.scalars(select(Authenticator)).one().failures = MOST_COUNTED - 1
        uow.commit()
    at = NOW
    for _ in range(2):
        assert taken(empty_register, wrong(address, at), at) == WRONG
        last = at + LOCKED_AT_MOST - timedelta(seconds=1)
        assert "đang bị khóa" in taken(empty_register, shown(address, now=last), last)
        at += LOCKED_AT_MOST
    assert taken(empty_register, shown(address, now=at), at) == ""


def test_a_lock_does_not_keep_a_signature_out(lite_office_at: Callable[..., Office], tmp_path: Path) -> None:
    """Whoever types wrong codes without end keeps the phone of an authority out, never its key."""
    office = lite_office_at("2024-03-14 10:00")
    office.yes("2024-03-14 10:00", "van_phong_thong_ke", "sign", report("tu_phap") + "#rung-urging")
    office.pass_time("2024-03-20 10:00")
    public = identity.make_key(tmp_path / "key", "mat-khau-dai")
    address = enrolled(office.register)
    with office.register.write(office.now) as uow:
        identity.enroll(uow, "ba_bich", "chu_tich", public, valid_from=office.now)
        uow.commit()
    for _ in range(MOST_FAILURES):
        taken(office.register, wrong(address, office.now), office.now)
    proposal = report("tu_phap") + "#rung-criticism"
    given_ = Answer("chu_tich", "refuse", "Có lý do khách quan", proof=shown(address, now=office.now))
    locked = answer(office.register, office.charter, proposal, given_, at=office.now, recorded_at=office.now)
    assert "đang bị khóa" in locked.refused
    bare = replace(given_, proof="")
    signed = identity.sign(dict(act_of(proposal, bare, at=office.now).raw), tmp_path / "key", "mat-khau-dai")
    done = answer(
        office.register, office.charter, proposal, replace(bare, proof=signed), at=office.now, recorded_at=office.now
    )
    assert done.refused == ""


def test_no_failure_of_any_lock_has_the_number_of_another(empty_register: Register) -> None:
    """Through locks, right codes and new enrolments each counted failure has a number that none before it had."""
    numbers, at = [], NOW
    for _ in range(3):
        address = enrolled(empty_register, at=at)
        for _ in range(3):
            for _ in range(MOST_FAILURES):
                with empty_register.write(at) as uow:
                    numbers.append(codes.failed(uow, "ba_bich", "chu_tich", now=at))
                    uow.commit()
            at += LOCKED_AT_MOST
        assert taken(empty_register, shown(address, now=at), at) == ""
        with empty_register.write(at) as uow:
            numbers.append(codes.failed(uow, "ba_bich", "chu_tich", now=at))
            uow.commit()
    assert len(set(numbers)) == len(numbers) == 3 * (3 * MOST_FAILURES + 1)


def test_a_post_is_told_by_letter_that_its_codes_began_anew(office_at: Callable[..., Office]) -> None:
    """First and further enrolments are told to the post itself, in a letter that is sent like any of record."""
    office = office_at("2024-03-11 12:00")
    office.send()

    class Post:
        name = "email"
        got: ClassVar[list[Letter]] = []

        def send(self, letter: Letter) -> str:
            """Take a letter."""
            self.got.append(letter)
            return "máy chủ thư đã nhận"

    for day in ("2024-03-11 12:05", "2024-03-11 12:06"):
        office.now = vn(day)
        with office.register.write(office.now) as uow:
            codes.enroll(uow, "ba_bich", "chu_tich", "Chủ tịch", valid_from=office.now)
            uow.commit()
        office.send(Post())
    first, again = Post.got
    assert (first.post, again.post) == ("chu_tich", "chu_tich")
    assert first.message_id != again.message_id
    assert first.subject == "Mã xác nhận của Chủ tịch Ủy ban nhân dân xã vừa được đăng ký"
    assert again.subject == "Mã xác nhận của Chủ tịch Ủy ban nhân dân xã vừa được đăng ký lại"
    assert "Mã xác nhận của chức danh này vừa được đăng ký lúc 12 giờ 05 ngày 11/03/2024. Nếu không phải" in first.body
    assert (
        "Mã xác nhận của chức danh này vừa được đăng ký lại lúc 12 giờ 06 ngày 11/03/2024. Mã đăng ký trước đó đã hết "
        "hiệu lực. Nếu không phải ông/bà yêu cầu, đề nghị báo ngay người vận hành" in again.body
    )
    assert "otpauth" not in first.body + again.body
    told = office.notices(kind="enrolled")
    assert [(one.addressee, one.state, one.evidence) for one in told] == [
        ("chu_tich", "delivered", "máy chủ thư đã nhận")
    ] * 2
    deliver.deliver(office.register, office.charter, lambda _: None, at=office.now, recorded_at=office.now)
    assert [one.kind for one in office.notices(state="queued")] == []


def test_an_enrolment_that_does_not_come_about_tells_nobody(lite_register: Register) -> None:
    """The letter and the new codes are one transaction."""
    with lite_register.write(NOW) as uow:
        codes.enroll(uow, "ba_bich", "chu_tich", "Chủ tịch", valid_from=NOW)
    with lite_register.read(NOW) as uow:
        assert uow.session.scalars(select(Notice)).all() == []


def test_no_failure_is_taken_for_one_before_a_right_code(empty_register: Register) -> None:
    """Failures in a row count up to the lock and stay there; after a right code every number is a new one."""
    address = enrolled(empty_register)

    def numbers(times: int) -> list[int]:
        with empty_register.write(NOW) as uow:
            found = [codes.failed(uow, "ba_bich", "chu_tich", now=NOW) for _ in range(times)]
            uow.commit()
        return found

    first = numbers(2)
    assert taken(empty_register, shown(address, now=NOW - STEP)) == ""
    second = numbers(2)
    assert taken(empty_register, shown(address, now=NOW)) == ""
    third = numbers(MOST_FAILURES + 2)
    assert len({*first, *second, *third}) == 2 + 2 + MOST_FAILURES
    assert third == [third[0] + n for n in range(MOST_FAILURES)] + [third[MOST_FAILURES - 1]] * 2


def test_nothing_in_the_database_makes_a_code(empty_register: Register) -> None:
    """No column of any table holds the secret, in any spelling; with another key the same rows give other codes."""
    address = enrolled(empty_register)
    secret = pyotp.parse_uri(address).secret
    raw = pyotp.TOTP(secret).byte_secret()
    code = shown(address, now=NOW)
    assert taken(empty_register, code) == ""
    with empty_register.read(NOW) as uow:
        tables = inspect(uow.session.connection()).get_table_names()
        dump = "\n".join(str(row) for table in tables for row in uow.session.execute(text(f'SELECT * FROM "{table}"')))
    assert "authenticator" in tables
    for spelling in (secret, raw.hex(), base64.b64encode(raw).decode(), str(raw)[2:-1], code):
        assert spelling.lower() not in dump.lower()


def test_another_seal_key_gives_other_codes(sqlite_url: str, tmp_path: Path) -> None:
    """Whoever copies the database without the key that is kept outside it can make no code."""
    register = open_register(sqlite_url, tmp_path / "ours")
    with register.write(NOW) as uow:
        made = Authenticator(jurisdiction="ba_bich", post="chu_tich", salt="AAAA", valid_from=LONG_AGO)
        uow.session.add(made)
        ours = codes._codes(uow, made).secret
        uow.commit()
    other = Register.open(sqlite_url, key_file=tmp_path / "theirs.key", anchors=tmp_path / "theirs.jsonl")
    with other.read(NOW) as uow:
        theirs = codes._codes(uow, uow.session.scalars(select(Authenticator)).one()).secret
    assert ours != theirs
    register.engine.dispose()
    other.engine.dispose()


@given(
    at=st.datetimes(datetime(2024, 1, 1), datetime(2040, 1, 1)),
    shift=st.integers(-BEHIND - 4, AHEAD + 4),
    post=st.sampled_from(["chu_tich", "pho_chu_tich", "tu_phap"]),
    asked=st.sampled_from(["chu_tich", "pho_chu_tich", "tu_phap"]),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_exactly_the_codes_of_the_window_are_taken(
    lite_register: Register, at: datetime, shift: int, post: str, asked: str
) -> None:
    """At any instant, of any post, what is taken is what its own application showed from four steps back to one ahead."""
    now = at.replace(microsecond=0, tzinfo=ZONE)
    with lite_register.write(now) as uow:
        addresses = {
            one: codes.enroll(uow, "ba_bich", one, one, valid_from=now)
            for one in ("chu_tich", "pho_chu_tich", "tu_phap")
        }
        given_ = shown(addresses[post], now=now + STEP * shift)
        present = int(now.timestamp()) // INTERVAL
        own = pyotp.parse_uri(addresses[asked])
        window = {own.generate_otp(step) for step in range(present - BEHIND, present + AHEAD + 1)}
        assert (codes.take(uow, "ba_bich", asked, given_, now=now) == "") == (given_ in window)
        if post == asked and -BEHIND <= shift <= AHEAD:
            assert given_ in window


# ------------------------------------------------------------ the command line


Namro = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def namro(tmp_path: Path) -> Namro:
    """Run the real program on a register of its own."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "NAMRO_JURISDICTION": "ba_bich",
            "NAMRO_DATABASE_URL": f"sqlite:///{tmp_path / 'namro.db'}", "NAMRO_KEY_DIR": str(tmp_path),
        }  # fmt: skip
        return subprocess.run(
            [sys.executable, "-m", "workflows", *arguments],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    return run


def test_a_decision_with_a_code_from_the_command_line(
    lite_office_at: Callable[..., Office], namro: Namro, tmp_path: Path
) -> None:
    """Enrolled into a file that is its owner's alone, the code shown from it decides, once; another's does not."""
    office = lite_office_at("2024-03-14 10:00")
    office.yes("2024-03-14 10:00", "van_phong_thong_ke", "sign", report("tu_phap") + "#rung-urging")
    office.pass_time("2024-03-20 10:00")
    proposal = report("tu_phap") + "#rung-criticism"
    rung = office.rung(proposal)
    assert rung is not None
    assert rung.state == "proposed"
    home = office.register.anchors.parent
    office.register.engine.dispose()
    for name in ("namro.db", "seal.key"):
        shutil.copy(home / name, tmp_path / name)
    decide = ("decide", proposal, "--by", "chu_tich", "--answer", "refuse", "--reason", "Có lý do khách quan", "--code")

    before = namro(*decide, "123456")
    assert (before.returncode, "chưa đăng ký mã xác nhận" in before.stderr) == (1, True), before.stderr
    made = namro("identity", "code", "chu_tich", "--secret-file", "khoa/chu_tich.otp")
    secret = tmp_path / "khoa" / "chu_tich.otp"
    assert made.returncode == 0, made.stderr
    assert "Đã đăng ký mã xác nhận của Chủ tịch Ủy ban nhân dân xã." in made.stdout
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert "otpauth" not in made.stdout + made.stderr
    assert secret.read_text("utf-8").startswith("otpauth://totp/")
    assert namro("identity", "code", "pho_chu_tich", "--secret-file", "pho.otp").returncode == 0

    deputys = namro("identity", "show-code", "pho.otp").stdout.strip()
    wrong_ = namro(*decide, deputys)
    assert (wrong_.returncode, wrong_.stdout) == (1, "")
    assert WRONG in wrong_.stderr
    code = namro("identity", "show-code", "khoa/chu_tich.otp").stdout.strip()
    right = namro(*decide, code)
    assert right.returncode == 0, right.stderr
    assert f"Đã ghi nhận quyết định về {proposal}." in right.stdout
    twice = namro(*decide, code)
    assert (twice.returncode, twice.stdout) == (1, "")
    lines = namro("journal", "--subject", proposal).stdout
    assert lines.count("Có lý do khách quan") == 1
    assert code not in lines


def test_what_the_commands_about_codes_refuse(namro: Namro, tmp_path: Path) -> None:
    """A secret is never overwritten; what is no post, no file or no secret is said in Vietnamese, and ends with 2."""
    there = tmp_path / "co-san.otp"
    there.write_text("giữ nguyên", encoding="utf-8")
    taken_ = namro("identity", "code", "chu_tich", "--secret-file", "co-san.otp")
    assert (taken_.returncode, "không ghi đè bí mật" in taken_.stderr) == (2, True)
    assert there.read_text("utf-8") == "giữ nguyên"
    nobody = namro("identity", "code", "ai_do", "--secret-file", "moi.otp")
    assert (nobody.returncode, "Không có chức danh «ai_do»" in nobody.stderr) == (2, True)
    assert not (tmp_path / "moi.otp").exists()
    below = namro("identity", "code", "chu_tich", "--secret-file", "co-san.otp/moi.otp")
    assert (below.returncode, "Traceback" in below.stderr, below.stdout) == (2, False, "")
    missing = namro("identity", "show-code", "khong-co.otp")
    assert (missing.returncode, "khong-co.otp" in missing.stderr, "does not exist" in missing.stderr) == (
        2,
        True,
        False,
    )
    for number, content in enumerate(("giữ nguyên", "otpauth://hotp/a?secret=AAAA", "otpauth://totp/a", "", "\n")):
        (tmp_path / f"{number}.otp").write_text(content, encoding="utf-8")
        bad = namro("identity", "show-code", f"{number}.otp")
        assert (bad.returncode, bad.stdout) == (2, ""), (content, bad)
        assert "không phải tệp bí mật mà «namro identity code --secret-file» đã ghi" in bad.stderr
    (tmp_path / "bytes.otp").write_bytes(b"\xff\xfe")
    assert namro("identity", "show-code", "bytes.otp").returncode == 2
    (tmp_path / "base32.otp").write_text("otpauth://totp/a?secret=1", encoding="utf-8")
    base32 = namro("identity", "show-code", "base32.otp")
    assert (base32.returncode, "Traceback" in base32.stderr) == (2, False), base32.stderr
