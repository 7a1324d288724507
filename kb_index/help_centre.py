"""What readers of the public help centre see: only what is published and valid on the day they look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.categories import LAST, Category, named_categories
from kb_index.publishing import is_public
from kb_index.slugs import plain
from kb_index.tables import LANGUAGES, article_languages, article_versions, articles


@dataclass(frozen=True)
class Entry:
    """An article as a line of a list."""

    id: str
    category: str
    title: str
    updated_at: datetime  # when this version was published

    def as_json(self) -> dict[str, Any]:
        """The entry as the desk gets it."""
        return {"id": self.id, "title": self.title, "updated_at": self.updated_at.isoformat()}


@dataclass(frozen=True)
class Section:
    """A category with its articles."""

    category: Category
    entries: tuple[Entry, ...]  # by title

    def as_json(self, language: str) -> dict[str, Any]:
        """The section as the desk gets it."""
        return {
            "id": self.category.id,
            "name": self.category.name(language),
            "articles": [entry.as_json() for entry in self.entries],
        }


async def public_entries(
    connection: AsyncConnection, language: str, today: date, ids: Iterable[str] | None = None
) -> list[Entry]:
    """What is public in a language, by title.

    Args:
        ids: Only these articles; None for all.
    """
    content = article_versions.c.content
    valid_from = content["valid_from"].as_string()
    asked = (
        select(
            articles.c.id,
            articles.c.category,
            content["title"].as_string().label("title"),
            article_versions.c.published_at,
        )
        .join_from(articles, article_languages)
        .join(article_versions, is_public())
        .where(article_languages.c.language == language, or_(valid_from.is_(None), valid_from <= today.isoformat()))
    )
    if ids is not None:
        asked = asked.where(articles.c.id.in_(list(ids)))
    entries = [Entry(row.id, row.category, row.title, row.published_at) for row in await connection.execute(asked)]
    return sorted(entries, key=lambda entry: (plain(entry.title), entry.id))


async def public_sections(connection: AsyncConnection, language: str, today: date) -> list[Section]:
    """All that is public in a language, by category; categories without articles are left out."""
    entries = await public_entries(connection, language, today)
    named = {category.id: category for category in await named_categories(connection)}
    used = {entry.category: named.get(entry.category, Category(entry.category, LAST, {})) for entry in entries}
    ordered = sorted(used.values(), key=lambda category: (category.position, category.id))
    return [
        Section(category, tuple(entry for entry in entries if entry.category == category.id)) for category in ordered
    ]


async def category_of(connection: AsyncConnection, article_id: str) -> Category:
    """The category of an article that exists."""
    slug = (await connection.execute(select(articles.c.category).where(articles.c.id == article_id))).scalar_one()
    named = {category.id: category for category in await named_categories(connection)}
    return named.get(slug, Category(slug, LAST, {}))


async def public_languages(connection: AsyncConnection, article_id: str, today: date) -> list[str]:
    """The languages in which readers find an article."""
    return [language for language in LANGUAGES if await public_entries(connection, language, today, ids=[article_id])]
