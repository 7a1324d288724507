"""Telling where an order is."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import dialogue
from actions.order_card import card
from actions.process import process
from actions.proof import proof_of
from actions.shop.records import Order
from actions.words import on_day, shop_today
from warmline.clock import now


class ActionShowOrder(Action):
    """Shows the order that was proved, with one plain sentence and its card."""

    def name(self) -> str:
        """Its name in the rules."""
        return "action_show_order"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Look the order up anew, so that what is told is true now."""
        number = tracker.get_slot("order_number")
        proof = proof_of(tracker, number) if number else None
        order = await process().shop.find_order(number, proof) if number and proof else None
        if order is None:
            return [SlotSet("order", None)]
        today = shop_today(now(), process().settings.timezone)
        found = card(order, today)
        dispatcher.utter_message(
            response=sentence(order, found["delayed"]),
            json_message={"kind": "order", "data": found},
            **_facts(order, today, dialogue.language(tracker)),
        )
        return [SlotSet("order", found)]


def sentence(order: Order, delayed: bool) -> str:
    """The response that says where the order is; a late one is called late."""
    return "utter_order_delayed" if delayed else f"utter_order_{order.state.value}"


def _facts(order: Order, today: Any, language: str) -> dict[str, str]:
    expected = order.expected_on or today
    return {
        "number": order.number,
        "carrier": order.carrier,
        "expected": on_day(expected, today, language),
        "changed": on_day(order.changed_on, today, language),
    }
