from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from kb_index import presence
from kb_index.articles import create_article
from kb_index.errors import BadArticle, UnknownArticle
from tests.unit.kb_index.conftest import content_factory
from warmline.clock import now
from warmline.database import Database

ANNAS, EWAS, EWAS_OTHER = "page-of-anna", "page-of-ewa", "other-page-of-ewa"


async def opened(database: Database, *pages: tuple[str, str]) -> None:
    async with database.write() as connection:
        await create_article(connection, "refunds", "returns", {"en": content_factory()}, "Ewa")
    for page, editor in pages:
        await stayed(database, page, editor)


async def stayed(database: Database, page: str, editor: str) -> None:
    async with database.write() as connection:
        await presence.stay(connection, "refunds", page, editor)


async def seen_from(database: Database, page: str) -> list[str]:
    async with database.read() as connection:
        return await presence.others(connection, "refunds", page)


async def test_each_page_is_told_of_the_others(database: Database) -> None:
    await opened(database, (ANNAS, "Anna"), (EWAS, "Ewa"), (EWAS_OTHER, "Ewa"), (EWAS, "Ewa"))
    assert await seen_from(database, ANNAS) == ["Ewa"]
    assert await seen_from(database, EWAS) == ["Anna", "Ewa"]
    async with database.write() as connection:
        await presence.leave(connection, "refunds", EWAS_OTHER)
    assert await seen_from(database, EWAS) == ["Anna"]


async def test_a_page_that_falls_silent_is_forgotten(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    await opened(database, (ANNAS, "Anna"), (EWAS, "Ewa"))
    at = now()

    def later(seconds: float) -> datetime:
        return at + timedelta(seconds=seconds)

    monkeypatch.setattr(presence, "now", lambda: later(29))
    assert await seen_from(database, EWAS) == ["Anna"]
    monkeypatch.setattr(presence, "now", lambda: later(31))
    assert await seen_from(database, EWAS) == []
    await stayed(database, ANNAS, "Anna")
    assert await seen_from(database, EWAS) == ["Anna"]


async def test_nobody_is_in_an_article_that_is_not_there(database: Database) -> None:
    with pytest.raises(UnknownArticle):
        await stayed(database, ANNAS, "Anna")


@pytest.mark.parametrize("page", ["", "short", "x" * 41, "../articles", "a b c d e f"])
def test_a_page_names_itself_plainly(page: str) -> None:
    with pytest.raises(BadArticle, match="`page` takes"):
        presence.checked_page(page)
