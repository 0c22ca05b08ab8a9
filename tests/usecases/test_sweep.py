"""Sweeps twice, late, early, dry, on faulty rows and side by side: lateness never depends on when a sweep ran."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, insert, select, text

from tests.usecases.office import DIRECTIVE, Office, all_lines, fetch, report, said, vn
from workflows.register.tables import Assignment, Escalation, Watermark
from workflows.register.verify import verify

OfficeAt = Callable[..., Office]
PERFORMERS = ("tu_phap", "tai_chinh", "dia_chinh", "van_hoa_xa_hoi", "quan_su", "cong_an")
EVE = "2024-03-11 12:00"


def told(office: Office, *triggers: str) -> list[str]:
    """Lines of these triggers about the work itself and its explanations, with the instants of the law."""
    return sorted(
        f"{line.subject} {said(line)}"
        for line in all_lines(office.register)
        if line.trigger in triggers and "#rung" not in line.subject
    )


def test_a_second_sweep_at_the_same_instant_does_nothing(office_at: OfficeAt) -> None:
    """Swept again at the same instant, or after delivery, nothing moves and nobody is told twice."""
    office = office_at(EVE)
    office.now = vn("2024-03-12 08:00")
    first = office.sweep(office.now)
    assert first.moved == {"cut_off": 6, "open": 6, "escalate": 6, "warn": 1}
    before, notices = office.register.journal_lines(), len(office.notices())
    again = office.sweep(office.now)
    assert (again.moved, again.notices, again.behind) == ({}, 0, False)
    office.send()
    delivered = office.register.journal_lines()
    assert delivered == before + 6
    assert office.sweep(office.now).moved == {}
    assert (office.register.journal_lines(), len(office.notices())) == (delivered, notices)


def test_an_instant_before_the_watermark_does_nothing(office_at: OfficeAt) -> None:
    """A run that comes late with an old instant says that it is behind, and leaves watermark and journal alone."""
    office = office_at(EVE)
    mark = fetch(office.register, select(Watermark))[0].as_of
    office.now = vn("2024-03-12 08:00")
    behind = office.sweep(mark - timedelta(seconds=1))
    assert behind.behind
    assert (behind.moved, behind.notices) == ({}, 0)
    assert fetch(office.register, select(Watermark))[0].as_of == mark
    assert office.sweep(vn("2024-03-12 08:00")).moved["cut_off"] == 6


@pytest.mark.parametrize("days", [1, 3, 14, 30, 400])
def test_silence_changes_no_lateness_and_still_warns_before_it_judges(lite_office_at: OfficeAt, days: int) -> None:
    """After days without a sweep: the same cut-offs and explanations in legal time; rungs in order, each after its gap."""
    late, steady = lite_office_at(EVE), lite_office_at(EVE)
    woken = vn("2024-03-12 00:00") + timedelta(days=days, hours=9)
    if days <= 30:
        steady.pass_time(woken)
    late.now = woken
    swept = late.sweep(woken)
    assert swept.set_aside == []
    if days <= 30:
        assert told(late, "cut_off", "open") == told(steady, "cut_off", "open")
    key = report("tu_phap")
    assert late.row(key).announced_at == late.row(key).deadline == vn("2024-03-12 00:00")
    explanation = late.row(key + "#explanation")
    assert (explanation.opens_at, explanation.deadline) == (vn("2024-03-12 00:00"), vn("2024-03-14 17:00"))
    # Nothing but the reminder, now; nobody was judged while the house slept.
    rungs = {one.rung: one for one in fetch(late.register, select(Escalation).join_from(
        Escalation, Assignment, Escalation.assignment_id == Assignment.id).where(Assignment.key == key))}  # fmt: skip
    assert set(rungs) == {"reminder"}
    assert rungs["reminder"].raised_at == woken
    # Awake again: each rung only when the one before was delivered and its gap has passed.
    late.send()
    shift, calendar = 1, late.charter.calendar
    assert late.sweep(woken).moved == {}
    late.pass_time(woken + timedelta(days=12))
    raised = fetch(late.register, select(Escalation).where(Escalation.key == key + "#rung-urging"))[0]
    expected = max(vn("2024-03-14 08:00"), vn(f"{calendar.shift(woken.date(), shift)} 08:00"))
    assert raised.raised_at == expected


@pytest.mark.parametrize("step", [timedelta(hours=1), timedelta(days=1)])
def test_hourly_and_daily_sweeps_agree_with_sweeps_on_the_instant(lite_office_at: OfficeAt, step: timedelta) -> None:
    """How often one sweeps changes no cut-off, no opening and no explanation."""
    often, exact = lite_office_at("2024-03-08 09:00"), lite_office_at("2024-03-08 09:00")
    end = vn("2024-03-10 23:00") + timedelta(days=2 if step < timedelta(days=1) else 12)
    exact.pass_time(end)
    while often.now < end:
        often.now = min(often.now + step, end)
        often.sweep(often.now)
        often.send()
    assert told(often, "cut_off", "open") == told(exact, "cut_off", "open")


def test_two_periods_missed_in_one_sleep(lite_office_at: OfficeAt) -> None:
    """Asleep from January to September: each period is late from its own end; opened and cut off in legal order."""
    office = lite_office_at("2024-01-12 00:00")
    office.now = vn("2024-09-20 10:00")
    office.sweep(office.now)
    assert office.story(report("tu_phap", "2024-Q3")) == [
        "15/06/2024 00:00 open assigned deadline=11/09/2024T00:00 provenance=document",
        "11/09/2024 00:00 cut_off assigned deadline=11/09/2024T00:00",
        "#explanation 11/09/2024 00:00 open assigned deadline=13/09/2024T17:00 provenance=default",
        "#explanation 13/09/2024 17:00 cut_off assigned deadline=13/09/2024T17:00",
        "#rung-reminder 20/09/2024 10:00 escalate issued mode=automatic addressee=tu_phap",
    ]
    assert {line.trigger for line in all_lines(office.register)} == {"publish", "open", "cut_off", "escalate"}


def test_a_late_sweep_sends_only_the_latest_warning(lite_office_at: OfficeAt) -> None:
    """Reminders before a deadline that were slept through are not all sent at once."""
    office = lite_office_at("2024-03-01 00:00")
    office.now = vn("2024-03-09 10:00")
    office.sweep(office.now)
    warned = [line for line in all_lines(office.register) if line.trigger == "warn"]
    assert {(line.details["working_days"], line.at) for line in warned} == {("1", vn("2024-03-09 10:00"))}
    assert len(warned) == 6


def test_a_dry_run_writes_nothing(office_at: OfficeAt) -> None:
    """A dry run says what would move, and leaves journal, outbox, rows and watermark as they were."""
    office = office_at(EVE)
    office.now = vn("2024-03-12 08:00")
    before = (
        office.register.journal_lines(), len(office.notices()), fetch(office.register, select(Watermark))[0].as_of,
        office.row(report("tu_phap")).announced_at,
    )  # fmt: skip
    dry = office.sweep(office.now, dry_run=True)
    assert dry.moved == {"cut_off": 6, "open": 6, "escalate": 6, "warn": 1}
    assert before == (
        office.register.journal_lines(), len(office.notices()), fetch(office.register, select(Watermark))[0].as_of,
        office.row(report("tu_phap")).announced_at,
    )  # fmt: skip
    assert verify(office.register) == []
    assert office.sweep(office.now).moved == dry.moved


def poison(office: Office, table: str, key: str, column: str = "key", when: str = "UPDATE") -> None:
    """Make the database refuse one row: a trigger, as a broken guard or a failing disk page would."""
    row = "NEW"
    with office.register.engine.begin() as connection:
        if office.register.engine.dialect.name == "sqlite":
            connection.execute(
                text(
                    f"CREATE TRIGGER poison BEFORE {when} ON {table} WHEN {row}.{column} = '{key}' "
                    "BEGIN SELECT RAISE(ABORT, 'dòng hỏng'); END"
                )
            )
        else:
            connection.execute(
                text(
                    "CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                    f"IF {row}.{column} = '{key}' THEN RAISE EXCEPTION 'dòng hỏng'; END IF; RETURN {row}; END $$"
                )
            )
            connection.execute(
                text(f"CREATE TRIGGER poison BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION poison()")
            )


def check(office: Office, key: str) -> None:
    """Make the database refuse that one row is ever announced late."""
    with office.register.engine.begin() as connection:
        if office.register.engine.dialect.name == "sqlite":
            connection.execute(
                text(
                    f"CREATE TRIGGER poison BEFORE UPDATE OF announced_at ON assignment WHEN NEW.key = '{key}' "
                    "BEGIN SELECT RAISE(ABORT, 'dòng hỏng'); END"
                )
            )
        else:
            connection.execute(
                text(f"ALTER TABLE assignment ADD CONSTRAINT poison CHECK (key <> '{key}' OR announced_at = 0)")
            )


def announced(office: Office) -> set[str]:
    """Whose first quarter was announced late."""
    return {p for p in PERFORMERS if office.row(report(p)).announced_at == vn("2024-03-12 00:00")}


@pytest.mark.parametrize("bad", ["tai_chinh", "van_hoa_xa_hoi"])
def test_a_row_that_the_database_refuses_is_set_aside_and_told(office_at: OfficeAt, bad: str) -> None:
    """One faulty row: the five others are cut off and reminded, it is named, and the next sweep is not stopped by it."""
    office = office_at(EVE)
    check(office, report(bad))
    office.now = vn("2024-03-12 08:00")
    swept = office.sweep(office.now)
    assert swept.set_aside == [report(bad)]
    assert announced(office) == set(PERFORMERS) - {bad}
    assert swept.moved == {"cut_off": 5, "open": 5, "escalate": 5, "warn": 1}
    (line,) = [line for line in all_lines(office.register) if line.trigger == "set_aside"]
    assert line.subject == report(bad)
    assert line.details["fault"]
    assert office.sweep(office.now).moved == {}
    assert verify(office.register) == []
    assert fetch(office.register, select(Watermark))[0].as_of == office.now


def test_a_row_that_may_not_be_changed_at_all_does_not_stop_the_others(office_at: OfficeAt) -> None:
    """Even a row on which every UPDATE is refused leaves the other five their cut-off."""
    office = office_at(EVE)
    poison(office, "assignment", report("tai_chinh"))
    office.now = vn("2024-03-12 08:00")
    swept = office.sweep(office.now)
    assert announced(office) == set(PERFORMERS) - {"tai_chinh"}
    assert swept.set_aside == [report("tai_chinh")]


def test_a_row_that_may_not_be_journalled_does_not_stop_the_others(office_at: OfficeAt) -> None:
    """A line that the journal refuses leaves the other five theirs."""
    office = office_at(EVE)
    poison(office, "journal", report("tai_chinh"), column="subject", when="INSERT")
    office.now = vn("2024-03-12 08:00")
    office.sweep(office.now)
    assert announced(office) == set(PERFORMERS) - {"tai_chinh"}


def test_a_faulty_duty_that_hangs_on_a_row_takes_no_innocent_row_with_it(lite_office_at: OfficeAt) -> None:
    """When only the explanation of one unit is refused, no other unit is taken out of the sweep."""
    office = lite_office_at(EVE)
    poison(office, "journal", report("tai_chinh") + "#explanation", column="subject", when="INSERT")
    office.now = vn("2024-03-12 08:00")
    swept = office.sweep(office.now)
    assert {key for key in swept.set_aside if not key.startswith(report("tai_chinh"))} == set()
    assert announced(office) >= set(PERFORMERS) - {"tai_chinh"}


def test_a_faulty_directive_sets_no_assignment_aside(lite_office_at: OfficeAt) -> None:
    """When the directive's own row cannot move, its assignments are still cut off, and none is taken out."""
    office = lite_office_at(EVE)
    with office.register.engine.begin() as connection:
        connection.execute(text(f"UPDATE directive SET next_due_at = {int(office.now.timestamp())}"))
    poison(office, "directive", DIRECTIVE)
    office.now = vn("2024-03-12 08:00")
    swept = office.sweep(office.now)
    assert [key for key in swept.set_aside if key != DIRECTIVE] == []
    assert announced(office) == set(PERFORMERS)


def test_the_watermark_moves_also_when_the_last_row_is_the_faulty_one(lite_office_at: OfficeAt) -> None:
    """A sweep that set a row aside has still swept: an earlier instant is behind it, whichever row was faulty."""
    office = lite_office_at(EVE)
    newest = fetch(office.register, select(Assignment).order_by(Assignment.id.desc()))[0]
    assert newest.key == f"{DIRECTIVE}/3.2.2/tong-hop/van_phong_thong_ke/2024"
    check(office, newest.key)
    office.now = vn("2024-12-19 00:00")
    assert office.sweep(office.now).set_aside == [newest.key]
    assert fetch(office.register, select(Watermark))[0].as_of == office.now


SIDE_BY_SIDE = """
import sys
from pathlib import Path
from tests.usecases.office import open_register, small, vn
from workflows import sweep
register = open_register(sys.argv[1], Path(sys.argv[2]))
charter = small()
print("ready", flush=True)
sys.stdin.readline()
done = sweep.sweep(register, charter, as_of=vn("2024-03-12 08:00"), recorded_at=vn("2024-03-12 08:00"))
print(sum(done.moved.values()), flush=True)
"""


def test_two_sweeps_at_once_write_one_journal(office_at: OfficeAt, tmp_path: Path) -> None:
    """Two processes that sweep at the same moment share nothing and double nothing: the journal of one sweep."""
    alone, office = office_at(EVE), office_at(EVE)
    home = office.register.anchors.parent
    url = office.register.engine.url.render_as_string(hide_password=False)
    alone.now = vn("2024-03-12 08:00")
    alone.sweep(alone.now)
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", SIDE_BY_SIDE, url, str(home)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
        )
        for _ in range(2)
    ]  # fmt: skip
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()
    moved = sorted(int(worker.communicate(timeout=60)[0]) for worker in workers)
    assert [worker.returncode for worker in workers] == [0, 0]
    assert moved == [0, 19]

    def plain(one: Office) -> list[tuple[object, ...]]:
        return [(line.at, line.subject, line.trigger, line.dest) for line in all_lines(one.register)]

    assert plain(office) == plain(alone)
    assert verify(office.register) == []


def statements(office: Office) -> list[str]:
    """What an idle sweep says to the database."""
    heard: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        heard.append(statement)

    event.listen(office.register.engine, "before_cursor_execute", hear)
    office.sweep(office.now)
    event.remove(office.register.engine, "before_cursor_execute", hear)
    return heard


def test_an_idle_sweep_does_not_grow_with_what_is_open(office_at: OfficeAt) -> None:
    """With nothing due the same few statements are said, however much is open, and no assignment is written."""
    office = office_at("2024-03-01 00:00")
    office.now = vn("2024-03-01 09:00")
    office.sweep(office.now)
    few = statements(office)
    table = Assignment.__table__
    with office.register.write(office.now) as uow:
        row = uow.session.execute(select(table).where(table.c.key == report("tu_phap"))).mappings().one()
        copies = [
            dict(row)
            | {"key": f"{row['key']}-{n}", "state": "draft", "opens_at": office.now, "next_due_at": office.now}
            for n in range(1000)
        ]
        for copy in copies:
            del copy["id"]
        uow.session.execute(insert(table), copies)
        uow.commit()
    assert office.sweep(office.now).moved == {"open": 1000}
    many = statements(office)
    assert len(many) == len(few) < 60
    assert not [one for one in many if one.lstrip().upper().startswith(("UPDATE ASSIGNMENT", "INSERT INTO JOURNAL"))]
