"""A stretch of time lived under one policy, on a register of its own that is gone afterwards."""

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy import select

from config.ladder import Ladder
from state_machines.law import SYSTEM
from workflows.acts import Act
from workflows.charter import Charter
from workflows.register import tables
from workflows.register.tables import Assignment, JournalLine, Notice
from workflows.register.unit_of_work import Register
from workflows.replay import Replayed, replay
from workflows.timetable import thawed


@dataclass(frozen=True)
class Lived:
    """What a stretch of time was under one policy.

    Attributes:
        charter: the jurisdiction under that policy.
        replayed: what the replay did.
        rows: every assignment by its key, and what hangs on them.
        lines: what the system wrote into the journal, in order of legal time.
        letters: what people were told, in order of time.
        ladders: by timetable, the ladder that it was made from.
    """

    charter: Charter
    replayed: Replayed
    rows: dict[str, Assignment]
    lines: list[JournalLine]
    letters: list[Notice]
    ladders: dict[str, Ladder]

    @cached_property
    def deadlines(self) -> dict[str, str]:
        """By key of an assignment, the deadline it was opened with, or the instant at which a target is judged."""
        return {line.subject: line.details.get("deadline") or "" for line in self.lines if line.trigger == "open"}


def live(charter: Charter, *, start: date, until: date, acts: Iterable[Act], clock: Callable[[], datetime]) -> Lived:
    """Live through a stretch of time in a temporary register.

    Args:
        charter: the jurisdiction under a policy.
        start: first day.
        until: last day, included.
        acts: what people did.
        clock: gives the instant at which things are recorded.
    """
    with tempfile.TemporaryDirectory(prefix="namro-what-if-") as folder:
        home = Path(folder)
        url = f"sqlite:///{home / 'namro.db'}"
        register = Register.open(url, key_file=home / "seal.key", anchors=home / "anchors.jsonl")
        try:
            replayed = replay(register, charter, start=start, until=until, acts=acts, clock=clock)
            return _read(register, charter, replayed, clock())
        finally:
            register.engine.dispose()


def _read(register: Register, charter: Charter, replayed: Replayed, now: datetime) -> Lived:
    line, letter = JournalLine, Notice
    with register.read(now) as uow:
        session = uow.session
        rows = {row.key: row for row in session.scalars(select(Assignment).order_by(Assignment.id))}
        wrote = select(line).where(line.by == SYSTEM).order_by(line.at, line.subject, line.trigger, line.seq)
        lines = list(session.scalars(wrote))
        letters = list(session.scalars(select(letter).order_by(letter.at, letter.id)))
        ladders = {one.timetable: thawed(one.content) for one in session.scalars(select(tables.Ladder))}
        session.expunge_all()
    return Lived(charter, replayed, rows, lines, letters, ladders)
