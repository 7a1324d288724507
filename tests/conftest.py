"""Fixtures every test may use: real databases, one a test."""

from __future__ import annotations

import asyncio
import os
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
import sqlalchemy

from warmline.database import Database, metadata
from warmline.migrations import declare_tables

POSTGRES = os.environ.get("WARMLINE_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
"""A server on which tests may make and drop databases of their own."""
NO_POSTGRES = "PostgreSQL is not running; `make test` says how to get it"


async def postgres_database() -> str | None:
    """A fresh PostgreSQL database's address, or None where no server answers."""
    name = f"warmline_test_{uuid.uuid4().hex[:12]}"
    try:
        connection = await asyncpg.connect(POSTGRES, timeout=30)
    except (OSError, asyncpg.PostgresError, TimeoutError):
        return None
    await connection.execute(f'CREATE DATABASE "{name}"')
    await connection.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    await connection.close()
    return POSTGRES.rsplit("/", 1)[0] + "/" + name


async def drop_postgres_database(url: str) -> None:
    connection = await asyncpg.connect(POSTGRES, timeout=30)
    await connection.execute(f'DROP DATABASE "{url.rsplit("/", 1)[1]}" WITH (FORCE)')
    await connection.close()


@pytest.fixture(scope="session")
def sqlite_with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with every table, to be copied."""
    path = tmp_path_factory.mktemp("tables") / "tables.sqlite"
    _create_tables(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_with_tables() -> Iterator[str | None]:
    """The address of such a database in PostgreSQL, emptied for each test: making one takes the server seconds."""
    url = asyncio.run(postgres_database())
    if url is None:
        yield None
        return
    _create_tables(url.replace("postgresql://", "postgresql+psycopg2://"))
    yield url
    asyncio.run(drop_postgres_database(url))


def _create_tables(url: str) -> None:
    declare_tables()
    engine = sqlalchemy.create_engine(url, future=True)
    metadata.create_all(engine)
    engine.dispose()


async def _emptied(url: str) -> str:
    connection = await asyncpg.connect(url)
    await connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await connection.execute(";".join(f'DELETE FROM "{table.name}"' for table in reversed(metadata.sorted_tables)))
    await connection.close()
    return url


@pytest.fixture(params=["sqlite", "postgres"])
async def database(
    request: pytest.FixtureRequest, tmp_path: Path, sqlite_with_tables: Path, postgres_with_tables: str | None
) -> AsyncIterator[Database]:
    """An empty database with every table, once on each engine."""
    if request.param == "sqlite":
        url = f"sqlite+aiosqlite:///{shutil.copy(sqlite_with_tables, tmp_path / 'test.sqlite')}"
    elif postgres_with_tables is None:
        pytest.skip(NO_POSTGRES)
    else:
        url = _asynchronous(await _emptied(postgres_with_tables))
    found = Database(url)
    yield found
    await found.close()


@pytest.fixture(params=["sqlite", "postgres"])
async def bare_database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """A database without a table, once on each engine."""
    made = None
    if request.param == "postgres" and (made := await postgres_database()) is None:
        pytest.skip(NO_POSTGRES)
    found = Database(_asynchronous(made) if made else f"sqlite+aiosqlite:///{tmp_path / 'test.sqlite'}")
    yield found
    await found.close()
    if made is not None:
        await drop_postgres_database(made)


def _asynchronous(url: str) -> str:
    return url.replace("postgresql://", "postgresql+asyncpg://")
