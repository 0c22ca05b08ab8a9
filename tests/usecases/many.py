"""Registers filled by hand or at random, past the law: what figures make of rows must not depend on how they came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection, insert, select

from tests.usecases.office import vn
from workflows.register import guards
from workflows.register.columns import LONG_AGO, NEVER
from workflows.register.standings import READ
from workflows.register.tables import Assignment, Directive, SourceRegister
from workflows.register.tables_standing import Standing
from workflows.register.unit_of_work import Register, UnitOfWork

DIRECTIVE = "ba_bich/2024-kl-cchc"
#: The four plans that the directive refers to, and their levels; the last one is not on file.
PLANS = {"kh-tinh": "province", "kh-huyen": "district", "kh-xa": "commune"}
UNITS = ("tu_phap", "tai_chinh", "dia_chinh", "van_hoa_xa_hoi", "quan_su", "cong_an")
#: When the directive takes effect.
BEGIN = vn("2024-01-12 00:00")


@dataclass(frozen=True)
class Stood:
    """What figures read of an assignment and what may change of it; the names are those of the columns."""

    performer: str = "tu_phap"
    state: str = "in_progress"
    deadline: datetime = NEVER
    received_at: datetime = NEVER
    closed_at: datetime = NEVER
    result: str = ""
    fault: str = ""
    fault_found_at: datetime = NEVER

    def columns(self) -> dict[str, Any]:
        """Return its values by the names of the columns."""
        return {name: getattr(self, name) for name in READ}


@dataclass(frozen=True)
class Work:
    """An assignment: how it stands now, and how it stood before, each with the legal and the recorded end of that."""

    now: Stood
    source: str = ""
    period: str = ""
    kind: str = "one_off"
    line: str = "administrative"
    derived: int = 0
    opens_at: datetime = BEGIN
    before: tuple[tuple[datetime, datetime, Stood], ...] = ()


@contextmanager
def unguarded(uow: UnitOfWork) -> Iterator[Connection]:
    """Take the guards of assignments away for a while."""
    connection = uow.session.connection()
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        for statement in guards.statements("sqlite"):
            name = statement.split("IF NOT EXISTS ")[1].split()[0]
            if name.startswith("assignment_"):
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
    else:
        connection.exec_driver_sql("ALTER TABLE assignment DISABLE TRIGGER USER")
    yield connection
    if not sqlite:
        connection.exec_driver_sql("ALTER TABLE assignment ENABLE TRIGGER USER")
    guards.put_up(connection)


def fill(register: Register, works: Sequence[Work]) -> None:
    """Store assignments as they are, under one directive and three of the plans it refers to."""
    with register.write(vn("2024-12-31 00:00")) as uow:
        with unguarded(uow) as connection:
            _fill(connection, works)
        uow.commit()


def _fill(connection: Connection, works: Sequence[Work]) -> None:
    common = {
        "directive_id": 1, "jurisdiction": "ba_bich", "clause": "1", "duty": "viec", "answered_by": "report",
        "title": "Việc", "cites": "khoản 1", "policy": "v", "head": "truong", "why": {},
    }  # fmt: skip
    directive = {
        "id": 1, "key": DIRECTIVE, "jurisdiction": "ba_bich", "label": "Thông báo kết luận", "effective_at": BEGIN,
        "term_ends_at": vn("2025-01-01 00:00"), "cites": "khoản 1", "policy": "v",
    }  # fmt: skip
    connection.execute(insert(Directive), [directive])
    for plan, level in PLANS.items():
        values = {
            "key": f"{DIRECTIVE}/{plan}", "directive_id": 1, "jurisdiction": "ba_bich", "label": plan,
            "level": level, "file": "a.csv", "digest": "0", "imported_at": BEGIN,
        }  # fmt: skip
        connection.execute(insert(SourceRegister), [values])
    rows = [
        common
        | one.now.columns()
        | {"id": number, "key": f"{DIRECTIVE}/1/viec/{number}", "opens_at": one.opens_at, "period": one.period}
        | {"source": f"{DIRECTIVE}/{one.source}" if one.source else "", "kind": one.kind}
        | {"line": one.line, "derived": one.derived}
        for number, one in enumerate(works, 1)
    ]
    connection.execute(insert(Assignment), rows)
    images = [
        (recorded, at, number, stood) for number, one in enumerate(works, 1) for at, recorded, stood in one.before
    ]
    images.sort(key=lambda image: image[0])
    standings = [
        {"assignment_id": number, "at": at, "recorded_at": recorded, **stood.columns()}
        for recorded, at, number, stood in images
    ]
    if standings:
        connection.execute(insert(Standing), standings)


def cells(work: Work, as_of: datetime, known_at: datetime | None, *, adjusted: bool) -> set[str]:
    """Say by plain reading in which columns of the table a work stands; in none: it is not counted."""
    stood, rest = work.now, list(work.before)
    # From the latest change back to the last one that had happened and was known.
    while rest and (rest[-1][0] > as_of or (known_at is not None and rest[-1][1] > known_at)):
        stood = rest.pop()[2]
    if work.derived or work.opens_at > as_of or stood.state == "":
        return set()
    if stood.state == "revoked" and stood.closed_at <= as_of:
        return set()
    if adjusted and stood.fault == "objective" and stood.fault_found_at <= as_of:
        return set()
    in_time = stood.received_at < stood.deadline
    if stood.result == "passed" and stood.closed_at <= as_of:
        return {"assigned", "done_on_time" if in_time else "done_late"}
    found = {"assigned"}
    waits = stood.received_at <= as_of < stood.closed_at
    if waits:
        found.add("awaiting_evaluation")
    if stood.deadline == NEVER:
        return found | {"no_deadline"}
    if stood.state in ("suspended", "referred") or as_of < stood.deadline or (waits and in_time):
        return found | {"open_in_time"}
    if stood.state == "impossible" and stood.closed_at < stood.deadline:
        return found | {"open_in_time"}
    return found | {"open_overdue"}


def at_random(dice: Random, number: int) -> list[Work]:
    """Make as many works as asked, most of them changed a few times since they came to be."""
    return [_work(dice) for _ in range(number)]


def _work(dice: Random) -> Work:
    hours = lambda most: timedelta(hours=dice.randrange(most))  # noqa: E731
    born = BEGIN + hours(200)
    stood = Stood(dice.choice(UNITS), "draft", dice.choice((NEVER, BEGIN + timedelta(days=dice.randrange(1, 330)))))
    before: list[tuple[datetime, datetime, Stood]] = [(LONG_AGO, born, replace(stood, state=""))]
    recorded = born
    for _ in range(dice.randrange(4)):
        recorded += hours(1500)
        at = recorded - (hours(400) if dice.random() < 0.3 else timedelta())
        before.append((at, recorded, stood))
        stood = _changed(dice, stood, at)
    if dice.random() < 0.2:
        before = []
    return Work(
        stood,
        dice.choice(("", "", *PLANS)),
        dice.choice(("", "2024-Q1", "2024-H1")),
        dice.choice(("one_off", "periodic_report")),
        dice.choice(("administrative", "administrative", "party")),
        int(dice.random() < 0.1),
        dice.choice((BEGIN, born, BEGIN + hours(4000))),
        tuple(before),
    )


def _changed(dice: Random, stood: Stood, at: datetime) -> Stood:
    match dice.randrange(10):
        case 0 | 1 | 2:
            return replace(stood, state="reported", received_at=at)
        case 3 | 4:
            return replace(stood, state="evaluated", result=dice.choice(("passed", "passed", "failed")), closed_at=at)
        case 5:
            return replace(stood, state=dice.choice(("suspended", "referred")))
        case 6:
            return replace(stood, state=dice.choice(("revoked", "impossible")), closed_at=at)
        case 7:
            return replace(stood, fault=dice.choice(("objective", "objective", "subjective")), fault_found_at=at)
        case 8:
            return replace(stood, performer=dice.choice(UNITS))
    return replace(
        stood, state="returned", received_at=NEVER, deadline=at + timedelta(days=20), result="", closed_at=NEVER
    )


def standings(register: Register) -> list[Standing]:
    """Return every standing that was kept, in order."""
    with register.read(BEGIN) as uow:
        found = list(uow.session.scalars(select(Standing).order_by(Standing.id)))
        uow.session.expunge_all()
    return found
