from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from kb_index.client import KbClient
from kb_index.errors import KnowledgeBaseDown
from warmline.errors import NotFound, Unavailable
from warmline.settings import Settings

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Against = Callable[[Handler], Awaitable[KbClient]]


@pytest.fixture
async def against(tmp_path: Path) -> AsyncIterator[Against]:
    """A client of a service that answers everything with the given handler."""
    ending: list[Callable[[], Awaitable[None]]] = []

    async def made(handler: Handler) -> KbClient:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", handler)
        server = TestServer(app)
        await server.start_server()
        settings = Settings(var=tmp_path, kb_url=str(server.make_url("")).rstrip("/")).resolved()
        client = KbClient(settings, seconds=0.3)
        ending.extend([client.close, server.close])
        return client

    yield made
    for end in ending:
        await end()


async def fails(request: web.Request) -> web.StreamResponse:
    return web.json_response({"error": {}}, status=500)


async def talks_nonsense(request: web.Request) -> web.StreamResponse:
    return web.Response(text="<html>", content_type="text/html")


async def sends_a_list(request: web.Request) -> web.StreamResponse:
    return web.json_response([])


async def lacks_fields(request: web.Request) -> web.StreamResponse:
    return web.json_response({"decision": "answer", "hits": [{"article_id": "a"}], "article": {}})


async def hangs(request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(30)
    return web.Response()


async def hangs_up(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.close()
    return web.Response()


@pytest.mark.parametrize("handler", [fails, talks_nonsense, sends_a_list, lacks_fields, hangs, hangs_up])
async def test_every_failure_is_one_error(against: Against, handler: Handler) -> None:
    kb = await against(handler)
    for asking in (kb.search("x", "pl"), kb.article("x", "pl")):
        with pytest.raises(KnowledgeBaseDown) as caught:
            await asking
        assert isinstance(caught.value, Unavailable)
        assert caught.value.code == "kb_unavailable"


async def test_nobody_listening_is_the_same_error(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path).resolved()
    async with KbClient(replace(settings, kb_url=f"http://127.0.0.1:{unused_port()}")) as kb:
        with pytest.raises(KnowledgeBaseDown):
            await kb.search("x", "pl")


async def test_an_unknown_article_is_not_a_failure(against: Against) -> None:
    async def knows_none(request: web.Request) -> web.StreamResponse:
        return web.json_response({"error": {"code": "not_found"}}, status=404)

    with pytest.raises(NotFound):
        await (await against(knows_none)).article("x", "pl")
