"""Folders of articles and golden questions: reading them with every mistake named, and writing them."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from kb_index.article_set import ArticleSet
from kb_index.articles import read_article
from kb_index.categories import named_categories
from kb_index.category_file import NAME as CATEGORIES
from kb_index.category_file import write_categories
from kb_index.content import LONGEST_BODY
from kb_index.errors import ImportRefused, problem
from kb_index.front_matter import ArticleFile, BadFile, read_article_file, write_article_file
from kb_index.golden import list_questions
from kb_index.golden_file import GOLDEN_FILE, GoldenRow, read_golden, write_golden
from kb_index.markdown import picture_links
from kb_index.picture_folder import write_pictures
from kb_index.tables import articles
from kb_index.text_file import text_of
from warmline.database import Database

LARGEST_FILE = 8 * LONGEST_BODY
"""Bytes; anything bigger is surely no article and is not even read."""


async def export_articles(database: Database, folder: Path, *, drafts: bool = False) -> list[str]:
    """Write what is published, the pictures it shows, the golden questions and the names of the categories.

    One file an article and language, and ``golden.yml`` with the questions that these must answer, or nothing.
    A question that came from an unanswered one does not say so; that number means nothing elsewhere.

    Args:
        drafts: Write what editors are working on instead of what is published; what is archived is left out.

    Returns:
        The paths within the folder.
    """
    written, exported, shown = [], set(), set()
    async with database.read() as connection:
        ids = (await connection.execute(select(articles.c.id).order_by(articles.c.id))).scalars().all()
        for article_id in ids:
            article = await read_article(connection, article_id)
            for language, edition in sorted(article.languages.items()):
                content = edition.draft if drafts and edition.status != "archived" else edition.published
                if content is not None:
                    file = ArticleFile(article.id, language, article.category, content)
                    written.append(_write(folder, file.path, write_article_file(file)))
                    exported.add(article.id)
                    shown.update(picture_links(content.body))
        written += await write_pictures(connection, folder, shown)
        golden = [
            GoldenRow(one.language, one.text, one.article_id)
            for one in await list_questions(connection)
            if one.article_id is None or one.article_id in exported
        ]
        named = await named_categories(connection)
    if golden:
        written.append(_write(folder, GOLDEN_FILE, write_golden(golden)))
    if named:
        written.append(_write(folder, CATEGORIES, write_categories(named)))
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
        rows, mistakes = read_golden(text_of(path, LARGEST_FILE))
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
    found = ArticleSet()
    paths = sorted(folder.rglob("*.md")) if folder.is_dir() else []
    if not paths:
        found.refuse(folder.name or str(folder), 1, "there are no `.md` files here; name another folder.")
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            found.add(read_article_file(text_of(path, LARGEST_FILE)), name, 2, name)
        except BadFile as error:
            found.refuse(name, error.line, str(error))
    return found.articles()


def _write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return name
