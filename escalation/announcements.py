"""Saying what has changed, once it is committed."""

from __future__ import annotations

from typing import Any

from escalation.conversations import Conversation
from escalation.live import Hint, Live


async def changed(live: Live, conversation: Conversation) -> None:
    """The conversation has new messages or another state."""
    await live.publish(Hint("changed", conversation.id, conversation.customer_id, {"owner": conversation.owner}))


async def presence(live: Live) -> None:
    """An agent has come, gone, or chosen to take conversations or not."""
    await live.publish(Hint("presence"))


async def callbacks(live: Live) -> None:
    """A call-back was asked for, taken, given back or settled."""
    await live.publish(Hint("callbacks"))


async def touched(live: Live, conversation: Conversation, seqs: list[int]) -> None:
    """Messages that were sent already have got their mood, or another."""
    await live.publish(
        Hint("touched", conversation.id, conversation.customer_id, {"seqs": seqs, "owner": conversation.owner})
    )


async def noted(live: Live, conversation_id: str) -> None:
    """Staff have noted something, or looked at a note; the customer's sockets hear nothing of it."""
    await live.publish(Hint("noted", conversation_id))


async def typing(live: Live, conversation: Conversation, author: dict[str, Any], text: str | None = None) -> None:
    """Somebody is writing; nothing of it is stored."""
    await live.publish(Hint("typing", conversation.id, conversation.customer_id, {"author": author, "text": text}))
