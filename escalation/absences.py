"""Agents who are gone: where a customer waits for their answer, the conversation goes back to the queue.

A lost connection has its time of grace (``escalation.presence``) and the customer some patience. A conversation in
which the agent had the last word stays theirs until the customer writes again. Who may no longer sign in keeps none.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import handovers, message_log, moves, owner, ownership, presence
from escalation.conversations import Conversation
from escalation.message_log import notice
from escalation.tables import conversations, messages, staff


async def any_left(connection: AsyncConnection, at: datetime, patience: timedelta) -> bool:
    """Whether ``put_back`` is worth a write transaction."""
    return bool(await _left(connection, at, patience))


async def put_back(connection: AsyncConnection, at: datetime, patience: timedelta) -> list[Conversation]:
    """Give the queue what waits for agents who are gone, each at its place; gives what was moved."""
    moved = [await _put_back(connection, row, at) for row in await _left(connection, at, patience)]
    return [found for found in moved if found is not None]


async def put_back_all_of(connection: AsyncConnection, staff_id: str, at: datetime) -> list[Conversation]:
    """Give the queue all that an agent has who does not come back, each at its place; gives what was moved."""
    rows = list(await connection.execute(_owned().where(staff.c.id == staff_id)))
    moved = [await _put_back(connection, row, at) for row in rows]
    return [found for found in moved if found is not None]


async def _put_back(connection: AsyncConnection, row: Any, at: datetime) -> Conversation | None:
    columns = conversations.c
    moved = await moves.move(
        connection,
        row.id,
        [columns.owner == row.owner, columns.version == row.version],
        owner.QUEUE,
        at,
        values=ownership.same_place(at),
        event="agent_dropped",
        actor="desk",
        staff_id=row.staff_id,
    )
    if moved is not None:
        await handovers.mark_waiting(connection, moved.id)
        await message_log.append(connection, moved.id, notice("agent_left", name=row.name), at)
    return moved


async def _left(connection: AsyncConnection, at: datetime, patience: timedelta) -> list[Any]:
    asked, answer = messages.alias(), messages.alias()
    answered = exists().where(
        and_(answer.c.conversation_id == asked.c.conversation_id, answer.c.seq > asked.c.seq),
        answer.c.author_kind == "agent",
    )
    waits = exists().where(
        asked.c.conversation_id == conversations.c.id,
        asked.c.author_kind == "customer",
        asked.c.created_at < at - patience,
        ~answered,
    )
    gone = and_(staff.c.id.not_in(presence.connected(at)), waits)
    return list(await connection.execute(_owned().where(or_(~staff.c.active, gone))))


def _owned() -> Any:
    """What agents have, with who they are."""
    columns = conversations.c
    return select(columns.id, columns.owner, columns.version, staff.c.id.label("staff_id"), staff.c.name).join(
        staff, columns.owner == owner.AGENT_PREFIX + staff.c.id
    )
