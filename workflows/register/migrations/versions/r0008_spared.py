"""Whether a rung stands still because all of the lateness is others' share."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("escalation") as batch:
        batch.add_column(sa.Column("spared", sa.SmallInteger(), nullable=False, server_default="0"))
    with op.batch_alter_table("escalation") as batch:
        batch.alter_column("spared", existing_type=sa.SmallInteger(), existing_nullable=False, server_default=None)
