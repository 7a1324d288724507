from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import select

from escalation import conversations, message_log, owner, ownership, turns
from escalation.bot_client import BotClient
from escalation.live import LocalLive
from escalation.message_log import Author, Draft
from escalation.moods import MoodReader
from escalation.priority import load as load_priority
from escalation.tables import events
from escalation.tables import turns as table
from escalation.testing import reply
from escalation.turn_worker import TurnWorker
from warmline.clock import now
from warmline.database import Database


@pytest.fixture
async def client(bot: Any) -> AsyncIterator[BotClient]:
    async with BotClient(bot.url, "token", 30.0) as found:
        yield found


@pytest.fixture
async def worker(database: Database, client: BotClient, availability: Any) -> AsyncIterator[TurnWorker]:
    moods = MoodReader(database, client, LocalLive(), load_priority())
    found = TurnWorker(database, client, LocalLive(), availability, moods, attempts=2)
    yield found
    await found.stop()
    await moods.close()


async def ask(database: Database, conversation: Any, text: str) -> None:
    async with database.write() as connection:
        receipt = await message_log.append(connection, conversation.id, Draft(Author("customer"), text), now())
        await turns.add(connection, conversation.id, receipt.seq, text, now())


async def states(database: Database) -> list[str]:
    async with database.read() as connection:
        return list((await connection.execute(select(table.c.state).order_by(table.c.seq))).scalars())


async def settled(database: Database) -> list[str]:
    """The states of all turns once none is under way."""

    async def wait() -> list[str]:
        while set(found := await states(database)) & {"waiting", "running"}:
            await asyncio.sleep(0.02)
        return found

    return await asyncio.wait_for(wait(), 30)


async def said(database: Database, conversation: Any, kind: str = "assistant") -> list[str]:
    async with database.read() as connection:
        found = await message_log.after(connection, conversation.id, 0)
    return [message.text for message in found if message.author.kind == kind]


async def recorded(database: Database, kind: str) -> int:
    async with database.read() as connection:
        return len((await connection.execute(select(events.c.id).where(events.c.kind == kind))).all())


async def test_turns_of_a_conversation_are_answered_in_order(
    database: Database, conversation_factory: Any, bot: Any, worker: TurnWorker
) -> None:
    first, second = await conversation_factory(), await conversation_factory()
    for text in ("a", "b", "c"):
        await ask(database, first, text)
    await ask(database, second, "x")
    await worker.start()
    assert await settled(database) == ["done"] * 4
    assert await said(database, first) == ["echo: a", "echo: b", "echo: c"]
    assert await said(database, second) == ["echo: x"]
    async with database.read() as connection:
        found = await conversations.get(connection, first.id)
    assert found.frustration == 0.1


async def test_two_desks_answer_each_turn_once(
    database: Database, conversation_factory: Any, bot: Any, worker: TurnWorker, client: Any, availability: Any
) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite has one desk")
    other = TurnWorker(database, client, LocalLive(), availability, worker.moods, attempts=2)
    found = [await conversation_factory() for _ in range(6)]
    for conversation in found:
        await ask(database, conversation, "a")
    await asyncio.gather(worker.start(), other.start())
    await settled(database)
    await other.stop()
    assert [await said(database, conversation) for conversation in found] == [["echo: a"]] * 6
    assert len(bot.turns) == 6


async def test_a_reply_after_a_claim_is_dropped_and_recorded(
    database: Database, conversation_factory: Any, staff_factory: Any, bot: Any, worker: TurnWorker
) -> None:
    conversation, agent = await conversation_factory(), await staff_factory()
    arrived, release = bot.held(reply("za późno"))
    await ask(database, conversation, "a")
    await worker.start()
    await arrived.wait()
    async with database.write() as connection:
        await ownership.claim(connection, conversation.id, agent, conversation.version, now())
    release.set()
    assert await settled(database) == ["dropped"]
    assert await said(database, conversation) == []
    assert await recorded(database, "reply_dropped") == 1


async def test_a_reply_to_an_earlier_spell_of_the_bot_is_dropped(
    database: Database, conversation_factory: Any, staff_factory: Any, bot: Any, worker: TurnWorker
) -> None:
    conversation, agent = await conversation_factory(), await staff_factory()
    arrived, release = bot.held(reply("za późno"))
    await ask(database, conversation, "a")
    await worker.start()
    await arrived.wait()
    async with database.write() as connection:
        await ownership.claim(connection, conversation.id, agent, conversation.version, now())
        await ownership.give_back(connection, conversation.id, agent, now(), "załatwione")
    release.set()
    assert await settled(database) == ["dropped", "done"]
    assert await said(database, conversation) == []
    assert bot.returned == [{"conversation_id": conversation.id, "note": "załatwione"}]


@pytest.mark.parametrize(
    "answer",
    [
        web.Response(status=500),
        web.Response(text="not json", content_type="application/json"),
        {"replies": "no"},
        {"replies": []},
        {"replies": [{"kind": "notice", "text": "x"}]},
        {"replies": [{"kind": "text", "text": " "}]},
        {"replies": [], "hand_over": {"reason": "whim"}},
        reply("x", mood={"label": "x", "frustration": 7}),
        reply("x", happened={"failed": "yes"}),
    ],
    ids=["status", "no json", "no list", "silence", "notice", "blank", "unknown reason", "mood", "happened"],
)
async def test_a_broken_answer_hands_over(
    database: Database, conversation_factory: Any, bot: Any, worker: TurnWorker, answer: Any
) -> None:
    async def script(body: Any) -> Any:
        return answer if isinstance(answer, dict) else web.Response(status=answer.status, body=answer.body)

    bot.script = script
    worker.attempts = 1
    conversation = await conversation_factory()
    await ask(database, conversation, "a")
    await worker.start()
    assert await settled(database) == ["failed"]
    async with database.read() as connection:
        found = await conversations.get(connection, conversation.id)
    assert (found.owner, found.reason) == (owner.QUEUE, "system_error")


async def test_a_late_bot_is_asked_again_under_the_same_id(
    database: Database, conversation_factory: Any, bot: Any, worker: TurnWorker
) -> None:
    async def script(body: Any) -> Any:
        if len(bot.turns) == 1:
            await asyncio.sleep(60)
        return reply("już")

    bot.script = script
    conversation = await conversation_factory()
    await ask(database, conversation, "a")
    async with BotClient(bot.url, "token", 1.0) as worker.bot:
        worker.attempts = 20
        await worker.start()
        assert await settled(database) == ["done"]
    assert await said(database, conversation) == ["już"]
    assert len({body["turn_id"] for body in bot.turns}) == 1


async def test_the_bots_own_hand_over_comes_with_its_replies(
    database: Database, conversation_factory: Any, bot: Any, worker: TurnWorker
) -> None:
    async def script(body: Any) -> Any:
        return reply(
            "Przekazuję.", hand_over={"reason": "complaint", "rule": "r", "score": 0.5, "summary": "Reklamacja"}
        )

    bot.script = script
    conversation = await conversation_factory()
    await ask(database, conversation, "a")
    await ask(database, conversation, "b")
    await worker.start()
    assert await settled(database) == ["done", "done"]
    async with database.read() as connection:
        found = await message_log.after(connection, conversation.id, 0)
        assert (await conversations.get(connection, conversation.id)).owner == owner.QUEUE
    shown = [message.text or message.data["code"] for message in found]
    assert shown == ["a", "b", "Przekazuję.", "no_agents", "Przekazuję."]
    assert [body["waiting"] for body in bot.turns] == [False, True]


async def test_a_stopped_desk_leaves_its_turns_to_be_taken_at_once(
    database: Database, conversation_factory: Any, bot: Any, worker: TurnWorker
) -> None:
    arrived, _ = bot.held(reply("nie"))
    await ask(database, await conversation_factory(), "a")
    await worker.start()
    await arrived.wait()
    await worker.stop()
    assert await states(database) == ["waiting"]
    async with database.write() as connection:
        taken = await turns.take(connection, "another", now())
    assert taken is not None
    assert taken.attempts == 1


async def test_turns_of_a_dead_desk_are_found_again(
    database: Database, conversation_factory: Any, worker: TurnWorker
) -> None:
    conversation = await conversation_factory()
    await ask(database, conversation, "a")
    past = now() - turns.LEASE - timedelta(seconds=1)
    async with database.write() as connection:
        assert await turns.take(connection, "dead", past) is not None
        assert await turns.take(connection, "early", past + timedelta(seconds=1)) is None
    await worker.start()
    assert await settled(database) == ["done"]
    assert await said(database, conversation) == ["echo: a"]


async def test_at_start_a_sole_desk_waits_for_no_lease(
    database: Database, conversation_factory: Any, worker: TurnWorker
) -> None:
    await ask(database, await conversation_factory(), "a")
    async with database.write() as connection:
        await turns.take(connection, "dead", now())
    await worker.start()
    await asyncio.sleep(0.3)
    if database.is_sqlite:
        assert await settled(database) == ["done"]
    else:
        assert await states(database) == ["running"]


async def test_a_turn_that_kills_desks_is_given_up(
    database: Database, conversation_factory: Any, bot: Any, worker: TurnWorker
) -> None:
    conversation = await conversation_factory()
    await ask(database, conversation, "a")
    async with database.write() as connection:
        await connection.execute(table.update().values(attempts=4))
    await worker.start()
    assert await settled(database) == ["failed"]
    assert bot.turns == []


async def test_a_turn_that_outlives_its_desk_and_its_conversation_is_cancelled(
    database: Database, conversation_factory: Any, worker: TurnWorker
) -> None:
    conversation = await conversation_factory()
    await ask(database, conversation, "a")
    async with database.write() as connection:
        assert await turns.take(connection, "a desk that died", now() - timedelta(minutes=5)) is not None
        await ownership.close(connection, conversation.id, now(), actor="customer")
    await worker.start()
    assert await settled(database) == ["cancelled"]
