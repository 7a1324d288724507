"""Factories for the desk's tests."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse
from aiohttp.test_utils import TestClient, TestServer

from escalation import conversations, owner, ownership, visitors
from escalation.app import create_app
from escalation.availability import Availability
from escalation.conversations import Conversation
from escalation.handovers import Request
from escalation.hours import OpeningHours
from escalation.http.access import COOKIE
from escalation.sign_in import SignIn
from escalation.staff import Staff, add_staff
from escalation.testing import BotDouble
from escalation.visitors import Customer
from warmline.clock import now
from warmline.database import Database
from warmline.settings import Settings

PASSWORD = "correct horse battery"
PUBLIC = "https://desk.example"
SHOP = "https://podlipa.example"
DEMO = [{"id": "C-01", "email": "jan@example.com", "name": "Jan Nowak"}]


@pytest.fixture
def availability() -> Availability:
    return Availability(OpeningHours())


@pytest.fixture
def staff_factory(database: Database) -> Callable[..., Awaitable[Staff]]:
    numbers = itertools.count(1)

    async def make(name: str = "Anna", roles: tuple[str, ...] = ("agent",), **values: Any) -> Staff:
        async with database.write() as connection:
            return await add_staff(
                connection,
                email=values.pop("email", f"person{next(numbers)}@podlipa.example"),
                name=name,
                password=PASSWORD,
                roles=roles,
                at=now(),
                **values,
            )

    return make


@pytest.fixture
def customer_factory(database: Database) -> Callable[..., Awaitable[Customer]]:
    async def make() -> Customer:
        async with database.write() as connection:
            return (await visitors.start(connection, None, None, now()))[1]

    return make


@pytest.fixture
def conversation_factory(
    database: Database, customer_factory: Any, availability: Availability
) -> Callable[..., Awaitable[Conversation]]:
    async def make(
        owned_by: str | Staff = owner.BOT, reason: str = "customer_request", at: datetime | None = None
    ) -> Conversation:
        customer = await customer_factory()
        at = at or now()
        async with database.write() as connection:
            made = await conversations.find_or_open(connection, customer.id, "pl", at)
            if owned_by != owner.BOT:
                made = await ownership.hand_over(
                    connection, made.id, Request(reason), availability, at, actor="customer"
                )
            if isinstance(owned_by, Staff):
                await ownership.claim(connection, made.id, owned_by, made.version, at)
            elif owned_by == owner.CLOSED:
                await ownership.close(connection, made.id, at, actor="customer")
            return await conversations.get(connection, made.id)

    return make


@pytest.fixture
async def bot() -> AsyncIterator[BotDouble]:
    async with BotDouble() as found:
        yield found


@pytest.fixture
def settings(database: Database, bot: BotDouble, tmp_path: Any) -> Settings:
    url = database.url
    return Settings(
        var=tmp_path,
        database_url=url,
        secret="a secret of at least thirty-two bytes",
        public_url=PUBLIC,
        allowed_origins=SHOP,
        bot_url=bot.url,
        turn_timeout=30.0,
        demo=True,
    ).resolved()


class Line:
    """A browser's end of a socket."""

    def __init__(self, socket: ClientWebSocketResponse, token: str = "") -> None:
        self.socket = socket
        self.token = token
        self.seen: list[dict[str, Any]] = []

    async def send(self, kind: str, **frame: Any) -> None:
        await self.socket.send_json({"type": kind, **frame})

    async def say(self, text: str, identifier: str | None = None) -> str:
        identifier = identifier or str(uuid.uuid4())
        await self.send("message", client_message_id=identifier, text=text)
        return identifier

    async def until(self, kind: str, wanted: Callable[[dict[str, Any]], Any] = bool) -> dict[str, Any]:
        """The next frame of a kind that is wanted; the others are kept in ``seen``."""
        while True:
            frame = await self.socket.receive_json(timeout=60)
            self.seen.append(frame)
            if frame["type"] == kind and wanted(frame):
                return frame

    async def message(self, **wanted: Any) -> dict[str, Any]:
        """The next message with these fields; a notice's code counts as a field."""
        frame = await self.until(
            "message",
            lambda found: (
                wanted.items() <= {**found["message"], "code": found["message"]["data"].get("code")}.items()
                if "author" not in wanted
                else found["message"]["author"]["kind"] == wanted["author"]
            ),
        )
        return frame["message"]

    async def error(self) -> str:
        """The code of the next error."""
        return (await self.until("error"))["error"]["code"]


@pytest.fixture
async def desk(settings: Settings) -> AsyncIterator[TestClient]:
    async with TestClient(TestServer(create_app(settings, DEMO))) as client:
        yield client


@pytest.fixture
def open_line() -> Callable[..., Awaitable[Line]]:
    """A customer's socket after its hello; the welcome is in ``seen``."""

    async def connect(desk: TestClient, token: str | None = None, last_seq: int = 0, **session: Any) -> Line:
        body = {"language": "pl", "token": token or "", **session}
        answer = await desk.post("/api/widget/session", json=body, headers={"Origin": PUBLIC})
        assert answer.status == 200, await answer.text()
        line = Line(
            await desk.ws_connect("/api/widget/socket", headers={"Origin": PUBLIC}), (await answer.json())["token"]
        )
        await line.send("hello", token=line.token, language="pl", last_seq=last_seq)
        await line.until("welcome")
        return line

    return connect


@pytest.fixture
def sign_in(database: Database) -> Callable[..., Awaitable[dict[str, str]]]:
    """The headers of a request by a member of staff."""

    async def headers(person: Staff) -> dict[str, str]:
        token, _ = await SignIn(database).open(person.email, PASSWORD)
        return {"Cookie": f"{COOKIE}={token}", "X-Warmline": "1", "Origin": PUBLIC}

    return headers


@pytest.fixture
def open_console(sign_in: Any) -> Callable[..., Awaitable[Line]]:
    """A member of staff's socket after its welcome."""

    async def connect(desk: TestClient, person: Staff) -> Line:
        headers = await sign_in(person)
        line = Line(await desk.ws_connect("/api/agent/socket", headers=headers), headers["Cookie"])
        await line.until("welcome")
        return line

    return connect
