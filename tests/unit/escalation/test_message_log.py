from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import func, select

from escalation import conversations, message_log, visitors
from escalation.errors import ConversationNotFound
from escalation.message_log import SYSTEM, Draft
from escalation.tables import conversations as conversation_table
from escalation.tables import events
from warmline.clock import now
from warmline.database import Database


async def append(database: Database, conversation_id: str, text: str, identifier: str | None = None) -> Any:
    async with database.write() as connection:
        draft = Draft(SYSTEM, text, client_message_id=identifier)
        return await message_log.append(connection, conversation_id, draft, now())


async def test_messages_at_once_are_numbered_without_gaps(database: Database, conversation_factory: Any) -> None:
    conversation = await conversation_factory()
    receipts = await asyncio.gather(*(append(database, conversation.id, str(number)) for number in range(12)))
    assert sorted(receipt.seq for receipt in receipts) == list(range(1, 13))
    async with database.read() as connection:
        stored = await message_log.after(connection, conversation.id, 4)
        recorded = await connection.execute(
            select(func.count()).where(events.c.conversation_id == conversation.id, events.c.kind == "message_added")
        )
        assert recorded.scalar_one() == 12
    assert [message.seq for message in stored] == list(range(5, 13))


async def test_a_resend_at_once_is_stored_once(database: Database, conversation_factory: Any) -> None:
    conversation = await conversation_factory()
    receipts = await asyncio.gather(*(append(database, conversation.id, "raz", "same") for _ in range(8)))
    assert {receipt.seq for receipt in receipts} == {1}
    assert sum(not receipt.repeated for receipt in receipts) == 1
    assert (await append(database, conversation.id, "dwa")).seq == 2


async def test_the_same_id_in_another_conversation_is_another_message(
    database: Database, conversation_factory: Any
) -> None:
    first, second = await conversation_factory(), await conversation_factory()
    assert not (await append(database, first.id, "raz", "same")).repeated
    assert not (await append(database, second.id, "raz", "same")).repeated


async def test_there_is_no_message_without_a_conversation(database: Database) -> None:
    with pytest.raises(ConversationNotFound):
        await append(database, "nowhere", "raz")


async def test_what_a_choice_means_stays_here(database: Database, conversation_factory: Any) -> None:
    conversation = await conversation_factory()
    async with database.write() as connection:
        draft = Draft(SYSTEM, "?", choices=[{"title": "Tak", "payload": "/affirm"}])
        await message_log.append(connection, conversation.id, draft, now())
        message = await message_log.at_seq(connection, conversation.id, 1)
    assert message is not None
    assert message.choices[0]["payload"] == "/affirm"
    assert message.for_customer()["choices"] == message.for_agent()["choices"] == [{"title": "Tak"}]


async def test_two_sessions_at_once_make_one_open_conversation(database: Database, customer_factory: Any) -> None:
    customer = await customer_factory()

    async def begin() -> str:
        async with database.write() as connection:
            return (await conversations.find_or_open(connection, customer.id, "pl", now())).id

    assert len(set(await asyncio.gather(*(begin() for _ in range(8))))) == 1
    async with database.read() as connection:
        count = await connection.execute(select(func.count()).select_from(conversation_table))
        assert count.scalar_one() == 1
        assert await visitors.customer_of(connection, "unknown") is None


async def test_reading_never_goes_back_nor_ahead(database: Database, conversation_factory: Any) -> None:
    conversation = await conversation_factory()
    for text in "abc":
        await append(database, conversation.id, text)
    for seq, expected in ((2, 2), (1, 2), (9, 2), (3, 3)):
        async with database.write() as connection:
            await conversations.mark_read(connection, conversation.id, seq)
            assert (await conversations.get(connection, conversation.id)).read_seq == expected
