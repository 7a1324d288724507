"""The survey after a conversation, and the figures made of it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from escalation import erasure, message_log, ownership, survey_figures, surveys
from escalation.conversations import Conversation
from escalation.errors import ConversationNotFound, SurveyOver
from escalation.file_tables import surveys as table
from escalation.message_log import Author, Draft
from escalation.surveys import ASKED_FOR, LONGEST_COMMENT, Survey
from escalation.tables import events
from warmline.clock import now
from warmline.database import Database
from warmline.errors import BadInput

SURVEY = Survey.named("csat+nps")


@pytest.fixture
def closed(database: Database, conversation_factory: Any) -> Any:
    """A conversation in which these people wrote, and which is over."""

    async def make(*authors: Author) -> Conversation:
        conversation = await conversation_factory()
        async with database.write() as connection:
            for author in authors or (Author("customer"),):
                await message_log.append(connection, conversation.id, Draft(author, "słowo"), now())
            return await ownership.close(connection, conversation.id, now(), actor="customer")

    return make


def frame(conversation: Conversation, **answers: Any) -> dict[str, Any]:
    return {"conversation_id": conversation.id, "version": conversation.version, **answers}


async def test_a_customer_is_asked_once_and_every_tab_hears_of_the_answer(desk: Any, open_line: Any) -> None:
    line = await open_line(desk)
    assert line.seen[0]["state"]["survey"] is None
    await line.say("halo")
    await line.send("close")
    state = (await line.until("state", lambda told: told["state"]["survey"]))["state"]
    assert state["survey"] == {"version": state["version"], "questions": ["csat", "nps"]}
    other = await open_line(desk, token=line.token)
    assert other.seen[0]["state"]["survey"] == state["survey"]
    answer = {"conversation_id": state["id"], "version": state["version"], "csat": 5, "comment": " dzięki "}
    await line.send("rate", **answer)
    await other.until("state", lambda told: told["state"]["survey"] is None)
    await line.send("rate", **answer)
    assert await line.error() == "survey_over"


async def test_of_answers_at_the_same_moment_one_counts(database: Database, closed: Any) -> None:
    conversation = await closed()

    async def answer(csat: int) -> bool:
        try:
            async with database.write() as connection:
                await SURVEY.answer(connection, conversation.customer_id, frame(conversation, csat=csat), now())
        except SurveyOver:
            return False
        return True

    assert sorted(await asyncio.gather(*(answer(csat) for csat in (1, 2, 3, 4)))) == [False, False, False, True]
    async with database.read() as connection:
        assert (await connection.execute(select(func.count()).select_from(table))).scalar() == 1
        kinds = (await connection.execute(select(events.c.kind).where(events.c.kind == "surveyed"))).all()
    assert len(kinds) == 1


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({}, "csat"),
        ({"csat": 0}, "csat"),
        ({"csat": 6}, "csat"),
        ({"csat": "5"}, "csat"),
        ({"csat": True}, "csat"),
        ({"csat": 5, "nps": 11}, "nps"),
        ({"csat": 5, "comment": 7}, "comment"),
        ({"csat": 5, "comment": "x" * (LONGEST_COMMENT + 1)}, "comment"),
    ],
)
async def test_what_is_no_answer_is_refused_by_name(database: Database, closed: Any, answers: Any, field: str) -> None:
    conversation = await closed()
    async with database.write() as connection:
        with pytest.raises(BadInput) as refused:
            await SURVEY.answer(connection, conversation.customer_id, frame(conversation, **answers), now())
        assert refused.value.details["field"] == field
        assert await SURVEY.due(connection, conversation, now())


async def test_nobody_answers_for_another_or_about_what_was_not_asked(
    database: Database, closed: Any, conversation_factory: Any
) -> None:
    conversation, running = await closed(), await conversation_factory()
    async with database.write() as connection:
        with pytest.raises(ConversationNotFound):
            await SURVEY.answer(connection, running.customer_id, frame(conversation, csat=1), now())
        for wrong in ({"version": conversation.version - 1}, {"version": None}):
            with pytest.raises(SurveyOver):
                given = {**frame(conversation, csat=1), **wrong}
                await SURVEY.answer(connection, conversation.customer_id, given, now())
        with pytest.raises(SurveyOver):
            await SURVEY.answer(connection, running.customer_id, frame(running, csat=1), now())
        with pytest.raises(SurveyOver):
            late = now() + ASKED_FOR + timedelta(minutes=1)
            await SURVEY.answer(connection, conversation.customer_id, frame(conversation, csat=1), late)
        assert await Survey.named("off").due(connection, conversation, now()) is None


async def test_a_conversation_without_a_word_is_not_asked_about(database: Database, closed: Any) -> None:
    silent = await closed(Author("bot"))
    async with database.read() as connection:
        assert await SURVEY.due(connection, silent, now()) is None


async def test_who_skips_is_not_asked_again_and_not_counted_as_satisfied(database: Database, closed: Any) -> None:
    conversation = await closed()
    async with database.write() as connection:
        skipped = frame(conversation, skipped=True, csat=5, comment="nie")
        await SURVEY.answer(connection, conversation.customer_id, skipped, now())
        assert await SURVEY.due(connection, conversation, now()) is None
        assert await surveys.of_customer(connection, conversation.customer_id) == []
        figures = await survey_figures.over(connection, now() - timedelta(hours=1), now() + timedelta(hours=1))
    assert (figures.asked, figures.answered, figures.csat) == (1, 0, None)


async def test_the_agent_sees_the_answer_and_an_erasure_leaves_only_numbers(
    desk: Any, database: Database, closed: Any, staff_factory: Any, sign_in: Any
) -> None:
    anna = await staff_factory()
    conversation = await closed(Author("customer"), Author("agent", anna.id, anna.name), Author("bot"))
    async with database.write() as connection:
        given = frame(conversation, csat=4, nps=9, comment="szybko!")
        await SURVEY.answer(connection, conversation.customer_id, given, now())
        event = (await connection.execute(select(events).where(events.c.kind == "surveyed"))).one()
    assert event.data["staff_id"] == anna.id
    assert "szybko" not in str(event.data)
    path = f"/api/agent/conversations/{conversation.id}/customer"
    [rating] = (await (await desk.get(path, headers=await sign_in(anna))).json())["ratings"]
    assert (rating["csat"], rating["nps"], rating["ces"], rating["comment"]) == (4, 9, None, "szybko!")
    async with database.write() as connection:
        await erasure.erase(connection, conversation.customer_id, now())
        left = (await connection.execute(select(table))).one()
    assert (left.csat, left.comment) == (4, "")


async def test_a_reopened_conversation_is_asked_about_again_at_its_next_end(database: Database, closed: Any) -> None:
    conversation = await closed()
    async with database.write() as connection:
        await SURVEY.answer(connection, conversation.customer_id, frame(conversation, csat=2), now())
        reopened = Conversation(**{**vars(conversation), "version": conversation.version + 2})
        assert (await SURVEY.due(connection, reopened, now()))["version"] == conversation.version + 2


@pytest.mark.parametrize(
    ("formula", "answers", "figure"),
    [
        (survey_figures.csat, [], None),
        (survey_figures.csat, [5, 4, 3, 1], 0.5),
        (survey_figures.csat, [3, 3], 0.0),
        (survey_figures.nps, [], None),
        (survey_figures.nps, [10, 9, 9, 6], 50.0),
        (survey_figures.nps, [7, 8], 0.0),
        (survey_figures.nps, [0, 6, 9, 8], -25.0),
        (survey_figures.ces, [], None),
        (survey_figures.ces, [7, 6, 5, 1], 4.75),
    ],
)
def test_formulas(formula: Any, answers: list[int], figure: float | None) -> None:
    assert formula(answers) == figure


async def test_figures_are_of_their_time(database: Database, closed: Any) -> None:
    start = now() - timedelta(days=2)
    for days, answers in ((0, {"csat": 5, "nps": 10}), (1, {"csat": 1, "nps": 0}), (2, {"csat": 3})):
        conversation = await closed()
        async with database.write() as connection:
            at = start + timedelta(days=days)
            await SURVEY.answer(connection, conversation.customer_id, frame(conversation, **answers), at)
    async with database.read() as connection:
        figures = await survey_figures.over(connection, start, start + timedelta(days=2))
    assert (figures.asked, figures.csat, figures.nps, figures.nps_counted, figures.ces) == (2, 0.5, 0.0, 2, None)


async def test_supervisors_see_the_figures_of_the_week(
    desk: Any, database: Database, closed: Any, staff_factory: Any, sign_in: Any
) -> None:
    for csat, days in ((5, 1), (4, 6), (1, 1), (1, 8)):
        conversation = await closed()
        async with database.write() as connection:
            at = now() - timedelta(days=days)
            await SURVEY.answer(connection, conversation.customer_id, frame(conversation, csat=csat), at)
    headers = await sign_in(await staff_factory(roles=("supervisor",)))
    satisfaction = (await (await desk.get("/api/supervisor/live", headers=headers)).json())["satisfaction"]
    assert (satisfaction["csat"], satisfaction["csat_counted"], satisfaction["nps"]) == (2 / 3, 3, None)


def test_a_survey_that_is_none_is_refused() -> None:
    with pytest.raises(BadInput, match="csat\\+ces"):
        Survey.named("smileys")
