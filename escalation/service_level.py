"""The service level: the share of those who asked for a person whom one answered in time.

    answered within T / (all - those who left within T - those who still wait and have not waited T)

as call centres reckon it, with abandonments after T as misses (ISO 18295-1:2017 leaves T to the organisation).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation.tables import events

ASKED = ("handed_over",)
ANSWERED = ("claimed", "assigned", "transfer_taken_up", "taken_over")
LEFT = ("withdrawn", "closed")


@dataclass(frozen=True)
class ServiceLevel:
    """How many were answered in time, of how many that count."""

    within: timedelta
    over: timedelta
    counted: int
    in_time: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None where nobody counts yet."""
        return self.in_time / self.counted if self.counted else None

    def as_json(self) -> dict[str, Any]:
        """The level as the live view shows it."""
        return {
            "share": self.share,
            "counted": self.counted,
            "within_seconds": self.within.total_seconds(),
            "over_minutes": self.over.total_seconds() / 60,
        }


async def service_level(connection: AsyncConnection, at: datetime, within: timedelta, over: timedelta) -> ServiceLevel:
    """The level over those who asked since ``at - over``."""
    rows = await connection.execute(
        select(events.c.conversation_id, events.c.kind, events.c.at)
        .where(events.c.at > at - over, events.c.at <= at, events.c.kind.in_(ASKED + ANSWERED + LEFT))
        .order_by(events.c.id)
    )
    asked: dict[str, datetime] = {}
    counted = in_time = 0
    for conversation_id, kind, moment in rows:
        if kind in ASKED:
            asked[conversation_id] = moment
        elif (since := asked.pop(conversation_id, None)) is not None:
            fast = moment - since <= within
            in_time += kind in ANSWERED and fast
            counted += kind in ANSWERED or not fast
    counted += sum(at - since > within for since in asked.values())
    return ServiceLevel(within, over, counted, in_time)
