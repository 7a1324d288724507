"""A customer who waits for a person: what the assistant is not sure of is left to the colleague, who sees it."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher


class ActionKeepForColleague(Action):
    """Leaves the message to the person who takes over."""

    def name(self) -> str:
        """Its name for the policy of hand-overs."""
        return "action_keep_for_colleague"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say so once, then nothing."""
        return keep(dispatcher, tracker)


def is_waiting(tracker: Tracker) -> bool:
    """Whether the customer is in the queue."""
    return bool(tracker.get_slot("waiting"))


def keep(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Tell, once in a wait, that the colleague gets the message."""
    if tracker.get_slot("waiting_told"):
        return []
    dispatcher.utter_message(response="utter_kept")
    return [SlotSet("waiting_told", True)]
