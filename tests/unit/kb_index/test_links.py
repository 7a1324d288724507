from __future__ import annotations

from kb_index.articles import create_article
from kb_index.links import links_of
from kb_index.publishing import archive
from tests.unit.kb_index.conftest import content_factory, published
from warmline.database import Database


async def broken(database: Database, article_id: str, language: str = "en") -> dict[str, str]:
    async with database.read() as connection:
        found = await links_of(connection, article_id, language)
    return {link.target: link.problem for link in found.broken}


async def linked_from(database: Database, article_id: str) -> list[str]:
    async with database.read() as connection:
        return [one["article_id"] for one in (await links_of(connection, article_id, "en")).linked_from]


async def test_links_that_lead_nowhere_are_named_with_the_reason(database: Database) -> None:
    await published(database, "public", content_factory())
    await published(database, "old", content_factory())
    await published(database, "polish", content_factory(), language="pl")
    async with database.write() as connection:
        await archive(connection, "old", "en", "Ewa")
        await create_article(connection, "new", "returns", {"en": content_factory()}, "Ewa")
    body = (
        "[a](article:public) [b](article:old) [c](article:polish) [d](article:new) [e](article:Nowhere) "
        "[e](article:Nowhere) ![f](picture:none.png) [g](https://ok.example) `[h](article:in-code)`"
    )
    await published(database, "here", content_factory(body=body))
    assert await broken(database, "here") == {
        "old": "archived",
        "polish": "unpublished",
        "new": "unpublished",
        "Nowhere": "unknown",
        "none.png": "unknown_picture",
    }


async def test_an_article_without_links_has_none_broken(database: Database) -> None:
    await published(database, "refunds", content_factory())
    assert await broken(database, "refunds") == {}


async def test_the_public_articles_that_lead_here_are_named(database: Database) -> None:
    await published(database, "refunds", content_factory(body="I link to [myself](article:refunds)."))
    await published(database, "longer", content_factory(body="See [this](article:refunds-abroad)."))
    await published(database, "code", content_factory(body="Write `[x](article:refunds)`."))
    await published(database, "linking", content_factory(body="See [refunds](article:refunds)."))
    await published(database, "polish", content_factory(body="See [refunds](article:refunds)."), language="pl")
    async with database.write() as connection:
        draft = content_factory(body="See [refunds](article:refunds).")
        await create_article(connection, "draft", "returns", {"en": draft}, "Ewa")
    assert await linked_from(database, "refunds") == ["linking"]
