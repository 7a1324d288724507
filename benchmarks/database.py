"""What a statement costs through SQLAlchemy's way to SQLite as it comes, and through ours.

    python -m benchmarks.database

Each figure is the processor's milliseconds for one statement or transaction of this process and its threads, on a
loop of asyncio and on one of uvloop; the drivers take turns, round by round. One JSON object.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from pathlib import Path

import click
import uvloop
from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from warmline import sqlite_driver
from warmline.database import Database

ROUNDS = 7
STATEMENTS = 400
ROWS = 5
words = Table("words", MetaData(), Column("number", Integer, primary_key=True), Column("word", String(20)))
DRIVERS = ("sqlite+aiosqlite", sqlite_driver.NAME)


@click.command(help=__doc__)
def main() -> None:
    """Print the figures of each loop and driver."""
    found = {}
    for name, loop in (("asyncio", asyncio.new_event_loop), ("uvloop", uvloop.new_event_loop)):
        with tempfile.TemporaryDirectory() as folder:
            found[name] = loop().run_until_complete(measure(Path(folder) / "measured.sqlite"))
    click.echo(json.dumps(found))


async def measure(path: Path) -> dict[str, dict[str, float]]:
    """Milliseconds of a statement in an open transaction, and of a transaction of one statement, by driver."""
    await _fill(path)
    options = {"future": True, "poolclass": AsyncAdaptedQueuePool}
    engines = {driver: create_async_engine(f"{driver}:///{path}", **options) for driver in DRIVERS}
    seen: dict[str, dict[str, list[float]]] = {driver: defaultdict(list) for driver in DRIVERS}
    for _ in range(ROUNDS):
        for driver, engine in engines.items():
            seen[driver]["statement_ms"].append(await _milliseconds(lambda engine=engine: _statements(engine)))
            seen[driver]["transaction_ms"].append(await _milliseconds(lambda engine=engine: _transactions(engine)))
    for engine in engines.values():
        await engine.dispose()
    return {
        driver: {what: round(statistics.median(times), 3) for what, times in by.items()} for driver, by in seen.items()
    }


async def _fill(path: Path) -> None:
    database = Database(f"sqlite:///{path}")
    async with database.engine.begin() as connection:
        await connection.run_sync(words.create)
        await connection.execute(insert(words), [{"number": number, "word": "lipa"} for number in range(ROWS)])
    await database.close()


async def _statements(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        for _ in range(STATEMENTS):
            (await connection.execute(select(words))).all()


async def _transactions(engine: AsyncEngine) -> None:
    for _ in range(STATEMENTS):
        async with engine.connect() as connection:
            (await connection.execute(select(words))).all()


async def _milliseconds(work: Callable[[], Awaitable[None]]) -> float:
    began = time.process_time()
    await work()
    return (time.process_time() - began) * 1000 / STATEMENTS


if __name__ == "__main__":
    main()
