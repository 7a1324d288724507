"""A customer and an agent at the wire: the protocol of docs/protocol.md and nothing else."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from types import TracebackType
from typing import Any

import aiohttp

from tests.stack.running import PATIENCE

Frame = dict[str, Any]


class Customer:
    """A widget without a page: keeps its token and what it has seen, and can lose the connection."""

    def __init__(self, url: str, language: str = "pl", identity: str | None = None) -> None:
        self.url = url
        self.language = language
        self.identity = identity
        self.token = ""
        self.messages: dict[int, Frame] = {}
        self.acks: list[Frame] = []
        self.errors: list[Frame] = []
        self.state: Frame = {}
        self.received: list[int] = []  # every seq in the order of arrival, repeats included
        self._session = aiohttp.ClientSession(headers={"Origin": url})
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._reader: asyncio.Task[None] | None = None
        self._news = asyncio.Condition()

    async def __aenter__(self) -> Customer:
        body = {"language": self.language} | ({"identity": self.identity} if self.identity else {})
        async with self._session.post(f"{self.url}/api/widget/session", json=body) as response:
            answer = await response.json()
            assert response.status == 200, answer
        self.token = answer["token"]
        await self.connect()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.disconnect()
        await self._session.close()

    async def connect(self) -> None:
        """Open the socket and say what is there already; tries again while the desk is down."""
        while True:
            try:
                self._socket = await self._session.ws_connect(f"{self.url}/api/widget/socket")
                break
            except aiohttp.ClientError:
                await asyncio.sleep(0.2)
        await self.send({"type": "hello", "token": self.token, "language": self.language, "last_seq": self.last_seq})
        self.state = {}
        self._reader = asyncio.create_task(self._read(self._socket))
        await self.until(lambda: bool(self.state))

    async def disconnect(self) -> None:
        """Lose the connection."""
        if self._reader is not None:
            self._reader.cancel()
        if self._socket is not None:
            await self._socket.close()

    @property
    def last_seq(self) -> int:
        """The newest message seen."""
        return max(self.messages, default=0)

    async def send(self, frame: Frame) -> None:
        """Send one frame as it is."""
        assert self._socket is not None
        await self._socket.send_json(frame)

    async def say(self, text: str, client_message_id: str | None = None) -> int:
        """Send a message and wait until it is committed; returns its seq."""
        ident = client_message_id or str(uuid.uuid4())
        known = len(self.acks)
        await self.send({"type": "message", "client_message_id": ident, "text": text})
        await self.until(lambda: any(ack["client_message_id"] == ident for ack in self.acks[known:]))
        return int(next(ack["seq"] for ack in self.acks[known:] if ack["client_message_id"] == ident))

    async def choose(self, message: Frame, title: str) -> None:
        """Answer with one of a message's choices."""
        index = next(number for number, choice in enumerate(message["choices"]) if title in choice["title"])
        frame = {"type": "choice", "client_message_id": str(uuid.uuid4()), "seq": message["seq"], "index": index}
        await self.send(frame)

    async def ask(self, text: str) -> list[Frame]:
        """Say something and wait for the whole answer of the assistant, or for what happens instead."""
        seq = await self.say(text)
        await self.until(lambda: self._answered(seq))
        return self.after(seq)

    def after(self, seq: int) -> list[Frame]:
        """What others wrote after one message."""
        return [
            message
            for number, message in sorted(self.messages.items())
            if number > seq and message["author"]["kind"] != "customer"
        ]

    def notices(self, code: str) -> list[Frame]:
        """The notices of one code."""
        return [
            message
            for _, message in sorted(self.messages.items())
            if message["kind"] == "notice" and message["data"]["code"] == code
        ]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something has come true by what arrives."""
        async with self._news:
            try:
                await asyncio.wait_for(self._news.wait_for(condition), PATIENCE)
            except (TimeoutError, asyncio.TimeoutError):
                raise AssertionError(f"it never came; state {self.state}, messages {self.messages}") from None

    def _answered(self, seq: int) -> bool:
        return bool(self.after(seq)) and not self.state.get("thinking")

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for raw in socket:
            if raw.type is not aiohttp.WSMsgType.TEXT:
                break
            frame = raw.json()
            async with self._news:
                self._take(frame)
                self._news.notify_all()

    def _take(self, frame: Frame) -> None:
        if frame["type"] == "ack":
            self.acks.append(frame)
        elif frame["type"] == "error":
            self.errors.append(frame)
        elif frame["type"] in ("welcome", "state"):
            self.state = frame["state"]
        for message in frame.get("messages", []) + ([frame["message"]] if frame["type"] == "message" else []):
            self.received.append(message["seq"])
            self.messages[message["seq"]] = message


class Member:
    """One of the staff, signed in over HTTP."""

    def __init__(self, url: str, email: str, password: str) -> None:
        self.url = url
        self._sign_in = {"email": email, "password": password}
        self._session = aiohttp.ClientSession(
            headers={"X-Warmline": "1", "Origin": url}, cookie_jar=aiohttp.CookieJar(unsafe=True)
        )
        self.socket: aiohttp.ClientWebSocketResponse | None = None

    async def __aenter__(self) -> Member:
        status, answer = await self.call("POST", "/api/staff/sign-in", self._sign_in)
        assert status == 200, answer
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.socket is not None:
            await self.socket.close()
        await self._session.close()

    async def call(self, method: str, path: str, body: Frame | None = None) -> tuple[int, Frame]:
        """One HTTP call; returns status and JSON."""
        async with self._session.request(method, f"{self.url}{path}", json=body) as response:
            return response.status, await response.json()

    async def come_online(self) -> None:
        """Open the console's socket, which is what makes an agent present."""
        self.socket = await self._session.ws_connect(f"{self.url}/api/agent/socket")
        await self.socket.send_json({"type": "presence", "presence": "available"})
