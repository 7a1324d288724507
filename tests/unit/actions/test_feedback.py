"""Whether an answer helped, as the knowledge base hears it."""

from typing import Any

import pytest

from actions.feedback import ActionNoteHelpfulness
from actions.hand_over import ActionHandOver
from tests.unit.actions.action_stage import Stage, TalkFactory

VERDICT = {"action": "transfer", "reason": "customer_request", "rule": "customer_request", "score": 1.0}


def did(name: str) -> dict[str, Any]:
    return {"event": "action", "name": name}


def said(text: str) -> dict[str, Any]:
    return {"event": "user", "text": text, "parse_data": {"entities": []}}


@pytest.mark.parametrize(
    ("intent", "outcomes"),
    [("affirm", [("c-1", "helped", None)]), ("deny", [("c-1", "unhelpful", None)]), ("greet", [])],
)
async def test_a_yes_or_no_is_told(
    stage: Stage, talk_factory: TalkFactory, intent: str, outcomes: list[tuple[str, str, None]]
) -> None:
    assert await talk_factory("tak", intent=intent).run(ActionNoteHelpfulness()) == []
    assert stage.kb.outcomes == outcomes


async def test_what_cannot_be_told_breaks_nothing(stage: Stage, talk_factory: TalkFactory) -> None:
    stage.kb.down = True
    assert await talk_factory("tak", intent="affirm").run(ActionNoteHelpfulness()) == []


@pytest.mark.parametrize(
    ("events", "outcomes"),
    [
        ([said("jak zwrócić?"), did("action_search"), said("człowiek")], [("c-1", "escalated", None)]),
        ([did("action_search_next"), said("nie"), said("nie"), said("tak")], [("c-1", "escalated", None)]),
        ([did("action_search"), *[said("a")] * 4], []),
        ([said("gdzie paczka?"), did("action_show_order"), said("człowiek")], []),
    ],
)
async def test_a_person_who_takes_over_soon_after_a_question_is_told(
    stage: Stage, talk_factory: TalkFactory, events: list[dict[str, Any]], outcomes: list[tuple[str, str, None]]
) -> None:
    talk = talk_factory(escalation=VERDICT)
    talk.events = events
    await talk.run(ActionHandOver())
    assert stage.kb.outcomes == outcomes


async def test_a_hand_over_goes_on_when_nothing_can_be_told(stage: Stage, talk_factory: TalkFactory) -> None:
    stage.kb.down = True
    talk = talk_factory(escalation=VERDICT)
    talk.events = [did("action_search"), said("człowiek")]
    assert (await talk.run(ActionHandOver()))[1]["custom"]["hand_over"]["reason"] == "customer_request"
