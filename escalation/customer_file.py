"""What the desk knows of a customer across conversations: earlier ones, orders they were shown, and staff's notes."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import events, owner, summaries
from escalation.conversations import Conversation
from escalation.file_tables import customer_notes as table
from escalation.message_text import CLIENT_ID
from escalation.moments import iso
from escalation.staff import Staff
from escalation.tables import conversations, messages, staff
from warmline.errors import BadInput
from warmline.web import text_field

LONGEST_NOTE = 2000
MOST_EARLIER = 50
MOST_ORDER_MESSAGES = 200
"""How far back the customer's orders are looked for."""


async def others(connection: AsyncConnection, conversation: Conversation, at: datetime) -> list[dict[str, Any]]:
    """Summaries of the customer's other conversations in which something was said, the latest first."""
    columns = conversations.c
    wanted = (
        select(columns.id)
        .where(columns.customer_id == conversation.customer_id, columns.id != conversation.id, columns.last_seq > 0)
        .order_by(columns.updated_at.desc(), columns.id)
        .limit(MOST_EARLIER)
    )
    ids = list((await connection.execute(wanted)).scalars())
    found = {one["id"]: one for one in await summaries.of(connection, ids, at)}
    return [found[one] for one in ids]


async def orders(connection: AsyncConnection, conversation: Conversation) -> list[dict[str, Any]]:
    """The orders the customer was shown after proving they are theirs, in any conversation, each as seen last.

    Returns:
        ``{"order": order, "seen_at": moment, "conversation_id"}``, the one seen last first.
    """
    rows = await connection.execute(
        select(messages.c.data, messages.c.created_at, messages.c.conversation_id)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(conversations.c.customer_id == conversation.customer_id, messages.c.kind == "order")
        .order_by(messages.c.created_at.desc(), messages.c.seq.desc())
        .limit(MOST_ORDER_MESSAGES)
    )
    latest: dict[str, dict[str, Any]] = {}
    for row in rows:
        shown = {"order": row.data, "seen_at": iso(row.created_at), "conversation_id": row.conversation_id}
        latest.setdefault(str(row.data.get("number")), shown)
    return list(latest.values())


async def notes(connection: AsyncConnection, customer_id: str) -> list[dict[str, Any]]:
    """Staff's notes on a customer, the latest first."""
    rows = await connection.execute(
        select(table, staff.c.name)
        .join(staff, staff.c.id == table.c.staff_id)
        .where(table.c.customer_id == customer_id)
        .order_by(table.c.created_at.desc(), table.c.id)
    )
    return [
        {
            "id": row.id,
            "author": {"id": row.staff_id, "name": row.name},
            "text": row.text,
            "created_at": iso(row.created_at),
        }
        for row in rows
    ]


async def add_note(
    connection: AsyncConnection, conversation: Conversation, body: Mapping[str, Any], author: Staff, at: datetime
) -> None:
    """Note something on the conversation's customer, once however often it is sent.

    Args:
        body: ``client_note_id`` and ``text``, as they came.

    Raises:
        BadInput: The field named in the details cannot be used as it is.
    """
    identifier = body.get("client_note_id")
    if not isinstance(identifier, str) or not CLIENT_ID.fullmatch(identifier):
        raise BadInput("`client_note_id` must be a UUID or another short identifier.", field="client_note_id")
    text = text_field(dict(body), "text", longest=LONGEST_NOTE)
    values = {"customer_id": conversation.customer_id, "client_note_id": identifier, "text": text}
    try:
        async with connection.begin_nested():
            await connection.execute(
                insert(table).values(**values, id=str(uuid.uuid4()), staff_id=author.id, created_at=at)
            )
    except IntegrityError:
        return
    await events.record(
        connection, "customer_note_added", at=at, actor=owner.agent(author.id), conversation_id=conversation.id
    )
