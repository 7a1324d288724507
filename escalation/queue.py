"""The queue: who is next.

First come, first served, but for the head starts of ``escalation/priority.py``, which are bounded, so nobody is
overtaken for ever.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import owner
from escalation.conversations import Conversation
from escalation.handovers import Request
from escalation.priority import Priority
from escalation.tables import conversations, customers


async def entering(
    connection: AsyncConnection, conversation_id: str, priority: Priority, request: Request, at: datetime
) -> dict[str, Any]:
    """What a conversation gets when it begins to wait: the reason, its head starts and its place."""
    found = (
        await connection.execute(
            select(conversations.c.trend, customers.c.rank)
            .join(customers, customers.c.id == conversations.c.customer_id)
            .where(conversations.c.id == conversation_id)
        )
    ).one()
    parts = priority.parts(request.reason, found.trend, request.order, found.rank)
    return {
        "reason": request.reason,
        "queued_at": at,
        "queue_rank": priority.served_at(at, parts),
        "head_starts": parts,
    }


async def mood_turned(connection: AsyncConnection, conversation_id: str, priority: Priority) -> None:
    """Let the mood count as it is now; only where the conversation waits."""
    columns = conversations.c
    waits = (columns.id == conversation_id, columns.owner == owner.QUEUE)
    found = (
        await connection.execute(select(columns.trend, columns.queued_at, columns.head_starts).where(*waits))
    ).first()
    if found is None:
        return
    parts = priority.with_mood(found.head_starts or {}, found.trend)
    if parts != found.head_starts:
        rank = priority.served_at(found.queued_at, parts)
        await connection.execute(update(conversations).where(*waits).values(queue_rank=rank, head_starts=parts))


async def place_of(connection: AsyncConnection, conversation: Conversation) -> int:
    """The place of a waiting conversation; 1 is next."""
    columns = conversations.c
    before = or_(
        columns.queue_rank < conversation.queue_rank,
        and_(columns.queue_rank == conversation.queue_rank, columns.id < conversation.id),
    )
    found = await connection.execute(
        select(func.count()).select_from(conversations).where(columns.owner == owner.QUEUE, before)
    )
    return int(found.scalar_one()) + 1


async def in_order(connection: AsyncConnection) -> list[Conversation]:
    """Every waiting conversation, the next one first."""
    columns = conversations.c
    rows = await connection.execute(
        select(conversations).where(columns.owner == owner.QUEUE).order_by(columns.queue_rank, columns.id)
    )
    return [Conversation(**row._mapping) for row in rows]


async def length(connection: AsyncConnection) -> int:
    """How many conversations wait."""
    found = await connection.execute(
        select(func.count()).select_from(conversations).where(conversations.c.owner == owner.QUEUE)
    )
    return int(found.scalar_one())
