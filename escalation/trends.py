"""The mood of a conversation over its messages: stored with each, and computed anew from all whenever one is read.

A message's stored mood is what the model, or a person who knew better, made of it, with what had happened. Moods are
read out of order; whoever comes last holds the conversation's row, sees all of them, and makes the trend right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import message_log
from escalation.tables import conversations, messages
from models.repetition import times_asked
from models.trend import CALM, PROMISED_SECONDS, UPSET, Step, advance

Mood = dict[str, Any]
UNREAD: Mood = {"label": None, "frustration": None, "reasons": []}
"""The mood of a message without words of its own, such as a quick reply."""


async def store_reading(
    connection: AsyncConnection, conversation_id: str, seq: int, language: str, read: Mood | None, happened: list[str]
) -> list[int]:
    """Keep what was read from a message and what had happened; what a person has said of it stands.

    Args:
        read: ``label``, ``frustration`` and ``reasons``, or None where there was nothing to read.
        happened: Of ``failed``, ``unhelpful`` and ``repeated``.

    Returns:
        The messages whose mood has changed, this one among them.
    """
    before = await _held(connection, conversation_id, seq)
    mood = {**(read or UNREAD), "happened": happened} if read or happened else None
    if before is not None and "model" in before:
        mood = {**before, "model": read, "happened": happened}
    await message_log.set_mood(connection, conversation_id, seq, language, mood)
    return sorted({seq, *await _recompute(connection, conversation_id)})


async def correct(
    connection: AsyncConnection, conversation_id: str, seq: int, label: str, frustration: float
) -> list[int]:
    """Let a person's judgement of a customer's message stand instead of the model's; as ``store_reading`` otherwise."""
    before = await _held(connection, conversation_id, seq) or {}
    model = model_of(before)
    mood = {
        "label": label,
        "frustration": frustration,
        "reasons": model["reasons"] if model and frustration >= UPSET else [],
        "happened": before.get("happened", []),
        "model": model,
    }
    await _update(connection, conversation_id, seq, mood)
    return sorted({seq, *await _recompute(connection, conversation_id)})


def model_of(mood: Mapping[str, Any] | None) -> Mood | None:
    """What the model read, whether or not a person has judged since."""
    if not mood:
        return None
    if "model" in mood:
        return mood["model"]  # type: ignore[no-any-return]
    return None if mood["label"] is None else {key: mood[key] for key in UNREAD}


async def asked_before(connection: AsyncConnection, conversation_id: str, seq: int, text: str) -> bool:
    """Whether the customer has written the same earlier in the conversation."""
    found = await connection.execute(
        select(messages.c.text).where(
            messages.c.conversation_id == conversation_id,
            messages.c.seq < seq,
            messages.c.author_kind == "customer",
        )
    )
    return times_asked(text, found.scalars()) > 1


async def _held(connection: AsyncConnection, conversation_id: str, seq: int) -> Mood | None:
    """A message's mood, kept from other writers until this transaction ends."""
    table = conversations
    await connection.execute(update(table).where(table.c.id == conversation_id).values(trend=table.c.trend))
    found = await message_log.at_seq(connection, conversation_id, seq)
    return None if found is None else found.mood


async def _recompute(connection: AsyncConnection, conversation_id: str) -> list[int]:
    """Walk through the conversation, and store what has become different."""
    value, frustration = CALM.value, None
    changed: list[int] = []
    wait = _Wait()
    for row in await _story(connection, conversation_id):
        if row.author_kind == "customer":
            if row.mood is not None:
                point = advance(value, _step(row.mood, *wait.at(row.created_at)))
                value, reasons = point.value, list(point.reasons)
                frustration = row.mood["frustration"] if row.mood["frustration"] is not None else frustration
                mood = {**row.mood, "trend": value, "trend_reasons": reasons}
                if mood != row.mood:
                    await _update(connection, conversation_id, row.seq, mood)
                    changed.append(row.seq)
            wait.begin(row.created_at)
        else:
            wait.take(row.kind, row.data, row.created_at)
    now = {"frustration": frustration, "trend": None if frustration is None and not value else value}
    await connection.execute(update(conversations).where(conversations.c.id == conversation_id).values(**now))
    return changed


def _step(mood: Mood, waited: float, promised: float) -> Step:
    happened: Iterable[str] = mood.get("happened", ())
    return Step(
        frustration=mood["frustration"],
        positive=mood["label"] == "positive",
        failed="failed" in happened,
        unhelpful="unhelpful" in happened,
        repeated="repeated" in happened,
        told_before="earlier_failure" in mood["reasons"],
        waited=waited,
        promised=promised,
        reasons=tuple(mood["reasons"]),
    )


class _Wait:
    """How long the customer has been without an answer, and until when they were told to wait."""

    def __init__(self) -> None:
        self._since: datetime | None = None
        self._until: datetime | None = None

    def at(self, moment: datetime) -> tuple[float, float]:
        """Seconds waited, and seconds promised from the same beginning."""
        if self._since is None:
            return 0.0, PROMISED_SECONDS
        promised = (self._until - self._since).total_seconds() if self._until else PROMISED_SECONDS
        return (moment - self._since).total_seconds(), promised

    def begin(self, moment: datetime) -> None:
        """A message that wants an answer."""
        self._since = self._since or moment

    def take(self, kind: str, data: Mapping[str, Any], moment: datetime) -> None:
        """An answer ends the wait; so does the assistant who has the case back. A notice may promise something."""
        if kind != "notice" or data.get("code") == "returned_to_assistant":
            self._since = self._until = None
            return
        if data.get("code") in ("queued", "no_agents"):
            self.begin(moment)
        if data.get("wait_seconds") is not None:
            self._until = moment + timedelta(seconds=data["wait_seconds"])
        elif data.get("opens_at") is not None:
            self._until = datetime.fromisoformat(data["opens_at"].replace("Z", "+00:00"))


async def _story(connection: AsyncConnection, conversation_id: str) -> list[Any]:
    columns = messages.c
    rows = await connection.execute(
        select(columns.seq, columns.author_kind, columns.kind, columns.data, columns.mood, columns.created_at)
        .where(columns.conversation_id == conversation_id)
        .order_by(columns.seq)
    )
    return list(rows)


async def _update(connection: AsyncConnection, conversation_id: str, seq: int, mood: Mood) -> None:
    await connection.execute(
        update(messages).where(messages.c.conversation_id == conversation_id, messages.c.seq == seq).values(mood=mood)
    )
