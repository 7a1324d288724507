"""What customers see: publishing, archiving, and every version there has been.

A change of what is public gives the edition the next generation number, in the same transaction. The
counter is one row, so generations become visible in their order, and an index that has seen generation n
finds all that came after by asking for higher ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.articles import edition_row, refuse_outdated, save_draft
from kb_index.content import Content
from kb_index.errors import GenerationPassed, UnknownArticle
from kb_index.tables import article_languages, article_versions, kb_state
from warmline.clock import now


@dataclass(frozen=True)
class Version:
    """One published state of an edition."""

    version: int
    published_at: datetime
    published_by: str
    content: Content

    def as_json(self) -> dict[str, Any]:
        """The version as editors' programs get it."""
        return {
            "version": self.version,
            "published_at": self.published_at.isoformat(),
            "published_by": self.published_by,
            "content": self.content.as_json(),
        }


@dataclass(frozen=True)
class PublicChange:
    """An edition as it is now public, or no longer."""

    article_id: str
    language: str
    version: int | None  # None: taken away
    content: Content | None


async def publish(connection: AsyncConnection, article_id: str, language: str, revision: int, actor: str) -> int:
    """Make the draft public and return its version; a draft that is public already keeps its own.

    Raises:
        UnknownArticle: There is no such edition.
        EditedMeanwhile: The draft is no longer the one the editor saw.
    """
    generation = await next_generation(connection)  # first, so that publishers queue here and read after it
    row = await edition_row(connection, article_id, language)
    is_new = row.content is None or Content.from_stored(row.content) != Content.from_stored(row.draft)
    version = int(row.latest_version + 1 if is_new else row.published_version)
    changes = {"latest_version": version, "generation": generation} if is_new else {}
    result = await connection.execute(
        article_languages.update()
        .where(
            article_languages.c.article_id == article_id,
            article_languages.c.language == language,
            article_languages.c.draft_revision == revision,
        )
        .values(
            published_version=version,
            published_revision=revision,
            archived=False,
            updated_at=now(),
            updated_by=actor,
            **changes,
        )
    )
    if result.rowcount == 0:
        await refuse_outdated(connection, article_id, language)
    if is_new:
        await connection.execute(
            article_versions.insert().values(
                article_id=article_id,
                language=language,
                version=version,
                content=row.draft,
                published_at=now(),
                published_by=actor,
            )
        )
    return version


async def archive(connection: AsyncConnection, article_id: str, language: str, actor: str) -> None:
    """Take an edition away from customers; its draft and versions stay, and publishing brings it back.

    Raises:
        UnknownArticle: There is no such edition.
    """
    generation = await next_generation(connection)
    if (await edition_row(connection, article_id, language)).archived:
        return
    await connection.execute(
        article_languages.update()
        .where(article_languages.c.article_id == article_id, article_languages.c.language == language)
        .values(published_version=None, archived=True, updated_at=now(), updated_by=actor, generation=generation)
    )


async def list_versions(connection: AsyncConnection, article_id: str, language: str) -> list[Version]:
    """Every version ever published, the newest first.

    Raises:
        UnknownArticle: There is no such edition.
    """
    await edition_row(connection, article_id, language)
    rows = await connection.execute(
        select(article_versions)
        .where(article_versions.c.article_id == article_id, article_versions.c.language == language)
        .order_by(article_versions.c.version.desc())
    )
    return [Version(r.version, r.published_at, r.published_by, Content.from_stored(r.content)) for r in rows]


async def read_version(connection: AsyncConnection, article_id: str, language: str, version: int) -> Version:
    """One version that was ever published.

    Raises:
        UnknownArticle: There is no such edition or version.
    """
    kept = article_versions.c
    rows = await connection.execute(
        select(article_versions).where(
            kept.article_id == article_id, kept.language == language, kept.version == version
        )
    )
    row = rows.one_or_none()
    if row is None:
        raise UnknownArticle(article_id, language, version)
    return Version(row.version, row.published_at, row.published_by, Content.from_stored(row.content))


async def restore(connection: AsyncConnection, article_id: str, language: str, version: int, actor: str) -> int:
    """Set the draft to an old version and return the draft's new revision; nothing public changes.

    Raises:
        UnknownArticle: There is no such edition or version.
    """
    row = await edition_row(connection, article_id, language)
    old = await read_version(connection, article_id, language, version)
    return await save_draft(connection, article_id, language, old.content, row.draft_revision, actor)


async def published_article(connection: AsyncConnection, article_id: str, language: str, today: date) -> Version:
    """What customers see of an article today.

    Raises:
        UnknownArticle: Nothing.
    """
    rows = await connection.execute(
        _public().where(article_languages.c.article_id == article_id, article_languages.c.language == language)
    )
    row = rows.one_or_none()
    if row is not None:
        content = Content.from_stored(row.content)
        if content.valid_from is None or content.valid_from <= today:
            return Version(row.version, row.published_at, row.published_by, content)
    raise UnknownArticle(article_id, language)


async def current_generation(connection: AsyncConnection) -> int:
    """The generation of the latest change; 0 before the first."""
    return int((await connection.execute(select(kb_state.c.generation))).scalar() or 0)


async def changes_since(connection: AsyncConnection, generation: int) -> list[PublicChange]:
    """Every edition whose public content changed after a generation, as it is now."""
    version = article_versions
    rows = await connection.execute(
        select(article_languages.c.article_id, article_languages.c.language, version.c.version, version.c.content)
        .outerjoin(version, is_public())
        .where(article_languages.c.generation > generation)
        .order_by(article_languages.c.article_id, article_languages.c.language)
    )
    return [
        PublicChange(r.article_id, r.language, r.version, Content.from_stored(r.content) if r.content else None)
        for r in rows
    ]


def is_public() -> Any:
    """The condition that joins an edition with the version customers see of it."""
    return (
        (article_versions.c.article_id == article_languages.c.article_id)
        & (article_versions.c.language == article_languages.c.language)
        & (article_versions.c.version == article_languages.c.published_version)
    )


async def next_generation(connection: AsyncConnection) -> int:
    """Take the next generation; until the transaction ends, others wait here for theirs."""
    await connection.execute(
        _insert(connection)
        .values(id=1, generation=1)
        .on_conflict_do_update(index_elements=["id"], set_={"generation": kb_state.c.generation + 1})
    )
    return await current_generation(connection)


async def hold_generation(connection: AsyncConnection, generation: int) -> None:
    """Keep others from changing what is public until the transaction ends.

    Raises:
        GenerationPassed: It has changed since this generation.
    """
    result = await connection.execute(
        _insert(connection)
        .values(id=1, generation=generation)
        .on_conflict_do_update(
            index_elements=["id"],
            set_={"generation": kb_state.c.generation},
            where=kb_state.c.generation == generation,
        )
    )
    if result.rowcount == 0:
        raise GenerationPassed()


def _insert(connection: AsyncConnection) -> Any:
    return (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(kb_state)


def _public() -> Any:
    return select(article_versions).join(article_languages, is_public())
