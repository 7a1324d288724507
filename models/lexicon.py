"""Which English words a Polish one stands for, learnt from sentences alone.

IBM Model 1 (Brown, Della Pietra, Della Pietra and Mercer, "The Mathematics of Statistical Machine Translation",
1993): every token of an English sentence is explained by one token of its translation, or by none; expectation
maximisation finds how likely each explains each.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

ROUNDS = 8
UNLIKELY = 0.03
"""Translations less likely than this are chance."""


def translations(
    foreign: Sequence[Sequence[int]], english: Sequence[Sequence[int]], sizes: tuple[int, int]
) -> csr_matrix:
    """How likely each foreign token stands for each English one, shape ``sizes``; rows add up to at most 1.

    Args:
        foreign: Token numbers of each sentence.
        english: Token numbers of each sentence's translation.
        sizes: How many tokens the two languages have.
    """
    nothing = sizes[0]
    foreign_tokens, english_places, english_tokens = _meetings(foreign, english, nothing)
    links, link = np.unique(foreign_tokens * sizes[1] + english_tokens, return_inverse=True)
    explaining, explained = np.divmod(links, sizes[1])
    likely = np.ones(len(links))
    for _ in range(ROUNDS):
        shares = likely[link]
        shares /= np.bincount(english_places, weights=shares)[english_places]
        counts = np.bincount(link, weights=shares, minlength=len(links))
        likely = counts / np.bincount(explaining, weights=counts)[explaining]
    kept = (likely >= UNLIKELY) & (explaining != nothing)
    return csr_matrix((likely[kept], (explaining[kept], explained[kept])), shape=sizes)


def _meetings(
    foreign: Sequence[Sequence[int]], english: Sequence[Sequence[int]], nothing: int
) -> tuple[NDArray[np.int64], ...]:
    """Every pair of tokens of a sentence and its translation: the foreign one, the place of the English one, and it."""
    columns: list[tuple[NDArray[np.int64], ...]] = []
    place = 0
    for some, others in zip(foreign, english, strict=True):
        ours = np.array([*dict.fromkeys(some), nothing], dtype=np.int64)
        theirs = np.array(others, dtype=np.int64)
        places = np.arange(place, place + len(theirs))
        place += len(theirs)
        columns.append((np.tile(ours, len(theirs)), np.repeat(places, len(ours)), np.repeat(theirs, len(ours))))
    return tuple(np.concatenate(column) for column in zip(*columns, strict=True))
