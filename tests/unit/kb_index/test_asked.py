from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from kb_index.asked import Asked, forget, purge, record, reference_of, settle
from kb_index.tables import asked_questions
from kb_index.tally import Window, tally, unanswered
from tests.unit.kb_index.question_factory import asked_factory, keep
from warmline.clock import now
from warmline.database import Database
from warmline.settings import Settings


async def rows(database: Database) -> list[Any]:
    async with database.read() as connection:
        return list(await connection.execute(select(asked_questions).order_by(asked_questions.c.id)))


async def kinds(database: Database) -> dict[str, str]:
    async with database.read() as connection:
        questions, more = await unanswered(connection, None, 100)
    assert not more
    return {question.text: question.kind for question in questions}


def test_a_conversation_is_known_only_to_who_has_the_secret(settings: Settings) -> None:
    reference = reference_of(settings, "c-1")
    assert reference == reference_of(settings, "c-1")
    assert "c-1" not in reference
    assert reference != reference_of(Settings(secret="another").resolved(), "c-1")


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (["helped"], "helped"),
        (["picked", "unhelpful", "escalated"], "escalated"),
        (["helped", "escalated"], "helped"),
        (["escalated", "helped"], "escalated"),
        (["unhelpful", "picked"], "unhelpful"),
    ],
)
async def test_an_outcome_gives_way_only_to_what_can_follow_it(database: Database, told: list[Any], kept: str) -> None:
    await keep(database, asked_factory("first", conversation="c"), asked_factory("second", conversation="c"))
    for outcome in told:
        async with database.write() as connection:
            await settle(connection, "c", outcome, "returns" if outcome == "picked" else None)
    first, second = await rows(database)
    assert (first.outcome, second.outcome) == (None, kept)
    assert second.picked_id == ("returns" if told[0] == "picked" else None)


async def test_what_failed_is_counted_and_what_was_answered_is_not(database: Database) -> None:
    await keep(
        database,
        asked_factory("abstained"),
        asked_factory("suggested", decision="suggest"),
        asked_factory("picked", decision="suggest", outcome="picked"),
        asked_factory("answered", decision="answer"),
        asked_factory("helped", decision="answer", outcome="helped"),
        asked_factory("unhelpful", decision="answer", outcome="unhelpful"),
        asked_factory("escalated", decision="suggest", outcome="escalated"),
        asked_factory("second try", decision="answer", outcome="unhelpful", conversation="c"),
        asked_factory("second try", decision="answer", outcome="helped", conversation="c"),
        asked_factory("twice in vain", decision="answer", outcome="unhelpful", conversation="d"),
        asked_factory("twice in vain", decision="abstain", conversation="d"),
    )
    assert await kinds(database) == {
        "abstained": "abstained",
        "suggested": "not_picked",
        "unhelpful": "unhelpful",
        "escalated": "escalated",
        "twice in vain": "unhelpful",
    }


async def test_a_conversation_s_questions_are_forgotten(database: Database) -> None:
    await keep(database, asked_factory("mine", conversation="c"), asked_factory("theirs", conversation="d"))
    async with database.write() as connection:
        assert await forget(connection, "c") == 1
        assert await forget(connection, "c") == 0
    assert [row.text for row in await rows(database)] == ["theirs"]


async def test_old_questions_are_purged(database: Database) -> None:
    await keep(database, asked_factory("old", days_ago=366), asked_factory("new", days_ago=364))
    async with database.write() as connection:
        assert await purge(connection, now() - timedelta(days=365)) == 1
    assert [row.text for row in await rows(database)] == ["new"]


async def test_figures_of_a_window_and_of_the_days_before(database: Database) -> None:
    await keep(
        database,
        asked_factory("próbki?", days_ago=1, language="pl"),
        asked_factory("samples?", days_ago=2, decision="suggest"),
        asked_factory("Samples?", days_ago=29.9),
        asked_factory("swatches?", days_ago=45),
    )
    window = Window(now(), 30)
    async with database.read() as connection:
        questions, _ = await unanswered(connection, window.before, 100)
    figures = tally(questions, window)
    assert (figures["count"], figures["before"]) == (3, 1)
    assert figures["trend"] == [1, 0, 0, 0, 0, 0, 0, 0, 0, 2]
    assert figures["kinds"] == {"abstained": 2, "not_picked": 1}
    assert figures["languages"] == {"pl": 1, "en": 2}
    assert [example["text"] for example in figures["examples"]] == ["próbki?", "samples?"]


async def test_a_question_with_nothing_left_says_nothing() -> None:
    assert not asked_factory("[…]").says_something
    assert not asked_factory("[…] ?").says_something
    assert asked_factory("gdzie […]").says_something


async def test_a_question_carries_no_more_than_was_agreed(database: Database) -> None:
    async with database.write() as connection:
        await record(connection, asked_factory())
    [row] = await rows(database)
    assert set(row._mapping) == {*Asked.__dataclass_fields__, "id", "gap_id", "vector", "encoder"}
