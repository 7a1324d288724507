"""What has happened since gaps were acted on: who asked on, what was published, which golden questions pass."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.asked import is_unanswered
from kb_index.tables import article_languages, article_versions, asked_questions, golden_questions


async def asked_since(connection: AsyncConnection, moments: Mapping[int, datetime]) -> dict[int, int]:
    """How many unanswered questions each gap has got after a moment of its own.

    Args:
        moments: By the gap's id.
    """
    if not moments:
        return {}
    rows = await connection.execute(
        select(asked_questions.c.gap_id, asked_questions.c.asked_at).where(
            asked_questions.c.gap_id.is_not(None),
            asked_questions.c.asked_at > min(moments.values()),
            is_unanswered(),
        )
    )
    counts = dict.fromkeys(moments, 0)
    for row in rows:
        if row.gap_id in moments and row.asked_at > moments[row.gap_id]:
            counts[row.gap_id] += 1
    return counts


async def published_at(connection: AsyncConnection) -> dict[str, datetime]:
    """When each public article was last published, in whichever language."""
    version = article_versions.c
    rows = await connection.execute(
        select(version.article_id, func.max(version.published_at).label("last"))
        .join(
            article_languages,
            (article_languages.c.article_id == version.article_id)
            & (article_languages.c.language == version.language)
            & (article_languages.c.published_version == version.version),
        )
        .group_by(version.article_id)
    )
    return {row.article_id: row.last for row in rows}


async def golden_of(connection: AsyncConnection) -> dict[int, tuple[int, int]]:
    """How many golden questions each gap has, and how many of them pass."""
    golden = golden_questions.c
    rows = await connection.execute(
        select(
            golden.gap_id,
            func.count().label("total"),
            func.sum(case((golden.passes.is_(True), 1), else_=0)).label("passing"),
        )
        .where(golden.gap_id.is_not(None))
        .group_by(golden.gap_id)
    )
    return {row.gap_id: (row.total, row.passing) for row in rows}
