"""Both lines of command, counts, watchers, cited plans, and who received a directive."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

#: By table: column, type, and the value that rows from before get.
_ADDED: dict[str, tuple[tuple[str, Any, str], ...]] = {
    "assignment": (
        ("source", sa.Text(), ""),
        ("coordinators", sa.Text(), ""),
        ("watcher", sa.Text(), ""),
        ("co_head", sa.Text(), ""),
        ("co_authority", sa.Text(), ""),
        ("quota", sa.SmallInteger(), "0"),
        ("recorded", sa.Integer(), "0"),
    ),
    "escalation": (("line", sa.Text(), "administrative"),),
    "watermark": (("policy", sa.Text(), ""),),
}


#: What a rung of a frozen ladder no longer says: it was written down, but nothing ever followed from it.
_DROPPED = "at_once"


def _thaw_ladders() -> None:
    """Take out of the frozen ladders what the present ladder does not know; the days that follow from them stay."""
    ladder = sa.table("ladder", sa.column("timetable", sa.Text()), sa.column("content", sa.JSON()))
    connection = op.get_bind()
    for name, content in connection.execute(sa.select(ladder.c.timetable, ladder.c.content)).all():
        for rung in content["rungs"]:
            rung.pop(_DROPPED, None)
        connection.execute(sa.update(ladder).where(ladder.c.timetable == name).values(content=content))


def upgrade() -> None:
    """Go forward."""
    _thaw_ladders()
    for table, columns in _ADDED.items():
        with op.batch_alter_table(table) as batch:
            for name, type_, value in columns:
                batch.add_column(sa.Column(name, type_, nullable=False, server_default=value))
        with op.batch_alter_table(table) as batch:
            for name, type_, _ in columns:
                batch.alter_column(name, existing_type=type_, existing_nullable=False, server_default=None)
    # A rung of before climbed on the line of its assignment.
    op.execute("UPDATE escalation SET line = (SELECT line FROM assignment WHERE assignment.id = assignment_id)")
    with op.batch_alter_table("escalation") as batch:
        batch.drop_constraint(op.f("uq_escalation_assignment_id_rung_cycle"), type_="unique")
        batch.create_unique_constraint(
            op.f("uq_escalation_assignment_id_rung_line_cycle"), ["assignment_id", "rung", "line", "cycle"]
        )
    with op.batch_alter_table("notice") as batch:
        batch.alter_column("assignment_id", existing_type=sa.Integer(), nullable=True)
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("provenance", sa.Text(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("read_at", sa.BigInteger(), nullable=False),
        sa.Column("read_by", sa.Text(), nullable=False),
        sa.Column("cites", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["directive_id"], ["directive.id"], name=op.f("fk_receipt_directive_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("key", name=op.f("uq_receipt_key")),
    )
    op.create_table(
        "source_register",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["directive_id"], ["directive.id"], name=op.f("fk_source_register_directive_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_register")),
        sa.UniqueConstraint("key", name=op.f("uq_source_register_key")),
    )
    op.create_table(
        "source_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("register_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_source_item_assignment_id")),
        sa.ForeignKeyConstraint(["register_id"], ["source_register.id"], name=op.f("fk_source_item_register_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_item")),
        sa.UniqueConstraint("register_id", "number", name=op.f("uq_source_item_register_id_number")),
    )
