from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from escalation import conversations, handovers, message_log, owner, ownership, queue, trends, turns
from escalation.errors import AlreadyOwned, ConversationClosed, NotOwner, VersionChanged
from escalation.handovers import Request
from escalation.tables import events
from escalation.tables import turns as turn_table
from warmline.clock import now
from warmline.database import Database
from warmline.errors import Conflict


async def claim(database: Database, agent: Any, conversation: Any) -> Any:
    async with database.write() as connection:
        return await ownership.claim(connection, conversation.id, agent, conversation.version, now())


async def notices(database: Database, conversation: Any) -> list[str]:
    async with database.read() as connection:
        found = await message_log.after(connection, conversation.id, 0)
    return [message.data["code"] for message in found if message.kind == "notice"]


async def test_of_two_who_claim_at_once_one_wins_and_the_other_hears_who(
    database: Database, conversation_factory: Any, staff_factory: Any
) -> None:
    conversation = await conversation_factory("queue")
    agents = [await staff_factory("Anna"), await staff_factory("Piotr")]
    results = await asyncio.gather(*(claim(database, agent, conversation) for agent in agents), return_exceptions=True)
    lost = [result for result in results if isinstance(result, AlreadyOwned)]
    won = [agent for agent, result in zip(agents, results, strict=True) if not isinstance(result, Exception)]
    assert (len(won), len(lost)) == (1, 1)
    assert lost[0].details["owner"] == won[0].name
    async with database.read() as connection:
        found = await conversations.get(connection, conversation.id)
    assert (found.owner, found.version) == (owner.agent(won[0].id), conversation.version + 1)
    assert await notices(database, conversation) == ["no_agents", "agent_joined"]


async def test_claiming_ones_own_again_changes_nothing(
    database: Database, conversation_factory: Any, staff_factory: Any
) -> None:
    conversation, agent = await conversation_factory("queue"), await staff_factory()
    first = await claim(database, agent, conversation)
    assert (await claim(database, agent, conversation)).version == first.version
    assert (await notices(database, conversation)).count("agent_joined") == 1


async def test_an_old_version_claims_nothing(database: Database, conversation_factory: Any, staff_factory: Any) -> None:
    seen, agent, other = await conversation_factory("queue"), await staff_factory(), await staff_factory("Piotr")
    await claim(database, other, seen)
    async with database.write() as connection:
        await ownership.release(connection, seen.id, other, now())
    with pytest.raises(VersionChanged) as refused:
        await claim(database, agent, seen)
    assert refused.value.details["version"] == seen.version + 2


async def test_only_the_owner_acts(database: Database, conversation_factory: Any, staff_factory: Any) -> None:
    mine, other = await staff_factory(), await staff_factory("Piotr")
    conversation = await conversation_factory(mine)
    for act in (ownership.release, ownership.give_back):
        with pytest.raises(NotOwner):
            async with database.write() as connection:
                await act(connection, conversation.id, other, now())
    with pytest.raises(NotOwner):
        async with database.write() as connection:
            await ownership.close(connection, conversation.id, now(), actor=owner.agent(other.id), agent=other)
    with pytest.raises(NotOwner):
        async with database.write() as connection:
            await ownership.hold(connection, conversation.id, owner.agent(mine.id), conversation.version - 1)


async def test_a_release_keeps_the_place(database: Database, conversation_factory: Any, staff_factory: Any) -> None:
    agent = await staff_factory()
    first = await conversation_factory(agent, at=now() - timedelta(minutes=5))
    await conversation_factory("queue")
    async with database.write() as connection:
        released = await ownership.release(connection, first.id, agent, now())
        assert await queue.place_of(connection, released) == 1
    assert released.queued_at == first.queued_at


async def test_a_grave_reason_goes_ahead_but_not_of_those_who_wait_long(
    database: Database, conversation_factory: Any
) -> None:
    at = now()
    patient = await conversation_factory("queue", at=at - timedelta(minutes=40))
    recent = await conversation_factory("queue", at=at - timedelta(minutes=2))
    threat = await conversation_factory("queue", reason="threat", at=at)
    async with database.read() as connection:
        places = [await queue.place_of(connection, found) for found in (patient, threat, recent)]
    assert places == [1, 2, 3]


async def test_a_hand_over_tells_the_story_and_leaves_open_turns_to_be_answered(
    database: Database, conversation_factory: Any, availability: Any
) -> None:
    conversation = await conversation_factory()
    async with database.write() as connection:
        draft = message_log.Draft(message_log.Author("customer"), "To skandal!")
        receipt = await message_log.append(connection, conversation.id, draft, now())
        mood = {"label": "negative", "frustration": 0.9, "reasons": ["words"]}
        await trends.store_reading(connection, conversation.id, receipt.seq, "pl", mood, [])
        await turns.add(connection, conversation.id, receipt.seq, "To skandal!", now())
        request = Request("frustration", rule="high", score=0.9, articles=[{"article_id": "returns"}])
        await ownership.hand_over(connection, conversation.id, request, availability, now(), actor="bot", version=1)
    async with database.read() as connection:
        packet = await handovers.latest_packet(connection, conversation.id)
        states = (await connection.execute(select(turn_table.c.state))).scalars().all()
        kinds = (await connection.execute(select(events.c.kind).order_by(events.c.id))).scalars().all()
    assert packet is not None
    assert packet["trend"] == [{"seq": 1, "frustration": 0.9, "trend": 0.9, "reasons": ["words"]}]
    assert (packet["reason"], packet["verified"], packet["summary"]) == ("frustration", False, "To skandal!")
    assert states == ["waiting"]
    assert kinds == ["conversation_opened", "message_added", "handed_over", "message_added"]


async def test_a_second_hand_over_works_after_a_return_and_not_before(
    database: Database, conversation_factory: Any, staff_factory: Any, availability: Any
) -> None:
    agent = await staff_factory()
    conversation = await conversation_factory(agent)

    async def hand_over() -> None:
        async with database.write() as connection:
            await ownership.hand_over(
                connection, conversation.id, Request("complaint"), availability, now(), actor="bot"
            )

    with pytest.raises(Conflict):
        await hand_over()
    async with database.write() as connection:
        await ownership.give_back(connection, conversation.id, agent, now(), "wymiana zgłoszona")
    await hand_over()
    async with database.read() as connection:
        assert (await conversations.get(connection, conversation.id)).owner == owner.QUEUE
        packet = await handovers.latest_packet(connection, conversation.id)
        assert packet is not None
        assert packet["instructions"] == "wymiana zgłoszona"
        told = (await connection.execute(select(turn_table.c.kind, turn_table.c.state))).all()
    assert [tuple(row) for row in told] == [("returned", "waiting")]


async def test_a_closed_conversation_stays_closed(
    database: Database, conversation_factory: Any, staff_factory: Any
) -> None:
    conversation, agent = await conversation_factory("closed"), await staff_factory()
    with pytest.raises(ConversationClosed):
        await claim(database, agent, conversation)
    with pytest.raises(ConversationClosed):
        async with database.write() as connection:
            await ownership.close(connection, conversation.id, now(), actor="customer")
    assert (await notices(database, conversation)).count("closed") == 1


@pytest.mark.parametrize(("tell", "said"), [(True, "czekamy na zwrot"), (False, None)])
async def test_the_customer_reads_the_instructions_only_where_the_agent_wants_it(
    database: Database, conversation_factory: Any, staff_factory: Any, tell: bool, said: str | None
) -> None:
    agent = await staff_factory()
    conversation = await conversation_factory(agent)
    async with database.write() as connection:
        await ownership.give_back(connection, conversation.id, agent, now(), "czekamy na zwrot", tell=tell)
        told = (await message_log.after(connection, conversation.id, 0))[-1]
    assert told.data == {"code": "returned_to_assistant", "name": agent.name, "said": said}
