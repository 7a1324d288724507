"""Finding conversations: what is found, in which order, by whom, and what of it is shown."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from alembic import command
from sqlalchemy import delete, func, select

from escalation import conversations, message_log, owner, visitors
from escalation.identity import Identity
from escalation.message_log import Author, Draft
from escalation.search import search
from escalation.search_filters import Cursor, Filters
from escalation.search_tables import search_entries
from escalation.search_words import excerpt, terms_of
from escalation.tables import messages
from warmline.clock import now
from warmline.database import Database, metadata
from warmline.migrations import _config, upgrade

BASE = "/api/agent/search"

BEFORE = "0012"
"""The last migration without search."""


@pytest.fixture
def write(database: Database) -> Any:
    async def add(conversation: Any, words: str, author: Author | None = None, minutes: int = 0) -> int:
        async with database.write() as connection:
            draft = Draft(author or Author("customer"), words)
            at = now() + timedelta(minutes=minutes)
            return (await message_log.append(connection, conversation.id, draft, at)).seq

    return add


@pytest.fixture
async def look(desk: Any, staff_factory: Any, sign_in: Any) -> Any:
    headers = await sign_in(await staff_factory("Szukająca", email="szuka@podlipa.example"))

    async def ask(**query: str) -> Any:
        answer = await desk.get(BASE, params=query, headers=headers)
        assert answer.status == 200, await answer.text()
        return await answer.json()

    return ask


def ids(found: Any) -> list[str]:
    return [result["conversation"]["id"] for result in found["results"]]


async def test_words_are_found_without_their_marks_and_by_their_beginning(
    look: Any, conversation_factory: Any, write: Any
) -> None:
    one, other = await conversation_factory(), await conversation_factory()
    seq = await write(one, "Żółta ŁÓDŹ <b>z zamówienia</b> LP-104217, jan@example.com")
    await write(other, "zielona lodówka")
    for query in ("zolta lodz", "ŻÓŁTA", "zamowien", "LP-104217", "lp 1042", "jan@example.com", "lodz zolta"):
        assert ids(await look(q=query)) == [one.id], query
    assert set(ids(await look(q="lod"))) == {one.id, other.id}
    for query in ("czerwona", "zolta lodowka", "*", '"', "lodz) OR (zielona", "!!!"):
        assert ids(await look(q=query)) == [], query
    [result] = (await look(q="zamowienia"))["results"]
    assert (result["hit"]["seq"], result["hits"], result["hit"]["author"]["kind"]) == (seq, 1, "customer")
    assert [piece["text"] for piece in result["hit"]["excerpt"] if piece["hit"]] == ["zamówienia"]
    assert "<b>z " in "".join(piece["text"] for piece in result["hit"]["excerpt"])


async def test_results_are_grouped_by_conversation(look: Any, conversation_factory: Any, write: Any) -> None:
    one = await conversation_factory()
    await write(one, "zwrot")
    last = await write(one, "kiedy zwrot?")
    await write(one, "halo")
    [result] = (await look(q="zwrot"))["results"]
    assert (result["hits"], result["hit"]["seq"]) == (2, last)


async def test_a_customer_is_found_by_name_and_email_as_they_are_now(
    look: Any, database: Database, desk: Any, open_line: Any, write: Any
) -> None:
    async def known_as(name: str, email: str) -> str:
        async with database.write() as connection:
            return (await visitors.start(connection, None, Identity("C-1", email, name, 0), now()))[1].id

    customer_id = await known_as("Józef Łoś", "jozef@stary.example")
    async with database.write() as connection:
        conversation = await conversations.find_or_open(connection, customer_id, "pl", now())
    await write(conversation, "halo")
    for query in ("los", "jozef los", "jozef@stary.example"):
        [result] = (await look(q=query))["results"]
        assert (result["conversation"]["id"], result["hit"]) == (conversation.id, None), query
    await known_as("Józef Nowy", "jozef@nowy.example")
    assert ids(await look(q="nowy")) == [conversation.id]
    assert ids(await look(q="stary")) == []


async def test_filters_narrow_it_down(look: Any, conversation_factory: Any, staff_factory: Any, write: Any) -> None:
    anna = await staff_factory("Anna")
    of_bot, closed = await conversation_factory(), await conversation_factory(owner.CLOSED)
    waiting, hers = await conversation_factory(owner.QUEUE, "complaint"), await conversation_factory(anna)
    for conversation in (of_bot, waiting, closed):
        await write(conversation, "zwrot")
    await write(hers, "zwrot", Author("agent", anna.id, "Anna"))
    for query, expected in (
        ({"state": "bot"}, of_bot),
        ({"state": "queue"}, waiting),
        ({"state": "agent"}, hers),
        ({"state": "closed"}, closed),
        ({"reason": "complaint"}, waiting),
        ({"agent": anna.id}, hers),
    ):
        assert ids(await look(q="zwrot", **query)) == [expected.id] == ids(await look(**query)), query
    today, tomorrow = now().date(), now().date() + timedelta(days=2)
    assert len(ids(await look(since=str(today - timedelta(days=2)), until=str(tomorrow)))) == 4
    assert ids(await look(since=str(tomorrow))) == ids(await look(until="2020-01-01")) == []
    assert len(ids(await look(language="pl"))) == 4
    assert ids(await look(language="en")) == []


@pytest.mark.parametrize("query", [{}, {"q": "zwrot"}, {"q": "zwrot", "order": "best"}])
async def test_pages_follow_each_other_without_gap_or_repeat(
    look: Any, conversation_factory: Any, write: Any, query: dict[str, str]
) -> None:
    every = [await conversation_factory() for _ in range(23)]
    for number, conversation in enumerate(every):
        await write(conversation, "zwrot " * (1 + number % 3) + "i jeszcze trochę", minutes=number // 2)
    first = await look(**query)
    second = await look(**query, cursor=first["cursor"])
    assert (len(ids(first)), len(ids(second)), second["cursor"]) == (20, 3, None)
    assert set(ids(first) + ids(second)) == {conversation.id for conversation in every}
    if "order" not in query:
        updated = [one["conversation"]["updated_at"] for one in first["results"] + second["results"]]
        assert updated == sorted(updated, reverse=True)


async def test_the_best_comes_first_when_asked_for(look: Any, conversation_factory: Any, write: Any) -> None:
    much, little = await conversation_factory(), await conversation_factory()
    await write(much, "zwrot zwrot zwrot")
    await write(little, "a przy okazji czy zwrot jest w ogóle możliwy, bo nie wiem, co z nim zrobić", minutes=5)
    assert ids(await look(q="zwrot")) == [little.id, much.id]
    assert ids(await look(q="zwrot", order="best")) == [much.id, little.id]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"q": "x" * 201}, "q"),
        ({"order": "loudest"}, "order"),
        ({"state": "lost"}, "state"),
        ({"language": "de"}, "language"),
        ({"since": "yesterday"}, "since"),
        ({"until": "2026-13-01"}, "until"),
        ({"cursor": "x"}, "cursor"),
        ({"q": "a", "order": "best", "cursor": Cursor("noon", "x").as_text()}, "cursor"),
        ({"cursor": Cursor("0.5", "x").as_text()}, "cursor"),
    ],
)
async def test_what_cannot_be_searched_for_names_its_field(
    desk: Any, staff_factory: Any, sign_in: Any, query: dict[str, str], field: str
) -> None:
    answer = await desk.get(BASE, params=query, headers=await sign_in(await staff_factory()))
    assert (answer.status, (await answer.json())["error"]["details"]["field"]) == (400, field)


@pytest.mark.parametrize(("roles", "status"), [(("agent",), 200), (("admin",), 200), (("editor",), 403)])
async def test_list_search_and_address_know_one_rule(
    desk: Any, conversation_factory: Any, staff_factory: Any, sign_in: Any, roles: tuple[str, ...], status: int
) -> None:
    headers, conversation = await sign_in(await staff_factory(roles=roles)), await conversation_factory()
    paths = (
        BASE,
        f"{BASE}/agents",
        "/api/agent/searches",
        "/api/agent/conversations?view=bot",
        f"/api/agent/conversations/{conversation.id}",
    )
    for path in paths:
        assert (await desk.get(path, headers=headers)).status == status, path
        assert (await desk.get(path)).status == 401, path


async def test_searches_are_kept_for_one_person(desk: Any, staff_factory: Any, sign_in: Any) -> None:
    path, body = "/api/agent/searches", {"name": "Reklamacje", "filters": {"q": "wada", "state": "closed", "x": "y"}}
    anna, piotr = await sign_in(await staff_factory("Anna")), await sign_in(await staff_factory("Piotr"))
    made = await desk.post(path, json=body, headers=anna)
    saved = (await made.json())["search"]
    assert (made.status, saved["filters"]) == (201, {"q": "wada", "order": "newest", "state": "closed"})
    again = await desk.post(path, json=body, headers=anna)
    assert (again.status, (await again.json())["error"]["code"]) == (409, "name_taken")
    for wrong in ({"name": " ", "filters": {}}, {"name": "a", "filters": {"state": "lost"}}, {"name": "a"}):
        assert (await desk.post(path, json=wrong, headers=anna)).status == 400
    assert (await (await desk.get(path, headers=anna)).json())["searches"] == [saved]
    assert (await (await desk.get(path, headers=piotr)).json())["searches"] == []
    assert (await desk.delete(f"{path}/{saved['id']}", headers=piotr)).status == 404
    assert (await desk.delete(f"{path}/{saved['id']}", headers=anna)).status == 200


async def test_the_index_follows_its_messages(
    database: Database, look: Any, conversation_factory: Any, write: Any
) -> None:
    conversation = await conversation_factory()
    await write(conversation, "tajemnica")
    with pytest.raises(RuntimeError):
        async with database.write() as connection:
            await message_log.append(connection, conversation.id, Draft(Author("customer"), "niedoszłe"), now())
            raise RuntimeError
    assert ids(await look(q="niedoszle")) == []
    async with database.write() as connection:
        await connection.execute(delete(messages).where(messages.c.conversation_id == conversation.id))
    assert ids(await look(q="tajemnica")) == []
    async with database.read() as connection:
        assert (await connection.execute(select(func.count()).select_from(search_entries))).scalar_one() == 0


async def test_what_was_said_before_search_was_there_is_found(database: Database) -> None:
    async with database.write() as connection:
        await connection.run_sync(metadata.drop_all)
        await connection.run_sync(lambda found: command.upgrade(_config(found), BEFORE))
        await connection.exec_driver_sql(
            "INSERT INTO customers (id, name, created_at) VALUES ('c', 'Józef Łoś', '2026-11-22 10:00:00')"
        )
        await connection.exec_driver_sql(
            "INSERT INTO conversations (id, customer_id, channel, owner, version, last_seq, read_seq, language,"
            " language_chosen, created_at, updated_at)"
            " VALUES ('a', 'c', 'widget', 'bot', 1, 1, 0, 'pl', false, '2026-11-22 10:00:00', '2026-11-22 10:00:00')"
        )
        await connection.exec_driver_sql(
            "INSERT INTO messages (conversation_id, seq, author_kind, kind, text, data, choices, created_at)"
            " VALUES ('a', 1, 'customer', 'text', 'dawna łódź', '{}', '[]', '2026-11-22 10:00:00')"
        )
    await asyncio.to_thread(upgrade, database.url)
    for query in ("lodz", "los"):
        async with database.read() as connection:
            found = await search(connection, Filters(q=query), None, ZoneInfo("Europe/Warsaw"), now())
        assert ids(found) == ["a"], query


def test_words_are_folded_alike_everywhere() -> None:
    assert terms_of("Zażółć GĘŚLĄ jaźń, ŁÓDŹ_x Ⅳ!") == "zazolc gesla jazn lodz x iv"
    assert excerpt("a" * 200, ["b"])[-1]["text"].endswith("…")
    long = "słowo " * 40 + "łódź" + " słowo" * 40
    pieces = excerpt(long, ["lodz"])
    assert [piece for piece in pieces if piece["hit"]] == [{"text": "łódź", "hit": True}]
    assert pieces[0]["text"].startswith("…")
    assert len("".join(piece["text"] for piece in pieces)) <= 163
