"""Whether a lateness was the unit's own fault, once the authority has found it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

#: 9999-01-01T00:00:00Z, in seconds.
_NEVER = "253370764800"


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("assignment") as batch:
        batch.add_column(sa.Column("fault", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("fault_found_at", sa.BigInteger(), nullable=False, server_default=_NEVER))
    with op.batch_alter_table("assignment") as batch:
        batch.alter_column("fault", existing_type=sa.Text(), existing_nullable=False, server_default=None)
        batch.alter_column(
            "fault_found_at", existing_type=sa.BigInteger(), existing_nullable=False, server_default=None
        )
