"""Looking after transfers: what a colleague does not take up goes back to the queue."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from escalation import announcements, transfers
from escalation.live import Live
from warmline.clock import now
from warmline.database import Database
from warmline.logs import logger

log = logger(__name__)

LOOK_SECONDS = 3.0
"""How much later than promised a transfer may lapse."""


class TransferWatch:
    """Has transfers lapse; any number of desks may look, for a lapse is a conditional write like every move."""

    def __init__(self, database: Database, live: Live, patience: timedelta) -> None:
        self.database = database
        self.live = live
        self.patience = patience
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._watch())

    async def close(self) -> None:
        """Stop looking."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def look(self) -> None:
        """Have lapse what is due."""
        async with self.database.read() as connection:
            if not await transfers.any_lapses(connection, now(), self.patience):
                return
        async with self.database.write() as connection:
            moved = await transfers.lapse(connection, now(), self.patience)
        for conversation in moved:
            await announcements.changed(self.live, conversation)

    async def _watch(self) -> None:
        while True:
            try:
                await self.look()
            except (SQLAlchemyError, OSError):
                log.exception("transfers could not be looked at")
            await asyncio.sleep(LOOK_SECONDS)
