"""Erasing a customer: what happened stays countable, and nobody is left whom it happened to.

Conversations, events, times and moods stay, under a customer without a name. What was said, noted or
shown goes, and so do the name, the contact and the browser's token, so that whoever comes back is new.
The assistant's memory is a store of its own: it is told by rows of ``erasures``, which stay until it
has forgotten (``warmline.erasure``).
"""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import events, owner, ownership
from escalation.erasure_tables import erasures
from escalation.file_tables import conversation_tags, surveys
from escalation.note_tables import notes
from escalation.tables import (
    callbacks,
    conversations,
    customers,
    handovers,
    messages,
    mood_feedback,
    transfers,
    turns,
    visitors,
)
from warmline.database import Database

SETTLED = timedelta(minutes=10)
"""A turn that ran at the erasure may still reach the assistant's memory; it is over by then."""

NOTHING_TOLD: dict[str, Any] = {"order": None, "slots": {}, "articles": [], "instructions": None, "summary": ""}
"""What is left of a packet's story."""

Forget = Callable[[Sequence[str]], Awaitable[None]]
"""Makes the assistant forget conversations."""


async def find(connection: AsyncConnection, who: str) -> list[str]:
    """Ids of the customers with this id at the desk or in the shop, or with this e-mail address."""
    named = or_(customers.c.id == who, customers.c.external_id == who, customers.c.email == who)
    return list((await connection.execute(select(customers.c.id).where(named).order_by(customers.c.id))).scalars())


async def erase(connection: AsyncConnection, customer_id: str, at: datetime) -> list[str]:
    """Erase a customer in one transaction; open conversations end.

    Returns:
        The conversations, whose traces elsewhere must go as well.
    """
    nobody = str(uuid.uuid4())
    await connection.execute(insert(customers).values(id=nobody, rank=0, created_at=at))
    await connection.execute(delete(visitors).where(visitors.c.customer_id == customer_id))
    moved = conversations.c.customer_id == customer_id
    await connection.execute(update(conversations).where(moved).values(customer_id=nobody))
    found = await connection.execute(
        select(conversations.c.id, conversations.c.owner).where(conversations.c.customer_id == nobody)
    )
    held = {row.id: row.owner for row in found}
    for conversation_id, owned_by in held.items():
        if owned_by != owner.CLOSED:
            await ownership.close(connection, conversation_id, at, actor="desk")
        await events.record(connection, "customer_erased", at=at, actor="desk", conversation_id=conversation_id)
    ids = list(held)
    await _erase_words(connection, ids)
    if ids:
        await connection.execute(insert(erasures), [{"conversation_id": one, "erased_at": at} for one in ids])
    await connection.execute(delete(customers).where(customers.c.id == customer_id))
    return ids


async def settle(database: Database, forget: Forget, at: datetime) -> int:
    """Make the assistant forget what is erased; returns how many conversations it must be told of once more.

    A conversation is told of until it has been forgotten after ``SETTLED``, when nothing more can come.
    """
    async with database.read() as connection:
        ids = list((await connection.execute(select(erasures.c.conversation_id))).scalars())
    if not ids:
        return 0
    await forget(ids)
    async with database.write() as connection:
        over = erasures.c.conversation_id.in_(ids), erasures.c.erased_at <= at - SETTLED
        done = await connection.execute(delete(erasures).where(*over))
    return len(ids) - int(done.rowcount)


async def _erase_words(connection: AsyncConnection, ids: Sequence[str]) -> None:
    for table in (mood_feedback, notes, conversation_tags, callbacks, messages):
        await connection.execute(delete(table).where(table.c.conversation_id.in_(ids)))
    await connection.execute(update(surveys).where(surveys.c.conversation_id.in_(ids)).values(comment=""))
    mine = turns.c.conversation_id.in_(ids)
    await connection.execute(update(turns).where(mine).values(text="", payload=None, error=None))
    await connection.execute(update(transfers).where(transfers.c.conversation_id.in_(ids)).values(note=""))
    packets = select(handovers.c.id, handovers.c.packet).where(handovers.c.conversation_id.in_(ids))
    for row in (await connection.execute(packets)).all():
        values = {"packet": {**row.packet, **NOTHING_TOLD}, "note": None}
        await connection.execute(update(handovers).where(handovers.c.id == row.id).values(**values))
