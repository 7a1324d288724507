"""What the assistant does with a message while the customer waits for a person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.policies.escalation import EscalationPolicy
from bot.policies.rules import RuleBook
from bot.waiting import DANGER, IN_QUEUE, KEEP, action_instead, beginning
from warmline.settings import ROOT

DOMAIN = Domain.load(str(ROOT / "bot" / "domain"))
LISTEN = ActionExecuted("action_listen")
NUMBER = {"entity": "order_number", "value": "LP-104217"}


def said(text: str, intent: str, frustration: float = 0.0, entities: list[dict[str, Any]] | None = None) -> UserUttered:
    mood = {"frustration": frustration, "flags": []}
    parsed = {"intent": {"name": intent}, "entities": entities or [], "mood": mood}
    return UserUttered(text, {"name": intent}, parsed["entities"], parsed)  # type: ignore[arg-type]


def waiting(*events: Event) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("c-1", [*beginning(), LISTEN, *events], DOMAIN.slots)


def predicted(tracker: DialogueStateTracker) -> str | None:
    """The action of the policy, or None where it stands still and the rules decide."""
    book = RuleBook(Path(ROOT / "bot" / "escalation.yml"))
    config = EscalationPolicy.get_default_config()
    policy = EscalationPolicy(config, None, Resource("policy"), ExecutionContext(None), book)  # type: ignore[arg-type]
    prediction = policy.predict_action_probabilities(tracker, DOMAIN)
    best = prediction.max_confidence_index
    return DOMAIN.action_names_or_texts[best] if prediction.probabilities[best] else None


def test_another_wish_for_a_person_is_told_where_one_answers() -> None:
    again = said("człowieka!", "request_human")
    assert predicted(waiting(again)) == IN_QUEUE
    in_form = waiting(ActionExecuted("status_form"), ActiveLoop("status_form"), LISTEN, again)
    assert predicted(in_form) == IN_QUEUE


@pytest.mark.parametrize(
    "intent",
    [
        "order_status",
        "refund_status",
        "complaint_late",
        "cancel_order",
        "shop_question",
        "request_callback",
        "nlu_fallback",
    ],
)
def test_facts_and_searches_go_on_as_always_however_angry(intent: str) -> None:
    assert predicted(waiting(said("gdzie jest moja paczka!!!", intent, 1.0))) is None


@pytest.mark.parametrize("intent", ["greet", "thank", "small_talk", "insult", "inform", "affirm", "deny", "a_new_one"])
def test_anything_else_is_kept(intent: str) -> None:
    assert predicted(waiting(said("ok", intent))) == KEEP


@pytest.mark.parametrize("intent", ["complaint_damaged", "change_address", "delivery_problem"])
def test_a_case_for_people_is_kept_for_the_person_who_comes(intent: str) -> None:
    assert predicted(waiting(said("rozbita LP-104217", intent, entities=[NUMBER]))) == KEEP


@pytest.mark.parametrize("last", [IN_QUEUE, KEEP])
def test_then_the_turn_ends(last: str) -> None:
    assert predicted(waiting(said("ok", "affirm"), ActionExecuted(last))) == "action_listen"


def test_danger_is_warned_of_at_once() -> None:
    smoke = said("z lampy leci dym", "complaint_damaged")
    assert predicted(waiting(smoke)) == DANGER
    assert predicted(waiting(smoke, ActionExecuted(DANGER))) == "action_listen"


def test_no_rule_of_hand_overs_applies_after_an_answer() -> None:
    search = SlotSet("search", {"outcome": "abstain"})
    again = [said("a zwrot?", "shop_question", 1.0), ActionExecuted("action_search"), search]
    assert predicted(waiting(*again, LISTEN, *again)) is None


def test_a_look_up_begun_while_waiting_takes_its_answers() -> None:
    asked = [said("gdzie paczka", "order_status"), ActionExecuted("status_form"), ActiveLoop("status_form"), LISTEN]
    for answer in (
        said("LP-104217", "inform"),
        said("nie", "deny"),
        said("to 104217", "small_talk", entities=[NUMBER]),
    ):
        assert action_instead(waiting(*asked, answer)) is None
    assert action_instead(waiting(*asked, said("dzięki", "thank"))) == KEEP


def test_what_was_open_before_the_wait_is_over() -> None:
    question = [
        said("anuluj LP-104217", "cancel_order"),
        ActionExecuted("action_confirm_cancel"),
        SlotSet("cancelling", "LP-104217"),
        LISTEN,
    ]
    form = [said("gdzie paczka", "order_status"), ActionExecuted("status_form"), ActiveLoop("status_form"), LISTEN]
    for events, answer in ((question, said("tak", "affirm")), (form, said("LP-104217", "inform", entities=[NUMBER]))):
        tracker = DialogueStateTracker.from_events("c-1", [LISTEN, *events, answer, *beginning()], DOMAIN.slots)
        assert action_instead(tracker) == KEEP


def test_a_cancellation_asked_about_while_waiting_is_confirmed() -> None:
    asked = [
        said("anuluj LP-104217", "cancel_order"),
        ActionExecuted("action_confirm_cancel"),
        SlotSet("cancelling", "LP-104217"),
        LISTEN,
    ]
    assert action_instead(waiting(*asked, said("tak", "affirm"))) is None


@pytest.mark.parametrize(("outcome", "instead"), [("answer", None), ("abstain", KEEP)])
def test_a_yes_or_no_counts_only_after_an_article_that_was_shown(outcome: str, instead: str | None) -> None:
    shown = [
        said("zwrot?", "shop_question"),
        ActionExecuted("action_search"),
        SlotSet("search", {"outcome": outcome}),
        LISTEN,
    ]
    for intent in ("affirm", "deny"):
        assert action_instead(waiting(*shown, said("tak", intent))) == instead


def test_everything_the_policy_may_choose_stands_in_the_domain() -> None:
    assert {IN_QUEUE, KEEP, DANGER} <= set(DOMAIN.action_names_or_texts)
