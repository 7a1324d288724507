"""Offers: the desk proposes a waiting conversation to the agent who has the most room for it.

An offered conversation still waits: the queue owns it, in its place, and whoever claims it has it. So an offer that
is not taken up, or whose agent leaves, costs the customer nothing but the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import events, owner, ownership, presence, queue
from escalation.conversations import Conversation
from escalation.errors import NotOffered, NotOwner
from escalation.offer_tables import offers as table
from escalation.presence import PresentAgent
from escalation.staff import Staff
from escalation.tables import conversations, staff

TAKEN, DECLINED, MISSED, GONE = "taken", "declined", "missed", "gone"


@dataclass(frozen=True)
class Proposal:
    """A waiting conversation and whom it should be offered to."""

    conversation: Conversation
    staff_id: str


async def proposals(connection: AsyncConnection, at: datetime) -> list[Proposal]:
    """Who should be offered what: the next in the queue first, each to whoever suits best and still has room."""
    agents = await presence.present_agents(connection, at)
    if not any(agent.free for agent in agents):
        return []
    room = {agent.staff_id: agent.free for agent in agents}
    on_offer = set((await connection.execute(select(table.c.conversation_id).where(_open()))).scalars())
    declined = await _declined(connection)
    found = []
    for conversation in await queue.in_order(connection):
        if conversation.id in on_offer:
            continue
        may = [agent for agent in agents if room[agent.staff_id] and agent.speaks(conversation.language)]
        may = [agent for agent in may if (conversation.id, conversation.version, agent.staff_id) not in declined]
        if may:
            best = min(may, key=lambda agent: _fit(agent, conversation.reason, room[agent.staff_id]))
            room[best.staff_id] -= 1
            found.append(Proposal(conversation, best.staff_id))
    return found


def _fit(agent: PresentAgent, reason: str | None, room: int) -> tuple[bool, int, str]:
    """Skill before room, room before the mere order of ids; the least is the best."""
    return (reason not in agent.skills, -room, agent.staff_id)


async def make(connection: AsyncConnection, proposal: Proposal, at: datetime) -> bool:
    """Offer it, if it still waits and the agent still has room; any number of desks may try at once."""
    conversation, staff_id = proposal.conversation, proposal.staff_id
    await _hold_agent(connection, staff_id)
    there = {agent.staff_id: agent for agent in await presence.present_agents(connection, at)}
    if staff_id not in there or not there[staff_id].free:
        return False
    try:
        await ownership.hold(connection, conversation.id, owner.QUEUE, conversation.version)
        async with connection.begin_nested():
            await connection.execute(
                insert(table).values(
                    conversation_id=conversation.id, version=conversation.version, staff_id=staff_id, at=at
                )
            )
    except (NotOwner, IntegrityError):
        return False
    await events.record(connection, "offered", at=at, actor="desk", conversation_id=conversation.id, staff_id=staff_id)
    return True


async def _hold_agent(connection: AsyncConnection, staff_id: str) -> None:
    """One offer to an agent at a time, so that two desks do not both fill the last room."""
    await connection.execute(update(staff).where(staff.c.id == staff_id).values(capacity=staff.c.capacity))


async def decline(connection: AsyncConnection, conversation_id: str, agent: Staff, at: datetime) -> None:
    """The agent would rather not; it is offered to somebody else.

    Raises:
        NotOffered: It is not on offer to the agent.
    """
    done = await connection.execute(
        update(table)
        .where(_open(), table.c.conversation_id == conversation_id, table.c.staff_id == agent.id)
        .values(outcome=DECLINED, ended_at=at)
    )
    if done.rowcount != 1:
        raise NotOffered(conversation_id)
    await events.record(
        connection, "offer_declined", at=at, actor=owner.agent(agent.id), conversation_id=conversation_id
    )


async def pass_over(connection: AsyncConnection, conversation: Conversation, agent: Staff, at: datetime) -> None:
    """The agent has just put it back; it is offered to others only."""
    await connection.execute(
        insert(table).values(
            conversation_id=conversation.id,
            version=conversation.version,
            staff_id=agent.id,
            at=at,
            outcome=DECLINED,
            ended_at=at,
        )
    )


async def any_ends(connection: AsyncConnection, at: datetime, patience: timedelta) -> bool:
    """Whether ``end`` is worth a write transaction."""
    return bool(await _ending(connection, at, patience))


async def end(connection: AsyncConnection, at: datetime, patience: timedelta) -> list[str]:
    """End the offers that are over; gives the conversations they were about.

    Whoever was there and let the time pass gets no more until they say that they are back.
    """
    ended = []
    for row in await _ending(connection, at, patience):
        outcome = _outcome(row, at - patience)
        done = await connection.execute(
            update(table).where(table.c.id == row.id, _open()).values(outcome=outcome, ended_at=at)
        )
        if done.rowcount != 1:
            continue
        ended.append(row.conversation_id)
        if outcome == MISSED:
            await events.record(
                connection,
                "offer_missed",
                at=at,
                actor="desk",
                conversation_id=row.conversation_id,
                staff_id=row.staff_id,
            )
            await presence.miss(connection, row.staff_id, at)
    return ended


def _outcome(row: Any, since: datetime) -> str:
    if row.owner == owner.agent(row.staff_id):
        return TAKEN
    waits = row.owner == owner.QUEUE and row.now == row.version
    return MISSED if waits and row.at < since else GONE


async def _ending(connection: AsyncConnection, at: datetime, patience: timedelta) -> list[Any]:
    """Open offers whose conversation has changed hands, whose agent has left, or whose time is over."""
    there = [agent.staff_id for agent in await presence.present_agents(connection, at)]
    columns = conversations.c
    rows = await connection.execute(
        select(table, columns.owner, columns.version.label("now"))
        .join(conversations, columns.id == table.c.conversation_id)
        .where(
            _open(),
            or_(
                columns.owner != owner.QUEUE,
                columns.version != table.c.version,
                table.c.staff_id.not_in(there),
                table.c.at < at - patience,
            ),
        )
    )
    return list(rows)


async def _declined(connection: AsyncConnection) -> set[tuple[str, int, str]]:
    """Who has declined what of the present queue: conversation, version and agent."""
    columns = conversations.c
    rows = await connection.execute(
        select(table.c.conversation_id, table.c.version, table.c.staff_id)
        .join(
            conversations,
            and_(
                columns.id == table.c.conversation_id,
                columns.version == table.c.version,
                columns.owner == owner.QUEUE,
            ),
        )
        .where(table.c.outcome == DECLINED)
    )
    return {(row.conversation_id, row.version, row.staff_id) for row in rows}


def _open() -> Any:
    return table.c.ended_at.is_(None)
