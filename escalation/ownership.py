"""Who owns a conversation, and how that changes.

    bot ──hand_over──► queue ──claim, assign──► agent ──release──► queue
     ▲◄────withdraw──────┤                        │
     └───────────────────┼────────give_back───────┤          close: from any of them,
     bot ──claim─────────┼───────────────────────►│          agent ──transfer──► another agent, or the queue

Each change is one conditional UPDATE on owner and version, with its event and its notice to the customer in
the same transaction; the UPDATE itself stands in ``moves``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal, update
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import callback_offer, conversations, handovers, message_log, moves, owner, queue, turns
from escalation.availability import Availability
from escalation.conversations import Conversation
from escalation.errors import ConversationClosed, NotOwner
from escalation.message_log import notice
from escalation.moments import iso_or_none
from escalation.staff import Staff
from escalation.tables import conversations as table
from warmline.clock import Moment

OUT_OF_QUEUE: dict[str, Any] = {"queued_at": None, "queue_rank": None, "head_starts": None, "reason": None}
"""What a conversation no longer has when the assistant gets it back."""


def same_place(at: datetime) -> dict[str, Any]:
    """The place in the queue a conversation had before an agent took it; the end where it had none."""
    return {
        "queued_at": func.coalesce(table.c.queued_at, literal(at, Moment)),
        "queue_rank": func.coalesce(table.c.queue_rank, literal(at, Moment)),
    }


async def hold(connection: AsyncConnection, conversation_id: str, expected: str, version: int | None = None) -> None:
    """Make sure of the owner, and keep it so until this transaction ends.

    Raises:
        NotOwner: Another owns the conversation, or it has changed hands since ``version``.
    """
    conditions = [table.c.id == conversation_id, table.c.owner == expected]
    if version is not None:
        conditions.append(table.c.version == version)
    done = await connection.execute(update(table).where(*conditions).values(version=table.c.version))
    if done.rowcount != 1:
        raise NotOwner(conversation_id)


async def hand_over(
    connection: AsyncConnection,
    conversation_id: str,
    request: handovers.Request,
    availability: Availability,
    at: datetime,
    *,
    actor: str,
    version: int | None = None,
) -> Conversation:
    """The assistant gives the conversation to the queue; the customer hears the place, or when people are back.

    Raises:
        Conflict: The assistant does not own it, or not in this version.
    """
    waiting = await queue.entering(connection, conversation_id, availability.priority, request, at)
    conditions = [table.c.owner == owner.BOT] + ([] if version is None else [table.c.version == version])
    moved = await moves.move(
        connection,
        conversation_id,
        conditions,
        owner.QUEUE,
        at,
        values=waiting,
        event="handed_over",
        actor=actor,
        reason=request.reason,
        rule=request.rule,
        score=request.score,
    )
    if moved is None:
        raise await moves.refusal(connection, conversation_id)
    await handovers.store(connection, moved, request, at)
    place = await queue.place_of(connection, moved)
    outlook = await availability.look(connection, at, moved.language)
    told = (
        notice(
            "queued",
            reason=request.reason,
            place=place,
            wait_seconds=outlook.wait_seconds(place),
            agents=outlook.agents,
            busy=outlook.free < place,
        )
        if outlook.agents
        else notice("no_agents", opens_at=iso_or_none(outlook.opens_at))
    )
    if callback_offer.is_due(
        open=outlook.open,
        agents=outlook.agents,
        wait_seconds=outlook.wait_seconds(place),
        after=availability.callback_after,
    ):
        told = replace(told, choices=await callback_offer.choices(connection, moved))
    await message_log.append(connection, conversation_id, told, at)
    return moved


async def withdraw(connection: AsyncConnection, conversation_id: str, at: datetime) -> Conversation | None:
    """The customer no longer wants a person; the assistant goes on, and its memory is told by a turn of its own.

    None, and nothing is changed, where the conversation does not wait any more: somebody was faster.
    """
    moved = await moves.move(
        connection,
        conversation_id,
        [table.c.owner == owner.QUEUE],
        owner.BOT,
        at,
        values=OUT_OF_QUEUE,
        event="withdrawn",
        actor="customer",
    )
    if moved is None:
        return None
    await handovers.mark_ended(connection, conversation_id, at)
    told = await message_log.append(connection, conversation_id, notice("withdrawn"), at)
    await turns.add(connection, conversation_id, told.seq, "", at, kind=turns.RETURNED)
    return moved


async def claim(
    connection: AsyncConnection, conversation_id: str, agent: Staff, version: int, at: datetime
) -> Conversation:
    """An agent takes a conversation from the queue or from the assistant; taking one's own again changes nothing.

    Raises:
        AlreadyOwned: Somebody else was faster.
        VersionChanged: It has changed hands since the agent looked.
        ConversationClosed: It is over.
    """
    return await _give_to(connection, conversation_id, agent, version, at, "claimed", owner.agent(agent.id))


async def assign(
    connection: AsyncConnection, conversation_id: str, agent: Staff, version: int, at: datetime, *, by: str
) -> Conversation:
    """Somebody else, ``by`` as an event's actor, gives a waiting conversation to an agent.

    Raises:
        AlreadyOwned, VersionChanged, ConversationClosed: As for ``claim``.
    """
    return await _give_to(connection, conversation_id, agent, version, at, "assigned", by)


async def release(connection: AsyncConnection, conversation_id: str, agent: Staff, at: datetime) -> Conversation:
    """The agent puts the conversation back into the queue, where it keeps its place.

    Raises:
        NotOwner: It is not the agent's.
    """
    moved = await moves.move(
        connection,
        conversation_id,
        [table.c.owner == owner.agent(agent.id)],
        owner.QUEUE,
        at,
        values=same_place(at),
        event="released",
        actor=owner.agent(agent.id),
    )
    if moved is None:
        raise NotOwner(conversation_id)
    await handovers.mark_waiting(connection, conversation_id)
    return moved


async def give_back(
    connection: AsyncConnection,
    conversation_id: str,
    agent: Staff,
    at: datetime,
    note: str = "",
    *,
    tell: bool = False,
) -> Conversation:
    """The agent returns the conversation to the assistant, whose memory is told by a turn of its own.

    Args:
        note: Instructions for the assistant and for the next person, in whose packet they stand.
        tell: The customer reads the note too.

    Raises:
        NotOwner: It is not the agent's.
    """
    moved = await moves.move(
        connection,
        conversation_id,
        [table.c.owner == owner.agent(agent.id)],
        owner.BOT,
        at,
        values=OUT_OF_QUEUE,
        event="returned",
        actor=owner.agent(agent.id),
    )
    if moved is None:
        raise NotOwner(conversation_id)
    await handovers.mark_ended(connection, conversation_id, at, note)
    draft = notice("returned_to_assistant", name=agent.name, said=note if tell and note else None)
    told = await message_log.append(connection, conversation_id, draft, at)
    await turns.add(connection, conversation_id, told.seq, note, at, kind=turns.RETURNED)
    return moved


async def close(
    connection: AsyncConnection,
    conversation_id: str,
    at: datetime,
    *,
    actor: str,
    agent: Staff | None = None,
    note: str = "",
    wrap_up: str | None = None,
) -> Conversation:
    """End a conversation; the customer or the desk may at any time, an agent only one of their own.

    Args:
        note: What the agent wants remembered of the case; for staff only.
        wrap_up: What it was about, as a code of ``wrap_up.yml``.

    Raises:
        NotOwner: It is not the agent's.
        ConversationClosed: It was over already.
    """
    condition = table.c.owner != owner.CLOSED if agent is None else table.c.owner == owner.agent(agent.id)
    moved = await moves.move(
        connection,
        conversation_id,
        [condition],
        owner.CLOSED,
        at,
        values={
            "closed_at": at,
            "closed_by": agent.id if agent else None,
            "wrap_up": wrap_up,
            "queued_at": None,
            "queue_rank": None,
            "head_starts": None,
        },
        event="closed",
        actor=actor,
        wrap_up=wrap_up,
    )
    if moved is None:
        raise ConversationClosed(conversation_id) if agent is None else NotOwner(conversation_id)
    await turns.cancel_waiting(connection, conversation_id, at)
    await handovers.mark_ended(connection, conversation_id, at, note)
    told = notice("closed", by=owner.kind_of(actor), name=agent.name if agent else None)
    await message_log.append(connection, conversation_id, told, at)
    return moved


async def _give_to(
    connection: AsyncConnection, conversation_id: str, agent: Staff, version: int, at: datetime, event: str, actor: str
) -> Conversation:
    moved = await moves.move(
        connection,
        conversation_id,
        [table.c.owner.in_((owner.QUEUE, owner.BOT)), table.c.version == version],
        owner.agent(agent.id),
        at,
        values={},
        event=event,
        actor=actor,
        staff_id=agent.id,
    )
    if moved is None:
        found = await conversations.get(connection, conversation_id)
        if found.owner == owner.agent(agent.id):
            return found
        raise await moves.refusal(connection, conversation_id)
    await turns.cancel_waiting(connection, conversation_id, at)
    await handovers.mark_claimed(connection, conversation_id, agent.id, at)
    await message_log.append(connection, conversation_id, notice("agent_joined", name=agent.name), at)
    return moved
