"""While a customer waits for a person: what the assistant still does, the way back, and the place in the queue."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from escalation import conversations, message_log, owner, ownership, presence, summaries, turns
from escalation.bot_client import BotClient
from escalation.conversations import Conversation
from escalation.errors import Conflict
from escalation.live import LocalLive, customer_topic
from escalation.message_log import Author, Draft, Message
from escalation.moods import MoodReader
from escalation.priority import load as load_priority
from escalation.tables import events, handovers
from escalation.tables import turns as turn_table
from escalation.testing import reply
from escalation.turn_worker import TurnWorker
from escalation.waiting_room import WaitingRoom
from warmline.clock import now
from warmline.database import Database

HAND_OVER = {"reason": "frustration", "rule": "frustration", "score": 0.9, "summary": "znowu"}


@pytest.fixture
async def worker(database: Database, bot: Any, availability: Any) -> Any:
    async with BotClient(bot.url, "token", 1.0) as client:
        moods = MoodReader(database, client, LocalLive(), load_priority())
        found = TurnWorker(database, client, LocalLive(), availability, moods, attempts=1)
        yield found
        await found.stop()
        await moods.close()


async def write(database: Database, conversation: Conversation, text: str) -> None:
    async with database.write() as connection:
        receipt = await message_log.append(connection, conversation.id, Draft(Author("customer"), text), now())
        await turns.add(connection, conversation.id, receipt.seq, text, now())


async def settled(database: Database) -> list[str]:
    """The states of all turns once none is under way."""

    async def wait() -> list[str]:
        while True:
            async with database.read() as connection:
                found = list(
                    (await connection.execute(select(turn_table.c.state).order_by(turn_table.c.seq))).scalars()
                )
            if not set(found) & {"waiting", "running"}:
                return found
            await asyncio.sleep(0.02)

    return await asyncio.wait_for(wait(), 30)


async def story(database: Database, conversation: Conversation) -> list[Message]:
    async with database.read() as connection:
        return await message_log.after(connection, conversation.id, 0)


async def words(database: Database, conversation: Conversation) -> list[str]:
    return [message.text or message.data["code"] for message in await story(database, conversation)]


async def owner_of(database: Database, conversation: Conversation) -> str:
    async with database.read() as connection:
        return (await conversations.get(connection, conversation.id)).owner


async def recorded(database: Database, kind: str) -> list[dict[str, Any]]:
    async with database.read() as connection:
        return list((await connection.execute(select(events.c.data).where(events.c.kind == kind))).scalars())


async def claim(database: Database, conversation: Conversation, agent: Any) -> Conversation:
    async with database.write() as connection:
        return await ownership.claim(connection, conversation.id, agent, conversation.version, now())


async def withdraw(database: Database, conversation: Conversation) -> Conversation | None:
    async with database.write() as connection:
        return await ownership.withdraw(connection, conversation.id, now())


async def test_the_assistant_answers_who_waits_and_reads_the_mood(
    database: Database, conversation_factory: Any, bot: Any, worker: TurnWorker
) -> None:
    conversation = await conversation_factory("queue")
    await write(database, conversation, "gdzie paczka?")
    await worker.start()
    assert await settled(database) == ["done"]
    assert await words(database, conversation) == ["no_agents", "gdzie paczka?", "echo: gdzie paczka?"]
    assert bot.turns[0]["waiting"] is True
    asked = (await story(database, conversation))[1]
    assert (asked.mood or {})["frustration"] == 0.1
    assert bot.parsed == []
    assert await owner_of(database, conversation) == owner.QUEUE
    assert [found["waiting"] for found in await recorded(database, "turn_answered")] == [True]


async def test_lists_show_what_the_one_who_waits_has_written(
    database: Database, conversation_factory: Any, worker: TurnWorker
) -> None:
    conversation = await conversation_factory("queue")
    await write(database, conversation, "gdzie paczka?")
    await worker.start()
    await settled(database)
    async with database.read() as connection:
        summary = await summaries.summary_of(connection, conversation.id, now())
    assert summary["last_message"]["text"] == "gdzie paczka?"


async def test_the_assistant_may_keep_silent_and_never_hands_over_twice(
    database: Database, conversation_factory: Any, bot: Any, worker: TurnWorker
) -> None:
    async def script(body: Any) -> Any:
        return reply("", replies=[], hand_over=HAND_OVER if body["text"] == "halo" else None)

    bot.script = script
    conversation = await conversation_factory("queue")
    await write(database, conversation, "ok")
    await write(database, conversation, "halo")
    await worker.start()
    assert await settled(database) == ["done", "done"]
    assert await words(database, conversation) == ["no_agents", "ok", "halo"]
    assert len(await recorded(database, "handed_over")) == 1


async def test_a_failed_turn_disturbs_nobody_who_waits(
    database: Database, conversation_factory: Any, bot: Any, worker: TurnWorker
) -> None:
    async def script(body: Any) -> Any:
        return {"replies": "broken"}

    bot.script = script
    conversation = await conversation_factory("queue")
    await write(database, conversation, "gdzie paczka?")
    await worker.start()
    assert await settled(database) == ["failed"]
    assert await words(database, conversation) == ["no_agents", "gdzie paczka?"]
    assert await owner_of(database, conversation) == owner.QUEUE
    assert [found["waiting"] for found in await recorded(database, "turn_failed")] == [True]
    assert len(await recorded(database, "handed_over")) == 1
    while not await recorded(database, "mood_read"):
        await asyncio.sleep(0.02)
    assert ((await story(database, conversation))[1].mood or {})["frustration"] == 0.8


async def test_an_answer_after_a_claim_is_dropped_and_recorded(
    database: Database, conversation_factory: Any, staff_factory: Any, bot: Any, worker: TurnWorker
) -> None:
    conversation, agent = await conversation_factory("queue"), await staff_factory()
    arrived, release = bot.held(reply("za późno"))
    await write(database, conversation, "gdzie paczka?")
    await worker.start()
    await arrived.wait()
    await claim(database, conversation, agent)
    release.set()
    assert await settled(database) == ["dropped"]
    assert await words(database, conversation) == ["no_agents", "gdzie paczka?", "agent_joined"]
    assert len(await recorded(database, "reply_dropped")) == 1
    while not await recorded(database, "mood_read"):
        await asyncio.sleep(0.02)


async def test_an_answer_from_before_a_claim_and_a_release_is_dropped(
    database: Database, conversation_factory: Any, staff_factory: Any, bot: Any, worker: TurnWorker
) -> None:
    conversation, agent = await conversation_factory("queue"), await staff_factory()
    arrived, release = bot.held(reply("za późno"))
    await write(database, conversation, "gdzie paczka?")
    await worker.start()
    await arrived.wait()
    await claim(database, conversation, agent)
    async with database.write() as connection:
        await ownership.release(connection, conversation.id, agent, now())
    release.set()
    assert await settled(database) == ["dropped"]


async def test_answers_and_claims_at_once_leave_no_answer_after_the_claim(
    database: Database, conversation_factory: Any, staff_factory: Any, worker: TurnWorker
) -> None:
    agent = await staff_factory(capacity=20)
    cases = [await conversation_factory("queue") for _ in range(6)]
    for case in cases:
        await write(database, case, "a")
    await worker.start()
    await asyncio.gather(*(claim(database, case, agent) for case in cases))
    await settled(database)
    for case in cases:
        told = await words(database, case)
        assert told[-1] == "agent_joined"
        assert set(told) <= {"no_agents", "a", "echo: a", "agent_joined"}


async def test_a_turn_is_not_tried_again_for_another_owner(
    database: Database, conversation_factory: Any, bot: Any, worker: TurnWorker
) -> None:
    """The bot would give the silence again that it kept for who waited, and the assistant would seem broken."""
    worker.attempts = 2
    arrived, release = bot.held(reply("", replies="broken"))
    conversation = await conversation_factory("queue")
    await write(database, conversation, "ok")
    await worker.start()
    await arrived.wait()
    await withdraw(database, conversation)
    release.set()
    assert await settled(database) == ["dropped", "done"]
    assert await owner_of(database, conversation) == owner.BOT


async def test_who_withdraws_is_back_with_the_assistant_that_is_told_first(
    database: Database, conversation_factory: Any, bot: Any, worker: TurnWorker
) -> None:
    order: list[str] = []

    async def script(body: Any) -> Any:
        order.append(f"turn after {len(bot.returned)} returns, waiting: {body['waiting']}")
        return reply("już")

    bot.script = script
    conversation = await conversation_factory("queue")
    await write(database, conversation, "a ile kosztuje dostawa?")
    assert await withdraw(database, conversation) is not None
    await worker.start()
    assert await settled(database) == ["done", "done"]
    assert order == ["turn after 1 returns, waiting: False"]
    assert await words(database, conversation) == ["no_agents", "a ile kosztuje dostawa?", "withdrawn", "już"]
    async with database.read() as connection:
        found = await conversations.get(connection, conversation.id)
        ended = (await connection.execute(select(handovers.c.ended_at, handovers.c.claimed_at))).one()
    assert (found.owner, found.reason, found.queued_at, found.queue_rank) == (owner.BOT, None, None, None)
    assert (ended.ended_at is not None, ended.claimed_at) == (True, None)
    assert len(await recorded(database, "withdrawn")) == 1


async def test_withdrawing_twice_or_after_a_claim_changes_nothing(
    database: Database, conversation_factory: Any, staff_factory: Any
) -> None:
    first, second = await conversation_factory("queue"), await conversation_factory("queue")
    assert await withdraw(database, first) is not None
    assert await withdraw(database, first) is None
    agent = await staff_factory()
    await claim(database, second, agent)
    assert await withdraw(database, second) is None
    assert await owner_of(database, second) == owner.agent(agent.id)
    assert len(await recorded(database, "withdrawn")) == 1


async def test_of_a_claim_and_a_withdrawal_at_once_one_wins(
    database: Database, conversation_factory: Any, staff_factory: Any
) -> None:
    agent = await staff_factory(capacity=20)
    for _ in range(4):
        conversation = await conversation_factory("queue")
        claimed, withdrawn = await asyncio.gather(
            claim(database, conversation, agent), withdraw(database, conversation), return_exceptions=True
        )
        told = await words(database, conversation)
        if withdrawn is None:
            assert told == ["no_agents", "agent_joined"]
            assert await owner_of(database, conversation) == owner.agent(agent.id)
        else:
            assert isinstance(claimed, Conflict)
            assert told == ["no_agents", "withdrawn"]
            assert await owner_of(database, conversation) == owner.BOT


async def test_the_customer_withdraws_over_the_socket(desk: Any, open_line: Any, bot: Any) -> None:
    line = await open_line(desk)
    await line.send("withdraw")
    await line.send("request_human", client_message_id="h1")
    await line.until("state", lambda frame: frame["state"]["queue"])
    await line.send("withdraw")
    await line.send("withdraw")
    assert (await line.message(kind="notice", code="withdrawn"))["data"] == {"code": "withdrawn"}
    state = await line.until("state", lambda frame: frame["state"]["owner"]["kind"] == "bot")
    assert state["state"]["queue"] is None
    await line.say("gdzie paczka?")
    assert (await line.message(author="assistant"))["text"] == "echo: gdzie paczka?"
    assert len(bot.returned) == 1
    assert bot.turns[0]["waiting"] is False


async def test_a_message_while_waiting_is_answered_over_the_socket(desk: Any, open_line: Any, bot: Any) -> None:
    line = await open_line(desk)
    await line.send("request_human", client_message_id="h1")
    await line.say("gdzie paczka?")
    assert (await line.message(author="assistant"))["text"] == "echo: gdzie paczka?"
    assert not any(frame["state"]["thinking"] for frame in line.seen if frame["type"] == "state")


async def test_one_look_tells_everyone_their_place(
    database: Database, conversation_factory: Any, staff_factory: Any, availability: Any
) -> None:
    live, agent = LocalLive(), await staff_factory(capacity=1)
    room = WaitingRoom(database, live, availability)
    cases = [await conversation_factory("queue", at=now() - timedelta(minutes=9 - index)) for index in range(3)]
    past = now() - timedelta(hours=1)
    async with database.write() as connection:
        await presence.connect(connection, "a", agent.id, now())
        await connection.execute(
            insert(handovers),
            [
                {
                    "conversation_id": cases[0].id,
                    "reason": "complaint",
                    "packet": {},
                    "at": past,
                    "claimed_at": past + timedelta(seconds=20),
                    "ended_at": past + timedelta(seconds=320),
                }
            ]
            * 3,
        )
    topics = [customer_topic(case.customer_id) for case in cases]
    with live.subscribe(topics[0]) as first, live.subscribe(topics[2]) as third:
        await room.tell()
        await claim(database, cases[0], agent)
        await room.tell()
    basis = {"cases": 3, "agents": 1}
    assert [hint.data for hint in _heard(first)] == [{"place": 1, "wait_seconds": 30, "basis": basis}]
    assert [hint.data for hint in _heard(third)] == [
        {"place": 3, "wait_seconds": 600, "basis": basis},
        {"place": 2, "wait_seconds": 600, "basis": basis},
    ]


async def test_places_and_people_reach_those_who_wait(
    desk: Any, open_line: Any, open_console: Any, staff_factory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("escalation.waiting_room.PAUSE_SECONDS", 0.05)
    first, second = await open_line(desk), await open_line(desk)
    for line in (first, second):
        await line.send("request_human", client_message_id=f"h{line.token}")
        await line.until("state", lambda frame: frame["state"]["queue"])
    assert second.seen[-1]["state"]["queue"] == {
        "place": 2,
        "wait_seconds": None,
        "basis": {"cases": 0, "agents": 0},
    }
    console = await open_console(desk, await staff_factory())
    await second.until("state", lambda frame: frame["state"]["queue"]["basis"]["agents"] == 1)
    await first.send("withdraw")
    await second.until("state", lambda frame: frame["state"]["queue"]["place"] == 1)
    await console.send("presence", presence="away")
    await second.until("state", lambda frame: frame["state"]["queue"]["basis"]["agents"] == 0)


@pytest.mark.parametrize(("agents", "capacity", "busy"), [(1, 2, False), (1, 1, True)])
async def test_who_is_there_is_told_in_one_notice(
    database: Database,
    conversation_factory: Any,
    staff_factory: Any,
    agents: int,
    capacity: int,
    busy: bool,
) -> None:
    agent = await staff_factory(capacity=capacity)
    await conversation_factory(agent)
    async with database.write() as connection:
        await presence.connect(connection, "a", agent.id, now())
    conversation = await conversation_factory("queue")
    assert (await story(database, conversation))[0].data == {
        "code": "queued",
        "reason": "customer_request",
        "place": 1,
        "wait_seconds": None,
        "agents": agents,
        "busy": busy,
    }


def _heard(hints: asyncio.Queue[Any]) -> list[Any]:
    return [hint for hint in (hints.get_nowait() for _ in range(hints.qsize())) if hint.kind == "place"]
