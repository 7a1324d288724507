"""Questions that mean the same, whatever their words and language: clusters of their vectors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from kb_index.dense import Vectors
from kb_index.tally import Unanswered, Window

FURTHEST = 0.5
"""Mean cosine distance up to which two groups are one. Chosen on the demo's questions: from 0.55 on, samples of a
fabric and its washing fall together; below 0.45, Polish and English questions of one kind part."""
HALF_LIFE = timedelta(days=7)
"""After so long without being asked again a group counts half."""


@dataclass(frozen=True)
class Group:
    """Questions of one meaning."""

    questions: tuple[Unanswered, ...]
    central: Unanswered  # the one nearest to all others
    vector: Vectors  # of the central one
    middle: Vectors  # unit mean of all

    def weight(self, window: Window) -> float:
        """How much it matters: the number of questions in the window, less the longer nobody has asked."""
        moments = [question.asked_at for question in self.questions if question.asked_at >= window.start]
        if not moments:
            return 0.0
        return float(len(moments) * 0.5 ** ((window.now - max(moments)) / HALF_LIFE))


def grouped(questions: Sequence[Unanswered], vectors: Vectors, window: Window) -> list[Group]:
    """Groups of which somebody has asked in the window, the weightiest first.

    Args:
        vectors: Of the questions, unit, shape (len(questions), dimension).
    """
    if not questions:
        return []
    places: dict[str, int] = {}
    by_wording: list[list[Unanswered]] = []
    first: list[int] = []
    for row, question in enumerate(questions):
        place = places.setdefault(question.plain.casefold(), len(places))
        if place == len(by_wording):
            by_wording.append([])
            first.append(row)
        by_wording[place].append(question)
    different = vectors[first]
    asked_so = np.array([len(same) for same in by_wording], dtype=np.float32)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for wording, label in enumerate(_labels(different)):
        members[int(label)].append(wording)
    groups = []
    for wordings_here in members.values():
        mine = different[wordings_here]
        middle = asked_so[wordings_here] @ mine
        centre = wordings_here[int(np.argmax(mine @ middle))]
        groups.append(
            Group(
                questions=tuple(question for wording in wordings_here for question in by_wording[wording]),
                central=by_wording[centre][0],
                vector=different[centre],
                middle=(middle / max(float(np.linalg.norm(middle)), 1e-9)).astype(np.float32),
            )
        )
    present = [group for group in groups if group.weight(window) > 0]
    return sorted(present, key=lambda group: group.weight(window), reverse=True)


def _labels(vectors: Vectors) -> Sequence[int]:
    if len(vectors) == 1:
        return [1]
    distances = np.clip(1.0 - vectors @ vectors.T, 0.0, None)
    np.fill_diagonal(distances, 0.0)
    tree = linkage(squareform(distances, checks=False), method="average")
    labels: Sequence[int] = fcluster(tree, FURTHEST, criterion="distance")
    return labels
