"""One way to the database, SQLite or PostgreSQL.

Everything is SQLAlchemy Core in its 2.0 style. ``write()`` is one transaction that holds the right to
write from its first statement, so a statement may read what it is about to change; ``read()`` sees a
consistent state and never waits for writers.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from sqlalchemy import MetaData, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from warmline import sqlite_driver

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMING)
"""Every table of the project hangs here; each package declares its own in its ``tables.py``."""


UNREACHABLE = (OperationalError, InterfaceError, asyncpg.PostgresError, OSError)
"""What is raised when the server is gone, starting or refusing, or a SQLite file cannot be used."""


class Database:
    """An engine with the two ways to use it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _create_engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """One transaction; committed at the end, rolled back on any error."""
        async with self.engine.connect() as connection:
            if self.is_sqlite:
                connection = await connection.execution_options(immediate=True)
            async with connection.begin():
                yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection for reading, which sees one state however often it looks; nothing done on it is kept."""
        async with self.engine.connect() as connection:
            if not self.is_sqlite:
                # PostgreSQL's default takes a new look at every statement.
                connection = await connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            yield connection

    async def close(self) -> None:
        """Give every connection back."""
        await self.engine.dispose()


def _create_engine(url: str) -> AsyncEngine:
    """An engine whose errors, which end in logs, do not show what was to be written."""
    if not url.startswith("sqlite"):
        return create_async_engine(
            url, future=True, hide_parameters=True, pool_size=10, max_overflow=10, pool_pre_ping=True
        )
    engine = create_async_engine(
        make_url(url).set(drivername=sqlite_driver.NAME),
        future=True,
        hide_parameters=True,
        connect_args={"timeout": 30},
        poolclass=AsyncAdaptedQueuePool,  # by default each look opens the file anew
        pool_size=10,
        max_overflow=10,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection, record):  # type: ignore[no-untyped-def]
        # The driver must not open transactions by itself; "begin" below does.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection):  # type: ignore[no-untyped-def]
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine
