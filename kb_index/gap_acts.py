"""Acting on a group of questions: an article begun, an article widened, or a word that it is none of ours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index import articles
from kb_index.content import LONGEST_QUESTION, MOST_QUESTIONS, Content
from kb_index.errors import AlreadyGolden
from kb_index.golden import add_question
from kb_index.tally import Unanswered


@dataclass(frozen=True)
class Start:
    """A new article with a draft in each language given; the questions in them become its variants."""

    article_id: str
    category: str
    drafts: Mapping[str, Mapping[str, Any]]  # title and body by language, as they were sent


@dataclass(frozen=True)
class Add:
    """The questions become variants in the drafts of an article."""

    article_id: str


@dataclass(frozen=True)
class Dismiss:
    """None of ours."""

    reason: str


Act = Start | Add | Dismiss


async def write_article(
    connection: AsyncConnection, act: Start | Add, examples: Sequence[Unanswered], actor: str
) -> list[str]:
    """Put the examples where they belong and return the languages that got some.

    Raises:
        BadArticle: What the editor wrote cannot be accepted.
        AlreadyThere: The new article's id is taken.
        UnknownArticle: There is no article to add to.
        EditedMeanwhile: Somebody is saving it at this very moment.
    """
    variants = variants_of(examples)
    if isinstance(act, Start):
        contents = {
            language: Content.from_json({**draft, "questions": variants.get(language, [])})
            for language, draft in act.drafts.items()
        }
        await articles.create_article(connection, act.article_id, act.category, contents, actor)
        return sorted(contents.keys() & variants.keys())
    article = await articles.read_article(connection, act.article_id)
    widened = []
    for language in sorted(article.languages.keys() & variants.keys()):
        edition = article.languages[language]
        content = with_variants(edition.draft, variants[language])
        if content != edition.draft:
            await articles.save_draft(connection, act.article_id, language, content, edition.draft_revision, actor)
            widened.append(language)
    return widened


async def make_golden(
    connection: AsyncConnection, examples: Sequence[Unanswered], article_id: str, actor: str, gap_id: int
) -> int:
    """Ask of the article that it answers the examples from now on; returns how many golden questions that makes."""
    made = 0
    for language, texts in variants_of(examples).items():
        for text in texts:
            with suppress(AlreadyGolden):  # it is asked of some article already
                await add_question(connection, language, text, article_id, actor, gap_id=gap_id)
                made += 1
    return made


def variants_of(examples: Sequence[Unanswered]) -> dict[str, list[str]]:
    """The questions of each language as an article's variants: without what was masked, none twice, none too long."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for example in examples:
        if 0 < len(example.plain) <= LONGEST_QUESTION:
            found[example.language].setdefault(example.plain.casefold(), example.plain)
    return {language: list(texts.values()) for language, texts in found.items()}


def with_variants(content: Content, questions: Sequence[str]) -> Content:
    """The content with the questions it has not yet, as far as there is room."""
    known = {question.casefold() for question in content.questions}
    new = [question for question in questions if question.casefold() not in known]
    return replace(content, questions=(*content.questions, *new)[:MOST_QUESTIONS])
