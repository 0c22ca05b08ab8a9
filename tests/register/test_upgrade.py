"""A register of the first version is brought to the present one with everything that stands in it, and goes on."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, inspect, text

from tests.register.first_register import NEW_TABLES, put_back, written
from tests.register.test_schema import OPENING, ROOT, guards
from tests.register.tools import raw_engine, refused
from tests.usecases.office import DIRECTIVE, Office, charter, report, said, small, vn
from workflows.register import schema
from workflows.register.guards import statements
from workflows.register.moves import lawful
from workflows.register.tables import Base
from workflows.register.unit_of_work import Register, open_engine
from workflows.register.verify import verify

#: What rows from before get in the columns that are new.
GIVEN = {
    "assignment": {
        "source": "",
        "coordinators": "",
        "watcher": "",
        "co_head": "",
        "co_authority": "",
        "quota": 0,
        "recorded": 0,
    },
    "escalation": {"line": "administrative"},
    "watermark": {"policy": ""},
}
#: The instant at which the first version stopped.
STOPPED = "2024-04-05 00:00"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give the folder of the key and the anchors."""
    return tmp_path / "home"


@pytest.fixture
def old_url(database_url: str, home: Path) -> str:
    """Give a database as the first version left it, on SQLite and again on PostgreSQL."""
    put_back(database_url, home)
    return database_url


@pytest.fixture
def upgraded(old_url: str, home: Path) -> Iterator[Register]:
    """Open it with the present program, which upgrades it."""
    register = Register.open(old_url, key_file=home / "seal.key", anchors=home / "anchors.jsonl")
    yield register
    register.engine.dispose()


def kept(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of every table of the first version, without the columns that are new."""
    found = {}
    for one in written():
        as_text = {c["name"] for c in inspect(connection).get_columns(one.table) if str(c["type"]) == "JSON"}
        names = ", ".join(f'CAST("{name}" AS TEXT)' if name in as_text else f'"{name}"' for name in one.columns)
        rows = connection.execute(text(f"SELECT {names} FROM {one.table}"))
        plain = (tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in rows)
        found[one.table] = sorted(plain, key=lambda row: row[:3])
    return found


def as_written() -> dict[str, list[tuple[object, ...]]]:
    """Return the rows as the first version wrote them."""
    return {one.table: sorted(one.rows, key=lambda row: row[:3]) for one in written()}


def _without(content: object, dropped: str = "") -> object:
    """Read a frozen ladder, without one word in its rungs."""
    ladder = json.loads(str(content))
    assert all(dropped in rung for rung in ladder["rungs"] if dropped)
    return ladder | {"rungs": [{k: v for k, v in rung.items() if k != dropped} for rung in ladder["rungs"]]}


def at_0001(url: str) -> Engine:
    """Open the database without upgrading it, once sure that it is at the first revision."""
    engine = open_engine(url)
    with engine.connect() as connection:
        assert schema.revision(connection) == "0001"
    return engine


def test_the_first_register_is_a_whole_one(old_url: str) -> None:
    """What is upgraded here holds assignments, rungs, notices, reports, a journal and its seals, at revision 0001."""
    engine = at_0001(old_url)
    with engine.connect() as connection:
        assert not set(NEW_TABLES) & set(inspect(connection).get_table_names())
        before = as_written()
        assert all(len(before[t]) > 15 for t in ("assignment", "escalation", "notice", "journal", "seal"))
        assert all(before[table] for table in ("report", "figure", "credential", "timetable", "ladder"))
        assert kept(connection) == before
    engine.dispose()


def test_nothing_is_lost(upgraded: Register) -> None:
    """Every value of every row stands as it did; the moves are joined by those of the present law only."""
    before = as_written()
    # What a rung of a ladder said and nothing followed from is no longer said.
    before["ladder"] = [(*row[:3], _without(row[3], "at_once")) for row in before["ladder"]]
    with upgraded.engine.connect() as connection:
        after = kept(connection)
        after["ladder"] = [(*row[:3], _without(row[3])) for row in after["ladder"]]
        moves = after.pop("move")
        assert set(before.pop("move")) <= set(moves), "a move has changed its number or its clause"
        assert {(m[0], *m[2:5]) for m in moves} == {
            (m["machine"], m["trigger"], m["source"], m["dest"]) for m in lawful()
        }
        assert len(moves) == len({m[:2] for m in moves}) == len(list(lawful()))
        assert after == before


def test_what_is_new_says_that_nothing_was_known(upgraded: Register) -> None:
    """Rows from before have no watcher, no quota and no source, and stood on the line that there was."""
    with upgraded.engine.connect() as connection:
        for table, values in GIVEN.items():
            columns = {column["name"] for column in inspect(connection).get_columns(table)}
            old = next(one.columns for one in written() if one.table == table)
            assert columns - set(old) == set(values)
            said = connection.execute(text(f"SELECT DISTINCT {', '.join(values)} FROM {table}")).all()
            assert [tuple(row) for row in said] == [tuple(values.values())]
        for table in NEW_TABLES:
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0


def test_a_rung_stands_on_the_line_of_its_assignment(old_url: str, home: Path) -> None:
    """What climbed on the Party line goes on there: a rung takes over the line of what it is about."""
    engine = at_0001(old_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE assignment SET line = 'party' WHERE key = :key"), {"key": report("tu_phap")})
    engine.dispose()
    register = Register.open(old_url, key_file=home / "seal.key", anchors=home / "anchors.jsonl")
    with register.engine.connect() as connection:
        lines = connection.execute(
            text("SELECT DISTINCT a.key, e.line FROM escalation e JOIN assignment a ON a.id = e.assignment_id")
        ).all()
    register.engine.dispose()
    assert {key for key, line in lines if line == "party"} == {report("tu_phap")}
    assert {line for key, line in lines if key != report("tu_phap")} == {"administrative"}
    assert len(lines) > 3


def test_the_schema_is_that_of_a_fresh_database(upgraded: Register) -> None:
    """Tables, columns, indexes, constraints and guards are what a register made today has, none missing or over."""
    made = re.findall(r"TRIGGER (?:IF NOT EXISTS )?(\w+)", "".join(statements(upgraded.engine.dialect.name)))
    assert guards(upgraded.engine) == set(made)
    with upgraded.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
        assert schema.revision(connection) == schema.HEAD


def test_the_version_before_is_upgraded_as_well(database_url: str) -> None:
    """A register of the revision before this one keeps its codes, knows of no alert, and is then what models say."""
    engine = open_engine(database_url)
    schema.upgrade(engine, "0003")
    row = "1, 'ba_bich', 'chu_tich', 'AAAA', 0, 253370764800, 57000000, 5, 1710000000"
    with engine.begin() as connection:
        assert not inspect(connection).has_table("alert")
        connection.execute(text(f"INSERT INTO authenticator VALUES ({row})"))
    schema.ensure(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
        assert schema.revision(connection) == schema.HEAD
        assert connection.execute(text("SELECT count(*) FROM alert")).scalar() == 0
        assert connection.execute(text("SELECT post, failures FROM authenticator")).all() == [("chu_tich", 5)]
    engine.dispose()


def test_what_refers_still_refers(upgraded: Register) -> None:
    """Foreign keys hold over the old rows and refuse new ones that refer to nothing, also after tables were remade."""
    with upgraded.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        connection.rollback()
        names = ", ".join(f'"{c["name"]}"' for c in inspect(connection).get_columns("escalation"))
        values = names.replace('"id"', "9999").replace('"key"', "'x'").replace('"assignment_id"', "9999")
        values = values.replace('"state"', "'scheduled'")
        connection.rollback()
        said = refused(
            connection, f"INSERT INTO escalation ({names}) SELECT {values} FROM escalation ORDER BY id LIMIT 1"
        )
    assert "foreign key" in said.lower()


def test_the_guards_stand_over_the_old_rows(upgraded: Register) -> None:
    """Raw SQL still cannot move, rename, delete or rewrite what the first version wrote."""
    statements = {
        "UPDATE assignment SET state = 'evaluated' WHERE state = 'assigned'": "bước chuyển không hợp lệ",
        "UPDATE escalation SET state = 'scheduled' WHERE state = 'delivered'": "bước chuyển không hợp lệ",
        "UPDATE directive SET state = 'draft'": "bước chuyển không hợp lệ",
        "UPDATE assignment SET key = key || 'x'": "không được đổi mã",
        "DELETE FROM notice WHERE 1 = 0": "",
        "DELETE FROM assignment": "không được xóa",
        "DELETE FROM escalation": "không được xóa",
        "UPDATE journal SET cites = 'x'": "chỉ được ghi thêm",
        "DELETE FROM seal": "chỉ được ghi thêm",
        "UPDATE move SET cites = 'x'": "chỉ được ghi thêm",
    }
    engine = raw_engine(upgraded)
    with engine.connect() as connection:
        said = {statement: refused(connection, statement) for statement in statements}
    engine.dispose()
    assert {s: words in said[s] and bool(said[s]) == bool(words) for s, words in statements.items()} == dict.fromkeys(
        statements, True
    )


def test_the_journal_is_proved_whole(upgraded: Register) -> None:
    """`journal verify` finds nothing after the upgrade: not a line, a seal, an anchor or a row has changed."""
    assert verify(upgraded) == []
    assert upgraded.journal_lines() == len(as_written()["journal"])


def test_a_second_upgrade_changes_nothing(upgraded: Register) -> None:
    """Upgrading again leaves rows, guards and moves alone."""
    standing = guards(upgraded.engine)
    with upgraded.engine.connect() as connection:
        before = kept(connection)
    schema.upgrade(upgraded.engine)
    with upgraded.engine.connect() as connection:
        assert kept(connection) == before
    assert guards(upgraded.engine) == standing


def test_the_sweep_goes_on_where_it_stopped(upgraded: Register) -> None:
    """Time passes on: what waited climbs on by the dates it was promised, what was due opens, and all is sealed."""
    office = Office(upgraded, small(), vn(STOPPED))
    lines = upgraded.journal_lines()
    office.pass_time("2024-06-12 12:00")

    assert verify(upgraded) == []
    since = [(line.subject.removeprefix(f"{DIRECTIVE}/3.1.2/bao-cao/"), said(line)) for line in office.register_lines()]
    # Nobody signed and nobody decided: what waited on that day goes up, or stays on the table of the last one.
    assert [one for one in since[lines:] if one[1] < "08/04/2024 24" and "2024 17:00" in one[1]][:3] == [
        (
            "van_hoa_xa_hoi/2024-Q1#rung-urging.2#signature",
            "05/04/2024 17:00 pass_on assigned silent=van_phong_thong_ke addressee=chu_tich due=08/04/2024T17:00",
        ),
        (
            "dia_chinh/2024-Q1#rung-accountability_review#decision",
            "08/04/2024 17:00 cut_off assigned deadline=08/04/2024T17:00",
        ),
        (
            "van_hoa_xa_hoi/2024-Q1#rung-urging.2#signature",
            "08/04/2024 17:00 cut_off assigned deadline=08/04/2024T17:00",
        ),
    ]
    # The second report of the year, assigned by the first version, is warned of, cut off and reminded of by this one.
    assert [line for subject, line in since[lines:] if subject == "tu_phap/2024-H1"] == [
        "03/06/2024 08:00 warn assigned working_days=5 addressee=tu_phap",
        "05/06/2024 08:00 warn assigned working_days=3 addressee=tu_phap",
        "07/06/2024 08:00 warn assigned working_days=1 addressee=tu_phap",
        "11/06/2024 00:00 cut_off assigned deadline=11/06/2024T00:00",
    ]
    assert [line for subject, line in since[lines:] if subject == "tu_phap/2024-H1#rung-reminder"] == [
        "11/06/2024 08:00 escalate issued mode=automatic addressee=tu_phap",
        "11/06/2024 08:00 deliver delivered addressee=tu_phap evidence=replay: mô phỏng: đến ngay",
    ]


def test_people_go_on_acting_on_what_stood_before(upgraded: Register) -> None:
    """A report that was suspended, and a decision that was owed, are taken up with the present program."""
    office = Office(upgraded, small(), vn(STOPPED))
    office.yes("2024-04-05 09:00", "chu_tich", "resume", report("quan_su"), reason="diễn tập xong")
    office.yes("2024-04-05 10:00", "chi_huy_truong_quan_su", "report", report("quan_su"), sections=["Kết quả"])
    assert office.row(report("quan_su")).state == "reported"
    assert verify(upgraded) == []


def test_a_new_assignment_finds_its_place_after_the_old_ones(upgraded: Register) -> None:
    """Assigning again with the present policy adds what is new under numbers of its own, and nothing twice."""
    office = Office(upgraded, charter(), vn(STOPPED))
    old = {row[1] for row in as_written()["assignment"]}
    office.assign()
    with upgraded.engine.connect() as connection:
        keys = connection.execute(text("SELECT key FROM assignment")).scalars().all()
    assert old < set(keys)
    assert len(keys) == len(set(keys))
    assert {key.rpartition("/")[0] for key in set(keys) - old} >= {f"{DIRECTIVE}/2.1.1/ke-hoach-nam"}
    assert verify(upgraded) == []


def test_a_register_with_a_hole_in_it_is_not_upgraded(sqlite_url: str, home: Path) -> None:
    """SQLite lets a row refer to nothing while nobody looks: the upgrade finds it, says so, and changes nothing."""
    put_back(sqlite_url, home)
    engine = open_engine(sqlite_url)
    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
        connection.exec_driver_sql("UPDATE notice SET assignment_id = 9999 WHERE id = 1")
        connection.commit()
    engine.dispose()

    engine = at_0001(sqlite_url)
    standing = guards(engine)
    with engine.connect() as connection:
        before = kept(connection)
    with pytest.raises(RuntimeError, match="refer to nothing"):
        schema.upgrade(engine)
    with engine.connect() as connection:
        assert kept(connection) == before
        assert schema.revision(connection) == "0001"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    assert guards(engine) == standing
    engine.dispose()


def test_two_programs_upgrade_at_once(old_url: str, home: Path) -> None:
    """Programs that start together upgrade the register once, and none of them fails."""
    (home / "key").write_text((home / "seal.key").read_text(encoding="utf-8"), encoding="utf-8")
    started = [
        subprocess.Popen(
            [sys.executable, "-c", OPENING, old_url, str(home)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    ended = [(one.communicate(timeout=60), one.returncode) for one in started]
    assert [(error, code) for (_, error), code in ended] == [("", 0)] * 2
    register = Register.open(old_url, key_file=home / "seal.key", anchors=home / "anchors.jsonl")
    assert verify(register) == []
    register.engine.dispose()
