"""The messages of a conversation: numbered without gaps, stored once however often they are sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import events, owner, search_index
from escalation.errors import ConversationNotFound
from escalation.moments import iso
from escalation.tables import conversations, messages


@dataclass(frozen=True)
class Author:
    """Who wrote a message."""

    kind: str  # customer, assistant, agent or system
    id: str | None = None
    name: str | None = None

    @property
    def actor(self) -> str:
        """This author as the actor of an event."""
        if self.kind == "agent" and self.id is not None:
            return owner.agent(self.id)
        return {"assistant": "bot", "system": "desk"}.get(self.kind, self.kind)

    def as_json(self) -> dict[str, Any]:
        """The author as clients see it."""
        return {"kind": self.kind, "id": self.id, "name": self.name}


ASSISTANT = Author("assistant")
SYSTEM = Author("system")


@dataclass(frozen=True)
class Draft:
    """A message before it has its number."""

    author: Author
    text: str
    kind: str = "text"
    data: dict[str, Any] = field(default_factory=dict)
    choices: list[dict[str, Any]] = field(default_factory=list)  # {"title", "payload"}
    client_message_id: str | None = None
    language: str | None = None


def notice(code: str, **parameters: Any) -> Draft:
    """A notice: clients word the code in their own language."""
    return Draft(SYSTEM, "", kind="notice", data={"code": code, **parameters})


@dataclass(frozen=True)
class Message:
    """A message as it stands in the log."""

    conversation_id: str
    seq: int
    client_message_id: str | None
    author: Author
    kind: str
    text: str
    data: dict[str, Any]
    choices: list[dict[str, Any]]
    language: str | None
    mood: dict[str, Any] | None
    created_at: datetime

    def for_customer(self) -> dict[str, Any]:
        """The message as the protocol words it; what a choice means to the assistant stays here."""
        return {
            "seq": self.seq,
            "author": self.author.as_json(),
            "kind": self.kind,
            "text": self.text,
            "data": self.data,
            "choices": [{"title": choice["title"]} for choice in self.choices],
            "client_message_id": self.client_message_id,
            "created_at": iso(self.created_at),
        }

    def for_agent(self) -> dict[str, Any]:
        """The message with what only staff may see."""
        return {**self.for_customer(), "language": self.language, "mood": self.mood}


@dataclass(frozen=True)
class Receipt:
    """Where a message stands; ``repeated`` when it had been stored before."""

    conversation_id: str
    seq: int
    repeated: bool = False


async def append(connection: AsyncConnection, conversation_id: str, draft: Draft, at: datetime) -> Receipt:
    """Give a message the next number and store it; a resend gets the receipt of the first time.

    Raises:
        ConversationNotFound: There is no such conversation.
    """
    try:
        async with connection.begin_nested():
            seq = await _next_seq(connection, conversation_id, at)
            await connection.execute(
                insert(messages).values(
                    conversation_id=conversation_id,
                    seq=seq,
                    client_message_id=draft.client_message_id,
                    author_kind=draft.author.kind,
                    author_id=draft.author.id,
                    author_name=draft.author.name,
                    kind=draft.kind,
                    text=draft.text,
                    data=draft.data,
                    choices=draft.choices,
                    language=draft.language,
                    mood=None,
                    created_at=at,
                )
            )
            await search_index.add_message(connection, conversation_id, seq, draft.text)
    except IntegrityError:
        first = await _find(connection, conversation_id, draft.client_message_id)
        if first is None:
            raise
        return Receipt(conversation_id, first, repeated=True)
    await events.record(
        connection,
        "message_added",
        at=at,
        actor=draft.author.actor,
        conversation_id=conversation_id,
        seq=seq,
        message_kind=draft.kind,
        code=draft.data.get("code") if draft.kind == "notice" else None,
    )
    return Receipt(conversation_id, seq)


async def receipt_of(connection: AsyncConnection, customer_id: str, client_message_id: str) -> Receipt | None:
    """The receipt of a message this customer has sent before, in whichever conversation."""
    row = (
        await connection.execute(
            select(messages.c.conversation_id, messages.c.seq)
            .join(conversations, conversations.c.id == messages.c.conversation_id)
            .where(messages.c.client_message_id == client_message_id, conversations.c.customer_id == customer_id)
        )
    ).first()
    return None if row is None else Receipt(row.conversation_id, row.seq, repeated=True)


async def after(connection: AsyncConnection, conversation_id: str, seq: int) -> list[Message]:
    """Every message after ``seq``, in order."""
    rows = await connection.execute(
        select(messages)
        .where(messages.c.conversation_id == conversation_id, messages.c.seq > seq)
        .order_by(messages.c.seq)
    )
    return [_message(row) for row in rows]


async def at_seq(connection: AsyncConnection, conversation_id: str, seq: int) -> Message | None:
    """One message, or None."""
    row = (
        await connection.execute(
            select(messages).where(messages.c.conversation_id == conversation_id, messages.c.seq == seq)
        )
    ).first()
    return None if row is None else _message(row)


async def latest_of_customer(connection: AsyncConnection, conversation_id: str) -> Message | None:
    """The customer's last message, or None before the first."""
    row = (
        await connection.execute(
            select(messages)
            .where(messages.c.conversation_id == conversation_id, messages.c.author_kind == "customer")
            .order_by(messages.c.seq.desc())
            .limit(1)
        )
    ).first()
    return None if row is None else _message(row)


async def set_mood(
    connection: AsyncConnection, conversation_id: str, seq: int, language: str, mood: dict[str, Any] | None
) -> None:
    """Store what was read from a message after it was committed."""
    await connection.execute(
        update(messages)
        .where(messages.c.conversation_id == conversation_id, messages.c.seq == seq)
        .values(language=language, mood=mood)
    )


async def _next_seq(connection: AsyncConnection, conversation_id: str, at: datetime) -> int:
    done = await connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(last_seq=conversations.c.last_seq + 1, updated_at=at)
    )
    if done.rowcount != 1:
        raise ConversationNotFound(conversation_id)
    found = await connection.execute(select(conversations.c.last_seq).where(conversations.c.id == conversation_id))
    return int(found.scalar_one())


async def _find(connection: AsyncConnection, conversation_id: str, client_message_id: str | None) -> int | None:
    found = await connection.execute(
        select(messages.c.seq).where(
            messages.c.conversation_id == conversation_id, messages.c.client_message_id == client_message_id
        )
    )
    seq: int | None = found.scalar()
    return seq


def _message(row: Any) -> Message:
    return Message(
        conversation_id=row.conversation_id,
        seq=row.seq,
        client_message_id=row.client_message_id,
        author=Author(row.author_kind, row.author_id, row.author_name),
        kind=row.kind,
        text=row.text,
        data=row.data,
        choices=row.choices,
        language=row.language,
        mood=row.mood,
        created_at=row.created_at,
    )
