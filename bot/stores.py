"""Where Rasa keeps its memory and its locks, chosen by Warmline's settings.

Rasa builds these by name from ``bot/endpoints.yml``.
"""

from __future__ import annotations

import os
from typing import Any

import redis
import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.lock import TicketLock
from rasa.core.lock_store import InMemoryLockStore, LockStore, RedisLockStore
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy.orm import declarative_base

from bot.memory import TABLE, memory_url
from warmline.settings import Settings

REDIS_PREFIX = "warmline:lock:"
REDIS_TIMEOUT = 10.0
"""Seconds without an answer from Redis after which a turn fails."""


class ConversationMemory(SQLTrackerStore):
    """Rasa's SQL tracker store, in a table that does not collide with the desk's `events`."""

    Base: Any = declarative_base()

    class SQLEvent(Base):
        """One event of one conversation."""

        __tablename__ = TABLE

        id = sa.Column(sa.Integer, primary_key=True)
        sender_id = sa.Column(sa.String(255), nullable=False, index=True)
        type_name = sa.Column(sa.String(255), nullable=False)
        timestamp = sa.Column(sa.Float)
        intent_name = sa.Column(sa.String(255))
        action_name = sa.Column(sa.String(255))
        data = sa.Column(sa.Text)

    def __init__(
        self, host: str | None = None, domain: Domain | None = None, event_broker: EventBroker | None = None, **_: Any
    ) -> None:
        settings = Settings.from_env(os.environ)
        settings.var.mkdir(parents=True, exist_ok=True)
        super().__init__(domain=domain, host=memory_url(settings), event_broker=event_broker)


class ConversationLocks(LockStore):
    """One turn of a conversation at a time: locks in Redis where it is set, else in this process."""

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        settings = Settings.from_env(os.environ)
        self._store: LockStore = RedisLocks(settings.redis_url) if settings.redis_url else InMemoryLockStore()
        super().__init__()

    def get_lock(self, conversation_id: str) -> TicketLock | None:
        """The lock of a conversation."""
        return self._store.get_lock(conversation_id)

    def delete_lock(self, conversation_id: str) -> None:
        """Drop the lock of a conversation."""
        self._store.delete_lock(conversation_id)

    def save_lock(self, lock: TicketLock) -> None:
        """Store a lock."""
        self._store.save_lock(lock)


class RedisLocks(RedisLockStore):
    """Rasa's Redis locks, reached by an address instead of its parts."""

    def __init__(self, url: str) -> None:
        self.red = redis.Redis.from_url(url, socket_timeout=REDIS_TIMEOUT)
        self.key_prefix = REDIS_PREFIX
