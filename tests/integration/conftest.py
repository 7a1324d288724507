"""The running product, once for SQLite and once for PostgreSQL with Redis."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator

import pytest
import redis

from tests.conftest import drop_postgres_database, postgres_database
from tests.stack.running import Stack, stack_settings, start

REDIS = os.environ.get("WARMLINE_TEST_REDIS", "redis://127.0.0.1:6379/15")


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def stack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Everything running, with the demo shop."""
    var, extra, made = tmp_path_factory.mktemp("var"), {}, None
    if request.param == "postgres":
        made = asyncio.run(postgres_database())
        if made is None or not _redis_answers():
            pytest.skip("PostgreSQL or Redis is not running; `make test` says how to get them")
        extra = {"DATABASE_URL": made, "REDIS_URL": REDIS}
    running = asyncio.run(start(stack_settings(var, **extra)))
    yield running
    running.stop()
    if made is not None:
        asyncio.run(drop_postgres_database(made))


def _redis_answers() -> bool:
    try:
        return bool(redis.Redis.from_url(REDIS, socket_timeout=10).ping())
    except redis.RedisError:
        return False
