"""What the assistant does while the customer waits for a person: what it surely knows, and nothing else."""

from __future__ import annotations

from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.policies.signals import SEARCHES

WAITING = "waiting"
"""Slot and part of a message's metadata: the customer is in the queue."""
TOLD = "waiting_told"
"""Slot: the customer has been told that messages are kept for the colleague."""
CANCELLING = "cancelling"
CONFIRMATION = "action_confirm_cancel"

IN_QUEUE = "utter_in_queue"
KEEP = "action_keep_for_colleague"
DANGER = "utter_sees_safety"

WISHES = ("request_human",)
SURE = (
    *("order_status", "refund_status", "complaint_late", "cancel_order", "bot_challenge"),
    *("product_question", "shop_question", "invoice_request", "payment_problem", "account_problem"),
    *("return_item", "exchange_item", "request_callback", "out_of_scope", "nlu_fallback"),
)
"""Intents answered as always: facts of an order, and searches, which themselves say only what they are sure of."""
REPLIES = ("inform", "affirm", "deny")
PROOFS = ("order_number", "email", "postcode", "phone")


def beginning() -> list[Event]:
    """What happens to the memory when the wait begins: what was under way ends, as with any hand-over."""
    return [
        ActiveLoop(None),
        *(SlotSet(slot, None) for slot in (REQUESTED_SLOT, CANCELLING, TOLD)),
        SlotSet(WAITING, True),
    ]


def action_instead(tracker: DialogueStateTracker) -> str | None:
    """What is done with the message that has just come, or None where it is answered as always."""
    message = tracker.latest_message
    intent = message.intent.get("name") if message is not None else None
    if message is None or intent in WISHES:
        return IN_QUEUE
    given = tracker.active_loop_name and any(entity["entity"] in PROOFS for entity in message.entities)
    expected = intent in REPLIES and _is_asked(tracker, intent)
    return None if intent in SURE or given or expected else KEEP


def _is_asked(tracker: DialogueStateTracker, intent: str) -> bool:
    """Whether something said since the wait began is open: a form, or a question to be answered with yes or no."""
    if tracker.active_loop_name or intent == "inform":
        return bool(tracker.active_loop_name)
    done = (event.action_name for event in reversed(tracker.events) if isinstance(event, ActionExecuted))
    last = next((name for name in done if name != "action_listen"), None)
    shown = (tracker.get_slot("search") or {}).get("outcome") == "answer"
    return (last in SEARCHES and shown) or (last == CONFIRMATION and tracker.get_slot(CANCELLING) is not None)
