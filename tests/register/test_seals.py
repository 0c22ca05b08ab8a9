"""Nobody touches a line of the journal unseen, not even whoever administers the database: the line is named."""

import time
from random import Random

import pytest
from sqlalchemy import Connection

from tests.register.tampering import (
    PLACED,
    POSITIONS,
    after,
    alter,
    delete,
    digest_of,
    other,
    places,
    put,
    put_in,
)
from tests.register.tools import Intruder, write_batch, write_journal
from workflows.register import seal
from workflows.register.unit_of_work import Register
from workflows.register.verify import verify


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
    """Whatever column of whatever lines is altered, exactly those lines are named as altered."""
    missed = []
    for column in (name for name in intruder.journal[0] if name != "seq"):
        chosen = random.sample(intruder.journal, POSITIONS)
        for lines in (chosen[n : n + 4] for n in range(0, POSITIONS, 4)):
            changes = {line["seq"]: other(column, line[column]) for line in lines}
            found = after(intruder, lambda c, k=column, changes=changes: alter(intruder, c, k, changes))
            if {(one.kind, one.seq) for one in found} != {("altered", seq) for seq in changes}:
                missed.append((column, changes, found))
            assert all(any(f"dòng {seq} " in one.message for one in found) for seq in changes)
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
        found = after(intruder, lambda c, n=seq: delete(c, "journal", "seq = :n", n=n))
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
        found = after(intruder, lambda c, lines=swapped: put(intruder, c, lines))
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
        found = after(intruder, lambda c, line=forged: put_in(intruder, c, line))
        assert {(one.kind, one.seq) for one in found} == {("inserted", at)}


def test_a_tail_that_was_cut_off_is_found(intruder: Intruder, random: Random) -> None:
    """A journal that ends early, with its seals, is complete in itself: the anchors tell where it went on."""
    for line in random.sample(intruder.journal, POSITIONS):
        seq = line["seq"]

        def cut(connection: Connection, seq: int = seq) -> None:
            delete(connection, "journal", "seq >= :n", n=seq)
            delete(connection, "seal", "first_seq + lines - 1 >= :n", n=seq)

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
        found = after(intruder, lambda c, n=seq: delete(c, "journal", "seq >= :n", n=n))
        assert places(found, "removed") == set(range(seq, last + 1))


def test_a_line_that_makes_no_sense_is_a_finding(intruder: Intruder) -> None:
    """SQLite keeps anything in any column; bytes where a text should be are an altered line, not a crash."""
    if not intruder.sqlite:
        return
    for value in (b"\x00\xff", 1.5, "không"):
        found = after(intruder, lambda c, v=value: intruder.set(c, "journal", 5, "at", v))
        assert {(one.kind, one.seq) for one in found} == {("altered", 5)}
    found = after(intruder, lambda c: intruder.set(c, "journal", 5, "subject", b"\xff\xfe"))
    assert {(one.kind, one.seq) for one in found} == {("altered", 5)}


def test_a_line_with_the_same_mark_is_found(
    register: Register, random: Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The few bytes of a mark can be hit by trying; the digest over the whole batch cannot."""
    monkeypatch.setattr(seal, "MARK", 1)
    lines = write_journal(register, random)
    intruder = Intruder(register)
    line = random.choice(intruder.journal[: lines - 1])
    want = digest_of(intruder, line)[:1]
    tried = ({**line, "by": f"nguoi_la_{n}"} for n in range(100_000))
    forged = next(one for one in tried if digest_of(intruder, one)[:1] == want)
    found = after(intruder, lambda c: intruder.set(c, "journal", line["seq"], "by", forged["by"]))
    intruder.engine.dispose()
    assert line["batch"] in {one.batch for one in found if one.kind in ("altered", "seal")}


def test_the_proof_of_a_journal_that_was_shifted_takes_no_longer_than_another(
    register: Register, random: Random
) -> None:
    """Every line touched is no reason to compare every line with every other."""
    write_batch(register, random, 1500, first=1)
    intruder = Intruder(register)
    pushed = [{**line, "seq": line["seq"] + 1} for line in intruder.journal]
    with intruder.attempt() as connection:
        intruder.replace(connection, pushed, intruder.seals)
    began = time.process_time()
    found = verify(register)
    took = time.process_time() - began
    intruder.engine.dispose()
    assert len(found) >= 1500
    assert took < 2
