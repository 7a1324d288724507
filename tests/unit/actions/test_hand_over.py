"""Giving the conversation to a person."""

from datetime import datetime, timezone

import pytest
import yaml

from actions.hand_over import ACKNOWLEDGED, ActionHandOver, ActionOfferHuman
from escalation.client import DeskAvailability
from tests.unit.actions.action_stage import Stage, TalkFactory
from warmline.settings import ROOT

TOMORROW = datetime(2026, 11, 23, 7, tzinfo=timezone.utc)
VERDICT = {"action": "transfer", "reason": "complaint", "rule": "complaint", "score": 1.0}


def available(**changes: object) -> DeskAvailability:
    values = {"open": True, "opens_at": None, "agents": 2, "free": 1, "waiting": 0, "wait_seconds": 60}
    return DeskAvailability(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("there", "response"),
    [
        (available(), "utter_hand_over"),
        (None, "utter_hand_over"),
        (available(agents=0), "utter_hand_over_away"),
        (available(open=False, agents=0, opens_at=TOMORROW), "utter_hand_over_away"),
        (available(open=False, opens_at=TOMORROW), "utter_hand_over"),
    ],
)
async def test_whoever_finds_nobody_there_may_leave_an_address(
    stage: Stage, talk_factory: TalkFactory, there: DeskAvailability | None, response: str
) -> None:
    stage.desk.available = there
    said = await talk_factory(escalation=VERDICT).run(ActionHandOver())
    assert said[0]["response"] == response
    assert said[1]["custom"]["hand_over"]["reason"] == "complaint"


async def test_what_is_wrong_is_said_before_the_hand_over(stage: Stage, talk_factory: TalkFactory) -> None:
    cause = {"action": "transfer", "reason": "frustration", "rule": "frustration", "score": 0.9}
    said = await talk_factory(escalation=cause).run(ActionHandOver())
    assert [message.get("response") for message in said[:2]] == ["utter_sees_frustration", "utter_hand_over"]


def test_there_are_words_for_every_reason_that_is_acknowledged() -> None:
    responses = yaml.safe_load((ROOT / "bot/domain/people.yml").read_text(encoding="utf-8"))["responses"]
    assert {f"utter_sees_{reason}" for reason in ACKNOWLEDGED} == {
        name for name in responses if name.startswith("utter_sees_")
    }


async def test_the_packet_carries_all_the_bot_knows(stage: Stage, talk_factory: TalkFactory) -> None:
    tried = [{"article_id": "a", "title": "Zwroty", "score": 0.5, "outcome": "unhelpful"}]
    talk = talk_factory(
        escalation=VERDICT,
        order_number="LP-104217",
        order={"number": "LP-104217"},
        search={"query": "zwrot", "outcome": "answer", "tried": [{**entry, "query": "zwrot"} for entry in tried]},
        loop="case_form",
    )
    mail = {"entity": "email", "value": "anna.nowak@example.com"}
    talk.events = [
        {"event": "user", "text": "jak zwrócić?", "parse_data": {"entities": []}},
        {"event": "user", "text": "/deny", "parse_data": {"entities": [], "typed": False}},
        {"event": "user", "text": "piszcie na anna.nowak@example.com", "parse_data": {"entities": [mail]}},
    ]
    packet = (await talk.run(ActionHandOver()))[1]["custom"]["hand_over"]
    assert packet == {
        "reason": "complaint",
        "rule": "complaint",
        "score": 1.0,
        "order": {"number": "LP-104217"},
        "slots": {"order_number": "LP-104217", "email": "anna.nowak@example.com"},
        "articles": tried,
        "summary": "jak zwrócić? / piszcie na anna.nowak@example.com",
    }


async def test_a_wish_that_waited_goes_to_the_person(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory(
        escalation=VERDICT, second_wish={"text": "a kiedy będzie faktura?", "intent": "invoice_request"}
    )
    packet = (await talk.run(ActionHandOver()))[1]["custom"]["hand_over"]
    assert packet["slots"]["also_asked"] == "a kiedy będzie faktura?"
    assert talk.slots["second_wish"] is None


async def test_a_form_under_way_ends(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory(escalation=VERDICT, loop="case_form", requested_slot="order_number")
    await talk.run(ActionHandOver())
    assert {"event": "active_loop", "timestamp": None, "name": None} in talk.events
    assert talk.slots["requested_slot"] is None


async def test_without_a_rule_the_customer_is_the_reason(stage: Stage, talk_factory: TalkFactory) -> None:
    old_offer = {"action": "offer", "reason": "frustration", "rule": "insult", "score": 1.0}
    said = await talk_factory(escalation=old_offer).run(ActionHandOver())
    assert said[1]["custom"]["hand_over"]["reason"] == "customer_request"


async def test_an_offer_remembers_why_it_was_made(stage: Stage, talk_factory: TalkFactory) -> None:
    offer = {"action": "offer", "reason": "frustration", "rule": "insult", "score": 1.0}
    talk = talk_factory(escalation=offer)
    [said] = await talk.run(ActionOfferHuman())
    assert said["response"] == "utter_offer_human"
    assert talk.slots["escalation"] == offer
