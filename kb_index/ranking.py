"""How sure the search is: candidates in order, each with the probability that it answers.

What speaks for a candidate is added with weights of their own for each language, since the encoder is
stronger in English and words are stronger in Polish. The sum orders the candidates; a logistic curve over
it, and over its lead on the next one, turns it into a probability. The numbers are in ``ranking.yml``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml

from kb_index.candidates import Candidate

RANKING = Path(__file__).with_name("ranking.yml")

Decision = Literal["answer", "suggest", "abstain"]


PAIRED = 0.5
"""Share of the candidates that stand in two languages from which the other language's text counts too."""


@dataclass(frozen=True)
class Weights:
    """What one kind of candidate's score is made of."""

    dense: float
    twin: float
    words: float
    letters: float
    bias: float
    slope: float
    lead: float

    def relevance(self, candidate: Candidate) -> float:
        """What orders the candidates."""
        twin = candidate.dense if candidate.twin is None else candidate.twin
        return (
            self.dense * candidate.dense
            + self.twin * twin
            + self.words * candidate.words
            + self.letters * candidate.letters
        )

    def score(self, relevance: float, lead: float) -> float:
        """The probability of answering, given the lead on the best other candidate."""
        return 1 / (1 + math.exp(-(self.bias + self.slope * relevance + self.lead * lead)))


@dataclass(frozen=True)
class Thresholds:
    """What is done at which score."""

    answer: float  # the best is given as the answer
    suggest: float  # the best and other likely ones are offered
    likely: float  # from here on another one may be offered beside the best


@dataclass(frozen=True)
class Ranking:
    """All numbers of the ranking."""

    weights: Mapping[str, Weights]  # by `kind_of`
    thresholds: Thresholds

    def ranked(self, candidates: Sequence[Candidate], language: str) -> list[tuple[float, Candidate]]:
        """The candidates with their scores, the best first."""
        kinds = kinds_of(candidates, language)
        relevances = [self.weights[kind].relevance(one) for kind, one in zip(kinds, candidates, strict=True)]
        scored = [
            (self.weights[kind].score(relevance, relevance - best_other(relevances, place)), candidate)
            for place, (kind, relevance, candidate) in enumerate(zip(kinds, relevances, candidates, strict=True))
        ]
        return sorted(scored, key=lambda one: (-one[0], one[1].article.article_id))

    def decide(self, scores: Sequence[float]) -> Decision:
        """What to do, given the scores with the best first."""
        best = scores[0] if scores else 0.0
        if best >= self.thresholds.answer:
            return "answer"
        return "suggest" if best >= self.thresholds.suggest else "abstain"


def kinds_of(candidates: Sequence[Candidate], language: str) -> list[str]:
    """Which weights each candidate has: its language's, those for paired articles, or those across languages."""
    own = [candidate for candidate in candidates if not candidate.cross_language]
    paired = sum(candidate.twin is not None for candidate in own) >= PAIRED * max(len(own), 1)
    kind = f"{language}_paired" if paired else language
    return ["cross" if candidate.cross_language else kind for candidate in candidates]


def best_other(relevances: Sequence[float], place: int) -> float:
    """The highest relevance but one's own; one's own where there is no other."""
    others = [relevance for number, relevance in enumerate(relevances) if number != place]
    return max(others, default=relevances[place])


@lru_cache
def load_ranking(path: Path = RANKING) -> Ranking:
    """The numbers in a file."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Ranking(
        {name: Weights(**numbers) for name, numbers in raw["weights"].items()}, Thresholds(**raw["thresholds"])
    )
