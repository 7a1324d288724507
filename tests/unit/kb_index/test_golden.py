from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb_index.errors import AlreadyGolden, BadArticle, GoldenEditedMeanwhile, UnknownGolden
from kb_index.files import read_folder
from kb_index.golden import (
    LONGEST_TEXT,
    Check,
    add_question,
    change_question,
    list_questions,
    read_question,
    record_checks,
    remove_question,
)
from kb_index.tables import LANGUAGES
from tests.unit.kb_index.conftest import content_factory, published
from warmline.database import Database

DEMO = Path(__file__).parents[3] / "kb_index" / "demo"


async def added(
    database: Database, text: str = "when do I get my money", article_id: str | None = None, language: str = "en"
) -> int:
    async with database.write() as connection:
        return await add_question(connection, language, text, article_id, "Ewa")


async def listed(database: Database, **filters: Any) -> list[str]:
    async with database.read() as connection:
        return [question.text for question in await list_questions(connection, **filters)]


def test_the_demo_s_golden_questions_fit_the_articles_and_copy_none() -> None:
    golden = yaml.safe_load((DEMO / "golden.yml").read_text(encoding="utf-8"))
    files = read_folder(DEMO / "articles")
    known = {(file.id, file.language) for file in files}
    taken = {text.casefold().rstrip("?") for file in files for text in (file.content.title, *file.content.questions)}
    for question in golden:
        assert question["id"] is None or (question["id"], question["lang"]) in known
        assert question["text"].casefold().rstrip("?") not in taken
    asked = Counter((question["id"], question["lang"]) for question in golden)
    assert {key for key, count in asked.items() if key[0] and count >= 2} == known
    assert min(asked[None, language] for language in LANGUAGES) >= 20


async def test_a_question_keeps_where_it_came_from_and_is_unchecked_at_first(database: Database) -> None:
    await published(database, "refunds", content_factory())
    async with database.write() as connection:
        question_id = await add_question(connection, "en", "  my money? ", "refunds", "Ewa", gap_id=7)
        question = await read_question(connection, question_id)
    assert (question.text, question.article_id, question.gap_id) == ("my money?", "refunds", 7)
    assert (question.revision, question.created_by, question.passes, question.checked_generation) == (
        1,
        "Ewa",
        None,
        None,
    )


async def test_questions_are_found_by_article_language_and_how_they_fared(database: Database) -> None:
    await published(database, "refunds", content_factory())
    first = await added(database, "money back", "refunds")
    await added(database, "gdzie pieniądze", "refunds", "pl")
    await added(database, "who won the match")
    async with database.write() as connection:
        await record_checks(connection, [Check(first, 1, False)], 4)
    assert await listed(database) == ["money back", "gdzie pieniądze", "who won the match"]
    assert await listed(database, article_id="refunds") == ["money back", "gdzie pieniądze"]
    assert await listed(database, language="pl") == ["gdzie pieniądze"]
    assert await listed(database, unanswerable=True) == ["who won the match"]
    assert await listed(database, failing=True) == ["money back"]


async def test_a_text_is_golden_once_in_a_language_even_when_added_at_once(database: Database) -> None:
    results = await asyncio.gather(added(database), added(database), return_exceptions=True)
    assert sorted(isinstance(one, AlreadyGolden) for one in results) == [False, True]
    await added(database, language="pl")
    assert len(await listed(database)) == 2


async def test_a_change_on_an_old_revision_is_refused_with_who_came_first(database: Database) -> None:
    question_id = await added(database)
    async with database.write() as connection:
        await record_checks(connection, [Check(question_id, 1, True)], 3)
        assert await change_question(connection, question_id, "en", "my refund", None, 1, "Jan") == 2
    async with database.write() as connection:
        with pytest.raises(GoldenEditedMeanwhile) as caught:
            await change_question(connection, question_id, "en", "other", None, 1, "Ewa")
        with pytest.raises(GoldenEditedMeanwhile):
            await remove_question(connection, question_id, 1)
        question = await read_question(connection, question_id)
    assert caught.value.details == {"by": "Jan", "revision": 2}
    assert (question.text, question.updated_by, question.passes) == ("my refund", "Jan", None)


async def test_a_change_may_not_make_two_alike(database: Database) -> None:
    await added(database, "one")
    question_id = await added(database, "two")
    async with database.write() as connection:
        with pytest.raises(AlreadyGolden):
            await change_question(connection, question_id, "en", "one", None, 1, "Ewa")
    assert sorted(await listed(database)) == ["one", "two"]


async def test_a_removed_question_is_gone(database: Database) -> None:
    question_id = await added(database)
    async with database.write() as connection:
        await remove_question(connection, question_id, 1)
        for again in (remove_question(connection, question_id, 1), read_question(connection, question_id)):
            with pytest.raises(UnknownGolden):
                await again


async def test_how_an_older_wording_fared_is_not_kept(database: Database) -> None:
    question_id = await added(database)
    async with database.write() as connection:
        await change_question(connection, question_id, "en", "my refund", None, 1, "Jan")
        await record_checks(connection, [Check(question_id, 1, True)], 3)
        assert (await read_question(connection, question_id)).passes is None


@pytest.mark.parametrize(
    ("fields", "field", "problem"),
    [
        (("de", "x", None), "language", "unknown_language"),
        (("en", "  ", None), "text", "empty"),
        (("en", "x" * (LONGEST_TEXT + 1), None), "text", "too_long"),
        (("en", "two\nlines", None), "text", "many_lines"),
        (("en", "x", "A b"), "article_id", "bad_slug"),
        (("en", "x", "nothing"), "article_id", "unknown_article"),
    ],
)
async def test_what_cannot_be_kept_names_its_field(
    database: Database, fields: tuple[str, str, str | None], field: str, problem: str
) -> None:
    async with database.write() as connection:
        with pytest.raises(BadArticle) as caught:
            await add_question(connection, *fields, "Ewa")
    assert (caught.value.field, caught.value.problem) == (field, problem)
    assert await listed(database) == []
