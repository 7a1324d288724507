"""Internal notes: kept once, seen by staff alone, and brought before the colleagues they mention."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update

from escalation import conversations, keys, message_log, notes
from escalation.live import STAFF, customer_topic
from escalation.note_tables import mentions
from escalation.note_tables import notes as note_table
from escalation.notes import LONGEST_NOTE, MOST_MENTIONS, NoteDraft, draft_of
from escalation.tables import conversations as conversation_table
from escalation.tables import events
from escalation.tables import staff as staff_table
from warmline.clock import now
from warmline.database import Database
from warmline.errors import BadInput

BASE = "/api/agent/conversations"
SECRET = "klientka jest z konkurencji"


async def add(database: Database, conversation: Any, author: Any, identifier: str = "n1", *mentioned: Any) -> Any:
    draft = NoteDraft(identifier, f"notatka {identifier}", tuple(one.id for one in mentioned))
    async with database.write() as connection:
        found = await conversations.get(connection, conversation.id)
        return await notes.add(connection, found, draft, author, now())


async def test_a_note_stands_below_the_last_message_and_takes_no_number(
    database: Database, conversation_factory: Any, staff_factory: Any
) -> None:
    anna = await staff_factory("Anna")
    conversation = await conversation_factory(anna)
    note = await add(database, conversation, anna)
    async with database.read() as connection:
        after = await conversations.get(connection, conversation.id)
        said = await message_log.after(connection, conversation.id, 0)
    assert (note["after_seq"], note["author"]["name"], note["text"]) == (conversation.last_seq, "Anna", "notatka n1")
    assert (after.last_seq, after.updated_at) == (conversation.last_seq, conversation.updated_at)
    assert [message.seq for message in said] == list(range(1, conversation.last_seq + 1))


async def test_a_note_sent_again_or_twice_at_once_is_kept_once(
    database: Database, conversation_factory: Any, staff_factory: Any
) -> None:
    anna, piotr = await staff_factory("Anna"), await staff_factory("Piotr")
    conversation = await conversation_factory()
    found = await asyncio.gather(*(add(database, conversation, anna, "n1", piotr) for _ in range(4)))
    assert len({note["id"] for note in found}) == 1
    async with database.read() as connection:
        assert len(await notes.of(connection, conversation.id)) == 1
        recorded = select(func.count()).select_from(events).where(events.c.kind == "note_added")
        assert (await connection.execute(recorded)).scalar() == 1
        assert len(await notes.mentions_of(connection, piotr)) == 1


async def test_a_mention_waits_until_its_colleague_has_looked(
    database: Database, conversation_factory: Any, staff_factory: Any
) -> None:
    anna, piotr, ewa = [await staff_factory(name) for name in ("Anna", "Piotr", "Ewa")]
    conversation, other = await conversation_factory(anna), await conversation_factory(anna)
    await add(database, conversation, anna, "n1", piotr, anna)
    await add(database, other, anna, "n2", piotr, ewa)
    async with database.write() as connection:
        waiting = await notes.mentions_of(connection, piotr)
        assert await notes.see(connection, conversation.id, piotr, now()) is True
        assert await notes.see(connection, conversation.id, piotr, now()) is False
        left = await notes.mentions_of(connection, piotr)
        assert await notes.mentions_of(connection, anna) == []
        assert [one["conversation_id"] for one in await notes.mentions_of(connection, ewa)] == [other.id]
    assert [(one["by"], one["text"]) for one in waiting] == [("Anna", "notatka n1"), ("Anna", "notatka n2")]
    assert [one["conversation_id"] for one in left] == [other.id]


@pytest.mark.parametrize("why", ["unknown", "no agent", "left"])
async def test_only_agents_of_today_are_mentioned(
    database: Database, conversation_factory: Any, staff_factory: Any, why: str
) -> None:
    anna, conversation = await staff_factory("Anna"), await conversation_factory()
    draft = NoteDraft("n1", "@Ewa", ("nobody",))
    if why != "unknown":
        ewa = await staff_factory("Ewa", roles=("editor",) if why == "no agent" else ("agent",))
        draft = NoteDraft("n1", "@Ewa", (ewa.id,))
    async with database.write() as connection:
        if why == "left":
            await connection.execute(update(staff_table).where(staff_table.c.name == "Ewa").values(active=False))
    with pytest.raises(BadInput) as refused:
        async with database.write() as connection:
            await notes.add(connection, conversation, draft, anna, now())
    assert refused.value.details["field"] == "mentions"
    async with database.read() as connection:
        assert await notes.of(connection, conversation.id) == []


async def test_notes_go_with_their_conversation(database: Database, customer_factory: Any, staff_factory: Any) -> None:
    anna, piotr, customer = await staff_factory("Anna"), await staff_factory("Piotr"), await customer_factory()
    async with database.write() as connection:
        conversation = await conversations.find_or_open(connection, customer.id, "pl", now())
    await add(database, conversation, anna, "n1", piotr)
    async with database.write() as connection:
        await connection.execute(delete(conversation_table).where(conversation_table.c.id == conversation.id))
        for table in (note_table, mentions):
            assert (await connection.execute(select(func.count()).select_from(table))).scalar() == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "a" * (LONGEST_NOTE + 1)}, "text"),
        ({"client_note_id": "a b"}, "client_note_id"),
        ({"client_note_id": None}, "client_note_id"),
        ({"mentions": "s1"}, "mentions"),
        ({"mentions": [1]}, "mentions"),
        ({"mentions": ["a"] * (MOST_MENTIONS + 1)}, "mentions"),
    ],
)
def test_what_cannot_be_noted_is_told_by_its_field(change: dict[str, Any], field: str) -> None:
    assert draft_of({"client_note_id": "n1", "text": " a ", "mentions": ["s", "s"]}) == NoteDraft("n1", "a", ("s",))
    with pytest.raises(BadInput) as refused:
        draft_of({"client_note_id": "n1", "text": "a", **change})
    assert refused.value.details["field"] == field


async def test_colleagues_see_a_note_at_once_and_the_mentioned_one_is_called(
    desk: Any, open_line: Any, open_console: Any, staff_factory: Any
) -> None:
    anna, piotr = await staff_factory("Anna"), await staff_factory("Piotr")
    console, other = await open_console(desk, anna), await open_console(desk, piotr)
    headers, others = ({"Cookie": found.token, "X-Warmline": "1"} for found in (console, other))
    line = await open_line(desk)
    await line.say("Dzień dobry")
    await line.message(author="assistant")
    path = f"{BASE}/{line.seen[0]['state']['id']}"
    choices = await (await desk.get("/api/agent/mentionable", headers=headers)).json()
    assert choices == {"colleagues": [{"id": piotr.id, "name": "Piotr"}]}
    await console.send("open", conversation_id=line.seen[0]["state"]["id"], last_seq=0)
    assert (await console.until("notes"))["notes"] == []

    body = {"client_note_id": "n1", "text": f"@Piotr {SECRET}", "mentions": [piotr.id]}
    answer = await desk.post(f"{path}/notes", json=body, headers=headers)
    assert (answer.status, (await answer.json())["note"]["mentions"]) == (201, [{"id": piotr.id, "name": "Piotr"}])
    shown = await console.until("notes")
    assert [note["text"] for note in shown["notes"]] == [body["text"]]
    lists = await other.until("lists", lambda frame: frame["mentions"])
    assert lists["mentions"][0].items() >= {"by": "Anna", "text": body["text"]}.items()
    story = await (await desk.get(path, headers=others)).json()
    assert story["notes"] == shown["notes"]
    assert (await desk.post(f"{path}/notes/seen", headers=others)).status == 200
    await other.until("lists", lambda frame: frame["mentions"] == [])
    assert (await desk.post(f"{BASE}/x/notes", json=body, headers=headers)).status == 404


async def test_nothing_of_a_note_reaches_the_customer_or_the_assistant(
    desk: Any, bot: Any, open_line: Any, open_console: Any, staff_factory: Any
) -> None:
    anna = await staff_factory("Anna")
    console = await open_console(desk, anna)
    headers = {"Cookie": console.token, "X-Warmline": "1"}
    line = await open_line(desk)
    await line.send("request_human", client_message_id="h1")
    case = (await console.until("lists", lambda frame: frame["queue"]))["queue"][0]
    path = f"{BASE}/{case['id']}"
    await desk.post(f"{path}/claim", json={"version": case["version"]}, headers=headers)
    note = {"client_note_id": "n1", "text": SECRET}
    assert (await desk.post(f"{path}/notes", json=note, headers=headers)).status == 201
    said = {"client_message_id": "a1", "text": "Dzień dobry"}
    seq = (await (await desk.post(f"{path}/messages", json=said, headers=headers)).json())["seq"]
    await line.message(author="agent")
    await line.say("A ja?")
    await line.until("ack")
    await desk.post(f"{path}/return", json={"note": "sprawdzone"}, headers=headers)
    await line.message(code="returned_to_assistant")
    await line.say("Gdzie paczka?")
    await line.message(author="assistant")

    again = await open_line(desk, line.token)
    heard = [frame["message"] for frame in line.seen if frame["type"] == "message"]
    shown = again.seen[0]["messages"]
    assert [message["seq"] for message in shown] == list(range(1, len(shown) + 1))
    assert seq in {message["seq"] for message in heard}
    everything = repr((line.seen, again.seen, bot.turns, bot.returned, bot.parsed))
    assert "Gdzie paczka?" in everything
    assert SECRET not in everything
    assert not {frame["type"] for frame in line.seen + again.seen} & {"notes", "lists"}


async def test_a_note_wakes_no_socket_of_a_customer(
    desk: Any, sign_in: Any, staff_factory: Any, conversation_factory: Any
) -> None:
    headers, conversation = await sign_in(await staff_factory()), await conversation_factory()
    body, live = {"client_note_id": "n1", "text": SECRET}, desk.server.app[keys.LIVE]
    with live.subscribe(customer_topic(conversation.customer_id)) as theirs, live.subscribe(STAFF) as ours:
        assert (await desk.post(f"{BASE}/{conversation.id}/notes", json=body, headers=headers)).status == 201
        assert theirs.empty()
        assert [ours.get_nowait().kind for _ in range(ours.qsize())] == ["noted"]
