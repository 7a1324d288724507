"""The append-only record of what happened; every report is computed from it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation.tables import events


async def record(
    connection: AsyncConnection, kind: str, *, at: datetime, actor: str, conversation_id: str | None = None, **data: Any
) -> None:
    """Write one event, in the transaction of the change it tells of.

    Args:
        actor: ``customer``, ``bot``, ``desk``, ``operator`` (in the terminal) or ``agent:<staff id>``.
        data: What the change was about; no personal data, so that events outlive an erasure.
    """
    await connection.execute(
        insert(events).values(kind=kind, at=at, actor=actor, conversation_id=conversation_id, data=data)
    )
