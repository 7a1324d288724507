"""What a desk bears: agents with their conversations open, and messages both ways at a given rate.

    python -m benchmarks.desk                       50 agents, 1,000 conversations, SQLite
    python -m benchmarks.desk --database postgresql://…/an_empty_one

The desk is a process of its own, as `warmline desk` runs it but for the limits of one address; the bot is a double that
reads moods at once. Customers and agents share this process and its clock: a message's delivery is the time from its
sending to the other side's socket. It goes at a calm rate first, then at the full one; one JSON object a phase, with
how often the full one's percentile is the calm one's, and what was lost or doubled.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import random
import statistics
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import click
import psutil
import uvloop
from aiohttp import web
from aiohttp.test_utils import unused_port
from sqlalchemy import select

from escalation.app import create_app
from escalation.http.access import COOKIE
from escalation.limits import Limits
from escalation.sign_in import SignIn
from escalation.staff import add_staff
from escalation.tables import messages
from escalation.testing import BotDouble
from warmline.clock import now
from warmline.database import Database
from warmline.migrations import upgrade
from warmline.settings import Settings

PASSWORD = "only for the benchmark"
UNLIMITED = Limits(**dict.fromkeys(("messages", "sessions", "sockets", "searches", "sign_ins"), "1000000/minute"))
CALM = 0.1
"""Share of the full rate at which the first phase runs."""

SETTLE_SECONDS = 10.0
"""What the last messages of a phase are given to arrive."""

AT_ONCE = 20
"""People who arrive together."""


@dataclass
class Ledger:
    """When each message was sent, and when it came; an agent's page gets one again when its mood has been read."""

    expected: int = 0
    sent: dict[str, float] = field(default_factory=dict)
    took: dict[str, list[float]] = field(default_factory=lambda: {"to_agent": [], "to_customer": []})
    came: set[str] = field(default_factory=set)
    complete: asyncio.Event = field(default_factory=asyncio.Event)

    def send(self) -> str:
        """A new message's text."""
        text = uuid.uuid4().hex
        self.sent[text] = time.perf_counter()
        return text

    def arrive(self, text: str, where: str) -> None:
        """A message stands before the other side."""
        if text in self.sent and text not in self.came:
            self.came.add(text)
            self.took[where].append(time.perf_counter() - self.sent[text])
            if len(self.came) == self.expected:
                self.complete.set()


def serve(settings: Settings) -> None:
    """The desk, until it is killed."""
    web.run_app(
        create_app(settings, limits=UNLIMITED),
        port=settings.desk_port,
        print=None,
        access_log=None,
        loop=uvloop.new_event_loop(),
    )


class Floor:
    """Everybody who talks, and the desk between them."""

    def __init__(self, settings: Settings, session: aiohttp.ClientSession) -> None:
        self.settings = settings
        self.session = session
        self.ledger = Ledger()
        self.customers: list[aiohttp.ClientWebSocketResponse] = []
        self.desks: list[tuple[str, str]] = []  # an agent's cookie and a conversation of theirs
        self.readers: list[asyncio.Task[None]] = []

    async def open(self, agents: int, each: int) -> None:
        """Let everybody arrive: customers ask for a person, agents take and open what waits."""
        origin = {"Origin": self.settings.public_url}
        await _together(agents * each, lambda _: self._customer(origin))
        database = Database(self.settings.database_url)
        cookies = [await _agent(database, number, each) for number in range(agents)]
        await database.close()
        waiting = await self._waiting(cookies[0])
        while waiting:
            await asyncio.gather(*(self._claim(cookie, waiting[nth::agents]) for nth, cookie in enumerate(cookies)))
            waiting = await self._waiting(cookies[0])
        await _together(agents, lambda number: self._agent(cookies[number], origin))

    async def _waiting(self, cookie: str) -> list[dict[str, Any]]:
        path = f"{self.settings.desk_url}/api/agent/conversations?view=queue"
        async with self.session.get(path, headers=_headers(cookie)) as answer:
            found: list[dict[str, Any]] = (await answer.json())["conversations"]
            return found

    async def _claim(self, cookie: str, waiting: list[dict[str, Any]]) -> None:
        for one in waiting:
            path = f"{self.settings.desk_url}/api/agent/conversations/{one['id']}/claim"
            async with self.session.post(path, json={"version": one["version"]}, headers=_headers(cookie)) as answer:
                answer.raise_for_status()
            self.desks.append((cookie, one["id"]))

    async def _customer(self, origin: dict[str, str]) -> None:
        url = f"{self.settings.desk_url}/api/widget"
        async with self.session.post(f"{url}/session", json={"language": "pl", "token": ""}, headers=origin) as answer:
            token = (await answer.json())["token"]
        socket = await self.session.ws_connect(f"{url}/socket", headers=origin)
        await socket.send_json({"type": "hello", "token": token, "language": "pl", "last_seq": 0})
        await socket.send_json({"type": "request_human", "client_message_id": str(uuid.uuid4())})
        while (await socket.receive_json())["type"] != "ack":
            pass
        self.customers.append(socket)
        self.readers.append(asyncio.create_task(self._read(socket, "to_customer", "agent")))

    async def _agent(self, cookie: str, origin: dict[str, str]) -> None:
        url = f"{self.settings.desk_url}/api/agent/socket"
        socket = await self.session.ws_connect(url, headers={**_headers(cookie), **origin})
        for owner, conversation in self.desks:
            if owner == cookie:
                await socket.send_json({"type": "open", "conversation_id": conversation, "last_seq": 0})
        self.readers.append(asyncio.create_task(self._read(socket, "to_agent", "customer")))

    async def _read(self, socket: aiohttp.ClientWebSocketResponse, where: str, author: str) -> None:
        async for message in socket:
            frame = message.json()
            found = [frame["message"]] if frame["type"] == "message" else frame.get("messages", [])
            for one in found:
                if one["author"]["kind"] == author:
                    self.ledger.arrive(one["text"], where)

    async def talk(self, rate: float, seconds: float) -> dict[str, Any]:
        """Send so many messages a second each way, evenly, and wait for the last."""
        each_way = int(rate * seconds)
        self.ledger = Ledger(expected=2 * each_way)
        chance, tasks, began = random.Random(6), [], time.perf_counter()
        for number in range(each_way):
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            tasks.append(asyncio.create_task(self._write(chance.choice(self.customers))))
            tasks.append(asyncio.create_task(self._answer(*chance.choice(self.desks))))
        await asyncio.gather(*tasks)
        await asyncio.wait({asyncio.create_task(self.ledger.complete.wait())}, timeout=SETTLE_SECONDS)
        return self._figures(rate)

    async def _write(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        text = self.ledger.send()
        await socket.send_json({"type": "message", "client_message_id": str(uuid.uuid4()), "text": text})

    async def _answer(self, cookie: str, conversation: str) -> None:
        path = f"{self.settings.desk_url}/api/agent/conversations/{conversation}/messages"
        body = {"client_message_id": str(uuid.uuid4()), "text": self.ledger.send()}
        async with self.session.post(path, json=body, headers=_headers(cookie)) as answer:
            answer.raise_for_status()

    def _figures(self, rate: float) -> dict[str, Any]:
        ledger = self.ledger
        return {
            "messages_a_second_each_way": rate,
            "sent": len(ledger.sent),
            "lost": len(ledger.sent) - len(ledger.came),
            **{
                f"{where}_p{percent}_ms": round(1000 * statistics.quantiles(took, n=100)[percent - 1], 1)
                for where, took in ledger.took.items()
                for percent in (50, 95)
            },
        }


def _headers(cookie: str) -> dict[str, str]:
    return {"Cookie": f"{COOKIE}={cookie}", "X-Warmline": "1"}


async def _agent(database: Database, number: int, capacity: int) -> str:
    async with database.write() as connection:
        person = await add_staff(
            connection,
            email=f"agent{number}@podlipa.example",
            name=f"Agent {number}",
            password=PASSWORD,
            roles=("agent",),
            capacity=capacity,
            at=now(),
        )
    return (await SignIn(database).open(person.email, PASSWORD))[0]


async def _together(count: int, arrive: Callable[[int], Awaitable[None]]) -> None:
    for start in range(0, count, AT_ONCE):
        await asyncio.gather(*(arrive(number) for number in range(start, min(start + AT_ONCE, count))))


async def _stored_once(settings: Settings, ledger: Ledger) -> int:
    """How many of the sent messages stand in the database other than once."""
    database = Database(settings.database_url)
    async with database.read() as connection:
        stored = Counter((await connection.execute(select(messages.c.text))).scalars())
    await database.close()
    return sum(stored[text] != 1 for text in ledger.sent)


async def measure(settings: Settings, agents: int, each: int, rate: float, seconds: float) -> None:
    """Run both phases and print them."""
    async with BotDouble() as bot:
        settings = Settings(**{**vars(settings), "bot_url": bot.url})
        desk = multiprocessing.get_context("spawn").Process(target=serve, args=(settings,), daemon=True)
        desk.start()
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(connector=connector) as session:
            await _listening(session, settings)
            floor = Floor(settings, session)
            await floor.open(agents, each)
            process, calm = psutil.Process(desk.pid), 0.0
            for pace in (CALM * rate, rate):
                used, began = sum(process.cpu_times()[:2]), time.perf_counter()
                figures = await floor.talk(pace, seconds)
                share = (sum(process.cpu_times()[:2]) - used) / (time.perf_counter() - began)
                worst = max(figures["to_agent_p95_ms"], figures["to_customer_p95_ms"])
                calm = calm or worst
                figures |= {
                    "not_stored_once": await _stored_once(settings, floor.ledger),
                    "processors": round(share, 2),
                    "memory_mib": round(process.memory_info().rss / 2**20),
                    "p95_by_calm": round(worst / calm, 2),
                }
                print(json.dumps(figures), flush=True)
            for reader in floor.readers:
                reader.cancel()
            desk.terminate()
            desk.join()


async def _listening(session: aiohttp.ClientSession, settings: Settings) -> None:
    while True:
        try:
            async with session.get(f"{settings.desk_url}/agent"):
                return
        except aiohttp.ClientError:
            await asyncio.sleep(0.2)


@click.command()
@click.option("--database", default="", help="An empty PostgreSQL database; by default SQLite in a temporary folder.")
@click.option("--agents", default=50, show_default=True)
@click.option("--each", default=20, show_default=True, help="Conversations of an agent.")
@click.option("--rate", default=100.0, show_default=True, help="Messages a second each way.")
@click.option("--seconds", default=30.0, show_default=True, help="How long a phase lasts.")
def main(database: str, agents: int, each: int, rate: float, seconds: float) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            var=Path(folder),
            database_url=database,
            desk_port=unused_port(),
            secret=uuid.uuid4().hex,
            log_level="warning",
        ).resolved()
        upgrade(settings.database_url)
        asyncio.run(measure(settings, agents, each, rate, seconds))


if __name__ == "__main__":
    main()
