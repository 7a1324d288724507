"""Call-backs: offered where nobody answers soon, taken down once, worked off by exactly one person."""

from __future__ import annotations

import asyncio
import uuid
from datetime import time, timedelta
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select, update

from escalation import callback_offer, callbacks, message_log, owner, ownership
from escalation.availability import Availability
from escalation.callback_wish import Wish
from escalation.client import CallbackOpenAlready, DeskClient
from escalation.errors import CallbackOpen, CallbackSettled, CallbackTaken, NotCallbackTaker
from escalation.handovers import Request
from escalation.hours import OpeningHours
from escalation.tables import callbacks as table
from escalation.tables import events
from warmline.clock import now
from warmline.contacts import masked
from warmline.errors import BadInput, Unavailable

NUMBER = "+48600100200"
ALWAYS = dict.fromkeys(range(7), (time(0), time(23, 59, 59)))
BASE = "/api/agent/callbacks"


def wish_for(conversation_id: str, **changes: Any) -> Wish:
    values = {
        "turn_id": str(uuid.uuid4()),
        "way": "phone",
        "contact": NUMBER,
        "language": "pl",
        "consent": "Czy możemy zadzwonić?",
    }
    return Wish(conversation_id, **{**values, **changes})


@pytest.fixture
def callback_factory(database: Any, conversation_factory: Any) -> Any:
    async def make(**changes: Any) -> callbacks.Callback:
        conversation = await conversation_factory(owner.QUEUE)
        async with database.write() as connection:
            return await callbacks.create(connection, wish_for(conversation.id, **changes), now())

    return make


async def kinds(database: Any, conversation_id: str) -> list[str]:
    """What the record says of a conversation's call-backs."""
    query = select(events).where(events.c.conversation_id == conversation_id).order_by(events.c.id)
    async with database.read() as connection:
        found = (await connection.execute(query)).all()
    assert not any(NUMBER in str(row.data) for row in found)
    return [row.kind for row in found if row.kind.startswith("callback_")]


async def test_a_turn_makes_one_call_back_however_often_it_asks(database: Any, conversation_factory: Any) -> None:
    conversation = await conversation_factory(owner.QUEUE, reason="complaint")
    wish = wish_for(conversation.id, best_time="po 17")

    async def ask() -> callbacks.Callback:
        async with database.write() as connection:
            return await callbacks.create(connection, wish, now())

    made = await asyncio.gather(*(ask() for _ in range(4)))
    assert len({found.id for found in made}) == 1
    assert (made[0].reason, made[0].state, made[0].best_time) == ("complaint", "open", "po 17")
    assert (made[0].consent, made[0].consented_at) == ("Czy możemy zadzwonić?", made[0].created_at)
    assert await kinds(database, conversation.id) == ["callback_requested"]


async def test_a_conversation_has_one_open_call_back(database: Any, conversation_factory: Any) -> None:
    conversation = await conversation_factory()

    async def ask() -> object:
        try:
            async with database.write() as connection:
                return await callbacks.create(connection, wish_for(conversation.id), now())
        except CallbackOpen as error:
            return error

    outcomes = await asyncio.gather(*(ask() for _ in range(4)))
    assert sum(isinstance(found, callbacks.Callback) for found in outcomes) == 1
    async with database.write() as connection:
        assert await callbacks.cancel(connection, conversation.id, now())
        assert not await callbacks.cancel(connection, conversation.id, now())
    assert isinstance(await ask(), callbacks.Callback)
    assert await kinds(database, conversation.id) == ["callback_requested", "callback_cancelled", "callback_requested"]


async def test_of_two_agents_exactly_one_takes_it(database: Any, callback_factory: Any, staff_factory: Any) -> None:
    callback, people = await callback_factory(), [await staff_factory("Anna"), await staff_factory("Piotr")]

    async def take(agent: Any) -> object:
        try:
            async with database.write() as connection:
                return await callbacks.take(connection, callback.id, agent, now())
        except CallbackTaken as error:
            return error

    outcomes = await asyncio.gather(*(take(agent) for agent in people))
    [lost] = [found for found in outcomes if isinstance(found, CallbackTaken)]
    [won] = [found for found in outcomes if isinstance(found, callbacks.Callback)]
    winner = next(agent for agent in people if agent.id == won.taken_by)
    assert lost.details["owner"] == winner.name
    assert await take(winner) == won
    assert (await kinds(database, callback.conversation_id)).count("callback_taken") == 1


async def test_a_missed_customer_goes_back_to_the_list(
    database: Any, callback_factory: Any, staff_factory: Any
) -> None:
    callback, anna, piotr = await callback_factory(), await staff_factory("Anna"), await staff_factory("Piotr")
    async with database.write() as connection:
        with pytest.raises(NotCallbackTaker):
            await callbacks.finish(connection, callback.id, anna, "", now())
        await callbacks.take(connection, callback.id, anna, now())
        with pytest.raises(NotCallbackTaker):
            await callbacks.miss(connection, callback.id, piotr, "", now())
        missed = await callbacks.miss(connection, callback.id, anna, "poczta głosowa", now())
        assert (missed.state, missed.taken_by, missed.attempts, missed.note) == ("open", None, 1, "poczta głosowa")
        await callbacks.take(connection, callback.id, piotr, now())
        done = await callbacks.finish(connection, callback.id, piotr, "wyjaśnione", now())
        assert (done.state, done.settled_by, done.note) == ("done", f"agent:{piotr.id}", "wyjaśnione")
        with pytest.raises(CallbackSettled):
            await callbacks.take(connection, callback.id, anna, now())
    assert await kinds(database, callback.conversation_id) == [
        "callback_requested",
        "callback_taken",
        "callback_missed",
        "callback_taken",
        "callback_done",
    ]


async def test_a_supervisor_frees_what_somebody_left_behind(
    database: Any, callback_factory: Any, staff_factory: Any
) -> None:
    callback, anna, piotr = await callback_factory(), await staff_factory("Anna"), await staff_factory("Piotr")
    marek = await staff_factory("Marek", roles=("agent", "supervisor"))
    async with database.write() as connection:
        await callbacks.take(connection, callback.id, anna, now())
        with pytest.raises(NotCallbackTaker):
            await callbacks.release(connection, callback.id, piotr, now())
        assert (await callbacks.release(connection, callback.id, marek, now())).taken_by is None


async def test_what_is_settled_is_deleted_after_its_days(
    database: Any, callback_factory: Any, staff_factory: Any
) -> None:
    old, fresh, still_open = [await callback_factory() for _ in range(3)]
    async with database.write() as connection:
        for callback in (old, fresh):
            assert await callbacks.cancel(connection, callback.conversation_id, now())
        past = now() - timedelta(days=31)
        await connection.execute(update(table).where(table.c.id == old.id).values(settled_at=past))
        await connection.execute(update(table).where(table.c.id == still_open.id).values(created_at=past))
        assert await callbacks.delete_settled(connection, now() - timedelta(days=30)) == 1
        left = set((await connection.execute(select(table.c.id))).scalars())
    assert left == {fresh.id, still_open.id}


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({}, False),
        ({"wait_seconds": None}, False),
        ({"wait_seconds": 600}, False),
        ({"wait_seconds": 630}, True),
        ({"agents": 0}, True),
        ({"open": False}, True),
    ],
)
def test_it_is_offered_where_nobody_answers_soon(changes: dict[str, Any], due: bool) -> None:
    values = {"open": True, "agents": 2, "wait_seconds": 60, **changes}
    assert callback_offer.is_due(**values, after=timedelta(minutes=10)) is due


@pytest.mark.parametrize(("reason", "offered"), [("complaint", True), ("system_error", False)])
async def test_the_offer_comes_with_the_hand_over(
    database: Any, conversation_factory: Any, reason: str, offered: bool
) -> None:
    conversation = await conversation_factory(owner.QUEUE, reason=reason)
    async with database.read() as connection:
        [told] = await message_log.after(connection, conversation.id, 0)
    assert told.data["code"] == "no_agents"
    titles = [choice["title"] for choice in told.choices]
    assert titles == (["Zadzwońcie do mnie", "Napiszcie e-mail", "Poczekam tutaj"] if offered else [])


async def test_whoever_has_asked_already_is_not_offered_it_again(database: Any, conversation_factory: Any) -> None:
    conversation = await conversation_factory()
    shut = Availability(OpeningHours(week={}))
    async with database.write() as connection:
        await callbacks.create(connection, wish_for(conversation.id), now())
        await ownership.hand_over(
            connection, conversation.id, Request("customer_request"), shut, now(), actor="customer"
        )
        [told] = await message_log.after(connection, conversation.id, 0)
    assert told.choices == []


def test_a_contact_is_checked_and_masked() -> None:
    body = {**vars(wish_for("c-1"))}
    assert Wish.from_json(body) == Wish(**body)
    for field, value in (
        ("way", "fax"),
        ("contact", "600 100 200"),
        ("contact", "anna@example.com"),
        ("language", "de"),
        ("consent", ""),
        ("turn_id", None),
        ("best_time", "x" * 201),
    ):
        with pytest.raises(BadInput) as refused:
            Wish.from_json({**body, field: value})
        assert refused.value.details["field"] == field
    assert masked(NUMBER) == "+48 ••• ••• 200"
    assert masked("anna.nowak@example.com") == "an•••@example.com"
    assert masked("a@example.com") == "a•••@example.com"


async def test_the_assistant_takes_it_down_over_its_own_line(
    desk: Any, settings: Any, conversation_factory: Any
) -> None:
    conversation = await conversation_factory()
    url = str(desk.make_url("")).rstrip("/")
    wish = vars(wish_for(conversation.id))
    async with aiohttp.ClientSession() as http:
        line = DeskClient(url, settings.service_token, http)
        assert await line.open_callback(conversation.id) is None
        made = await line.create_callback(**wish)
        assert (made.way, made.contact, made.state) == ("phone", "+48 ••• ••• 200", "open")
        assert await line.create_callback(**wish) == made == await line.open_callback(conversation.id)
        with pytest.raises(CallbackOpenAlready):
            await line.create_callback(**{**wish, "turn_id": "another"})
        with pytest.raises(Unavailable):
            await line.create_callback(**{**wish, "contact": "600"})
        with pytest.raises(Unavailable):
            await DeskClient(url, "wrong", http).create_callback(**wish)
    assert (await desk.post("/internal/callbacks", json=wish)).status == 401
    assert (await desk.get(f"/internal/callbacks/{conversation.id}")).status == 401


async def test_agents_see_their_languages_and_the_contact_once_they_take_it(
    desk: Any, callback_factory: Any, staff_factory: Any, sign_in: Any
) -> None:
    first, second = await callback_factory(), await callback_factory(language="en")
    anna = await sign_in(await staff_factory("Anna", languages=("pl",)))
    marek = await sign_in(await staff_factory("Marek", roles=("agent", "supervisor"), languages=("pl",)))
    ewa = await sign_in(await staff_factory("Ewa", roles=("editor",)))

    async def listed(headers: Any) -> list[dict[str, Any]]:
        return (await (await desk.get(BASE, headers=headers)).json())["callbacks"]

    assert [found["id"] for found in await listed(anna)] == [first.id]
    assert [found["id"] for found in await listed(marek)] == [first.id, second.id]
    for headers, status in ((ewa, 403), ({}, 401)):
        assert (await desk.get(BASE, headers=headers)).status == status
        answer = await desk.post(f"{BASE}/{first.id}/take", headers={"X-Warmline": "1", **headers})
        assert answer.status == status
    unguarded = {"Cookie": anna["Cookie"]}
    assert (await desk.post(f"{BASE}/{first.id}/take", headers=unguarded)).status == 403
    for act in ("take", "release", "missed", "done"):
        assert (await desk.post(f"{BASE}/{second.id}/{act}", headers=anna)).status == 404
        assert (await desk.post(f"{BASE}/unknown/{act}", headers=anna)).status == 404

    taken = await (await desk.post(f"{BASE}/{first.id}/take", headers=anna)).json()
    assert (taken["callback"]["contact"], taken["callback"]["taken_by"]["name"]) == (NUMBER, "Anna")
    assert (await listed(marek))[0]["contact"] == masked(NUMBER)
    refused = await (await desk.post(f"{BASE}/{first.id}/take", headers=marek)).json()
    assert (refused["error"]["code"], refused["error"]["details"]["owner"]) == ("already_taken", "Anna")
    body = {"note": "x" * 2001}
    assert (await desk.post(f"{BASE}/{first.id}/done", json=body, headers=anna)).status == 400
    done = await desk.post(f"{BASE}/{first.id}/done", json={"note": "załatwione"}, headers=anna)
    assert (await done.json())["callback"]["state"] == "done"
    assert await listed(anna) == []


async def test_the_console_hears_of_call_backs_at_once(
    desk: Any, settings: Any, open_console: Any, staff_factory: Any, conversation_factory: Any
) -> None:
    conversation = await conversation_factory()
    console = await open_console(desk, await staff_factory())
    assert console.seen[-1]["callbacks"] == []
    headers = {"Authorization": f"Bearer {settings.service_token}"}
    made = await desk.post("/internal/callbacks", json=vars(wish_for(conversation.id)), headers=headers)
    found = (await console.until("lists", lambda frame: frame["callbacks"]))["callbacks"][0]
    assert (found["id"], found["way"]) == ((await made.json())["callback"]["id"], "phone")
    assert found["conversation_id"] == conversation.id
    staff_headers = {"Cookie": console.token, "X-Warmline": "1"}
    await desk.post(f"{BASE}/{found['id']}/take", headers=staff_headers)
    await console.until("lists", lambda frame: frame["callbacks"][0]["contact"] == NUMBER)
    await desk.post(f"{BASE}/{found['id']}/done", headers=staff_headers)
    await console.until("lists", lambda frame: not frame["callbacks"])


async def test_the_customer_withdraws_it_or_chooses_to_wait(
    desk: Any, database: Any, settings: Any, open_line: Any, bot: Any
) -> None:
    line = await open_line(desk)
    await line.say("Halo")
    await line.message(author="assistant")
    conversation_id = bot.turns[0]["conversation_id"]
    headers = {"Authorization": f"Bearer {settings.service_token}"}

    async def taken_down(body: dict[str, Any]) -> dict[str, Any]:
        wish = {**vars(wish_for(conversation_id)), "turn_id": body["turn_id"]}
        assert (await desk.post("/internal/callbacks", json=wish, headers=headers)).status == 200
        return {
            "replies": [{"kind": "text", "text": "Zapisane", "choices": [{"title": "Odwołaj", "payload": undo}]}],
            "language": "pl",
        }

    undo = callback_offer.CANCEL_CALLBACK
    bot.script = taken_down
    await line.say("zadzwońcie")
    confirmation = await line.message(author="assistant")
    assert confirmation["choices"] == [{"title": "Odwołaj"}]
    await line.send("choice", client_message_id="undo", seq=confirmation["seq"], index=0)
    said = await line.message(author="assistant")
    assert said["text"] == callback_offer.WORDS["pl"]["cancelled"]
    await line.send("choice", client_message_id="undo", seq=confirmation["seq"], index=0)
    await line.until("ack")
    assert await kinds(database, conversation_id) == ["callback_requested", "callback_cancelled"]
    assert len(bot.turns) == 2

    await line.send("request_human", client_message_id="person")
    offer = await line.message(kind="notice")
    assert [choice["title"] for choice in offer["choices"]][2] == "Poczekam tutaj"
    await line.send("choice", client_message_id="wait", seq=offer["seq"], index=2)
    assert (await line.message(author="assistant"))["text"] == callback_offer.WORDS["pl"]["waiting"]
    async with database.read() as connection:
        [row] = (await connection.execute(select(table))).all()
    assert (row.state, row.settled_by) == ("cancelled", "customer")
