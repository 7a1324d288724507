"""Reopening: a customer who writes again soon after an agent has closed the case goes on where they were.

The rules stand in docs/routing.md. The same conversation goes on, so its whole story stays visible to everyone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import conversations, handovers, message_log, moves, owner, presence, queue, turns
from escalation.conversations import WIDGET, Conversation
from escalation.handovers import Request
from escalation.message_log import notice
from escalation.priority import Priority
from escalation.priority import load as load_priority
from escalation.staff import names_of
from escalation.tables import conversations as table

REASON = "customer_request"
"""Of the new wait, where the conversation has not had one: an agent had taken it from the assistant."""


@dataclass(frozen=True)
class Reopening:
    """The rules by which closed conversations are reopened."""

    within: timedelta
    priority: Priority = field(default_factory=load_priority)

    async def find_or_open(
        self, connection: AsyncConnection, customer_id: str, language: str, at: datetime
    ) -> Conversation:
        """The conversation a message belongs to: the open one, the one an agent closed lately, or a new one."""
        found = await conversations.open_of(connection, customer_id)
        if found is None:
            found = await self._reopen(connection, customer_id, at)
        return found or await conversations.find_or_open(connection, customer_id, language, at)

    async def _reopen(self, connection: AsyncConnection, customer_id: str, at: datetime) -> Conversation | None:
        last = await _closed_last(connection, customer_id)
        if last is None or last.closed_by is None or last.closed_at is None or last.closed_at < at - self.within:
            return None
        to = await _next_owner(connection, last, at)
        waiting: dict[str, Any] = {}
        if to != owner.BOT:
            request = Request(last.reason or REASON)
            waiting = await queue.entering(connection, last.id, self.priority, request, at)
        try:
            async with connection.begin_nested():
                moved = await moves.move(
                    connection,
                    last.id,
                    [table.c.owner == owner.CLOSED, table.c.version == last.version],
                    to,
                    at,
                    values={"closed_at": None, "closed_by": None, "wrap_up": None, **waiting},
                    event="reopened",
                    actor="customer",
                    owner_kind=owner.kind_of(to),
                    staff_id=owner.staff_id_of(to),
                )
        except IntegrityError:  # a new conversation was begun meanwhile
            return None
        if moved is not None:
            await _tell(connection, moved, at)
        return moved


async def _closed_last(connection: AsyncConnection, customer_id: str) -> Conversation | None:
    row = (
        await connection.execute(
            select(table)
            .where(table.c.customer_id == customer_id, table.c.channel == WIDGET, table.c.owner == owner.CLOSED)
            .order_by(table.c.closed_at.desc(), table.c.id)
            .limit(1)
        )
    ).first()
    return None if row is None else Conversation(**row._mapping)


async def _next_owner(connection: AsyncConnection, last: Conversation, at: datetime) -> str:
    """The agent who closed it if there and not full, else the queue if anybody is there, else the assistant."""
    there = {found.staff_id: found for found in await presence.present_agents(connection, at)}
    same = there.get(last.closed_by or "")
    if same is not None and same.free > 0:
        return owner.agent(same.staff_id)
    return owner.QUEUE if any(found.speaks(last.language) for found in there.values()) else owner.BOT


async def _tell(connection: AsyncConnection, moved: Conversation, at: datetime) -> None:
    """The customer hears who goes on; agents get a packet, the assistant's memory a turn of its own."""
    staff_id = owner.staff_id_of(moved.owner)
    name = (await names_of(connection, [staff_id])).get(staff_id) if staff_id else None
    if moved.owner != owner.BOT:
        await handovers.store(connection, moved, Request(moved.reason or REASON, rule="reopened"), at)
    if staff_id:
        await handovers.mark_claimed(connection, moved.id, staff_id, at)
    told = await message_log.append(connection, moved.id, notice("reopened", to=moved.owner_kind, name=name), at)
    if moved.owner == owner.BOT:
        await turns.add(connection, moved.id, told.seq, "", at, kind=turns.RETURNED)
