from __future__ import annotations

import asyncio

from sqlalchemy import Table, inspect
from sqlalchemy.engine import Connection

from kb_index import tables
from warmline.database import Database, metadata
from warmline.migrations import upgrade

OURS = [table for table in vars(tables).values() if isinstance(table, Table)]


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


async def test_the_migrations_make_the_declared_tables(bare_database: Database) -> None:
    async with bare_database.write() as connection:
        await connection.run_sync(metadata.create_all)
        declared = await connection.run_sync(described)
        await connection.run_sync(metadata.drop_all)
    await asyncio.to_thread(upgrade, bare_database.url)
    async with bare_database.read() as connection:
        assert await connection.run_sync(described) == declared
