from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from kb_index.article_health import health_report
from kb_index.tables import article_versions
from kb_index.tally import Window
from tests.unit.kb_index.conftest import content_factory, published
from tests.unit.kb_index.question_factory import asked_factory, keep
from warmline.clock import now
from warmline.database import Database

TODAY = date(2026, 11, 22)


async def findings(database: Database) -> list[dict[str, Any]]:
    async with database.read() as connection:
        found = await health_report(connection, Window(now(), 30), TODAY)
    return [
        {name: value for name, value in finding.items() if name not in ("title", "language")}
        for finding in found["findings"]
        if finding["kind"] != "one_language"
    ]


async def test_days_of_review_that_are_past_or_near(database: Database) -> None:
    for article_id, day in {
        "past": "2026-11-21",
        "today": "2026-11-22",
        "near": "2026-12-22",
        "far": "2026-12-23",
    }.items():
        await published(database, article_id, content_factory(review_by=day))
    assert await findings(database) == [
        {"kind": "review_past", "article_id": "past", "review_by": "2026-11-21"},
        {"kind": "review_due", "article_id": "today", "review_by": "2026-11-22"},
        {"kind": "review_due", "article_id": "near", "review_by": "2026-12-22"},
    ]


async def test_articles_that_often_do_not_help(database: Database) -> None:
    await published(database, "bad", content_factory())
    await published(database, "good", content_factory())
    await keep(
        database,
        *(
            asked_factory("a", decision="answer", article_id="bad", outcome=end)
            for end in ("unhelpful", None, "helped")
        ),
        *(asked_factory("b", decision="answer", article_id="good", outcome=end) for end in ("unhelpful", *[None] * 3)),
        asked_factory("c", 40, decision="answer", article_id="good", outcome="unhelpful"),
        asked_factory("d", decision="suggest", article_id="good", picked_id="bad", outcome="escalated"),
    )
    assert await findings(database) == [{"kind": "unhelpful", "article_id": "bad", "shown": 4, "unhelpful": 2}]


async def test_articles_suggested_often_and_never_picked(database: Database) -> None:
    await published(database, "ignored", content_factory())
    await published(database, "picked", content_factory())
    for _ in range(3):
        await keep(
            database, asked_factory("a", decision="suggest", suggested=("ignored", "picked"), picked_id="picked")
        )
    assert await findings(database) == [{"kind": "never_picked", "article_id": "ignored", "suggested": 3}]


async def test_articles_nobody_ever_meets(database: Database) -> None:
    for article_id in ("idle", "found", "new"):
        await published(database, article_id, content_factory())
    async with database.write() as connection:
        long_ago = now() - timedelta(days=31)
        await connection.execute(
            article_versions.update().where(article_versions.c.article_id != "new").values(published_at=long_ago)
        )
    await keep(database, asked_factory("a", decision="answer", article_id="found"))
    await keep(database, asked_factory("a", decision="abstain", article_id="idle"))
    assert await findings(database) == [{"kind": "never_found", "article_id": "idle"}]


async def test_articles_of_one_language(database: Database) -> None:
    await published(database, "alone", content_factory("How do I return?"))
    async with database.read() as connection:
        found = await health_report(connection, Window(now(), 30), TODAY)
    assert found["articles"] == 1
    assert found["findings"] == [
        {"kind": "one_language", "article_id": "alone", "language": "en", "title": "How do I return?"}
    ]
