"""Articles that want a look. Nothing here takes an article away: it stays public until an editor decides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.content import Content
from kb_index.tables import LANGUAGES, article_languages, article_versions, asked_questions
from kb_index.tally import Window

DUE_WITHIN = timedelta(days=30)
OFTEN = 3
"""Times an article was shown or suggested before anything is said of how it did."""
UNHELPFUL_SHARE = 1 / 3


@dataclass(frozen=True)
class Use:
    """How often an article was met by customers."""

    shown: int = 0  # as the answer, or picked
    unhelpful: int = 0  # of those: turned down, or followed by a person
    suggested: int = 0
    picked: int = 0


@dataclass(frozen=True)
class PublicArticle:
    """What is public of an article."""

    article_id: str
    languages: Mapping[str, Content]
    first_published_at: datetime

    @property
    def title(self) -> str:
        """Its title in the shop's first language that it has."""
        return next(self.languages[language].title for language in LANGUAGES if language in self.languages)


async def health_report(connection: AsyncConnection, window: Window, today: date) -> dict[str, Any]:
    """What editors should look at, by kind, the most pressing first.

    Args:
        window: The days in which articles are expected to have been met.
        today: The day it is for the shop.
    """
    articles = await _public(connection)
    uses = await _uses(connection, window)
    findings = [
        {"article_id": article.article_id, "title": article.title, "language": None, **finding}
        for article in articles
        for finding in _findings(article, uses.get(article.article_id, Use()), window, today)
    ]
    return {"days": window.days, "articles": len(articles), "findings": sorted(findings, key=_urgency)}


def _findings(article: PublicArticle, use: Use, window: Window, today: date) -> Iterator[dict[str, Any]]:
    for language, content in article.languages.items():
        if content.review_by is not None and content.review_by <= today + DUE_WITHIN:
            yield {
                "kind": "review_past" if content.review_by < today else "review_due",
                "language": language,
                "title": content.title,
                "review_by": content.review_by.isoformat(),
            }
    if use.shown >= OFTEN and use.unhelpful / use.shown >= UNHELPFUL_SHARE:
        yield {"kind": "unhelpful", "shown": use.shown, "unhelpful": use.unhelpful}
    if use.suggested >= OFTEN and use.picked == 0:
        yield {"kind": "never_picked", "suggested": use.suggested}
    if use == Use() and article.first_published_at <= window.start:
        yield {"kind": "never_found"}
    if len(article.languages) == 1:
        yield {"kind": "one_language", "language": next(iter(article.languages))}


def _urgency(finding: dict[str, Any]) -> tuple[Any, ...]:
    return finding.get("review_by", ""), -finding.get("unhelpful", 0), -finding.get("suggested", 0), finding["title"]


async def _public(connection: AsyncConnection) -> list[PublicArticle]:
    version = article_versions.c
    first = (
        select(version.article_id, func.min(version.published_at).label("first"))
        .group_by(version.article_id)
        .subquery()
    )
    rows = await connection.execute(
        select(version.article_id, version.language, version.content, first.c.first)
        .join(
            article_languages,
            (article_languages.c.article_id == version.article_id)
            & (article_languages.c.language == version.language)
            & (article_languages.c.published_version == version.version),
        )
        .join(first, first.c.article_id == version.article_id)
        .order_by(version.article_id, version.language)
    )
    languages: defaultdict[str, dict[str, Content]] = defaultdict(dict)
    published: dict[str, datetime] = {}
    for row in rows:
        languages[row.article_id][row.language] = Content.from_stored(row.content)
        published[row.article_id] = row.first
    return [PublicArticle(article_id, some, published[article_id]) for article_id, some in languages.items()]


async def _uses(connection: AsyncConnection, window: Window) -> dict[str, Use]:
    asked = asked_questions.c
    in_window = asked.asked_at >= window.start
    article = func.coalesce(asked.picked_id, asked.article_id)
    failed = case((asked.outcome.in_(("unhelpful", "escalated")), 1), else_=0)
    shown = await connection.execute(
        select(article.label("id"), func.count().label("shown"), func.sum(failed).label("unhelpful"))
        .where(in_window, or_(asked.decision == "answer", asked.picked_id.is_not(None)))
        .group_by(article)
    )
    suggestions = await connection.execute(
        select(asked.suggested, asked.picked_id).where(in_window, asked.decision == "suggest")
    )
    suggested: Counter[str] = Counter()
    picked: Counter[str] = Counter()
    for row in suggestions:
        suggested.update(row.suggested)
        picked.update([row.picked_id] if row.picked_id else [])
    counts = {row.id: (row.shown, row.unhelpful) for row in shown if row.id}
    return {
        id: Use(*counts.get(id, (0, 0)), suggested=suggested[id], picked=picked[id])
        for id in {*counts, *suggested, *picked}
    }
