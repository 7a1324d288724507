"""A conversation's present state, as its customer sees it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import owner, queue, staff, turns
from escalation.availability import Availability
from escalation.conversations import Conversation
from escalation.surveys import Survey


async def state_of(
    connection: AsyncConnection,
    conversation: Conversation,
    availability: Availability,
    survey: Survey,
    at: datetime,
) -> dict[str, Any]:
    """The state the protocol describes: who answers, the place in the queue, what may be asked at the end."""
    return {
        "id": conversation.id,
        "owner": {"kind": conversation.owner_kind, "name": await _agent_name(connection, conversation)},
        "version": conversation.version,
        "language": conversation.language,
        "last_seq": conversation.last_seq,
        "queue": await _queue(connection, conversation, availability, at),
        "thinking": conversation.owner == owner.BOT and await turns.is_thinking(connection, conversation.id),
        "survey": await survey.due(connection, conversation, at),
    }


async def _agent_name(connection: AsyncConnection, conversation: Conversation) -> str | None:
    staff_id = owner.staff_id_of(conversation.owner)
    return None if staff_id is None else (await staff.names_of(connection, [staff_id])).get(staff_id)


async def _queue(
    connection: AsyncConnection, conversation: Conversation, availability: Availability, at: datetime
) -> dict[str, Any] | None:
    if conversation.owner != owner.QUEUE:
        return None
    place = await queue.place_of(connection, conversation)
    return (await availability.look(connection, at, conversation.language)).at_place(place)
