"""Hints that something has changed. The database is the truth; a hint only says: look again.

Every desk hands hints to its own sockets. With Redis they reach the sockets of the other desks too.
A lost hint delays, it never loses: sockets look by themselves from time to time.
"""

from __future__ import annotations

import asyncio
import json
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

import redis.asyncio as redis
from redis.exceptions import RedisError

from escalation.patience import within
from warmline.logs import logger

log = logger(__name__)

STAFF = "staff"
"""The topic of everything; each customer has a topic of their own."""

BACKLOG = 1_000
"""Hints a reader may leave unread; one who is further behind looks at everything instead."""

GATHER_SECONDS = 0.05
"""Hints that come this close together are answered with one look."""

CHANNEL = "warmline:hints"
RECONNECT_SECONDS = 1.0


@dataclass(frozen=True)
class Hint:
    """Something has happened in a conversation, or with an agent."""

    # changed, touched (messages got their mood), typing, presence, place (in the queue), noted, callbacks,
    # listed (lists of the board, by owner), or resync
    kind: str
    conversation_id: str = ""
    customer_id: str = ""
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def topics(self) -> tuple[str, ...]:
        """Whose sockets should look; a place in the queue is for the one who waits, some are for staff alone."""
        if self.kind in ("noted", "touched", "callbacks", "listed"):
            return (STAFF,)
        own = customer_topic(self.customer_id)
        return (own,) if self.kind == "place" else (own, STAFF)


RESYNC = Hint("resync")
"""Hints may have been missed; look at everything."""


def customer_topic(customer_id: str) -> str:
    """The topic of one customer's sockets."""
    return f"customer:{customer_id}"


class Live(Protocol):
    """Where hints are given and taken."""

    async def start(self) -> None:
        """Begin to take hints from elsewhere."""

    async def close(self) -> None:
        """Stop taking hints."""

    async def publish(self, hint: Hint) -> None:
        """Tell every socket that listens to one of the hint's topics. Never raises, never waits for readers."""

    def deliver(self, hint: Hint) -> None:
        """Tell the sockets of this process only."""

    def subscribe(self, topic: str) -> Any:
        """A context manager that gives a queue of the hints on a topic."""


class LocalLive:
    """Hints within this process."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[asyncio.Queue[Hint]]] = defaultdict(set)

    async def start(self) -> None:
        """Nothing to begin."""

    async def close(self) -> None:
        """Nothing to stop."""

    async def publish(self, hint: Hint) -> None:
        """Tell the sockets of this process."""
        self.deliver(hint)

    @contextmanager
    def subscribe(self, topic: str) -> Iterator[asyncio.Queue[Hint]]:
        """Listen to a topic for as long as the context lasts."""
        queue: asyncio.Queue[Hint] = asyncio.Queue(BACKLOG)
        self._listeners[topic].add(queue)
        try:
            yield queue
        finally:
            self._listeners[topic].discard(queue)
            if not self._listeners[topic]:
                del self._listeners[topic]

    def deliver(self, hint: Hint) -> None:
        """Put a hint before everyone here who listens; a resync goes to all."""
        topics = list(self._listeners) if hint.kind == RESYNC.kind else hint.topics
        for topic in topics:
            for queue in self._listeners.get(topic, ()):
                if queue.full():
                    while not queue.empty():
                        queue.get_nowait()
                    queue.put_nowait(RESYNC)
                else:
                    queue.put_nowait(hint)


async def gathered(hints: asyncio.Queue[Hint], seconds: float, pause: float = GATHER_SECONDS) -> list[Hint]:
    """The next hint and those that come within a ``pause`` of it; none when so many ``seconds`` pass without one."""
    heard: list[Hint] = []

    async def first() -> None:
        heard.append(await hints.get())

    if await within(max(0.0, seconds), first()):
        await asyncio.sleep(pause)
        while not hints.empty():
            heard.append(hints.get_nowait())
    return heard


class RedisLive(LocalLive):
    """Hints within this process, and through Redis to and from the others."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._redis = redis.Redis.from_url(url)
        self._origin = uuid.uuid4().hex
        self._reader: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to read the channel; returns once Redis has taken the subscription, or refuses to answer."""
        ready = asyncio.Event()
        self._reader = asyncio.create_task(self._read(ready))
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(ready.wait(), 5)

    async def close(self) -> None:
        """Leave the channel."""
        if self._reader is not None:
            self._reader.cancel()
            with suppress(asyncio.CancelledError):
                await self._reader
        await self._redis.close()

    async def publish(self, hint: Hint) -> None:
        """Tell the sockets here at once, and the other desks if Redis is there."""
        self.deliver(hint)
        try:
            await self._redis.publish(CHANNEL, json.dumps({"origin": self._origin, "hint": asdict(hint)}))
        except (RedisError, OSError) as error:
            log.warning("hint not passed on", error=str(error))

    async def _read(self, ready: asyncio.Event) -> None:
        while True:
            try:
                async with self._redis.pubsub() as channel:
                    await channel.subscribe(CHANNEL)
                    async for message in channel.listen():
                        if message["type"] == "subscribe":
                            ready.set()
                            self.deliver(RESYNC)
                        elif message["type"] == "message":
                            self._take(message["data"])
            except (RedisError, OSError) as error:
                log.warning("hints interrupted", error=str(error))
            await asyncio.sleep(RECONNECT_SECONDS)

    def _take(self, payload: bytes) -> None:
        body = json.loads(payload)
        if body["origin"] != self._origin:
            self.deliver(Hint(**body["hint"]))


def live_for(redis_url: str) -> Live:
    """Hints over Redis where an address is set, within the process otherwise."""
    return RedisLive(redis_url) if redis_url else LocalLive()
