"""Raising alerts and ending them: each once, by whichever desk is first, with its event and its call to a webhook."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import events
from escalation.alert_tables import alerts as table
from escalation.alert_tables import webhook_calls
from escalation.live_view import Alert
from escalation.moments import iso


async def raised(connection: AsyncConnection) -> set[str]:
    """The kinds of the alerts that are raised now."""
    return set((await connection.execute(select(table.c.kind))).scalars())


async def follow(connection: AsyncConnection, found: Sequence[Alert], at: datetime, *, call: bool) -> None:
    """Raise what is new and end what is over.

    Args:
        call: Whether a webhook is to be told.
    """
    known = await raised(connection)
    for alert in found:
        if alert.kind not in known and await _raise(connection, alert, at):
            await _tell(connection, "alert_raised", alert.as_json(), at, call=call)
    for kind in known - {alert.kind for alert in found}:
        ended = await connection.execute(delete(table).where(table.c.kind == kind))
        if ended.rowcount == 1:
            await _tell(connection, "alert_ended", {"kind": kind}, at, call=call)


async def _raise(connection: AsyncConnection, alert: Alert, at: datetime) -> bool:
    try:
        async with connection.begin_nested():
            await connection.execute(insert(table).values(kind=alert.kind, value=alert.value, raised_at=at))
    except IntegrityError:
        return False
    return True


async def _tell(connection: AsyncConnection, kind: str, data: dict[str, Any], at: datetime, *, call: bool) -> None:
    await events.record(connection, kind, at=at, actor="desk", alert=data)
    if call:
        body = {"type": kind, "timestamp": iso(at), "data": data}
        await connection.execute(
            insert(webhook_calls).values(id=str(uuid.uuid4()), body=body, attempts=0, due_at=at, created_at=at)
        )
