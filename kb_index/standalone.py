"""The gate in a process that is not the service, such as an import from a terminal."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kb_index.gate import Gate
from kb_index.index import Index
from kb_index.ranking import load_ranking
from kb_index.shop_day import today
from kb_index.vectors import EncoderThread
from models.encoder import Encoder, load_encoder
from models.spelling import AS_TYPED, load_speller
from warmline.database import Database
from warmline.settings import Settings


@asynccontextmanager
async def standalone_gate(
    settings: Settings, database: Database, encoder: Encoder | None = None
) -> AsyncIterator[Gate]:
    """A gate with an index of its own; reading the encoder takes seconds.

    Args:
        encoder: One loaded already; else the settings' own.
    """
    speller = AS_TYPED
    if encoder is None:
        encoder = await asyncio.to_thread(load_encoder, settings)
        speller = await asyncio.to_thread(load_speller, settings)
    thread = EncoderThread(encoder)
    index = Index(database, thread, speller)
    try:
        await index.catch_up()
        yield Gate(database, index, load_ranking(), lambda: today(settings))
    finally:
        await index.close()
        thread.close()
