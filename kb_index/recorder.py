"""Keeping customers' questions beside the answering: it takes no time from an answer and cannot break one."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta

from kb_index import asked
from kb_index.asked import Asked
from kb_index.gaps import nearest_gap
from kb_index.vectors import EncoderThread
from warmline.clock import now
from warmline.database import Database
from warmline.logs import logger

log = logger(__name__)

MOST_WAITING = 1_000
"""Questions; more than a shop is asked in a minute, so that a database that is stuck cannot fill the memory."""
PURGE_EVERY = 6 * 3600.0
"""Seconds."""


class Recorder:
    """Keeps questions in the order they come, in a task of its own."""

    def __init__(self, database: Database, encoder: EncoderThread, kept_days: int) -> None:
        self._database = database
        self._encoder = encoder
        self._kept_days = kept_days
        self._waiting: asyncio.Queue[Asked] = asyncio.Queue(MOST_WAITING)

    def note(self, question: Asked) -> None:
        """Take a question to be kept; returns at once."""
        if self._kept_days <= 0 or not question.says_something:
            return
        try:
            self._waiting.put_nowait(question)
        except asyncio.QueueFull:
            log.warning("a question was not kept", waiting=MOST_WAITING)

    async def settled(self) -> None:
        """Wait until all that was noted is kept, or has failed to be."""
        await self._waiting.join()

    async def follow(self) -> None:
        """Keep what comes, and purge what is too old, until cancelled."""
        purging = asyncio.create_task(self._purge_again_and_again())
        try:
            while True:
                question = await self._waiting.get()
                try:
                    await self._keep(question)
                except Exception:
                    log.exception("a question was not kept")
                finally:
                    self._waiting.task_done()
        finally:
            purging.cancel()
            with suppress(asyncio.CancelledError):
                await purging

    async def _keep(self, question: Asked) -> None:
        vector = (await self._encoder.encode([question.plain]))[0]
        async with self._database.write() as connection:
            gap_id = await nearest_gap(connection, vector, self._encoder.fingerprint)
            await asked.record(connection, question, vector, self._encoder.fingerprint, gap_id)

    async def _purge_again_and_again(self) -> None:
        while True:
            try:
                async with self._database.write() as connection:
                    gone = await asked.purge(connection, now() - timedelta(days=self._kept_days))
                log.info("old questions purged", questions=gone)
            except Exception:
                log.exception("old questions could not be purged")
            await asyncio.sleep(PURGE_EVERY)
