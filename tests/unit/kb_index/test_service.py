from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import ClientSession

from kb_index.client import KbClient
from tests.unit.kb_index.conftest import Start, content_factory, published
from warmline.database import Database
from warmline.settings import Settings

CONTENT = content_factory("Which payment methods are there?", questions=["can i pay by card"]).as_json()


async def call(kb: KbClient, method: str, path: str, body: dict[str, Any] | None = None) -> tuple[int, dict[str, Any]]:
    return await kb.forward(method, path, body, actor="Łucja Żak")


async def made(kb: KbClient, article_id: str = "payments") -> None:
    body = {"id": article_id, "category": "payments", "languages": {"en": CONTENT}}
    assert (await call(kb, "POST", "/articles", body))[0] == 201


async def test_an_article_is_found_as_soon_as_publishing_returns(start: Start) -> None:
    kb = await start()
    await made(kb)
    assert (await kb.search("can I pay by card?", "en")).decision == "abstain"
    status, answer = await call(kb, "POST", "/articles/payments/en/publish", {"revision": 1})
    assert (status, answer["article"]["languages"]["en"]["status"]) == (200, "published")
    assert answer["article"]["languages"]["en"]["updated_by"] == "Łucja Żak"
    result = await kb.search("can I pay by card?", "en")
    assert [hit.article_id for hit in result.hits] == ["payments"]


async def test_another_instance_finds_it_too_and_loses_it_with_the_archive(start: Start) -> None:
    one, other = await start(), await start()
    await made(one)
    await call(one, "POST", "/articles/payments/en/publish", {"revision": 1})
    assert [hit.article_id for hit in (await other.search("can I pay by card?", "en")).hits] == ["payments"]
    await call(one, "POST", "/articles/payments/en/archive")
    assert (await other.search("can I pay by card?", "en")).hits == ()


async def test_a_hit_shows_the_article_s_own_words_safely(start: Start, database: Database) -> None:
    body = "Pay by **card** & [cash](article:cash).\n\n<script>alert(1)</script>"
    content = replace(content_factory("Paying", questions=["can i pay by card"]), body=body)
    await published(database, "payments", content)
    (hit,) = (await (await start()).search("can i pay by card", "en")).hits
    assert hit.passage.startswith("Pay by card & cash.")
    assert '<strong>card</strong> &amp; <a href="/help/en/cash"' in hit.html
    assert "<script" not in hit.html
    assert hit.url == "/help/en/payments"
    assert 0 <= hit.score <= 1


async def test_an_article_of_another_language_is_found_only_where_there_is_none_in_ours(
    start: Start, database: Database
) -> None:
    await published(database, "payments", content_factory("Can I pay by card?"))
    kb = await start()
    (hit,) = (await kb.search("Can I pay by card?", "pl")).hits
    assert (hit.language, hit.cross_language) == ("en", True)
    polish = content_factory("Czy mogę zapłacić kartą?").as_json()
    await call(kb, "PUT", "/articles/payments/pl", {"revision": 0, "content": polish})
    await call(kb, "POST", "/articles/payments/pl/publish", {"revision": 1})
    (hit,) = (await kb.search("Can I pay by card?", "pl")).hits
    assert (hit.language, hit.cross_language) == ("pl", False)


async def test_excluded_articles_and_those_not_valid_yet_are_not_found(start: Start, database: Database) -> None:
    await published(database, "payments", content_factory("Can I pay by card?"))
    await published(database, "future", content_factory("Can I pay by card?", valid_from="2199-01-01"))
    kb = await start()
    assert [hit.article_id for hit in (await kb.search("pay by card", "en")).hits] == ["payments"]
    assert (await kb.search("pay by card", "en", exclude=["payments"])).hits == ()


async def test_versions_and_restore_over_http(start: Start) -> None:
    kb = await start()
    await made(kb)
    await call(kb, "POST", "/articles/payments/en/publish", {"revision": 1})
    await call(kb, "PUT", "/articles/payments/en", {"revision": 1, "content": {**CONTENT, "title": "Second"}})
    await call(kb, "POST", "/articles/payments/en/publish", {"revision": 2})
    _, answer = await call(kb, "GET", "/articles/payments/en/versions")
    assert [version["version"] for version in answer["versions"]] == [2, 1]
    _, answer = await call(kb, "POST", "/articles/payments/en/restore", {"version": 1})
    edition = answer["article"]["languages"]["en"]
    assert (edition["draft"], edition["draft_revision"], edition["status"]) == (CONTENT, 3, "changed")
    _, answer = await call(kb, "GET", "/articles")
    assert [article["id"] for article in answer["articles"]] == ["payments"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", "/search", {"query": " ", "language": "en"}, 400, "bad_input"),
        ("POST", "/search", {"query": "x" * 4001, "language": "en"}, 400, "bad_input"),
        ("POST", "/search", {"query": "x", "language": "de"}, 400, "bad_article"),
        ("POST", "/search", {"query": "x", "language": "en", "limit": 0}, 400, "bad_input"),
        ("POST", "/search", {"query": "x", "language": "en", "limit": True}, 400, "bad_input"),
        ("POST", "/search", {"query": "x", "language": "en", "exclude": "a"}, 400, "bad_input"),
        ("POST", "/articles", {"id": "A b", "category": "x", "languages": {"en": CONTENT}}, 400, "bad_article"),
        ("POST", "/articles", {"id": "x", "category": "x", "languages": {}}, 400, "bad_article"),
        ("POST", "/articles", {"id": "x", "category": "x", "languages": {"en": {"title": "x"}}}, 400, "bad_article"),
        ("PUT", "/articles/nothing/en", {"revision": 1, "content": CONTENT}, 404, "not_found"),
        ("PUT", "/articles/nothing/en", {"revision": "1", "content": CONTENT}, 400, "bad_input"),
        ("POST", "/articles/nothing/en/publish", {"revision": 1}, 404, "not_found"),
        ("POST", "/articles/nothing/en/archive", None, 404, "not_found"),
        ("POST", "/articles/nothing/en/restore", {"version": 1}, 404, "not_found"),
        ("GET", "/articles/nothing/en/versions", None, 404, "not_found"),
        ("GET", "/articles/nothing", None, 404, "not_found"),
        ("GET", "/articles/nothing/en", None, 404, "not_found"),
        ("GET", "/nowhere", None, 404, "http_404"),
        ("POST", "/preview", {"body": "x" * 100_001}, 400, "bad_article"),
        ("POST", "/articles/nothing/en/review", {"revision": 1}, 404, "not_found"),
        ("POST", "/articles/nothing/en/send-back", {"revision": 1, "note": "x"}, 404, "not_found"),
        ("POST", "/articles/nothing/en/review", {"revision": "1"}, 400, "bad_input"),
        ("GET", "/articles/nothing/en/reviews", None, 404, "not_found"),
        ("GET", "/articles/nothing/en/links", None, 404, "not_found"),
        ("POST", "/articles/nothing/en/compare", {"from": "draft", "to": 1}, 404, "not_found"),
        ("PUT", "/articles/nothing/presence/page-of-anna", None, 404, "not_found"),
        ("PUT", "/articles/nothing/presence/x", None, 400, "bad_article"),
        ("GET", "/articles?review=soon", None, 400, "bad_article"),
        ("GET", "/pictures/none.png", None, 404, "not_found"),
    ],
)
async def test_what_cannot_be_done_is_said_in_one_shape(
    start: Start, method: str, path: str, body: dict[str, Any] | None, status: int, code: str
) -> None:
    found, answer = await call(await start(), method, path, body)
    assert (found, answer["error"]["code"]) == (status, code)
    assert set(answer["error"]) == {"code", "message", "details"}


async def test_a_save_on_an_old_revision_is_told_by_whom_it_was_changed(start: Start) -> None:
    kb = await start()
    await made(kb)
    save = {"revision": 1, "content": CONTENT}
    answers = await asyncio.gather(*(call(kb, "PUT", "/articles/payments/en", save) for _ in range(2)))
    assert sorted(status for status, _ in answers) == [200, 409]
    (refused,) = [answer for status, answer in answers if status == 409]
    assert refused["error"]["code"] == "edited_meanwhile"
    assert refused["error"]["details"] == {"by": "Łucja Żak", "revision": 2}


async def test_only_our_own_processes_may_ask(start: Start, settings: Settings) -> None:
    root = (await start())._root
    async with ClientSession() as session:
        for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer "}):
            for method, path in (("POST", "/search"), ("GET", "/articles"), ("POST", "/preview"), ("GET", "/nowhere")):
                async with session.request(method, root + path, headers=headers) as response:
                    assert response.status == 401
                    assert (await response.json())["error"]["code"] == "not_signed_in"
        async with session.get(f"{root}/health") as response:
            assert response.status == 200


async def test_an_editor_s_call_names_the_editor(start: Start) -> None:
    kb = await start()
    body = {"id": "payments", "category": "payments", "languages": {"en": CONTENT}}
    status, answer = await kb.forward("POST", "/articles", body)
    assert (status, answer["error"]["details"]["field"]) == (400, "X-Warmline-Actor")


async def test_many_searches_while_articles_are_published(start: Start, settings: Settings) -> None:
    kb = await start()
    for number in range(6):
        await made(kb, f"payments-{number}")

    async def publish() -> None:
        for number in range(6):
            await call(kb, "POST", f"/articles/payments-{number}/en/publish", {"revision": 1})

    async def ask() -> list[int]:
        return [len((await kb.search("can i pay by card", "en", limit=10)).hits) for _ in range(6)]

    _, *counts = await asyncio.gather(publish(), ask(), ask())
    assert all(seen == sorted(seen) for seen in counts)
    assert len((await kb.search("can i pay by card", "en", limit=10)).hits) == 6


async def test_a_client_with_another_secret_is_refused(start: Start, settings: Settings) -> None:
    kb = await start()
    stranger = KbClient(replace(settings, kb_url=kb._root, secret="another"))
    async with stranger:
        assert (await stranger.forward("GET", "/articles"))[0] == 401
