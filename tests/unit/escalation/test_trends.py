"""The mood of conversations: stored in any order, computed in the order of the messages."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from typing import Any

import pytest

from escalation import conversations, message_log, owner, trends
from escalation.live import LocalLive
from escalation.message_log import ASSISTANT, Author, Draft, notice
from escalation.moods import MoodReader
from escalation.priority import load as load_priority
from models.trend import KEEP
from warmline.clock import now
from warmline.database import Database

CUSTOMER = Author("customer")


def mood(frustration: float, label: str = "negative", *reasons: str) -> dict[str, Any]:
    return {"label": label, "frustration": frustration, "reasons": list(reasons)}


@pytest.fixture
def say(database: Database) -> Any:
    async def add(conversation: Any, *drafts: Draft, at: Any = None) -> int:
        async with database.write() as connection:
            for draft in drafts:
                receipt = await message_log.append(connection, conversation.id, draft, at or now())
        return receipt.seq

    return add


@pytest.fixture
def read(database: Database) -> Any:
    async def store(conversation: Any, seq: int, found: Any, *happened: str) -> list[int]:
        async with database.write() as connection:
            return await trends.store_reading(connection, conversation.id, seq, "pl", found, list(happened))

    return store


async def curve(database: Database, conversation: Any) -> list[tuple[float, list[str]]]:
    async with database.read() as connection:
        found = await message_log.after(connection, conversation.id, 0)
    return [(one.mood["trend"], one.mood["trend_reasons"]) for one in found if one.mood]


async def test_the_trend_goes_on_from_message_to_message(
    database: Database, conversation_factory: Any, say: Any, read: Any
) -> None:
    conversation = await conversation_factory()
    await say(conversation, *(Draft(CUSTOMER, text) for text in ("skandal", "gdzie", "no dobrze")))
    await read(conversation, 1, mood(0.8, "negative", "words"))
    await read(conversation, 2, mood(0.1, "neutral"), "failed")
    assert await read(conversation, 3, mood(0.0, "neutral")) == [3]
    second = round(1 - (1 - 0.8 * KEEP) * 0.85, 3)
    assert await curve(database, conversation) == [
        (0.8, ["words"]),
        (second, ["carried", "failed"]),
        (pytest.approx(second * KEEP, abs=1e-3), ["carried"]),
    ]
    async with database.read() as connection:
        found = await conversations.get(connection, conversation.id)
    assert (found.frustration, found.trend) == (0.0, pytest.approx(second * KEEP, abs=1e-3))


@pytest.mark.parametrize("seed", range(4))
async def test_whoever_comes_last_makes_it_right(
    database: Database, conversation_factory: Any, say: Any, read: Any, seed: int
) -> None:
    straight, mixed = await conversation_factory(), await conversation_factory()
    moods = {seq: mood(seq / 10, "positive" if seq == 4 else "negative") for seq in range(1, 9)}
    for conversation in (straight, mixed):
        await say(conversation, *(Draft(CUSTOMER, f"wiadomość {seq}") for seq in moods), at=now())
    for seq, found in moods.items():
        await read(straight, seq, found)
    order = list(moods)
    random.Random(seed).shuffle(order)
    await asyncio.gather(*(read(mixed, seq, moods[seq]) for seq in order))
    assert await curve(database, mixed) == await curve(database, straight)
    async with database.read() as connection:
        one, other = [await conversations.get(connection, found.id) for found in (straight, mixed)]
    assert (one.trend, one.frustration) == (other.trend, other.frustration) != (None, None)


async def test_a_late_reading_names_all_that_has_changed(conversation_factory: Any, say: Any, read: Any) -> None:
    conversation = await conversation_factory()
    await say(conversation, *(Draft(CUSTOMER, text) for text in "abc"))
    for seq in (3, 2):
        await read(conversation, seq, mood(0.0, "neutral"))
    assert await read(conversation, 1, mood(0.9)) == [1, 2, 3]


async def test_a_quick_reply_that_did_not_help_raises_the_trend(
    database: Database, conversation_factory: Any, say: Any, read: Any
) -> None:
    conversation = await conversation_factory()
    await say(conversation, Draft(CUSTOMER, "jak zwrócić?"), Draft(CUSTOMER, "Tak"), Draft(CUSTOMER, "Nie pomogło"))
    await read(conversation, 1, mood(0.2))
    await read(conversation, 2, None)
    await read(conversation, 3, None, "unhelpful")
    assert await curve(database, conversation) == [(0.2, []), (0.28, ["carried", "unhelpful"])]
    async with database.read() as connection:
        assert (await conversations.get(connection, conversation.id)).frustration == 0.2


@pytest.mark.parametrize(
    ("told", "minutes", "reasons"),
    [
        (notice("queued", wait_seconds=None), 6, ["waited"]),
        (notice("queued", wait_seconds=None), 4, []),
        (notice("queued", wait_seconds=600), 6, []),
        (notice("queued", wait_seconds=120), 3, ["waited"]),
    ],
)
async def test_a_wait_longer_than_promised_counts(
    database: Database, conversation_factory: Any, say: Any, read: Any, told: Draft, minutes: int, reasons: list[str]
) -> None:
    conversation, at = await conversation_factory(), now()
    await say(conversation, Draft(CUSTOMER, "halo"), Draft(ASSISTANT, "już"), told, at=at)
    seq = await say(conversation, Draft(CUSTOMER, "halo?"), at=at + timedelta(minutes=minutes))
    await read(conversation, seq, mood(0.0, "neutral"))
    assert await curve(database, conversation) == [(0.1 if reasons else 0.0, reasons)]


async def test_an_answer_ends_the_wait_and_the_next_question_begins_it(
    database: Database, conversation_factory: Any, say: Any, read: Any
) -> None:
    conversation, at = await conversation_factory(), now()
    await say(conversation, notice("no_agents", opens_at="2020-01-01T08:00:00Z"), at=at - timedelta(hours=1))
    await say(conversation, Draft(Author("agent", "a", "Anna"), "Słucham"), at=at - timedelta(minutes=50))
    first = await say(conversation, Draft(CUSTOMER, "pytanie"), at=at - timedelta(minutes=40))
    second = await say(conversation, Draft(CUSTOMER, "i co?"), at=at - timedelta(minutes=20))
    for seq in (first, second):
        await read(conversation, seq, mood(0.0, "neutral"))
    assert await curve(database, conversation) == [(0.0, []), (0.2, ["waited"])]


async def test_the_reader_sees_what_was_asked_before(
    database: Database, conversation_factory: Any, say: Any, bot: Any
) -> None:
    from escalation.bot_client import BotClient

    conversation, bot.frustration = await conversation_factory(owner.QUEUE), 0.1
    async with BotClient(bot.url, "token", 1.0) as client:
        reader = MoodReader(database, client, LocalLive(), load_priority())
        for text in ("Gdzie jest moja paczka?", "gdzie jest moja paczka"):
            reader.read(conversation.id, await say(conversation, Draft(CUSTOMER, text)), text, "pl")
        while reader._tasks:
            await asyncio.gather(*reader._tasks)
    found = await curve(database, conversation)
    assert [reasons for _, reasons in found] == [["words"], ["words", "repeated"]]
    assert found[1][0] == pytest.approx(0.28)


async def test_what_a_person_has_said_stands(
    database: Database, conversation_factory: Any, say: Any, read: Any
) -> None:
    conversation = await conversation_factory()
    await say(conversation, Draft(CUSTOMER, "no pięknie"), Draft(CUSTOMER, "halo"))
    await read(conversation, 1, mood(0.9, "negative", "words", "insult"))
    await read(conversation, 2, mood(0.0, "neutral"))
    async with database.write() as connection:
        assert await trends.correct(connection, conversation.id, 1, "neutral", 0.0) == [1, 2]
    await read(conversation, 1, mood(0.7, "negative", "words"))
    async with database.read() as connection:
        found = await message_log.at_seq(connection, conversation.id, 1)
    assert found is not None
    assert found.mood == {
        **mood(0.0, "neutral"),
        "happened": [],
        "model": mood(0.7, "negative", "words"),
        "trend": 0.0,
        "trend_reasons": [],
    }
    assert await curve(database, conversation) == [(0.0, []), (0.0, [])]
