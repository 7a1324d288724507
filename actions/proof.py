"""Looking up an order only for whoever proves that it is theirs: the forms that ask for number and proof."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import dialogue
from actions.order_card import card
from actions.process import process
from actions.shop.records import Order, Proof
from actions.words import shop_today
from warmline.clock import now

PROVED = "proved"
"""Value of the slot `proof` once it has been checked; what the customer gave is not kept in it."""
CHOICES = 4
"""How many of their orders a signed-in customer is offered to pick from."""


class ActionAskOrderNumber(Action):
    """Asks for the order number; who is signed in picks from their orders."""

    def name(self) -> str:
        """Its name for Rasa's forms."""
        return "action_ask_order_number"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Ask."""
        identity = dialogue.identity(tracker)
        orders = await process().shop.orders_of(identity, CHOICES) if identity else []
        if orders:
            buttons = [{"title": _title(order), "payload": _pick(order)} for order in orders]
            dispatcher.utter_message(response="utter_which_order", buttons=buttons)
        else:
            dispatcher.utter_message(response="utter_ask_number")
        return []


class ProvedOrderForm(FormValidationAction):
    """Checks number and proof together."""

    @abstractmethod
    def name(self) -> str:
        """Its name for Rasa's forms; each form has a subclass."""

    async def validate_order_number(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        """Take the number; an order of the signed identity, or one proved before, needs no more proof."""
        number = str(value)
        proved = dict(tracker.get_slot("proved_orders") or {})
        proof = dialogue.identity(tracker)
        if proof and (order := await process().shop.find_order(number, proof)):
            return _found(order, number)
        if number in proved and (order := await process().shop.find_order(number, Proof(**proved[number]))):
            return _found(order, number)
        given = tracker.get_slot("proof")
        return {"order_number": number, "order": None, "proof": None if given == PROVED else given}

    async def validate_proof(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        """Check the proof against the order; wrong ones are counted, and a missing order looks the same."""
        number = tracker.get_slot("order_number")
        if value == PROVED and (tracker.get_slot("order") or {}).get("number") == number:
            return {"proof": PROVED}
        if value == PROVED or number is None:
            return {"proof": None if value == PROVED else value}
        attempts, visitor = process().attempts, dialogue.customer_id(tracker)
        if await attempts.locked(number, visitor, now()):
            dispatcher.utter_message(response="utter_order_locked")
            return {"proof": None, "order_number": None, "order": None, "requested_slot": None}
        proof = _proof(str(value))
        order = await process().shop.find_order(number, proof)
        if order is None:
            await attempts.record(number, visitor, now())
            dispatcher.utter_message(response="utter_order_not_found")
            return {"proof": None, "order": None}
        await attempts.forget(number, visitor)
        proved = {
            **(tracker.get_slot("proved_orders") or {}),
            number: {"email": proof.email, "postcode": proof.postcode},
        }
        return {**_found(order, number), "proved_orders": proved}


class ValidateStatusForm(ProvedOrderForm):
    """The form before an order is shown."""

    def name(self) -> str:
        """Its name for Rasa's forms."""
        return "validate_status_form"


class ValidateCancelForm(ProvedOrderForm):
    """The form before an order is cancelled."""

    def name(self) -> str:
        """Its name for Rasa's forms."""
        return "validate_cancel_form"


class ValidateCaseForm(FormValidationAction):
    """The form before a person takes a complaint: the number alone, which shows the customer nothing."""

    def name(self) -> str:
        """Its name for Rasa's forms."""
        return "validate_case_form"

    async def validate_order_number(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        """Take the number, and the order with it where the signed identity has one."""
        number, identity = str(value), dialogue.identity(tracker)
        known = tracker.get_slot("order") or {}
        order = await process().shop.find_order(number, identity) if identity else None
        if order is not None:
            return {"order_number": number, "order": card(order, _today())}
        return {"order_number": number, "order": known if known.get("number") == number else None}


def proof_of(tracker: Tracker, number: str) -> Proof | None:
    """What has proved this order in this conversation."""
    earlier = (tracker.get_slot("proved_orders") or {}).get(number)
    return Proof(**earlier) if earlier else dialogue.identity(tracker)


def _found(order: Order, number: str) -> dict[str, Any]:
    return {"order_number": number, "proof": PROVED, "order": card(order, _today())}


def _proof(value: str) -> Proof:
    return Proof(email=value) if "@" in value else Proof(postcode=value)


def _today() -> Any:
    return shop_today(now(), process().settings.timezone)


def _title(order: Order) -> str:
    first = order.items[0].name if order.items else order.carrier
    return f"{order.number}: {first}"


def _pick(order: Order) -> str:
    return f'/inform{{"order_number": "{order.number}"}}'
