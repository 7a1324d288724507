from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from sanic import Sanic

from actions.process import use
from actions.server import build
from warmline.settings import Settings


@pytest.fixture
async def bot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[aiohttp.ClientSession]:
    """A client that stands where the bot does."""
    monkeypatch.setattr(Sanic, "test_mode", True)  # several applications in one process
    monkeypatch.setenv("WARMLINE_VAR", str(tmp_path))
    monkeypatch.setenv("WARMLINE_KB_URL", "http://127.0.0.1:1")  # where nothing answers
    settings = Settings.from_env(os.environ)
    app = build(settings)
    server = await app.create_server("127.0.0.1", 0, return_asyncio_server=True, access_log=False)
    assert server is not None
    await server.startup()
    port = server.server.sockets[0].getsockname()[1]
    headers = {"Authorization": f"Bearer {settings.service_token}"}
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}", headers=headers) as session:
        yield session
    server.close()
    await server.wait_closed()
    use(None)


async def test_a_failing_action_tells_nothing_of_the_conversation(bot: aiohttp.ClientSession) -> None:
    told = "my e-mail is jan@example.com"
    tracker = {"sender_id": "c", "slots": {}, "events": [], "latest_message": {"text": told, "entities": []}}
    call = {"next_action": "action_search", "sender_id": "c", "tracker": tracker, "domain": {}}
    async with bot.post("/webhook", json=call) as response:
        text = await response.text()
    assert response.status == 500
    assert told not in text
    assert "kb_unavailable" in text


async def test_a_stranger_is_refused(bot: aiohttp.ClientSession) -> None:
    async with bot.post("/webhook", json={}, headers={"Authorization": "Bearer guessed"}) as response:
        assert response.status == 401


async def test_anyone_may_ask_whether_it_lives(bot: aiohttp.ClientSession) -> None:
    async with bot.get("/health", headers={"Authorization": ""}) as response:
        assert response.status == 200
