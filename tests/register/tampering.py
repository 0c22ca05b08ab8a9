"""How a journal is tampered with, and what is read from the findings."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, text

from tests.register.tools import Intruder
from workflows.register import seal
from workflows.register.verify import Finding, verify

#: At how many places each kind of tampering is tried.
POSITIONS = 20
#: Findings that name a line.
PLACED = ("altered", "removed", "inserted", "reordered")


def after(intruder: Intruder, tamper: Callable[[Connection], None]) -> list[Finding]:
    """Tamper, verify, and put everything back."""
    with intruder.attempt() as connection:
        tamper(connection)
    try:
        found = verify(intruder.register)
    finally:
        intruder.restore()
    assert all(one.message for one in found)
    return found


def places(found: list[Finding], *kinds: str) -> set[int | None]:
    """Return the numbers of the lines that findings of some kinds name."""
    return {one.seq for one in found if one.kind in kinds}


def other(column: str, value: Any) -> Any:
    """Return another value that the column could hold."""
    if column == "details":
        return value.replace("dòng", "dong") if "dòng" in value else value + " "
    return value + 1 if isinstance(value, int) else value + "x"


def digest_of(intruder: Intruder, line: dict[str, Any]) -> bytes:
    """Return the digest of a line as the seal would take it."""
    return seal.digest(tuple(line.values()))


def alter(intruder: Intruder, connection: Connection, column: str, changes: dict[int, Any]) -> None:
    """Change one column of several lines."""
    for seq, value in changes.items():
        intruder.set(connection, "journal", seq, column, value)


def delete(connection: Connection, table: str, where: str, **values: Any) -> None:
    """Delete from a table where a condition holds."""
    connection.execute(text(f"DELETE FROM {table} WHERE {where}"), values)


def put_in(intruder: Intruder, connection: Connection, line: dict[str, Any]) -> None:
    """Insert one line as it is given."""
    connection.execute(text(intruder.insertion(line)), line)


def put(intruder: Intruder, connection: Connection, lines: list[dict[str, Any]]) -> None:
    """Put lines in the place of those that bear their numbers."""
    for line in lines:
        delete(connection, "journal", "seq = :n", n=line["seq"])
        put_in(intruder, connection, line)


def reseal(intruder: Intruder, connection: Connection, tamper: Callable[[], None], key: bytes) -> dict[int, str]:
    """Tamper, and seal every batch again as the program would, but with a key that is not the register's."""
    tamper()
    previous, macs = "", {}
    lines = connection.execute(seal.raw_lines()).all()
    for one in intruder.seals:
        first, count = one["first_seq"], one["lines"]
        batch = [line for line in lines if first <= line[0] < first + count]
        made = seal.close(key, previous, one["batch"], batch)
        for column, value in (
            ("previous", previous),
            ("marks", made.marks),
            ("digest", made.digest),
            ("mac", made.mac),
        ):
            intruder.set(connection, "seal", one["batch"], column, value)
        previous = macs[one["batch"]] = made.mac
    return macs
