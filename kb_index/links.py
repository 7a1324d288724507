"""Links between articles: which of them lead nowhere, and which articles lead here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, cast, select
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.articles import edition_row, editions
from kb_index.markdown import ARTICLE, article_links, picture_links
from kb_index.pictures import known_pictures
from kb_index.tables import article_languages, articles


@dataclass(frozen=True)
class BrokenLink:
    """A link or a picture that a reader would not find."""

    target: str  # an article's id or a picture's name
    problem: str  # unknown, unpublished (in this language), archived or unknown_picture

    def as_json(self) -> dict[str, Any]:
        """The link for editors' programs."""
        return {"target": self.target, "problem": self.problem}


@dataclass(frozen=True)
class Links:
    """How an edition is tied to the others."""

    broken: list[BrokenLink]  # of the draft
    linked_from: list[dict[str, str]]  # id and title of the public articles that lead here

    def as_json(self) -> dict[str, Any]:
        """The links for editors' programs."""
        return {"broken": [link.as_json() for link in self.broken], "linked_from": self.linked_from}


async def links_of(connection: AsyncConnection, article_id: str, language: str) -> Links:
    """How an edition is tied to the others.

    Raises:
        UnknownArticle: There is no such edition.
    """
    row = await edition_row(connection, article_id, language)
    return Links(
        await broken_links(connection, row.draft["body"], language),
        await linking_here(connection, article_id, language),
    )


async def broken_links(connection: AsyncConnection, markdown: str, language: str) -> list[BrokenLink]:
    """The links in a text that lead to no public article of its language, and its missing pictures."""
    broken = []
    targets = article_links(markdown)
    if targets:
        problems = await _problems(connection, targets, language)
        broken += [BrokenLink(target, problems[target]) for target in targets if target in problems]
    names = picture_links(markdown)
    if names:
        known = await known_pictures(connection, names)
        broken += [BrokenLink(name, "unknown_picture") for name in names if name not in known]
    return broken


async def linking_here(connection: AsyncConnection, article_id: str, language: str) -> list[dict[str, str]]:
    """The public articles of a language, without this one, whose text has a link to it."""
    found = editions().subquery()
    rows = await connection.execute(
        select(found.c.article_id, found.c.content)
        .where(
            found.c.language == language,
            found.c.article_id != article_id,
            cast(found.c.content, String).contains(f"{ARTICLE}{article_id}", autoescape=True),
        )
        .order_by(found.c.article_id)
    )
    return [
        {"article_id": row.article_id, "title": row.content["title"]}
        for row in rows
        if article_id in article_links(row.content["body"])
    ]


async def _problems(connection: AsyncConnection, targets: list[str], language: str) -> dict[str, str]:
    rows = await connection.execute(
        select(articles.c.id, article_languages.c.published_version, article_languages.c.archived)
        .outerjoin(
            article_languages,
            (article_languages.c.article_id == articles.c.id) & (article_languages.c.language == language),
        )
        .where(articles.c.id.in_(targets))
    )
    problems = dict.fromkeys(targets, "unknown")
    for row in rows:
        if row.published_version is not None:
            del problems[row.id]
        else:
            problems[row.id] = "archived" if row.archived else "unpublished"
    return problems
