"""What customers ask that nobody answers: the groups still open, and the gaps editors have acted on."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.asked import count_asked
from kb_index.candidates import Question
from kb_index.errors import UnknownGap
from kb_index.gap_progress import asked_since, golden_of, published_at
from kb_index.gaps import Gap, Status, gap_of, list_gaps
from kb_index.grouping import Group, grouped
from kb_index.index import Index
from kb_index.question_vectors import refresh_gaps, vectors_of_questions
from kb_index.ranking import Ranking
from kb_index.search import find
from kb_index.snapshot import Snapshot
from kb_index.tally import Unanswered, Window, tally, unanswered
from warmline.database import Database

MOST_QUESTIONS = 5_000
"""The latest are grouped; they take a second or two, and grouping time grows with their square."""
MOST_GROUPS = 100
ORDER: tuple[Status, ...] = ("returned", "reopened", "open", "dismissed", "closed")
"""What wants an editor comes first."""


@dataclass(frozen=True)
class Grouping:
    """The unanswered questions of a window, grouped."""

    window: Window
    questions: list[Unanswered]
    groups: list[Group]  # of those that belong to no gap, the weightiest first
    is_capped: bool  # whether there were more questions than are grouped


async def grouping_of(database: Database, index: Index, window: Window) -> Grouping:
    """Group what nobody has acted on yet."""
    async with database.read() as connection:
        questions, is_capped = await unanswered(connection, window.before, MOST_QUESTIONS)
    free = [question for question in questions if question.gap_id is None]
    vectors = await vectors_of_questions(database, index.encoder, free)
    return Grouping(window, questions, await asyncio.to_thread(grouped, free, vectors, window), is_capped)


async def group_with(database: Database, index: Index, window: Window, question_id: int) -> Group | Gap:
    """The group a question stands in now, or the gap it has become meanwhile.

    Raises:
        UnknownGap: Neither.
    """
    for group in (await grouping_of(database, index, window)).groups:
        if any(question.id == question_id for question in group.questions):
            return group
    # Asked last: a gap that somebody opens during the grouping has left the groups.
    async with database.read() as connection:
        taken = await gap_of(connection, question_id)
    if taken is None:
        raise UnknownGap("There is no open group with this question; load the list again.", question_id=question_id)
    return taken


async def report(database: Database, index: Index, ranking: Ranking, window: Window, today: date) -> dict[str, Any]:
    """Everything the editor's page of gaps shows.

    Raises:
        NotReady: The index is still being built.
    """
    snapshot = index.snapshot
    await refresh_gaps(database, index.encoder)
    grouping = await grouping_of(database, index, window)
    shown = grouping.groups[:MOST_GROUPS]
    nearest = await asyncio.to_thread(_nearest, snapshot, ranking, shown, today)
    async with database.read() as connection:
        asked = await count_asked(connection, window.start)
        gaps = await _gaps(connection, grouping)
    return {
        "days": window.days,
        "asked": asked,
        "unanswered": sum(question.asked_at >= window.start for question in grouping.questions),
        "capped": MOST_QUESTIONS if grouping.is_capped else None,
        "more_groups": len(grouping.groups) - len(shown),
        "groups": [
            {
                "question_id": group.central.id,
                "name": group.central.text,
                "language": group.central.language,
                "nearest": article,
                **tally(group.questions, window),
            }
            for group, article in zip(shown, nearest, strict=True)
        ],
        "gaps": gaps,
    }


def _nearest(snapshot: Snapshot, ranking: Ranking, groups: Sequence[Group], today: date) -> list[dict[str, Any] | None]:
    """For each group the article that is nearest to it, which may be there and not be found."""
    found: list[dict[str, Any] | None] = []
    for group in groups:
        question = Question(group.central.plain, group.central.language, group.vector, today)
        decision, hits = find(snapshot, ranking, question, 1, keep_all=True)
        article = hits[0].candidate.article if hits else None
        found.append(
            {
                "article_id": article.article_id,
                "language": article.language,
                "title": article.title,
                "score": round(hits[0].score, 4),
                "decision": decision,
            }
            if article
            else None
        )
    return found


async def _gaps(connection: AsyncConnection, grouping: Grouping) -> list[dict[str, Any]]:
    gaps = await list_gaps(connection)
    published = await published_at(connection)
    golden = await golden_of(connection)
    since = await asked_since(connection, {gap.id: gap.acted_at for gap in gaps})
    after = {gap.id: max(gap.acted_at, published.get(gap.article_id or "", gap.acted_at)) for gap in gaps}
    since_published = await asked_since(connection, after)
    questions: defaultdict[int | None, list[Unanswered]] = defaultdict(list)
    for question in grouping.questions:
        questions[question.gap_id].append(question)
    shown = []
    for gap in gaps:
        total, passing = golden.get(gap.id, (0, 0))
        status = gap.status(golden=total, passing=passing, since=since[gap.id], since_published=since_published[gap.id])
        shown.append(
            {
                **gap.as_json(),
                "status": status,
                "since": since[gap.id],
                "golden": {"total": total, "passing": passing},
                **tally(questions[gap.id], grouping.window),
            }
        )
    return sorted(shown, key=lambda one: ORDER.index(one["status"]))
