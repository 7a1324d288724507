"""Gaps: groups of questions an editor has acted on, and whether that was enough.

Whether a gap is closed is never stored. It follows from its golden questions, from what was published and from
what customers have asked since.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import numpy as np
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.dense import Vectors
from kb_index.errors import GapTaken, UnknownGap
from kb_index.tables import asked_questions, gaps
from kb_index.vectors import LOOKED_UP_AT_ONCE, STORED
from warmline.clock import now

NEAR = 0.65
"""Cosine with a gap's middle from which a new question belongs to it; higher than that of two questions of one group
(see ``grouping.FURTHEST``), as the middle is nearer to each than they are to one another."""
KEEP_ASKING = 3
"""Unanswered questions after the article was published that open a closed gap again."""

Action = Literal["start", "add", "dismiss"]
Status = Literal["returned", "reopened", "open", "dismissed", "closed"]


@dataclass(frozen=True)
class Deed:
    """What an editor does about a group of questions."""

    action: Action
    actor: str
    article_id: str | None = None  # begun or added to
    reason: str | None = None  # why it is none of ours


@dataclass(frozen=True)
class Gap:
    """A group of questions and what was done about it."""

    id: int
    name: str
    language: str
    action: Action
    article_id: str | None
    reason: str | None
    asked: int  # how many had asked by then
    revision: int
    acted_at: datetime
    acted_by: str

    def as_json(self) -> dict[str, Any]:
        """The gap as editors' programs get it."""
        return {**vars(self), "acted_at": self.acted_at.isoformat()}

    def status(self, *, golden: int, passing: int, since: int, since_published: int) -> Status:
        """Where it stands.

        Args:
            golden: Its golden questions ...
            passing: ... and those of them that pass.
            since: Unanswered questions since the act ...
            since_published: ... and those since the article was last published as well.
        """
        if self.action == "dismiss":
            return "returned" if since >= self.asked else "dismissed"
        if golden == 0 or passing < golden:
            return "open"
        return "reopened" if since_published >= KEEP_ASKING else "closed"


async def open_gap(
    connection: AsyncConnection,
    name: tuple[str, str],
    questions: Sequence[int],
    middle: Vectors,
    encoder: str,
    deed: Deed,
) -> int:
    """Act on a group nobody has acted on, and return the new gap's id.

    Args:
        name: The central question's text and language.
        questions: All of the group's.
        middle: Unit mean of their vectors, by the encoder with this fingerprint.

    Raises:
        GapTaken: Somebody has acted on one of the questions meanwhile.
    """
    inserted = await connection.execute(
        gaps.insert().values(
            name=name[0],
            language=name[1],
            asked=len(questions),
            revision=1,
            vector=middle.astype(STORED).tobytes(),
            encoder=encoder,
            **_done(deed),
        )
    )
    gap_id = int(inserted.inserted_primary_key[0])
    in_order = sorted(questions)  # all who claim lock the rows in one order
    for start in range(0, len(in_order), LOOKED_UP_AT_ONCE):
        some = in_order[start : start + LOOKED_UP_AT_ONCE]
        claimed = await connection.execute(
            asked_questions.update()
            .where(asked_questions.c.id.in_(some), asked_questions.c.gap_id.is_(None))
            .values(gap_id=gap_id)
        )
        if claimed.rowcount < len(some):
            await _refuse_taken(connection, some, gap_id)
    return gap_id


async def act_again(connection: AsyncConnection, gap_id: int, revision: int, asked: int, deed: Deed) -> None:
    """Act on a gap once more, as when it has returned.

    Args:
        revision: The one the editor saw.
        asked: How many have asked by now.

    Raises:
        GapTaken: Somebody has acted on it since.
        UnknownGap: There is none.
    """
    result = await connection.execute(
        gaps.update()
        .where(gaps.c.id == gap_id, gaps.c.revision == revision)
        .values(asked=asked, revision=revision + 1, **_done(deed))
    )
    if result.rowcount == 0:
        taken = await read_gap(connection, gap_id)
        raise GapTaken(gap_id, taken.acted_by, taken.action)


async def read_gap(connection: AsyncConnection, gap_id: int) -> Gap:
    """One gap.

    Raises:
        UnknownGap: There is none.
    """
    row = (await connection.execute(_gaps().where(gaps.c.id == gap_id))).one_or_none()
    if row is None:
        raise UnknownGap(f"There is no gap {gap_id}.", gap_id=gap_id)
    return Gap(*row)


async def list_gaps(connection: AsyncConnection) -> list[Gap]:
    """Every gap, the one acted on last first."""
    return [Gap(*row) for row in await connection.execute(_gaps().order_by(gaps.c.acted_at.desc(), gaps.c.id.desc()))]


async def gap_of(connection: AsyncConnection, question_id: int) -> Gap | None:
    """The gap a question belongs to."""
    gap_id = (
        await connection.execute(select(asked_questions.c.gap_id).where(asked_questions.c.id == question_id))
    ).scalar()
    return None if gap_id is None else await read_gap(connection, gap_id)


async def nearest_gap(connection: AsyncConnection, vector: Vectors, encoder: str) -> int | None:
    """The gap a new question belongs to, if any."""
    rows = list(await connection.execute(select(gaps.c.id, gaps.c.vector).where(gaps.c.encoder == encoder)))
    if not rows:
        return None
    near = np.stack([np.frombuffer(row.vector, dtype=STORED) for row in rows]) @ vector
    best = int(np.argmax(near))
    return int(rows[best].id) if near[best] >= NEAR else None


async def _refuse_taken(connection: AsyncConnection, questions: Sequence[int], mine: int) -> None:
    """Say who was first.

    Raises:
        GapTaken: Always, unless the questions are gone.
        UnknownGap: They were forgotten meanwhile.
    """
    taken = (
        await connection.execute(
            _gaps()
            .join(asked_questions, asked_questions.c.gap_id == gaps.c.id)
            .where(asked_questions.c.id.in_(questions), gaps.c.id != mine)
            .limit(1)
        )
    ).one_or_none()
    if taken is None:
        raise UnknownGap("Some of these questions have been erased meanwhile; load the list again.")
    raise GapTaken(taken.id, taken.acted_by, taken.action)


def _done(deed: Deed) -> dict[str, Any]:
    return {
        "action": deed.action,
        "article_id": deed.article_id,
        "reason": deed.reason,
        "acted_by": deed.actor,
        "acted_at": now(),
    }


def _gaps() -> Any:
    return select(*(gaps.c[name] for name in Gap.__dataclass_fields__))
