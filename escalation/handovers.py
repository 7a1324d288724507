"""Hand-overs: why a person is needed, and the story that goes along so nobody repeats it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import turns
from escalation.conversations import Conversation
from escalation.moments import iso
from escalation.tables import customers, handovers, messages

LONGEST_SUMMARY = 300


@dataclass(frozen=True)
class Request:
    """What whoever asks for a hand-over knows."""

    reason: str
    rule: str | None = None  # the rule that decided, where there was one
    score: float | None = None
    order: dict[str, Any] | None = None
    slots: dict[str, Any] = field(default_factory=dict)
    articles: list[dict[str, Any]] = field(default_factory=list)
    summary: str = ""


async def store(connection: AsyncConnection, conversation: Conversation, request: Request, at: datetime) -> None:
    """Write the hand-over down with its packet; the transcript is the conversation itself."""
    trend = await _trend(connection, conversation.id)
    packet = {
        "reason": request.reason,
        "rule": request.rule,
        "score": request.score,
        "at": iso(at),
        "language": conversation.language,
        "frustration": conversation.frustration,
        "trend": trend,
        "verified": await _is_verified(connection, conversation.customer_id, at),
        "order": request.order,
        "slots": request.slots,
        "articles": request.articles,
        "instructions": await turns.latest_instructions(connection, conversation.id),
        "summary": request.summary or await _words_of_customer(connection, conversation.id),
    }
    await connection.execute(
        insert(handovers).values(conversation_id=conversation.id, reason=request.reason, packet=packet, at=at)
    )


async def latest_packet(connection: AsyncConnection, conversation_id: str) -> dict[str, Any] | None:
    """The packet of the conversation's last hand-over, or None when there was none."""
    found = await connection.execute(
        select(handovers.c.packet)
        .where(handovers.c.conversation_id == conversation_id)
        .order_by(handovers.c.id.desc())
        .limit(1)
    )
    packet: dict[str, Any] | None = found.scalar()
    return packet


async def mark_claimed(connection: AsyncConnection, conversation_id: str, staff_id: str, at: datetime) -> None:
    """A person has taken the case."""
    await _mark(connection, conversation_id, claimed_at=at, claimed_by=staff_id)


async def mark_waiting(connection: AsyncConnection, conversation_id: str) -> None:
    """The person has put the case back into the queue."""
    await _mark(connection, conversation_id, claimed_at=None, claimed_by=None)


async def mark_ended(connection: AsyncConnection, conversation_id: str, at: datetime, note: str = "") -> None:
    """No person is needed any more; the note is what the last one wanted remembered."""
    await _mark(connection, conversation_id, ended_at=at, note=note or None)


async def _mark(connection: AsyncConnection, conversation_id: str, **values: Any) -> None:
    await connection.execute(
        update(handovers)
        .where(handovers.c.conversation_id == conversation_id, handovers.c.ended_at.is_(None))
        .values(**values)
    )


async def _trend(connection: AsyncConnection, conversation_id: str) -> list[dict[str, Any]]:
    rows = await connection.execute(
        select(messages.c.seq, messages.c.mood)
        .where(
            messages.c.conversation_id == conversation_id,
            messages.c.author_kind == "customer",
            messages.c.mood.is_not(None),
        )
        .order_by(messages.c.seq)
    )
    return [
        {
            "seq": row.seq,
            "frustration": row.mood["frustration"],
            "trend": row.mood.get("trend"),
            "reasons": row.mood.get("reasons", []),
        }
        for row in rows
        if row.mood is not None
    ]


async def _is_verified(connection: AsyncConnection, customer_id: str, at: datetime) -> bool:
    found = await connection.execute(select(customers.c.verified_until).where(customers.c.id == customer_id))
    until: datetime | None = found.scalar()
    return until is not None and until > at


async def _words_of_customer(connection: AsyncConnection, conversation_id: str) -> str:
    """The customer's own last words, for a hand-over that nobody has summed up."""
    rows = await connection.execute(
        select(messages.c.text)
        .where(messages.c.conversation_id == conversation_id, messages.c.author_kind == "customer")
        .order_by(messages.c.seq.desc())
        .limit(3)
    )
    text = " / ".join(reversed([row.text for row in rows]))
    return text if len(text) <= LONGEST_SUMMARY else "…" + text[-LONGEST_SUMMARY + 1 :]
