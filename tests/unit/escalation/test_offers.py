from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from escalation import offers, owner, ownership, presence, queue
from escalation.errors import NotOffered
from escalation.live import LocalLive
from escalation.offer_tables import offers as table
from escalation.routing import Patience, Routing
from escalation.tables import conversations, events, staff
from warmline.clock import now
from warmline.database import Database

PATIENCE = timedelta(seconds=45)
BASE = "/api/agent/conversations"


@pytest.fixture
def arrive(database: Database, staff_factory: Any) -> Any:
    """Makes an agent who is there."""

    async def make(name: str, **values: Any) -> Any:
        agent = await staff_factory(name, capacity=values.pop("capacity", 3))
        async with database.write() as connection:
            await presence.connect(connection, f"socket of {name}", agent.id, now())
            if values:
                await connection.execute(update(staff).where(staff.c.id == agent.id).values(**values))
        return agent

    return make


async def offer_all(database: Database, at: Any = None) -> dict[str, str]:
    """Offer what can be offered; the agents' ids by conversation."""
    at = at or now()
    async with database.write() as connection:
        found = await offers.proposals(connection, at)
        return {one.conversation.id: one.staff_id for one in found if await offers.make(connection, one, at)}


async def end(database: Database, at: Any) -> list[str]:
    async with database.write() as connection:
        return await offers.end(connection, at, PATIENCE)


async def outcomes(database: Database) -> list[str | None]:
    async with database.read() as connection:
        return list((await connection.execute(select(table.c.outcome).order_by(table.c.id))).scalars())


async def test_the_agent_with_the_most_room_is_offered_who_is_next(
    database: Database, conversation_factory: Any, arrive: Any
) -> None:
    busier, freer = await arrive("Anna"), await arrive("Piotr")
    await conversation_factory(busier)
    second = await conversation_factory("queue")
    first = await conversation_factory("queue", at=now() - timedelta(minutes=5))
    assert await offer_all(database) == {first.id: freer.id, second.id: min(busier.id, freer.id)}
    assert await offer_all(database) == {}
    async with database.read() as connection:
        rows = await connection.execute(select(conversations.c.owner).where(conversations.c.id == first.id))
        assert rows.scalar_one() == owner.QUEUE
        assert [found.free for found in await presence.present_agents(connection, now())].count(3) == 0


async def test_nobody_gets_more_than_they_can_take(database: Database, conversation_factory: Any, arrive: Any) -> None:
    await arrive("Anna", capacity=2)
    for _ in range(3):
        await conversation_factory("queue")
    assert len(await offer_all(database)) == 2
    assert await offer_all(database) == {}


async def test_language_is_needed_and_skill_comes_first(
    database: Database, conversation_factory: Any, arrive: Any
) -> None:
    await arrive("Emma", languages=["en"], capacity=9)
    await arrive("Piotr", capacity=9)
    skilled = await arrive("Anna", languages=["pl"], skills=["complaint"], capacity=2)
    complaints = [await conversation_factory("queue", reason="complaint") for _ in range(3)]
    given = await offer_all(database)
    assert list(given.values()).count(skilled.id) == 2
    assert len(given) == len(complaints)


async def test_only_emma_is_there_and_the_customer_writes_polish(
    database: Database, conversation_factory: Any, arrive: Any
) -> None:
    await arrive("Emma", languages=["en"])
    await conversation_factory("queue")
    assert await offer_all(database) == {}


@pytest.mark.parametrize("said", [presence.BUSY, presence.AWAY, presence.MISSED])
async def test_who_takes_nothing_new_is_offered_nothing(
    database: Database, conversation_factory: Any, arrive: Any, said: str
) -> None:
    await arrive("Anna", presence=said)
    await conversation_factory("queue")
    assert await offer_all(database) == {}


async def test_what_is_not_taken_up_keeps_its_place_and_goes_to_another(
    database: Database, conversation_factory: Any, arrive: Any
) -> None:
    anna = await arrive("Anna", capacity=5)
    conversation = await conversation_factory("queue", at=now() - timedelta(minutes=5))
    at = now()
    assert await offer_all(database, at) == {conversation.id: anna.id}
    piotr = await arrive("Piotr")
    async with database.read() as connection:
        assert not await offers.any_ends(connection, at + timedelta(seconds=44), PATIENCE)
        place = await queue.place_of(connection, conversation)
    assert await end(database, at + timedelta(seconds=46)) == [conversation.id]
    assert await offer_all(database, at + timedelta(seconds=46)) == {conversation.id: piotr.id}
    async with database.read() as connection:
        assert await presence.of(connection, anna.id) == presence.MISSED
        assert await queue.place_of(connection, conversation) == place
        kinds = list((await connection.execute(select(events.c.kind).order_by(events.c.id))).scalars())
    assert kinds[-4:] == ["offered", "offer_missed", "presence_chosen", "offered"]
    assert await outcomes(database) == ["missed", None]


async def test_an_agent_who_leaves_has_missed_nothing(
    database: Database, conversation_factory: Any, arrive: Any
) -> None:
    anna = await arrive("Anna")
    await conversation_factory("queue")
    await offer_all(database)
    async with database.write() as connection:
        await presence.leave(connection, anna.id)
    assert len(await end(database, now())) == 1
    assert await outcomes(database) == ["gone"]
    async with database.read() as connection:
        assert await presence.of(connection, anna.id) == presence.AVAILABLE


@pytest.mark.parametrize(("who", "outcome"), [("Anna", "taken"), ("Piotr", "gone")])
async def test_whoever_claims_it_has_it(
    database: Database, conversation_factory: Any, arrive: Any, who: str, outcome: str
) -> None:
    people = {"Anna": await arrive("Anna", capacity=5)}
    conversation = await conversation_factory("queue")
    await offer_all(database)
    people["Piotr"] = await arrive("Piotr")
    async with database.write() as connection:
        await ownership.claim(connection, conversation.id, people[who], conversation.version, now())
    await end(database, now())
    assert await outcomes(database) == [outcome]


async def test_what_an_agent_leaves_is_offered_to_others_only(
    database: Database, conversation_factory: Any, arrive: Any
) -> None:
    anna = await arrive("Anna", capacity=5)
    conversation = await conversation_factory("queue")
    await offer_all(database)
    async with database.write() as connection:
        await offers.decline(connection, conversation.id, anna, now())
        with pytest.raises(NotOffered):
            await offers.decline(connection, conversation.id, anna, now())
    assert await offer_all(database) == {}
    piotr = await arrive("Piotr", capacity=1)
    assert await offer_all(database) == {conversation.id: piotr.id}


async def test_two_desks_offer_each_case_once_and_fill_no_room_twice(
    database: Database, conversation_factory: Any, arrive: Any
) -> None:
    await arrive("Anna", capacity=3)
    for _ in range(6):
        await conversation_factory("queue")
    desks = [Routing(database, LocalLive(), Patience(PATIENCE, PATIENCE, PATIENCE), automatic=True) for _ in range(3)]
    await asyncio.gather(*(desk.look() for desk in desks))
    assert await outcomes(database) == [None] * 3


async def test_an_offer_is_shown_taken_up_and_left_over_http(
    database: Database, desk: Any, open_console: Any, conversation_factory: Any, staff_factory: Any
) -> None:
    anna = await staff_factory("Anna")
    console = await open_console(desk, anna)
    headers = {"Cookie": console.token, "X-Warmline": "1"}
    first, second = await conversation_factory("queue"), await conversation_factory("queue")
    await offer_all(database)
    shown = {
        one["id"]: one["offered"]["to"]
        for one in (await (await desk.get(f"{BASE}?view=queue", headers=headers)).json())["conversations"]
    }
    assert shown == {first.id: {"id": anna.id, "name": "Anna"}, second.id: {"id": anna.id, "name": "Anna"}}
    left = await desk.post(f"{BASE}/{second.id}/decline", headers=headers)
    assert (left.status, (await left.json())["conversation"]["offered"]) == (200, None)
    again = await desk.post(f"{BASE}/{second.id}/decline", headers=headers)
    assert (again.status, (await again.json())["error"]["code"]) == (409, "not_offered")
    taken = await desk.post(f"{BASE}/{first.id}/claim", json={"version": first.version}, headers=headers)
    assert (await taken.json())["conversation"]["offered"] is None
    await console.send("presence", presence="busy")
    frame = await console.until("lists", lambda frame: frame["presence"] == "busy")
    assert [one["id"] for one in frame["mine"]] == [first.id]


async def test_what_was_put_back_by_hand_is_not_offered_to_the_same_agent(
    database: Database, desk: Any, open_console: Any, conversation_factory: Any, staff_factory: Any
) -> None:
    anna = await staff_factory("Anna")
    console = await open_console(desk, anna)
    headers = {"Cookie": console.token, "X-Warmline": "1"}
    conversation = await conversation_factory(anna)
    assert (await desk.post(f"{BASE}/{conversation.id}/release", headers=headers)).status == 200
    assert await offer_all(database) == {}
