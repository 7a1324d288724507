"""The one statement by which a conversation changes hands: it takes place where its conditions hold, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import conversations, events, owner
from escalation.conversations import Conversation
from escalation.errors import AlreadyOwned, ConversationClosed, VersionChanged
from escalation.tables import conversations as table
from escalation.tables import staff as staff_table
from warmline.errors import Conflict


async def move(
    connection: AsyncConnection,
    conversation_id: str,
    conditions: Sequence[Any],
    to: str,
    at: datetime,
    *,
    values: dict[str, Any],
    event: str,
    actor: str,
    **data: Any,
) -> Conversation | None:
    """Change the owner where the conditions hold; None where they do not.

    Nothing else in the project writes ``owner`` or ``version``.

    Args:
        conditions: On the row as it is when it is written, never on what was read before.
        values: Further columns that change with the owner.
        event: The event's kind; its data are ``data`` and the new version.
    """
    done = await connection.execute(
        update(table)
        .where(table.c.id == conversation_id, *conditions)
        .values(owner=to, version=table.c.version + 1, updated_at=at, **values)
    )
    if done.rowcount != 1:
        return None
    moved = await conversations.get(connection, conversation_id)
    await events.record(
        connection, event, at=at, actor=actor, conversation_id=conversation_id, version=moved.version, **data
    )
    return moved


async def refusal(connection: AsyncConnection, conversation_id: str) -> Conflict:
    """Why a change was not made."""
    found = await conversations.get(connection, conversation_id)
    staff_id = owner.staff_id_of(found.owner)
    if staff_id is not None:
        name = (await connection.execute(select(staff_table.c.name).where(staff_table.c.id == staff_id))).scalar()
        return AlreadyOwned(conversation_id, name or staff_id)
    if found.owner == owner.CLOSED:
        return ConversationClosed(conversation_id)
    return VersionChanged(conversation_id, found.version)
