"""Deleting what has been kept long enough."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from escalation import callbacks, erasure
from warmline.clock import now
from warmline.database import Database
from warmline.logs import logger

log = logger(__name__)

EVERY_SECONDS = 6 * 3600.0
SETTLE_SECONDS = 60.0


async def purge_again_and_again(database: Database, callbacks_kept_days: int) -> None:
    """Delete settled call-backs after their days, at the start and every six hours, until cancelled."""
    while True:
        try:
            async with database.write() as connection:
                gone = await callbacks.delete_settled(connection, now() - timedelta(days=callbacks_kept_days))
            log.info("old call-backs deleted", callbacks=gone)
        except Exception:
            log.exception("old call-backs could not be deleted")
        await asyncio.sleep(EVERY_SECONDS)


async def settle_again_and_again(database: Database, forget: erasure.Forget) -> None:
    """Make the assistant forget erased conversations, at the start and every minute, until cancelled."""
    while True:
        try:
            await erasure.settle(database, forget, now())
        except Exception:
            log.exception("the assistant has not forgotten erased conversations yet")
        await asyncio.sleep(SETTLE_SECONDS)
