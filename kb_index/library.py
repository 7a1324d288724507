"""The list of all articles, as editors search and sort it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.articles import editions, status_of
from kb_index.errors import BadArticle
from kb_index.tables import STATUSES, article_languages, articles


async def list_articles(
    connection: AsyncConnection,
    query: str = "",
    status: str = "",
    category: str = "",
    review_before: date | None = None,
) -> list[dict[str, Any]]:
    """All articles in short, by category and id.

    Owner and review date are those of the text that customers see; of the draft while they see none.

    Args:
        query: Only those with this in the id or a title.
        status: Only those with this status in some language.
        category: Only those of this category.
        review_before: Only those of which a text, not archived, was to be looked at again before this day.

    Raises:
        BadArticle: There is no such status.
    """
    if status and status not in STATUSES:
        raise BadArticle("status", "unknown_status", f"`status` must be one of {', '.join(STATUSES)}.")
    asked = editions().join(articles).add_columns(articles.c.category)
    if category:
        asked = asked.where(articles.c.category == category)
    rows = await connection.execute(asked.order_by(articles.c.category, articles.c.id, article_languages.c.language))
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        article = found.setdefault(row.article_id, {"id": row.article_id, "category": row.category, "languages": {}})
        article["languages"][row.language] = _edition(row)
    latest = review_before.isoformat() if review_before else ""
    return [article for article in found.values() if _matches(article, query.casefold(), status, latest)]


def _edition(row: Row) -> dict[str, Any]:
    shown = row.content or row.draft
    return {
        "title": row.draft["title"],
        "status": status_of(row),
        "version": row.published_version,
        "updated_at": row.updated_at.isoformat(),
        "owner": shown["owner"],
        "review_by": shown["review_by"],
    }


def _matches(article: dict[str, Any], query: str, status: str, review_before: str) -> bool:
    found = article["languages"].values()
    return (
        (not status or any(edition["status"] == status for edition in found))
        and (not review_before or any(_is_due(edition, review_before) for edition in found))
        and (not query or query in article["id"] or any(query in edition["title"].casefold() for edition in found))
    )


def _is_due(edition: dict[str, Any], review_before: str) -> bool:
    due = edition["review_by"]
    return edition["status"] != "archived" and bool(due) and due < review_before
