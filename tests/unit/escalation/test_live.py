from __future__ import annotations

import asyncio
import dataclasses
import os
from typing import Any

import pytest
import redis.asyncio as redis
from aiohttp.test_utils import TestClient, TestServer
from redis.exceptions import RedisError

from escalation.app import create_app
from escalation.live import BACKLOG, RESYNC, STAFF, Hint, LocalLive, RedisLive, customer_topic

REDIS = os.environ.get("WARMLINE_TEST_REDIS", "redis://127.0.0.1:6379/9")
HINT = Hint("changed", "conversation", "customer", {})


@pytest.fixture
async def redis_url() -> str:
    client = redis.Redis.from_url(REDIS)
    try:
        await client.ping()
    except (RedisError, OSError):
        pytest.skip("Redis is not running")
    finally:
        await client.close()
    return REDIS


async def test_hints_reach_the_customer_and_the_staff_and_nobody_else() -> None:
    live = LocalLive()
    with (
        live.subscribe(customer_topic("customer")) as own,
        live.subscribe(STAFF) as staff,
        live.subscribe(customer_topic("other")) as other,
    ):
        await live.publish(HINT)
        assert (own.get_nowait(), staff.get_nowait(), other.empty()) == (HINT, HINT, True)
    await live.publish(HINT)
    assert own.empty()


async def test_a_socket_that_does_not_read_holds_nobody_up() -> None:
    live = LocalLive()
    with live.subscribe(STAFF) as hints:
        for _ in range(BACKLOG + 1):
            await live.publish(HINT)
        assert [hints.get_nowait() for _ in range(hints.qsize())] == [RESYNC]


async def test_hints_reach_the_other_desks_once(redis_url: str) -> None:
    one, two = RedisLive(redis_url), RedisLive(redis_url)
    await asyncio.gather(one.start(), two.start())
    with one.subscribe(STAFF) as here, two.subscribe(STAFF) as there:
        await one.publish(HINT)
        assert await asyncio.wait_for(there.get(), 30) == HINT
        assert here.get_nowait() == HINT
        await two.publish(Hint("changed", "second"))
        assert (await asyncio.wait_for(here.get(), 30)).conversation_id == "second"
        assert there.qsize() == 1
    await asyncio.gather(one.close(), two.close())


async def test_without_redis_the_desk_still_works() -> None:
    live = RedisLive("redis://127.0.0.1:1/0")
    with live.subscribe(STAFF) as hints:
        await live.publish(HINT)
        assert hints.get_nowait() == HINT
    await live.close()


async def test_two_desks_are_one_to_a_customer(settings: Any, redis_url: str, open_line: Any, database: Any) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite has one desk")
    shared = dataclasses.replace(settings, redis_url=redis_url)
    async with TestClient(TestServer(create_app(shared))) as one, TestClient(TestServer(create_app(shared))) as two:
        here = await open_line(one)
        there = await open_line(two, here.token)
        await here.say("raz")
        assert (await there.message(author="customer"))["text"] == "raz"
        assert (await there.message(author="assistant"))["text"] == "echo: raz"
        await there.say("dwa")
        assert (await here.message(text="echo: dwa"))["seq"] == 4
