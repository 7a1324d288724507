from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import insert

from escalation import presence
from escalation.availability import Availability
from escalation.tables import handovers
from warmline.database import Database

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=timezone.utc)


async def handled(database: Database, conversation: Any, count: int, reaction: int, handling: int) -> None:
    """Some past cases, with their seconds of waiting and of handling."""
    async with database.write() as connection:
        for number in range(count):
            at = MONDAY - timedelta(hours=number + 1)
            claimed = at + timedelta(seconds=reaction)
            await connection.execute(
                insert(handovers).values(
                    conversation_id=conversation.id,
                    reason="customer_request",
                    packet={},
                    at=at,
                    claimed_at=claimed,
                    claimed_by="somebody",
                    ended_at=claimed + timedelta(seconds=handling),
                )
            )


async def test_who_counts_as_there(database: Database, staff_factory: Any, availability: Availability) -> None:
    here, away, gone = [await staff_factory(name, languages=("pl",)) for name in ("Anna", "Piotr", "Ewa")]
    editor = await staff_factory("Ola", roles=("editor",))
    async with database.write() as connection:
        for person in (here, away, editor):
            await presence.connect(connection, person.id, person.id, MONDAY)
        await presence.connect(connection, "second tab", here.id, MONDAY)
        await presence.connect(connection, "old", gone.id, MONDAY - presence.ALIVE)
        await presence.choose(connection, away.id, presence.AWAY, MONDAY)
        outlook = await availability.look(connection, MONDAY, "pl")
        assert (outlook.agents, outlook.free, outlook.wait_seconds()) == (1, here.capacity, None)
        assert (await availability.look(connection, MONDAY, "en")).agents == 0
        assert (await availability.look(connection, MONDAY)).agents == 1


async def test_a_lost_connection_has_its_grace(database: Database, staff_factory: Any, availability: Any) -> None:
    agent = await staff_factory()
    async with database.write() as connection:
        await presence.connect(connection, "a", agent.id, MONDAY)
        await presence.disconnect(connection, "a", MONDAY)
        soon, later = MONDAY + presence.GRACE / 2, MONDAY + presence.GRACE * 2
        assert (await availability.look(connection, soon)).agents == 1
        assert (await availability.look(connection, later)).agents == 0
        await presence.connect(connection, "b", agent.id, later)
        await presence.leave(connection, agent.id)
        assert (await availability.look(connection, later)).agents == 0


async def test_the_estimate_needs_people_and_experience(
    database: Database, staff_factory: Any, conversation_factory: Any, availability: Availability
) -> None:
    conversation, agent = await conversation_factory(), await staff_factory(capacity=2)
    await handled(database, conversation, 2, 20, 600)
    async with database.write() as connection:
        await presence.connect(connection, "a", agent.id, MONDAY)
        assert (await availability.look(connection, MONDAY)).wait_seconds() is None
    await handled(database, conversation, 3, 20, 600)
    async with database.write() as connection:
        outlook = await availability.look(connection, MONDAY)
        assert [outlook.wait_seconds(place) for place in (1, 2, 4)] == [30, 30, 600]
        assert outlook.at_place(4) == {"place": 4, "wait_seconds": 600, "basis": {"cases": 5, "agents": 1}}
        await presence.leave(connection, agent.id)
        assert (await availability.look(connection, MONDAY)).wait_seconds(1) is None


async def test_at_night_and_on_holidays_it_says_when_people_are_back(
    database: Database, conversation_factory: Any, availability: Availability
) -> None:
    holiday = datetime(2026, 11, 11, 12, 0, tzinfo=timezone.utc)
    await conversation_factory("queue")
    async with database.read() as connection:
        outlook = (await availability.look(connection, holiday)).as_json()
    assert outlook == {
        "open": False,
        "opens_at": "2026-11-12T07:00:00.000Z",
        "agents": 0,
        "free": 0,
        "waiting": 1,
        "wait_seconds": None,
    }
