from __future__ import annotations

from datetime import date

from kb_index.articles import create_article, save_draft
from kb_index.library import list_articles
from kb_index.publishing import archive
from kb_index.reviews import ask
from tests.unit.kb_index.conftest import content_factory, published
from warmline.database import Database

TODAY = date(2026, 11, 22)


async def due(database: Database) -> list[str]:
    async with database.read() as connection:
        return [article["id"] for article in await list_articles(connection, review_before=TODAY)]


async def test_articles_past_their_review_date_are_found(database: Database) -> None:
    await published(database, "late", content_factory(review_by="2026-11-21"))
    await published(database, "today", content_factory(review_by="2026-11-22"))
    await published(database, "never", content_factory())
    assert await due(database) == ["late"]
    async with database.write() as connection:
        await archive(connection, "late", "en", "Ewa")
    assert await due(database) == []


async def test_the_date_of_the_public_text_counts_until_the_draft_is_public(database: Database) -> None:
    await published(database, "late", content_factory(review_by="2026-11-21", owner="Anna"))
    async with database.write() as connection:
        content = content_factory("Other", review_by="2027-11-21", owner="Jan")
        await save_draft(connection, "late", "en", content, 1, "Jan")
        await create_article(connection, "new", "returns", {"en": content_factory(review_by="2026-01-01")}, "Ewa")
    assert await due(database) == ["late", "new"]
    async with database.read() as connection:
        late = (await list_articles(connection, query="late"))[0]["languages"]["en"]
    assert (late["title"], late["owner"], late["review_by"]) == ("Other", "Anna", "2026-11-21")


async def test_what_waits_for_a_review_is_found_by_its_status(database: Database) -> None:
    await published(database, "refunds", content_factory("First"))
    async with database.write() as connection:
        await save_draft(connection, "refunds", "en", content_factory("Second"), 1, "Ewa")
        await ask(connection, "refunds", "en", 2, "", "Ewa")
    async with database.read() as connection:
        assert [found["id"] for found in await list_articles(connection, status="review")] == ["refunds"]
        assert await list_articles(connection, status="changed") == []
