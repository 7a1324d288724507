"""Keeping search in step: an entry is written in the transaction of the message or customer it is about."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, func, insert, literal_column, update
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation.search_tables import search_entries as table
from escalation.search_words import terms_of

SIMPLE = literal_column("'simple'")
"""PostgreSQL's configuration without a language: the words are folded already, and two languages are mixed."""


async def add_message(connection: AsyncConnection, conversation_id: str, seq: int, text: str) -> None:
    """Let a new message be found by its words; one without words is not."""
    if terms := terms_of(text):
        values = {"conversation_id": conversation_id, "seq": seq, "terms": stored(connection, terms)}
        await connection.execute(insert(table).values(**values))


async def put_customer(connection: AsyncConnection, customer_id: str, name: str | None, email: str | None) -> None:
    """Let a customer's conversations be found by the name and e-mail that are known now."""
    terms = terms_of(f"{name or ''} {email or ''}")
    if not terms:
        await connection.execute(delete(table).where(table.c.customer_id == customer_id))
        return
    values = {"terms": stored(connection, terms)}
    done = await connection.execute(update(table).where(table.c.customer_id == customer_id).values(**values))
    if done.rowcount == 0:
        await connection.execute(insert(table).values(customer_id=customer_id, **values))


def stored(connection: AsyncConnection, terms: str) -> Any:
    """Terms in the form the database searches."""
    return func.to_tsvector(SIMPLE, terms) if connection.dialect.name == "postgresql" else terms
