"""The database's history: bringing any database, new or old, to the tables of today.

Each package adds its scripts under ``versions/``; they form one line.
"""

from __future__ import annotations

import importlib
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.pool import NullPool

from warmline.settings import async_url, sync_url

FOLDER = Path(__file__).parent
TABLES = (
    "escalation.tables",
    "escalation.search_tables",
    "escalation.file_tables",
    "escalation.mail_tables",
    "escalation.note_tables",
    "escalation.offer_tables",
    "escalation.alert_tables",
    "escalation.erasure_tables",
    "kb_index.tables",
    "actions.tables",
)
"""Modules that declare tables."""
LOCK = 7_164_225
"""Number of the advisory lock on PostgreSQL; any number that nothing else in the database uses."""

WAIT_SECONDS = 120
"""How long a process waits for another one's migration."""


def declare_tables() -> None:
    """Make every package's tables known to ``warmline.database.metadata``."""
    for name in TABLES:
        importlib.import_module(name)


def upgrade(database_url: str) -> None:
    """Run every migration that the database lacks; processes that start at once do it one after the other.

    Args:
        database_url: The database, with or without a driver in its address.
    """
    url = sync_url(async_url(database_url))
    engine = _sqlite(url) if url.startswith("sqlite") else create_engine(url, future=True, poolclass=NullPool)
    try:
        with engine.begin() as connection:
            if not url.startswith("sqlite"):
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            command.upgrade(_config(connection), "heads")
    finally:
        engine.dispose()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _sqlite(url: str) -> Engine:
    """An engine whose every transaction locks the whole file from its start."""
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, future=True, poolclass=NullPool, connect_args={"timeout": WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def configure(connection, record):  # type: ignore[no-untyped-def]
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def begin(connection):  # type: ignore[no-untyped-def]
        connection.exec_driver_sql("BEGIN EXCLUSIVE")

    return engine
