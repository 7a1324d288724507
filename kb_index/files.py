"""Folders of articles and golden questions: reading them with every mistake named, and writing them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select

from kb_index.articles import read_article
from kb_index.content import LONGEST_BODY
from kb_index.errors import ImportRefused
from kb_index.front_matter import ArticleFile, BadFile, read_article_file, write_article_file
from kb_index.golden import list_questions
from kb_index.golden_file import GOLDEN_FILE, GoldenRow, read_golden, write_golden
from kb_index.markdown import picture_links
from kb_index.picture_folder import write_pictures
from kb_index.tables import articles
from warmline.database import Database

LARGEST_FILE = 8 * LONGEST_BODY
"""Bytes; anything bigger is surely no article and is not even read."""


async def export_articles(database: Database, folder: Path) -> list[str]:
    """Write what is published, the pictures it shows and the golden questions, and return the paths within the folder.

    One file an article and language, and ``golden.yml`` with the questions that these must answer, or nothing.
    A question that came from an unanswered one does not say so; that number means nothing elsewhere.
    """
    written, exported, shown = [], set(), set()
    async with database.read() as connection:
        ids = (await connection.execute(select(articles.c.id).order_by(articles.c.id))).scalars().all()
        for article_id in ids:
            article = await read_article(connection, article_id)
            for language, edition in sorted(article.languages.items()):
                if edition.published is not None:
                    file = ArticleFile(article.id, language, article.category, edition.published)
                    written.append(_write(folder, file.path, write_article_file(file)))
                    exported.add(article.id)
                    shown.update(picture_links(edition.published.body))
        written += await write_pictures(connection, folder, shown)
        golden = [
            GoldenRow(one.language, one.text, one.article_id)
            for one in await list_questions(connection)
            if one.article_id is None or one.article_id in exported
        ]
    if golden:
        written.append(_write(folder, GOLDEN_FILE, write_golden(golden)))
    return written


def read_golden_file(folder: Path) -> list[GoldenRow]:
    """The golden questions at the top of a folder; none where it has no such file.

    Raises:
        ImportRefused: With every mistake.
    """
    path = folder / GOLDEN_FILE
    if not path.is_file():
        return []
    try:
        rows, mistakes = read_golden(_text(path))
    except BadFile as error:
        rows, mistakes = [], [error]
    if mistakes:
        raise ImportRefused([problem(GOLDEN_FILE, one.line, str(one)) for one in mistakes])
    return rows


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
        problems.append(problem(folder.name or str(folder), 1, "there are no `.md` files here; name another folder."))
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            file = read_article_file(_text(path))
        except BadFile as error:
            problems.append(problem(name, error.line, str(error)))
            continue
        problems += _clashes(name, file, found, categories)
        found[file.id, file.language] = (name, file)
        categories.setdefault(file.id, (name, file.category))
    if problems:
        raise ImportRefused(problems)
    return [file for _, file in found.values()]


def problem(file: str, line: int, message: str) -> dict[str, Any]:
    """One mistake as ``ImportRefused`` lists it."""
    return {"file": file, "line": line, "message": message}


def _write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return name


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
        yield problem(name, 2, f"`{file.id}` in `{file.language}` is in {other} already; give one another id.")
    if file.id in categories and categories[file.id][1] != file.category:
        other, category = categories[file.id]
        yield problem(name, 2, f"`{file.id}` has the category `{category}` in {other}; use one in all languages.")
