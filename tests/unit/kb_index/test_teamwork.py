"""The calls by which editors work together, over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import ClientSession

from kb_index.client import KbClient
from tests.unit.kb_index.conftest import Start, content_factory, published
from tests.unit.kb_index.test_pictures import picture_factory
from warmline.database import Database
from warmline.settings import Settings

CONTENT = content_factory("Which payment methods are there?").as_json()


async def call(
    kb: KbClient, method: str, path: str, body: dict[str, Any] | None = None, actor: str = "Ewa"
) -> tuple[int, dict[str, Any]]:
    return await kb.forward(method, f"/articles{path}", body, actor=actor)


@pytest.fixture
async def kb(start: Start) -> KbClient:
    """A knowledge base with one draft."""
    kb = await start()
    await call(kb, "POST", "", {"id": "payments", "category": "payments", "languages": {"en": CONTENT}})
    return kb


async def test_a_review_from_asking_to_publishing(kb: KbClient) -> None:
    _, answer = await call(kb, "POST", "/payments/en/review", {"revision": 1, "note": "Right?"})
    assert answer["article"]["languages"]["en"]["status"] == "review"
    _, answer = await call(kb, "POST", "/payments/en/send-back", {"revision": 1, "note": "Blik too"}, "Jan")
    edition = answer["article"]["languages"]["en"]
    assert (edition["status"], edition["review"]["by"], edition["review"]["note"]) == ("draft", "Jan", "Blik too")
    status, answer = await call(kb, "POST", "/payments/en/send-back", {"revision": 1, "note": "Again"}, "Jan")
    assert (status, answer["error"]["code"]) == (409, "not_in_review")
    await call(kb, "POST", "/payments/en/review", {"revision": 1})
    _, answer = await call(kb, "POST", "/payments/en/publish", {"revision": 1}, "Jan")
    edition = answer["article"]["languages"]["en"]
    assert (edition["status"], edition["published_at"] is not None) == ("published", True)
    _, answer = await call(kb, "GET", "/payments/en/reviews")
    assert [note["step"] for note in answer["reviews"]] == ["asked", "sent_back", "asked"]


async def test_any_two_states_can_be_compared(kb: KbClient) -> None:
    await call(kb, "POST", "/payments/en/publish", {"revision": 1})
    draft = {**CONTENT, "body": "You have 14 days to send it back."}
    await call(kb, "PUT", "/payments/en", {"revision": 1, "content": draft})

    async def compared(one: Any, other: Any) -> list[tuple[str, str]]:
        status, answer = await call(kb, "POST", "/payments/en/compare", {"from": one, "to": other})
        assert status == 200
        return [(part["kind"], part["text"]) for change in answer["changes"] for part in change["parts"]][1:3]

    assert await compared("published", "draft") == [("removed", "30"), ("added", "14")]
    assert await compared("draft", 1) == [("removed", "14"), ("added", "30")]
    assert await compared(1, {**draft, "body": "You have 7 days to send it back."}) == [
        ("removed", "30"),
        ("added", "7"),
    ]
    assert await compared(1, "published") == []
    status, answer = await call(kb, "POST", "/payments/en/compare", {"from": "best", "to": 1})
    assert (status, answer["error"]["details"]["field"]) == (400, "from")


async def test_saving_publishing_and_archiving_tell_how_the_links_stand(kb: KbClient, database: Database) -> None:
    await published(database, "linking", content_factory(body="See [this](article:payments)."))
    body = {**CONTENT, "body": "See [that](article:nowhere)."}
    broken = [{"target": "nowhere", "problem": "unknown"}]
    _, answer = await call(kb, "PUT", "/payments/en", {"revision": 1, "content": body})
    assert answer["links"]["broken"] == broken
    _, answer = await call(kb, "POST", "/payments/en/publish", {"revision": 2})
    assert answer["links"] == {
        "broken": broken,
        "linked_from": [{"article_id": "linking", "title": "How do I return an order?"}],
    }
    _, answer = await call(kb, "GET", "/payments/en/links")
    assert answer["links"]["broken"] == broken
    _, answer = await call(kb, "POST", "/payments/en/archive")
    assert [one["article_id"] for one in answer["links"]["linked_from"]] == ["linking"]


async def test_pages_learn_of_each_other_and_of_new_drafts_through_any_process(kb: KbClient, start: Start) -> None:
    other = await start()
    await call(kb, "PUT", "/payments/presence/page-of-anna", actor="Anna")
    _, answer = await call(other, "PUT", "/payments/presence/page-of-jan1", actor="Jan")
    assert answer == {"others": ["Anna"], "drafts": {"en": {"revision": 1, "by": "Ewa"}}}
    await call(other, "PUT", "/payments/en", {"revision": 1, "content": CONTENT}, "Jan")
    _, answer = await call(kb, "PUT", "/payments/presence/page-of-anna", actor="Anna")
    assert answer == {"others": ["Jan"], "drafts": {"en": {"revision": 2, "by": "Jan"}}}
    await call(other, "DELETE", "/payments/presence/page-of-jan1", actor="Jan")
    _, answer = await call(kb, "PUT", "/payments/presence/page-of-anna", actor="Anna")
    assert answer["others"] == []


async def test_a_picture_goes_in_and_comes_out(kb: KbClient, settings: Settings) -> None:
    headers = {"Authorization": f"Bearer {settings.service_token}", "X-Warmline-Actor": "Ewa"}
    async with ClientSession(kb._root, headers=headers) as session:
        async with session.post("/pictures", data=picture_factory("JPEG")) as response:
            picture = (await response.json())["picture"]
            assert (response.status, picture["type"], picture["width"]) == (201, "image/jpeg", 60)
        async with session.get(f"/pictures/{picture['name']}") as response:
            assert (response.status, response.content_type) == (200, "image/jpeg")
            assert (await response.read())[:3] == b"\xff\xd8\xff"
        for upload, problem in ((b"<svg/>", "not_a_picture"), (bytes(9 * 2**20), "too_large")):
            async with session.post("/pictures", data=upload) as response:
                error = (await response.json())["error"]
                assert (response.status, error["code"]) == (400, "bad_picture")
                assert error["details"] == {"field": "picture", "problem": problem}
