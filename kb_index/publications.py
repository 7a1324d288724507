"""The history of what became public: each publishing, archiving, rolling back and importing with its check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.golden_check import Report
from kb_index.publishing import PublicChange
from kb_index.tables import publications
from warmline.clock import now

MOST_LISTED = 200


@dataclass(frozen=True)
class Publication:
    """One edition's entry."""

    id: int
    article_id: str
    language: str
    kind: str  # publish, archive, rollback or import
    version: int | None  # None: taken away
    actor: str
    at: datetime
    questions: int  # golden ones asked before and after
    better: int
    worse: int
    losses: list[dict[str, Any]]  # the questions that did worse, as in the report
    override_reason: str | None  # why it was published though some did worse

    def as_json(self) -> dict[str, Any]:
        """The entry as editors' programs get it."""
        return {**vars(self), "at": self.at.isoformat()}


async def record(
    connection: AsyncConnection,
    kind: str,
    changes: Sequence[PublicChange],
    report: Report,
    actor: str,
    override_reason: str | None = None,
) -> None:
    """Enter every changed edition of one release."""
    losses = [one.as_json() for one in report.worse]
    common = {
        "kind": kind,
        "actor": actor,
        "at": now(),
        "questions": len(report.comparisons),
        "better": len(report.better),
        "worse": len(losses),
        "losses": losses,
        "override_reason": override_reason,
    }
    rows = [
        {"article_id": change.article_id, "language": change.language, "version": change.version, **common}
        for change in changes
    ]
    if rows:
        await connection.execute(publications.insert(), rows)


async def list_publications(connection: AsyncConnection, article_id: str, language: str) -> list[Publication]:
    """The history of an edition, the newest first."""
    column = publications.c
    rows = await connection.execute(
        select(publications)
        .where(column.article_id == article_id, column.language == language)
        .order_by(column.id.desc())
        .limit(MOST_LISTED)
    )
    return [Publication(**row._mapping) for row in rows]
