"""Hand what is not closed over from posts and units that end to whoever takes them over (GĐ-42).

Clock, rungs, key and history stay as they are; only the names change. What had to be opened or cut off before the end
is opened and cut off first, under the names of that time. Each line bears the first instant of the successor.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Integer,
    MetaData,
    Table,
    Text,
    and_,
    case,
    delete,
    insert,
    not_,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.schema import CreateTable

from config.citation import Citation
from state_machines.assignment import ASSIGNMENT
from state_machines.escalation import PENDING
from state_machines.law import SYSTEM
from state_machines.statement import moves
from workflows.batch import DUE_ID, DUE_SOME_DAY, Batch, instant, said
from workflows.people import handed_over
from workflows.register.columns import iso, json_object
from workflows.register.tables import Assignment, Escalation
from workflows.steps.step import Step
from workflows.working_time import at

#: The columns that name posts and units, in the order in which a change of one is told before the others.
NAMES = (
    "performer", "head", "officer", "authority", "monitor", "deputy", "watcher", "route_point", "co_head",
    "co_authority", "passes_to", "coordinators",
)  # fmt: skip
#: Duties that one post owes in person, whatever unit it belongs to.
BY_HAND = ("signature", "decision", "watching")

_heir = Table(
    "heir",
    MetaData(),
    Column("n", Integer, primary_key=True, autoincrement=False),
    *(Column(f"was_{name}", Text, nullable=False) for name in (*NAMES, "line")),
    *(Column(name, Integer, nullable=False) for name in ("derived", "by_hand")),
    *(Column(name, Text, nullable=False) for name in NAMES),
    Column("details", JSON, nullable=False),
    Column("cites", Text, nullable=False),
    prefixes=["TEMPORARY"],
)
_handed = Table(
    "handed",
    MetaData(),
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("n", Integer, nullable=False),
    prefixes=["TEMPORARY"],
)


def hand_over(step: Step) -> int:
    """Hand over whatever names a post or a unit that has ended since the last sweep."""
    return sum(_on(step, day) for day in step.ends if _concerned(step, day))


def _on(step: Step, day: date) -> int:
    """Hand over what ends on one day."""
    row, begins = Assignment, at(day, time(0))
    heirs = step.charter.chain.heirs(day)
    batch = Batch(step.uow, ASSIGNMENT, row)
    due = [*_mine(step), _named(heirs), not_(_earlier(step, begins)), *step.scope.of(row)]
    handed = 0
    while batch.gather("hand_over", as_of=step.as_of, due=due, most=step.most):
        _set_down_heirs(step, batch, heirs, day)
        unopened = row.state == "draft"
        when = case((unopened, instant(begins)), (row.opens_at > begins, row.opens_at), else_=instant(begins))
        batch.journal(at=when, details=_of(_heir.c.details), cites=row.cites + "; " + _of(_heir.c.cites))
        told = case((unopened | (row.head == _of(_heir.c.head)), ""), else_=_of(_heir.c.head))
        facts = json_object(
            deadline=iso(row.cut_off_at), since=begins.isoformat(), **{"from": row.performer, "head": row.head}
        )
        step.notices += batch.notify("handed_over", to=told, at=step.as_of, facts=facts, mark=said(day.isoformat()))
        passed = update(row).where(row.id == _handed.c.id, _heir.c.n == _handed.c.n)
        named: dict[str, Any] = {name: _heir.c[name] for name in NAMES}
        named["officer"] = case((row.officer.in_(sorted(heirs)), ""), else_=row.officer)
        step.uow.session.execute(passed.values(named), execution_options={"synchronize_session": False})
        handed += step.count("hand_over", batch.count)
    _rungs(step, heirs)
    return handed


def _concerned(step: Step, day: date) -> bool:
    """Tell whether anything is to be looked for: of a single assignment, whether it or what hangs on it is named."""
    mine = _mine(step)
    if not mine:
        return True
    named = select(Assignment.id).where(*mine, _named(step.charter.chain.heirs(day))).limit(1)
    return step.uow.session.scalar(named) is not None


def _mine(step: Step) -> list[Any]:
    """Conditions that find one assignment, and what hangs on it, by an index."""
    one = step.scope.lowest
    if one is None or one != step.scope.highest:
        return []
    return [or_(Assignment.id == one, Assignment.base_id == one)]


def _named(heirs: dict[str, str]) -> Any:
    """Rows that name one of those who end."""
    ending = sorted(heirs)
    single = [getattr(Assignment, name).in_(ending) for name in NAMES if name != "coordinators"]
    several = "," + Assignment.coordinators + ","
    return or_(*single, *(several.contains(f",{key},", autoescape=True) for key in ending))


def _earlier(step: Step, begins: datetime) -> Any:
    """Rows that a late sweep has yet to open or cut off as of an instant before the successor came."""
    opened = moves(ASSIGNMENT, Assignment, "open", as_of=begins - timedelta(seconds=1), by=SYSTEM).where
    cut = moves(ASSIGNMENT, Assignment, "cut_off", as_of=begins, by=SYSTEM).where
    return and_(Assignment.next_due_at <= step.as_of, DUE_SOME_DAY, or_(opened, cut))


def _of(column: Any) -> Any:
    """A column of the new names of a row."""
    mine = (_handed.c.id == Assignment.id, _heir.c.n == _handed.c.n)
    return select(column).where(*mine).correlate(Assignment).scalar_subquery()


def _set_down_heirs(step: Step, batch: Batch, heirs: dict[str, str], day: date) -> None:
    """Work out the new names once for each set of names among the rows, few as they are, and which row bears which."""
    session, row, due = step.uow.session, Assignment, batch.due()
    for table in (_heir, _handed):
        session.execute(CreateTable(table, if_not_exists=True))
        session.execute(delete(table))
    bears = {f"was_{name}": getattr(row, name) for name in (*NAMES, "line")}
    # Officers are many and need no names of posts: only those whose post ends matter here.
    bears["was_officer"] = case((row.officer.in_(sorted(heirs)), row.officer), else_="")
    bears |= {"derived": row.derived, "by_hand": case((row.kind.in_(BY_HAND), 1), else_=0)}
    found = session.execute(select(*bears.values()).select_from(due).join(row, row.id == DUE_ID).distinct()).all()
    session.execute(insert(_heir), [_heir_of(step, n, tuple(one), heirs, day) for n, one in enumerate(found)])
    same = and_(*(_heir.c[name] == column for name, column in bears.items()))
    borne = select(row.id, _heir.c.n).select_from(due).join(row, row.id == DUE_ID).join(_heir, same)
    session.execute(insert(_handed).from_select(["id", "n"], borne))
    session.execute(text("ANALYZE handed"))


def _heir_of(step: Step, n: int, found: tuple[Any, ...], heirs: dict[str, str], day: date) -> dict[str, Any]:
    chain = step.charter.chain
    names = dict(zip((*NAMES, "line"), found, strict=False))
    derived, by_hand = found[-2:]
    now = handed_over(chain, names, heirs, day, derived=bool(derived), by_hand=bool(by_hand))
    changed = {name: {"from": names[name], "to": now[name]} for name in NAMES if names[name] != now[name]}
    first = next(iter(changed.values()))
    cites = [step.charter.cite([_SUCCESSION]), *_grounds(step, names, heirs)]
    return (
        {"n": n}
        | {f"was_{name}": value for name, value in names.items()}
        | {name: now[name] for name in NAMES}
        | {"derived": derived, "by_hand": by_hand}
        | {"details": {**first, "roles": list(changed), "changed": changed}, "cites": "; ".join(dict.fromkeys(cites))}
    )


_SUCCESSION = Citation(source="gd_42")


def _grounds(step: Step, names: dict[str, str], heirs: dict[str, str]) -> Iterator[str]:
    """Yield what the organisation says the end of each rests on."""
    organization = step.charter.jurisdiction.organization
    for name in NAMES:
        for key in names[name].split(","):
            thing = organization.post(key) or organization.unit(key)
            if key in heirs and thing is not None and thing.cites:
                yield step.charter.cite(thing.cites)


def _rungs(step: Step, heirs: dict[str, str]) -> None:
    """Turn the rungs that still lie ahead or on a desk to the successors; what was issued stays addressed as it was."""
    row, session, ending = Escalation, step.uow.session, sorted(heirs)
    scope = step.scope.of(row)
    if _mine(step):
        scope = [row.assignment_id == step.scope.lowest]
    pending = row.state.in_(PENDING)
    for column, states in (
        (row.addressee, pending),
        (row.holder, pending),
        (row.clerk, pending | (row.state == "issued")),
    ):
        passed = case(*((column == key, said(heir)) for key, heir in heirs.items()), else_=column)
        statement = update(row).where(*scope, states, column.in_(ending)).values({column: passed})
        session.execute(statement, execution_options={"synchronize_session": False})
    for copies in session.scalars(select(row.copies).where(*scope, pending, row.copies != "").distinct()).all():
        passed_on = ",".join(dict.fromkeys(heirs.get(post, post) for post in copies.split(",")))
        if passed_on != copies:
            statement = update(row).where(*scope, pending, row.copies == copies).values(copies=passed_on)
            session.execute(statement, execution_options={"synchronize_session": False})
