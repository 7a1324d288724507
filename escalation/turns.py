"""Turns: what the assistant still has to answer. A turn is a row before it is a request."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, exists, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import owner
from escalation.tables import conversations, turns

LEASE = timedelta(seconds=30)
"""A running turn whose worker has not renewed it for this long is taken by another."""

WAITING, RUNNING, DONE, FAILED, DROPPED, CANCELLED = "waiting", "running", "done", "failed", "dropped", "cancelled"
MESSAGE, RETURNED = "message", "returned"


@dataclass(frozen=True)
class Turn:
    """A turn as a worker has taken it."""

    id: str
    conversation_id: str
    seq: int  # of the customer's message
    kind: str
    text: str
    payload: str | None
    attempts: int  # this one included
    owner: str  # of the conversation when the turn began, bot or queue; the reply is good for no other
    version: int  # the same for its version

    @property
    def waiting(self) -> bool:
        """Whether the customer waits for a person meanwhile."""
        return self.owner == owner.QUEUE


async def add(
    connection: AsyncConnection,
    conversation_id: str,
    seq: int,
    text: str,
    at: datetime,
    *,
    payload: str | None = None,
    kind: str = MESSAGE,
) -> None:
    """A message waits for the assistant."""
    await connection.execute(
        insert(turns).values(
            id=str(uuid.uuid4()),
            conversation_id=conversation_id,
            seq=seq,
            kind=kind,
            text=text,
            payload=payload,
            state=WAITING,
            attempts=0,
            created_at=at,
        )
    )


async def cancel_waiting(connection: AsyncConnection, conversation_id: str, at: datetime) -> None:
    """A person has the conversation, or it is over; what has not begun will not."""
    await connection.execute(
        update(turns)
        .where(turns.c.conversation_id == conversation_id, turns.c.state == WAITING)
        .values(state=CANCELLED, finished_at=at)
    )


async def any_orphaned(connection: AsyncConnection, at: datetime) -> bool:
    """Whether a turn has outlived its desk in a conversation that the assistant has lost meanwhile."""
    return (await connection.execute(select(turns.c.id).where(_orphaned(at)).limit(1))).first() is not None


async def cancel_orphaned(connection: AsyncConnection, at: datetime) -> None:
    """Nobody would take these turns, and once the assistant had the case back they would answer old questions."""
    await connection.execute(update(turns).where(_orphaned(at)).values(state=CANCELLED, worker=None, finished_at=at))


async def is_thinking(connection: AsyncConnection, conversation_id: str) -> bool:
    """Whether an answer of the assistant is under way."""
    found = await connection.execute(
        select(turns.c.id)
        .where(
            turns.c.conversation_id == conversation_id, turns.c.kind == MESSAGE, turns.c.state.in_((WAITING, RUNNING))
        )
        .limit(1)
    )
    return found.first() is not None


async def latest_instructions(connection: AsyncConnection, conversation_id: str) -> str:
    """What the last person who returned the conversation to the assistant wanted known; empty where nothing."""
    found = await connection.execute(
        select(turns.c.text)
        .where(turns.c.conversation_id == conversation_id, turns.c.kind == RETURNED)
        .order_by(turns.c.seq.desc())
        .limit(1)
    )
    return str(found.scalar() or "")


async def any_may_begin(connection: AsyncConnection, at: datetime) -> bool:
    """Whether taking a turn is worth a write transaction."""
    return (await connection.execute(_next(at))).first() is not None


async def take(connection: AsyncConnection, worker: str, at: datetime) -> Turn | None:
    """Take the oldest turn that may begin: the first of its conversation, where no person is the owner."""
    found = (await connection.execute(_next(at).with_for_update(of=turns, skip_locked=True))).first()
    if found is None:
        return None
    done = await connection.execute(
        update(turns)
        .where(turns.c.id == found.id, _may_begin(at))
        .values(state=RUNNING, worker=worker, lease_until=at + LEASE, attempts=turns.c.attempts + 1)
    )
    if done.rowcount != 1:
        return None
    return Turn(
        id=found.id,
        conversation_id=found.conversation_id,
        seq=found.seq,
        kind=found.kind,
        text=found.text,
        payload=found.payload,
        attempts=found.attempts + 1,
        owner=found.owner,
        version=found.version,
    )


async def renew(connection: AsyncConnection, worker: str, at: datetime) -> None:
    """The worker is alive; its turns stay its own."""
    await connection.execute(
        update(turns).where(turns.c.worker == worker, turns.c.state == RUNNING).values(lease_until=at + LEASE)
    )


async def end(
    connection: AsyncConnection, turn: Turn, worker: str, state: str, at: datetime, error: str | None = None
) -> bool:
    """End a turn; False when the worker had lost it to another."""
    done = await connection.execute(
        update(turns)
        .where(turns.c.id == turn.id, turns.c.worker == worker, turns.c.state == RUNNING)
        .values(state=state, error=error, worker=None, lease_until=None, finished_at=at)
    )
    return bool(done.rowcount == 1)


async def put_back(connection: AsyncConnection, turn: Turn, worker: str, error: str) -> None:
    """The turn failed and is tried again."""
    await connection.execute(
        update(turns)
        .where(turns.c.id == turn.id, turns.c.worker == worker, turns.c.state == RUNNING)
        .values(state=WAITING, worker=None, lease_until=None, error=error)
    )


async def release(connection: AsyncConnection, worker: str) -> None:
    """The worker stops: its turns can be taken again at once, and the try does not count."""
    await _free(connection, turns.c.worker == worker, turns.c.attempts - 1)


async def recover_all(connection: AsyncConnection) -> None:
    """Free every running turn; only for the sole desk of a database, as it starts."""
    await _free(connection, turns.c.state == RUNNING, turns.c.attempts)


async def _free(connection: AsyncConnection, which: Any, attempts: Any) -> None:
    await connection.execute(
        update(turns)
        .where(which, turns.c.state == RUNNING)
        .values(state=WAITING, worker=None, lease_until=None, attempts=attempts)
    )


def _may_begin(at: datetime) -> Any:
    return or_(turns.c.state == WAITING, and_(turns.c.state == RUNNING, turns.c.lease_until < at))


def _orphaned(at: datetime) -> Any:
    theirs = select(conversations.c.id).where(conversations.c.owner.not_in((owner.BOT, owner.QUEUE)))
    return and_(_may_begin(at), turns.c.conversation_id.in_(theirs))


def _next(at: datetime) -> Any:
    """The oldest turn that may begin; what the bot's memory is to be told goes before messages that wait as well."""
    other = turns.alias()
    goes_before = and_(
        turns.c.kind == MESSAGE,
        other.c.state == WAITING,
        or_(other.c.seq < turns.c.seq, other.c.kind == RETURNED),
    )
    return (
        select(turns, conversations.c.version, conversations.c.owner)
        .join(conversations, conversations.c.id == turns.c.conversation_id)
        .where(
            _may_begin(at),
            conversations.c.owner.in_((owner.BOT, owner.QUEUE)),
            ~exists().where(
                other.c.conversation_id == turns.c.conversation_id,
                other.c.id != turns.c.id,
                or_(other.c.state == RUNNING, goes_before),
            ),
        )
        .order_by(turns.c.created_at, turns.c.seq)
        .limit(1)
    )
