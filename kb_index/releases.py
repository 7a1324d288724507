"""Releases: what would become public, so that it can be checked first, and the doing of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from sqlalchemy import select
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.articles import edition_row, refuse_outdated
from kb_index.content import Content
from kb_index.errors import NothingBefore, PublishedMeanwhile
from kb_index.golden import GoldenQuestion
from kb_index.publishing import PublicChange, archive, next_generation, publish
from kb_index.tables import article_languages, article_versions
from warmline.clock import now

Kind = Literal["publish", "archive", "rollback", "import"]


class Release(ABC):
    """One change of what is public."""

    kind: ClassVar[Kind]
    may_lose: ClassVar[bool] = False
    """Whether it is done even where golden questions do worse."""

    @abstractmethod
    async def changes(self, connection: AsyncConnection) -> Sequence[PublicChange]:
        """The editions as they would be public; nothing is written."""

    @abstractmethod
    async def commit(self, connection: AsyncConnection, actor: str) -> None:
        """Make it so."""

    def expected(self, questions: Sequence[GoldenQuestion]) -> Sequence[GoldenQuestion]:
        """The golden questions with what the release itself makes of them."""
        return questions


@dataclass(frozen=True)
class PublishDraft(Release):
    """The draft an editor has seen becomes public."""

    article_id: str
    language: str
    revision: int
    kind: ClassVar[Kind] = "publish"

    async def changes(self, connection: AsyncConnection) -> list[PublicChange]:
        """The draft, unless it is public already.

        Raises:
            UnknownArticle: There is no such edition.
            EditedMeanwhile: The draft is no longer the one the editor saw.
        """
        row = await edition_row(connection, self.article_id, self.language)
        if row.draft_revision != self.revision:
            await refuse_outdated(connection, self.article_id, self.language)
        draft = Content.from_stored(row.draft)
        if row.content is not None and Content.from_stored(row.content) == draft:
            return []
        return [PublicChange(self.article_id, self.language, row.latest_version + 1, draft)]

    async def commit(self, connection: AsyncConnection, actor: str) -> None:
        """Publish it."""
        await publish(connection, self.article_id, self.language, self.revision, actor)


@dataclass(frozen=True)
class Archive(Release):
    """An edition is taken away from customers."""

    article_id: str
    language: str
    kind: ClassVar[Kind] = "archive"

    async def changes(self, connection: AsyncConnection) -> list[PublicChange]:
        """The edition without its content, unless it is not public anyway.

        Raises:
            UnknownArticle: There is no such edition.
        """
        row = await edition_row(connection, self.article_id, self.language)
        return [] if row.content is None else [PublicChange(self.article_id, self.language, None, None)]

    async def commit(self, connection: AsyncConnection, actor: str) -> None:
        """Archive it."""
        await archive(connection, self.article_id, self.language, actor)


@dataclass(frozen=True)
class RollBack(Release):
    """The version before the public one becomes public again; the draft and every version stay.

    It is never held up: who rolls back has seen that what is public does harm.
    """

    article_id: str
    language: str
    version: int | None  # the public one the editor saw; None where nothing is public
    kind: ClassVar[Kind] = "rollback"
    may_lose: ClassVar[bool] = True

    async def changes(self, connection: AsyncConnection) -> list[PublicChange]:
        """The version before the public one; after archiving, the latest.

        Raises:
            UnknownArticle: There is no such edition.
            PublishedMeanwhile: Another version is public than the editor saw.
            NothingBefore: There is no earlier version.
        """
        _, version, content = await self._target(connection)
        return [PublicChange(self.article_id, self.language, version, content)]

    async def commit(self, connection: AsyncConnection, actor: str) -> None:
        """Make it public again."""
        generation = await next_generation(connection)
        row, version, content = await self._target(connection)
        await connection.execute(
            article_languages.update()
            .where(
                article_languages.c.article_id == self.article_id,
                article_languages.c.language == self.language,
            )
            .values(
                published_version=version,
                published_revision=row.draft_revision if Content.from_stored(row.draft) == content else None,
                archived=False,
                updated_at=now(),
                updated_by=actor,
                generation=generation,
            )
        )

    async def _target(self, connection: AsyncConnection) -> tuple[Row, int, Content]:
        row = await edition_row(connection, self.article_id, self.language)
        if row.published_version != self.version:
            raise PublishedMeanwhile(row.published_version)
        older = (
            select(article_versions.c.version, article_versions.c.content)
            .where(article_versions.c.article_id == self.article_id, article_versions.c.language == self.language)
            .order_by(article_versions.c.version.desc())
        )
        if self.version is not None:
            older = older.where(article_versions.c.version < self.version)
        found = (await connection.execute(older.limit(1))).one_or_none()
        if found is None:
            raise NothingBefore(self.article_id, self.language)
        return row, found.version, Content.from_stored(found.content)
