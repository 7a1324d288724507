"""What Alembic runs: the migrations, on the connection that ``warmline.migrations`` has locked."""

from __future__ import annotations

import importlib
import importlib.util

from alembic import context

from warmline.database import metadata

TABLES = ("escalation.tables", "kb_index.tables", "actions.tables")
"""Modules that declare tables; a package without one has none."""

for name in TABLES:
    if importlib.util.find_spec(name) is not None:
        importlib.import_module(name)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
