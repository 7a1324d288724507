"""The form of a call-back: which way, where, and the consent, without which nothing is written down."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import dialogue
from actions.callback_words import EMAIL, PHONE, contact_in, meant_as_contact, way_in
from actions.process import process
from escalation.client import CANCEL_CALLBACK, OpenCallback
from warmline.contacts import masked

WAY, CONTACT, CONSENT = "callback_way", "callback_contact", "callback_consent"
KNOWN = "callback_known"
"""Slot of the address that a signed-in customer is offered to confirm."""
TIME = "callback_time"
SLOTS = (WAY, CONTACT, CONSENT, KNOWN, TIME)
END: dict[str, Any] = {"requested_slot": None}
REFUSED: dict[str, Any] = {CONSENT: False, **END}

PURPOSE = {
    "pl": {
        "phone": "Czy możemy zapisać numer {contact} i użyć go tylko po to, by zadzwonić w tej sprawie?",
        "email": "Czy możemy zapisać adres {contact} i użyć go tylko po to, by napisać w tej sprawie?",
    },
    "en": {
        "phone": "May we keep the number {contact} and use it only to call you about this matter?",
        "email": "May we keep the address {contact} and use it only to write to you about this matter?",
    },
}
"""What is agreed to. It stands here and not in the domain because the ticket keeps this very sentence."""
WAYS = {
    "pl": {PHONE: "Zadzwońcie", EMAIL: "Napiszcie e-mail"},
    "en": {PHONE: "Call me", EMAIL: "Write me an e-mail"},
}
AGREE = {"pl": ("Tak, zgadzam się", "Nie"), "en": ("Yes, I agree", "No")}
UNDO = {"pl": "Odwołaj", "en": "Withdraw it"}

Slots = dict[str, Any]


class ValidateCallbackForm(Action):
    """Reads what the customer says while the form is open; what says nothing to it is left to the other rules."""

    def name(self) -> str:
        """Its name for Rasa's forms."""
        return "validate_callback_form"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """The slots that the message fills or empties."""
        asked, intent = tracker.get_slot("requested_slot"), (tracker.latest_message.get("intent") or {}).get("name")
        answers = asked in (WAY, CONTACT) and meant_as_contact(tracker)
        if intent == "request_callback" and not answers:
            found = await _begun(dispatcher, tracker)
        elif asked == CONSENT:
            found = _consented(tracker, intent)
        elif asked in (WAY, CONTACT):
            found = _told(dispatcher, tracker, asked, intent)
        else:
            found = {}
        return [SlotSet(name, value) for name, value in found.items()]


class ActionAskCallbackWay(Action):
    """Asks which way; the choices stand here because their braces would be taken for slots in the domain."""

    def name(self) -> str:
        """Its name for Rasa's forms."""
        return "action_ask_callback_way"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Ask."""
        buttons = [
            {"title": title, "payload": f'/request_callback{{"callback_way": "{way}"}}'}
            for way, title in WAYS[dialogue.language(tracker)].items()
        ]
        dispatcher.utter_message(response="utter_which_callback_way", buttons=buttons)
        return []


class ActionAskCallbackContact(Action):
    """Asks for the number or the address; who is signed in confirms theirs."""

    def name(self) -> str:
        """Its name for Rasa's forms."""
        return "action_ask_callback_contact"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Ask."""
        if known := tracker.get_slot(KNOWN):
            dispatcher.utter_message(response="utter_callback_known", contact=masked(known))
        else:
            dispatcher.utter_message(response=f"utter_ask_callback_{tracker.get_slot(WAY)}")
        return []


class ActionAskCallbackConsent(Action):
    """Asks for the consent."""

    def name(self) -> str:
        """Its name for Rasa's forms."""
        return "action_ask_callback_consent"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Ask, in the sentence that the ticket will keep."""
        yes, no = AGREE[dialogue.language(tracker)]
        buttons = [{"title": yes, "payload": "/affirm"}, {"title": no, "payload": "/deny"}]
        dispatcher.utter_message(text=purpose(tracker), buttons=buttons)
        return []


def purpose(tracker: Tracker) -> str:
    """The sentence of the consent for the contact in hand."""
    sentence = PURPOSE[dialogue.language(tracker)][tracker.get_slot(WAY)]
    return sentence.format(contact=masked(tracker.get_slot(CONTACT)))


def say_open(dispatcher: CollectingDispatcher, tracker: Tracker, found: OpenCallback) -> None:
    """Say that a call-back is open already, and how to withdraw it."""
    dispatcher.utter_message(response="utter_callback_already", contact=found.contact, buttons=[undo(tracker)])


def undo(tracker: Tracker) -> dict[str, str]:
    """The choice that withdraws what was taken down."""
    return {"title": UNDO[dialogue.language(tracker)], "payload": CANCEL_CALLBACK}


async def _begun(dispatcher: CollectingDispatcher, tracker: Tracker) -> Slots:
    """A call-back is asked for, for the first time or again with another way."""
    already = await process().desk.open_callback(tracker.sender_id)
    if already is not None:
        say_open(dispatcher, tracker, already)
        return {**dict.fromkeys(SLOTS), **END}
    if given := contact_in(tracker):
        return {WAY: given.way, CONTACT: given.contact, TIME: given.best_time, KNOWN: None}
    before = tracker.get_slot(WAY)
    way = way_in(tracker) or before
    return _by(tracker, way) if way != before else {WAY: way}


def _told(dispatcher: CollectingDispatcher, tracker: Tracker, asked: str, intent: str | None) -> Slots:
    """The answer to which way or where."""
    if given := contact_in(tracker):
        return {WAY: given.way, CONTACT: given.contact, TIME: given.best_time}
    known = tracker.get_slot(KNOWN) if asked == CONTACT else None
    if known and intent == "affirm":
        return {CONTACT: known}
    if known and intent == "deny":
        return {CONTACT: None, KNOWN: None}
    if intent == "deny":
        return REFUSED
    if meant_as_contact(tracker) and (asked == CONTACT or way_in(tracker) is None):
        dispatcher.utter_message(response=f"utter_callback_bad_{tracker.get_slot(WAY) or 'contact'}")
        return {asked: None}
    way = way_in(tracker)
    return {} if way is None or way == tracker.get_slot(WAY) else _by(tracker, way)


def _consented(tracker: Tracker, intent: str | None) -> Slots:
    """The answer to the consent: a yes, a no, or another contact, for which it is asked anew."""
    if given := contact_in(tracker):
        return {WAY: given.way, CONTACT: given.contact, TIME: given.best_time or tracker.get_slot(TIME)}
    if intent == "affirm":
        return {CONSENT: purpose(tracker)}
    return {CONSENT: False} if intent == "deny" else {}


def _by(tracker: Tracker, way: str | None) -> Slots:
    """A way was chosen; an address that the shop has signed is offered for it."""
    identity = dialogue.identity(tracker) if way == EMAIL else None
    return {WAY: way, CONTACT: None, KNOWN: identity.email if identity else None}
