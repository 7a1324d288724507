from __future__ import annotations

import asyncio
from typing import Any

import pytest

from kb_index import gate as gate_module
from kb_index.articles import read_article, save_draft
from kb_index.content import Content
from kb_index.errors import (
    BadArticle,
    EditedMeanwhile,
    GenerationPassed,
    GoldenQuestionsLost,
    NothingBefore,
    PublishedMeanwhile,
)
from kb_index.gate import MOST_CHECKS, Gate, checked_override
from kb_index.golden import GoldenQuestion, add_question, change_question, list_questions
from kb_index.publications import Publication, list_publications
from kb_index.publishing import current_generation, list_versions
from kb_index.releases import Archive, PublishDraft, Release, RollBack
from tests.unit.kb_index.conftest import content_factory, published
from warmline.database import Database

ASKED = "how much is the shipping to Gdynia"
GOOD = content_factory("How much is shipping?", body="Shipping to Gdynia costs 12 zł.", questions=[ASKED])
SPOILT = content_factory("Our garden", body="Roses bloom in June and want water every evening.")
NOTHING = content_factory("Who bakes the bread?", body="A baker in Kielce does.")


async def shop(database: Database, expected: str | None = "shipping") -> None:
    """Two public articles and a golden question that the first of them answers."""
    await published(database, "shipping", GOOD)
    await published(database, "bread", NOTHING)
    async with database.write() as connection:
        await add_question(connection, "en", ASKED, expected, "Ewa")


async def drafted(database: Database, content: Content, revision: int = 1) -> PublishDraft:
    async with database.write() as connection:
        await save_draft(connection, "shipping", "en", content, revision, "Ewa")
    return PublishDraft("shipping", "en", revision + 1)


async def history(database: Database, article_id: str = "shipping") -> list[Publication]:
    async with database.read() as connection:
        return await list_publications(connection, article_id, "en")


async def question(database: Database) -> GoldenQuestion:
    async with database.read() as connection:
        (found,) = await list_questions(connection)
    return found


async def title(database: Database) -> str | None:
    async with database.read() as connection:
        content = (await read_article(connection, "shipping")).languages["en"].published
    return content.title if content else None


async def test_a_loss_keeps_a_draft_from_becoming_public(database: Database, gate: Gate) -> None:
    await shop(database)
    with pytest.raises(GoldenQuestionsLost) as caught:
        await gate.let_through(await drafted(database, SPOILT), "Ewa")
    report = caught.value.details["report"]
    (lost,) = report["worse"]
    assert (lost["text"], lost["before"]["outcome"], report["better"]) == (ASKED, "answered", [])
    assert (report["passing_before"], report["passing_after"], report["questions"]) == (1, 0, 1)
    assert await title(database) == GOOD.title
    assert await history(database) == []


async def test_a_reason_lets_a_loss_through_and_is_kept_with_it(database: Database, gate: Gate) -> None:
    await shop(database)
    report = await gate.let_through(await drafted(database, SPOILT), "Ewa", "The old text was unlawful.")
    assert len(report.worse) == 1
    assert await title(database) == SPOILT.title
    (entry,) = await history(database)
    assert (entry.kind, entry.version, entry.actor, entry.worse) == ("publish", 2, "Ewa", 1)
    assert entry.override_reason == "The old text was unlawful."
    assert entry.losses[0]["text"] == ASKED
    assert (await question(database)).passes is False


async def test_a_draft_that_loses_nothing_needs_no_reason(database: Database, gate: Gate) -> None:
    await shop(database)
    report = await gate.let_through(await drafted(database, content_factory(ASKED)), "Ewa", "just in case")
    assert report.worse == []
    (entry,) = await history(database)
    assert (entry.questions, entry.override_reason) == (1, None)
    found = await question(database)
    async with database.read() as connection:
        assert (found.passes, found.checked_generation) == (True, await current_generation(connection))


async def test_an_answer_where_nothing_must_be_found_is_a_loss(database: Database, gate: Gate) -> None:
    await shop(database)
    async with database.write() as connection:
        await add_question(connection, "en", "do you sell bicycles", None, "Ewa")
    bicycles = content_factory("Do you sell bicycles?", body="We do sell bicycles.", questions=[*GOOD.questions])
    with pytest.raises(GoldenQuestionsLost) as caught:
        await gate.let_through(await drafted(database, bicycles), "Ewa")
    lost = {one["text"]: (one["before"]["outcome"], one["after"]["outcome"]) for one in caught.value.report["worse"]}
    assert lost["do you sell bicycles"] == ("withheld", "wrong")


async def test_archiving_what_must_answer_is_a_loss(database: Database, gate: Gate) -> None:
    await shop(database)
    with pytest.raises(GoldenQuestionsLost):
        await gate.let_through(Archive("shipping", "en"), "Ewa")
    assert await title(database) == GOOD.title
    await gate.let_through(Archive("bread", "en"), "Ewa")
    await gate.let_through(Archive("shipping", "en"), "Ewa", "We no longer ship.")
    assert await title(database) is None
    assert [(one.kind, one.version, one.override_reason) for one in await history(database)] == [
        ("archive", None, "We no longer ship.")
    ]


async def test_publishing_what_is_public_enters_nothing(database: Database, gate: Gate) -> None:
    await shop(database)
    await gate.let_through(PublishDraft("shipping", "en", 1), "Ewa")
    assert await history(database) == []


async def test_a_draft_saved_by_another_is_not_published(database: Database, gate: Gate) -> None:
    await shop(database)
    await drafted(database, SPOILT)
    with pytest.raises(EditedMeanwhile):
        await gate.let_through(PublishDraft("shipping", "en", 1), "Jan", "because")


class Interrupted(Release):
    """A release during whose checks another process publishes something."""

    kind = "publish"

    def __init__(self, release: Release, database: Database, times: int) -> None:
        self._release = release
        self._database = database
        self.left = times
        self.checks = 0

    async def changes(self, connection: Any) -> Any:
        found = await self._release.changes(connection)
        self.checks += 1
        if self.left:
            self.left -= 1
            await published(self._database, f"other-{self.checks}", content_factory(f"Other {self.checks}"))
        return found

    async def commit(self, connection: Any, actor: str) -> None:
        await self._release.commit(connection, actor)


async def test_what_was_published_during_the_check_is_checked_with_it(database: Database, gate: Gate) -> None:
    await shop(database)
    release = Interrupted(await drafted(database, content_factory(ASKED)), database, 2)
    await gate.let_through(release, "Ewa")
    assert release.checks == 3
    (entry,) = await history(database)
    assert entry.version == 2


async def test_a_release_that_is_never_left_in_peace_is_refused(database: Database, gate: Gate) -> None:
    await shop(database)
    with pytest.raises(GenerationPassed):
        await gate.let_through(Interrupted(await drafted(database, SPOILT), database, MOST_CHECKS), "Ewa", "because")
    assert await title(database) == GOOD.title


async def test_of_two_that_are_harmless_alone_the_second_is_refused(database: Database, gate: Gate) -> None:
    await shop(database)
    await published(database, "copy", GOOD)
    async with database.write() as connection:
        (found,) = await list_questions(connection)
        await change_question(connection, found.id, "en", "what does it cost to send to Gdynia", "shipping", 1, "Ewa")
    results = await asyncio.gather(
        gate.let_through(Archive("copy", "en"), "Ewa"),
        gate.let_through(Archive("shipping", "en"), "Jan"),
        return_exceptions=True,
    )
    assert [type(one).__name__ for one in results] == ["Report", "GoldenQuestionsLost"]


async def test_one_step_back_makes_the_version_before_public(database: Database, gate: Gate) -> None:
    await shop(database)
    await gate.let_through(await drafted(database, SPOILT), "Ewa", "trying it")
    report = await gate.let_through(RollBack("shipping", "en", 2), "Jan")
    assert [one.question.text for one in report.better] == [ASKED]
    async with database.read() as connection:
        edition = (await read_article(connection, "shipping")).languages["en"]
        versions = await list_versions(connection, "shipping", "en")
    assert (edition.version, edition.published, edition.draft, edition.status) == (1, GOOD, SPOILT, "changed")
    assert [version.version for version in versions] == [2, 1]
    assert [(one.kind, one.version, one.actor) for one in await history(database)] == [
        ("rollback", 1, "Jan"),
        ("publish", 2, "Ewa"),
    ]
    assert (await question(database)).passes is True


async def test_a_step_back_that_loses_is_told_but_not_held_up(database: Database, gate: Gate) -> None:
    await published(database, "shipping", SPOILT)
    async with database.write() as connection:
        await add_question(connection, "en", ASKED, "shipping", "Ewa")
    await gate.let_through(await drafted(database, GOOD), "Ewa")
    report = await gate.let_through(RollBack("shipping", "en", 2), "Ewa")
    assert len(report.worse) == 1
    assert (await history(database))[0].worse == 1
    assert await title(database) == SPOILT.title


async def test_a_step_back_after_archiving_brings_the_latest_back(database: Database, gate: Gate) -> None:
    await published(database, "shipping", GOOD)
    await gate.let_through(Archive("shipping", "en"), "Ewa")
    await gate.let_through(RollBack("shipping", "en", None), "Ewa")
    async with database.read() as connection:
        edition = (await read_article(connection, "shipping")).languages["en"]
    assert (edition.version, edition.status) == (1, "published")


async def test_two_who_step_back_at_once_go_one_step(database: Database, gate: Gate) -> None:
    await published(database, "shipping", GOOD)
    await gate.let_through(await drafted(database, SPOILT), "Ewa")
    results = await asyncio.gather(
        *(gate.let_through(RollBack("shipping", "en", 2), name) for name in ("Ewa", "Jan")), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in results) == ["PublishedMeanwhile", "Report"]
    assert await title(database) == GOOD.title


async def test_there_is_no_step_before_the_first(database: Database, gate: Gate) -> None:
    await published(database, "shipping", GOOD)
    with pytest.raises(NothingBefore):
        await gate.let_through(RollBack("shipping", "en", 1), "Ewa")
    with pytest.raises(PublishedMeanwhile):
        await gate.let_through(RollBack("shipping", "en", 7), "Ewa")


async def test_questions_never_asked_are_asked_of_what_is_public(database: Database, gate: Gate) -> None:
    await shop(database)
    assert (await question(database)).passes is None
    await gate.check_unchecked()
    assert (await question(database)).passes is True


async def test_the_loop_goes_on_while_questions_are_asked(
    database: Database, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    await shop(database)
    seen = asyncio.Event()
    loop = asyncio.get_running_loop()
    original = gate_module.ask_all

    def waiting(*asked: Any) -> Any:
        assert asyncio.run_coroutine_threadsafe(seen.wait(), loop).result(10)
        return original(*asked)

    monkeypatch.setattr(gate_module, "ask_all", waiting)
    checking = asyncio.create_task(gate.check())
    await asyncio.sleep(0)
    seen.set()
    assert len((await checking).comparisons) == 1


@pytest.mark.parametrize(
    ("value", "problem"), [("", "empty"), ("no", "too_short"), ("x" * 501, "too_long"), (5, "not_a_text")]
)
def test_a_reason_is_neither_empty_nor_a_novel(value: object, problem: str) -> None:
    with pytest.raises(BadArticle) as caught:
        checked_override(value)
    assert (caught.value.field, caught.value.problem) == ("override", problem)
    assert checked_override(None) is None
    assert checked_override(" legal ") == "legal"
