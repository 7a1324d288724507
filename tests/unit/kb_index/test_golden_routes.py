from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import ClientSession

from kb_index.client import KbClient
from kb_index.golden import add_question
from tests.unit.kb_index.conftest import Start, content_factory, published
from warmline.database import Database

ASKED = "when do I get my money back"
REFUNDS = content_factory("When do I get my money back?", body="Refunds take 14 days.")
ROSES = content_factory("Roses", body="They bloom in June.").as_json()


async def call(kb: KbClient, method: str, path: str, body: dict[str, Any] | None = None) -> tuple[int, dict[str, Any]]:
    return await kb.forward(method, path, body, actor="Łucja Żak")


async def added(kb: KbClient, text: str = ASKED, article_id: str | None = "refunds") -> dict[str, Any]:
    status, answer = await call(kb, "POST", "/golden", {"language": "en", "text": text, "article_id": article_id})
    assert status == 201
    question: dict[str, Any] = answer["question"]
    return question


async def test_a_question_is_asked_as_soon_as_it_is_kept(start: Start, database: Database) -> None:
    await published(database, "refunds", REFUNDS)
    kb = await start()
    question = await added(kb)
    assert (question["passes"], question["created_by"], question["revision"]) == (True, "Łucja Żak", 1)
    change = {"language": "en", "text": "bloom in June", "article_id": "refunds", "revision": 1}
    _, answer = await call(kb, "PUT", f"/golden/{question['id']}", change)
    assert (answer["question"]["text"], answer["question"]["revision"]) == ("bloom in June", 2)
    status, answer = await call(kb, "PUT", f"/golden/{question['id']}", change)
    assert (status, answer["error"]["code"]) == (409, "edited_meanwhile")
    assert (await call(kb, "DELETE", f"/golden/{question['id']}", {"revision": 2}))[0] == 200
    assert (await call(kb, "GET", "/golden"))[1] == {"questions": [], "total": 0}


async def test_the_list_is_narrowed(start: Start, database: Database) -> None:
    await published(database, "refunds", REFUNDS)
    kb = await start()
    await added(kb)
    await added(kb, "who won the match", None)
    await added(kb, "the weather in Opole", "refunds")
    for narrowed, texts in {
        "": ["the weather in Opole", ASKED, "who won the match"],
        "?article=refunds": ["the weather in Opole", ASKED],
        "?unanswerable=true": ["who won the match"],
        "?failing=true": ["the weather in Opole"],
        "?language=pl": [],
    }.items():
        _, answer = await call(kb, "GET", f"/golden{narrowed}")
        assert ([one["text"] for one in answer["questions"]], answer["total"]) == (texts, 3)
    assert (await call(kb, "POST", "/golden/check"))[1] == {"questions": 3, "passing": 2}


async def test_a_lost_question_stops_publishing_and_the_report_says_what_came_instead(
    start: Start, database: Database
) -> None:
    await published(database, "refunds", REFUNDS)
    kb = await start()
    await added(kb)
    await call(kb, "PUT", "/articles/refunds/en", {"revision": 1, "content": ROSES})
    status, answer = await call(kb, "POST", "/articles/refunds/en/publish", {"revision": 2})
    assert (status, answer["error"]["code"]) == (409, "golden_questions_lost")
    (lost,) = answer["error"]["details"]["report"]["worse"]
    assert (lost["text"], lost["before"]["article_id"]) == (ASKED, "refunds")
    body = {"revision": 2, "override": "We sell roses now."}
    status, answer = await call(kb, "POST", "/articles/refunds/en/publish", body)
    assert (status, answer["article"]["languages"]["en"]["version"]) == (200, 2)
    assert len(answer["report"]["worse"]) == 1
    status, answer = await call(kb, "POST", "/articles/refunds/en/rollback", {"version": 2})
    assert (status, answer["article"]["languages"]["en"]["status"]) == (200, "changed")
    assert len(answer["report"]["better"]) == 1
    assert (await kb.search(ASKED, "en")).hits[0].title == REFUNDS.title
    _, answer = await call(kb, "GET", "/articles/refunds/en/publications")
    entries = [(one["kind"], one["version"], one["override_reason"]) for one in answer["publications"]]
    assert entries == [("rollback", 1, None), ("publish", 2, "We sell roses now.")]


async def test_a_draft_is_tried_before_it_is_public(start: Start, database: Database) -> None:
    await published(database, "refunds", REFUNDS)
    kb = await start()
    asked = {"query": ASKED, "language": "en", "article_id": "refunds"}
    _, answer = await call(kb, "POST", "/try", asked)
    assert (answer["now"]["decision"], answer["after"]["decision"]) == ("answer", "answer")
    _, answer = await call(kb, "POST", "/try", {**asked, "content": ROSES})
    now, after = answer["now"]["hits"][0], answer["after"]["hits"][0]
    assert (now["title"], after["title"]) == (REFUNDS.title, "Roses")
    assert after["score"] < now["score"]
    assert {part["name"] for part in now["why"]["parts"]} == {"dense", "twin", "words", "letters", "bias", "lead"}
    assert (await kb.search(ASKED, "en")).hits[0].title == REFUNDS.title


async def test_an_explanation_says_what_the_search_says(start: Start, database: Database) -> None:
    await published(database, "refunds", REFUNDS)
    kb = await start()
    told, found = await kb.explain(ASKED, "en"), await kb.search(ASKED, "en")
    assert told["decision"] == found.decision
    assert [hit["score"] for hit in told["hits"]] == [hit.score for hit in found.hits]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "field"),
    [
        ("POST", "/golden", {"language": "en", "text": "x", "article_id": "nothing"}, 400, "article_id"),
        ("POST", "/golden", {"language": "de", "text": "x", "article_id": None}, 400, "language"),
        ("POST", "/golden", {"language": "en", "article_id": None}, 400, "text"),
        ("POST", "/golden", {"language": "en", "text": "x", "gap_id": "1"}, 400, "gap_id"),
        ("PUT", "/golden/1", {"language": "en", "text": "x"}, 400, "revision"),
        ("PUT", "/golden/1", {"language": "en", "text": "x", "revision": 1}, 404, None),
        ("DELETE", "/golden/99999999999", {"revision": 1}, 404, None),
        ("GET", "/golden?failing=perhaps", None, 400, None),
        ("GET", "/golden?article=A%20b", None, 400, "article"),
        ("POST", "/try", {"query": "x", "language": "en"}, 400, "article_id"),
        ("POST", "/try", {"query": "x", "language": "en", "article_id": "nothing"}, 404, None),
        ("POST", "/try", {"query": "x", "language": "en", "article_id": "a", "content": {"title": "x"}}, 400, "body"),
        ("POST", "/articles/a/en/publish", {"revision": 1, "override": "no"}, 400, "override"),
        ("POST", "/articles/a/en/rollback", {"version": "1"}, 400, "version"),
        ("POST", "/articles/a/en/rollback", {"version": 1}, 404, None),
    ],
)
async def test_what_cannot_be_done_names_the_field(
    start: Start, method: str, path: str, body: dict[str, Any] | None, status: int, field: str | None
) -> None:
    found, answer = await call(await start(), method, path, body)
    assert found == status
    assert answer["error"]["details"].get("field") == field


async def test_only_our_own_processes_may_ask(start: Start) -> None:
    root = (await start())._root
    calls = [("GET", "/golden"), ("POST", "/golden"), ("DELETE", "/golden/1"), ("POST", "/golden/check")]
    calls += [("POST", "/try"), ("POST", "/articles/a/en/rollback"), ("GET", "/articles/a/en/publications")]
    async with ClientSession() as session:
        for method, path in calls:
            async with session.request(method, root + path, json={}) as response:
                assert response.status == 401


async def test_imported_questions_are_asked_when_the_service_starts(start: Start, database: Database) -> None:
    await published(database, "refunds", REFUNDS)
    kb = await start()
    await added(kb)
    async with database.write() as connection:
        await add_question(connection, "en", "refund days", "refunds", "import")
    other = await start()
    for _ in range(500):
        _, answer = await call(other, "GET", "/golden")
        if all(one["passes"] is not None for one in answer["questions"]):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("a question was never asked")
