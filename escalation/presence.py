"""Which agents are there. A socket keeps its agent present; several sockets of one agent are one presence.

A lost connection is not a departure: the agent stays present for a time of grace, so a reload or a
change of network moves nobody out of the queue's sight.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import events, owner
from escalation.tables import conversations, staff, staff_sockets

AVAILABLE = "available"
AWAY = "away"

BEAT_SECONDS = 20.0
ALIVE = timedelta(seconds=60)
"""How long a socket counts without a beat; three beats, so that one may be late."""

GRACE = timedelta(seconds=30)
"""How long an agent stays present after the connection was lost."""


@dataclass(frozen=True)
class PresentAgent:
    """An agent who is there and takes conversations."""

    staff_id: str
    languages: tuple[str, ...]
    capacity: int
    active: int  # conversations in hand

    @property
    def free(self) -> int:
        """How many more this agent can take."""
        return max(0, self.capacity - self.active)

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
    """The agent takes conversations, or not."""
    await connection.execute(update(staff).where(staff.c.id == staff_id).values(presence=presence))
    await events.record(connection, "presence_chosen", at=at, actor=owner.agent(staff_id), presence=presence)


async def present_agents(connection: AsyncConnection, at: datetime) -> list[PresentAgent]:
    """Every agent who is connected, available and allowed to take conversations."""
    rows = await connection.execute(
        select(staff.c.id, staff.c.languages, staff.c.capacity, staff.c.roles).where(
            staff.c.active,
            staff.c.presence == AVAILABLE,
            staff.c.id.in_(select(staff_sockets.c.staff_id).where(staff_sockets.c.alive_until > at)),
        )
    )
    loads = await connection.execute(
        select(conversations.c.owner, func.count())
        .where(conversations.c.owner.startswith(owner.AGENT_PREFIX))
        .group_by(conversations.c.owner)
    )
    load = dict(loads.all())
    return [
        PresentAgent(row.id, tuple(row.languages), row.capacity, load.get(owner.agent(row.id), 0))
        for row in rows
        if "agent" in row.roles
    ]
