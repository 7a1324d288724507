"""What Alembic runs: the migrations, on the connection that ``warmline.migrations`` has locked."""

from __future__ import annotations

from alembic import context

from warmline.database import metadata
from warmline.migrations import declare_tables

declare_tables()

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
