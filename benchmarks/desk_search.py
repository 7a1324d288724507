"""How long the desk's search takes over many messages, as a ratio to reading one row by its primary key.

    python -m benchmarks.desk_search                                        on SQLite, 100,000 messages
    python -m benchmarks.desk_search --database postgresql://…/an_empty_one

Every line is one JSON object: what is looked for, how many conversations the first page has, the median in
milliseconds, and the ratio. The words are drawn as they are in speech: the n-th most frequent with a share of 1/n.
"""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from sqlalchemy import insert, select, text

from escalation.search import search
from escalation.search_filters import Filters
from escalation.search_words import terms_of
from escalation.tables import conversations, customers, messages
from warmline.database import Database
from warmline.migrations import upgrade
from warmline.settings import async_url

CONVERSATION = 10
"""Messages in one."""

VOCABULARY = 20_000
LENGTH = 12
AT_ONCE = 2_000
SEED = 6
START = datetime(2026, 1, 1, tzinfo=timezone.utc)
ENTRY = "INSERT INTO search_entries (conversation_id, seq, terms)"
WARSAW = ZoneInfo("Europe/Warsaw")


def word(rank: int) -> str:
    """The word of a rank, made of syllables, so that beginnings are shared as in a language."""
    syllables = ("za", "po", "łó", "dź", "mó", "wie", "nie", "żą", "ko", "ra", "ści", "wy", "prze", "te", "mu", "gę")
    made = ""
    while True:
        rank, last = divmod(rank, len(syllables))
        made += syllables[last]
        if rank == 0:
            return made


def texts(count: int) -> Iterator[str]:
    """So many messages; one in a thousand names an order."""
    chance = random.Random(SEED)
    weights = [1 / (rank + 1) for rank in range(VOCABULARY)]
    words = [word(rank) for rank in range(VOCABULARY)]
    for number in range(count):
        said = " ".join(chance.choices(words, weights, k=LENGTH))
        yield f"{said} LP-{100_000 + number}" if number % 1000 == 0 else said


async def fill(database: Database, count: int) -> None:
    """Conversations, messages and their entries, as the desk writes them."""
    people, talks, said, entries = [], [], [], []
    async with database.write() as connection:
        for number, words in enumerate(texts(count)):
            one, seq = divmod(number, CONVERSATION)
            at, name = START + timedelta(minutes=number), f"c-{one}"
            if seq == 0:
                people.append({"id": name, "created_at": at})
                talks.append(_conversation(name, at))
            said.append(_message(name, seq + 1, words, at))
            entries.append({"conversation_id": name, "seq": seq + 1, "terms": terms_of(words)})
            if len(said) == AT_ONCE or number == count - 1:
                for table, rows in ((customers, people), (conversations, talks), (messages, said)):
                    await connection.execute(insert(table), rows)
                terms = ":terms" if database.is_sqlite else "to_tsvector('simple', :terms)"
                await connection.execute(text(f"{ENTRY} VALUES (:conversation_id, :seq, {terms})"), entries)
                people, talks, said, entries = [], [], [], []


def _conversation(name: str, at: datetime) -> dict[str, Any]:
    return {
        "id": name,
        "customer_id": name,
        "channel": "widget",
        "owner": "closed",
        "version": 1,
        "last_seq": CONVERSATION,
        "read_seq": 0,
        "language": "pl",
        "language_chosen": False,
        "created_at": at,
        "updated_at": at,
    }


def _message(name: str, seq: int, words: str, at: datetime) -> dict[str, Any]:
    return {
        "conversation_id": name,
        "seq": seq,
        "author_kind": "customer",
        "kind": "text",
        "text": words,
        "data": {},
        "choices": [],
        "created_at": at,
    }


async def median(action: Callable[[], Awaitable[Any]], rounds: int) -> tuple[float, Any]:
    """Milliseconds of the middle one of so many calls, after one that is not counted, and the last answer."""
    answer = await action()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        answer = await action()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken), answer


async def measured(url: str, count: int, rounds: int) -> None:
    """Fill the database and print what each search takes."""
    await asyncio.to_thread(upgrade, url)
    database = Database(async_url(url))
    try:
        await fill(database, count)
        if not database.is_sqlite:
            async with database.write() as connection:
                await connection.exec_driver_sql("ANALYZE")

        async def by_key() -> Any:
            async with database.read() as connection:
                found = await connection.execute(select(conversations).where(conversations.c.id == "c-1"))
                return found.first()

        plain, _ = await median(by_key, 10 * rounds)
        print(json.dumps({"looked_for": "one row by its key", "ms": round(plain, 2), "messages": count}))
        for name, filters in _questions():

            async def look(filters: Filters = filters) -> Any:
                async with database.read() as connection:
                    return await search(connection, filters, None, WARSAW, START)

            taken, answer = await median(look, rounds)
            shown = {"looked_for": name, "results": len(answer["results"]), "ms": round(taken, 2)}
            print(json.dumps({**shown, "ratio": round(taken / plain, 1)}, ensure_ascii=False))
    finally:
        await database.close()


def _questions() -> Iterator[tuple[str, Filters]]:
    yield "an order number", Filters(q="LP-104000")
    yield "a rare word", Filters(q=word(VOCABULARY // 2))
    yield "two words", Filters(q=f"{word(40)} {word(55)}")
    yield "a word's beginning", Filters(q=word(300)[:4])
    yield "a word of every other message", Filters(q=word(0))
    yield "a common word, best first", Filters(q=word(20), order="best")
    yield "a common word in ten days", Filters(q=word(20), since="2026-01-10", until="2026-01-20")
    yield "no words, newest first", Filters()


@click.command(help=__doc__)
@click.option("--database", help="An empty PostgreSQL database; SQLite in a temporary folder where it is left out.")
@click.option("--messages", "count", default=100_000, show_default=True)
@click.option("--rounds", default=20, show_default=True)
def main(database: str | None, count: int, rounds: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measured(database or f"sqlite:///{Path(folder) / 'search.sqlite'}", count, rounds))


if __name__ == "__main__":
    main()
