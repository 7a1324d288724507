"""What the two wishes of a message are called in Rasa, and when the second has to wait."""

from __future__ import annotations

from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker

from bot.policies.signals import OFFER
from bot.waiting import CANCELLING, CONFIRMATION, WAITING

FIRST_WISH = "first_wish"
"""Key of `{"text", "intent", "confidence"}` in the parsed message."""
SECOND_WISH = "second_wish"
"""Key of the same for the second wish, and the slot in which it waits."""


def awaits(tracker: DialogueStateTracker) -> bool:
    """Whether the next words belong to something under way: a form, an open yes or no, or a person who takes over."""
    handed_over = (tracker.get_slot("escalation") or {}).get("action") == "transfer"
    if tracker.active_loop_name or (handed_over and not tracker.get_slot(WAITING)):
        return True
    done = (event.action_name for event in reversed(tracker.events) if isinstance(event, ActionExecuted))
    last = next((name for name in done if name != "action_listen"), None)
    return last == OFFER or (last == CONFIRMATION and tracker.get_slot(CANCELLING) is not None)
