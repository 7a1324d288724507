"""Call-backs: customers who would rather be called or written to than wait. A ticket for each, worked off by people.

    open ──take──► open, taken ──done──► done          cancel, by the customer: from open, taken or not
     ▲                  │
     └──release, missed─┘

Each change is one conditional UPDATE with its event in the same transaction. The contact stands nowhere but here.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import conversations, events, owner
from escalation.callback_wish import Wish
from escalation.errors import (
    CallbackNotFound,
    CallbackOpen,
    CallbackSettled,
    CallbackTaken,
    NotCallbackTaker,
)
from escalation.staff import Staff
from escalation.tables import callbacks as table
from escalation.tables import staff as staff_table

OPEN, DONE, CANCELLED = "open", "done", "cancelled"
ASKED_FOR = "customer_request"
"""The reason where there was no hand-over before."""


@dataclass(frozen=True)
class Callback:
    """One row of ``callbacks``; the columns are explained there."""

    id: str
    conversation_id: str
    turn_id: str
    way: str
    contact: str
    language: str
    reason: str
    best_time: str
    consent: str
    consented_at: datetime
    state: str
    taken_by: str | None
    taken_at: datetime | None
    attempts: int
    note: str
    settled_by: str | None
    settled_at: datetime | None
    created_at: datetime


async def create(connection: AsyncConnection, wish: Wish, at: datetime) -> Callback:
    """Take a call-back down; the same turn again gives the ticket of the first time.

    Raises:
        ConversationNotFound: There is no such conversation.
        CallbackOpen: The conversation has another open call-back.
    """
    conversation = await conversations.get(connection, wish.conversation_id)
    callback_id = str(uuid.uuid4())
    try:
        async with connection.begin_nested():
            await connection.execute(
                insert(table).values(
                    **vars(wish),
                    id=callback_id,
                    reason=conversation.reason or ASKED_FOR,
                    consented_at=at,
                    state=OPEN,
                    attempts=0,
                    note="",
                    created_at=at,
                )
            )
    except IntegrityError:
        first = await _first(connection, table.c.turn_id == wish.turn_id)
        if first is None or first.conversation_id != wish.conversation_id:
            raise CallbackOpen(wish.conversation_id) from None
        return first
    made = await get(connection, callback_id)
    await _record(connection, made, "callback_requested", at, "bot", way=made.way, reason=made.reason)
    return made


async def get(connection: AsyncConnection, callback_id: str) -> Callback:
    """The call-back with this id.

    Raises:
        CallbackNotFound: There is none.
    """
    found = await _first(connection, table.c.id == callback_id)
    if found is None:
        raise CallbackNotFound(callback_id)
    return found


async def open_of(connection: AsyncConnection, conversation_id: str) -> Callback | None:
    """The conversation's open call-back; there is at most one."""
    return await _first(connection, table.c.conversation_id == conversation_id, table.c.state == OPEN)


async def take(connection: AsyncConnection, callback_id: str, agent: Staff, at: datetime) -> Callback:
    """An agent takes a call-back on; taking one's own again changes nothing.

    Raises:
        CallbackNotFound, CallbackSettled: There is nothing to take.
        CallbackTaken: Somebody else was faster.
    """
    values = {"taken_by": agent.id, "taken_at": at}
    if await _change(connection, callback_id, table.c.taken_by.is_(None), **values):
        return await _told(connection, callback_id, "callback_taken", at, owner.agent(agent.id))
    found = await _open(connection, callback_id)
    if found.taken_by == agent.id:
        return found
    name = (await connection.execute(select(staff_table.c.name).where(staff_table.c.id == found.taken_by))).scalar()
    raise CallbackTaken(callback_id, name or "")


async def release(connection: AsyncConnection, callback_id: str, agent: Staff, at: datetime) -> Callback:
    """Put a call-back back for others; a supervisor may do so for somebody who has left.

    Raises:
        CallbackNotFound, CallbackSettled, NotCallbackTaker: It is not to be put back by this person.
    """
    whose = table.c.taken_by.is_not(None) if agent.may("supervisor") else table.c.taken_by == agent.id
    if not await _change(connection, callback_id, whose, taken_by=None, taken_at=None):
        raise NotCallbackTaker((await _open(connection, callback_id)).id)
    return await _told(connection, callback_id, "callback_released", at, owner.agent(agent.id))


async def miss(connection: AsyncConnection, callback_id: str, agent: Staff, note: str, at: datetime) -> Callback:
    """The customer was not reached; the ticket goes back for another attempt.

    Raises:
        CallbackNotFound, CallbackSettled, NotCallbackTaker: It is not the agent's.
    """
    values = {"taken_by": None, "taken_at": None, "attempts": table.c.attempts + 1, "note": note}
    if not await _change(connection, callback_id, table.c.taken_by == agent.id, **values):
        raise NotCallbackTaker((await _open(connection, callback_id)).id)
    return await _told(connection, callback_id, "callback_missed", at, owner.agent(agent.id))


async def finish(connection: AsyncConnection, callback_id: str, agent: Staff, note: str, at: datetime) -> Callback:
    """The customer was reached.

    Raises:
        CallbackNotFound, CallbackSettled, NotCallbackTaker: It is not the agent's.
    """
    actor = owner.agent(agent.id)
    values = {"state": DONE, "settled_by": actor, "settled_at": at, "note": note}
    if not await _change(connection, callback_id, table.c.taken_by == agent.id, **values):
        raise NotCallbackTaker((await _open(connection, callback_id)).id)
    return await _told(connection, callback_id, "callback_done", at, actor)


async def cancel(connection: AsyncConnection, conversation_id: str, at: datetime) -> bool:
    """The customer withdraws the conversation's open call-back; False when there is none."""
    found = await open_of(connection, conversation_id)
    values = {"state": CANCELLED, "settled_by": "customer", "settled_at": at}
    if found is None or not await _change(connection, found.id, **values):
        return False
    await _told(connection, found.id, "callback_cancelled", at, "customer")
    return True


async def delete_settled(connection: AsyncConnection, before: datetime) -> int:
    """Delete what was done or withdrawn before a moment; returns how many."""
    done = await connection.execute(delete(table).where(table.c.state != OPEN, table.c.settled_at < before))
    return int(done.rowcount)


async def _change(connection: AsyncConnection, callback_id: str, *conditions: Any, **values: Any) -> bool:
    """Change an open call-back where the conditions hold."""
    wanted = (table.c.id == callback_id, table.c.state == OPEN, *conditions)
    return bool((await connection.execute(update(table).where(*wanted).values(**values))).rowcount == 1)


async def _open(connection: AsyncConnection, callback_id: str) -> Callback:
    found = await get(connection, callback_id)
    if found.state != OPEN:
        raise CallbackSettled(callback_id, found.state)
    return found


async def _told(connection: AsyncConnection, callback_id: str, kind: str, at: datetime, actor: str) -> Callback:
    changed = await get(connection, callback_id)
    await _record(connection, changed, kind, at, actor, attempts=changed.attempts)
    return changed


async def _record(
    connection: AsyncConnection, callback: Callback, kind: str, at: datetime, actor: str, **data: Any
) -> None:
    await events.record(
        connection,
        kind,
        at=at,
        actor=actor,
        conversation_id=callback.conversation_id,
        callback_id=callback.id,
        **data,
    )


async def _first(connection: AsyncConnection, *conditions: Any) -> Callback | None:
    row = (await connection.execute(select(table).where(*conditions))).first()
    return None if row is None else Callback(**row._mapping)
