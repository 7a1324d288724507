"""Search: a question in, articles and a decision out. It answers, suggests or abstains; it never guesses."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from kb_index.candidates import Candidate, Question, candidates
from kb_index.index import Index
from kb_index.markdown import article_url, to_html
from kb_index.ranking import Decision, Ranking
from kb_index.snapshot import Snapshot

LONGEST_QUERY = 4_000
"""Characters, as a customer's message."""


@dataclass(frozen=True)
class Hit:
    """An article found, with the passage that fits best in its own words."""

    candidate: Candidate
    score: float  # probability that it answers

    def as_json(self) -> dict[str, Any]:
        """The hit as the service sends it."""
        article, shown = self.candidate.article, self.candidate.shown()
        return {
            "article_id": article.article_id,
            "language": article.language,
            "title": article.title,
            "passage": shown.text,
            "html": to_html(shown.markdown, article.language),
            "url": article_url(article.article_id, article.language),
            "score": round(self.score, 4),
            "cross_language": self.candidate.cross_language,
            "parts": {"dense": round(self.candidate.dense, 4), "lexical": round(self.candidate.words, 4)},
        }


@dataclass(frozen=True)
class Result:
    """What the search decided and found, the best hit first."""

    decision: Decision
    hits: list[Hit]
    took_ms: float

    def as_json(self) -> dict[str, Any]:
        """The result as the service sends it."""
        hits = [hit.as_json() for hit in self.hits]
        return {"decision": self.decision, "hits": hits, "took_ms": round(self.took_ms, 1)}


async def search(
    index: Index, ranking: Ranking, text: str, language: str, today: date, limit: int = 3, exclude: Collection[str] = ()
) -> Result:
    """Find what answers a question.

    Args:
        limit: Hits at most.
        exclude: Articles that shall not be found, such as those already tried.

    Raises:
        NotReady: The index is still being built.
    """
    began = time.perf_counter()
    snapshot = index.snapshot
    worded = index.worded(text)
    vector = (await index.encoder.encode([worded]))[0]
    question = Question(worded, language, vector, today, frozenset(exclude))
    decision, hits = await asyncio.to_thread(find, snapshot, ranking, question, limit)
    return Result(decision, hits, (time.perf_counter() - began) * 1000)


def find(
    snapshot: Snapshot, ranking: Ranking, question: Question, limit: int, *, keep_all: bool = False
) -> tuple[Decision, list[Hit]]:
    """The search itself, on one snapshot.

    Args:
        keep_all: Keep unlikely hits too; else they are kept only where none is to be shown (abstain).
    """
    ranked = ranking.ranked(candidates(snapshot, question), question.language)[:limit]
    decision = ranking.decide([score for score, _ in ranked])
    all_kept = keep_all or decision == "abstain"
    kept = ranked if all_kept else [ranked[0], *(one for one in ranked[1:] if one[0] >= ranking.thresholds.likely)]
    return decision, [Hit(candidate, score) for score, candidate in kept]
