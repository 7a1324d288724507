"""What was said when a draft was given to somebody to look at, and when it came back; all of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.tables import article_reviews
from warmline.clock import now


@dataclass(frozen=True)
class ReviewNote:
    """One step of a review."""

    step: str  # asked or sent_back
    revision: int  # of the draft that was looked at
    note: str  # may be empty when a review is asked for
    at: datetime
    by: str

    def as_json(self) -> dict[str, Any]:
        """The note as editors' programs get it."""
        return {
            "step": self.step,
            "revision": self.revision,
            "note": self.note,
            "at": self.at.isoformat(),
            "by": self.by,
        }


async def add_note(
    connection: AsyncConnection, article_id: str, language: str, revision: int, step: str, note: str, actor: str
) -> None:
    """Keep one step of a review."""
    await connection.execute(
        article_reviews.insert().values(
            article_id=article_id, language=language, revision=revision, step=step, note=note, at=now(), by=actor
        )
    )


async def notes_of(connection: AsyncConnection, article_id: str, language: str) -> list[ReviewNote]:
    """Every step of an edition's reviews, the newest first."""
    rows = await connection.execute(
        select(article_reviews)
        .where(article_reviews.c.article_id == article_id, article_reviews.c.language == language)
        .order_by(article_reviews.c.id.desc())
    )
    return [_note(row) for row in rows]


async def latest_notes(connection: AsyncConnection, article_id: str) -> Mapping[str, ReviewNote]:
    """The last step of an article's reviews in each language that has had one."""
    newest = (
        select(func.max(article_reviews.c.id))
        .where(article_reviews.c.article_id == article_id)
        .group_by(article_reviews.c.language)
    )
    rows = await connection.execute(select(article_reviews).where(article_reviews.c.id.in_(newest)))
    return {row.language: _note(row) for row in rows}


def _note(row: Row) -> ReviewNote:
    return ReviewNote(row.step, row.revision, row.note, row.at, row.by)
