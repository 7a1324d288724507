"""Whole folders of articles, in and out.

An import is all or nothing: every file is read and checked first, then all of it is published in one
transaction. Files that say what is published already change nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.articles import edition_row, read_article, save_draft
from kb_index.content import LONGEST_BODY, Content
from kb_index.errors import ImportRefused, UnknownArticle
from kb_index.front_matter import ArticleFile, BadFile, read_article_file, write_article_file
from kb_index.publishing import publish
from kb_index.tables import articles
from warmline.clock import now
from warmline.database import Database

LARGEST_FILE = 8 * LONGEST_BODY
"""Bytes; anything bigger is surely no article and is not even read."""


@dataclass
class ImportReport:
    """What an import did, as `<id>.<language>` names."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The report for programs."""
        return {"new": self.new, "changed": self.changed, "unchanged": self.unchanged}


async def import_articles(database: Database, folder: Path, actor: str) -> ImportReport:
    """Publish every ``*.md`` file of a folder and its subfolders.

    Raises:
        ImportRefused: Some files have mistakes; nothing was imported.
    """
    files = read_folder(folder)
    report = ImportReport()
    async with database.write() as connection:
        for file in files:
            await _import(connection, file, actor, report)
    return report


async def export_articles(database: Database, folder: Path) -> list[str]:
    """Write what is published, one file an article and language, and return the paths within the folder."""
    written = []
    async with database.read() as connection:
        ids = (await connection.execute(select(articles.c.id).order_by(articles.c.id))).scalars().all()
        for article_id in ids:
            article = await read_article(connection, article_id)
            for language, edition in sorted(article.languages.items()):
                if edition.published is not None:
                    file = ArticleFile(article.id, language, article.category, edition.published)
                    path = folder / file.path
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(write_article_file(file), encoding="utf-8", newline="\n")
                    written.append(file.path)
    return written


def read_folder(folder: Path) -> list[ArticleFile]:
    """Every article in a folder, checked.

    Raises:
        ImportRefused: With every mistake of every file.
    """
    found: dict[tuple[str, str], tuple[str, ArticleFile]] = {}
    problems: list[dict[str, Any]] = []
    categories: dict[str, tuple[str, str]] = {}
    paths = sorted(folder.rglob("*.md")) if folder.is_dir() else []
    if not paths:
        problems.append(_problem(folder.name or str(folder), 1, "there are no `.md` files here; name another folder."))
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            file = read_article_file(_text(path))
        except BadFile as error:
            problems.append(_problem(name, error.line, str(error)))
            continue
        problems += _clashes(name, file, found, categories)
        found[file.id, file.language] = (name, file)
        categories.setdefault(file.id, (name, file.category))
    if problems:
        raise ImportRefused(problems)
    return [file for _, file in found.values()]


def _text(path: Path) -> str:
    if path.stat().st_size > LARGEST_FILE:
        raise BadFile(1, f"the file is larger than {LARGEST_FILE} bytes; split the article.")
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise BadFile(line, "the file is not in UTF-8; save it again in that encoding.") from error


def _clashes(
    name: str,
    file: ArticleFile,
    found: dict[tuple[str, str], tuple[str, ArticleFile]],
    categories: dict[str, tuple[str, str]],
) -> Iterator[dict[str, Any]]:
    if (file.id, file.language) in found:
        other = found[file.id, file.language][0]
        yield _problem(name, 2, f"`{file.id}` in `{file.language}` is in {other} already; give one another id.")
    if file.id in categories and categories[file.id][1] != file.category:
        other, category = categories[file.id]
        yield _problem(name, 2, f"`{file.id}` has the category `{category}` in {other}; use one in all languages.")


def _problem(file: str, line: int, message: str) -> dict[str, Any]:
    return {"file": file, "line": line, "message": message}


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


async def _ensure_article(connection: AsyncConnection, file: ArticleFile, actor: str) -> None:
    asked = select(articles.c.category).where(articles.c.id == file.id)
    category = (await connection.execute(asked)).scalar_one_or_none()
    if category is None:
        await connection.execute(
            articles.insert().values(id=file.id, category=file.category, created_at=now(), created_by=actor)
        )
    elif category != file.category:
        await connection.execute(articles.update().where(articles.c.id == file.id).values(category=file.category))
