"""One law, two readings: what moves one row in memory is what SQL selects, on every row that can be told apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from random import SystemRandom
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine, SmallInteger, insert, inspect, select
from sqlalchemy.orm import Session

from state_machines import statement
from state_machines.errors import Refused
from state_machines.law import ENGINE, SYSTEM, Law, Rule
from state_machines.machine import Machine
from tests.law.cases import (
    LAWS,
    MAPPED,
    NOW,
    NOW_AND_A_FRACTION,
    ROLLED_UP,
    Case,
    actors,
    at_random,
    columns_read,
    exhaustive,
    nullable,
)
from workflows.register.columns import LONG_AGO, NEVER, Instant
from workflows.register.tables import Assignment, Base, Directive
from workflows.register.unit_of_work import open_engine

MACHINES = {name: Machine(law) for name, law in LAWS.items()}
#: How many cases the exhaustive test has at the least; fewer, and something is no longer tried.
AT_LEAST = {"assignment": 300_000, "escalation": 4_000, "directive": 5_000, "receipt": 100}

#: ``(row, trigger, who, when)`` to the number of the rule that applies.
Verdicts = dict[tuple[int, str, str, datetime], int]


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """Give the tables of the register without their guards: a row may be born anywhere in its life here."""
    engine = open_engine(database_url)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


def fill(law_name: str, row: dict[str, Any], number: int) -> dict[str, Any]:
    """Complete a row with what no guard reads."""
    told = {"id": number, "key": f"k{number}", "rung": f"r{number}"} | row
    return blank(law_name) | {name: told[name] for name in told.keys() & columns(law_name)}


@cache
def blank(law_name: str) -> dict[str, Any]:
    """Return a row in which every column that must have a value has one."""
    stored = MAPPED[law_name].__table__.columns
    return {column.name: _something(column.type) for column in stored if column.name == "id" or not column.nullable}


@cache
def columns(law_name: str) -> frozenset[str]:
    """Return the names of the columns that are stored."""
    return frozenset(MAPPED[law_name].__table__.columns.keys())


def _something(kind: Any) -> Any:
    if isinstance(kind, Instant):
        return LONG_AGO
    return {str: "", int: 1, dict: {}}[kind.python_type if not isinstance(kind, SmallInteger) else int]


def put_in(session: Session, law_name: str, cases: Iterable[Case]) -> None:
    """Insert the row of every case; its number is its place."""
    rows = [fill(law_name, dict(case.row), number) for number, case in enumerate(cases, 1)]
    connection = session.connection()
    if law_name != "directive":
        connection.execute(insert(Directive.__table__), [fill("directive", {}, 1)])
        if law_name == "escalation":
            connection.execute(insert(Assignment.__table__), [fill("assignment", {"directive_id": 1}, 1)])
        connection.execute(insert(MAPPED[law_name].__table__), rows)
        return
    connection.execute(insert(Directive.__table__), rows)
    of_it = [
        {"directive_id": number, "state": state, "countable": countable}
        for number, case in enumerate(cases, 1)
        for state, countable in case.row.get("assignments", ())
    ]
    if of_it:
        made = [fill("assignment", row, n) for n, row in enumerate(of_it, 1)]
        connection.execute(insert(Assignment.__table__), made)


def instants(trigger: str, law_name: str) -> tuple[datetime, ...]:
    """Return when a trigger is asked: at a whole second, and late in it where an instant is compared."""
    law = LAWS[law_name]
    table = MAPPED[law_name].__table__
    timed = any(isinstance(table.c[column].type, Instant) for column in columns_read(law.of(trigger)) - set(ROLLED_UP))
    return (NOW, NOW_AND_A_FRACTION) if timed else (NOW,)


def fired(machine: Machine, row: Any, trigger: str, as_of: datetime, by: str) -> int:
    """Ask the machine, put the row back, and return the number of the rule that moved it, 0 without one."""
    state = row.state
    try:
        rule = machine.fire(row, trigger, as_of=as_of, by=by)
    except Refused:
        return 0
    assert (state, row.state) == (rule.source, rule.dest)
    row.state = state
    return machine.law.number(rule)


def by_machine(law_name: str, cases: Iterable[Case], rows: Iterable[Any]) -> tuple[Verdicts, int]:
    """Fire every case by every actor at every instant; return the moves made, and how many questions."""
    made: Verdicts = {}
    asked = 0
    machine = MACHINES[law_name]
    for number, (case, row) in enumerate(zip(cases, rows, strict=True), 1):
        for as_of in instants(case.trigger, law_name):
            for by in actors(case.row):
                asked += 1
                if rule := fired(machine, row, case.trigger, as_of, by):
                    made[number, case.trigger, by, as_of] = rule
    return made, asked


def by_sql(session: Session, law_name: str, cases: Iterable[Case]) -> Verdicts:
    """Ask SQL the same, one statement per trigger, actor and instant over all its rows."""
    law, mapped = LAWS[law_name], MAPPED[law_name]
    numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, case in enumerate(cases, 1):
        for by in actors(case.row):
            numbers[case.trigger, by].append(number)
    made: Verdicts = {}
    for (trigger, by), mine in numbers.items():
        wanted = set(mine)
        for as_of in instants(trigger, law_name):
            which = statement.moves(law, mapped, trigger, as_of=as_of, by=by)
            found = select(mapped.id, which.rule, which.where).where(
                mapped.id.between(min(mine), max(mine)), (which.rule != 0) | which.where
            )
            for number, rule, applies in session.execute(found):
                assert (rule != 0) == bool(applies), "the choice of a rule and its condition differ"
                if number in wanted:
                    made[number, trigger, by, as_of] = rule
    return made


@cache
def expected(law_name: str) -> tuple[Verdicts, int]:
    """Return the machine's verdict on rows that never saw a database; the directive's are rolled up by hand."""
    cases = exhaustive(law_name)
    return by_machine(law_name, cases, [SimpleNamespace(**_seen(law_name, case)) for case in cases])


def _seen(law_name: str, case: Case) -> dict[str, Any]:
    return dict(case.row) | (rolled_up(case) if law_name == "directive" else {})


def rolled_up(case: Case) -> dict[str, int]:
    """Roll a directive up as *Settled* says, with no word of SQL: only what counts is looked at."""
    counted = {state for state, countable in case.row.get("assignments", ()) if countable}
    owed = {"draft", "assigned", "in_progress", "returned", "referred", "suspended"}
    return {
        "begun": int(bool(counted & {"in_progress", "reported", "evaluated", "returned"})),
        "unreported": int(bool(counted & owed)),
        "unevaluated": int("reported" in counted),
    }


def differences(cases: tuple[Case, ...], left: Verdicts, right: Verdicts) -> list[str]:
    """Say where two readings differ, with the row."""
    apart = [key for key in left.keys() | right.keys() if left.get(key, 0) != right.get(key, 0)]
    return [
        f"{key[1]} by {key[2]!r} at {key[3]}: machine {left.get(key, 0)}, SQL {right.get(key, 0)}; "
        f"{cases[key[0] - 1].row}"
        for key in sorted(apart)[:5]
    ]


@pytest.mark.parametrize("law_name", LAWS)
def test_both_readings_of_a_law_agree(engine: Engine, law_name: str) -> None:
    """State × trigger × boundary × actor × every column read: the machine's rule is SQL's, or neither has one."""
    cases = exhaustive(law_name)
    machine, asked = expected(law_name)
    assert asked >= AT_LEAST[law_name]
    with Session(engine) as session:
        put_in(session, law_name, cases)
        sql = by_sql(session, law_name, cases)
    print(f"{law_name} on {engine.dialect.name}: {len(cases)} rows, {asked} questions, {len(machine)} moves")
    assert differences(cases, machine, sql) == []
    assert set(machine.values()) == set(range(1, len(LAWS[law_name].rules) + 1)), "a rule was never taken"


@pytest.mark.parametrize("law_name", LAWS)
def test_both_readings_agree_on_loaded_rows_drawn_at_random(engine: Engine, law_name: str) -> None:
    """Rows that come out of the database, drawn over every column at once, are judged alike by both readings."""
    seed = SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    cases = at_random(law_name, rows=3000, seed=seed)
    with Session(engine) as session, session.no_autoflush:
        put_in(session, law_name, cases)
        mapped = MAPPED[law_name]
        rows = list(session.scalars(select(mapped).order_by(mapped.id)))
        machine, _ = by_machine(law_name, cases, rows)
        for case, row in zip(cases, rows, strict=True):
            for by in actors(case.row):
                allowed = {rule.trigger for rule in MACHINES[law_name].allowed(row, as_of=NOW, by=by)}
                assert (case.trigger in allowed) == ((row.id, case.trigger, by, NOW) in machine)
        sql = by_sql(session, law_name, cases)
    assert differences(cases, machine, sql) == []


def has_head(row: Any, as_of: datetime) -> Any:
    """Hold for every row of the case below."""
    return row.head != ""


def opened_before(row: Any, as_of: datetime) -> Any:
    """Hold for the rows of the case below that have opened."""
    return row.opens_at <= as_of


def test_of_several_rules_that_hold_both_readings_take_the_first(engine: Engine) -> None:
    """Where guards overlap, the order of the law decides in memory and in SQL alike."""
    guarded = [(opened_before, "reported"), (has_head, "in_progress"), (has_head, "evaluated")]
    rules = tuple(Rule("go", "assigned", to, ENGINE, "GĐ-01", guard, "Chưa được.") for guard, to in guarded)
    states = {state: state for state in ("assigned", "in_progress", "reported", "evaluated")}
    law = Law("order", "thứ tự", states, "assigned", frozenset(), {"go": "đi"}, rules)
    with Session(engine) as session, session.no_autoflush:
        connection = session.connection()
        connection.execute(insert(Directive.__table__), [fill("directive", {}, 1)])
        made = [{"state": "assigned", "head": "a", "opens_at": at} for at in (LONG_AGO, NOW, NEVER)]
        rows = [fill("assignment", row, n) for n, row in enumerate(made, 1)]
        connection.execute(insert(Assignment.__table__), rows)
        which = statement.moves(law, Assignment, "go", as_of=NOW, by=SYSTEM)
        sql = session.execute(select(which.rule).where(which.where).order_by(Assignment.id)).scalars().all()
        loaded = session.scalars(select(Assignment).order_by(Assignment.id)).all()
        assert [fired(Machine(law), row, "go", NOW, SYSTEM) for row in loaded] == sql == [1, 1, 2]


@pytest.mark.parametrize("law_name", LAWS)
def test_no_guard_reads_what_may_be_null(law_name: str) -> None:
    """Python's ``None < x`` raises where SQL's is unknown: no column that a guard or a role reads may be NULL."""
    law = LAWS[law_name]
    read = columns_read(law.rules) | {"state"}
    known = set(inspect(MAPPED[law_name]).all_orm_descriptors.keys())
    assert read <= known
    assert [column for column in sorted(read) if nullable(law, column)] == []


def test_what_a_directive_rolls_up_is_never_null(engine: Engine) -> None:
    """A directive without a single assignment has begun nothing and owes nothing: 0, not unknown."""
    with Session(engine) as session:
        put_in(session, "directive", exhaustive("directive")[:1])
        row = session.scalars(select(Directive)).one()
        assert (row.begun, row.unreported, row.unevaluated) == (0, 0, 0)


def test_what_a_directive_rolls_up_is_what_was_settled(engine: Engine) -> None:
    """Begun, unreported and unevaluated follow from the countable assignments, as told by hand."""
    cases = tuple(case for case in exhaustive("directive") if case.trigger == "close")
    with Session(engine) as session:
        put_in(session, "directive", cases)
        for row, case in zip(session.scalars(select(Directive).order_by(Directive.id)), cases, strict=True):
            told = {"begun": row.begun, "unreported": row.unreported, "unevaluated": row.unevaluated}
            assert told == rolled_up(case), case.row
