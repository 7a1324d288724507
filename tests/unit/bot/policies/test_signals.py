"""Reading trackers as situations."""

from typing import Any

import pytest
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.policies.signals import offer_before, situation_of, stage_of
from bot.policies.situation import Stage

LISTEN = ActionExecuted("action_listen")


def said(text: str, intent: str, frustration: float = 0.0, **data: Any) -> UserUttered:
    parsed = {"intent": {"name": intent}, "entities": [], "mood": {"frustration": frustration, "flags": []}, **data}
    return UserUttered(text, {"name": intent}, parsed["entities"], parsed)


def tracker_of(*events: Event) -> DialogueStateTracker:
    slots = [
        AnySlot(name, mappings=[{}]) for name in ("search", "order", "escalation", "returned", "failed_transaction")
    ]
    return DialogueStateTracker.from_events("c-1", [LISTEN, *events], slots)


def test_a_new_message_is_judged_before_anything_is_done() -> None:
    situation = situation_of(tracker_of(said("gdzie paczka", "order_status", 0.4)))
    assert situation is not None
    assert situation.stage is Stage.MESSAGE
    assert (situation.now.text, situation.now.intent, situation.now.frustration) == (
        "gdzie paczka",
        "order_status",
        0.4,
    )


def test_an_abstention_is_a_failure_of_its_turn() -> None:
    search = SlotSet("search", {"outcome": "abstain"})
    situation = situation_of(tracker_of(said("x", "out_of_scope"), ActionExecuted("action_search"), search))
    assert situation is not None
    assert situation.stage is Stage.ANSWERED
    assert situation.now.failed


def test_a_no_after_a_search_is_an_unhelpful_article() -> None:
    shown = [said("zwrot?", "shop_question"), ActionExecuted("action_search"), LISTEN]
    situation = situation_of(tracker_of(*shown, said("nie", "deny"), ActionExecuted("action_search_next")))
    assert situation is not None
    assert [turn.unhelpful for turn in situation.turns] == [False, True]


def test_what_came_before_a_return_no_longer_counts() -> None:
    before = [said("furia!!!", "insult", 1.0), ActionExecuted("action_hand_over"), LISTEN]
    situation = situation_of(tracker_of(*before, SlotSet("returned", {"at": "now"}), said("dzięki", "thank", 0.1)))
    assert situation is not None
    assert [turn.text for turn in situation.turns] == ["dzięki"]


def test_a_case_without_its_number_is_gathered_as_far_as_it_goes() -> None:
    asked = [said("rozbita", "complaint_damaged"), ActionExecuted("case_form"), ActiveLoop("case_form"), LISTEN]
    situation = situation_of(tracker_of(*asked, said("nie mam numeru", "deny")))
    assert situation is not None
    assert (situation.stage, situation.topic) == (Stage.GATHERED, "complaint_damaged")


def test_a_case_goes_on_when_the_number_comes_or_a_question_comes_between() -> None:
    asked = [said("rozbita", "complaint_damaged"), ActionExecuted("case_form"), ActiveLoop("case_form"), LISTEN]
    number = said("LP-104217", "inform", entities=[{"entity": "order_number", "value": "LP-104217"}])
    assert stage_of(tracker_of(*asked, number)) is Stage.MESSAGE
    assert stage_of(tracker_of(*asked, said("jak zrobić zdjęcie?", "shop_question"))) is Stage.MESSAGE


def test_a_topic_ends_with_the_turn_that_ended_its_form() -> None:
    done = [
        said("spóźnia się LP-104218 30-001", "complaint_late"),
        ActionExecuted("status_form"),
        ActiveLoop("status_form"),
        ActiveLoop(None),
        ActionExecuted("action_show_order"),
    ]
    now = situation_of(tracker_of(*done))
    assert now is not None
    assert now.topic == "complaint_late"
    later = situation_of(tracker_of(*done, LISTEN, said("a zwroty?", "shop_question"), ActionExecuted("action_search")))
    assert later is not None
    assert later.topic is None


def test_a_form_that_runs_again_keeps_its_topic() -> None:
    asked = [said("spóźnia się", "complaint_late"), ActionExecuted("status_form"), ActiveLoop("status_form"), LISTEN]
    again = [said("LP-104218", "inform"), ActionExecuted("status_form"), ActiveLoop("status_form"), LISTEN]
    situation = situation_of(tracker_of(*asked, *again, said("30-001", "inform")))
    assert situation is not None
    assert situation.topic == "complaint_late"


def test_the_middle_of_a_turn_is_not_judged() -> None:
    assert stage_of(tracker_of(said("rozbita", "complaint_damaged"), ActionExecuted("utter_sorry_damaged"))) is None


def test_only_the_offer_right_before_is_answered() -> None:
    cause = {"action": "offer", "rule": "insult", "reason": "frustration", "score": 1.0}
    offered = [said("głupi", "insult"), ActionExecuted("action_offer_human"), SlotSet("escalation", cause), LISTEN]
    assert offer_before(tracker_of(*offered)) == cause
    assert offer_before(tracker_of(*offered, said("tak", "affirm"))) == cause
    more = [said("a zwrot?", "shop_question"), ActionExecuted("action_search"), LISTEN]
    assert offer_before(tracker_of(*offered, *more, said("tak", "affirm"))) is None


def test_a_cancellation_that_failed_is_seen_in_its_turn() -> None:
    failed = SlotSet("failed_transaction", "LP-1")
    situation = situation_of(tracker_of(said("tak", "affirm"), ActionExecuted("action_cancel_order"), failed))
    assert situation is not None
    assert situation.now.transaction_failed


@pytest.mark.parametrize("action", ["transfer", "offer"])
def test_what_a_person_had_for_an_order_is_remembered_beyond_the_return(action: str) -> None:
    cause = {"action": action, "rule": "high_value", "order": "LP-1"}
    before = [said("anuluj", "cancel_order"), SlotSet("escalation", cause), ActionExecuted("action_hand_over"), LISTEN]
    situation = situation_of(tracker_of(*before, SlotSet("returned", {"at": "now"}), said("a teraz?", "order_status")))
    assert situation is not None
    assert situation.settled == {("high_value", "LP-1")}
