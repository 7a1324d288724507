"""Open call-backs as the agents' list shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import callbacks
from escalation.callbacks import Callback
from escalation.errors import CallbackNotFound
from escalation.moments import iso, iso_or_none
from escalation.staff import Staff
from escalation.tables import callbacks as table
from escalation.tables import conversations, customers, staff
from escalation.visitors import Customer
from warmline.contacts import masked

LONGEST_LIST = 200


async def listed(connection: AsyncConnection, agent: Staff, at: datetime) -> list[dict[str, Any]]:
    """The open call-backs this person may work off, the oldest first."""
    rows = await connection.execute(
        _query().where(table.c.state == callbacks.OPEN).order_by(table.c.created_at, table.c.id)
    )
    return [_shown(row, agent, at) for row in rows if may_see(agent, row.callback_language)][:LONGEST_LIST]


async def shown(connection: AsyncConnection, callback_id: str, agent: Staff, at: datetime) -> dict[str, Any]:
    """One call-back, open or not.

    Raises:
        CallbackNotFound: There is none, or it is not for this person.
    """
    row = (await connection.execute(_query().where(table.c.id == callback_id))).first()
    if row is None or not may_see(agent, row.callback_language):
        raise CallbackNotFound(callback_id)
    return _shown(row, agent, at)


def may_see(agent: Staff, language: str) -> bool:
    """Whether a call-back in this language is for this person: agents for theirs, supervisors for all."""
    return agent.may("supervisor") or not agent.languages or language in agent.languages


def for_bot(callback: Callback | None) -> dict[str, Any] | None:
    """What the assistant may know, which is enough to tell the customer what was taken down."""
    if callback is None:
        return None
    return {
        "id": callback.id,
        "way": callback.way,
        "contact": masked(callback.contact),
        "best_time": callback.best_time,
        "state": callback.state,
    }


def _query() -> Any:
    return (
        select(
            table,
            table.c.language.label("callback_language"),
            customers.c.id.label("customer_id"),
            customers.c.external_id,
            customers.c.name.label("customer_name"),
            customers.c.email.label("customer_email"),
            customers.c.verified_until,
            staff.c.name.label("taker_name"),
        )
        .join(conversations, conversations.c.id == table.c.conversation_id)
        .join(customers, customers.c.id == conversations.c.customer_id)
        .outerjoin(staff, staff.c.id == table.c.taken_by)
    )


def _shown(row: Any, agent: Staff, at: datetime) -> dict[str, Any]:
    customer = Customer(row.customer_id, row.external_id, row.customer_name, row.customer_email, row.verified_until)
    return {
        "id": row.id,
        "conversation_id": row.conversation_id,
        "customer": {"name": row.customer_name, "verified": customer.is_verified(at)},
        "way": row.way,
        "contact": row.contact if row.taken_by == agent.id else masked(row.contact),
        "language": row.callback_language,
        "reason": row.reason,
        "best_time": row.best_time,
        "state": row.state,
        "taken_by": None if row.taken_by is None else {"id": row.taken_by, "name": row.taker_name},
        "taken_at": iso_or_none(row.taken_at),
        "attempts": row.attempts,
        "note": row.note,
        "created_at": iso(row.created_at),
    }
