"""Who speaks for the shop in a conversation: ``bot``, ``queue``, ``agent:<staff id>`` or ``closed``."""

from __future__ import annotations

BOT = "bot"
QUEUE = "queue"
CLOSED = "closed"
AGENT_PREFIX = "agent:"


def agent(staff_id: str) -> str:
    """The owner string of an agent; also the actor of their events."""
    return AGENT_PREFIX + staff_id


def kind_of(owner: str) -> str:
    """``bot``, ``queue``, ``agent`` or ``closed``."""
    return owner.split(":", 1)[0]


def staff_id_of(owner: str) -> str | None:
    """The agent's id, or None when no agent owns it."""
    return owner.removeprefix(AGENT_PREFIX) if owner.startswith(AGENT_PREFIX) else None
