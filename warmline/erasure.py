"""Erasing a customer everywhere: desk, knowledge base and proofs in one transaction, the bot's memory after it.

The bot's memory may lie in a database of its own, so the desk goes on telling it until it has forgotten.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import delete

from actions.tables import proof_attempts
from bot import memory
from escalation import erasure
from kb_index import asked
from warmline.clock import now
from warmline.database import Database
from warmline.errors import NotFound
from warmline.settings import Settings


class UnknownCustomer(NotFound):
    """Nobody is known by this."""

    def __init__(self, who: str) -> None:
        self.who = who
        super().__init__(
            f"No customer is known as `{who}`; give the desk's or the shop's id of the customer, or the e-mail address."
        )


@dataclass(frozen=True)
class Erased:
    """How much is gone."""

    customers: int
    conversations: int
    questions: int  # of the knowledge base


def forgetter(settings: Settings) -> erasure.Forget:
    """What makes the bot forget conversations."""

    async def forget(conversation_ids: Sequence[str]) -> None:
        await asyncio.to_thread(partial(memory.forget, settings, conversation_ids))

    return forget


async def erase(database: Database, settings: Settings, who: str) -> Erased:
    """Erase whoever has this id at the desk or in the shop, or this e-mail address; all of it or nothing.

    Raises:
        UnknownCustomer: Nobody has.
    """
    conversations: list[str] = []
    questions = 0
    async with database.write() as connection:
        customers = await erasure.find(connection, who)
        if not customers:
            raise UnknownCustomer(who)
        for customer_id in customers:
            conversations += await erasure.erase(connection, customer_id, now())
        await connection.execute(delete(proof_attempts).where(proof_attempts.c.customer_id.in_(customers)))
        for conversation_id in conversations:
            questions += await asked.forget(connection, asked.reference_of(settings, conversation_id))
    return Erased(len(customers), len(conversations), questions)
