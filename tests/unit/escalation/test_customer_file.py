"""What staff know of a customer across conversations, and the tags on a conversation."""

from __future__ import annotations

import asyncio
import unicodedata
from typing import Any

import pytest
from sqlalchemy import delete, func, select

from escalation import conversations, customer_file, message_log, owner, ownership, tags, visitors
from escalation.customer_file import LONGEST_NOTE
from escalation.file_tables import conversation_tags, customer_notes
from escalation.identity import Identity
from escalation.message_log import Author, Draft
from escalation.tables import customers, events
from escalation.tags import LONGEST_TAG, MOST_TAGS
from warmline.clock import now
from warmline.database import Database
from warmline.errors import BadInput

BASE = "/api/agent/conversations"


@pytest.fixture
async def ask(desk: Any, staff_factory: Any, sign_in: Any) -> Any:
    headers = await sign_in(await staff_factory("Ewa", email="ewa@podlipa.example"))

    async def call(method: str, path: str, body: Any = None, status: int = 200) -> Any:
        answer = await desk.request(method, path, json=body, headers=headers)
        assert answer.status == status, await answer.text()
        return await answer.json()

    return call


async def say(database: Database, conversation_id: str, *drafts: Draft) -> None:
    async with database.write() as connection:
        for draft in drafts:
            await message_log.append(connection, conversation_id, draft, now())


def order(number: str, state: str) -> Draft:
    return Draft(Author("bot"), number, kind="order", data={"number": number, "state": state})


async def test_the_file_has_the_customers_other_conversations_and_orders_and_nobody_elses(
    ask: Any, database: Database, conversation_factory: Any
) -> None:
    stranger, first = await conversation_factory(), await conversation_factory()
    await say(database, stranger.id, order("LP-9", "placed"))
    await say(database, first.id, order("LP-1", "placed"), order("LP-2", "sent"), order("LP-1", "delivered"))
    async with database.write() as connection:
        await ownership.close(connection, first.id, now(), actor="customer")
        second = await conversations.find_or_open(connection, first.customer_id, "pl", now())
    await say(database, second.id, Draft(Author("customer"), "halo"))
    found = await ask("GET", f"{BASE}/{second.id}/customer")
    assert [one["id"] for one in found["conversations"]] == [first.id]
    assert found["conversations"][0]["owner"]["kind"] == "closed"
    assert [(one["order"]["number"], one["order"]["state"]) for one in found["orders"]] == [
        ("LP-1", "delivered"),
        ("LP-2", "sent"),
    ]
    [shown] = [one for one in found["orders"] if one["order"]["number"] == "LP-2"]
    assert shown["conversation_id"] == first.id
    assert (await ask("GET", f"{BASE}/{first.id}"))["conversation"]["id"] == first.id
    await ask("GET", f"{BASE}/none/customer", status=404)


async def test_a_note_stays_with_the_customer_and_is_kept_once(
    ask: Any, database: Database, conversation_factory: Any
) -> None:
    conversation = await conversation_factory(owner.QUEUE)
    body = {"client_note_id": "n1", "text": " woli telefon "}
    path = f"{BASE}/{conversation.id}/customer/notes"
    sent = await asyncio.gather(*(ask("POST", path, body, 201) for _ in range(3)))
    for answer in (*sent, await ask("GET", f"{BASE}/{conversation.id}/customer")):
        [note] = answer["notes"]
        assert (note["text"], note["author"]["name"]) == ("woli telefon", "Ewa")
    async with database.write() as connection:
        told = (await connection.execute(select(events).where(events.c.kind == "customer_note_added"))).all()
        assert [event.data for event in told] == [{}]
        assert "telefon" not in str(
            [found.for_agent() for found in await message_log.after(connection, conversation.id, 0)]
        )
    for wrong in ({"text": "a"}, {"client_note_id": "n2"}, {"client_note_id": "n2", "text": "a" * (LONGEST_NOTE + 1)}):
        await ask("POST", path, wrong, 400)


async def test_notes_on_a_visitor_follow_who_they_turn_out_to_be_and_go_with_them(
    database: Database, staff_factory: Any
) -> None:
    anna = await staff_factory()
    async with database.write() as connection:
        token, visitor = await visitors.start(connection, None, None, now())
        conversation = await conversations.find_or_open(connection, visitor.id, "pl", now())
        note = {"client_note_id": "n1", "text": "woli telefon"}
        await customer_file.add_note(connection, conversation, note, anna, now())
        named = (await visitors.start(connection, token, Identity("C-1", "a@b.example", "Jan", 0), now()))[1]
        assert [one["text"] for one in await customer_file.notes(connection, named.id)] == ["woli telefon"]
        assert await customer_file.notes(connection, visitor.id) == []
        loose = (await visitors.start(connection, None, None, now()))[1]
        await connection.execute(customer_notes.update().values(customer_id=loose.id))
        await connection.execute(delete(visitors.visitors).where(visitors.visitors.c.customer_id == loose.id))
        await connection.execute(delete(customers).where(customers.c.id == loose.id))
        assert (await connection.execute(select(func.count()).select_from(customer_notes))).scalar() == 0


async def test_tags_have_one_spelling_and_are_found(ask: Any, database: Database, conversation_factory: Any) -> None:
    one, other = await conversation_factory(), await conversation_factory()
    for conversation in (one, other):
        await say(database, conversation.id, Draft(Author("customer"), "halo"))
    path = f"{BASE}/{one.id}/tags"
    spellings = ["#Pilny  Zwrot", "pilny zwrot", " PILNY ZWROT "]
    await asyncio.gather(*(ask("POST", path, {"tag": tag}) for tag in spellings))
    assert (await ask("POST", path, {"tag": unicodedata.normalize("NFD", "Łódź")}))["tags"] == ["pilny zwrot", "łódź"]
    await ask("POST", f"{BASE}/{other.id}/tags", {"tag": "łódź"})
    assert (await ask("GET", "/api/agent/tags"))["tags"] == ["pilny zwrot", "łódź"]
    results = (await ask("GET", "/api/agent/search?tag=Pilny%20zwrot"))["results"]
    assert [found["conversation"]["id"] for found in results] == [one.id]
    assert len((await ask("GET", "/api/agent/search?tag=łódź&q=halo"))["results"]) == 2
    saved = await ask("POST", "/api/agent/searches", {"name": "pilne", "filters": {"tag": "#Pilny Zwrot"}}, 201)
    assert saved["search"]["filters"]["tag"] == "pilny zwrot"
    assert (await ask("DELETE", path, {"tag": "PILNY zwrot"}))["tags"] == ["łódź"]
    assert (await ask("DELETE", path, {"tag": "never put"}))["tags"] == ["łódź"]
    async with database.write() as connection:
        told = (await connection.execute(select(events.c.kind, events.c.data).where(events.c.kind.like("tag_%")))).all()
        assert sorted(event.kind for event in told) == ["tag_put", "tag_put", "tag_put", "tag_taken_off"]
        assert all(event.data == {} for event in told)


@pytest.mark.parametrize("wrong", ["", "  # ", "\x00", "a" * (LONGEST_TAG + 1), 7, None])
async def test_an_unusable_tag_is_refused(ask: Any, conversation_factory: Any, wrong: Any) -> None:
    conversation = await conversation_factory()
    answer = await ask("POST", f"{BASE}/{conversation.id}/tags", {"tag": wrong}, 400)
    assert answer["error"]["details"]["field"] == "tag"
    await ask("POST", f"{BASE}/none/tags", {"tag": "a"}, 404)


async def test_a_conversation_has_only_so_many_tags(
    database: Database, conversation_factory: Any, staff_factory: Any
) -> None:
    anna, conversation = await staff_factory(), await conversation_factory()
    async with database.write() as connection:
        for number in range(MOST_TAGS):
            await tags.put(connection, conversation.id, f"t{number}", anna, now())
        await tags.put(connection, conversation.id, "t0", anna, now())
    with pytest.raises(BadInput):
        async with database.write() as connection:
            await tags.put(connection, conversation.id, "one more", anna, now())
    async with database.read() as connection:
        kept = await connection.execute(select(func.count()).select_from(conversation_tags))
        assert kept.scalar() == MOST_TAGS
