"""Keys of the holders of posts: made once, locked, valid for a time, never overwritten."""

from __future__ import annotations

import base64
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.usecases.office import Office, report, vn
from workflows import identity
from workflows.letters import text
from workflows.register.columns import LONG_AGO
from workflows.register.tables import Notice

OfficeAt = Callable[..., Office]
ACT = {
    "at": "2024-03-05T09:00:00+07:00", "by": "chu_tich", "act": "evaluate", "on": report("tu_phap"),
    "with": {"result": "passed"},
}  # fmt: skip


def proven(office: Office, act: dict[str, object], at: str) -> bool:
    """Ask the register whether an act is proven."""
    with office.register.read(office.now) as uow:
        return not identity.unproven(uow, "ba_bich", act, "đánh giá", at=vn(at))


def enrolled(office: Office, path: Path, since: str | None = None) -> Path:
    """Make a key for the authority and enter it."""
    public = identity.make_key(path, "mật khẩu dài")
    with office.register.write(office.now) as uow:
        identity.enroll(uow, "ba_bich", "chu_tich", public, valid_from=vn(since) if since else LONG_AGO)
        uow.commit()
    return path


def test_a_key_is_its_owners_alone_and_never_overwritten(tmp_path: Path) -> None:
    """The file is readable by nobody else, locked with the passphrase, and a second key does not replace it."""
    path = tmp_path / "chu_tich.pem"
    public = identity.make_key(path, "mật khẩu dài")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(base64.b64decode(public)) == 32
    assert b"ENCRYPTED" in path.read_bytes()
    with pytest.raises(FileExistsError):
        identity.make_key(path, "khác")
    with pytest.raises(ValueError, match=r"password|decrypt"):
        identity.sign(ACT, path, "sai")


def test_what_is_signed_is_the_whole_act(lite_office_at: OfficeAt, tmp_path: Path) -> None:
    """Instant, post, act, subject and content are signed; the order of names is not."""
    office = lite_office_at("2024-03-01 00:00")
    path = enrolled(office, tmp_path / "key.pem")
    signed = ACT | {"proof": identity.sign(ACT, path, "mật khẩu dài")}
    assert proven(office, signed, "2024-03-05 09:00")
    assert proven(office, dict(reversed(signed.items())), "2024-03-05 09:00")
    for change in (
        {"at": "2024-03-05T09:00:01+07:00"}, {"by": "pho_chu_tich"}, {"act": "reopen"},
        {"on": report("tai_chinh")}, {"with": {"result": "failed"}}, {"with": None}, {"proof": None},
        {"proof": signed["proof"][:-4] + "AAA="}, {"proof": "ký"},
    ):  # fmt: skip
        assert not proven(office, signed | change, "2024-03-05 09:00"), change


def test_a_new_key_ends_the_one_before(lite_office_at: OfficeAt, tmp_path: Path) -> None:
    """From the instant of a new key on, the old one proves nothing new; what it proved before stays proven."""
    office = lite_office_at("2024-03-01 00:00")
    old = enrolled(office, tmp_path / "old.pem")
    new = enrolled(office, tmp_path / "new.pem", since="2024-03-05 00:00")
    with_old = ACT | {"proof": identity.sign(ACT, old, "mật khẩu dài")}
    with_new = ACT | {"proof": identity.sign(ACT, new, "mật khẩu dài")}
    assert proven(office, with_old, "2024-03-04 23:59:59")
    assert not proven(office, with_old, "2024-03-05 00:00")
    assert proven(office, with_new, "2024-03-05 00:00")
    assert not proven(office, with_new, "2024-03-04 23:59:59")


def test_enrolling_is_written_down(lite_office_at: OfficeAt, tmp_path: Path) -> None:
    """The journal says which key became whose, so that a false key is seen."""
    office = lite_office_at("2024-03-01 00:00")
    path = tmp_path / "key.pem"
    enrolled(office, path)
    (line,) = [one for one in office.register_lines() if one.trigger == "enroll"]
    assert line.subject == "ba_bich/chu_tich"
    assert len(base64.b64decode(line.details["public_key"])) == 32


def test_a_post_is_told_of_a_new_key_in_its_name(office_at: OfficeAt, tmp_path: Path) -> None:
    """A letter of record says when a key was entered for a post, and whether it ended one before: a thief is seen."""
    office = office_at("2024-03-01 00:00")
    enrolled(office, tmp_path / "old.pem", since="2024-03-01 00:00")
    enrolled(office, tmp_path / "new.pem", since="2024-03-05 00:00")
    with office.register.read(office.now) as uow:
        notices = uow.session.scalars(select(Notice).where(Notice.kind == "enrolled").order_by(Notice.at)).all()
        told = [text(uow.session, office.charter, one) for one in notices]
        to = [one.addressee for one in notices]
    assert to == ["chu_tich", "chu_tich"]
    assert [subject for subject, _ in told] == [
        "Khóa ký của Chủ tịch Ủy ban nhân dân xã vừa được đăng ký",
        "Khóa ký của Chủ tịch Ủy ban nhân dân xã vừa được đăng ký lại",
    ]
    assert "lúc 00 giờ 00 ngày 05/03/2024. Khóa đăng ký trước đó đã hết hiệu lực." in told[1][1]
