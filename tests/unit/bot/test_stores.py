"""The bot's memory and locks."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

import pytest
import redis
from rasa.core.lock_store import InMemoryLockStore, LockStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered

from bot.memory import forget, memory_url
from bot.stores import ConversationLocks, ConversationMemory, RedisLocks
from warmline.settings import Settings

REDIS = os.environ.get("WARMLINE_TEST_REDIS", "redis://127.0.0.1:6379/0")
DOMAIN = Domain.from_dict({"intents": ["greet"]})


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings that a store made by Rasa reads from the environment, too."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.setenv("WARMLINE_VAR", str(tmp_path))
    return Settings.from_env(os.environ)


@pytest.fixture(params=["memory", "redis"])
def locks(request: pytest.FixtureRequest) -> LockStore:
    if request.param == "memory":
        return InMemoryLockStore()
    try:
        redis.Redis.from_url(REDIS, socket_timeout=10).ping()
    except redis.RedisError:
        pytest.skip("Redis is not running")
    return RedisLocks(REDIS)


@pytest.fixture
def conversation_id() -> str:
    return f"test-{uuid.uuid4().hex}"


async def test_a_conversation_is_remembered_and_forgotten(settings: Settings) -> None:
    memory = ConversationMemory(domain=DOMAIN)
    for name in ("c-1", "c-2"):
        tracker = await memory.get_or_create_tracker(name)
        tracker.update(UserUttered("hej", {"name": "greet"}, message_id="t-1"))
        tracker.update(ActionExecuted("action_listen"))
        await memory.save(tracker)
    again = await ConversationMemory(domain=DOMAIN).retrieve("c-1")
    assert again is not None
    assert [event.message_id for event in again.events if isinstance(event, UserUttered)] == ["t-1"]
    assert forget(settings, ["c-1"]) > 0
    assert await memory.retrieve("c-1") is None
    assert await memory.retrieve("c-2") is not None


def test_forgetting_before_the_first_conversation_is_no_error(settings: Settings) -> None:
    assert forget(settings, ["c-1"]) == 0


def test_sqlite_memory_has_a_file_of_its_own(settings: Settings) -> None:
    assert memory_url(settings) == f"sqlite:///{settings.var / 'bot.sqlite'}"
    assert memory_url(settings).removeprefix("sqlite:///") not in settings.database_url


def test_postgres_memory_shares_the_projects_database(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, database_url="postgresql://u@h/warmline", secret="s").resolved()
    assert memory_url(settings) == "postgresql+psycopg2://u@h/warmline"


async def test_one_turn_waits_for_another(locks: LockStore, conversation_id: str) -> None:
    async with locks.lock(conversation_id, wait_time_in_seconds=0.01):
        ticket = locks.issue_ticket(conversation_id)
        waiting = locks.get_lock(conversation_id)
        assert waiting is not None
        assert waiting.is_locked(ticket)
    free = locks.get_lock(conversation_id)
    assert free is not None
    assert not free.is_locked(ticket)
    locks.cleanup(conversation_id, ticket)
    assert locks.get_lock(conversation_id) is None


def test_redis_is_used_where_it_is_set(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(ConversationLocks()._store, InMemoryLockStore)
    monkeypatch.setenv("REDIS_URL", REDIS)
    assert isinstance(ConversationLocks()._store, RedisLocks)
