from __future__ import annotations

import asyncio
from typing import Any

import pytest

from kb_index.articles import Edition, create_article, read_article, save_draft
from kb_index.errors import BadArticle, EditedMeanwhile, NotInReview, UnknownArticle
from kb_index.publishing import archive, publish
from kb_index.review_notes import notes_of
from kb_index.reviews import LONGEST_NOTE, ask, send_back
from tests.unit.kb_index.conftest import content_factory, published
from warmline.database import Database


async def made(database: Database) -> None:
    async with database.write() as connection:
        await create_article(connection, "refunds", "returns", {"en": content_factory("First")}, "Ewa")


async def asked(
    database: Database, revision: int = 1, note: Any = "Please check the days.", actor: str = "Ewa"
) -> None:
    async with database.write() as connection:
        await ask(connection, "refunds", "en", revision, note, actor)


async def returned(database: Database, revision: int = 1, note: Any = "It is 14 days.", actor: str = "Jan") -> None:
    async with database.write() as connection:
        await send_back(connection, "refunds", "en", revision, note, actor)


async def edition(database: Database) -> Edition:
    async with database.read() as connection:
        return (await read_article(connection, "refunds")).languages["en"]


async def test_a_draft_waits_for_a_review_until_it_is_published(database: Database) -> None:
    await made(database)
    await asked(database)
    found = await edition(database)
    assert found.status == "review"
    assert found.review is not None
    assert (found.review.step, found.review.note, found.review.by) == ("asked", "Please check the days.", "Ewa")
    async with database.write() as connection:
        await publish(connection, "refunds", "en", 1, "Jan")
    assert (await edition(database)).status == "published"


async def test_a_draft_sent_back_is_a_draft_again_with_a_comment(database: Database) -> None:
    await made(database)
    await asked(database, note="")
    await returned(database)
    found = await edition(database)
    assert found.status == "draft"
    assert found.review is not None
    assert (found.review.step, found.review.note, found.review.by) == ("sent_back", "It is 14 days.", "Jan")


async def test_a_save_takes_the_draft_out_of_review_and_all_notes_are_kept(database: Database) -> None:
    await published(database, "refunds", content_factory("First"))
    async with database.write() as connection:
        await save_draft(connection, "refunds", "en", content_factory("Second"), 1, "Ewa")
    await asked(database, 2)
    assert (await edition(database)).status == "review"
    async with database.write() as connection:
        await save_draft(connection, "refunds", "en", content_factory("Third"), 2, "Ewa")
    assert (await edition(database)).status == "changed"
    await asked(database, 3, "Now it is right.")
    async with database.read() as connection:
        notes = await notes_of(connection, "refunds", "en")
    assert [(note.step, note.revision, note.note) for note in notes] == [
        ("asked", 3, "Now it is right."),
        ("asked", 2, "Please check the days."),
    ]


async def test_what_somebody_has_changed_meanwhile_is_neither_asked_about_nor_sent_back(database: Database) -> None:
    await made(database)
    await asked(database)
    async with database.write() as connection:
        await save_draft(connection, "refunds", "en", content_factory("Second"), 1, "Jan")
    for step in (asked, returned):
        with pytest.raises(EditedMeanwhile) as caught:
            await step(database, 1)
        assert caught.value.details == {"by": "Jan", "revision": 2}


async def test_a_review_is_asked_for_once_and_only_of_something_new(database: Database) -> None:
    await made(database)
    results = await asyncio.gather(asked(database), asked(database, actor="Jan"), return_exceptions=True)
    (refused,) = [result for result in results if result is not None]
    assert isinstance(refused, NotInReview)
    assert refused.details == {"status": "review"}
    async with database.write() as connection:
        await publish(connection, "refunds", "en", 1, "Jan")
    with pytest.raises(NotInReview, match="status `published`"):
        await asked(database)
    async with database.write() as connection:
        await archive(connection, "refunds", "en", "Jan")
    with pytest.raises(NotInReview, match="status `archived`"):
        await asked(database)


async def test_only_one_of_publishing_and_sending_back_happens(database: Database) -> None:
    await made(database)
    with pytest.raises(NotInReview, match="status `draft`"):
        await returned(database)
    await asked(database)
    async with database.write() as connection:
        await publish(connection, "refunds", "en", 1, "Jan")
    with pytest.raises(NotInReview, match="status `published`"):
        await returned(database)


@pytest.mark.parametrize(
    ("note", "problem"),
    [("", "empty"), (7, "not_a_text"), ("x" * (LONGEST_NOTE + 1), "too_long"), ("\x07", "unprintable")],
)
async def test_a_comment_that_cannot_be_kept_changes_nothing(database: Database, note: Any, problem: str) -> None:
    await made(database)
    await asked(database)
    with pytest.raises(BadArticle) as caught:
        await returned(database, note=note)
    assert (caught.value.field, caught.value.problem) == ("note", problem)
    assert (await edition(database)).status == "review"


async def test_there_is_no_review_of_nothing(database: Database) -> None:
    for step in (asked, returned):
        with pytest.raises(UnknownArticle):
            await step(database)
