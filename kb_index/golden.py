"""Golden questions: what customers ask, with the article that must answer, kept beside the articles.

A question without an article is one that nothing must answer. Every publishing is checked against them
(``kb_index.gate``). A change names the revision it saw, as an article's does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.content import checked_language, checked_slug, checked_text
from kb_index.errors import AlreadyGolden, BadArticle, GoldenEditedMeanwhile, UnknownGolden
from kb_index.tables import articles, golden_questions
from warmline.clock import now

LONGEST_TEXT = 500
"""Characters; a customer's question in one message, and small enough for a unique key in any database."""


@dataclass(frozen=True)
class GoldenQuestion:
    """One question with what is expected and how it fared."""

    id: int
    language: str
    text: str
    article_id: str | None  # None: nothing must be given as the answer
    gap_id: int | None  # the unanswered question it came from
    revision: int
    created_at: datetime
    created_by: str
    updated_at: datetime
    updated_by: str
    passes: bool | None  # at the last check; None before the first
    checked_generation: int | None  # what was public at that check

    def as_json(self) -> dict[str, Any]:
        """The question as editors' programs get it."""
        moments = {"created_at": self.created_at.isoformat(), "updated_at": self.updated_at.isoformat()}
        return {**vars(self), **moments}


@dataclass(frozen=True)
class Check:
    """How one question fared."""

    id: int
    revision: int
    passes: bool


async def add_question(
    connection: AsyncConnection,
    language: str,
    text: str,
    article_id: str | None,
    actor: str,
    gap_id: int | None = None,
) -> int:
    """Keep a new question and return its id.

    Args:
        article_id: The article that must answer; None when nothing must.
        gap_id: The unanswered question it came from.

    Raises:
        BadArticle: A field cannot be accepted, or there is no such article.
        AlreadyGolden: The text is a golden question of this language already.
    """
    fields = checked_fields(language, text, article_id)
    moment = now()
    try:
        async with connection.begin_nested():
            result = await connection.execute(
                golden_questions.insert().values(
                    **fields,
                    gap_id=gap_id,
                    revision=1,
                    created_at=moment,
                    created_by=actor,
                    updated_at=moment,
                    updated_by=actor,
                )
            )
    except IntegrityError:
        await _refuse(connection, fields)
    return int(result.inserted_primary_key[0])


async def change_question(
    connection: AsyncConnection,
    question_id: int,
    language: str,
    text: str,
    article_id: str | None,
    revision: int,
    actor: str,
) -> int:
    """Change a question and return its new revision; how it fared is forgotten.

    Args:
        revision: The one the editor saw.

    Raises:
        BadArticle: A field cannot be accepted, or there is no such article.
        AlreadyGolden: The new text is another golden question of this language.
        GoldenEditedMeanwhile: Someone else has changed it since.
        UnknownGolden: There is no such question.
    """
    fields = checked_fields(language, text, article_id)
    try:
        async with connection.begin_nested():
            result = await connection.execute(
                golden_questions.update()
                .where(_seen(question_id, revision))
                .values(
                    **fields,
                    revision=revision + 1,
                    updated_at=now(),
                    updated_by=actor,
                    passes=None,
                    checked_generation=None,
                )
            )
    except IntegrityError:
        await _refuse(connection, fields)
    if result.rowcount == 0:
        await _refuse_outdated(connection, question_id)
    return revision + 1


async def remove_question(connection: AsyncConnection, question_id: int, revision: int) -> None:
    """Forget a question.

    Raises:
        GoldenEditedMeanwhile: Someone else has changed it since.
        UnknownGolden: There is no such question.
    """
    result = await connection.execute(golden_questions.delete().where(_seen(question_id, revision)))
    if result.rowcount == 0:
        await _refuse_outdated(connection, question_id)


async def read_question(connection: AsyncConnection, question_id: int) -> GoldenQuestion:
    """One question.

    Raises:
        UnknownGolden: There is none.
    """
    rows = await connection.execute(select(golden_questions).where(golden_questions.c.id == question_id))
    row = rows.one_or_none()
    if row is None:
        raise UnknownGolden(question_id)
    return GoldenQuestion(**row._mapping)


async def list_questions(
    connection: AsyncConnection,
    *,
    article_id: str = "",
    language: str = "",
    failing: bool = False,
    unanswerable: bool = False,
) -> list[GoldenQuestion]:
    """The questions by article, language and text.

    Args:
        article_id: Only those this article must answer.
        language: Only those asked in it.
        failing: Only those that failed at their last check.
        unanswerable: Only those that nothing must answer.
    """
    column = golden_questions.c
    nothing_last = column.article_id.is_(None)
    asked = select(golden_questions).order_by(nothing_last, column.article_id, column.language, column.text)
    if article_id:
        asked = asked.where(column.article_id == article_id)
    if language:
        asked = asked.where(column.language == language)
    if failing:
        asked = asked.where(column.passes.is_(False))
    if unanswerable:
        asked = asked.where(column.article_id.is_(None))
    return [GoldenQuestion(**row._mapping) for row in await connection.execute(asked)]


async def count_questions(connection: AsyncConnection) -> int:
    """How many there are."""
    return int((await connection.execute(select(func.count()).select_from(golden_questions))).scalar_one())


async def record_checks(connection: AsyncConnection, checks: Iterable[Check], generation: int) -> None:
    """Keep how questions fared, unless they were changed since or have been asked of something newer."""
    checked = golden_questions.c.checked_generation
    rows = [{"of": check.id, "seen": check.revision, "passes": check.passes} for check in checks]
    if rows:
        await connection.execute(
            golden_questions.update()
            .where(_seen(bindparam("of"), bindparam("seen")), or_(checked.is_(None), checked <= generation))
            .values(passes=bindparam("passes"), checked_generation=generation),
            rows,
        )


def checked_fields(language: Any, text: Any, article_id: Any) -> dict[str, Any]:
    """What an editor or a file gave, as columns.

    Raises:
        BadArticle: A field cannot be accepted; the error names it.
    """
    return {
        "language": checked_language(language),
        "text": checked_text(text, "text", LONGEST_TEXT, one_line=True, required=True),
        "article_id": None if article_id is None else checked_slug(article_id, "article_id"),
    }


def _seen(question_id: Any, revision: Any) -> Any:
    return and_(golden_questions.c.id == question_id, golden_questions.c.revision == revision)


async def _refuse(connection: AsyncConnection, fields: dict[str, Any]) -> NoReturn:
    article_id = fields["article_id"]
    known = (await connection.execute(select(articles.c.id).where(articles.c.id == article_id))).first()
    if article_id is not None and known is None:
        raise BadArticle(
            "article_id",
            "unknown_article",
            f"`article_id`: there is no article `{article_id}`; name one that exists, or null where none must answer.",
        )
    raise AlreadyGolden(fields["language"], fields["text"])


async def _refuse_outdated(connection: AsyncConnection, question_id: int) -> NoReturn:
    found = await read_question(connection, question_id)
    raise GoldenEditedMeanwhile(question_id, found.updated_by, found.revision)
