"""What people say of the mood model's judgements: kept for good, and given out as training data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import events, message_log, owner, trends
from escalation.errors import MessageNotFound
from escalation.staff import Staff
from escalation.tables import conversations, messages, mood_feedback
from models.corpora import FLAGS, LABELS
from models.masking import masked
from warmline.errors import BadInput

FRUSTRATION = {"calm": 0.0, "annoyed": 0.6, "angry": 0.8}
"""What a person may say, as the values of ``nlu_data/sentiment/GUIDE.md``."""
HEADER = ("lang", "label", "frustration", "flags", "text")


@dataclass(frozen=True)
class Judgement:
    """What a message really was."""

    label: str  # negative, neutral or positive
    frustration: float  # 0 calm .. 1 furious


def judgement_of(body: Mapping[str, Any]) -> Judgement:
    """Check what an agent sends.

    Raises:
        BadInput: A field is not one of its words.
    """
    level, label = body.get("frustration"), body.get("label")
    if not isinstance(level, str) or level not in FRUSTRATION:
        raise BadInput(f"`frustration` must be one of {', '.join(FRUSTRATION)}.", field="frustration")
    if label not in LABELS:
        raise BadInput(f"`label` must be one of {', '.join(LABELS)}.", field="label")
    return Judgement(str(label), FRUSTRATION[level])


async def judge(
    connection: AsyncConnection, conversation_id: str, seq: int, judgement: Judgement, agent: Staff, at: datetime
) -> list[int]:
    """Write a judgement down and let it stand; every judgement before it stays in the table.

    Returns:
        The messages whose mood has changed.

    Raises:
        MessageNotFound: The customer has written no such message.
    """
    message = await message_log.at_seq(connection, conversation_id, seq)
    if message is None or message.author.kind != "customer":
        raise MessageNotFound(conversation_id, seq)
    model = trends.model_of(message.mood) or {}
    changed = await trends.correct(connection, conversation_id, seq, judgement.label, judgement.frustration)
    values = {
        "model_label": model.get("label"),
        "model_frustration": model.get("frustration"),
        "label": judgement.label,
        "frustration": judgement.frustration,
    }
    await connection.execute(
        insert(mood_feedback).values(conversation_id=conversation_id, seq=seq, at=at, staff_id=agent.id, **values)
    )
    await events.record(
        connection,
        "mood_judged",
        at=at,
        actor=owner.agent(agent.id),
        conversation_id=conversation_id,
        seq=seq,
        **values,
    )
    return changed


async def training_rows(connection: AsyncConnection) -> list[str]:
    """The latest judgement of each message as lines of ``nlu_data/sentiment``, masked, with their header.

    People judge polarity and frustration; flags are the model's, where the person found the customer upset too.
    """
    latest = select(func.max(mood_feedback.c.id)).group_by(mood_feedback.c.conversation_id, mood_feedback.c.seq)
    rows = await connection.execute(
        select(
            mood_feedback.c.label,
            mood_feedback.c.frustration,
            messages.c.text,
            messages.c.mood,
            func.coalesce(messages.c.language, conversations.c.language).label("language"),
        )
        .join(
            messages,
            and_(messages.c.conversation_id == mood_feedback.c.conversation_id, messages.c.seq == mood_feedback.c.seq),
        )
        .join(conversations, conversations.c.id == mood_feedback.c.conversation_id)
        .where(mood_feedback.c.id.in_(latest))
        .order_by(mood_feedback.c.id)
    )
    return _lines([HEADER, *(_row(row) for row in rows)])


def _row(row: Any) -> tuple[str, ...]:
    said = (trends.model_of(row.mood) or {}).get("reasons", ())
    flags = [flag for flag in FLAGS if flag in said] if row.frustration > 0 else []
    return row.language, row.label, f"{row.frustration:.1f}", ",".join(flags), masked(row.text)


def _lines(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Tab-separated, as ``models.corpora`` reads it: no quoting; a masked text holds neither tab nor newline."""
    return ["\t".join(row) for row in rows]
