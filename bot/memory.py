"""Where the bot's memory lies, and making it forget; for processes that do without Rasa."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from warmline.settings import Settings, sync_url

TABLE = "rasa_events"
EVENTS = sa.table(TABLE, sa.column("sender_id"))


def memory_url(settings: Settings) -> str:
    """Address of the bot's memory: the project's PostgreSQL, or a SQLite file of its own.

    Rasa writes synchronously from its event loop, so with SQLite it must not wait for the desk's transactions.
    """
    if settings.database_url.startswith("sqlite"):
        return f"sqlite:///{settings.var / 'bot.sqlite'}"
    return sync_url(settings.database_url)


def forget(settings: Settings, conversation_ids: Sequence[str]) -> int:
    """Erase conversations from the bot's memory; returns the number of events that are gone."""
    engine = sa.create_engine(memory_url(settings), future=True)
    try:
        if not sa.inspect(engine).has_table(TABLE):
            return 0
        with engine.begin() as connection:
            gone: int = connection.execute(sa.delete(EVENTS).where(EVENTS.c.sender_id.in_(conversation_ids))).rowcount
            return gone
    finally:
        engine.dispose()
