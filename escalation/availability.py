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
from escalation.priority import Priority
from escalation.priority import load as load_priority
from escalation.tables import handovers

RECENT = timedelta(days=7)
SAMPLE = 30
FEWEST = 3
"""With fewer cases to learn from, a number would be invented."""

CALLBACK_AFTER = timedelta(minutes=10)
"""An honest wait from which a call-back is offered."""

STEP_SECONDS = 30
"""Estimates are rounded up to this; finer would pretend to know more."""


@dataclass(frozen=True)
class Pace:
    """How fast recent cases went: medians in seconds."""

    cases: int
    reaction: float
    handling: float


@dataclass(frozen=True)
class Outlook:
    """The state of the desk as a customer would want to know it."""

    open: bool
    opens_at: datetime | None
    agents: int
    free: int  # conversations that could be taken now
    capacity: int
    waiting: int
    pace: Pace | None  # None: too little is known for an honest estimate

    def wait_seconds(self, place: int | None = None) -> int | None:
        """Seconds until somebody takes the case at a place of the queue; None where there is no honest estimate.

        While there is free capacity, it is what people lately took to react. After that, conversations end
        at a rate of capacity / handling time, and each end takes one case off the queue.

        Args:
            place: By default that of somebody who would come now.
        """
        if self.capacity == 0 or self.pace is None:
            return None
        beyond = (place or self.waiting + 1) - self.free
        seconds = self.pace.reaction if beyond <= 0 else beyond * self.pace.handling / self.capacity
        return max(1, math.ceil(seconds / STEP_SECONDS)) * STEP_SECONDS

    def at_place(self, place: int) -> dict[str, Any]:
        """The queue as whoever waits at this place is shown it, with what the estimate rests on."""
        return {
            "place": place,
            "wait_seconds": self.wait_seconds(place),
            "basis": {"cases": self.pace.cases if self.pace else 0, "agents": self.agents},
        }

    def as_json(self) -> dict[str, Any]:
        """The answer of ``/internal/availability``."""
        return {
            "open": self.open,
            "opens_at": iso_or_none(self.opens_at),
            "agents": self.agents,
            "free": self.free,
            "waiting": self.waiting,
            "wait_seconds": self.wait_seconds(),
        }


class Availability:
    """Looks up hours, people and the queue, by its rules, before anything is promised."""

    def __init__(
        self, hours: OpeningHours, callback_after: timedelta = CALLBACK_AFTER, priority: Priority | None = None
    ) -> None:
        self.hours = hours
        self.callback_after = callback_after
        self.priority = priority or load_priority()

    async def look(self, connection: AsyncConnection, at: datetime, language: str | None = None) -> Outlook:
        """The present outlook.

        Args:
            language: Count only agents who answer in it.
        """
        agents = [agent for agent in await presence.present_agents(connection, at) if agent.speaks(language)]
        return Outlook(
            open=self.hours.is_open(at),
            opens_at=self.hours.next_opening(at),
            agents=len(agents),
            free=sum(agent.free for agent in agents),
            capacity=sum(agent.capacity for agent in agents),
            waiting=await queue.length(connection),
            pace=await _pace(connection, at),
        )


async def _pace(connection: AsyncConnection, at: datetime) -> Pace | None:
    rows = (
        await connection.execute(
            select(handovers.c.at, handovers.c.claimed_at, handovers.c.ended_at)
            .where(handovers.c.ended_at > at - RECENT, handovers.c.ended_at <= at, handovers.c.claimed_at.is_not(None))
            .order_by(handovers.c.ended_at.desc())
            .limit(SAMPLE)
        )
    ).all()
    if len(rows) < FEWEST:
        return None
    return Pace(
        len(rows),
        reaction=median((row.claimed_at - row.at).total_seconds() for row in rows),
        handling=median((row.ended_at - row.claimed_at).total_seconds() for row in rows),
    )
