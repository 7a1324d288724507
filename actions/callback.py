"""Taking a call-back down at the desk, once the form is through."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import dialogue
from actions.callback_form import CONSENT, CONTACT, SLOTS, TIME, WAY, say_open, undo
from actions.process import process
from escalation.client import CallbackOpenAlready
from warmline.contacts import masked
from warmline.logs import logger

log = logger(__name__)

AT = {"pl": " Pora: „{time}”.", "en": " Time: “{time}”."}


class ActionTakeCallback(Action):
    """Writes the ticket where the customer has agreed, and forgets the contact either way."""

    def name(self) -> str:
        """Its name in the rules."""
        return "action_take_callback"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Take it down; nothing is said where the form has said why it ended."""
        consent = tracker.get_slot(CONSENT)
        if consent:
            await _take_down(dispatcher, tracker, consent)
        elif consent is False:
            dispatcher.utter_message(response="utter_callback_declined")
        return [SlotSet(slot, None) for slot in SLOTS]


async def _take_down(dispatcher: CollectingDispatcher, tracker: Tracker, consent: str) -> None:
    """A desk that does not answer fails the turn, which is tried again and then given to a person."""
    way, contact, desk = tracker.get_slot(WAY), tracker.get_slot(CONTACT), process().desk
    language = dialogue.language(tracker)
    try:
        made = await desk.create_callback(
            conversation_id=tracker.sender_id,
            turn_id=_turn_id(tracker),
            way=way,
            contact=contact,
            language=language,
            consent=consent,
            best_time=tracker.get_slot(TIME) or "",
        )
    except CallbackOpenAlready:
        if (found := await desk.open_callback(tracker.sender_id)) is not None:
            say_open(dispatcher, tracker, found)
        return
    log.info("call-back taken down", way=way, contact=masked(contact))
    time = AT[language].format(time=made.best_time) if made.best_time else ""
    dispatcher.utter_message(
        response=f"utter_callback_taken_{way}", contact=made.contact, time=time, buttons=[undo(tracker)]
    )


def _turn_id(tracker: Tracker) -> str:
    """The desk's id of the turn under way; Rasa keeps it as the message's."""
    return next(str(event["message_id"]) for event in reversed(tracker.events) if event.get("event") == "user")
