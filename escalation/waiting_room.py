"""Keeping those who wait informed: their places move with other people's conversations.

One look for the whole desk finds every place and estimate, soon after the queue or the presence has changed
and now and then without that. The customers' sockets get them handed out and ask the database nothing.
"""

from __future__ import annotations

import asyncio

from sqlalchemy.exc import SQLAlchemyError

from escalation import queue
from escalation.availability import Availability, Outlook
from escalation.live import STAFF, Hint, Live
from escalation.patience import within
from warmline.clock import now
from warmline.database import Database
from warmline.logs import logger

log = logger(__name__)

PAUSE_SECONDS = 3.0
"""Between two looks, however much happens."""

LOOK_SECONDS = 20.0
"""How often the room is looked at without a hint: an agent whose connection is lost goes without one."""

TELLING = ("changed", "presence", "resync")
"""Hints after which places or estimates may be others."""


class WaitingRoom:
    """Tells the sockets of this desk what changes for those who wait."""

    def __init__(self, database: Database, live: Live, availability: Availability) -> None:
        self.database = database
        self.live = live
        self.availability = availability
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to watch the queue."""
        self._task = asyncio.create_task(self._watch())

    async def close(self) -> None:
        """Stop watching."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def tell(self) -> None:
        """Look once, and hand everyone their place; a socket passes on what is new to it."""
        outlooks: dict[str, Outlook] = {}
        at = now()
        async with self.database.read() as connection:
            waiting = await queue.in_order(connection)
            for language in {conversation.language for conversation in waiting}:
                outlooks[language] = await self.availability.look(connection, at, language)
        for place, conversation in enumerate(waiting, start=1):
            shown = outlooks[conversation.language].at_place(place)
            self.live.deliver(Hint("place", conversation.id, conversation.customer_id, shown))

    async def _watch(self) -> None:
        with self.live.subscribe(STAFF) as hints:
            while True:
                await within(LOOK_SECONDS, _change(hints))
                while not hints.empty():
                    hints.get_nowait()
                try:
                    await self.tell()
                except (SQLAlchemyError, OSError):
                    log.exception("the queue could not be looked at")
                await asyncio.sleep(PAUSE_SECONDS)


async def _change(hints: asyncio.Queue[Hint]) -> None:
    while (await hints.get()).kind not in TELLING:
        pass
