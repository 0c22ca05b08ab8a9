"""What the database itself refuses, whoever asks and however: raw SQL on a connection that is not ours."""

from collections import deque
from random import Random

import pytest
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from state_machines.law import Law
from tests.register.tools import ROWS, START, give_birth, raw_engine, refused, write_batch
from workflows.register.moves import EVENTS, LAWS, lawful
from workflows.register.tables import JournalLine, Move
from workflows.register.unit_of_work import Register

APPENDED = ("journal", "seal", "move")
LAWFUL = {name: {(rule.source, rule.dest) for rule in law.rules} for name, law in LAWS.items()}


def path_to(law: Law, state: str) -> list[str]:
    """Return the states to go through from the initial one to ``state``."""
    paths = {law.initial: [law.initial]}
    waiting = deque([law.initial])
    while waiting:
        source = waiting.popleft()
        for rule in law.rules:
            if rule.source == source and rule.dest not in paths:
                paths[rule.dest] = [*paths[source], rule.dest]
                waiting.append(rule.dest)
    return paths[state]


def moves(connection: Connection, table: str, state: str) -> bool:
    """Try to move row 1 with raw SQL, and put it back; tell whether the database let it."""
    attempt = connection.begin_nested()
    try:
        connection.exec_driver_sql(f"UPDATE {table} SET state = '{state}' WHERE id = 1")
    except DBAPIError as error:
        assert f"{table}: bước chuyển không hợp lệ" in str(error.orig)
        return False
    finally:
        attempt.rollback()
    return True


@pytest.mark.parametrize("table", LAWS)
def test_raw_sql_moves_a_row_along_the_law_only(register: Register, table: str) -> None:
    """From every state raw SQL reaches exactly the states that a rule leads to, and stays where it is."""
    law = LAWS[table]
    wrong = []
    for source in law.states:
        with register.engine.connect() as connection:
            give_birth(connection)
            for state in path_to(law, source)[1:]:
                connection.exec_driver_sql(f"UPDATE {table} SET state = '{state}' WHERE id = 1")
            for dest in [*law.states, "", "xong"]:
                let = moves(connection, table, dest)
                if let != ((source, dest) in LAWFUL[table] or source == dest):
                    wrong.append((source, dest, let))
            connection.rollback()
    assert wrong == []


@pytest.mark.parametrize("table", LAWS)
def test_a_row_is_born_at_the_beginning_of_its_life(register: Register, table: str) -> None:
    """Raw SQL cannot insert a row that has lived already: only the initial state is a birth."""
    law = LAWS[table]
    born = []
    for state in [*law.states, "", "xong"]:
        with register.engine.connect() as connection:
            for name, (mapped, row) in ROWS.items():
                if name != table:
                    connection.execute(insert(mapped), row)
                    continue
                try:
                    connection.execute(insert(mapped), row | {"state": state})
                    born.append(state)
                except DBAPIError as error:
                    assert f"{table}: trạng thái ban đầu không hợp lệ" in str(error.orig)
                break
            connection.rollback()
    assert born == [law.initial]


def test_nothing_that_lived_is_deleted(register: Register) -> None:
    """Raw SQL cannot delete or truncate what was assigned, escalated or published."""
    with register.engine.begin() as connection:
        give_birth(connection)
    statements = [f"DELETE FROM {table}" for table in ROWS]
    if register.engine.dialect.name == "postgresql":
        statements += [f"TRUNCATE {table} CASCADE" for table in ROWS]
    with raw_engine(register).connect() as connection:
        said = [refused(connection, statement) for statement in statements]
    assert all("không được xóa" in one or "chỉ được ghi thêm" in one for one in said), said


@pytest.mark.parametrize("table", APPENDED)
def test_what_is_appended_is_never_touched(register: Register, table: str) -> None:
    """Raw SQL cannot update, delete, truncate or upsert a journal line, a seal or a lawful move."""
    write_batch(register, Random(1), 3, first=1)
    column, value = {"journal": ("cites", "x"), "seal": ("mac", "x"), "move": ("cites", "x")}[table]
    key = {"journal": "seq", "seal": "batch", "move": "machine, number"}[table]
    statements = [
        f"UPDATE {table} SET {column} = '{value}'",
        f"UPDATE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
        f"INSERT INTO {table} SELECT * FROM {table} WHERE 1 = 1 ON CONFLICT ({key}) DO UPDATE SET {column} = '{value}'",
    ]
    if register.engine.dialect.name == "postgresql":
        statements.append(f"TRUNCATE {table} CASCADE")
    with raw_engine(register).connect() as connection:
        said = {statement: refused(connection, statement) for statement in statements}
    assert [statement for statement, answer in said.items() if "chỉ được ghi thêm" not in answer] == []


@pytest.mark.parametrize("table", [*APPENDED, *ROWS])
def test_nothing_is_put_in_the_place_of_what_stands(
    sqlite_url: str, tmp_path_factory: pytest.TempPathFactory, table: str
) -> None:
    """SQLite's REPLACE deletes without asking the triggers of DELETE: it is refused in the guards of INSERT."""
    folder = tmp_path_factory.mktemp("keys")
    register = Register.open(sqlite_url, key_file=folder / "key", anchors=folder / "anchors")
    write_batch(register, Random(1), 3, first=1)
    with register.engine.begin() as connection:
        give_birth(connection)
    with raw_engine(register).connect() as connection:
        let = [
            verb
            for verb in ("REPLACE", "INSERT OR REPLACE")
            if not refused(connection, f"{verb} INTO {table} SELECT * FROM {table}")
        ]
    register.engine.dispose()
    assert let == []


def test_the_journal_tells_of_lawful_moves_only(register: Register) -> None:
    """A journal line must refer to a move of the law: any other is refused by the database."""
    line = {
        "seq": 1,
        "batch": 1,
        "at": START,
        "recorded_at": START,
        "subject": "x",
        "by": "chu_tich",
        "cites": "c",
        "details": {},
    }
    unlawful = [
        ("assignment", "evaluate", "assigned", "evaluated"),
        ("assignment", "create", "", "evaluated"),
        ("assignment", "delete", "assigned", ""),
        ("directive", "open", "draft", "assigned"),
        ("nothing", "open", "draft", "assigned"),
    ]
    for machine, trigger, source, dest in unlawful:
        move = {"machine": machine, "trigger": trigger, "source": source, "dest": dest}
        with register.engine.connect() as connection, pytest.raises(IntegrityError):
            connection.execute(insert(JournalLine), line | move)
    with register.engine.connect() as connection:
        move = {"machine": "assignment", "trigger": "open", "source": "draft", "dest": "assigned"}
        connection.execute(insert(JournalLine), line | move)
        connection.rollback()


def test_the_table_of_lawful_moves_is_the_law(register: Register) -> None:
    """Every rule of every law stands in the table under its number, every birth under 0, and nothing else."""
    expected = {
        (law.name, number, rule.trigger, rule.source, rule.dest, rule.cites)
        for law in LAWS.values()
        for number, rule in enumerate(law.rules, 1)
    }
    with register.engine.connect() as connection:
        columns = (Move.machine, Move.number, Move.trigger, Move.source, Move.dest, Move.cites)
        known = {tuple(row) for row in connection.execute(select(*columns))}
    births = {one for one in known if one[1] == 0}
    events = {one for one in known if one[0] == "register"}
    assert known - births - events == expected
    assert {(one[0], one[3], one[4]) for one in births} == {(law.name, "", law.initial) for law in LAWS.values()}
    assert {one[2] for one in events} == set(EVENTS)
    assert len(known) == len(list(lawful()))
    assert all(one[5] for one in known), "a move cites nothing"


def test_every_move_of_the_law_can_be_journalled(register: Register) -> None:
    """What the law allows the journal can tell: one line for each lawful move goes in."""
    with register.write(START) as uow:
        for move in lawful():
            uow.note(
                str(move["machine"]),
                str(move["trigger"]),
                str(move["source"]),
                str(move["dest"]),
                "x",
                at=START,
                by="system",
                details={},
                cites=str(move["cites"]),
            )
        uow.commit()
    with register.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM journal")).scalar() == len(list(lawful()))
