"""Articles from other people's files, told apart by the name: they become drafts, since nobody has checked them yet."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.articles import create_article, edition_row, read_article, save_draft
from kb_index.content import Content
from kb_index.csv_articles import read_csv
from kb_index.errors import ImportRefused, UnknownArticle, problem
from kb_index.front_matter import ArticleFile
from kb_index.html_articles import read_html
from kb_index.imports import ImportReport
from warmline.database import Database


async def import_file(
    database: Database, file: Path, actor: str, *, category: str = "", language: str = "", encoding: str = "utf-8"
) -> ImportReport:
    """Take in a CSV table or a saved FAQ page, all or nothing; what customers see stays as it is.

    Args:
        category: Of a page's questions.
        language: Of a page's questions; empty means as the page says.

    Raises:
        ImportRefused: Something cannot be accepted; nothing was imported.
    """
    suffix = file.suffix.lower()
    if suffix == ".csv":
        articles = read_csv(file, encoding)
    elif suffix in (".html", ".htm"):
        articles = read_html(file, category, language, encoding)
    else:
        raise ImportRefused([problem(file.name, 1, "name a folder of `.md` files, a `.csv` or a `.html` file.")])
    report = ImportReport()
    async with database.write() as connection:
        for article in articles:
            await _draft(connection, article, actor, report)
    return report


async def _draft(connection: AsyncConnection, file: ArticleFile, actor: str, report: ImportReport) -> None:
    name = f"{file.id}.{file.language}"
    try:
        await read_article(connection, file.id)
    except UnknownArticle:
        await create_article(connection, file.id, file.category, {file.language: file.content}, actor)
        report.new.append(name)
        return
    try:
        row = await edition_row(connection, file.id, file.language)
    except UnknownArticle:
        await save_draft(connection, file.id, file.language, file.content, 0, actor)
        report.new.append(name)
        return
    if Content.from_stored(row.draft) == file.content:
        report.unchanged.append(name)
        return
    await save_draft(connection, file.id, file.language, file.content, row.draft_revision, actor)
    report.changed.append(name)
