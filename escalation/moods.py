"""The mood of messages that no turn reads: those for a person. Never waited for, stored afterwards."""

from __future__ import annotations

import asyncio

from escalation import announcements, conversations, events, queue, trends
from escalation.bot_client import BotClient
from escalation.errors import BotFailed
from escalation.live import Live
from escalation.priority import Priority
from warmline.clock import now
from warmline.database import Database
from warmline.logs import logger

log = logger(__name__)

AT_ONCE = 4
BACKLOG = 200
"""With more than this waiting, the assistant is away or swamped, and moods are left out."""


class MoodReader:
    """Reads moods beside the work."""

    def __init__(self, database: Database, bot: BotClient, live: Live, priority: Priority) -> None:
        self.database = database
        self.bot = bot
        self.live = live
        self.priority = priority
        self._tasks: set[asyncio.Task[None]] = set()
        self._free = asyncio.Semaphore(AT_ONCE)

    def read(self, conversation_id: str, seq: int, text: str, language: str) -> None:
        """Have a message read some time soon."""
        if len(self._tasks) >= BACKLOG:
            return
        task = asyncio.create_task(self._read(conversation_id, seq, text, language))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Give up what has not been read."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _read(self, conversation_id: str, seq: int, text: str, language: str) -> None:
        async with self._free:
            try:
                reading = await self.bot.parse(text, language)
            except BotFailed as error:
                log.info("mood not read", conversation=conversation_id, seq=seq, error=error.message)
                return
        if reading.mood is None:
            return
        async with self.database.read() as connection:
            again = await trends.asked_before(connection, conversation_id, seq, text)
        async with self.database.write() as connection:
            touched = await trends.store_reading(
                connection,
                conversation_id,
                seq,
                reading.language or language,
                reading.mood,
                ["repeated"] if again else [],
            )
            await queue.mood_turned(connection, conversation_id, self.priority)
            await events.record(
                connection,
                "mood_read",
                at=now(),
                actor="desk",
                conversation_id=conversation_id,
                seq=seq,
                frustration=reading.mood["frustration"],
            )
            conversation = await conversations.get(connection, conversation_id)
        await announcements.touched(self.live, conversation, touched)
