"""What one turn has to say to the desk, read from the conversation's tracker.

The answer is never collected while the turn runs but always read back from its events. So a turn asked
for again gets the very same answer, and nothing can be said that was not stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.shared.core.events import BotUttered, Event, UserUttered

from bot.policies.signals import happened

YES_OR_NO = ("/affirm", "/deny")


def answer_of(events: Iterable[Event], turn_id: str) -> dict[str, Any] | None:
    """The answer of a finished turn, or None where the tracker does not know the turn.

    A second wish stands in the tracker as another message of the same turn. What is said before it can no longer be
    answered with a yes or no, as that would answer what is said after it.
    """
    message: UserUttered | None = None
    said: list[BotUttered] = []
    so_far: list[Event] = []
    messages = passed = 0
    for event in events:
        if isinstance(event, UserUttered):
            if event.message_id == turn_id:
                message, messages, passed = message or event, messages + 1, len(said)
            elif message is not None:
                break
        elif isinstance(event, BotUttered) and message is not None:
            said.append(event)
        so_far.append(event)
    if message is None:
        return None
    replies = [_reply(event, YES_OR_NO if index < passed else ()) for index, event in enumerate(said)]
    return {
        **understanding(dict(message.parse_data)),
        "replies": [reply for reply in replies if reply is not None],
        "happened": happened(so_far, messages),
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


def _reply(event: BotUttered, passed: tuple[str, ...]) -> dict[str, Any] | None:
    custom = event.data.get("custom") or {}
    if not event.text and "kind" not in custom:
        return None
    return {
        "kind": custom.get("kind", "text"),
        "text": event.text or "",
        "data": custom.get("data", {}),
        "choices": [
            {"title": button["title"], "payload": button["payload"]}
            for button in event.data.get("buttons") or []
            if button["payload"] not in passed
        ],
    }


def _hand_over(event: BotUttered) -> dict[str, Any] | None:
    found: dict[str, Any] | None = (event.data.get("custom") or {}).get("hand_over")
    return found
