"""What one turn has to say to the desk, read from the conversation's tracker.

The answer is never collected while the turn runs but always read back from its events. So a turn asked
for again gets the very same answer, and nothing can be said that was not stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.shared.core.events import BotUttered, Event, UserUttered


def answer_of(events: Iterable[Event], turn_id: str) -> dict[str, Any] | None:
    """The answer of a finished turn, or None where the tracker does not know the turn."""
    message: UserUttered | None = None
    said: list[BotUttered] = []
    for event in events:
        if isinstance(event, UserUttered):
            if message is not None and message.message_id == turn_id:
                break
            message, said = event, []
        elif isinstance(event, BotUttered):
            said.append(event)
    if message is None or message.message_id != turn_id:
        return None
    return {
        **understanding(dict(message.parse_data)),
        "replies": [reply for event in said if (reply := _reply(event)) is not None],
        "hand_over": next((found for event in said if (found := _hand_over(event)) is not None), None),
    }


def understanding(parsed: dict[str, Any]) -> dict[str, Any]:
    """Language, intent and mood of a parsed message, as the protocol has them."""
    intent, mood = parsed.get("intent") or {}, parsed.get("mood")
    return {
        "language": parsed.get("language"),
        "intent": {"name": intent.get("name"), "confidence": round(float(intent.get("confidence") or 0), 4)},
        "mood": mood and {key: mood[key] for key in ("label", "frustration", "reasons")},
    }


def _reply(event: BotUttered) -> dict[str, Any] | None:
    custom = event.data.get("custom") or {}
    if not event.text and "kind" not in custom:
        return None
    return {
        "kind": custom.get("kind", "text"),
        "text": event.text or "",
        "data": custom.get("data", {}),
        "choices": [
            {"title": button["title"], "payload": button["payload"]} for button in event.data.get("buttons") or []
        ],
    }


def _hand_over(event: BotUttered) -> dict[str, Any] | None:
    found: dict[str, Any] | None = (event.data.get("custom") or {}).get("hand_over")
    return found
