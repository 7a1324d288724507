from __future__ import annotations

import asyncio

import pytest

from kb_index.articles import create_article, read_article, save_draft
from kb_index.content import Content
from kb_index.errors import AlreadyThere, BadArticle, EditedMeanwhile, UnknownArticle
from kb_index.library import list_articles
from tests.unit.kb_index.conftest import content_factory
from warmline.database import Database


async def created(database: Database, article_id: str = "refunds", **languages: Content) -> None:
    async with database.write() as connection:
        await create_article(connection, article_id, "returns", languages or {"en": content_factory()}, "Ewa")


async def saved(database: Database, revision: int, actor: str, title: str = "New", language: str = "en") -> int:
    async with database.write() as connection:
        return await save_draft(connection, "refunds", language, content_factory(title), revision, actor)


async def test_a_new_article_is_a_draft_that_nobody_sees(database: Database) -> None:
    await created(database)
    async with database.read() as connection:
        edition = (await read_article(connection, "refunds")).languages["en"]
    assert (edition.status, edition.published, edition.version, edition.draft_revision) == ("draft", None, None, 1)
    assert edition.draft == content_factory()
    assert edition.updated_by == "Ewa"


async def test_an_id_is_given_once(database: Database) -> None:
    await created(database)
    with pytest.raises(AlreadyThere):
        await created(database)


async def test_of_two_editors_at_once_one_wins_and_the_other_is_told_who(database: Database) -> None:
    await created(database)
    results = await asyncio.gather(
        saved(database, 1, "Ewa", "Ewa's"), saved(database, 1, "Jan", "Jan's"), return_exceptions=True
    )
    refused = [result for result in results if isinstance(result, EditedMeanwhile)]
    assert [result for result in results if not isinstance(result, Exception)] == [2]
    async with database.read() as connection:
        edition = (await read_article(connection, "refunds")).languages["en"]
    assert edition.draft.title == f"{edition.updated_by}'s"
    assert [error.details for error in refused] == [{"by": edition.updated_by, "revision": 2}]
    assert refused[0].code == "edited_meanwhile"


async def test_another_language_begins_at_revision_0_and_only_once(database: Database) -> None:
    await created(database)
    assert await saved(database, 0, "Jan", language="pl") == 1
    with pytest.raises(EditedMeanwhile):
        await saved(database, 0, "Ewa", language="pl")


async def test_what_is_not_there_cannot_be_read_or_saved(database: Database) -> None:
    async with database.read() as connection:
        with pytest.raises(UnknownArticle):
            await read_article(connection, "refunds")
    for revision in (0, 1):
        with pytest.raises(UnknownArticle):
            await saved(database, revision, "Ewa")


async def test_a_refused_article_leaves_nothing_behind(database: Database) -> None:
    with pytest.raises(BadArticle):
        await created(database, en=content_factory(), de=content_factory())
    async with database.read() as connection:
        assert await list_articles(connection) == []


async def test_the_list_is_filtered(database: Database) -> None:
    await created(database, "refunds", en=content_factory("Money back"))
    await created(database, "sizes", pl=content_factory("Rozmiary"))
    async with database.read() as connection:

        async def ids(**asked: str) -> list[str]:
            return [article["id"] for article in await list_articles(connection, **asked)]

        assert await ids() == ["refunds", "sizes"]
        assert await ids(query="MONEY") == ["refunds"]
        assert await ids(query="siz") == ["sizes"]
        assert await ids(status="published") == []
        assert await ids(category="delivery") == []
        with pytest.raises(BadArticle):
            await ids(status="gone")
