"""Which agents are there. A socket keeps its agent present; several sockets of one agent are one presence.

A lost connection is not a departure: the agent stays present for a time of grace, so a reload or a
change of network moves nobody out of the queue's sight.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import events, owner
from escalation.offer_tables import offers
from escalation.tables import conversations, staff, staff_sockets

AVAILABLE = "available"
BUSY = "busy"  # there, but takes only what a colleague gives them
AWAY = "away"
MISSED = "missed"  # away since an offer was not taken up
CHOICES = (AVAILABLE, BUSY, AWAY)
"""What an agent may say of themselves; the desk says ``MISSED``."""

BEAT_SECONDS = 20.0
ALIVE = timedelta(seconds=60)
"""How long a socket counts without a beat; three beats, so that one may be late."""

GRACE = timedelta(seconds=30)
"""How long an agent stays present after the connection was lost."""


@dataclass(frozen=True)
class PresentAgent:
    """An agent who is there, and available or busy."""

    staff_id: str
    languages: tuple[str, ...]
    capacity: int
    active: int  # conversations in hand, and those just offered to them
    skills: tuple[str, ...] = ()  # reasons of hand-overs they are good at
    takes_new: bool = True  # not busy

    @property
    def free(self) -> int:
        """How many more this agent can take."""
        return max(0, self.capacity - self.active) if self.takes_new else 0

    def speaks(self, language: str | None) -> bool:
        """Whether the agent answers in a language; one who has named none answers in all."""
        return language is None or not self.languages or language in self.languages


async def connect(connection: AsyncConnection, socket_id: str, staff_id: str, at: datetime) -> None:
    """A socket of an agent has opened."""
    await connection.execute(delete(staff_sockets).where(staff_sockets.c.alive_until < at))
    await connection.execute(insert(staff_sockets).values(id=socket_id, staff_id=staff_id, alive_until=at + ALIVE))


async def beat(connection: AsyncConnection, socket_id: str, at: datetime) -> None:
    """The socket is still there."""
    await connection.execute(
        update(staff_sockets).where(staff_sockets.c.id == socket_id).values(alive_until=at + ALIVE)
    )


async def disconnect(connection: AsyncConnection, socket_id: str, at: datetime) -> None:
    """The socket is gone; the time of grace begins."""
    await connection.execute(
        update(staff_sockets).where(staff_sockets.c.id == socket_id).values(alive_until=at + GRACE)
    )


async def leave(connection: AsyncConnection, staff_id: str) -> None:
    """The agent has signed out and is gone at once."""
    await connection.execute(delete(staff_sockets).where(staff_sockets.c.staff_id == staff_id))


async def choose(connection: AsyncConnection, staff_id: str, presence: str, at: datetime) -> None:
    """The agent takes conversations, or not; one of ``CHOICES``."""
    await connection.execute(update(staff).where(staff.c.id == staff_id).values(presence=presence))
    await events.record(connection, "presence_chosen", at=at, actor=owner.agent(staff_id), presence=presence)


async def miss(connection: AsyncConnection, staff_id: str, at: datetime) -> None:
    """The agent did not take up what was offered; until they say that they are back, nothing more is."""
    done = await connection.execute(
        update(staff).where(staff.c.id == staff_id, staff.c.presence == AVAILABLE).values(presence=MISSED)
    )
    if done.rowcount == 1:
        await events.record(connection, "presence_chosen", at=at, actor="desk", staff_id=staff_id, presence=MISSED)


async def of(connection: AsyncConnection, staff_id: str) -> str:
    """What the agent, or the desk, has said last."""
    return str((await connection.execute(select(staff.c.presence).where(staff.c.id == staff_id))).scalar_one())


def connected(at: datetime) -> Any:
    """A subquery of the ids of everyone with a living socket."""
    return select(staff_sockets.c.staff_id).where(staff_sockets.c.alive_until > at)


async def present_agents(connection: AsyncConnection, at: datetime) -> list[PresentAgent]:
    """Every agent who is connected, available or busy, and allowed to take conversations."""
    people = await connection.execute(
        select(staff).where(staff.c.active, staff.c.presence.in_((AVAILABLE, BUSY)), staff.c.id.in_(connected(at)))
    )
    load = await loads(connection)
    return [
        PresentAgent(
            row.id,
            tuple(row.languages),
            row.capacity,
            load[row.id],
            tuple(row.skills),
            row.presence == AVAILABLE,
        )
        for row in people
        if "agent" in row.roles
    ]


async def loads(connection: AsyncConnection) -> Counter[str]:
    """How much each agent has in hand or on offer, by id."""
    columns = conversations.c
    owned = await connection.execute(
        select(columns.owner, func.count()).where(columns.owner.startswith(owner.AGENT_PREFIX)).group_by(columns.owner)
    )
    offered = await connection.execute(
        select(offers.c.staff_id, func.count())
        .join(conversations, columns.id == offers.c.conversation_id)
        .where(offers.c.ended_at.is_(None), columns.owner == owner.QUEUE, columns.version == offers.c.version)
        .group_by(offers.c.staff_id)
    )
    load = Counter({str(owner.staff_id_of(found)): count for found, count in owned})
    load.update(dict(offered.all()))
    return load
