"""Who acts, proven: an Ed25519 signature over the whole act by the key of the post's holder, or a one-time code.

The public key is in the register, valid for a time; the private key is a file of the holder's, locked with a
passphrase. A signature covers instant, post, act, subject and content, so it serves for one act only. A code
(`codes`) proves who was there at the moment, and serves once.
"""

import base64
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import select

from state_machines.errors import Refused
from workflows import codes, enrolments
from workflows.register.columns import NEVER
from workflows.register.tables import Credential
from workflows.register.unit_of_work import UnitOfWork


class BadPublicKey(ValueError):
    """A public key that cannot be entered; the message says why."""


def message(act: dict[str, Any]) -> bytes:
    """Return what is signed of an act: at, by, act, on, with; in one canonical form."""
    parts = {name: act.get(name) for name in ("at", "by", "act", "on", "with")}
    return orjson.dumps(parts, option=orjson.OPT_SORT_KEYS)


def make_key(path: Path, passphrase: str) -> str:
    """Make a private key file readable only by its owner, and return the public key (base64).

    Raises:
        FileExistsError: rather than overwrite a key.
    """
    key = Ed25519PrivateKey.generate()
    locked = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(passphrase.encode()),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(locked)
    raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return base64.b64encode(raw).decode()


def sign(act: dict[str, Any], path: Path, passphrase: str) -> str:
    """Return the proof for an act: its signature (base64) with the key in a file.

    Raises:
        ValueError: when the passphrase does not open the key.
    """
    key = serialization.load_pem_private_key(path.read_bytes(), passphrase.encode())
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{path}: không phải khóa Ed25519")
    return base64.b64encode(key.sign(message(act))).decode()


def enroll(uow: UnitOfWork, jurisdiction: str, post: str, public_key: str, *, valid_from: datetime) -> None:
    """Enter the key of a post's holder into the register, and tell the post by letter; the key before it ends there.

    Raises:
        BadPublicKey: when it is no Ed25519 key, or already serves another post: one key cannot judge itself.
    """
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
    except ValueError:
        raise BadPublicKey(
            "Đây không phải khóa công khai Ed25519; hãy dán đúng dòng mà «namro identity new» in ra."
        ) from None
    other = uow.session.scalar(
        select(Credential.post).where(
            Credential.jurisdiction == jurisdiction, Credential.public_key == public_key, Credential.post != post
        )
    )
    if other is not None:
        raise BadPublicKey(f"Khóa này đã đăng ký cho «{other}»; mỗi chức danh phải có khóa riêng.")
    again = False
    for before in uow.session.scalars(
        select(Credential).where(
            Credential.jurisdiction == jurisdiction, Credential.post == post, Credential.valid_until == NEVER
        )
    ):
        before.valid_until, again = valid_from, True
    made = Credential(jurisdiction=jurisdiction, post=post, public_key=public_key, valid_from=valid_from)
    uow.session.add(made)
    uow.session.flush()
    enrolments.record(uow, jurisdiction, post, str(made.id), again=again, at=valid_from, public_key=public_key)


class Unproven(Refused):
    """An act that judges or grants came without the proof of who acts."""


def unproven(uow: UnitOfWork, jurisdiction: str, act: dict[str, Any], words: str, *, at: datetime) -> str:
    """Say why an act does not prove that whoever acts held the post; a one-time code that does is used up by that.

    Args:
        uow: an open transaction.
        jurisdiction: key of the jurisdiction.
        act: the act as it was written, with its ``proof``.
        words: what is done, in Vietnamese.
        at: the instant of the act (aware).

    Returns:
        The reason; empty when the proof holds.
    """
    proof, post = act.get("proof"), str(act["by"])
    if codes.is_code(proof):
        return codes.take(uow, jurisdiction, post, str(proof), now=uow.recorded_at)
    keys = uow.session.scalars(
        select(Credential.public_key).where(
            Credential.jurisdiction == jurisdiction,
            Credential.post == post,
            Credential.valid_from <= at,
            Credential.valid_until > at,
        )
    )
    if isinstance(proof, str) and any(_fits(key, proof, act) for key in keys):
        return ""
    return (
        f"Chưa chứng minh được người {words} là «{post}»: việc này phải kèm chữ ký (proof) "
        f"bằng khóa đã đăng ký của chức danh đó, hoặc mã xác nhận đang hiện trên ứng dụng của người ấy."
    )


def _fits(public_key: str, proof: str, act: dict[str, Any]) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key)).verify(
            base64.b64decode(proof, validate=True), message(act)
        )
    except (InvalidSignature, ValueError):
        return False
    return True
