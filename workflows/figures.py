"""The four-way table: done on time, done late, open in time, open overdue; and the rates."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, and_, case, func, literal, literal_column, or_, select
from sqlalchemy.orm import Session

from workflows.charter import Charter
from workflows.plans import CitedPlan, cited_plans
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Directive, SourceRegister

# Written out, so that PostgreSQL sees the same expression in SELECT and GROUP BY.
_FROM_A_PLAN = Assignment.source != literal_column("''")
#: What figures may be grouped by, and the column each is read from; ``level`` is the jurisdiction's own.
GROUPS: dict[str, Any] = {
    "unit": Assignment.performer,
    "kind": Assignment.kind,
    "period": Assignment.period,
    "line": Assignment.line,
    "source": case((_FROM_A_PLAN, Assignment.source), else_=Directive.key),
    "source_level": case((_FROM_A_PLAN, SourceRegister.level), else_=literal_column("'directive'")),
}
#: The groups by what a task comes from: the directive itself, or a plan that it refers to.
SOURCES = ("source", "source_level")
COUNTS = (
    "assigned",
    "done_on_time",
    "done_late",
    "open_in_time",
    "open_overdue",
    "no_deadline",
    "awaiting_evaluation",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table; a rate without a denominator is None, never 0 (promise 9).

    Attributes:
        group: what it is the row of.
        assigned: how many there are.
        done_on_time: evaluated as passed, received in time.
        done_late: evaluated as passed, received late.
        open_in_time: not done, not overdue.
        open_overdue: not done, overdue.
        no_deadline: not done, without a deadline.
        awaiting_evaluation: received, not evaluated.
        not_imported: plans that belong to the row and are not on file; None: the row is of no source.
    """

    group: dict[str, str | None]
    assigned: int = 0
    done_on_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    no_deadline: int = 0
    awaiting_evaluation: int = 0
    not_imported: tuple[str, ...] | None = None

    def within(self, jurisdiction: str) -> "Row":
        """Return the same row, grouped by its jurisdiction first."""
        return replace(self, group={"jurisdiction": jurisdiction, **self.group})

    @property
    def unknown(self) -> bool:
        """Whether nothing is known of it: its plans were not imported."""
        return bool(self.not_imported) and not self.assigned

    @property
    def done(self) -> int:
        """Evaluated as passed."""
        return self.done_on_time + self.done_late

    def as_json(self) -> dict[str, Any]:
        """Return the row with its rates, as the contract has it; what is not on file is null, never 0."""
        due = self.done + self.open_overdue
        said = asdict(self) | {
            "rate_done": _rate(self.done, self.assigned),
            "rate_done_of_due": _rate(self.done, due),
            "rate_overdue": _rate(self.open_overdue, due),
        }
        missing = said.pop("not_imported")
        if missing is None:
            return said
        if missing:
            said |= dict.fromkeys(("rate_done", "rate_done_of_due", "rate_overdue"))
        if self.unknown:
            said |= dict.fromkeys(COUNTS)
        return said | {"imported": not missing, "not_imported": list(missing)}


def figures(session: Session, charter: Charter, *, as_of: datetime, by: Sequence[str] = ("unit",)) -> list[Row]:
    """Count the assignments of a jurisdiction as they stood in legal time at ``as_of``.

    A clock that stands still is not overdue. What hangs on an assignment (explanations, papers) is not counted;
    what was revoked leaves the denominator; a report in time that waits for its evaluation is open in time.

    By source, or by the level of the source, every plan that a directive in force refers to has its place: one that
    nobody imported is unknown, and a level that lacks one of its plans has counts of the others but no rates.

    Args:
        session: an open session.
        charter: the jurisdiction.
        as_of: the instant (aware); what arrived or was closed later has not happened yet.
        by: what to group by, of `GROUPS`.
    """
    row = Assignment
    done = and_(row.result == "passed", row.closed_at <= as_of)
    waiting = and_(row.received_at <= as_of, row.closed_at > as_of)
    undated = and_(row.deadline >= NEVER, ~done)
    given_up_in_time = and_(row.state == "impossible", row.closed_at < row.deadline)
    running = and_(row.state.not_in(("suspended", "referred")), ~given_up_in_time)
    passed = and_(running, row.deadline <= as_of, ~and_(waiting, row.received_at < row.deadline))
    cells: dict[str, Any] = {
        "done_on_time": and_(done, row.received_at < row.deadline),
        "done_late": and_(done, row.received_at >= row.deadline),
        "open_in_time": and_(~done, ~undated, ~passed),
        "open_overdue": and_(~done, ~undated, passed),
        "no_deadline": undated,
        "awaiting_evaluation": waiting,
    }
    level = literal(charter.jurisdiction.organization.level)
    groups = [level if name == "level" else GROUPS[name] for name in by]
    by_source = any(name in SOURCES for name in by)
    columns = [group.label(name) for group, name in zip(groups, by, strict=True)]
    counted = [func.sum(case((cell, 1), else_=0)).label(name) for name, cell in cells.items()]
    statement = (
        select(*columns, func.count().label("assigned"), *counted)
        .select_from(row)
        .join(Directive, Directive.id == row.directive_id)
        .outerjoin(SourceRegister, SourceRegister.key == row.source)
        .where(
            row.jurisdiction == charter.key,
            row.derived == 0,
            row.opens_at <= as_of,
            Directive.effective_at <= as_of,
            or_(row.state != "revoked", row.closed_at > as_of),
        )
        .group_by(*(group for group in groups if group is not level))
    )
    rows = [_row(found, by) for found in session.execute(statement).mappings()]
    if by_source:
        rows = _with_sources(session, charter, rows, by, as_of)
    return sorted(rows, key=lambda one: [one.group[name] or "" for name in by])


def _row(found: RowMapping, by: Sequence[str]) -> Row:
    counts: dict[str, Any] = {name: int(found[name] or 0) for name in COUNTS}
    return Row({name: found[name] for name in by}, **counts)


def _with_sources(
    session: Session, charter: Charter, rows: Sequence[Row], by: Sequence[str], as_of: datetime
) -> list[Row]:
    """Say of each row which of its plans are not on file, and give every plan without a row one of its own."""
    in_force = select(Directive.key).where(Directive.jurisdiction == charter.key, Directive.effective_at <= as_of)
    directives, stored = set(session.scalars(in_force)), set(session.scalars(select(SourceRegister.key)))
    plans = [plan for plan in cited_plans(charter) if plan.directive.full_key in directives]
    missing: dict[tuple[str | None, ...], list[str]] = {}
    for plan in plans:
        missing.setdefault(_place(plan, by), []).extend([plan.key] if plan.key not in stored else [])
    names = [name for name in by if name in SOURCES]
    found = [replace(one, not_imported=tuple(missing.get(_of(one, names), ()))) for one in rows]
    there = {_of(one, names) for one in rows}
    return found + [
        Row(dict.fromkeys(by) | dict(zip(names, place, strict=True)), not_imported=tuple(keys))
        for place, keys in missing.items()
        if place not in there
    ]


def _place(plan: CitedPlan, by: Sequence[str]) -> tuple[str | None, ...]:
    """Where a plan belongs among the groups by source."""
    where = {"source": plan.key, "source_level": plan.plan.level}
    return tuple(where[name] for name in by if name in SOURCES)


def _of(row: Row, names: Sequence[str]) -> tuple[str | None, ...]:
    return tuple(row.group[name] for name in names)


def total(rows: Sequence[Row]) -> Row:
    """Return the sum over rows."""
    return Row({}, **{name: sum(getattr(row, name) for row in rows) for name in COUNTS})


def _rate(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
