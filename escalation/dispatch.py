"""Sending what is written down until it is taken: calls and letters, from a table of what is due."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import Table, delete, select, update

from warmline.clock import now
from warmline.database import Database

ATTEMPTS = 10
"""Over some 17 hours; whoever does not answer for so long will not want the news."""

FIRST_PAUSE = timedelta(minutes=1)
"""Doubled at each attempt."""


async def send_due(database: Database, table: Table, send: Callable[[Any], Awaitable[bool]]) -> None:
    """Try once each row that is due, and delete it when it is settled or has been tried often enough.

    Any number of desks may: a row is claimed by a conditional write, which also says when it is due again.

    Args:
        table: With the columns ``id``, ``attempts`` and ``due_at``.
        send: Whether a row is settled.
    """
    async with database.read() as connection:
        due = list(await connection.execute(select(table).where(table.c.due_at <= now()).order_by(table.c.due_at)))
    for row in due:
        async with database.write() as connection:
            claimed = await connection.execute(
                update(table)
                .where(table.c.id == row.id, table.c.due_at == row.due_at)
                .values(attempts=row.attempts + 1, due_at=now() + FIRST_PAUSE * 2**row.attempts)
            )
        if claimed.rowcount == 1 and (await send(row) or row.attempts + 1 >= ATTEMPTS):
            async with database.write() as connection:
                await connection.execute(delete(table).where(table.c.id == row.id))
