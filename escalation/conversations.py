"""Conversations: finding, opening and reading them. Their owner changes only in ``ownership``."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import events, owner
from escalation.errors import ConversationNotFound
from escalation.tables import conversations

WIDGET = "widget"


@dataclass(frozen=True)
class Conversation:
    """One row of ``conversations``; the columns are explained there."""

    id: str
    customer_id: str
    channel: str
    owner: str
    version: int
    last_seq: int
    read_seq: int
    language: str
    language_chosen: bool
    frustration: float | None
    trend: float | None
    reason: str | None
    queued_at: datetime | None
    queue_rank: datetime | None
    head_starts: dict[str, float] | None
    created_at: datetime
    updated_at: datetime
    closed_at: datetime | None
    closed_by: str | None
    wrap_up: str | None

    @property
    def owner_kind(self) -> str:
        """``bot``, ``queue``, ``agent`` or ``closed``."""
        return owner.kind_of(self.owner)


async def get(connection: AsyncConnection, conversation_id: str) -> Conversation:
    """The conversation with this id.

    Raises:
        ConversationNotFound: There is none.
    """
    row = (await connection.execute(select(conversations).where(conversations.c.id == conversation_id))).first()
    if row is None:
        raise ConversationNotFound(conversation_id)
    return Conversation(**row._mapping)


async def open_of(connection: AsyncConnection, customer_id: str, channel: str = WIDGET) -> Conversation | None:
    """The customer's open conversation on a channel; there is at most one."""
    row = (
        await connection.execute(
            select(conversations).where(
                conversations.c.customer_id == customer_id,
                conversations.c.channel == channel,
                conversations.c.owner != owner.CLOSED,
            )
        )
    ).first()
    return None if row is None else Conversation(**row._mapping)


async def current_of(connection: AsyncConnection, customer_id: str, channel: str = WIDGET) -> Conversation | None:
    """What the customer should see: the open conversation, or else the one closed last."""
    found = await open_of(connection, customer_id, channel)
    if found is not None:
        return found
    row = (
        await connection.execute(
            select(conversations)
            .where(conversations.c.customer_id == customer_id, conversations.c.channel == channel)
            .order_by(conversations.c.created_at.desc(), conversations.c.id)
            .limit(1)
        )
    ).first()
    return None if row is None else Conversation(**row._mapping)


async def find_or_open(
    connection: AsyncConnection, customer_id: str, language: str, at: datetime, channel: str = WIDGET
) -> Conversation:
    """The customer's open conversation, made if there is none; two callers at once get the same one."""
    found = await open_of(connection, customer_id, channel)
    if found is not None:
        return found
    made = Conversation(
        id=str(uuid.uuid4()),
        customer_id=customer_id,
        channel=channel,
        owner=owner.BOT,
        version=1,
        last_seq=0,
        read_seq=0,
        language=language,
        language_chosen=False,
        frustration=None,
        trend=None,
        reason=None,
        queued_at=None,
        queue_rank=None,
        head_starts=None,
        created_at=at,
        updated_at=at,
        closed_at=None,
        closed_by=None,
        wrap_up=None,
    )
    try:
        async with connection.begin_nested():
            await connection.execute(insert(conversations).values(**vars(made)))
    except IntegrityError:
        found = await open_of(connection, customer_id, channel)
        if found is None:
            raise
        return found
    await events.record(
        connection,
        "conversation_opened",
        at=at,
        actor="customer",
        conversation_id=made.id,
        channel=channel,
        language=language,
    )
    return made


async def choose_language(connection: AsyncConnection, conversation_id: str, language: str, at: datetime) -> None:
    """The customer has chosen a language; from now on it is not guessed."""
    await connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(language=language, language_chosen=True, updated_at=at)
    )
    await events.record(
        connection, "language_chosen", at=at, actor="customer", conversation_id=conversation_id, language=language
    )


async def mark_read(connection: AsyncConnection, conversation_id: str, seq: int) -> None:
    """The customer has been shown everything up to ``seq``; it never goes back, nor past the last message."""
    await connection.execute(
        update(conversations)
        .where(
            conversations.c.id == conversation_id,
            conversations.c.read_seq < seq,
            conversations.c.last_seq >= seq,
        )
        .values(read_seq=seq)
    )
