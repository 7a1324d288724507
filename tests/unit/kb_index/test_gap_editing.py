from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from kb_index import gap_report
from kb_index.client import KbClient
from kb_index.tables import asked_questions, golden_questions
from tests.unit.kb_index.conftest import Start, content_factory, published
from tests.unit.kb_index.question_factory import asked_factory, keep
from warmline.database import Database

SAMPLES = (
    asked_factory("Do you send fabric samples?", 1),
    asked_factory("Can I get a sample of the fabric?", 2, decision="suggest"),
    asked_factory("I'd like a sample of your fabric, order […]", 3, outcome="escalated"),
    asked_factory("do you send fabric samples?", 40),
)
WASHING = (asked_factory("How do I wash linen?", 5),)
START = {
    "action": "start",
    "article_id": "fabric-samples",
    "category": "delivery",
    "languages": {"en": {"title": "Fabric samples", "body": "Three samples are free."}},
}


async def call(
    kb: KbClient, method: str, path: str, body: dict[str, Any] | None = None, actor: str = "Ewa"
) -> tuple[int, dict[str, Any]]:
    return await kb.forward(method, path, body, actor=actor)


async def first_group(kb: KbClient) -> dict[str, Any]:
    group: dict[str, Any] = (await kb.gaps(30))["groups"][0]
    return group


async def acted(kb: KbClient, body: dict[str, Any], actor: str = "Ewa") -> tuple[int, dict[str, Any]]:
    return await call(kb, "POST", "/gaps", {"question_id": (await first_group(kb))["question_id"], **body}, actor)


async def test_unanswered_questions_are_grouped_with_their_figures(start: Start, database: Database) -> None:
    await keep(database, *SAMPLES, *WASHING, asked_factory("answered", decision="answer", outcome="helped"))
    await published(database, "swatches", content_factory("Samples of our fabrics"))
    found = await (await start()).gaps(30)
    assert (found["asked"], found["unanswered"], found["capped"], found["more_groups"]) == (5, 4, None, 0)
    samples, washing = found["groups"]
    assert (samples["count"], samples["before"], washing["count"]) == (3, 1, 1)
    assert samples["kinds"] == {"abstained": 1, "not_picked": 1, "escalated": 1}
    assert samples["nearest"]["article_id"] == "swatches"
    assert 0 <= samples["nearest"]["score"] <= 1
    assert {example["text"] for example in samples["examples"]} == {question.text for question in SAMPLES[:3]}
    assert found["gaps"] == []


async def test_vectors_are_kept_with_the_questions(start: Start, database: Database) -> None:
    await keep(database, *SAMPLES)
    await (await start()).gaps(30)
    async with database.read() as connection:
        rows = list(await connection.execute(select(asked_questions.c.vector, asked_questions.c.encoder)))
    assert all(row.vector and row.encoder == "base" for row in rows)


async def test_beyond_the_cap_the_latest_are_grouped_and_it_is_said(
    start: Start, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gap_report, "MOST_QUESTIONS", 2)
    await keep(database, *SAMPLES)
    found = await (await start()).gaps(30)
    assert (found["capped"], found["unanswered"]) == (2, 2)


async def test_an_article_begun_has_the_examples_as_variants_and_golden_questions(
    start: Start, database: Database
) -> None:
    await keep(database, *SAMPLES)
    kb = await start()
    status, done = await acted(kb, START)
    assert (status, done["languages"], done["golden"]) == (201, ["en"], 3)
    assert (done["gap"]["action"], done["gap"]["acted_by"], done["gap"]["asked"]) == ("start", "Ewa", 4)
    _, answer = await call(kb, "GET", "/articles/fabric-samples")
    assert answer["article"]["languages"]["en"]["draft"]["questions"] == [
        "Do you send fabric samples?",
        "Can I get a sample of the fabric?",
        "I'd like a sample of your fabric, order",
    ]
    assert answer["article"]["languages"]["en"]["status"] == "draft"
    found = await kb.gaps(30)
    assert found["groups"] == []
    [gap] = found["gaps"]
    assert (gap["status"], gap["golden"]["total"], gap["count"], gap["before"]) == ("open", 3, 3, 1)


async def test_only_the_examples_that_were_ticked_are_used(start: Start, database: Database) -> None:
    await keep(database, *SAMPLES)
    kb = await start()
    ticked = [example["id"] for example in (await first_group(kb))["examples"][:1]]
    _, done = await acted(kb, {**START, "examples": ticked, "golden": False})
    assert done["golden"] == 0
    _, answer = await call(kb, "GET", "/articles/fabric-samples")
    assert answer["article"]["languages"]["en"]["draft"]["questions"] == ["Do you send fabric samples?"]


async def test_an_article_is_widened_in_its_draft(start: Start, database: Database) -> None:
    polish = asked_factory("Can I get a fabric sample, proszę?", 1, language="pl")
    await keep(database, *SAMPLES, polish)
    await published(database, "swatches", content_factory("Swatches", questions=["do you send fabric samples?"]))
    kb = await start()
    status, done = await acted(kb, {"action": "add", "article_id": "swatches"})
    assert (status, done["languages"], done["golden"]) == (201, ["en"], 4)
    _, answer = await call(kb, "GET", "/articles/swatches")
    edition = answer["article"]["languages"]["en"]
    assert edition["draft"]["questions"] == [
        "do you send fabric samples?",
        "Can I get a sample of the fabric?",
        "I'd like a sample of your fabric, order",
    ]
    assert (edition["status"], edition["updated_by"]) == ("changed", "Ewa")


async def test_what_cannot_be_written_leaves_the_group_open(start: Start, database: Database) -> None:
    await keep(database, *SAMPLES)
    await published(database, "swatches", content_factory())
    kb = await start()
    refusals = [
        ({**START, "article_id": "swatches"}, 409, "already_there"),
        ({**START, "languages": {"en": {"title": "", "body": "x"}}}, 400, "bad_article"),
        ({**START, "languages": {}}, 400, "bad_article"),
        ({**START, "languages": ["en"]}, 400, "bad_article"),
        ({"action": "add", "article_id": "nothing"}, 404, "not_found"),
        ({"action": "dismiss", "reason": " "}, 400, "bad_input"),
        ({"action": "wave"}, 400, "bad_input"),
        ({"action": "dismiss", "reason": "x", "examples": ["a"]}, 400, "bad_input"),
        ({"action": "dismiss", "reason": "x", "days": 0}, 400, "bad_input"),
        ({"action": "dismiss", "reason": "x", "question_id": 999}, 404, "not_found"),
        ({"action": "dismiss", "reason": "x", "question_id": "1"}, 400, "bad_input"),
    ]
    for body, status, code in refusals:
        found, answer = await acted(kb, body)
        assert (found, answer["error"]["code"]) == (status, code)
    assert [group["count"] for group in (await kb.gaps(30))["groups"]] == [3]
    async with database.read() as connection:
        assert list(await connection.execute(select(golden_questions.c.id))) == []


async def test_of_two_editors_at_once_one_wins_and_the_other_is_told_who(start: Start, database: Database) -> None:
    await keep(database, *SAMPLES)
    one, other = await start(), await start()
    question = (await first_group(one))["question_id"]
    answers = await asyncio.gather(
        call(one, "POST", "/gaps", {"question_id": question, "action": "dismiss", "reason": "no"}, "Ewa"),
        call(other, "POST", "/gaps", {"question_id": question, **START}, "Łucja"),
    )
    assert sorted(status for status, _ in answers) == [201, 409]
    [done] = [answer for status, answer in answers if status == 201]
    [refused] = [answer["error"] for status, answer in answers if status == 409]
    assert refused["code"] == "gap_taken"
    assert refused["details"] == {
        "by": done["gap"]["acted_by"],
        "gap_id": done["gap"]["id"],
        "action": done["gap"]["action"],
    }
    assert len((await one.gaps(30))["gaps"]) == 1


async def test_what_was_dismissed_returns_when_as_many_again_have_asked(start: Start, database: Database) -> None:
    await keep(database, *SAMPLES[:2])
    kb = await start()
    await acted(kb, {"action": "dismiss", "reason": "we have no samples"})
    await kb.search("do you have fabric samples", "en", asked_in="c-1")
    await kb.tell_outcome("c-1", "escalated")
    [gap] = (await kb.gaps(30))["gaps"]
    assert (gap["status"], gap["since"], gap["reason"]) == ("dismissed", 1, "we have no samples")
    await kb.search("send me a sample of the fabric", "en", asked_in="c-2")
    await kb.tell_outcome("c-2", "escalated")
    found = await kb.gaps(30)
    assert found["groups"] == []
    [gap] = found["gaps"]
    assert (gap["status"], gap["since"], gap["count"]) == ("returned", 2, 4)
    again = {**START, "revision": gap["revision"]}
    answers = await asyncio.gather(*(call(kb, "POST", f"/gaps/{gap['id']}", again) for _ in range(2)))
    assert sorted(status for status, _ in answers) == [200, 409]
    [gap] = (await kb.gaps(30))["gaps"]
    assert (gap["status"], gap["action"], gap["asked"], gap["since"]) == ("open", "start", 4, 0)
    assert (await call(kb, "POST", "/gaps/999", again))[0] == 404


async def test_a_gap_is_closed_while_its_golden_questions_pass_and_nobody_asks_on(
    start: Start, database: Database
) -> None:
    async def status() -> str:
        return str((await kb.gaps(30))["gaps"][0]["status"])

    async def passing(passes: bool, id: int | None = None) -> None:
        update = golden_questions.update().values(passes=passes)
        async with database.write() as connection:
            await connection.execute(update if id is None else update.where(golden_questions.c.id == id))

    await keep(database, *SAMPLES)
    kb = await start()
    await acted(kb, START)
    await call(kb, "POST", "/articles/fabric-samples/en/publish", {"revision": 1})
    await passing(True)
    assert await status() == "closed"
    async with database.read() as connection:
        one = (await connection.execute(select(golden_questions.c.id).limit(1))).scalar_one()
    await passing(False, one)
    assert await status() == "open"
    await passing(True)
    for number in range(3):
        assert await status() == "closed"
        await kb.search("do you send fabric samples", "en", asked_in=f"c-{number}")
        await kb.tell_outcome(f"c-{number}", "unhelpful")
    assert await status() == "reopened"


async def test_questions_forgotten_meanwhile_are_not_acted_on(start: Start, database: Database) -> None:
    await keep(database, *WASHING)
    kb = await start()
    question = (await first_group(kb))["question_id"]
    async with database.write() as connection:
        await connection.execute(asked_questions.delete())
    body = {"question_id": question, "action": "dismiss", "reason": "x"}
    assert (await call(kb, "POST", "/gaps", body))[0] == 404


async def test_acting_names_the_editor(start: Start, database: Database) -> None:
    await keep(database, *SAMPLES)
    kb = await start()
    status, answer = await acted(kb, {"action": "dismiss", "reason": "x"}, actor="")
    assert (status, answer["error"]["details"]["field"]) == (400, "X-Warmline-Actor")
