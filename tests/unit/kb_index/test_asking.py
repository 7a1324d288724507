from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import ClientSession
from sqlalchemy import select

from kb_index import recorder
from kb_index.client import KbClient
from kb_index.errors import KnowledgeBaseDown
from kb_index.gaps import nearest_gap
from kb_index.tables import asked_questions
from kb_index.vectors import EncoderThread
from models.encoder import Encoder
from tests.unit.kb_index.conftest import Start, content_factory, published
from tests.unit.kb_index.question_factory import asked_factory
from warmline.database import Database


async def kept(kb: KbClient, database: Database) -> list[Any]:
    """What is in the database once the service has nothing left to keep."""
    await kb.forget("nobody")
    async with database.read() as connection:
        return list(await connection.execute(select(asked_questions).order_by(asked_questions.c.id)))


async def test_a_customer_s_question_is_kept_masked(start: Start, database: Database) -> None:
    await published(database, "payments", content_factory("Can I pay by card?"))
    kb = await start()
    await kb.search("can i pay by card? my name is John Smith, order LP-104217", "en", asked_in="c-1")
    [row] = await kept(kb, database)
    assert row.text == "can i pay by card? my name is […], order […]"
    assert (row.language, row.article_id, row.outcome, row.gap_id) == ("en", "payments", None, None)
    assert 0 < row.score <= 1
    assert row.suggested == (["payments"] if row.decision == "suggest" else [])
    assert "c-1" not in row.conversation
    assert row.vector


@pytest.mark.parametrize("search", [{}, {"asked_in": ""}, {"asked_in": 7}, {"asked_in": "x" * 201}])
async def test_what_no_customer_asks_is_not_kept(start: Start, database: Database, search: dict[str, Any]) -> None:
    kb = await start()
    body = {"query": "can i pay by card", "language": "en", **search}
    assert (await kb.forward("POST", "/search", body))[0] == 200
    assert await kept(kb, database) == []


async def test_an_editor_s_trial_is_not_kept_whatever_it_says(start: Start, database: Database) -> None:
    kb = await start()
    body = {"query": "can i pay by card", "language": "en", "asked_in": "c-1"}
    await kb.forward("POST", "/search", body, actor="Ewa")
    assert await kept(kb, database) == []


async def test_nothing_but_a_number_is_not_kept(start: Start, database: Database) -> None:
    kb = await start()
    await kb.search("LP-104217", "en", asked_in="c-1")
    assert await kept(kb, database) == []


async def test_a_recording_that_fails_breaks_no_answer(
    start: Start, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing(*_: object) -> None:
        raise RuntimeError("the disk is full")

    kb = await start()
    monkeypatch.setattr(recorder, "nearest_gap", failing)
    assert (await kb.search("can i pay by card", "en", asked_in="c-1")).decision == "abstain"
    assert await kept(kb, database) == []
    monkeypatch.setattr(recorder, "nearest_gap", nearest_gap)
    await kb.search("can i pay by card", "en", asked_in="c-1")
    assert len(await kept(kb, database)) == 1


async def test_the_outcome_is_told_by_conversation(start: Start, database: Database) -> None:
    kb = await start()
    await kb.search("can i pay by card", "en", asked_in="c-1")
    await kb.search("do you ship abroad", "en", asked_in="c-2")
    await kb.tell_outcome("c-1", "picked", "payments")
    await kb.tell_outcome("c-2", "escalated")
    await kb.tell_outcome("c-3", "helped")
    assert [(row.outcome, row.picked_id) for row in await kept(kb, database)] == [
        ("picked", "payments"),
        ("escalated", None),
    ]


@pytest.mark.parametrize(("kept_days", "count"), [(0, 0), (1, 1)])
async def test_the_operator_may_have_none_kept(
    database: Database, encoder: Encoder, kept_days: int, count: int
) -> None:
    thread = EncoderThread(encoder)
    keeping = recorder.Recorder(database, thread, kept_days)
    following = asyncio.create_task(keeping.follow())
    keeping.note(asked_factory(days_ago=0))
    await keeping.settled()
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)
    thread.close()
    async with database.read() as connection:
        assert len(list(await connection.execute(select(asked_questions.c.id)))) == count


@pytest.mark.parametrize(
    "body",
    [
        {"conversation": "c-1", "outcome": "happy"},
        {"conversation": "c-1", "outcome": "picked"},
        {"conversation": "", "outcome": "helped"},
        {"outcome": "helped"},
    ],
)
async def test_an_outcome_nobody_knows_is_refused(start: Start, body: dict[str, Any]) -> None:
    status, _ = await (await start()).forward("POST", "/asked/outcome", body)
    assert status == 400


async def test_the_client_says_when_an_outcome_was_refused(start: Start) -> None:
    kb = await start()
    with pytest.raises(KnowledgeBaseDown):
        await kb.tell_outcome("", "helped")


async def test_a_conversation_is_forgotten(start: Start, database: Database) -> None:
    kb = await start()
    await kb.search("can i pay by card", "en", asked_in="c-1")
    await kb.search("can i pay by card", "en", asked_in="c-2")
    assert await kb.forget("c-1") == 1
    assert len(await kept(kb, database)) == 1


async def test_only_our_own_processes_may_ask(start: Start) -> None:
    root = (await start())._root
    async with ClientSession() as session:
        for method, path in [
            ("POST", "/asked/outcome"),
            ("POST", "/asked/forget"),
            ("GET", "/gaps"),
            ("POST", "/gaps"),
            ("POST", "/gaps/1"),
            ("GET", "/gaps/health"),
        ]:
            async with session.request(method, root + path, headers={"Authorization": "Bearer wrong"}) as response:
                assert response.status == 401
