"""What customers asked, masked, and what became of it.

A question belongs to a conversation only by a keyed hash: whoever knows the conversation can have its
questions forgotten, and nobody can go the other way. Whether a question counts as unanswered follows from
what was decided and what the customer did with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args

from sqlalchemy import and_, exists, func, not_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.client import Outcome
from kb_index.dense import Vectors
from kb_index.tables import asked_questions
from kb_index.vectors import STORED
from models.masking import masked, without_gaps
from warmline.settings import Settings, derived_secret

LONGEST = 500
"""Characters that are kept; what is asked stands at the beginning of a longer message."""
WORD = re.compile(r"[^\W\d_]{2}")

OUTCOMES: tuple[str, ...] = get_args(Outcome)
COMES_AFTER: dict[str, tuple[str, ...]] = {
    "picked": (),
    "helped": ("picked",),
    "unhelpful": ("picked",),
    "escalated": ("picked", "unhelpful"),
}
"""Which outcomes give way to another, besides none yet."""


@dataclass(frozen=True)
class Asked:
    """A customer's question as it is kept."""

    asked_at: datetime
    conversation: str  # the hash
    language: str
    text: str  # masked
    decision: str
    article_id: str | None
    score: float | None
    suggested: tuple[str, ...] = ()
    outcome: str | None = None
    picked_id: str | None = None

    @property
    def plain(self) -> str:
        """The question as it is compared with others."""
        return without_gaps(self.text)

    @property
    def says_something(self) -> bool:
        """Whether a word is left of it."""
        return WORD.search(self.plain) is not None


def kept_text(text: str) -> str:
    """A customer's words as they are stored."""
    return masked(text)[:LONGEST]


def reference_of(settings: Settings, conversation: str) -> str:
    """What stands for a conversation where its questions are kept."""
    return derived_secret(derived_secret(settings.secret, "asked questions"), conversation)


async def record(
    connection: AsyncConnection,
    asked: Asked,
    vector: Vectors | None = None,
    encoder: str | None = None,
    gap_id: int | None = None,
) -> None:
    """Keep a question.

    Args:
        vector: Of ``asked.plain``, by the encoder with this fingerprint; it can be added later.
        gap_id: What it is known to belong to.
    """
    kept = None if vector is None else vector.astype(STORED).tobytes()
    values = {**vars(asked), "suggested": list(asked.suggested)}
    await connection.execute(asked_questions.insert().values(**values, vector=kept, encoder=encoder, gap_id=gap_id))


async def settle(
    connection: AsyncConnection, conversation: str, outcome: Outcome, article_id: str | None = None
) -> bool:
    """Say what became of the latest question of a conversation; False where that is known better already.

    Args:
        conversation: The hash.
        article_id: What was picked.
    """
    mine = asked_questions.alias()
    latest = select(func.max(mine.c.id)).where(mine.c.conversation == conversation).scalar_subquery()
    picked = {"picked_id": article_id} if outcome == "picked" else {}
    result = await connection.execute(
        asked_questions.update()
        .where(
            asked_questions.c.id == latest,
            or_(asked_questions.c.outcome.is_(None), asked_questions.c.outcome.in_(COMES_AFTER[outcome])),
        )
        .values(outcome=outcome, **picked)
    )
    return bool(result.rowcount)


async def forget(connection: AsyncConnection, conversation: str) -> int:
    """Erase a conversation's questions; returns how many there were."""
    mine = asked_questions.c.conversation == conversation
    return int((await connection.execute(asked_questions.delete().where(mine))).rowcount)


async def purge(connection: AsyncConnection, before: datetime) -> int:
    """Erase what was asked before a moment; returns how many there were."""
    return int((await connection.execute(asked_questions.delete().where(asked_questions.c.asked_at < before))).rowcount)


def is_unanswered() -> Any:
    """The condition under which a question counts: it was not answered, or not to the customer's satisfaction.

    Asked again in the same words and then answered, as by the second article, it does not count.
    """
    row, later = asked_questions.c, asked_questions.alias()
    return and_(
        or_(
            row.decision == "abstain",
            and_(row.decision == "suggest", row.outcome.is_(None)),
            row.outcome.in_(("unhelpful", "escalated")),
        ),
        not_(
            exists().where(
                later.c.conversation == row.conversation,
                later.c.text == row.text,
                later.c.outcome == "helped",
            )
        ),
    )


def kind_of(decision: str, outcome: str | None) -> str:
    """How an unanswered question failed: abstained, not_picked, unhelpful or escalated."""
    if outcome in ("unhelpful", "escalated"):
        return outcome
    return "not_picked" if decision == "suggest" else "abstained"


async def count_asked(connection: AsyncConnection, since: datetime) -> int:
    """How many questions customers have asked since a moment, answered or not."""
    counted = select(func.count()).where(asked_questions.c.asked_at >= since)
    return int((await connection.execute(counted)).scalar_one())


async def is_anything_asked(connection: AsyncConnection) -> bool:
    """Whether any question is kept."""
    return (await connection.execute(select(asked_questions.c.id).limit(1))).first() is not None
