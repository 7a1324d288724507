from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from escalation import conversations, notes, owner, takeovers
from escalation.errors import ConversationClosed, VersionChanged
from escalation.tables import events, handovers
from warmline.clock import now
from warmline.database import Database

BASE = "/api/agent/conversations"


@pytest.fixture
async def anna(staff_factory: Any) -> Any:
    return await staff_factory("Anna")


@pytest.fixture
async def marek(staff_factory: Any) -> Any:
    return await staff_factory("Marek", roles=("agent", "supervisor"))


async def take_over(database: Database, conversation: Any, marek: Any, version: int, reason: str = "") -> Any:
    async with database.write() as connection:
        return await takeovers.take_over(connection, conversation.id, marek, version, reason, now())


async def test_a_supervisor_takes_an_agents_conversation_and_says_why(
    database: Database, conversation_factory: Any, anna: Any, marek: Any
) -> None:
    conversation = await conversation_factory(anna)
    taken = await take_over(database, conversation, marek, conversation.version, "Grozi prawnikiem, biorę to.")
    assert (taken.owner, taken.version) == (owner.agent(marek.id), conversation.version + 1)
    assert (await take_over(database, conversation, marek, 1)).version == taken.version
    async with database.read() as connection:
        (note,) = await notes.of(connection, conversation.id)
        (mention,) = await notes.mentions_of(connection, anna)
        claimed = (await connection.execute(select(handovers.c.claimed_by))).scalar_one()
        told = (await connection.execute(select(events).where(events.c.kind == "taken_over"))).one()
    assert (note["text"], mention["by"], claimed) == ("Grozi prawnikiem, biorę to.", "Marek", marek.id)
    assert (told.actor, told.data["from_staff"]) == (owner.agent(marek.id), anna.id)


async def test_nothing_is_taken_that_has_changed_hands_or_is_over(
    database: Database, conversation_factory: Any, anna: Any, marek: Any
) -> None:
    taken, waiting = await conversation_factory(anna), await conversation_factory("queue")
    closed = await conversation_factory("closed")
    for conversation, version, error in (
        (taken, taken.version - 1, VersionChanged),
        (waiting, waiting.version, VersionChanged),
        (closed, closed.version, ConversationClosed),
    ):
        with pytest.raises(error):
            await take_over(database, conversation, marek, version)
    async with database.read() as connection:
        assert (await conversations.get(connection, taken.id)).owner == owner.agent(anna.id)


async def test_only_supervisors_take_over_and_the_agent_hears_of_it(
    desk: Any, open_console: Any, sign_in: Any, staff_factory: Any, conversation_factory: Any, anna: Any, marek: Any
) -> None:
    console, other = await open_console(desk, anna), await open_console(desk, marek)
    own, headers = ({"Cookie": line.token, "X-Warmline": "1"} for line in (console, other))
    conversation = await conversation_factory(marek)
    path = f"{BASE}/{conversation.id}/take-over"
    assert (await desk.post(path, json={"version": conversation.version}, headers=own)).status == 403
    conversation = await conversation_factory(anna)
    path = f"{BASE}/{conversation.id}/take-over"
    reader = await sign_in(await staff_factory("Ola", roles=("supervisor",)))
    assert (await desk.post(path, json={"version": conversation.version}, headers=reader)).status == 403
    path = f"{BASE}/{conversation.id}/take-over"
    bad = await desk.post(path, json={"version": "2"}, headers=headers)
    assert (bad.status, (await bad.json())["error"]["details"]["field"]) == (400, "version")
    answer = await desk.post(path, json={"version": conversation.version, "reason": "Biorę."}, headers=headers)
    assert (answer.status, (await answer.json())["conversation"]["owner"]["name"]) == (200, "Marek")
    frame = await console.until("lists", lambda frame: frame["mentions"])
    assert (frame["mine"], frame["mentions"][0]["text"]) == ([], "Biorę.")
