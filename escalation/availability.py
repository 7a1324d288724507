"""What a customer may be promised: whether people are there, and how long it may honestly take."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import presence, queue
from escalation.hours import OpeningHours
from escalation.moments import iso_or_none
from escalation.tables import handovers

RECENT = timedelta(days=7)
SAMPLE = 30
FEWEST = 3
"""With fewer cases to learn from, a number would be invented."""

STEP_SECONDS = 30
"""Estimates are rounded up to this; finer would pretend to know more."""


@dataclass(frozen=True)
class Outlook:
    """The state of the desk as a customer would want to know it."""

    open: bool
    opens_at: datetime | None
    agents: int
    free: int  # conversations that could be taken now
    waiting: int
    wait_seconds: int | None  # None: there is no honest estimate

    def as_json(self) -> dict[str, Any]:
        """The answer of ``/internal/availability``."""
        return {**vars(self), "opens_at": iso_or_none(self.opens_at)}


class Availability:
    """Looks up hours, people and the queue before anything is promised."""

    def __init__(self, hours: OpeningHours) -> None:
        self.hours = hours

    async def look(
        self, connection: AsyncConnection, at: datetime, language: str | None = None, place: int | None = None
    ) -> Outlook:
        """The present outlook.

        Args:
            language: Count only agents who answer in it.
            place: The place in the queue to estimate for; by default that of somebody who would come now.
        """
        agents = [agent for agent in await presence.present_agents(connection, at) if agent.speaks(language)]
        free = sum(agent.free for agent in agents)
        waiting = await queue.length(connection)
        return Outlook(
            open=self.hours.is_open(at),
            opens_at=self.hours.next_opening(at),
            agents=len(agents),
            free=free,
            waiting=waiting,
            wait_seconds=await self._estimate(
                connection, at, place or waiting + 1, free, sum(agent.capacity for agent in agents)
            ),
        )

    async def _estimate(
        self, connection: AsyncConnection, at: datetime, place: int, free: int, capacity: int
    ) -> int | None:
        """Seconds until somebody takes the case at ``place``.

        While there is free capacity, it is what people lately took to react. After that, conversations end
        at a rate of capacity / handling time, and each end takes one case off the queue.
        """
        if capacity == 0:
            return None
        rows = (
            await connection.execute(
                select(handovers.c.at, handovers.c.claimed_at, handovers.c.ended_at)
                .where(
                    handovers.c.ended_at > at - RECENT, handovers.c.ended_at <= at, handovers.c.claimed_at.is_not(None)
                )
                .order_by(handovers.c.ended_at.desc())
                .limit(SAMPLE)
            )
        ).all()
        if len(rows) < FEWEST:
            return None
        reaction: float = median((row.claimed_at - row.at).total_seconds() for row in rows)
        handling: float = median((row.ended_at - row.claimed_at).total_seconds() for row in rows)
        seconds = reaction if place <= free else (place - free) * handling / capacity
        return max(1, math.ceil(seconds / STEP_SECONDS)) * STEP_SECONDS
