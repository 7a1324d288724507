from __future__ import annotations

import asyncio
from datetime import date

import pytest

from kb_index.articles import read_article, save_draft
from kb_index.errors import EditedMeanwhile, UnknownArticle
from kb_index.publishing import (
    archive,
    changes_since,
    current_generation,
    list_versions,
    publish,
    published_article,
    restore,
)
from tests.unit.kb_index.conftest import content_factory, published
from warmline.database import Database

TODAY = date(2026, 11, 22)


async def changed(database: Database, title: str, revision: int, actor: str = "Ewa") -> None:
    async with database.write() as connection:
        await save_draft(connection, "refunds", "en", content_factory(title), revision, actor)


async def made_public(database: Database, revision: int, actor: str = "Ewa") -> int:
    async with database.write() as connection:
        return await publish(connection, "refunds", "en", revision, actor)


async def status(database: Database) -> tuple[str, int | None]:
    async with database.read() as connection:
        edition = (await read_article(connection, "refunds")).languages["en"]
    return edition.status, edition.version


async def seen(database: Database) -> str:
    async with database.read() as connection:
        return (await published_article(connection, "refunds", "en", TODAY)).content.title


async def test_customers_see_what_was_published_not_the_draft(database: Database) -> None:
    await published(database, "refunds", content_factory("First"))
    await changed(database, "Second", 1)
    assert await status(database) == ("changed", 1)
    assert await seen(database) == "First"
    assert await made_public(database, 2) == 2
    assert await seen(database) == "Second"
    assert await status(database) == ("published", 2)


async def test_publishing_what_someone_else_has_changed_is_refused(database: Database) -> None:
    await published(database, "refunds", content_factory("First"))
    await changed(database, "Second", 1, actor="Jan")
    with pytest.raises(EditedMeanwhile) as caught:
        await made_public(database, 1)
    assert caught.value.details == {"by": "Jan", "revision": 2}
    assert await seen(database) == "First"


async def test_publishing_twice_at_once_makes_one_version(database: Database) -> None:
    await published(database, "refunds", content_factory("First"))
    await changed(database, "Second", 1)
    assert await asyncio.gather(made_public(database, 2), made_public(database, 2)) == [2, 2]
    async with database.read() as connection:
        assert [one.version for one in await list_versions(connection, "refunds", "en")] == [2, 1]


async def test_every_version_is_kept_and_can_come_back(database: Database) -> None:
    await published(database, "refunds", content_factory("First"))
    await changed(database, "Second", 1)
    await made_public(database, 2)
    async with database.write() as connection:
        revision = await restore(connection, "refunds", "en", 1, "Jan")
    assert await seen(database) == "Second"
    assert await made_public(database, revision, actor="Jan") == 3
    async with database.read() as connection:
        versions = await list_versions(connection, "refunds", "en")
    assert [(one.version, one.content.title, one.published_by) for one in versions] == [
        (3, "First", "Jan"),
        (2, "Second", "Ewa"),
        (1, "First", "Ewa"),
    ]


async def test_a_version_that_never_was_cannot_come_back(database: Database) -> None:
    await published(database, "refunds", content_factory())
    async with database.write() as connection:
        with pytest.raises(UnknownArticle):
            await restore(connection, "refunds", "en", 9, "Jan")


async def test_an_archived_article_is_gone_until_it_is_published_again(database: Database) -> None:
    await published(database, "refunds", content_factory("First"))
    async with database.write() as connection:
        await archive(connection, "refunds", "en", "Ewa")
    assert await status(database) == ("archived", None)
    with pytest.raises(UnknownArticle):
        await seen(database)
    assert await made_public(database, 1) == 2
    assert await seen(database) == "First"


async def test_an_article_is_not_seen_before_its_day(database: Database) -> None:
    await published(database, "refunds", content_factory("Sale", valid_from="2026-11-23"))
    with pytest.raises(UnknownArticle):
        await seen(database)
    async with database.read() as connection:
        assert await published_article(connection, "refunds", "en", date(2026, 11, 23))


async def test_a_follower_learns_what_changed_since_it_looked(database: Database) -> None:
    await published(database, "refunds", content_factory("First"))
    await published(database, "sizes", content_factory("Sizes"))
    async with database.read() as connection:
        generation = await current_generation(connection)
        assert [change.article_id for change in await changes_since(connection, 0)] == ["refunds", "sizes"]
        assert await changes_since(connection, generation) == []
    await changed(database, "Draft only", 1)
    async with database.write() as connection:
        await archive(connection, "sizes", "en", "Ewa")
    async with database.read() as connection:
        (change,) = await changes_since(connection, generation)
    assert (change.article_id, change.content) == ("sizes", None)


async def test_generations_become_visible_in_order_however_many_publish(database: Database) -> None:
    names = [f"article-{number}" for number in range(8)]
    await asyncio.gather(*(published(database, name, content_factory(name)) for name in names))
    async with database.read() as connection:
        assert await current_generation(connection) == 8
        assert {change.article_id for change in await changes_since(connection, 0)} == set(names)
