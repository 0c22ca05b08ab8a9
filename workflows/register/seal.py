"""Seals over batches of journal lines, so that even the database's administrator cannot rewrite it unseen.

A line has a digest; a batch has one seal: four bytes of every digest (they name the line that was touched), a digest
over all, and a MAC with a key kept outside the database, chained to the seal before. What the chain alone cannot
show, a tail cut off, the anchors kept in a file beside the database do.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Integer, Select, Text, cast, select, type_coerce

from workflows.register.columns import Instant
from workflows.register.tables import JournalLine

MARK = 4  # bytes of a line's digest that its seal keeps


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


def digest(line: Sequence[Any]) -> bytes:
    """Return the SHA-256 of one raw line (see `raw_lines`)."""
    return hashlib.sha256(orjson.dumps(tuple(line))).digest()


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
    head = orjson.dumps([batch, first, count, previous, whole.hexdigest()])
    mac = hmac.new(key, head + bytes(marks), hashlib.sha256).hexdigest()
    return Sealed(bytes(marks), whole.hexdigest(), mac)


def load_key(path: Path) -> bytes:
    """Return the sealing key, made once and readable only by its owner."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            path.touch(mode=0o600, exist_ok=False)
            path.write_text(secrets.token_hex(32), encoding="ascii")
        except FileExistsError:
            pass
    return bytes.fromhex(path.read_text(encoding="ascii"))
