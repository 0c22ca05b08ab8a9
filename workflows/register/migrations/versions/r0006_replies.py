"""Explanations told beforehand, requests for more time, and referrals to the body above."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("assignment") as batch:
        batch.add_column(sa.Column("explained", sa.SmallInteger(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("extension", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("assignment") as batch:
        batch.alter_column("explained", existing_type=sa.SmallInteger(), existing_nullable=False, server_default=None)
        batch.alter_column("extension", existing_type=sa.Text(), existing_nullable=False, server_default=None)
    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("filed_at", sa.BigInteger(), nullable=False),
        sa.Column("endorsed_at", sa.BigInteger(), nullable=False),
        sa.Column("petitioned_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("reminded", sa.SmallInteger(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("cites", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_referral_assignment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("key", name=op.f("uq_referral_key")),
    )
    op.create_index(op.f("ix_referral_assignment_id"), "referral", ["assignment_id"])
    due = sa.text("due_at < 253370764800")
    op.create_index(op.f("ix_referral_due_at"), "referral", ["due_at"], sqlite_where=due, postgresql_where=due)
