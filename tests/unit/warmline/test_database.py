from __future__ import annotations

import asyncio
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, select, update
from sqlalchemy.exc import IntegrityError

from warmline.clock import Moment, now
from warmline.database import Database

tables = MetaData()
counters = Table(
    "test_counters", tables, Column("id", Integer, primary_key=True), Column("value", Integer), Column("at", Moment)
)


@pytest.fixture
async def counter(bare_database: Database) -> Database:
    async with bare_database.write() as connection:
        await connection.run_sync(tables.create_all)
        await connection.execute(insert(counters).values(id=1, value=0, at=now()))
    return bare_database


async def test_writers_at_once_lose_no_update(counter: Database) -> None:
    async def add_one() -> None:
        async with counter.write() as connection:
            await connection.execute(update(counters).values(value=counters.c.value + 1))
            await connection.execute(select(counters.c.value))

    await asyncio.gather(*(add_one() for _ in range(30)))
    async with counter.read() as connection:
        assert (await connection.execute(select(counters.c.value))).scalar_one() == 30


async def test_what_is_read_together_belongs_together(counter: Database) -> None:
    async with counter.read() as reading:
        assert (await reading.execute(select(counters.c.value))).scalar_one() == 0
        async with counter.write() as connection:
            await connection.execute(update(counters).values(value=1))
        assert (await reading.execute(select(counters.c.value))).scalar_one() == 0
    async with counter.read() as reading:
        assert (await reading.execute(select(counters.c.value))).scalar_one() == 1


async def test_an_error_rolls_everything_back(counter: Database) -> None:
    with pytest.raises(RuntimeError):
        async with counter.write() as connection:
            await connection.execute(update(counters).values(value=9))
            raise RuntimeError
    async with counter.read() as connection:
        assert (await connection.execute(select(counters.c.value))).scalar_one() == 0


async def test_moments_come_back_in_utc(counter: Database) -> None:
    summer = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    async with counter.write() as connection:
        await connection.execute(update(counters).values(at=summer))
    async with counter.read() as connection:
        found = (await connection.execute(select(counters.c.at))).scalar_one()
    assert found == summer
    assert found.utcoffset() == timedelta(0)


async def test_a_naive_moment_is_refused(counter: Database) -> None:
    with pytest.raises(Exception, match="needs a time zone"):
        async with counter.write() as connection:
            await connection.execute(update(counters).values(at=datetime(2026, 7, 1)))


async def test_errors_do_not_show_what_was_to_be_written(counter: Database) -> None:
    with pytest.raises(IntegrityError) as failed:
        async with counter.write() as connection:
            await connection.execute(insert(counters).values(id=1, value=600100200))
    assert "600100200" not in str(failed.value)
