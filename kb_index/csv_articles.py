"""Articles from a table that a spreadsheet has saved; docs/imports.md describes the columns."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from kb_index.article_set import ArticleSet
from kb_index.content import Content, checked_slug
from kb_index.errors import BadArticle
from kb_index.front_matter import ArticleFile, BadFile, checked_lang
from kb_index.slugs import slug_of
from kb_index.text_file import text_of

LARGEST_TABLE = 20_000_000
"""Bytes."""
NEEDED = ("lang", "title", "body", "category")
COLUMNS = ("id", *NEEDED, "questions", "tags", "owner", "valid_from", "review_by")
LISTS = ("questions", "tags")
BETWEEN = "|"
"""Stands between the entries of a list, since spreadsheets use commas, semicolons and lines themselves."""


def read_csv(path: Path, encoding: str = "utf-8") -> list[ArticleFile]:
    """Every row as an article, checked.

    Raises:
        ImportRefused: With every mistake in the table.
    """
    found = ArticleSet()
    try:
        _read(text_of(path, LARGEST_TABLE, encoding), path.name, found)
    except BadFile as error:
        hint = "" if encoding != "utf-8" else " A table saved by Excel may be read with --encoding windows-1250."
        found.refuse(path.name, error.line, f"{error}{hint if 'not in' in str(error) else ''}")
    return found.articles()


def _read(text: str, file: str, found: ArticleSet) -> None:
    header, _, _ = text.partition("\n")
    rows = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if header.count(";") >= header.count(",") else ",", strict=True
    )
    line, columns, empty = 1, None, True
    try:
        for cells in rows:
            begin, line = line, rows.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns = _columns(cells)
                continue
            empty = False
            try:
                found.add(_article(columns, cells), file, begin, f"line {begin}")
            except BadArticle as error:
                found.refuse(file, begin, error.message)
    except csv.Error as error:
        raise BadFile(line, f"the table cannot be read ({error}); quote texts that have quotes or breaks.") from error
    if columns is None or empty:
        raise BadFile(1, f"there are no articles here; begin with a row of the columns {', '.join(COLUMNS)}.")


def _columns(cells: list[str]) -> list[str]:
    columns = [cell.strip().lower() for cell in cells]
    for name in columns:
        if name not in COLUMNS:
            raise BadFile(1, f"`{name}` is no column; use {', '.join(COLUMNS)}.")
        if columns.count(name) > 1:
            raise BadFile(1, f"the column `{name}` is there twice; remove one.")
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise BadFile(1, f"the columns {', '.join(missing)} are missing; the first row must name them.")
    return columns


def _article(columns: list[str], cells: list[str]) -> ArticleFile:
    if len(cells) > len(columns):
        message = f"the row has {len(cells)} cells for {len(columns)} columns; quote texts that have the delimiter."
        raise BadArticle("row", "too_many", message)
    row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
    content: dict[str, Any] = {name: value for name, value in row.items() if name not in ("id", "lang", "category")}
    for name in LISTS:
        if name in content:
            content[name] = [entry.strip() for entry in content[name].split(BETWEEN) if entry.strip()]
    return ArticleFile(
        checked_slug(row.get("id") or slug_of(row.get("title", ""))),
        checked_lang(row.get("lang")),
        checked_slug(row.get("category"), "category"),
        Content.from_json(content),
    )
