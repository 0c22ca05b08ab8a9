"""One-time codes: the proof of who acts that can be typed into a form (RFC 6238, six digits, thirty seconds).

Nothing secret is in the database: the secret of a post's code is derived from the key that seals the register, which
is kept outside it, and from a salt. A code serves once, for one post; wrong ones lock the codes of that post for a
while.
"""

import base64
import re
import secrets
from datetime import datetime, timedelta

import pyotp
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Select, select

from workflows import enrolments
from workflows.letters import happened
from workflows.register.columns import NEVER
from workflows.register.tables import Authenticator
from workflows.register.unit_of_work import UnitOfWork

#: Seconds for which the phone shows one code; every application knows this length.
INTERVAL = 30
#: Codes shown before the present one that are still taken: a form that was sent off waits for its run to wake up.
BEHIND = 4
#: Codes shown before those, ten minutes of them, that are told to be too late rather than wrong.
TOO_LATE = 20
#: Codes of a phone whose clock is ahead.
AHEAD = 1
#: Wrong codes in a row after which a post's codes are locked; each further lock without a right code in between lasts
#: twice as long as the one before, up to the longest.
MOST_FAILURES = 5
LOCKED_FOR, LOCKED_AT_MOST = timedelta(minutes=15), timedelta(hours=4)
#: Failures in a row that are told apart: what its column holds, three years of nothing but wrong codes.
MOST_COUNTED = 32765
_CODE = re.compile(r"\d{6}")


def is_code(proof: object) -> bool:
    """Tell whether a proof is a one-time code rather than a signature."""
    return isinstance(proof, str) and _CODE.fullmatch(proof) is not None


def enroll(uow: UnitOfWork, jurisdiction: str, post: str, label: str, *, valid_from: datetime) -> str:
    """Begin the one-time codes of whoever holds a post, and tell the post by letter; the codes before them end there.

    Args:
        uow: an open transaction.
        jurisdiction: key of the jurisdiction.
        post: key of the post.
        label: its name, shown by the application on the phone.
        valid_from: from when (aware).

    Returns:
        The address that an authenticator application reads (``otpauth://…``). It holds the secret, and is shown once.
    """
    again = False
    for before in uow.session.scalars(_of(jurisdiction, post).where(Authenticator.valid_until == NEVER)):
        before.valid_until, again = valid_from, True
    made = Authenticator(
        jurisdiction=jurisdiction,
        post=post,
        salt=base64.b64encode(secrets.token_bytes(16)).decode(),
        valid_from=valid_from,
    )
    uow.session.add(made)
    uow.session.flush()
    enrolments.record(uow, jurisdiction, post, str(made.id), again=again, at=valid_from, one_time_code=True)
    return _codes(uow, made).provisioning_uri(name=label, issuer_name="Năm Rõ")


def take(uow: UnitOfWork, jurisdiction: str, post: str, code: str, *, now: datetime) -> str:
    """Take a code of a post, so that it never serves again; it is given back where the transaction is not committed.

    Args:
        uow: an open transaction.
        jurisdiction: key of the jurisdiction.
        post: key of the post.
        code: six digits.
        now: the present instant (aware): a code proves who is there now, whatever instant the act bears.

    Returns:
        Why it was not taken, in Vietnamese; empty when it was.
    """
    found = _valid(uow, jurisdiction, post, now)
    if found is None:
        return "Chức danh này chưa đăng ký mã xác nhận; hãy đăng ký bằng lệnh «namro identity code», hoặc ký bằng khóa."
    if found.locked_until > now:
        return f"Mã xác nhận của chức danh này đang bị khóa đến {happened(found.locked_until)} vì nhập sai nhiều lần."
    codes = _codes(uow, found)
    present = int(now.timestamp()) // INTERVAL
    for step in range(present - BEHIND, present + AHEAD + 1):
        if pyotp.utils.strings_equal(codes.generate_otp(step), code):
            if step <= found.last_step:
                return "Mã xác nhận này đã dùng rồi; hãy đợi ứng dụng hiện mã mới."
            found.last_step, found.failures = step, 0
            return ""
    if any(pyotp.utils.strings_equal(codes.generate_otp(present - BEHIND - n), code) for n in range(1, TOO_LATE + 1)):
        return (
            "Mã xác nhận đã hết hạn trước khi máy xử lý xong câu trả lời, nên chưa ghi gì; hãy trả lời lại với mã đang "
            "hiện trên ứng dụng. Nếu vẫn vậy, báo người vận hành: tiến trình thực hiện của Prefect đang dừng hoặc chậm."
        )
    return "Mã xác nhận không đúng hoặc đã hết hạn; hãy nhập mã đang hiện trên ứng dụng."


def failed(uow: UnitOfWork, jurisdiction: str, post: str, *, now: datetime) -> int:
    """Count a wrong code of a post, and lock its codes after too many in a row.

    Returns:
        A number of this failure: one more than that of the one before it in a row, and after a right code or a new
        enrolment none that was given before it, so that what a used code is tried for is not taken for an old mistake.
    """
    found = _valid(uow, jurisdiction, post, now)
    if found is None:
        return 0
    if found.locked_until <= now:
        found.failures = min(found.failures + 1, MOST_COUNTED)
        locks, more = divmod(found.failures, MOST_FAILURES)
        if not more:
            found.locked_until = now + min(LOCKED_FOR * 2 ** min(locks - 1, 10), LOCKED_AT_MOST)
    return (found.id << 32 | found.last_step) << 16 | found.failures


def shown(address: str, *, now: datetime) -> str:
    """Return the code that an application shows now: for those who keep their secret in a file instead of a phone.

    Raises:
        ValueError: when the address is no ``otpauth://`` address.
    """
    codes = pyotp.parse_uri(address)
    if not isinstance(codes, pyotp.TOTP):
        raise ValueError(address)
    return codes.at(now)


def _codes(uow: UnitOfWork, row: Authenticator) -> pyotp.TOTP:
    secret = HKDF(
        algorithm=SHA256(), length=20, salt=base64.b64decode(row.salt),
        info=f"namro one-time code|{row.jurisdiction}|{row.post}".encode(),
    ).derive(uow.key)  # fmt: skip
    return pyotp.TOTP(base64.b32encode(secret).decode(), interval=INTERVAL)


def _of(jurisdiction: str, post: str) -> Select[tuple[Authenticator]]:
    return select(Authenticator).where(Authenticator.jurisdiction == jurisdiction, Authenticator.post == post)


def _valid(uow: UnitOfWork, jurisdiction: str, post: str, now: datetime) -> Authenticator | None:
    found = _of(jurisdiction, post).where(Authenticator.valid_from <= now, Authenticator.valid_until > now)
    return uow.session.scalars(found.order_by(Authenticator.id.desc())).first()
