"""Every evaluation is kept; those of before are read from the journal, which has them all."""

from collections import Counter
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_CRITERIA = ("content", "figures", "quality")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("quality", sa.Text(), nullable=False),
        sa.Column("timeliness", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_evaluation_assignment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        sa.UniqueConstraint("assignment_id", "number", name=op.f("uq_evaluation_assignment_id_number")),
    )
    if found := list(_journalled()):
        kept = sa.table("evaluation", *(sa.column(name) for name in found[0]))
        op.bulk_insert(kept, found)


def _journalled() -> list[dict[str, Any]]:
    """Return the evaluations that the journal tells of, in its order."""
    names = ("seq", "at", "recorded_at", "machine", "subject", "trigger", "by")
    line = sa.table("journal", *(sa.column(name) for name in names), sa.column("details", sa.JSON()))
    row = sa.table("assignment", sa.column("id"), sa.column("key"))
    wanted = (
        sa.select(row.c.id, line.c.at, line.c.recorded_at, line.c.by, line.c.details)
        .join_from(line, row, row.c.key == line.c.subject)
        .where(line.c.machine == "assignment", line.c.trigger == "evaluate")
        .order_by(line.c.seq)
    )
    numbers, found = Counter[int](), []
    for number, at, recorded_at, by, details in op.get_bind().execute(wanted):
        numbers[number] += 1
        found.append(
            {
                "assignment_id": number,
                "number": numbers[number],
                "at": at,
                "recorded_at": recorded_at,
                "by": by,
                "result": str(details.get("result", "")),
                "timeliness": str(details.get("timeliness", "")),
            }
            | {name: _said(details.get(name)) for name in _CRITERIA}
        )
    return found


def _said(value: Any) -> str:
    return value if value in ("passed", "failed") else ""
