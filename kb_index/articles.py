"""Articles and their drafts, as editors see them.

Every function works on a connection, so that a caller may join several in one transaction. A draft has a
revision that rises with every save; whoever saves or publishes names the revision they saw, and a write
on an older one is refused in the same SQL statement that would have done it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.engine import Row
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.content import Content, checked_language, checked_slug
from kb_index.errors import AlreadyThere, BadArticle, EditedMeanwhile, UnknownArticle
from kb_index.review_notes import ReviewNote, latest_notes
from kb_index.tables import article_languages, article_versions, articles
from warmline.clock import now


@dataclass(frozen=True)
class Edition:
    """An article in one language."""

    draft: Content
    draft_revision: int
    published: Content | None  # what customers see
    status: str  # draft, review, published, changed (published, with a newer draft) or archived
    version: int | None  # of what is published
    published_at: datetime | None
    updated_at: datetime
    updated_by: str
    review: ReviewNote | None = None  # the last step of the reviews there have been

    def as_json(self) -> dict[str, Any]:
        """The edition as editors' programs get it."""
        return {
            "draft": self.draft.as_json(),
            "draft_revision": self.draft_revision,
            "published": self.published.as_json() if self.published else None,
            "status": self.status,
            "version": self.version,
            "published_at": self.published_at.isoformat() if self.published_at else None,
            "updated_at": self.updated_at.isoformat(),
            "updated_by": self.updated_by,
            "review": self.review.as_json() if self.review else None,
        }


@dataclass(frozen=True)
class Article:
    """An article in every language it has."""

    id: str
    category: str
    languages: Mapping[str, Edition]

    def as_json(self) -> dict[str, Any]:
        """The article as editors' programs get it."""
        languages = {language: edition.as_json() for language, edition in self.languages.items()}
        return {"id": self.id, "category": self.category, "languages": languages}


async def create_article(
    connection: AsyncConnection, article_id: str, category: str, languages: Mapping[str, Content], actor: str
) -> Article:
    """Make a new article with a draft in each language given.

    Raises:
        BadArticle: The id, category or a language cannot be accepted.
        AlreadyThere: The id is taken.
    """
    checked_slug(article_id)
    checked_slug(category, "category")
    if not languages:
        raise BadArticle("languages", "empty", "`languages` must have the article in at least one language.")
    try:
        async with connection.begin_nested():
            await connection.execute(
                articles.insert().values(id=article_id, category=category, created_at=now(), created_by=actor)
            )
    except IntegrityError:
        raise AlreadyThere(article_id) from None
    for language, content in languages.items():
        await save_draft(connection, article_id, language, content, 0, actor)
    return await read_article(connection, article_id)


async def save_draft(
    connection: AsyncConnection, article_id: str, language: str, content: Content, revision: int, actor: str
) -> int:
    """Save a draft and return its new revision.

    Args:
        revision: The one the editor saw; 0 begins the article in this language.

    Raises:
        UnknownArticle: There is no such article.
        EditedMeanwhile: Someone else has saved since.
    """
    checked_language(language)
    if revision == 0:
        return await _begin_draft(connection, article_id, language, content, actor)
    mine = and_(article_languages.c.article_id == article_id, article_languages.c.language == language)
    result = await connection.execute(
        article_languages.update()
        .where(mine, article_languages.c.draft_revision == revision)
        .values(
            draft=content.as_json(),
            draft_revision=revision + 1,
            archived=False,
            updated_at=now(),
            updated_by=actor,
        )
    )
    if result.rowcount == 0:
        await refuse_outdated(connection, article_id, language)
    return revision + 1


async def read_article(connection: AsyncConnection, article_id: str) -> Article:
    """One article with all it has.

    Raises:
        UnknownArticle: There is none.
    """
    article = (await connection.execute(select(articles).where(articles.c.id == article_id))).one_or_none()
    if article is None:
        raise UnknownArticle(article_id)
    rows = await connection.execute(editions().where(article_languages.c.article_id == article_id))
    notes = await latest_notes(connection, article_id)
    return Article(article.id, article.category, {row.language: _edition(row, notes.get(row.language)) for row in rows})


def status_of(row: Row) -> str:
    """The edition's status, one of ``STATUSES``."""
    if row.archived:
        return "archived"
    if row.published_version is not None and row.published_revision == row.draft_revision:
        return "published"
    if row.review_revision == row.draft_revision:
        return "review"
    return "draft" if row.published_version is None else "changed"


async def edition_row(connection: AsyncConnection, article_id: str, language: str) -> Row:
    """The row of one edition with the public ``content`` beside it.

    Raises:
        UnknownArticle: There is none.
    """
    row = (
        await connection.execute(
            editions().where(article_languages.c.article_id == article_id, article_languages.c.language == language)
        )
    ).one_or_none()
    if row is None:
        raise UnknownArticle(article_id, language)
    return row


async def refuse_outdated(connection: AsyncConnection, article_id: str, language: str) -> None:
    """Say who has saved an edition meanwhile.

    Raises:
        EditedMeanwhile: Always, when the edition exists.
        UnknownArticle: It does not.
    """
    row = await edition_row(connection, article_id, language)
    raise EditedMeanwhile(article_id, language, row.updated_by, row.draft_revision)


async def _begin_draft(
    connection: AsyncConnection, article_id: str, language: str, content: Content, actor: str
) -> int:
    if (await connection.execute(select(articles.c.id).where(articles.c.id == article_id))).one_or_none() is None:
        raise UnknownArticle(article_id)
    try:
        async with connection.begin_nested():
            await connection.execute(
                article_languages.insert().values(
                    article_id=article_id,
                    language=language,
                    draft=content.as_json(),
                    draft_revision=1,
                    latest_version=0,
                    archived=False,
                    updated_at=now(),
                    updated_by=actor,
                    generation=0,
                )
            )
    except IntegrityError:
        await refuse_outdated(connection, article_id, language)
    return 1


def editions() -> Any:
    """A query of every edition with the ``content`` that is public beside it, and since when it is."""
    version = article_versions
    return select(article_languages, version.c.content, version.c.published_at).outerjoin(
        version,
        and_(
            version.c.article_id == article_languages.c.article_id,
            version.c.language == article_languages.c.language,
            version.c.version == article_languages.c.published_version,
        ),
    )


def _edition(row: Row, review: ReviewNote | None) -> Edition:
    return Edition(
        draft=Content.from_stored(row.draft),
        draft_revision=row.draft_revision,
        published=Content.from_stored(row.content) if row.content is not None else None,
        status=status_of(row),
        version=row.published_version,
        published_at=row.published_at,
        updated_at=row.updated_at,
        updated_by=row.updated_by,
        review=review,
    )
