"""Internal notes on a conversation, and the colleagues they mention.

Notes have a table of their own and never a number in the log: whatever reads messages, for a customer, the assistant
or an export, cannot come upon them.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import events, owner
from escalation import staff as people
from escalation.conversations import Conversation
from escalation.message_text import CLIENT_ID
from escalation.moments import iso
from escalation.note_tables import mentions, notes
from escalation.staff import Staff
from escalation.tables import conversations, customers, staff
from warmline.errors import BadInput
from warmline.web import text_field

LONGEST_NOTE = 4000
MOST_MENTIONS = 20
LONGEST_EXCERPT = 200
MOST_LISTED = 100
"""Mentions one person is shown at once; the oldest ones come first, so none is lost."""


@dataclass(frozen=True)
class NoteDraft:
    """A note before it is stored."""

    client_note_id: str
    text: str
    mentions: tuple[str, ...]  # staff ids


def draft_of(body: Mapping[str, Any]) -> NoteDraft:
    """Check what somebody wants to note.

    Raises:
        BadInput: The field named in the details cannot be used as it is.
    """
    identifier = body.get("client_note_id")
    if not isinstance(identifier, str) or not CLIENT_ID.fullmatch(identifier):
        raise BadInput("`client_note_id` must be a UUID or another short identifier.", field="client_note_id")
    mentioned = body.get("mentions", [])
    if (
        not isinstance(mentioned, list)
        or not all(isinstance(one, str) for one in mentioned)
        or len(mentioned) > MOST_MENTIONS
    ):
        raise BadInput(f"`mentions` must be at most {MOST_MENTIONS} ids of colleagues.", field="mentions")
    text = text_field(dict(body), "text", longest=LONGEST_NOTE)
    return NoteDraft(identifier, text, tuple(dict.fromkeys(mentioned)))


async def add(
    connection: AsyncConnection, conversation: Conversation, draft: NoteDraft, author: Staff, at: datetime
) -> dict[str, Any]:
    """Store a note once, however often it is sent.

    Raises:
        BadInput: Somebody mentioned is no agent, or no longer.
    """
    await _require_agents(connection, draft.mentions)
    made = str(uuid.uuid4())
    latest = select(conversations.c.last_seq).where(conversations.c.id == conversation.id).scalar_subquery()
    try:
        async with connection.begin_nested():
            await connection.execute(
                insert(notes).values(
                    id=made,
                    conversation_id=conversation.id,
                    after_seq=latest,
                    client_note_id=draft.client_note_id,
                    staff_id=author.id,
                    text=draft.text,
                    created_at=at,
                )
            )
    except IntegrityError:
        first = await _stored(connection, conversation.id, draft.client_note_id)
        if first is None:
            raise
        return first
    others = [one for one in draft.mentions if one != author.id]
    if others:
        await connection.execute(insert(mentions), [{"note_id": made, "staff_id": one} for one in others])
    await events.record(
        connection,
        "note_added",
        at=at,
        actor=owner.agent(author.id),
        conversation_id=conversation.id,
        note_id=made,
        mentions=others,
    )
    stored = await _stored(connection, conversation.id, draft.client_note_id)
    assert stored is not None  # the transaction that wrote it reads it
    return stored


async def of(connection: AsyncConnection, conversation_id: str) -> list[dict[str, Any]]:
    """Every note on a conversation, in the order in which they were written."""
    rows = await connection.execute(
        select(notes, staff.c.name)
        .join(staff, staff.c.id == notes.c.staff_id)
        .where(notes.c.conversation_id == conversation_id)
        .order_by(notes.c.created_at, notes.c.id)
    )
    found = list(rows)
    mentioned: dict[str, list[dict[str, str]]] = {row.id: [] for row in found}
    if found:
        rows = await connection.execute(
            select(mentions.c.note_id, staff.c.id, staff.c.name)
            .join(staff, staff.c.id == mentions.c.staff_id)
            .where(mentions.c.note_id.in_(mentioned))
            .order_by(staff.c.name, staff.c.id)
        )
        for row in rows:
            mentioned[row.note_id].append({"id": row.id, "name": row.name})
    return [
        {
            "id": row.id,
            "client_note_id": row.client_note_id,
            "after_seq": row.after_seq,
            "author": {"id": row.staff_id, "name": row.name},
            "text": row.text,
            "mentions": mentioned[row.id],
            "created_at": iso(row.created_at),
        }
        for row in found
    ]


async def mentions_of(connection: AsyncConnection, person: Staff) -> list[dict[str, Any]]:
    """Where colleagues have mentioned the person and they have not looked since, the oldest first."""
    rows = await connection.execute(
        select(notes, staff.c.name, customers.c.name.label("customer_name"))
        .join(mentions, mentions.c.note_id == notes.c.id)
        .join(staff, staff.c.id == notes.c.staff_id)
        .join(conversations, conversations.c.id == notes.c.conversation_id)
        .join(customers, customers.c.id == conversations.c.customer_id)
        .where(mentions.c.staff_id == person.id, mentions.c.seen_at.is_(None))
        .order_by(notes.c.created_at, notes.c.id)
        .limit(MOST_LISTED)
    )
    return [
        {
            "note_id": row.id,
            "conversation_id": row.conversation_id,
            "customer": row.customer_name,
            "by": row.name,
            "text": row.text[:LONGEST_EXCERPT],
            "at": iso(row.created_at),
        }
        for row in rows
    ]


async def see(connection: AsyncConnection, conversation_id: str, person: Staff, at: datetime) -> bool:
    """The person has looked at a conversation's notes; False where they were not mentioned or had looked before."""
    here = select(notes.c.id).where(notes.c.conversation_id == conversation_id)
    done = await connection.execute(
        update(mentions)
        .where(mentions.c.staff_id == person.id, mentions.c.seen_at.is_(None), mentions.c.note_id.in_(here))
        .values(seen_at=at)
    )
    return bool(done.rowcount)


async def _require_agents(connection: AsyncConnection, staff_ids: tuple[str, ...]) -> None:
    known = {one["id"] for one in await people.working_agents(connection)} if staff_ids else set()
    if unknown := [one for one in staff_ids if one not in known]:
        raise BadInput(
            "`mentions` names somebody who is no agent; choose from the list.", field="mentions", unknown=unknown
        )


async def _stored(connection: AsyncConnection, conversation_id: str, client_note_id: str) -> dict[str, Any] | None:
    found = await of(connection, conversation_id)
    return next((one for one in found if one["client_note_id"] == client_note_id), None)
