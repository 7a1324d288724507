"""Fixtures every test may use: real databases, one a test."""

from __future__ import annotations

import os
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from warmline.database import Database, metadata

POSTGRES = os.environ.get("WARMLINE_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
"""A server on which tests may make and drop databases of their own."""


async def postgres_database() -> str | None:
    """A fresh PostgreSQL database's address, or None where no server answers."""
    name = f"warmline_test_{uuid.uuid4().hex[:12]}"
    try:
        connection = await asyncpg.connect(POSTGRES, timeout=3)
    except (OSError, asyncpg.PostgresError, TimeoutError):
        return None
    await connection.execute(f'CREATE DATABASE "{name}"')
    await connection.close()
    return POSTGRES.rsplit("/", 1)[0] + "/" + name


async def drop_postgres_database(url: str) -> None:
    connection = await asyncpg.connect(POSTGRES, timeout=3)
    await connection.execute(f'DROP DATABASE "{url.rsplit("/", 1)[1]}" WITH (FORCE)')
    await connection.close()


@pytest.fixture(params=["sqlite", "postgres"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """An empty database with every table that the test's imports have declared, once on each engine."""
    if request.param == "sqlite":
        url, plain = f"sqlite+aiosqlite:///{tmp_path / 'test.sqlite'}", None
    else:
        plain = await postgres_database()
        if plain is None:
            pytest.skip("PostgreSQL is not running; `make test` says how to get it")
        url = plain.replace("postgresql://", "postgresql+asyncpg://")
    found = Database(url)
    async with found.write() as connection:
        await connection.run_sync(metadata.create_all)
    yield found
    await found.close()
    if plain is not None:
        await drop_postgres_database(plain)
