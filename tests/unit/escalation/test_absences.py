from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from escalation import absences, message_log, owner, presence, queue
from escalation.message_log import Author, Draft
from warmline.clock import now
from warmline.database import Database

PATIENCE = timedelta(seconds=120)
LATER = timedelta(seconds=121)


async def write(database: Database, conversation: Any, author: Author, at: datetime) -> None:
    async with database.write() as connection:
        await message_log.append(connection, conversation.id, Draft(author, "dzień dobry"), at)


async def put_back(database: Database, at: datetime) -> list[Any]:
    async with database.write() as connection:
        return await absences.put_back(connection, at, PATIENCE)


@pytest.fixture
async def anna(staff_factory: Any) -> Any:
    return await staff_factory("Anna")


async def test_a_customer_who_waits_for_somebody_gone_waits_in_the_queue_again(
    database: Database, conversation_factory: Any, anna: Any
) -> None:
    conversation = await conversation_factory(anna, at=now() - timedelta(minutes=9))
    other = await conversation_factory("queue")
    await write(database, conversation, Author("customer"), now())
    assert await put_back(database, now()) == []
    (back,) = await put_back(database, now() + LATER)
    assert (back.id, back.owner, back.queued_at) == (conversation.id, owner.QUEUE, conversation.queued_at)
    async with database.read() as connection:
        assert await queue.place_of(connection, back) < await queue.place_of(connection, other)
        said = await message_log.after(connection, conversation.id, 0)
    assert said[-1].data == {"code": "agent_left", "name": "Anna"}
    assert await put_back(database, now() + LATER) == []


async def test_an_agent_who_is_there_keeps_it(database: Database, conversation_factory: Any, anna: Any) -> None:
    conversation = await conversation_factory(anna)
    await write(database, conversation, Author("customer"), now())
    async with database.write() as connection:
        await presence.connect(connection, "socket", anna.id, now() + LATER)
    assert await put_back(database, now() + LATER) == []


async def test_who_had_the_last_word_keeps_it_until_the_customer_writes(
    database: Database, conversation_factory: Any, anna: Any
) -> None:
    conversation = await conversation_factory(anna)
    await write(database, conversation, Author("customer"), now())
    await write(database, conversation, Author("agent", anna.id, anna.name), now())
    assert await put_back(database, now() + LATER) == []
    await write(database, conversation, Author("customer"), now())
    assert len(await put_back(database, now() + LATER)) == 1


async def test_writing_on_does_not_start_the_wait_anew(
    database: Database, conversation_factory: Any, anna: Any
) -> None:
    conversation = await conversation_factory(anna)
    await write(database, conversation, Author("customer"), now())
    await write(database, conversation, Author("customer"), now() + LATER)
    assert len(await put_back(database, now() + LATER)) == 1
