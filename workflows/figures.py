"""The four-way table: done on time, done late, open in time, open overdue; and the rates."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, literal, or_, select
from sqlalchemy.orm import Session

from workflows.charter import Charter
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Directive

#: What figures may be grouped by, and the column each is read from; ``level`` is the jurisdiction's own.
GROUPS = {
    "unit": Assignment.performer,
    "kind": Assignment.kind,
    "period": Assignment.period,
    "line": Assignment.line,
    "source": Directive.key,
}
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
    """One row of the table; a rate without a denominator is None, never 0 (promise 9)."""

    group: dict[str, str]
    assigned: int = 0
    done_on_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    no_deadline: int = 0
    awaiting_evaluation: int = 0

    @property
    def done(self) -> int:
        """Evaluated as passed."""
        return self.done_on_time + self.done_late

    def as_json(self) -> dict[str, Any]:
        """Return the row with its rates, as the contract has it."""
        due = self.done + self.open_overdue
        return asdict(self) | {
            "rate_done": _rate(self.done, self.assigned),
            "rate_done_of_due": _rate(self.done, due),
            "rate_overdue": _rate(self.open_overdue, due),
        }


def figures(session: Session, charter: Charter, *, as_of: datetime, by: Sequence[str] = ("unit",)) -> list[Row]:
    """Count the assignments of a jurisdiction as they stood in legal time at ``as_of``.

    A clock that stands still is not overdue. What hangs on an assignment (explanations, papers) is not counted;
    what was revoked leaves the denominator; a report in time that waits for its evaluation is open in time.

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
    columns = [group.label(name) for group, name in zip(groups, by, strict=True)]
    counted = [func.sum(case((cell, 1), else_=0)).label(name) for name, cell in cells.items()]
    statement = (
        select(*columns, func.count().label("assigned"), *counted)
        .select_from(row)
        .join(Directive, Directive.id == row.directive_id)
        .where(
            row.jurisdiction == charter.key,
            row.derived == 0,
            row.opens_at <= as_of,
            Directive.effective_at <= as_of,
            or_(row.state != "revoked", row.closed_at > as_of),
        )
        .group_by(*(group for group in groups if group is not level))
    )
    return [
        Row({name: found[name] for name in by}, **{name: int(found[name] or 0) for name in COUNTS})
        for found in sorted(session.execute(statement).mappings(), key=lambda m: [m[name] for name in by])
    ]


def total(rows: Sequence[Row]) -> Row:
    """Return the sum over rows."""
    return Row({}, **{name: sum(getattr(row, name) for row in rows) for name in COUNTS})


def _rate(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
