"""Nobody rewrites the journal unseen, not even whoever administers the database: what was touched is named."""

import secrets
from collections.abc import Callable, Iterator
from random import Random, SystemRandom
from typing import Any

import orjson
import pytest
from sqlalchemy import Connection, text

from tests.register.tools import Intruder, write_batch, write_journal
from workflows.register import seal
from workflows.register.unit_of_work import Register
from workflows.register.verify import Finding, verify

POSITIONS = 20
PLACED = ("altered", "removed", "inserted", "reordered")


@pytest.fixture
def random() -> Random:
    """Give chance, and print how to have the same again."""
    seed = SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    return Random(seed)


@pytest.fixture
def intruder(register: Register, random: Random) -> Iterator[Intruder]:
    """Write a journal of forty to sixty sealed lines, prove it whole, and let somebody in."""
    lines = 0
    while lines < 40:
        write_batch(register, random, size := random.randint(1, 8), first=lines + 1)
        lines += size
    assert verify(register) == []
    made = Intruder(register)
    yield made
    made.engine.dispose()


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


def test_what_nobody_touched_is_whole(register: Register) -> None:
    """An empty journal, and one that was only written to, have nothing to be found; nor has one put back."""
    assert verify(register) == []
    write_journal(register, Random(1))
    assert verify(register) == []
    intruder = Intruder(register)
    assert after(intruder, lambda _: None) == []
    assert verify(register) == []
    intruder.engine.dispose()


def test_an_altered_line_is_named(intruder: Intruder, random: Random) -> None:
    """Whatever column of whatever line is altered, exactly that line is named as altered."""
    lines = intruder.journal
    missed = []
    for column in (name for name in lines[0] if name != "seq"):
        for line in random.sample(lines, POSITIONS):
            seq, value = line["seq"], other(column, line[column])
            found = after(intruder, lambda c, n=seq, k=column, v=value: intruder.set(c, "journal", n, k, v))
            if places(found, *PLACED) != {seq} or {one.kind for one in found} != {"altered"}:
                missed.append((column, seq, found))
            assert any(f"dòng {seq} " in one.message for one in found)
    assert missed == []


def test_a_renumbered_line_is_missed_where_it_was(intruder: Intruder, random: Random) -> None:
    """A line that was given another number is removed from its place and inserted at the other."""
    for line in random.sample(intruder.journal, POSITIONS):
        seq = line["seq"]
        found = after(intruder, lambda c, n=seq: intruder.set(c, "journal", n, "seq", n + 1000))
        assert places(found, "removed") == {seq}
        assert places(found, "inserted") == {seq + 1000}


def test_a_removed_line_is_named(intruder: Intruder, random: Random) -> None:
    """A line that was deleted, wherever it stood, is named as removed, and no other line is suspected."""
    for line in random.sample(intruder.journal, POSITIONS):
        seq = line["seq"]
        found = after(intruder, lambda c, n=seq: _delete(c, "journal", "seq = :n", n=n))
        assert {(one.kind, one.seq) for one in found} == {("removed", seq)}
        assert any(f"dòng {seq} " in one.message for one in found)


def test_reordered_lines_are_named(intruder: Intruder, random: Random) -> None:
    """Two lines that changed places, in one batch or across, are both named, and nothing else is."""
    for n in range(POSITIONS):
        one, two = random.sample(intruder.journal, 2)
        keep = ("seq", "batch") if n % 2 else ("seq",)
        swapped = [
            {**two, **{k: one[k] for k in keep}},
            {**one, **{k: two[k] for k in keep}},
        ]
        found = after(intruder, lambda c, lines=swapped: _put(intruder, c, lines))
        assert places(found, *PLACED) == {one["seq"], two["seq"]}
        assert {finding.kind for finding in found} == {"reordered"}


def test_an_inserted_line_is_named(intruder: Intruder, random: Random) -> None:
    """A line pushed in anywhere is found: at the ends by its number, within by the first line that had to move."""
    last = intruder.journal[-1]["seq"]
    for _ in range(POSITIONS):
        at = random.randint(1, last)
        forged = {**random.choice(intruder.journal), "seq": at, "subject": "xa/van-ban/bia-dat"}
        pushed = [{**line, "seq": line["seq"] + 1} for line in intruder.journal if line["seq"] >= at]
        before = [line for line in intruder.journal if line["seq"] < at]
        found = after(
            intruder,
            lambda c, j=(*before, forged, *pushed): intruder.replace(c, j, intruder.seals),
        )
        assert min(n for n in places(found, *PLACED) if n is not None) == at
        assert last + 1 in places(found, "inserted")
    for at in (0, -5, last + 1, last + 100):
        forged = {**intruder.journal[0], "seq": at}
        found = after(intruder, lambda c, line=forged: _insert(intruder, c, line))
        assert {(one.kind, one.seq) for one in found} == {("inserted", at)}


def test_a_tail_that_was_cut_off_is_found(intruder: Intruder, random: Random) -> None:
    """A journal that ends early, with its seals, is complete in itself: the anchors tell where it went on."""
    for line in random.sample(intruder.journal, POSITIONS):
        seq = line["seq"]

        def cut(connection: Connection, seq: int = seq) -> None:
            _delete(connection, "journal", "seq >= :n", n=seq)
            _delete(connection, "seal", "first_seq + lines - 1 >= :n", n=seq)

        found = after(intruder, cut)
        kept = [one for one in intruder.seals if one["first_seq"] + one["lines"] - 1 < seq]
        sealed = kept[-1]["first_seq"] + kept[-1]["lines"] - 1 if kept else 0
        assert places(found, "truncated") == {sealed + 1}
        assert places(found, "inserted") == set(range(sealed + 1, seq)), "lines of a batch whose seal went"


def test_a_tail_cut_off_without_its_seals_is_found(intruder: Intruder, random: Random) -> None:
    """Lines cut off whose seals were left behind are each named as removed."""
    last = intruder.journal[-1]["seq"]
    for line in random.sample(intruder.journal, POSITIONS):
        seq = line["seq"]
        found = after(intruder, lambda c, n=seq: _delete(c, "journal", "seq >= :n", n=n))
        assert places(found, "removed") == set(range(seq, last + 1))


def test_a_journal_hashed_anew_without_the_key_is_found(intruder: Intruder, random: Random) -> None:
    """Whoever alters a line and seals everything again with a key of their own is found out by every seal."""
    for line in random.sample(intruder.journal, POSITIONS):
        number = line["seq"]
        column = random.choice(["by", "at", "cites", "details", "recorded_at"])
        found = after(
            intruder,
            lambda c, n=number, k=column, v=other(column, line[column]): _reseal(
                intruder, c, lambda: intruder.set(c, "journal", n, k, v), secrets.token_bytes(32)
            ),
        )
        assert {one.batch for one in found if one.kind == "seal"} == {s["batch"] for s in intruder.seals}
        assert {one.batch for one in found if one.kind == "anchor"} == {s["batch"] for s in intruder.seals}


def test_anchors_written_anew_do_not_help(intruder: Intruder) -> None:
    """Also with the anchors rewritten to fit, a journal sealed with another key is found out."""

    def rewrite(connection: Connection) -> None:
        macs = _reseal(
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
        found = after(intruder, lambda c, n=batch: _delete(c, "seal", "batch = :n", n=n))
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


def test_a_line_that_makes_no_sense_is_a_finding(intruder: Intruder) -> None:
    """SQLite keeps anything in any column; bytes where a text should be are an altered line, not a crash."""
    if not intruder.sqlite:
        return
    for value in (b"\x00\xff", 1.5, "không"):
        found = after(intruder, lambda c, v=value: intruder.set(c, "journal", 5, "at", v))
        assert {(one.kind, one.seq) for one in found} == {("altered", 5)}
    found = after(intruder, lambda c: intruder.set(c, "journal", 5, "subject", b"\xff\xfe"))
    assert {(one.kind, one.seq) for one in found} == {("altered", 5)}


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
    intruder_found = after(intruder, lambda c: _delete(c, "journal", "seq = :n", n=3))
    assert ("removed", 3) in {(one.kind, one.seq) for one in intruder_found}


def test_moves_that_are_not_the_law_s_are_found(intruder: Intruder) -> None:
    """A step slipped into the table of lawful moves, or taken out of it, is named."""
    alien = "INSERT INTO move VALUES ('assignment', 999, 'evaluate', 'draft', 'evaluated', 'x')"
    found = after(intruder, lambda c: c.exec_driver_sql(alien))
    assert [one.kind for one in found] == ["moves"]
    assert "evaluate draft → evaluated" in found[0].message
    with intruder.attempt() as connection:
        _delete(connection, "move", "number = :n", n=999)
    assert verify(intruder.register) == []
    found = after(
        intruder, lambda c: _delete(c, "move", "machine = 'assignment' AND trigger = 'warn' AND number > :n", n=0)
    )
    assert {one.kind for one in found} == {"moves"}
    assert len(found) == 3


def test_a_line_with_the_same_mark_is_found(
    register: Register, random: Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The few bytes of a mark can be hit by trying; the digest over the whole batch cannot."""
    monkeypatch.setattr(seal, "MARK", 1)
    lines = write_journal(register, random)
    intruder = Intruder(register)
    line = random.choice(intruder.journal[: lines - 1])
    want = _digest_of(intruder, line)[:1]
    tried = ({**line, "by": f"nguoi_la_{n}"} for n in range(100_000))
    forged = next(one for one in tried if _digest_of(intruder, one)[:1] == want)
    found = after(intruder, lambda c: intruder.set(c, "journal", line["seq"], "by", forged["by"]))
    intruder.engine.dispose()
    assert line["batch"] in {one.batch for one in found if one.kind in ("altered", "seal")}


def test_the_proof_of_a_journal_that_was_shifted_takes_no_longer_than_another(
    register: Register, random: Random
) -> None:
    """Every line touched is no reason to compare every line with every other."""
    import time

    write_batch(register, random, 3000, first=1)
    intruder = Intruder(register)
    pushed = [{**line, "seq": line["seq"] + 1} for line in intruder.journal]
    with intruder.attempt() as connection:
        intruder.replace(connection, pushed, intruder.seals)
    began = time.monotonic()
    found = verify(register)
    took = time.monotonic() - began
    intruder.engine.dispose()
    assert len(found) >= 3000
    assert took < 3


def _digest_of(intruder: Intruder, line: dict[str, Any]) -> bytes:
    return seal.digest(tuple(line.values()))


def _delete(connection: Connection, table: str, where: str, **values: Any) -> None:
    connection.execute(text(f"DELETE FROM {table} WHERE {where}"), values)


def _insert(intruder: Intruder, connection: Connection, line: dict[str, Any]) -> None:
    connection.execute(text(intruder.insertion(line)), line)


def _put(intruder: Intruder, connection: Connection, lines: list[dict[str, Any]]) -> None:
    for line in lines:
        _delete(connection, "journal", "seq = :n", n=line["seq"])
        _insert(intruder, connection, line)


def _reseal(
    intruder: Intruder, connection: Connection, tamper: Callable[[], None], key: bytes
) -> dict[int, str]:
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
