"""Why the search found what it found: each part's share of a score, and the passage that matched best.

A score is a logistic curve over a sum, so every part of the sum can be told apart: ``points`` are added to
the others, and 0 in all is a probability of one half.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kb_index.candidates import Candidate, Question, candidates
from kb_index.lemmas import terms
from kb_index.passages import Passage
from kb_index.ranking import Decision, Ranking, Weights, best_other, kinds_of
from kb_index.search import Hit
from kb_index.snapshot import Snapshot


@dataclass(frozen=True)
class Part:
    """One thing that speaks for or against a candidate."""

    name: str  # dense, twin, words, letters, bias or lead
    measure: float | None  # what was measured, from 0 to 1, or the lead; None for the bias
    points: float  # what it adds to the sum


@dataclass(frozen=True)
class Why:
    """What makes up one candidate's score."""

    parts: Sequence[Part]
    weights: str  # which set of weights was used
    matched: Passage  # the passage nearest in meaning
    nearness: float  # its cosine
    shared_words: Sequence[str]  # the question's words, in their base form, that stand in the article

    @property
    def score(self) -> float:
        """The probability that the parts add up to."""
        return 1 / (1 + math.exp(-sum(part.points for part in self.parts)))

    def as_json(self) -> dict[str, Any]:
        """The reasons as programs get them."""
        return {
            "weights": self.weights,
            "parts": [
                {
                    "name": part.name,
                    "measure": None if part.measure is None else round(part.measure, 4),
                    "points": round(part.points, 3),
                }
                for part in self.parts
            ],
            "matched": {"kind": self.matched.kind, "text": self.matched.text, "nearness": round(self.nearness, 4)},
            "shared_words": list(self.shared_words),
        }


@dataclass(frozen=True)
class ExplainedHit:
    """A candidate with its place and its reasons."""

    hit: Hit
    rank: int  # 1 for the best
    is_shown: bool  # to the customer
    why: Why

    def as_json(self) -> dict[str, Any]:
        """The hit as the service sends it, with its reasons."""
        return {**self.hit.as_json(), "rank": self.rank, "shown": self.is_shown, "why": self.why.as_json()}


@dataclass(frozen=True)
class Explanation:
    """What the search decided, and why."""

    decision: Decision
    hits: Sequence[ExplainedHit]
    thresholds: dict[str, float]

    def as_json(self) -> dict[str, Any]:
        """The explanation as the service sends it."""
        hits = [hit.as_json() for hit in self.hits]
        return {"decision": self.decision, "hits": hits, "thresholds": self.thresholds}


def explain(
    snapshot: Snapshot, ranking: Ranking, question: Question, limit: int = 3, article_id: str | None = None
) -> Explanation:
    """Search as customers do, and tell why.

    Args:
        limit: Candidates at most.
        article_id: One that is told about even when it comes later.
    """
    found = candidates(snapshot, question)
    whys = dict(zip(map(id, found), _whys(found, ranking, question.language), strict=True))
    ranked = ranking.ranked(found, question.language)
    decision = ranking.decide([score for score, _ in ranked])
    hits = []
    for rank, (score, candidate) in enumerate(ranked, start=1):
        if rank <= limit or candidate.article.article_id == article_id:
            likely = rank == 1 or score >= ranking.thresholds.likely
            shown = decision != "abstain" and likely and rank <= limit
            hits.append(ExplainedHit(Hit(candidate, score), rank, shown, whys[id(candidate)]))
    return Explanation(decision, hits, dict(vars(ranking.thresholds)))


def _whys(found: Sequence[Candidate], ranking: Ranking, language: str) -> list[Why]:
    kinds = kinds_of(found, language)
    relevances = [ranking.weights[kind].relevance(one) for kind, one in zip(kinds, found, strict=True)]
    return [
        _why(candidate, kind, ranking.weights[kind], relevances[place] - best_other(relevances, place))
        for place, (kind, candidate) in enumerate(zip(kinds, found, strict=True))
    ]


def _why(candidate: Candidate, kind: str, weights: Weights, lead: float) -> Why:
    twin = candidate.dense if candidate.twin is None else candidate.twin
    parts = (
        Part("dense", candidate.dense, weights.slope * weights.dense * candidate.dense),
        Part("twin", candidate.twin, weights.slope * weights.twin * twin),
        Part("words", candidate.words, weights.slope * weights.words * candidate.words),
        Part("letters", candidate.letters, weights.slope * weights.letters * candidate.letters),
        Part("bias", None, weights.bias),
        Part("lead", lead, weights.lead * lead),
    )
    nearest = int(np.argmax(candidate.cosines))
    own = set(terms(candidate.article.text, candidate.article.language))
    return Why(
        parts,
        kind,
        candidate.article.passages[nearest],
        float(candidate.cosines[nearest]),
        [wanted.term for wanted in candidate.question if wanted.term in own],
    )
