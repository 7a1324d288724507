"""Take-overs: a supervisor takes a conversation from the agent who has it. Whoever waits is simply claimed."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import conversations, handovers, message_log, moves, notes, owner
from escalation.conversations import Conversation
from escalation.errors import ConversationClosed, VersionChanged
from escalation.message_log import notice
from escalation.notes import NoteDraft
from escalation.staff import Staff, working_agents
from escalation.tables import conversations as table


async def take_over(
    connection: AsyncConnection, conversation_id: str, supervisor: Staff, version: int, reason: str, at: datetime
) -> Conversation:
    """Take an agent's conversation as it was seen in ``version``; taking one's own changes nothing.

    Args:
        reason: Becomes an internal note that calls the agent who had it; empty: none.

    Raises:
        VersionChanged: It has changed hands since the supervisor looked, or no agent has it.
        ConversationClosed: It is over.
    """
    before = await conversations.get(connection, conversation_id)
    if before.owner == owner.agent(supervisor.id):
        return before
    agent_id = owner.staff_id_of(before.owner)
    moved = await moves.move(
        connection,
        conversation_id,
        [table.c.owner == before.owner, table.c.owner.startswith(owner.AGENT_PREFIX), table.c.version == version],
        owner.agent(supervisor.id),
        at,
        values={},
        event="taken_over",
        actor=owner.agent(supervisor.id),
        staff_id=supervisor.id,
        from_staff=agent_id,
    )
    if moved is None:
        found = await conversations.get(connection, conversation_id)
        if found.owner == owner.CLOSED:
            raise ConversationClosed(conversation_id)
        raise VersionChanged(conversation_id, found.version)
    await handovers.mark_claimed(connection, conversation_id, supervisor.id, at)
    await message_log.append(connection, conversation_id, notice("agent_joined", name=supervisor.name), at)
    if reason:
        called = tuple(one["id"] for one in await working_agents(connection) if one["id"] == agent_id)
        await notes.add(connection, moved, NoteDraft(str(uuid.uuid4()), reason, called), supervisor, at)
    return moved
