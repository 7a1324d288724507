"""Customers and the tokens their browsers hold."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import browsing, conversations, events, ownership, search_index
from escalation.file_tables import customer_notes
from escalation.identity import Identity
from escalation.message_log import Author
from escalation.sign_in import token_hash
from escalation.tables import conversations as conversation_table
from escalation.tables import customers, visitors

VERIFIED_FOR = timedelta(hours=12)
"""How long a shown identity counts; the JWT itself lives only as long as the page that brought it."""


@dataclass(frozen=True)
class Customer:
    """A customer; one without ``external_id`` is known by nothing but the browser's token."""

    id: str
    external_id: str | None
    name: str | None
    email: str | None
    verified_until: datetime | None
    rank: int = 0  # as the shop said last

    def is_verified(self, at: datetime) -> bool:
        """Whether the shop's word on who this is still counts."""
        return self.verified_until is not None and self.verified_until > at

    @property
    def author(self) -> Author:
        """The customer as the author of a message."""
        return Author("customer", self.id, self.name)

    def for_bot(self, at: datetime) -> dict[str, Any]:
        """The customer as the assistant is told; who is not verified is nobody in particular."""
        known = self.is_verified(at)
        return {
            "id": self.id,
            "verified": known,
            "external_id": self.external_id if known else None,
            "email": self.email if known else None,
            "name": self.name if known else None,
            "rank": self.rank if known else 0,
        }

    def for_agent(self, at: datetime) -> dict[str, Any]:
        """The customer as staff see them."""
        known = self.is_verified(at)
        return {
            "id": self.id,
            "name": self.name,
            "email": self.email,
            "verified": known,
            "rank": self.rank if known else 0,
        }


async def customer_of(connection: AsyncConnection, token: str | None) -> Customer | None:
    """Whose browser holds this token."""
    if not token:
        return None
    row = (
        await connection.execute(
            select(customers)
            .join(visitors, visitors.c.customer_id == customers.c.id)
            .where(visitors.c.token_hash == token_hash(token))
        )
    ).first()
    return None if row is None else customer_from(row)


async def customer_with(connection: AsyncConnection, customer_id: str) -> Customer:
    """The customer with an id that is known to exist."""
    return customer_from((await connection.execute(select(customers).where(customers.c.id == customer_id))).one())


async def start(
    connection: AsyncConnection, token: str | None, identity: Identity | None, at: datetime
) -> tuple[str, Customer]:
    """The visitor behind a token, made where there is none, and joined to the shop's customer if one is named.

    Returns:
        The token to keep, and the customer. The token is another than the given one when that was unknown,
        or belonged to a different signed-in customer.
    """
    known = await customer_of(connection, token)
    if identity is None:
        if known is not None and token is not None:
            return token, known
        made = await _make(connection, at)
        return await _new_token(connection, made.id, at), made
    named = await _named(connection, identity, at)
    await search_index.put_customer(connection, named.id, named.name, named.email)
    if known is None or token is None or (known.external_id is not None and known.id != named.id):
        return await _new_token(connection, named.id, at), named
    if known.id != named.id:
        await connection.execute(
            update(visitors).where(visitors.c.token_hash == token_hash(token)).values(customer_id=named.id)
        )
        await connection.execute(
            update(customer_notes).where(customer_notes.c.customer_id == known.id).values(customer_id=named.id)
        )
        await browsing.bring_along(connection, known.id, named.id)
        await _bring_along(connection, known.id, named.id, at)
    return token, named


async def _named(connection: AsyncConnection, identity: Identity, at: datetime) -> Customer:
    """The customer the shop names, with what the shop says now."""
    values = {
        "email": identity.email,
        "name": identity.name,
        "rank": identity.rank,
        "verified_until": at + VERIFIED_FOR,
    }
    wanted = customers.c.external_id == identity.external_id
    done = await connection.execute(update(customers).where(wanted).values(**values))
    if done.rowcount == 0:
        try:
            async with connection.begin_nested():
                return await _make(connection, at, external_id=identity.external_id, **values)
        except IntegrityError:
            await connection.execute(update(customers).where(wanted).values(**values))
    return customer_from((await connection.execute(select(customers).where(wanted))).one())


async def _bring_along(connection: AsyncConnection, visitor_id: str, customer_id: str, at: datetime) -> None:
    """Give a visitor's open conversation to the customer they turned out to be.

    Where that customer has one open already, on another device, the visitor's own is closed.
    """
    brought = await conversations.open_of(connection, visitor_id)
    if brought is None:
        return
    if await conversations.open_of(connection, customer_id) is not None:
        await ownership.close(connection, brought.id, at, actor="desk")
        return
    await connection.execute(
        update(conversation_table).where(conversation_table.c.id == brought.id).values(customer_id=customer_id)
    )
    await events.record(connection, "customer_identified", at=at, actor="customer", conversation_id=brought.id)


async def _make(connection: AsyncConnection, at: datetime, **values: Any) -> Customer:
    made = Customer(
        **{"external_id": None, "name": None, "email": None, "verified_until": None} | values, id=str(uuid.uuid4())
    )
    await connection.execute(insert(customers).values(**vars(made), created_at=at))
    return made


async def _new_token(connection: AsyncConnection, customer_id: str, at: datetime) -> str:
    token = secrets.token_urlsafe(32)
    await connection.execute(
        insert(visitors).values(token_hash=token_hash(token), customer_id=customer_id, created_at=at)
    )
    return token


def customer_from(row: Any) -> Customer:
    """A customer out of a row that has the columns of ``customers``."""
    return Customer(row.id, row.external_id, row.name, row.email, row.verified_until, row.rank)
