"""Encoding without waiting for it twice: one thread for the encoder, and a cache in the database.

A vector is kept under the hash of its text and the encoder's fingerprint, so a restart, a publishing or a
second process never encodes a passage again that any of them has known.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from kb_index.dense import Vectors
from kb_index.passages import Passage
from kb_index.tables import passage_vectors
from models.encoder import Encoder
from warmline.database import Database

CHUNK = 16
"""Passages encoded at one go; a customer's question waits for no more than these."""
LOOKED_UP_AT_ONCE = 500
"""Below SQLite's oldest limit of 999 parameters a statement."""
STORED = np.dtype("<f4")


class EncoderThread:
    """The encoder in a thread of its own, so that the service goes on answering meanwhile."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="encoder")

    @property
    def fingerprint(self) -> str:
        """Tells this encoder's vectors from another's."""
        return self._encoder.fingerprint

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._encoder.dimension

    async def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of the texts, shape (len(texts), dimension)."""
        loop = asyncio.get_running_loop()
        found: Vectors = await loop.run_in_executor(self._thread, self._encoder.encode, texts)
        return found

    def close(self) -> None:
        """Let the thread end."""
        self._thread.shutdown(wait=True, cancel_futures=True)


async def vectors_of(database: Database, encoder: EncoderThread, passages: Sequence[Passage]) -> Vectors:
    """The passages' vectors, from the cache where they are known, shape (len(passages), dimension)."""
    ids = [passage.id for passage in passages]
    found = np.zeros((len(passages), encoder.dimension), dtype=np.float32)
    known = await _cached(database, encoder, ids)
    missing = {id: passage.encoded for id, passage in zip(ids, passages, strict=True) if id not in known}
    waiting = sorted(missing, key=lambda id: len(missing[id]))
    for start in range(0, len(waiting), CHUNK):
        chunk = waiting[start : start + CHUNK]
        fresh = dict(zip(chunk, await encoder.encode([missing[id] for id in chunk]), strict=True))
        await _keep(database, encoder, fresh.items())
        known.update(fresh)
    for row, id in enumerate(ids):
        found[row] = known[id]
    return found


async def _cached(database: Database, encoder: EncoderThread, ids: Sequence[str]) -> dict[str, Vectors]:
    known: dict[str, Vectors] = {}
    async with database.read() as connection:
        for start in range(0, len(ids), LOOKED_UP_AT_ONCE):
            rows = await connection.execute(
                select(passage_vectors.c.passage, passage_vectors.c.vector).where(
                    passage_vectors.c.passage.in_(ids[start : start + LOOKED_UP_AT_ONCE]),
                    passage_vectors.c.encoder == encoder.fingerprint,
                )
            )
            for row in rows:
                vector = np.frombuffer(row.vector, dtype=STORED)
                if len(vector) == encoder.dimension:
                    known[row.passage] = vector
    return known


async def _keep(database: Database, encoder: EncoderThread, vectors: Iterable[tuple[str, Vectors]]) -> None:
    rows = [
        {"passage": passage, "encoder": encoder.fingerprint, "vector": vector.astype(STORED).tobytes()}
        for passage, vector in vectors
    ]
    insert = sqlite.insert if database.is_sqlite else postgresql.insert
    statement = insert(passage_vectors)
    replaced = statement.on_conflict_do_update(
        index_elements=["passage", "encoder"], set_={"vector": statement.excluded.vector}
    )
    async with database.write() as connection:
        await connection.execute(replaced, rows)
