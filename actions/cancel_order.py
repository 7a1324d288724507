"""Cancelling an order: asked first, then really done."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import dialogue
from actions.errors import CannotCancel, NoSuchOrder
from actions.order_card import card
from actions.process import process
from actions.proof import proof_of
from actions.shop.records import CANCELLABLE, State
from actions.words import money, shop_today
from warmline.clock import now


class ActionConfirmCancel(Action):
    """Asks whether the order shall really be cancelled, or says why it cannot be."""

    def name(self) -> str:
        """Its name in the rules."""
        return "action_confirm_cancel"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Ask; nothing is said where the look-up ended without an order, as that was explained there."""
        order = tracker.get_slot("order")
        if order is None:
            return []
        state, number = State(order["state"]), order["number"]
        if state is State.CANCELLED:
            dispatcher.utter_message(response="utter_cancel_done_before", number=number)
        elif state not in CANCELLABLE:
            dispatcher.utter_message(response="utter_cancel_too_late", number=number)
        else:
            total = money(Decimal(order["total"]), order["currency"], dialogue.language(tracker))
            dispatcher.utter_message(response="utter_confirm_cancel", number=number, total=total)
            return [SlotSet("cancelling", number)]
        return [SlotSet("cancelling", None)]


class ActionCancelOrder(Action):
    """Cancels the order that was just asked about."""

    def name(self) -> str:
        """Its name in the rules."""
        return "action_cancel_order"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Cancel in the shop; a second call finds it cancelled and says so."""
        number = tracker.get_slot("cancelling")
        proof = proof_of(tracker, number) if number else None
        if number is None or proof is None:
            dispatcher.utter_message(response="utter_go_on")
            return [SlotSet("cancelling", None)]
        try:
            order = await process().shop.cancel_order(number, proof)
        except (CannotCancel, NoSuchOrder):
            dispatcher.utter_message(response="utter_cancel_too_late", number=number)
            return [SlotSet("cancelling", None), SlotSet("failed_transaction", number)]
        found = card(order, shop_today(now(), process().settings.timezone))
        dispatcher.utter_message(
            response="utter_cancelled", number=number, json_message={"kind": "order", "data": found}
        )
        return [SlotSet("cancelling", None), SlotSet("order", found)]
