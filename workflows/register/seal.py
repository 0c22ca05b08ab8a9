"""Seals over batches of journal lines, so that even the database's administrator cannot rewrite it unseen.

A line has a digest; a batch has one seal: four bytes of every digest (they name the line that was touched), a digest
over all, and a MAC with a key kept outside the database, chained to the seal before. What the chain alone cannot
show, a tail cut off, the anchors kept in a file beside the database do.
"""

import contextlib
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, Integer, Select, Text, cast, select, type_coerce

from workflows.register.columns import Instant
from workflows.register.tables import JournalLine

KEY = 32  # bytes of the sealing key
MARK = 4  # bytes of a line's digest that its seal keeps


class BadKey(ValueError):
    """The sealing key cannot be used; the message says which file to restore."""


def _raw(column: Any) -> Any:
    return type_coerce(column, Integer) if isinstance(column.type, Instant) else column


def raw_lines() -> Select[Any]:
    """Return the query for what is sealed of a line: its stored values, instants as seconds, details as text."""
    line = JournalLine
    return select(
        line.seq,
        line.batch,
        _raw(line.at),
        _raw(line.recorded_at),
        line.machine,
        line.subject,
        line.trigger,
        line.source,
        line.dest,
        line.by,
        line.cites,
        cast(line.details, Text),
    ).order_by(line.seq)


def read(connection: Connection, since: int | None = None) -> Iterator[Sequence[Any]]:
    """Yield raw lines, all or from number ``since`` on, as the driver gives them, a few thousand at a time."""
    lines_of = raw_lines() if since is None else raw_lines().where(JournalLine.seq >= since)
    result = connection.execute(lines_of)
    cursor = result.cursor
    while lines := cursor.fetchmany(5000):
        yield from lines
    result.close()


def digest(line: Sequence[Any]) -> bytes:
    """Return the SHA-256 of one raw line (see `raw_lines`)."""
    return hashlib.sha256(orjson.dumps(tuple(line), default=repr)).digest()


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a seal says of its batch."""

    marks: bytes
    digest: str
    mac: str


def close(key: bytes, previous: str, batch: int, lines: Iterable[Sequence[Any]]) -> Sealed:
    """Seal a batch of raw lines, chained to the MAC of the seal before (empty for the first)."""
    whole, marks, first, count = hashlib.sha256(), bytearray(), 0, 0
    for line in lines:
        one = digest(line)
        whole.update(one)
        marks += one[:MARK]
        first = first or line[0]
        count += 1
    said = whole.hexdigest()
    made = mac(key, batch=batch, first=first, lines=count, previous=previous, digest=said, marks=bytes(marks))
    return Sealed(bytes(marks), said, made)


def mac(key: bytes, *, batch: int, first: int, lines: int, previous: str, digest: str, marks: bytes) -> str:
    """Return the MAC over everything a seal says (hexadecimal)."""
    head = orjson.dumps([batch, first, lines, previous, digest])
    return hmac.new(key, head + marks, hashlib.sha256).hexdigest()


def load_key(path: Path) -> bytes:
    """Return the sealing key, made once and readable only by its owner.

    Raises:
        BadKey: when the file holds no whole key.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        fresh.touch(mode=0o600, exist_ok=False)
        fresh.write_text(secrets.token_hex(KEY), encoding="ascii")
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(fresh)  # whole or not at all, also when two programs start at once
        fresh.unlink()
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError:
        key = b""
    if len(key) < KEY:
        raise BadKey(f"{path}:1: khóa niêm phong bị hỏng; hãy khôi phục tệp khóa từ bản sao lưu.")
    return key
