"""The rules of docs/routing.md on what follows the end of a conversation."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from escalation import conversations, handovers, message_log, owner, ownership, presence
from escalation.reopening import Reopening
from escalation.tables import turns
from warmline.clock import now
from warmline.database import Database

RULES = Reopening(timedelta(hours=24))


@pytest.fixture
async def anna(database: Database, staff_factory: Any) -> Any:
    found = await staff_factory("Anna", capacity=1)
    async with database.write() as connection:
        await presence.connect(connection, "anna", found.id, now())
    return found


async def closed(database: Database, conversation: Any, agent: Any = None, **before: float) -> Any:
    async with database.write() as connection:
        actor = owner.agent(agent.id) if agent else "customer"
        at = now() - timedelta(**before)
        return await ownership.close(connection, conversation.id, at, actor=actor, agent=agent, wrap_up="solved")


async def written_again(database: Database, conversation: Any, rules: Reopening = RULES) -> Any:
    async with database.write() as connection:
        return await rules.find_or_open(connection, conversation.customer_id, "pl", now())


async def last_notice(database: Database, conversation: Any) -> dict[str, Any]:
    async with database.read() as connection:
        return (await message_log.after(connection, conversation.id, 0))[-1].data


async def test_it_goes_on_with_the_same_agent(database: Database, conversation_factory: Any, anna: Any) -> None:
    conversation = await conversation_factory(anna)
    ended = await closed(database, conversation, anna)
    again = await written_again(database, conversation)
    assert (again.id, again.owner, again.version) == (conversation.id, owner.agent(anna.id), ended.version + 1)
    assert (again.closed_at, again.closed_by, again.wrap_up) == (None, None, None)
    assert await last_notice(database, again) == {"code": "reopened", "to": "agent", "name": "Anna"}
    async with database.read() as connection:
        packet = await handovers.latest_packet(connection, conversation.id)
    assert packet is not None
    assert packet["rule"] == "reopened"


async def test_an_agent_who_is_full_or_gone_leaves_it_to_the_queue(
    database: Database, conversation_factory: Any, staff_factory: Any, anna: Any
) -> None:
    first = await conversation_factory(anna)
    await closed(database, first, anna)
    await conversation_factory(anna)
    again = await written_again(database, first)
    assert (again.owner, again.reason) == (owner.QUEUE, "customer_request")
    assert again.queued_at is not None
    assert await last_notice(database, again) == {"code": "reopened", "to": "queue", "name": None}
    gone = await staff_factory("Ewa")
    second = await conversation_factory(gone)
    await closed(database, second, gone)
    assert (await written_again(database, second)).owner == owner.QUEUE


async def test_with_nobody_there_the_assistant_goes_on_and_its_memory_is_told(
    database: Database, conversation_factory: Any, staff_factory: Any
) -> None:
    agent = await staff_factory()
    conversation = await conversation_factory(agent)
    await closed(database, conversation, agent)
    again = await written_again(database, conversation)
    assert (again.id, again.owner) == (conversation.id, owner.BOT)
    async with database.read() as connection:
        kinds = (await connection.execute(select(turns.c.kind, turns.c.state))).all()
    assert [tuple(row) for row in kinds] == [("returned", "waiting")]


async def test_what_ended_long_ago_or_by_the_customer_is_followed_by_a_new_one(
    database: Database, conversation_factory: Any, anna: Any
) -> None:
    old = await conversation_factory(anna)
    await closed(database, old, anna, hours=25)
    left = await conversation_factory(anna)
    await closed(database, left)
    switched_off = await conversation_factory(anna)
    await closed(database, switched_off, anna)
    never = Reopening(timedelta(0))
    for conversation, rules in ((old, RULES), (left, RULES), (switched_off, never)):
        again = await written_again(database, conversation, rules)
        assert again.id != conversation.id
        assert (again.owner, again.last_seq) == (owner.BOT, 0)


async def test_two_messages_at_once_reopen_it_once(database: Database, conversation_factory: Any, anna: Any) -> None:
    conversation = await conversation_factory(anna)
    ended = await closed(database, conversation, anna)
    found = await asyncio.gather(*(written_again(database, conversation) for _ in range(3)))
    assert {one.id for one in found} == {conversation.id}
    async with database.read() as connection:
        assert (await conversations.get(connection, conversation.id)).version == ended.version + 1


async def test_a_customer_who_writes_again_is_answered_by_the_same_agent(
    desk: Any, open_line: Any, open_console: Any, staff_factory: Any
) -> None:
    console = await open_console(desk, await staff_factory("Anna"))
    headers = {"Cookie": console.token, "X-Warmline": "1"}
    line = await open_line(desk)
    await line.send("request_human", client_message_id="h1")
    case = (await console.until("lists", lambda frame: frame["queue"]))["queue"][0]
    path = f"/api/agent/conversations/{case['id']}"
    await desk.post(f"{path}/claim", json={"version": case["version"]}, headers=headers)
    await desk.post(f"{path}/close", json={"wrap_up": "solved"}, headers=headers)
    await line.until("state", lambda frame: frame["state"]["owner"]["kind"] == "closed")
    await line.say("Jeszcze jedno pytanie")
    told = await line.message(kind="notice", code="reopened")
    assert told["data"]["name"] == "Anna"
    state = await line.until("state", lambda frame: frame["state"]["owner"]["kind"] == "agent")
    assert (state["state"]["id"], state["state"]["owner"]["name"]) == (case["id"], "Anna")
    await console.until(
        "lists", lambda frame: [one["last_message"]["text"] for one in frame["mine"]] == ["Jeszcze jedno pytanie"]
    )
