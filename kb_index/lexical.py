"""Which articles share words with a question: BM25, over any kind of term.

The counts are kept apart from the weights, so that several segments can be scored with the statistics of
all of them together; ready-made BM25 packages bake the weights in when an index is built, and an article
published later could not be compared fairly with the rest.

BM25 after Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

SATURATION = 1.2
LENGTH_SHARE = 0.75
"""k1 and b of BM25; the usual values, and others were no better on the golden questions."""


@dataclass(frozen=True)
class Wanted:
    """A term of the question with its weight (inverse document frequency)."""

    term: str
    weight: float


class Postings:
    """How often each term stands in each text; never changed once built."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self.lengths = np.array([len(text) for text in texts], dtype=np.float32)
        rows: dict[str, list[int]] = {}
        counts: dict[str, list[int]] = {}
        for row, text in enumerate(texts):
            for term, count in Counter(text).items():
                rows.setdefault(term, []).append(row)
                counts.setdefault(term, []).append(count)
        self._rows = {term: np.asarray(some, dtype=np.int32) for term, some in rows.items()}
        self._counts = {term: np.asarray(some, dtype=np.float32) for term, some in counts.items()}

    def __contains__(self, term: str) -> bool:
        return term in self._rows

    def texts_with(self, term: str) -> int:
        """In how many texts a term stands."""
        return len(self._rows.get(term, ()))

    def scores(self, question: Sequence[Wanted], average_length: float) -> Scores:
        """BM25 of every text, shape (texts,)."""
        total = np.zeros(len(self.lengths), dtype=np.float32)
        norms = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * self.lengths / max(average_length, 1e-6))
        for wanted in question:
            if wanted.term in self._rows:
                rows, counts = self._rows[wanted.term], self._counts[wanted.term]
                total[rows] += wanted.weight * counts * (SATURATION + 1) / (counts + norms[rows])
        return total


class Collection:
    """Several postings taken as one: what a term weighs, and how well each text fits from 0 to 1."""

    def __init__(self, parts: Sequence[Postings], question: Iterable[str]) -> None:
        lengths = np.concatenate([part.lengths for part in parts])
        self._average = float(lengths.mean())
        self.question = [Wanted(term, _weight(term, parts, len(lengths))) for term in dict.fromkeys(question)]
        self._most = max(sum(wanted.weight for wanted in self.question) * (SATURATION + 1), 1e-6)

    def fit(self, part: Postings) -> Scores:
        """Each text's BM25 as a share of the best there can be, so that questions can be compared."""
        found: Scores = part.scores(self.question, self._average) / np.float32(self._most)
        return found


def _weight(term: str, parts: Sequence[Postings], texts: int) -> float:
    having = sum(part.texts_with(term) for part in parts)
    return math.log(1 + (texts - having + 0.5) / (having + 0.5))
