from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from escalation import conversations, message_log, owner, ownership, presence, queue, transfers
from escalation.errors import ColleagueAway, NotOwner
from escalation.tables import events
from warmline.clock import now
from warmline.database import Database

BASE = "/api/agent/conversations"
PATIENCE = timedelta(seconds=60)


@pytest.fixture
async def anna(staff_factory: Any) -> Any:
    return await staff_factory("Anna")


@pytest.fixture
async def piotr(database: Database, staff_factory: Any) -> Any:
    """A colleague who is there."""
    found = await staff_factory("Piotr")
    async with database.write() as connection:
        await presence.connect(connection, "socket", found.id, now())
    return found


async def give(database: Database, conversation: Any, giver: Any, to: Any, note: str = "czeka na zwrot") -> Any:
    async with database.write() as connection:
        return await transfers.to_colleague(connection, conversation.id, giver, to.id, note, now())


async def lapse(database: Database, at: Any) -> list[Any]:
    async with database.write() as connection:
        return await transfers.lapse(connection, at, PATIENCE)


async def codes(database: Database, conversation: Any) -> list[str]:
    async with database.read() as connection:
        found = await message_log.after(connection, conversation.id, 0)
    return [message.data["code"] for message in found if message.kind == "notice"][2:]


async def test_a_colleague_owns_it_at_once_and_says_so_by_taking_it_up(
    database: Database, conversation_factory: Any, anna: Any, piotr: Any
) -> None:
    conversation = await conversation_factory(anna)
    given = await give(database, conversation, anna, piotr)
    assert (given.owner, given.version) == (owner.agent(piotr.id), conversation.version + 1)
    async with database.write() as connection:
        waiting = await transfers.latest(connection, conversation.id)
        await transfers.take_up(connection, conversation.id, piotr, now())
        await transfers.take_up(connection, conversation.id, piotr, now())
        taken = await transfers.latest(connection, conversation.id)
        with pytest.raises(NotOwner):
            await transfers.take_up(connection, conversation.id, anna, now())
    assert waiting is not None
    assert taken is not None
    assert (waiting["waiting"], waiting["note"], waiting["from"]["name"]) == (True, "czeka na zwrot", "Anna")
    assert (taken["waiting"], taken["taken_at"] is None) == (False, False)
    assert await codes(database, conversation) == ["transferring", "transferred"]
    assert await lapse(database, now() + timedelta(seconds=50)) == []


async def test_what_is_not_taken_up_goes_back_to_its_place(
    database: Database, conversation_factory: Any, anna: Any, piotr: Any
) -> None:
    conversation = await conversation_factory(anna, at=now() - timedelta(minutes=5))
    await conversation_factory("queue")
    await give(database, conversation, anna, piotr)
    assert await lapse(database, now() + timedelta(seconds=30)) == []
    async with database.write() as connection:
        await presence.connect(connection, "later", piotr.id, now() + PATIENCE)
    (back,) = await lapse(database, now() + timedelta(seconds=61))
    assert (back.owner, back.queued_at) == (owner.QUEUE, conversation.queued_at)
    async with database.read() as connection:
        assert await queue.place_of(connection, back) == 1
        told = (await connection.execute(select(events).order_by(events.c.id.desc()).limit(2))).all()
    assert (told[1].kind, told[1].actor, told[1].data["staff_id"]) == ("transfer_lapsed", "desk", piotr.id)
    assert await codes(database, conversation) == ["transferring", "transfer_lapsed"]
    assert await lapse(database, now() + timedelta(seconds=70)) == []


@pytest.mark.parametrize("how", ["signs out", "takes no more"])
async def test_a_colleague_who_goes_gives_it_back(
    database: Database, conversation_factory: Any, anna: Any, piotr: Any, how: str
) -> None:
    conversation = await conversation_factory(anna)
    await give(database, conversation, anna, piotr)
    async with database.write() as connection:
        if how == "signs out":
            await presence.leave(connection, piotr.id)
        else:
            await presence.choose(connection, piotr.id, presence.AWAY, now())
    assert [found.id for found in await lapse(database, now())] == [conversation.id]


async def test_only_those_who_are_there_are_given_anything(
    database: Database, conversation_factory: Any, staff_factory: Any, anna: Any, piotr: Any
) -> None:
    conversation, gone = await conversation_factory(anna), await staff_factory("Ewa")
    for to in (gone, anna):
        with pytest.raises(ColleagueAway):
            await give(database, conversation, anna, to)
    with pytest.raises(NotOwner):
        await give(database, conversation, gone, piotr)
    async with database.read() as connection:
        assert (await conversations.get(connection, conversation.id)).version == conversation.version
        assert [found.name for found in await transfers.colleagues(connection, anna, now())] == ["Piotr"]


async def test_a_transfer_given_on_no_longer_waits_for_the_first(
    database: Database, conversation_factory: Any, anna: Any, piotr: Any
) -> None:
    conversation = await conversation_factory(anna)
    await give(database, conversation, anna, piotr)
    async with database.write() as connection:
        await ownership.release(connection, conversation.id, piotr, now())
        found = await conversations.get(connection, conversation.id)
        await ownership.claim(connection, conversation.id, piotr, found.version, now())
        latest = await transfers.latest(connection, conversation.id)
    assert latest is not None
    assert latest["waiting"] is False
    assert await lapse(database, now() + timedelta(hours=1)) == []


async def test_the_way_of_a_transfer_over_the_desk(
    desk: Any, open_line: Any, open_console: Any, staff_factory: Any, conversation_factory: Any
) -> None:
    anna, piotr = await staff_factory("Anna"), await staff_factory("Piotr")
    console, other = await open_console(desk, anna), await open_console(desk, piotr)
    headers, others = ({"Cookie": found.token, "X-Warmline": "1"} for found in (console, other))
    line = await open_line(desk)
    await line.send("request_human", client_message_id="h1")
    case = (await console.until("lists", lambda frame: frame["queue"]))["queue"][0]
    path = f"{BASE}/{case['id']}"
    await desk.post(f"{path}/claim", json={"version": case["version"]}, headers=headers)
    found = await (await desk.get("/api/agent/colleagues", headers=headers)).json()
    assert found["colleagues"] == [{"id": piotr.id, "name": "Piotr", "languages": [], "free": 3}]

    body = {"to": piotr.id, "note": "czeka na zwrot"}
    answer = await desk.post(f"{path}/transfer", json=body, headers=others)
    assert (answer.status, (await answer.json())["error"]["code"]) == (409, "colleague_away")
    assert (await desk.post(f"{path}/transfer", json={}, headers=headers)).status == 400
    assert (await desk.post(f"{path}/transfer", json=body, headers=headers)).status == 200
    assert (await line.message(kind="notice", code="transferring"))["data"]["name"] == "Piotr"
    lists = await other.until("lists", lambda frame: frame["mine"])
    assert lists["mine"][0]["given"] == {"by": "Anna", "note": "czeka na zwrot"}
    story = await (await desk.get(path, headers=others)).json()
    assert (story["transfer"]["waiting"], story["transfer"]["note"]) == (True, "czeka na zwrot")

    said = {"client_message_id": "a1", "text": "Dzień dobry, tu Piotr."}
    assert (await desk.post(f"{path}/messages", json=said, headers=others)).status == 200
    assert (await line.message(kind="notice", code="transferred"))["data"]["name"] == "Piotr"
    assert (await desk.post(f"{path}/take-up", json={}, headers=headers)).status == 409
    lists = await other.until("lists", lambda frame: frame["mine"] and frame["mine"][0]["given"] is None)

    answer = await desk.post(f"{path}/transfer", json={"to": "queue", "note": "dla kogoś od zwrotów"}, headers=others)
    assert (await answer.json())["conversation"]["owner"]["kind"] == "queue"
    assert (await line.message(kind="notice", code="transferring"))["data"]["name"] is None
    story = await (await desk.get(path, headers=headers)).json()
    assert (story["transfer"]["waiting"], story["transfer"]["note"]) == (False, "dla kogoś od zwrotów")
