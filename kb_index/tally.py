"""Unanswered questions counted: how many, since when, in which languages, and whether they rise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.asked import is_unanswered, kind_of
from kb_index.tables import asked_questions
from models.masking import without_gaps

EXAMPLES = 10
PARTS = 10
"""Into how many equal parts the days are cut for the small curve."""
GRAVITY = ("abstained", "not_picked", "unhelpful", "escalated")
"""Of a question tried twice in the same words, the graver failure counts."""


@dataclass(frozen=True)
class Unanswered:
    """A question that was not answered, or not well."""

    id: int
    asked_at: datetime
    language: str
    text: str  # masked
    kind: str  # abstained, not_picked, unhelpful or escalated
    gap_id: int | None
    vector: bytes | None
    encoder: str | None

    @property
    def plain(self) -> str:
        """The question as it is compared with others."""
        return without_gaps(self.text)

    def as_json(self) -> dict[str, Any]:
        """The question as editors' programs get it."""
        return {
            "id": self.id,
            "text": self.text,
            "language": self.language,
            "kind": self.kind,
            "asked_at": self.asked_at.isoformat(),
        }


@dataclass(frozen=True)
class Window:
    """The days looked at, and as many before them to compare with."""

    now: datetime
    days: int

    @property
    def start(self) -> datetime:
        """Where the days begin."""
        return self.now - timedelta(days=self.days)

    @property
    def before(self) -> datetime:
        """Where the days they are compared with begin."""
        return self.now - timedelta(days=2 * self.days)

    def part_of(self, moment: datetime) -> int:
        """In which of the window's parts a moment lies, 0 for the oldest."""
        return min(int((moment - self.start) / timedelta(days=self.days) * PARTS), PARTS - 1)


async def unanswered(
    connection: AsyncConnection, since: datetime | None, most: int, gap_id: int | None = None
) -> tuple[list[Unanswered], bool]:
    """The latest unanswered questions, newest first, and whether there are more.

    One asked again in the same words of the same conversation stands once.

    Args:
        since: Those before it are left out.
        most: How many at most.
        gap_id: Only those of one gap.
    """
    asked = select(asked_questions).where(is_unanswered())
    if since is not None:
        asked = asked.where(asked_questions.c.asked_at >= since)
    if gap_id is not None:
        asked = asked.where(asked_questions.c.gap_id == gap_id)
    rows = list(await connection.execute(asked.order_by(asked_questions.c.asked_at.desc()).limit(most + 1)))
    once: dict[tuple[str, str], Unanswered] = {}
    for row in rows[:most]:
        question = _unanswered(row)
        earlier = once.setdefault((row.conversation, row.text), question)
        if GRAVITY.index(question.kind) > GRAVITY.index(earlier.kind):
            once[row.conversation, row.text] = question
    return list(once.values()), len(rows) > most


def tally(questions: Sequence[Unanswered], window: Window) -> dict[str, Any]:
    """The figures of some questions as editors' programs get them; ``before`` counts the days before."""
    present = [question for question in questions if question.asked_at >= window.start]
    trend = [0] * PARTS
    for question in present:
        trend[window.part_of(question.asked_at)] += 1
    moments = [question.asked_at for question in questions]
    return {
        "count": len(present),
        "before": len(questions) - len(present),
        "trend": trend,
        "kinds": dict(Counter(question.kind for question in present)),
        "languages": dict(Counter(question.language for question in present)),
        "first_asked_at": min(moments).isoformat() if moments else None,
        "last_asked_at": max(moments).isoformat() if moments else None,
        "examples": [question.as_json() for question in examples(present)],
    }


def examples(questions: Iterable[Unanswered]) -> list[Unanswered]:
    """The latest of them in different words."""
    found: dict[str, Unanswered] = {}
    for question in sorted(questions, key=lambda question: question.asked_at, reverse=True):
        found.setdefault(question.plain.casefold(), question)
    return list(found.values())[:EXAMPLES]


def _unanswered(row: Row) -> Unanswered:
    return Unanswered(
        id=row.id,
        asked_at=row.asked_at,
        language=row.language,
        text=row.text,
        kind=kind_of(row.decision, row.outcome),
        gap_id=row.gap_id,
        vector=row.vector,
        encoder=row.encoder,
    )
