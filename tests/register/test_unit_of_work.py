"""One transaction: kept when it says so, undone otherwise, sealed, and one writer at a time."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import orjson
import pytest
from sqlalchemy import Text, cast, select
from sqlalchemy.exc import DBAPIError

from tests.register.tools import START, give_birth, write_batch
from workflows.register import seal
from workflows.register.tables import Assignment, JournalLine, Seal
from workflows.register.unit_of_work import Register, UnitOfWork
from workflows.register.verify import verify


def note(uow: UnitOfWork, subject: str = "x", details: dict[str, object] | None = None) -> None:
    """Write a line that is lawful."""
    uow.note(
        "assignment",
        "open",
        "draft",
        "assigned",
        subject,
        at=START,
        by="system",
        details=details or {},
        cites="GĐ-14",
    )


def test_what_is_not_committed_is_undone(register: Register) -> None:
    """Leaving a unit of work without a commit, or by an error, keeps neither rows, lines, seals nor anchors."""
    with register.write(START) as uow:
        give_birth(uow.session.connection())
        note(uow)
    with pytest.raises(ZeroDivisionError), register.write(START) as uow:
        give_birth(uow.session.connection())
        note(uow)
        raise ZeroDivisionError
    with register.read(START) as uow:
        assert uow.session.scalars(select(Assignment)).all() == []
    assert register.journal_lines() == 0
    assert list(register.anchored()) == []
    assert verify(register) == []


def test_what_is_committed_is_kept_sealed_and_anchored(register: Register) -> None:
    """A commit keeps the rows and the lines, seals the batch, chains it to the one before, and anchors it."""
    for n in range(2):
        with register.write(START + timedelta(hours=n)) as uow:
            note(uow, f"a{n}")
            note(uow, f"b{n}")
            uow.commit()
    line = JournalLine
    with register.read(START) as uow:
        told = select(line.seq, line.batch, line.subject, line.recorded_at).order_by(line.seq)
        lines = [tuple(row) for row in uow.session.execute(told)]
        sealed = select(Seal.first_seq, Seal.lines, Seal.previous, Seal.mac).order_by(Seal.batch)
        first, second = uow.session.execute(sealed).all()
    hours = [START + timedelta(hours=n) for n in (0, 0, 1, 1)]
    names = [(1, 1, "a0"), (2, 1, "b0"), (3, 2, "a1"), (4, 2, "b1")]
    assert lines == [(*name, hour) for name, hour in zip(names, hours, strict=True)]
    assert first[:3] == (1, 2, "")
    assert second[:3] == (3, 2, first.mac)
    assert [(one["batch"], one["last_seq"], one["mac"]) for one in register.anchored()] == [
        (1, 2, first.mac),
        (2, 4, second.mac),
    ]
    assert verify(register) == []


def test_a_commit_that_journalled_nothing_seals_nothing(register: Register) -> None:
    """A transaction without a journal line leaves no seal: an idle sweep does not make the journal grow."""
    with register.write(START) as uow:
        uow.commit()
    with register.read(START) as uow:
        assert uow.session.scalars(select(Seal)).all() == []


def test_an_unlawful_line_undoes_all_that_came_with_it(register: Register) -> None:
    """One line of a move that is not in the law, and nothing of the transaction is kept."""
    with pytest.raises(DBAPIError), register.write(START) as uow:
        note(uow)
        uow.note("assignment", "evaluate", "draft", "evaluated", "x", at=START, by="x", details={}, cites="x")
        uow.commit()
    assert register.journal_lines() == 0


def test_a_second_writer_waits_for_the_first(register: Register) -> None:
    """Two writers come one after the other: the second sees what the first committed, and goes on from there."""
    entered = threading.Event()

    def second() -> tuple[int, int]:
        with register.write(START) as uow:
            entered.set()
            note(uow, "second")
            uow.commit()
            return uow.batch, uow.last_seq

    with ThreadPoolExecutor(1) as pool:
        with register.write(START) as uow:
            note(uow, "first")
            waiting = pool.submit(second)
            assert not entered.wait(0.3)
            uow.commit()
        assert waiting.result(timeout=30) == (2, 2)
    assert verify(register) == []


def test_a_reader_does_not_wait_for_a_writer(register: Register) -> None:
    """Whoever only reads sees what was committed last, while somebody writes."""
    write_batch(register, Random(1), 2, first=1)
    with register.write(START) as writer:
        note(writer, "not yet")
        with register.read(START) as reader:
            assert len(reader.session.scalars(select(JournalLine)).all()) == 2


def test_many_writers_leave_one_unbroken_journal(register: Register) -> None:
    """Four writers at once leave lines without a gap, one chain of seals, and anchors for every batch."""

    def work(writer: int) -> None:
        for n in range(5):
            with register.write(START) as uow:
                note(uow, f"{writer}.{n}")
                uow.commit()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    with register.read(START) as uow:
        assert list(uow.session.scalars(select(JournalLine.seq).order_by(JournalLine.seq))) == list(range(1, 21))
    assert {one["batch"] for one in register.anchored()} == set(range(1, 21))
    assert verify(register) == []


def test_details_come_back_as_they_were_written(register: Register) -> None:
    """What a line tells in detail is the same when read: nested, Vietnamese, numbers, nothing, quotes, long."""
    details = {
        "lý do": "Mưa lũ: “đường 29” bị chia cắt; 'một' \\ hai\n\tba",
        "nested": {"list": [1, 2.5, True, None, {"ư": "ơ"}], "empty": {}, "none": []},
        "big": 2**53,
        "negative": -1,
        "emoji": "🙂",
        "long": "ầ" * 10_000,
    }
    with register.write(START) as uow:
        note(uow, details=details)
        uow.commit()
    with register.read(START) as uow:
        assert uow.session.scalars(select(JournalLine)).one().details == details
        stored = uow.session.execute(select(cast(JournalLine.details, Text))).scalar_one()
    assert stored == orjson.dumps(details, option=orjson.OPT_SORT_KEYS).decode()
    assert verify(register) == []


def test_a_key_that_is_not_whole_is_not_taken(tmp_path: Path) -> None:
    """A key file that is empty or cut short seals nothing: it is refused, never used as a weaker key."""
    whole = tmp_path / "whole"
    assert len(seal.load_key(whole)) == 32
    assert seal.load_key(whole) == seal.load_key(whole)
    assert whole.stat().st_mode & 0o077 == 0
    for broken in ("", "00", "ab" * 16):
        path = tmp_path / f"broken-{len(broken)}"
        path.write_text(broken, encoding="ascii")
        with pytest.raises((ValueError, RuntimeError)):
            seal.load_key(path)


def test_many_programs_make_one_key(tmp_path: Path) -> None:
    """Whoever asks for the key while it is being made gets the whole key, and all get the same."""
    for n in range(20):
        path = tmp_path / str(n) / "key"
        gate = threading.Barrier(4)

        def load(_: int, path: Path = path, gate: threading.Barrier = gate) -> bytes:
            gate.wait()
            return seal.load_key(path)

        with ThreadPoolExecutor(4) as pool:
            keys = set(pool.map(load, range(4)))
        assert len(keys) == 1
        assert len(keys.pop()) == 32


def test_an_anchor_says_when(register: Register) -> None:
    """An anchor bears the recorded instant of its batch, with its zone."""
    at = datetime(2024, 3, 12, 1, 2, 3, tzinfo=UTC)
    with register.write(at) as uow:
        note(uow)
        uow.commit()
    (anchor,) = register.anchored()
    assert datetime.fromisoformat(anchor["at"]) == at
