"""What a supervisor sees of the desk at a glance: who waits, who is there, whose mood falls, and what is alarming."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import owner, presence, queue, summaries
from escalation.alert_limits import AlertLimits
from escalation.hours import OpeningHours
from escalation.service_level import ServiceLevel, service_level
from escalation.staff import staff_of
from escalation.tables import conversations, messages, staff, staff_sockets

MOST_LISTED = 10
LOOKED_BACK = 3
"""A mood is falling when it is worse than that many of the customer's messages before."""

STEP = 0.1
"""By how much worse, so that a flicker is no fall."""

LATELY = timedelta(minutes=30)
"""A conversation in which nothing has happened for longer is not falling now."""

OFFLINE = "offline"


@dataclass(frozen=True)
class Alert:
    """Something has passed its limit."""

    kind: str  # of alert_limits.KINDS
    value: float
    limit: float

    def as_json(self) -> dict[str, Any]:
        """The alert as pages and webhooks get it."""
        return {"kind": self.kind, "value": self.value, "limit": self.limit}


@dataclass(frozen=True)
class LiveView:
    """The desk at one moment."""

    at: datetime
    open: bool
    waiting: int
    longest_wait: timedelta | None
    level: ServiceLevel
    next: list[dict[str, Any]]  # summaries
    falling_count: int  # of all, also of those not listed
    falling: list[dict[str, Any]]  # summaries, the worst first
    agents: list[dict[str, Any]]

    def alerts(self, limits: AlertLimits) -> list[Alert]:
        """What has passed its limit."""
        share = self.level.share
        there = any(agent["presence"] in (presence.AVAILABLE, presence.BUSY) for agent in self.agents)
        wait = self.longest_wait.total_seconds() if self.longest_wait else 0.0
        longest = limits.longest_wait.total_seconds() if limits.longest_wait is not None else None
        found = [
            Alert(kind, value, limit)
            for kind, value, limit in (
                ("waiting", self.waiting, limits.waiting),
                ("longest_wait", wait, longest),
                ("falling", self.falling_count, limits.falling),
                ("nobody_there", self.waiting, 0 if limits.nobody_there and self.open and not there else None),
            )
            if limit is not None and value > limit
        ]
        if limits.service_level is not None and share is not None and self.level.counted >= limits.fewest:
            found += [Alert("service_level", share, limits.service_level)] if share < limits.service_level else []
        return found

    def as_json(self, limits: AlertLimits) -> dict[str, Any]:
        """The view as the page shows it."""
        return {
            "open": self.open,
            "waiting": self.waiting,
            "longest_wait_seconds": self.longest_wait.total_seconds() if self.longest_wait else None,
            "service_level": self.level.as_json(),
            "next": self.next,
            "falling": self.falling,
            "agents": self.agents,
            "alerts": [alert.as_json() for alert in self.alerts(limits)],
        }


async def look(connection: AsyncConnection, at: datetime, hours: OpeningHours, limits: AlertLimits) -> LiveView:
    """The desk as it is now, read in one look."""
    waiting = await queue.in_order(connection)
    since = [conversation.queued_at for conversation in waiting if conversation.queued_at]
    listed = [conversation.id for conversation in waiting[:MOST_LISTED]]
    falling = await _falling(connection, at, limits.falling_from)
    worst = falling[:MOST_LISTED]
    shown = {one["id"]: one for one in await summaries.of(connection, [*listed, *worst], at)}
    return LiveView(
        at=at,
        open=hours.is_open(at),
        waiting=len(waiting),
        longest_wait=max((at - moment for moment in since), default=None),
        level=await service_level(connection, at, limits.within, limits.over),
        next=[shown[one] for one in listed],
        falling_count=len(falling),
        falling=[shown[one] for one in worst],
        agents=await _agents(connection, at),
    )


async def _falling(connection: AsyncConnection, at: datetime, least: float) -> list[str]:
    """Open conversations whose mood has come to ``least`` and is worse than it was; the worst first."""
    columns = conversations.c
    upset = await connection.execute(
        select(columns.id)
        .where(columns.owner != owner.CLOSED, columns.trend >= least, columns.updated_at > at - LATELY)
        .order_by(columns.trend.desc(), columns.id)
    )
    return [one for one in upset.scalars() if await _falls(connection, one)]


async def _falls(connection: AsyncConnection, conversation_id: str) -> bool:
    rows = await connection.execute(
        select(messages.c.mood)
        .where(
            messages.c.conversation_id == conversation_id,
            messages.c.author_kind == "customer",
            messages.c.mood.is_not(None),
        )
        .order_by(messages.c.seq.desc())
        .limit(LOOKED_BACK + 1)
    )
    trend = [mood["trend"] for mood in rows.scalars() if mood.get("trend") is not None]
    before = trend[-1] if len(trend) > 1 else 0.0
    return bool(trend) and trend[0] >= before + STEP


async def _agents(connection: AsyncConnection, at: datetime) -> list[dict[str, Any]]:
    """Everybody who takes conversations, those who are there first."""
    connected = set(
        (await connection.execute(select(staff_sockets.c.staff_id).where(staff_sockets.c.alive_until > at))).scalars()
    )
    load = await presence.loads(connection)
    people = await connection.execute(select(staff).where(staff.c.active).order_by(staff.c.name, staff.c.id))
    found = [
        {
            "id": person.id,
            "name": person.name,
            "presence": person.presence if person.id in connected else OFFLINE,
            "active": load[person.id],
            "capacity": person.capacity,
        }
        for person in map(staff_of, people)
        if "agent" in person.roles and (person.id in connected or load[person.id])
    ]
    return sorted(found, key=lambda one: one["presence"] == OFFLINE)
