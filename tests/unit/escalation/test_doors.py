"""Identity, pages, the editor's way to kb, the demo, availability: everything else that can be asked for."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import jwt
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from yarl import URL

from escalation.app import create_app
from escalation.client import DeskClient
from escalation.limits import Limits
from escalation.origins import Origins, origin_of
from warmline.errors import Unavailable

PUBLIC = "https://desk.example"
SHOP = "https://podlipa.example"


PICTURE = f"{'0a' * 16}-60x40.gif"
DISGUISED = f"{'0b' * 16}-60x40.gif"


def identity(settings: Any, **claims: Any) -> str:
    body = {"sub": "C-17", "exp": time.time() + 60, "email": "jan@example.com", "name": "Jan", **claims}
    return jwt.encode({name: value for name, value in body.items() if value is not None}, settings.identity_secret)


async def session(desk: Any, **body: Any) -> Any:
    return await desk.post("/api/widget/session", json={"language": "pl", **body}, headers={"Origin": SHOP})


async def test_a_signed_customer_finds_the_conversation_on_another_device(
    desk: Any, settings: Any, open_line: Any, bot: Any
) -> None:
    first = await open_line(desk, identity=identity(settings))
    assert first.seen[0]["you"] == {"name": "Jan", "verified": True}
    await first.say("raz")
    await first.message(author="assistant")
    assert bot.turns[0]["customer"].items() >= {"external_id": "C-17", "verified": True}.items()
    second = await open_line(desk, identity=identity(settings))
    assert second.token != first.token
    assert [message["text"] for message in second.seen[0]["messages"]] == ["raz", "echo: raz"]


async def test_the_assistant_is_told_how_the_shop_ranks_a_signed_customer(
    desk: Any, settings: Any, open_line: Any, bot: Any
) -> None:
    line = await open_line(desk, identity=identity(settings, rank=60))
    await line.say("raz")
    await line.message(author="assistant")
    assert bot.turns[0]["customer"]["rank"] == 60


@pytest.mark.parametrize("rank", ["gold", -1, 101, True])
async def test_a_rank_that_is_none_is_told_by_its_name(desk: Any, settings: Any, rank: object) -> None:
    answer = await session(desk, identity=identity(settings, rank=rank))
    assert answer.status == 401
    assert "rank" in (await answer.json())["error"]["message"]


async def test_a_visitor_who_signs_in_keeps_the_conversation(desk: Any, settings: Any, open_line: Any) -> None:
    before = await open_line(desk)
    await before.say("raz")
    await before.message(author="assistant")
    after = await open_line(desk, before.token, identity=identity(settings))
    assert after.token == before.token
    assert after.seen[0]["state"]["id"] == before.seen[0]["state"]["id"]
    assert after.seen[0]["you"]["verified"] is True


async def test_another_customer_on_the_same_device_sees_nothing_of_the_first(
    desk: Any, settings: Any, open_line: Any
) -> None:
    first = await open_line(desk, identity=identity(settings))
    await first.say("tajne")
    await first.message(author="assistant")
    second = await open_line(desk, first.token, identity=identity(settings, sub="C-18", name="Ewa"))
    assert second.token != first.token
    assert second.seen[0]["messages"] == []


async def test_an_identity_must_be_signed_and_current(desk: Any, settings: Any) -> None:
    good = identity(settings)
    unsigned = jwt.encode({"sub": "C-17", "exp": time.time() + 60}, "", algorithm="none")
    foreign = jwt.encode({"sub": "C-17", "exp": time.time() + 60}, "another secret of thirty-two bytes!")
    for token in (
        identity(settings, exp=time.time() - 60),
        identity(settings, exp=None),
        identity(settings, sub=None),
        identity(settings, sub=""),
        foreign,
        unsigned,
        good[:-3],
        "x",
    ):
        assert (await session(desk, identity=token)).status == 401
    assert (await session(desk, identity=good)).status == 200


@pytest.mark.parametrize("body", [{"language": "de"}, {"token": 7}, {"identity": []}, {"token": "x" * 300}])
async def test_unusable_sessions_are_refused(desk: Any, body: Any) -> None:
    answer = await session(desk, **body)
    assert (answer.status, (await answer.json())["error"]["code"]) == (400, "bad_input")


async def test_new_visitors_are_limited_and_known_ones_are_not(settings: Any) -> None:
    app = create_app(settings, limits=Limits(sessions="2/minute"))
    async with TestClient(TestServer(app)) as desk:
        token = (await (await session(desk)).json())["token"]
        assert (await session(desk)).status == 200
        refused = await session(desk)
        assert (refused.status, (await refused.json())["error"]["code"]) == (429, "too_many")
        assert int(refused.headers["Retry-After"]) > 0
        assert (await session(desk, token=token)).status == 200


def test_origins_are_compared_as_browsers_write_them(settings: Any) -> None:
    assert origin_of("HTTPS://Desk.Example:443/widget/") == "https://desk.example"
    assert origin_of("http://[::1]:8080") == "http://[::1]:8080"
    local = Origins(dataclasses.replace(settings, public_url="http://127.0.0.1:8080"))
    assert "http://localhost:8080" in local.own
    assert len(Origins(settings).own) == 1


@pytest.fixture
async def kb(settings: Any) -> AsyncIterator[dict[str, Any]]:
    """A knowledge base on a real socket that shows what reached it."""
    asked: list[dict[str, Any]] = []

    async def answer(request: web.Request) -> web.Response:
        if request.path == "/pictures":
            asked.append({"uploaded": len(await request.read()), "actor": request.headers["X-Warmline-Actor"]})
            return web.json_response({"picture": {"name": PICTURE}}, status=201)
        if request.path == f"/pictures/{PICTURE}":
            return web.Response(body=b"GIF89a", content_type="image/gif")
        if request.path == f"/pictures/{DISGUISED}":
            return web.Response(body=b"<script>", content_type="text/html")
        body = await request.json() if request.can_read_body else None
        asked.append(
            {
                "call": f"{request.method} {request.path_qs}",
                "body": body,
                "token": request.headers.get("Authorization"),
                "actor": request.headers.get("X-Warmline-Actor"),
            }
        )
        if request.path == "/search":
            hit = {"article_id": "returns", "language": "pl", "title": "Zwroty", "passage": "30 dni", "html": "<p>"}
            return web.json_response({"decision": "answer", "hits": [{**hit, "url": "/help/pl/returns", "score": 0.9}]})
        if request.path.startswith("/pictures/"):
            return web.json_response({"error": {"code": "not_found", "message": "", "details": {}}}, status=404)
        return web.json_response({"error": {"code": "edited_meanwhile", "message": "", "details": {}}}, status=409)

    app = web.Application(client_max_size=8 * 2**20)
    app.router.add_route("*", "/{path:.*}", answer)
    server = TestServer(app)
    await server.start_server()
    yield {"url": str(server.make_url("")).rstrip("/"), "asked": asked}
    await server.close()


@pytest.fixture
async def desk_with_kb(settings: Any, kb: Any) -> AsyncIterator[TestClient]:
    async with TestClient(TestServer(create_app(dataclasses.replace(settings, kb_url=kb["url"])))) as client:
        yield client


async def test_editors_calls_reach_kb_in_their_name(
    desk_with_kb: Any, kb: Any, settings: Any, staff_factory: Any, sign_in: Any
) -> None:
    headers = await sign_in(await staff_factory("Żaneta", roles=("editor",)))
    body = {"revision": 4, "content": {"title": "Zwroty"}}
    answer = await desk_with_kb.put("/api/editor/articles/returns/pl?a=1", json=body, headers=headers)
    assert (answer.status, (await answer.json())["error"]["code"]) == (409, "edited_meanwhile")
    assert kb["asked"] == [
        {
            "call": "PUT /articles/returns/pl?a=1",
            "body": body,
            "token": f"Bearer {settings.service_token}",
            "actor": "Żaneta",
        }
    ]
    for path in ("health", "articles/../health", "articles/%2e%2e/health", "articles/a%2f..%2fb", "internal"):
        url = URL(f"/api/editor/{path}", encoded=True)
        assert (await desk_with_kb.get(url, headers=headers)).status == 404, path
    assert len(kb["asked"]) == 1


async def test_an_article_that_is_too_long_is_refused_with_its_field(
    desk_with_kb: Any, kb: Any, staff_factory: Any, sign_in: Any
) -> None:
    headers = await sign_in(await staff_factory(roles=("editor",)))
    body = {"revision": 4, "content": {"title": "Zwroty", "body": "x" * 5 * 2**20}}
    answer = await desk_with_kb.put("/api/editor/articles/returns/pl", json=body, headers=headers)
    error = (await answer.json())["error"]
    assert (answer.status, error["code"], error["details"]) == (
        400,
        "bad_article",
        {"field": "body", "problem": "too_long"},
    )
    assert kb["asked"] == []


async def test_editors_upload_pictures_and_nobody_else(
    desk_with_kb: Any, kb: Any, staff_factory: Any, sign_in: Any
) -> None:
    path, upload = "/api/editor/pictures", bytes(5 * 2**20)
    assert (await desk_with_kb.post(path, data=upload, headers={"X-Warmline": "1"})).status == 401
    agent = await sign_in(await staff_factory())
    assert (await desk_with_kb.post(path, data=upload, headers=agent)).status == 403
    editor = await sign_in(await staff_factory("Ewa", roles=("editor",)))
    answer = await desk_with_kb.post(path, data=upload, headers=editor)
    assert (answer.status, (await answer.json())["picture"]["name"]) == (201, PICTURE)
    assert kb["asked"] == [{"uploaded": len(upload), "actor": "Ewa"}]
    refused = await desk_with_kb.post(path, data=upload + b"x", headers=editor)
    error = (await refused.json())["error"]
    assert (refused.status, error["code"], error["details"]) == (
        400,
        "bad_picture",
        {"field": "picture", "problem": "too_large"},
    )


async def test_pictures_are_shown_to_everybody_and_kept_for_good(desk_with_kb: Any) -> None:
    answer = await desk_with_kb.get(f"/help/pictures/{PICTURE}")
    assert (answer.status, answer.content_type, await answer.read()) == (200, "image/gif", b"GIF89a")
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    again = await desk_with_kb.get(f"/help/pictures/{PICTURE}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status == 304
    for name in (DISGUISED, f"{'0c' * 16}-60x40.gif", "x.svg", f"{'0a' * 16}-60x40.svg"):
        assert (await desk_with_kb.get(f"/help/pictures/{name}")).status == 404, name


async def test_suggestions_answer_the_customers_last_words(
    desk_with_kb: Any, kb: Any, staff_factory: Any, sign_in: Any, open_line: Any
) -> None:
    headers = await sign_in(await staff_factory())
    line = await open_line(desk_with_kb)
    conversation_id = line.seen[0]["state"]["id"]
    path = f"/api/agent/suggestions?conversation_id={conversation_id}"
    assert (await (await desk_with_kb.get(path, headers=headers)).json()) == {"articles": []}
    await line.say("Jak zwrócić?")
    await line.until("ack")
    found = await (await desk_with_kb.get(path, headers=headers)).json()
    assert found["articles"][0].items() >= {"article_id": "returns", "text": "30 dni", "score": 0.9}.items()
    assert kb["asked"][0]["body"]["query"] == "Jak zwrócić?"


@pytest.fixture
async def desk_with_pages(settings: Any, tmp_path: Path) -> AsyncIterator[TestClient]:
    for name in ("widget", "agent", "editor", "demo"):
        (tmp_path / "dist" / name).mkdir(parents=True)
        (tmp_path / "dist" / name / "index.html").write_text("<!doctype html><script>start()</script>")
    (tmp_path / "dist" / "assets").mkdir()
    (tmp_path / "dist" / "assets" / "main-abc123.js").write_text("1")
    (tmp_path / "dist" / "widget.js").write_text("1")
    async with TestClient(TestServer(create_app(settings, dist=tmp_path / "dist"))) as client:
        yield client


async def test_only_the_widget_may_be_framed_and_only_by_its_shops(desk_with_pages: Any) -> None:
    for path, ancestors in (("/widget/", f"'self' {SHOP}"), ("/agent", "'self'"), ("/editor", "'self'")):
        answer = await desk_with_pages.get(path)
        policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
        assert policy["frame-ancestors"] == ancestors
        assert policy["connect-src"] == "'self' wss://desk.example"
        assert "'unsafe-inline'" not in policy["script-src"] + policy["style-src"]
        assert "'sha256-" in policy["script-src"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_assets_are_kept_and_the_loader_may_be_used_anywhere(desk_with_pages: Any) -> None:
    asset = await desk_with_pages.get("/assets/main-abc123.js")
    assert (asset.status, "immutable" in asset.headers["Cache-Control"]) == (200, True)
    assert (await desk_with_pages.get("/assets/missing.js")).status == 404
    traversal = URL("/assets/..%2fwidget.js", encoded=True)
    assert (await desk_with_pages.get(traversal)).status == 404
    loader = await desk_with_pages.get("/widget.js")
    assert loader.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "immutable" not in loader.headers["Cache-Control"]


async def test_the_demo_is_there_only_when_it_is_on(desk: Any, settings: Any) -> None:
    signed = (await (await desk.get("/demo/identity/1")).json())["identity"]
    assert (await session(desk, identity=signed)).status == 200
    assert (await desk.get("/demo/identity/2")).status == 404
    app = create_app(dataclasses.replace(settings, demo=False), [{"id": "C-01", "email": "a@b.example", "name": "A"}])
    async with TestClient(TestServer(app)) as sober:
        assert (await sober.get("/demo/identity/1")).status == 404
        assert (await (await sober.get("/demo")).json())["error"]["code"] == "http_404"


async def test_the_other_processes_ask_with_the_service_token(desk: Any, settings: Any) -> None:
    async with aiohttp.ClientSession() as http:
        url = str(desk.make_url("")).rstrip("/")
        found = await DeskClient(url, settings.service_token, http).availability("pl")
        assert (found.agents, found.waiting, found.wait_seconds) == (0, 0, None)
        assert found.open == (found.opens_at is None)
        with pytest.raises(Unavailable):
            await DeskClient(url, "wrong", http).availability("pl")
    assert (await desk.get("/internal/availability")).status == 401
    assert (await (await desk.get("/health")).json()) == {"status": "ok"}
