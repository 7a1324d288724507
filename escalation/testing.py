"""A bot to test the desk against: a real server on a real socket, whose answers a test decides."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

Body = dict[str, Any]
Script = Callable[[Body], Awaitable[Body | web.Response]]


def reply(text: str, *, choices: list[dict[str, Any]] | None = None, **rest: Any) -> Body:
    """A turn's answer with one text, in the form of the protocol; ``rest`` replaces or adds fields."""
    return {
        "replies": [{"kind": "text", "text": text, "data": {}, "choices": choices or []}],
        "language": "pl",
        "intent": {"name": "chitchat", "confidence": 0.9},
        "mood": {"label": "neutral", "frustration": 0.1, "reasons": []},
        "hand_over": None,
        **rest,
    }


class BotDouble:
    """Answers every turn with its own text, unless a test puts another ``script`` in.

    Example:
        >>> async with BotDouble() as bot:  # doctest: +SKIP
        ...     bot.script = my_script
        ...     settings = Settings(bot_url=bot.url, ...)
    """

    def __init__(self) -> None:
        self.turns: list[Body] = []
        self.returned: list[Body] = []
        self.parsed: list[Body] = []
        self.script: Script = self.echo
        self.frustration = 0.8
        app = web.Application()
        app.router.add_post("/webhooks/desk/turn", self._turn)
        app.router.add_post("/webhooks/desk/returned", self._returned)
        app.router.add_post("/webhooks/desk/parse", self._parse)
        self._server = TestServer(app)

    async def __aenter__(self) -> BotDouble:
        await self._server.start_server()
        return self

    async def __aexit__(self, *failure: object) -> None:
        await self._server.close()

    @property
    def url(self) -> str:
        """Where the bot is found."""
        return str(self._server.make_url("")).rstrip("/")

    async def echo(self, body: Body) -> Body:
        """The default script."""
        return reply(f"echo: {body['text']}")

    def held(self, answer: Body) -> tuple[asyncio.Event, asyncio.Event]:
        """Answer the next turns only when told to.

        Returns:
            An event set when a turn has arrived, and one to set so that it is answered.
        """
        arrived, release = asyncio.Event(), asyncio.Event()

        async def script(body: Body) -> Body:
            arrived.set()
            await release.wait()
            return answer

        self.script = script
        return arrived, release

    async def _turn(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.turns.append(body)
        answer = await self.script(body)
        return answer if isinstance(answer, web.Response) else web.json_response(answer)

    async def _returned(self, request: web.Request) -> web.Response:
        self.returned.append(await request.json())
        return web.json_response({})

    async def _parse(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.parsed.append(body)
        mood = {"label": "negative", "frustration": self.frustration, "reasons": ["words"]}
        return web.json_response({"language": body["language"], "intent": None, "mood": mood})
