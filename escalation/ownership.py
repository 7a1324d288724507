"""Who owns a conversation, and how that changes.

    bot ──hand_over──► queue ──claim, assign──► agent ──release──► queue
     ▲◄────withdraw──────┤                        │
     └───────────────────┼────────give_back───────┤          close: from any of them
     bot ──claim─────────┼───────────────────────►│

Each change is one conditional UPDATE on owner and version, with its event and its notice to the customer in
the same transaction. Nothing else in the project writes ``owner`` or ``version``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import callback_offer, conversations, events, handovers, message_log, owner, queue, turns
from escalation.availability import Availability
from escalation.conversations import Conversation
from escalation.errors import AlreadyOwned, ConversationClosed, NotOwner, VersionChanged
from escalation.message_log import notice
from escalation.moments import iso_or_none
from escalation.staff import Staff
from escalation.tables import conversations as table
from escalation.tables import staff as staff_table
from warmline.clock import Moment
from warmline.errors import Conflict

OUT_OF_QUEUE: dict[str, Any] = {"queued_at": None, "queue_rank": None, "reason": None}
"""What a conversation no longer has when the assistant gets it back."""


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
    conditions = [table.c.owner == owner.BOT] + ([] if version is None else [table.c.version == version])
    moved = await _move(
        connection,
        conversation_id,
        conditions,
        owner.QUEUE,
        at,
        values={"reason": request.reason, "queued_at": at, "queue_rank": queue.rank(request.reason, at)},
        event="handed_over",
        actor=actor,
        reason=request.reason,
        rule=request.rule,
        score=request.score,
    )
    if moved is None:
        raise await _refusal(connection, conversation_id)
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
    moved = await _move(
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
    moved = await _move(
        connection,
        conversation_id,
        [table.c.owner == owner.agent(agent.id)],
        owner.QUEUE,
        at,
        values={
            "queued_at": func.coalesce(table.c.queued_at, literal(at, Moment)),
            "queue_rank": func.coalesce(table.c.queue_rank, literal(at, Moment)),
        },
        event="released",
        actor=owner.agent(agent.id),
    )
    if moved is None:
        raise NotOwner(conversation_id)
    await handovers.mark_waiting(connection, conversation_id)
    return moved


async def give_back(
    connection: AsyncConnection, conversation_id: str, agent: Staff, at: datetime, note: str = ""
) -> Conversation:
    """The agent returns the conversation to the assistant, whose memory is told by a turn of its own.

    Raises:
        NotOwner: It is not the agent's.
    """
    moved = await _move(
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
    told = await message_log.append(connection, conversation_id, notice("returned_to_assistant", name=agent.name), at)
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
) -> Conversation:
    """End a conversation; the customer or the desk may at any time, an agent only one of their own.

    Args:
        note: What the agent wants remembered of the case; for staff only.

    Raises:
        NotOwner: It is not the agent's.
        ConversationClosed: It was over already.
    """
    condition = table.c.owner != owner.CLOSED if agent is None else table.c.owner == owner.agent(agent.id)
    moved = await _move(
        connection,
        conversation_id,
        [condition],
        owner.CLOSED,
        at,
        values={"closed_at": at, "queued_at": None, "queue_rank": None},
        event="closed",
        actor=actor,
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
    moved = await _move(
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
        raise await _refusal(connection, conversation_id)
    await turns.cancel_waiting(connection, conversation_id, at)
    await handovers.mark_claimed(connection, conversation_id, agent.id, at)
    await message_log.append(connection, conversation_id, notice("agent_joined", name=agent.name), at)
    return moved


async def _move(
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
    """Change the owner where the conditions hold; None where they do not."""
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


async def _refusal(connection: AsyncConnection, conversation_id: str) -> Conflict:
    """Why a change was not made."""
    found = await conversations.get(connection, conversation_id)
    staff_id = owner.staff_id_of(found.owner)
    if staff_id is not None:
        name = (await connection.execute(select(staff_table.c.name).where(staff_table.c.id == staff_id))).scalar()
        return AlreadyOwned(conversation_id, name or staff_id)
    if found.owner == owner.CLOSED:
        return ConversationClosed(conversation_id)
    return VersionChanged(conversation_id, found.version)
