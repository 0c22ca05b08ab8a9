"""A journal sealed anew, a seal that is gone, an old copy put back: the key and the anchors tell."""

import secrets
from datetime import datetime, timedelta
from random import Random
from typing import Any

import orjson
import pytest
from sqlalchemy import Connection, text, update

from tests.register.tampering import (
    POSITIONS,
    after,
    delete,
    other,
    places,
    reseal,
)
from tests.register.tools import ROWS, START, Intruder, give_birth, write_batch
from workflows.register.columns import NEVER
from workflows.register.moves import LAWS
from workflows.register.tables import Assignment
from workflows.register.unit_of_work import Register
from workflows.register.verify import verify


def test_a_journal_hashed_anew_without_the_key_is_found(intruder: Intruder, random: Random) -> None:
    """Whoever alters a line and seals everything again with a key of their own is found out by every seal."""
    for line in random.sample(intruder.journal, POSITIONS):
        number = line["seq"]
        column = random.choice(["by", "at", "cites", "details", "recorded_at"])
        value = other(column, line[column])
        found = after(
            intruder,
            lambda c, n=number, k=column, v=value: reseal(
                intruder, c, lambda: intruder.set(c, "journal", n, k, v), secrets.token_bytes(32)
            ),
        )
        assert {one.batch for one in found if one.kind == "seal"} == {s["batch"] for s in intruder.seals}
        assert {one.batch for one in found if one.kind == "anchor"} == {s["batch"] for s in intruder.seals}


def test_anchors_written_anew_do_not_help(intruder: Intruder) -> None:
    """Also with the anchors rewritten to fit, a journal sealed with another key is found out."""

    def rewrite(connection: Connection) -> None:
        macs = reseal(
            intruder,
            connection,
            lambda: intruder.set(connection, "journal", 7, "by", "nguoi_la"),
            secrets.token_bytes(32),
        )
        anchors = [orjson.loads(line) for line in intruder.anchors.splitlines()]
        forged = [orjson.dumps(anchor | {"mac": macs[anchor["batch"]]}) for anchor in anchors]
        intruder.register.anchors.write_bytes(b"\n".join(forged) + b"\n")

    found = after(intruder, rewrite)
    assert {one.kind for one in found} == {"seal"}
    assert {one.batch for one in found} == {one["batch"] for one in intruder.seals}


def test_a_removed_seal_is_named(intruder: Intruder, random: Random) -> None:
    """A seal that was removed is named by its batch, the last one too, and its lines are without a seal."""
    for one in random.sample(intruder.seals, min(POSITIONS, len(intruder.seals))):
        batch, first, lines = one["batch"], one["first_seq"], one["lines"]
        found = after(intruder, lambda c, n=batch: delete(c, "seal", "batch = :n", n=n))
        assert batch in {finding.batch for finding in found if finding.kind in ("seal", "truncated")}
        assert places(found, "inserted") == set(range(first, first + lines))


def test_an_altered_seal_is_named(intruder: Intruder, random: Random) -> None:
    """Whatever is altered in a seal, its batch is named."""
    for column in ("first_seq", "lines", "previous", "marks", "digest", "mac"):
        for one in random.sample(intruder.seals, 5):
            value = one[column]
            changed = (
                bytes([value[0] ^ 1]) + value[1:]
                if isinstance(value, bytes)
                else value + 1
                if isinstance(value, int)
                else value[:-1] + ("0" if value[-1:] != "0" else "1")
            )
            found = after(
                intruder,
                lambda c, n=one["batch"], k=column, v=changed: intruder.set(c, "seal", n, k, v),
            )
            assert one["batch"] in {finding.batch for finding in found}, (column, found)


@pytest.mark.parametrize(
    ("column", "value"), [("mac", "không phải số"), ("digest", "ế"), ("previous", "ế"), ("lines", 10**9)]
)
def test_a_seal_that_makes_no_sense_is_a_finding(intruder: Intruder, column: str, value: Any) -> None:
    """Nonsense in a seal is reported like any other alteration; it neither stops nor exhausts the proof."""
    found = after(intruder, lambda c: intruder.set(c, "seal", 2, column, value))
    assert 2 in {one.batch for one in found}


def test_an_old_copy_put_back_is_found(intruder: Intruder, random: Random) -> None:
    """A register restored from an old copy is whole in itself; the anchors tell what it lacks."""
    for _ in range(POSITIONS):
        upto = random.randint(1, len(intruder.seals) - 1)
        seals = intruder.seals[:upto]
        sealed = seals[-1]["first_seq"] + seals[-1]["lines"] - 1
        lines = [line for line in intruder.journal if line["seq"] <= sealed]
        found = after(intruder, lambda c, j=lines, s=seals: intruder.replace(c, j, s))
        assert {(one.kind, one.seq) for one in found} == {("truncated", sealed + 1)}


def test_an_old_copy_that_was_written_to_again_is_found(intruder: Intruder, random: Random) -> None:
    """A register put back to an old copy, on which the work went on, differs from its anchors ever after."""
    seals = intruder.seals[:-3]
    sealed = seals[-1]["first_seq"] + seals[-1]["lines"] - 1
    with intruder.attempt() as connection:
        intruder.replace(connection, [one for one in intruder.journal if one["seq"] <= sealed], seals)
    for n in range(3):
        write_batch(intruder.register, random, 1, first=sealed + 1 + n)
    found = verify(intruder.register)
    assert {one.batch for one in found if one.kind == "anchor"} == {s["batch"] for s in intruder.seals[-3:]}


def test_a_torn_anchor_does_not_stop_the_proof(intruder: Intruder) -> None:
    """A last anchor that a power cut left half written is told, or passed over; what else is wrong is found."""
    intruder.register.anchors.write_bytes(intruder.anchors[:-20])
    intruder_found = after(intruder, lambda c: delete(c, "journal", "seq = :n", n=3))
    assert ("removed", 3) in {(one.kind, one.seq) for one in intruder_found}


def test_moves_that_are_not_the_law_s_are_found(intruder: Intruder) -> None:
    """A step slipped into the table of lawful moves, or taken out of it, is named."""
    alien = "INSERT INTO move VALUES ('assignment', 999, 'evaluate', 'draft', 'evaluated', 'x')"
    found = after(intruder, lambda c: c.exec_driver_sql(alien))
    assert [one.kind for one in found] == ["moves"]
    assert "evaluate draft → evaluated" in found[0].message
    with intruder.attempt() as connection:
        delete(connection, "move", "number = :n", n=999)
    assert verify(intruder.register) == []
    found = after(
        intruder, lambda c: delete(c, "move", "machine = 'assignment' AND trigger = 'warn' AND number > :n", n=0)
    )
    assert {one.kind for one in found} == {"moves"}
    assert len(found) == 3


def test_a_deadline_that_the_journal_does_not_give_is_found(register: Register) -> None:
    """A deadline is the one it was opened with; that of a missed target the instant at which it was judged."""
    key, missed = str(ROWS["assignment"][1]["key"]), START + timedelta(days=90)
    with register.engine.begin() as connection:
        give_birth(connection)
        connection.execute(text("UPDATE assignment SET state = 'assigned', kind = 'target' WHERE id = 1"))
    with register.write(START) as uow:
        said = {"at": START, "by": "system", "cites": "c"}
        uow.note("assignment", "open", "draft", "assigned", key, details={"deadline": None}, **said)
        uow.commit()
    assert verify(register) == []

    def verdict(word: str) -> None:
        with register.write(missed) as uow:
            told = {"at": missed, "by": "system", "cites": "c", "details": {"verdict": word}}
            uow.note("assignment", "assess", "assigned", "assigned", key, **told)
            uow.commit()

    def due(at: datetime) -> list[str]:
        with register.engine.begin() as connection:
            connection.execute(update(Assignment).values(deadline=at))
        return [one.message for one in verify(register)]

    found = [f"thời hạn của {key} khác với thời hạn ghi trong nhật ký khi mở nhiệm vụ"]
    assert due(missed) == found
    verdict("insufficient")
    assert due(missed) == found
    verdict("not_met")
    assert due(missed) == []
    assert due(missed + timedelta(seconds=1)) == found
    assert due(NEVER) == []


@pytest.mark.parametrize("table", ROWS)
def test_a_row_that_moved_without_the_journal_is_found(register: Register, table: str) -> None:
    """Raw SQL along a lawful move leaves no line behind: the row is named, with what the journal says of it."""
    law = LAWS[table]
    dest = next(rule.dest for rule in law.rules if rule.source == law.initial != rule.dest)
    with register.engine.begin() as connection:
        give_birth(connection)
    assert verify(register) == []
    with register.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE {table} SET state = '{dest}' WHERE id = 1")
    (found,) = verify(register)
    key = ROWS[table][1]["key"]
    assert (found.kind, found.message) == (
        "altered",
        f"{key} đang ở trạng thái {dest} nhưng nhật ký ghi {law.initial}",
    )
