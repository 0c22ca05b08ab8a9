"""Alembic's way in: always on a connection that the register opened, in its transaction."""

from alembic import context

from workflows.register.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    compare_type=True,
    transaction_per_migration=False,
)
context.run_migrations()
