"""The migrations make exactly the tables that the packages declare."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import IntegrityError

from warmline.database import Database, metadata
from warmline.migrations import upgrade


@pytest.fixture
def address(bare_database: Database) -> str:
    found: str = bare_database.url
    return found


def differences(connection: Any) -> list[Any]:
    return compare_metadata(MigrationContext.configure(connection, opts={"include_name": is_ours}), metadata)


def is_ours(name: str | None, kind: str, parents: Any) -> bool:
    """FTS5 keeps tables of its own, which no migration writes."""
    return not (kind == "table" and str(name).startswith("search_words"))


async def test_migrated_and_declared_tables_agree(bare_database: Database, address: str) -> None:
    await asyncio.to_thread(upgrade, address)
    async with bare_database.read() as connection:
        assert await connection.run_sync(differences) == []


async def test_processes_that_start_at_once_migrate_once(bare_database: Database, address: str) -> None:
    await asyncio.gather(*(asyncio.to_thread(upgrade, address) for _ in range(4)))
    await asyncio.to_thread(upgrade, address)
    async with bare_database.read() as connection:
        assert await connection.run_sync(differences) == []


async def test_the_database_itself_allows_one_open_conversation(bare_database: Database, address: str) -> None:
    await asyncio.to_thread(upgrade, address)
    row = (
        "INSERT INTO conversations (id, customer_id, channel, owner, version, last_seq, read_seq, language,"
        " language_chosen, created_at, updated_at)"
        " VALUES ('{id}', 'c', 'widget', '{owner}', 1, 0, 0, 'pl', false, '2026-11-22', '2026-11-22')"
    )
    async with bare_database.write() as connection:
        await connection.exec_driver_sql("INSERT INTO customers (id, created_at) VALUES ('c', '2026-11-22')")
        for number, owner in enumerate(("closed", "closed", "bot")):
            await connection.exec_driver_sql(row.format(id=number, owner=owner))
    with pytest.raises(IntegrityError):
        async with bare_database.write() as connection:
            await connection.exec_driver_sql(row.format(id="x", owner="queue"))


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path / 'new' / 'warmline.sqlite'}")
    assert (tmp_path / "new" / "warmline.sqlite").is_file()
