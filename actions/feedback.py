"""Telling the knowledge base whether its answers helped; what cannot be told is lost, and nothing waits for it."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.process import process
from kb_index.client import Outcome
from warmline.errors import WarmlineError
from warmline.logs import logger

log = logger(__name__)

SEARCHES = ("action_search", "action_search_next")
SOON = 3
"""Messages of the customer within which a person who takes over does so because of the question asked before."""
HELPFULNESS: dict[str, Outcome] = {"affirm": "helped", "deny": "unhelpful"}


class ActionNoteHelpfulness(Action):
    """Notes the customer's yes or no after an article; what is said to it is the rules' business."""

    def name(self) -> str:
        """Its name in the rules."""
        return "action_note_helpfulness"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Tell it; any other word than yes or no says nothing."""
        intent = (tracker.latest_message.get("intent") or {}).get("name")
        if outcome := HELPFULNESS.get(intent or ""):
            await tell(tracker, outcome)
        return []


async def tell(tracker: Tracker, outcome: Outcome, article_id: str | None = None) -> None:
    """Say what became of the question last asked in this conversation.

    Args:
        article_id: What was picked.
    """
    try:
        await process().kb.tell_outcome(tracker.sender_id, outcome, article_id)
    except WarmlineError as error:
        log.warning("an outcome was not noted", outcome=outcome, reason=error.message)


async def tell_escalated(tracker: Tracker) -> None:
    """Say that a person takes over, where that follows soon after a question."""
    messages = 0
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            messages += 1
        if messages > SOON:
            return
        if event.get("event") == "action" and event.get("name") in SEARCHES:
            await tell(tracker, "escalated")
            return
