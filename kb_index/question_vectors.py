"""Vectors of what customers asked: kept beside the question, so that they are forgotten with it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sqlalchemy import Table, bindparam, select

from kb_index.dense import Vectors
from kb_index.tables import asked_questions, gaps
from kb_index.tally import Unanswered
from kb_index.vectors import CHUNK, STORED, EncoderThread
from models.masking import without_gaps
from warmline.database import Database


async def vectors_of_questions(database: Database, encoder: EncoderThread, questions: Sequence[Unanswered]) -> Vectors:
    """The questions' vectors, shape (len(questions), dimension); those that were missing are kept from now on."""
    found = np.zeros((len(questions), encoder.dimension), dtype=np.float32)
    missing = []
    for row, question in enumerate(questions):
        if question.vector is not None and question.encoder == encoder.fingerprint:
            found[row] = np.frombuffer(question.vector, dtype=STORED)
        else:
            missing.append(row)
    for start in range(0, len(missing), CHUNK):
        rows = missing[start : start + CHUNK]
        found[rows] = await encoder.encode([questions[row].plain for row in rows])
        await _keep(database, encoder, asked_questions, {questions[row].id: found[row] for row in rows})
    return found


async def refresh_gaps(database: Database, encoder: EncoderThread) -> None:
    """Give gaps that another encoder has measured a vector of this one, from their names."""
    async with database.read() as connection:
        old = select(gaps.c.id, gaps.c.name).where(gaps.c.encoder != encoder.fingerprint)
        rows = list(await connection.execute(old))
    for start in range(0, len(rows), CHUNK):
        some = rows[start : start + CHUNK]
        vectors = await encoder.encode([without_gaps(row.name) for row in some])
        await _keep(database, encoder, gaps, {row.id: vector for row, vector in zip(some, vectors, strict=True)})


async def _keep(database: Database, encoder: EncoderThread, table: Table, vectors: dict[int, Vectors]) -> None:
    update = (
        table.update()
        .where(table.c.id == bindparam("row"))
        .values(vector=bindparam("bytes"), encoder=encoder.fingerprint)
    )
    async with database.write() as connection:
        await connection.execute(
            update, [{"row": row, "bytes": vector.astype(STORED).tobytes()} for row, vector in vectors.items()]
        )
