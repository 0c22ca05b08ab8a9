"""A register with as many open assignments as asked, made by the database itself."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, insert, text

from workflows.charter import Charter
from workflows.register import guards
from workflows.register.columns import epoch
from workflows.register.tables import Assignment, Directive
from workflows.register.unit_of_work import Register
from workflows.timetable import Timetable, day_number

#: The day on which everything is due; a Friday with room for every reminder before it.
DAY = datetime(2024, 5, 31, tzinfo=UTC).date()
#: The instant of the first reminder, five working days before.
WARNED = datetime(2024, 5, 24, 1, 0, tzinfo=UTC)


def populate(register: Register, charter: Charter, rows: int) -> Timetable:
    """Fill the register with assignments that wait for their deadline; none of them is due yet."""
    directive = charter.directives[0]
    timetable = charter.timetable(directive)
    if timetable is None:
        raise LookupError("the policy gives the directive no ladder")
    planned = next(p for p in charter.plan(directive) if p.occasion is not None and p.due.firm)
    row = charter.row(planned)
    with register.write(WARNED) as uow:
        timetable.store(uow.session)
        uow.session.execute(
            insert(Directive).values(
                id=1,
                key=directive.full_key,
                jurisdiction=charter.key,
                label=directive.label,
                effective_at=WARNED - timedelta(days=100),
                term_ends_at=WARNED + timedelta(days=900),
                cites="đo đạc",
                policy=charter.policy.version,
            )
        )
        end = datetime(2024, 5, 31, 17, tzinfo=UTC)
        one = Assignment(
            **(
                row
                | {
                    "deadline": end,
                    "cut_off_at": end,
                    "cut_off_day": day_number(DAY),
                    "key": "mau",
                    "directive_id": 1,
                    "next_due_at": end + timedelta(days=900),
                }
            )
        )
        uow.session.add(one)
        uow.session.flush()
        _multiply(register.engine, uow.session.connection(), rows, one.id)
        uow.commit()
    with register.engine.begin() as connection:
        connection.execute(text("ANALYZE"))
    return timetable


def _multiply(engine: Engine, connection: object, rows: int, sample: int) -> None:
    names = [c.name for c in Assignment.__table__.columns if c.name not in ("id", "key", "state", "next_due_at")]
    columns = ", ".join(names)
    if engine.dialect.name == "sqlite":
        for statement in guards.statements("sqlite"):
            name = statement.split("IF NOT EXISTS ")[1].split()[0]
            if name.startswith("assignment_"):
                connection.exec_driver_sql(f"DROP TRIGGER {name}")  # type: ignore[attr-defined]
        series = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})"
        source = "n"
    else:
        connection.exec_driver_sql("ALTER TABLE assignment DISABLE TRIGGER USER")  # type: ignore[attr-defined]
        series, source = "", f"generate_series(1, {rows}) AS n(i)"
    connection.exec_driver_sql(  # type: ignore[attr-defined]
        f"INSERT INTO assignment (key, state, next_due_at, {columns}) {series} "
        f"SELECT 'ba_bich/2024-kl-cchc/3.1.2/bao-cao/don_vi_' || i || '/2024-Q1', 'assigned', "
        f"next_due_at + i, {columns} "
        f"FROM {source}, assignment WHERE assignment.id = {sample}"
    )
    if engine.dialect.name == "postgresql":
        connection.exec_driver_sql("ALTER TABLE assignment ENABLE TRIGGER USER")  # type: ignore[attr-defined]
    guards.put_up(connection)  # type: ignore[arg-type]


def make_due(engine: Engine, rows: int, at: datetime) -> None:
    """Make as many assignments due, strewn over the whole table."""
    with engine.begin() as connection:
        total = connection.execute(text("SELECT max(id) FROM assignment")).scalar_one()
        connection.execute(
            text("UPDATE assignment SET next_due_at = :at WHERE id % :step = 1 AND derived = 0 AND id <= :most"),
            {"at": epoch(at), "step": max(total // rows, 1), "most": total},
        )
