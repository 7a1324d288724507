"""Transfers: an agent gives a conversation to a colleague or to the whole team, with a note.

A colleague owns it from that moment, but until they take it up, by a button or by answering, it may lapse: back to
the queue, where it keeps its place. A row of ``transfers`` counts only in the version that it made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import events, handovers, message_log, moves, owner, ownership, presence
from escalation.conversations import Conversation
from escalation.errors import ColleagueAway, NotOwner
from escalation.message_log import notice
from escalation.moments import iso, iso_or_none
from escalation.staff import Staff, names_of
from escalation.tables import conversations, staff
from escalation.tables import transfers as table


@dataclass(frozen=True)
class Colleague:
    """Somebody a conversation may be given to."""

    id: str
    name: str
    languages: tuple[str, ...]
    free: int

    def as_json(self) -> dict[str, Any]:
        """The colleague as the console lists them."""
        return {"id": self.id, "name": self.name, "languages": list(self.languages), "free": self.free}


async def colleagues(connection: AsyncConnection, agent: Staff, at: datetime) -> list[Colleague]:
    """Every other agent who is there, those with the most room first."""
    there = [found for found in await presence.present_agents(connection, at) if found.staff_id != agent.id]
    names = await names_of(connection, [found.staff_id for found in there])
    found = [Colleague(one.staff_id, names[one.staff_id], one.languages, one.free) for one in there]
    return sorted(found, key=lambda one: (-one.free, one.name))


async def to_colleague(
    connection: AsyncConnection, conversation_id: str, agent: Staff, colleague_id: str, note: str, at: datetime
) -> Conversation:
    """The agent gives the conversation to a colleague who is there.

    Args:
        note: What the colleague should know; the customer never sees it.

    Raises:
        ColleagueAway: The colleague is not there, or takes no conversations.
        NotOwner: The conversation is not the agent's.
    """
    found = next((one for one in await colleagues(connection, agent, at) if one.id == colleague_id), None)
    if found is None:
        raise ColleagueAway(colleague_id)
    moved = await moves.move(
        connection,
        conversation_id,
        [conversations.c.owner == owner.agent(agent.id)],
        owner.agent(found.id),
        at,
        values={},
        event="transferred",
        actor=owner.agent(agent.id),
        staff_id=found.id,
    )
    if moved is None:
        raise NotOwner(conversation_id)
    await _store(connection, moved, agent, found.id, note, at)
    await message_log.append(connection, conversation_id, notice("transferring", name=found.name), at)
    return moved


async def to_queue(
    connection: AsyncConnection, conversation_id: str, agent: Staff, note: str, at: datetime
) -> Conversation:
    """The agent gives the conversation to whoever of the team is free next; it keeps its place.

    Raises:
        NotOwner: The conversation is not the agent's.
    """
    moved = await ownership.release(connection, conversation_id, agent, at)
    await _store(connection, moved, agent, None, note, at)
    await message_log.append(connection, conversation_id, notice("transferring", name=None), at)
    return moved


async def take_up(connection: AsyncConnection, conversation_id: str, agent: Staff, at: datetime) -> None:
    """The colleague takes up what was given to them; with nothing to take up, nothing happens.

    Raises:
        NotOwner: The conversation is not the agent's, or no longer.
    """
    await ownership.hold(connection, conversation_id, owner.agent(agent.id))
    version = select(conversations.c.version).where(conversations.c.id == conversation_id).scalar_subquery()
    done = await connection.execute(
        update(table)
        .where(table.c.conversation_id == conversation_id, table.c.version == version, _untaken(agent.id))
        .values(taken_at=at)
    )
    if done.rowcount != 1:
        return
    await handovers.mark_claimed(connection, conversation_id, agent.id, at)
    await events.record(
        connection, "transfer_taken_up", at=at, actor=owner.agent(agent.id), conversation_id=conversation_id
    )
    await message_log.append(connection, conversation_id, notice("transferred", name=agent.name), at)


async def lapse(connection: AsyncConnection, at: datetime, patience: timedelta) -> list[Conversation]:
    """Put back into the queue what was not taken up in time, or whose new owner has left; gives what was moved."""
    moved = [await _lapse(connection, row, at) for row in await _lapsing(connection, at, patience)]
    return [found for found in moved if found is not None]


async def _lapse(connection: AsyncConnection, row: Any, at: datetime) -> Conversation | None:
    try:
        await ownership.hold(connection, row.conversation_id, owner.agent(row.to_staff), row.version)
    except NotOwner:
        return None
    # Whoever takes up holds the conversation too, so what is read here stays so.
    if (
        await connection.execute(select(table.c.id).where(table.c.id == row.id, _untaken(row.to_staff)))
    ).first() is None:
        return None
    moved = await moves.move(
        connection,
        row.conversation_id,
        [conversations.c.owner == owner.agent(row.to_staff), conversations.c.version == row.version],
        owner.QUEUE,
        at,
        values=ownership.same_place(at),
        event="transfer_lapsed",
        actor="desk",
        staff_id=row.to_staff,
    )
    if moved is not None:
        await handovers.mark_waiting(connection, moved.id)
        await message_log.append(connection, moved.id, notice("transfer_lapsed"), at)
    return moved


async def any_lapses(connection: AsyncConnection, at: datetime, patience: timedelta) -> bool:
    """Whether ``lapse`` is worth a write transaction."""
    return bool(await _lapsing(connection, at, patience))


async def latest(connection: AsyncConnection, conversation_id: str) -> dict[str, Any] | None:
    """The conversation's last transfer as agents see it, or None; ``waiting`` until it is taken up."""
    row = (
        await connection.execute(
            select(table, staff.c.name.label("from_name"), conversations.c.version.label("now"))
            .join(staff, staff.c.id == table.c.from_staff)
            .join(conversations, conversations.c.id == table.c.conversation_id)
            .where(table.c.conversation_id == conversation_id)
            .order_by(table.c.id.desc())
            .limit(1)
        )
    ).first()
    if row is None:
        return None
    return {
        "from": {"id": row.from_staff, "name": row.from_name},
        "to": row.to_staff,
        "note": row.note,
        "at": iso(row.at),
        "taken_at": iso_or_none(row.taken_at),
        "waiting": row.to_staff is not None and row.taken_at is None and row.version == row.now,
    }


async def _store(
    connection: AsyncConnection, moved: Conversation, agent: Staff, to_staff: str | None, note: str, at: datetime
) -> None:
    await connection.execute(
        insert(table).values(
            conversation_id=moved.id,
            from_staff=agent.id,
            to_staff=to_staff,
            version=moved.version,
            note=note,
            at=at,
        )
    )


async def _lapsing(connection: AsyncConnection, at: datetime, patience: timedelta) -> list[Any]:
    there = [found.staff_id for found in await presence.present_agents(connection, at)]
    rows = await connection.execute(
        select(table.c.id, table.c.conversation_id, table.c.to_staff, table.c.version)
        .join(
            conversations,
            and_(
                conversations.c.id == table.c.conversation_id,
                conversations.c.version == table.c.version,
                conversations.c.owner == owner.AGENT_PREFIX + table.c.to_staff,
            ),
        )
        .where(table.c.taken_at.is_(None), or_(table.c.at < at - patience, table.c.to_staff.not_in(there)))
    )
    return list(rows)


def _untaken(staff_id: str) -> Any:
    return and_(table.c.to_staff == staff_id, table.c.taken_at.is_(None))
