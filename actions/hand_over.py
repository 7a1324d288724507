"""Giving the conversation to a person, or offering to."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import dialogue, feedback
from actions.process import process
from escalation.client import DeskAvailability
from warmline.errors import WarmlineError
from warmline.logs import logger

log = logger(__name__)

ASKED_FOR = {"reason": "customer_request", "rule": "customer_request", "score": 1.0}
"""What stands in the hand-over where no rule but the customer brought it about."""
ARTICLE = ("article_id", "title", "score", "outcome")
ACKNOWLEDGED = frozenset(
    ("frustration", "threat", "safety", "repeated_failure", "repeated_question", "failed_transaction")
)
"""Reasons for which the assistant first says that it has seen what is wrong, by a response of its own each."""
OFFERED = {"action": "offer", "reason": "customer_request", "rule": "customer_request", "score": 1.0}


class ActionHandOver(Action):
    """Proposes the hand-over to the desk, with everything the bot knows.

    Who is there, and for how long one may wait, the desk says in its notice, so that it is said once.
    """

    def name(self) -> str:
        """Its name in the rules."""
        return "action_hand_over"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say what is wrong and that it is passed on; ask for an address where nobody is there; any form ends."""
        cause = tracker.get_slot("escalation") or {}
        if cause.get("action") != "transfer":
            cause = ASKED_FOR
        if cause["reason"] in ACKNOWLEDGED:
            dispatcher.utter_message(response=f"utter_sees_{cause['reason']}")
        there = await _availability(dialogue.language(tracker))
        away = there is not None and not there.agents
        dispatcher.utter_message(response="utter_hand_over_away" if away else "utter_hand_over")
        dispatcher.utter_message(json_message={"hand_over": packet(tracker, cause)})
        await feedback.tell_escalated(tracker)
        return [
            ActiveLoop(None),
            SlotSet("requested_slot", None),
            SlotSet("escalation", {**cause, "action": "transfer"}),
            SlotSet("second_wish", None),
        ]


class ActionOfferHuman(Action):
    """Asks whether a person shall take over."""

    def name(self) -> str:
        """Its name in the rules."""
        return "action_offer_human"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Ask; the slot keeps why, so that a yes hands over with that reason."""
        cause = tracker.get_slot("escalation") or {}
        dispatcher.utter_message(response="utter_offer_human")
        return [SlotSet("escalation", cause if cause.get("action") == "offer" else OFFERED)]


def packet(tracker: Tracker, cause: dict[str, Any]) -> dict[str, Any]:
    """What the person who takes over gets from the bot; the desk adds mood, trend and transcript."""
    search = tracker.get_slot("search") or {}
    number, order = tracker.get_slot("order_number"), tracker.get_slot("order")
    contact = {name: value for name in ("email", "phone", "postcode") if (value := _last_entity(tracker, name))}
    waiting = tracker.get_slot("second_wish")
    also = {"also_asked": waiting["text"]} if waiting else {}
    return {
        "reason": cause["reason"],
        "rule": cause["rule"],
        "score": cause["score"],
        "order": order,
        "slots": {"order_number": number, **contact, **also},
        "articles": [{name: entry[name] for name in ARTICLE} for entry in search.get("tried", [])],
        "summary": summary(tracker),
    }


def summary(tracker: Tracker) -> str:
    """What the customer last wrote before the hand-over, newest last; short enough to read at a glance."""
    said = [
        event["text"]
        for event in tracker.events
        if event.get("event") == "user" and event.get("text") and (event.get("parse_data") or {}).get("typed", True)
    ]
    return " / ".join(text[:200] for text in said[-3:])


def _last_entity(tracker: Tracker, name: str) -> str | None:
    for event in reversed(tracker.events):
        for entity in (event.get("parse_data") or {}).get("entities", []) if event.get("event") == "user" else []:
            if entity.get("entity") == name:
                return str(entity["value"])
    return None


async def _availability(language: str) -> DeskAvailability | None:
    """Who is there; None where the desk does not say, which must not keep the customer from a person."""
    try:
        return await process().desk.availability(language)
    except WarmlineError as error:
        log.warning("availability unknown", reason=error.message)
        return None
