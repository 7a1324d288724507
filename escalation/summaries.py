"""Conversations as the agents' lists show them, each list in one query."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import owner
from escalation.errors import ConversationNotFound
from escalation.moments import iso, iso_or_none
from escalation.offer_tables import offers
from escalation.staff import Staff
from escalation.tables import conversations, customers, messages, staff, transfers
from escalation.visitors import Customer
from warmline.errors import BadInput

LONGEST_LIST = 200
LONGEST_TEXT = 200

VIEWS = ("queue", "mine", "bot", "closed")


async def listed(connection: AsyncConnection, view: str, agent: Staff, at: datetime) -> list[dict[str, Any]]:
    """The conversations of a view, in its order: the queue as it will be served, others by latest change.

    Raises:
        BadInput: There is no such view.
    """
    columns = conversations.c
    if view not in VIEWS:
        raise BadInput(f"`view` must be one of {', '.join(VIEWS)}.", field="view")
    wanted = {
        "queue": columns.owner == owner.QUEUE,
        "mine": columns.owner == owner.agent(agent.id),
        "bot": and_(columns.owner == owner.BOT, columns.last_seq > 0),
        "closed": and_(columns.owner == owner.CLOSED, columns.last_seq > 0),
    }[view]
    order = (columns.queue_rank, columns.id) if view == "queue" else (columns.updated_at.desc(), columns.id)
    rows = await connection.execute(_query().where(wanted).order_by(*order).limit(LONGEST_LIST))
    return [_summary(row, at) for row in rows]


@dataclass(frozen=True)
class Case:
    """A conversation that waits or that an agent has, with what sorts it in its list."""

    id: str
    owner: str
    place: tuple[float, str]
    summary: dict[str, Any]


async def open_cases(connection: AsyncConnection, at: datetime, only: Collection[str] | None = None) -> list[Case]:
    """Every conversation that waits or that an agent has, or those of them that are among ``only``."""
    columns = conversations.c
    wanted = columns.owner.not_in((owner.BOT, owner.CLOSED))
    if only is not None:
        wanted = and_(wanted, columns.id.in_(only))
    rows = await connection.execute(_query().where(wanted))
    return [Case(row.id, row.owner, _place(row), _summary(row, at)) for row in rows]


def _place(row: Any) -> tuple[float, str]:
    """Sorts as ``listed`` does: the queue by rank, what an agent has by the latest change."""
    moment = row.queue_rank.timestamp() if row.owner == owner.QUEUE else -row.updated_at.timestamp()
    return moment, row.id


async def of(connection: AsyncConnection, conversation_ids: Sequence[str], at: datetime) -> list[dict[str, Any]]:
    """The summaries of some conversations, in no particular order."""
    rows = await connection.execute(_query().where(conversations.c.id.in_(conversation_ids)))
    return [_summary(row, at) for row in rows]


async def summary_of(connection: AsyncConnection, conversation_id: str, at: datetime) -> dict[str, Any]:
    """One conversation's summary.

    Raises:
        ConversationNotFound: There is none.
    """
    row = (await connection.execute(_query().where(conversations.c.id == conversation_id))).first()
    if row is None:
        raise ConversationNotFound(conversation_id)
    return _summary(row, at)


def _query() -> Any:
    """The last words are those of anybody, and of the customer while they wait: those say what the case is about."""
    spoken = (
        select(func.max(messages.c.seq))
        .where(
            messages.c.conversation_id == conversations.c.id,
            messages.c.kind != "notice",
            or_(conversations.c.owner != owner.QUEUE, messages.c.author_kind == "customer"),
        )
        .correlate(conversations)
        .scalar_subquery()
    )
    giver, offered = staff.alias(), staff.alias()
    return (
        select(
            conversations,
            customers.c.external_id,
            customers.c.name.label("customer_name"),
            customers.c.email.label("customer_email"),
            customers.c.verified_until,
            staff.c.name.label("staff_name"),
            giver.c.name.label("given_by"),
            transfers.c.note.label("given_note"),
            offers.c.staff_id.label("offered_to"),
            offers.c.at.label("offered_at"),
            offered.c.name.label("offered_name"),
            messages.c.text.label("last_text"),
            messages.c.author_kind.label("last_author_kind"),
            messages.c.created_at.label("last_at"),
        )
        .join(customers, customers.c.id == conversations.c.customer_id)
        .outerjoin(staff, conversations.c.owner == owner.AGENT_PREFIX + staff.c.id)
        .outerjoin(
            transfers,
            and_(
                transfers.c.conversation_id == conversations.c.id,
                transfers.c.version == conversations.c.version,
                transfers.c.to_staff.is_not(None),
                transfers.c.taken_at.is_(None),
            ),
        )
        .outerjoin(giver, giver.c.id == transfers.c.from_staff)
        .outerjoin(
            offers,
            and_(
                offers.c.conversation_id == conversations.c.id,
                offers.c.version == conversations.c.version,
                conversations.c.owner == owner.QUEUE,
                offers.c.ended_at.is_(None),
            ),
        )
        .outerjoin(offered, offered.c.id == offers.c.staff_id)
        .outerjoin(messages, and_(messages.c.conversation_id == conversations.c.id, messages.c.seq == spoken))
    )


def _summary(row: Any, at: datetime) -> dict[str, Any]:
    customer = Customer(row.customer_id, row.external_id, row.customer_name, row.customer_email, row.verified_until)
    last = None
    if row.last_at is not None:
        last = {
            "text": row.last_text[:LONGEST_TEXT],
            "author_kind": row.last_author_kind,
            "created_at": iso(row.last_at),
        }
    return {
        "id": row.id,
        "owner": {"kind": owner.kind_of(row.owner), "id": owner.staff_id_of(row.owner), "name": row.staff_name},
        "version": row.version,
        "language": row.language,
        "channel": row.channel,
        "customer": customer.for_agent(at),
        "given": None if row.given_by is None else {"by": row.given_by, "note": row.given_note},
        "offered": None
        if row.offered_to is None
        else {"to": {"id": row.offered_to, "name": row.offered_name}, "at": iso(row.offered_at)},
        "reason": row.reason,
        "queued_at": iso_or_none(row.queued_at),
        "head_starts": row.head_starts,
        "frustration": row.frustration,
        "trend": row.trend,
        "wrap_up": row.wrap_up,
        "last_seq": row.last_seq,
        "last_message": last,
        "created_at": iso(row.created_at),
        "updated_at": iso(row.updated_at),
    }
