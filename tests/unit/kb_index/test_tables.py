from __future__ import annotations

import importlib

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import inspect
from sqlalchemy.engine import Connection

from kb_index import tables
from warmline.database import Database, metadata

OURS = (
    tables.articles,
    tables.article_languages,
    tables.article_versions,
    tables.passage_vectors,
    tables.golden_questions,
    tables.publications,
    tables.kb_state,
    tables.gaps,
    tables.asked_questions,
)


def described(connection: Connection) -> dict[str, object]:
    look = inspect(connection)
    return {
        table.name: (
            sorted((c["name"], str(c["type"]), c["nullable"]) for c in look.get_columns(table.name)),
            look.get_pk_constraint(table.name),
            sorted(str(key) for key in look.get_foreign_keys(table.name)),
            sorted(str(index) for index in look.get_indexes(table.name)),
            sorted(str(unique) for unique in look.get_unique_constraints(table.name)),
        )
        for table in OURS
    }


def migrated(connection: Connection) -> None:
    with Operations.context(MigrationContext.configure(connection)):
        for name in ("0002_kb", "0004_golden_questions", "0005_publications", "0006_gaps"):
            importlib.import_module(f"warmline.migrations.versions.{name}").upgrade()


async def test_the_migrations_make_the_declared_tables(database: Database) -> None:
    async with database.write() as connection:
        declared = await connection.run_sync(described)
        await connection.run_sync(lambda sync: metadata.drop_all(sync, tables=OURS))
        await connection.run_sync(migrated)
        assert await connection.run_sync(described) == declared
