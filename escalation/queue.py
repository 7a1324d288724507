"""The queue: who is next.

First come, first served, but a grave reason counts as if the customer had waited a while already. The
head start is bounded, so nobody is overtaken for ever.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import owner
from escalation.conversations import Conversation
from escalation.tables import conversations

REASONS = frozenset(
    {
        "customer_request",
        "frustration",
        "repeated_failure",
        "repeated_question",
        "complaint",
        "high_value",
        "unusual",
        "threat",
        "safety",
        "failed_transaction",
        "valued_customer",
        "system_error",
    }
)
"""Every reason a hand-over may name; the list in docs/protocol.md."""

HEAD_START = {
    "safety": timedelta(minutes=30),
    "threat": timedelta(minutes=30),
    "frustration": timedelta(minutes=10),
    "complaint": timedelta(minutes=5),
    "failed_transaction": timedelta(minutes=5),
    "system_error": timedelta(minutes=5),
    "high_value": timedelta(minutes=5),
    "valued_customer": timedelta(minutes=5),
}
"""What each reason is worth in waiting time; a reason that is missing is worth none."""


def rank(reason: str, queued_at: datetime) -> datetime:
    """The moment by which the queue is ordered; the earliest is next."""
    return queued_at - HEAD_START.get(reason, timedelta())


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
