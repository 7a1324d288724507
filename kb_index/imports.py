"""Importing a folder: all of it becomes public in one transaction, or nothing.

Every file is read and checked first. Where there are golden questions already, the import goes through the
gate like any other release. Files that say what is published already change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.articles import edition_row, save_draft
from kb_index.categories import Category, save_categories
from kb_index.category_file import NAME as CATEGORIES
from kb_index.category_file import read_categories
from kb_index.content import Content
from kb_index.errors import BadArticle, ImportRefused, UnknownArticle, problem
from kb_index.files import read_folder, read_golden_file
from kb_index.front_matter import ArticleFile
from kb_index.gate import Gate
from kb_index.golden import GoldenQuestion, add_question, change_question, count_questions, list_questions
from kb_index.golden_check import Report
from kb_index.golden_file import GOLDEN_FILE, GoldenRow
from kb_index.picture_folder import read_pictures, require_pictures
from kb_index.picture_name import PictureName
from kb_index.pictures import store
from kb_index.publications import record
from kb_index.publishing import PublicChange, publish
from kb_index.releases import Kind, Release
from kb_index.tables import articles
from warmline.clock import now
from warmline.database import Database


@dataclass
class ImportReport:
    """What an import did, as `<id>.<language>` names."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    golden: int = 0  # questions added or changed

    def as_json(self) -> dict[str, Any]:
        """The report for programs."""
        return vars(self)


OpenGate = Callable[[], AbstractAsyncContextManager[Gate]]


async def import_articles(
    database: Database, folder: Path, actor: str, open_gate: OpenGate, override: str | None = None
) -> ImportReport:
    """Publish every ``*.md`` file of a folder and its subfolders, and keep its ``pictures/``, the questions
    of its ``golden.yml`` and the names in its ``categories.yml``.

    Args:
        open_gate: Gives the gate; only asked for where there are golden questions.
        override: Why it shall be public though golden questions do worse.

    Raises:
        ImportRefused: Some files have mistakes; nothing was imported.
        GoldenQuestionsLost: Some questions that were there do worse; nothing was imported.
    """
    release = FolderImport(
        read_folder(folder), read_golden_file(folder), read_pictures(folder), read_categories(folder / CATEGORIES)
    )
    async with database.write() as connection:
        if await count_questions(connection) == 0:
            changes = await release.changes(connection)
            await release.commit(connection, actor)
            await record(connection, release.kind, changes, Report(), actor)
            return release.report
    async with open_gate() as gate:
        await gate.let_through(release, actor, override)
        await gate.check_unchecked()
    return release.report


class FolderImport(Release):
    """Every file of a folder becomes public."""

    kind: ClassVar[Kind] = "import"

    def __init__(
        self,
        files: Sequence[ArticleFile],
        golden: Sequence[GoldenRow],
        pictures: Mapping[PictureName, bytes],
        categories: Sequence[Category],
    ) -> None:
        self._files = files
        self._categories = categories
        self._pictures = pictures
        self._golden = {row.key: row for row in golden}
        self.report = ImportReport()

    async def changes(self, connection: AsyncConnection) -> list[PublicChange]:
        """The files that say something else than what is public."""
        found = []
        for file in self._files:
            latest = 0
            try:
                row = await edition_row(connection, file.id, file.language)
                latest = row.latest_version
                if row.content is not None and Content.from_stored(row.content) == file.content:
                    continue
            except UnknownArticle:
                pass
            found.append(PublicChange(file.id, file.language, latest + 1, file.content))
        return found

    async def commit(self, connection: AsyncConnection, actor: str) -> None:
        """Publish the files and keep the pictures, questions and names of categories.

        Raises:
            ImportRefused: A question names an article, or an article a picture, that is nowhere.
        """
        self.report = ImportReport()
        await save_categories(connection, self._categories)
        for name, content in self._pictures.items():
            await store(connection, name, content, actor)
        await require_pictures(connection, self._files)
        for file in self._files:
            await _import(connection, file, actor, self.report)
        known = {(one.language, one.text): one for one in await list_questions(connection)}
        problems = []
        for row in self._golden.values():
            try:
                self.report.golden += await _keep(connection, row, known.get(row.key), actor)
            except BadArticle as error:
                problems.append(problem(GOLDEN_FILE, row.line, error.message.replace("`article_id`", "`id`")))
        if problems:
            raise ImportRefused(problems)

    def expected(self, questions: Sequence[GoldenQuestion]) -> Sequence[GoldenQuestion]:
        """The questions with the articles that the folder names for them."""
        rows = [self._golden.get((one.language, one.text)) for one in questions]
        return [
            replace(one, article_id=row.article_id) if row else one for one, row in zip(questions, rows, strict=True)
        ]


async def _import(connection: AsyncConnection, file: ArticleFile, actor: str, report: ImportReport) -> None:
    name = f"{file.id}.{file.language}"
    await _ensure_article(connection, file, actor)
    try:
        row = await edition_row(connection, file.id, file.language)
    except UnknownArticle:
        revision = await save_draft(connection, file.id, file.language, file.content, 0, actor)
        await publish(connection, file.id, file.language, revision, actor)
        report.new.append(name)
        return
    if row.content is not None and Content.from_stored(row.content) == file.content:
        report.unchanged.append(name)
        return
    revision = await save_draft(connection, file.id, file.language, file.content, row.draft_revision, actor)
    await publish(connection, file.id, file.language, revision, actor)
    report.changed.append(name)


async def _keep(connection: AsyncConnection, row: GoldenRow, known: GoldenQuestion | None, actor: str) -> bool:
    if known is None:
        await add_question(connection, row.language, row.text, row.article_id, actor)
    elif known.article_id != row.article_id:
        await change_question(connection, known.id, row.language, row.text, row.article_id, known.revision, actor)
    else:
        return False
    return True


async def _ensure_article(connection: AsyncConnection, file: ArticleFile, actor: str) -> None:
    asked = select(articles.c.category).where(articles.c.id == file.id)
    category = (await connection.execute(asked)).scalar_one_or_none()
    if category is None:
        await connection.execute(
            articles.insert().values(id=file.id, category=file.category, created_at=now(), created_by=actor)
        )
    elif category != file.category:
        await connection.execute(articles.update().where(articles.c.id == file.id).values(category=file.category))
