"""Searches that a member of staff keeps under a name."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation.errors import SavedSearchNotFound, SearchNameTaken
from escalation.search_filters import Filters
from escalation.search_tables import saved_searches as table
from escalation.staff import Staff
from warmline.errors import BadInput

MOST = 50


async def listed(connection: AsyncConnection, person: Staff) -> list[dict[str, Any]]:
    """A person's saved searches by name."""
    rows = await connection.execute(select(table).where(table.c.staff_id == person.id).order_by(table.c.name))
    return [{"id": row.id, "name": row.name, "filters": row.filters} for row in rows]


async def save(connection: AsyncConnection, person: Staff, name: str, filters: Filters, at: datetime) -> dict[str, Any]:
    """Keep a search.

    Raises:
        SearchNameTaken: The person has one of this name.
        BadInput: The person has as many as are kept.
    """
    kept = await connection.execute(select(func.count()).select_from(table).where(table.c.staff_id == person.id))
    if kept.scalar_one() >= MOST:
        raise BadInput(f"At most {MOST} searches are kept; delete one first.", field="name")
    made = {"id": str(uuid.uuid4()), "name": name, "filters": filters.as_json()}
    try:
        async with connection.begin_nested():
            await connection.execute(insert(table).values(**made, staff_id=person.id, created_at=at))
    except IntegrityError:
        raise SearchNameTaken(name) from None
    return made


async def remove(connection: AsyncConnection, person: Staff, search_id: str) -> None:
    """Forget a saved search.

    Raises:
        SavedSearchNotFound: The person has no such search.
    """
    own = (table.c.id == search_id) & (table.c.staff_id == person.id)
    if (await connection.execute(delete(table).where(own))).rowcount == 0:
        raise SavedSearchNotFound(search_id)
