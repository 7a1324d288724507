"""Which texts mean the same as a question: nearest vectors, over FAISS."""

from __future__ import annotations

import faiss
import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

FLAT_UP_TO = 50_000
"""Vectors compared one by one; above it a graph (HNSW) answers in a fraction of the time."""
NEIGHBOURS = 32
BUILD_WIDTH = 200
SEARCH_WIDTH = 192
"""HNSW's M, efConstruction and efSearch."""


class DenseIndex:
    """Unit vectors, numbered 0, 1, 2 ... in the order given; never changed once built."""

    def __init__(self, vectors: Vectors) -> None:
        count, dimension = vectors.shape
        if count <= FLAT_UP_TO:
            self._index = faiss.IndexFlatIP(dimension)
        else:
            self._index = faiss.IndexHNSWFlat(dimension, NEIGHBOURS, faiss.METRIC_INNER_PRODUCT)
            self._index.hnsw.efConstruction = BUILD_WIDTH
        self._is_flat = count <= FLAT_UP_TO
        if count:
            self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))

    @property
    def size(self) -> int:
        """How many vectors there are."""
        return int(self._index.ntotal)

    def vectors(self, start: int = 0, stop: int | None = None) -> Vectors:
        """The vectors from one number up to another, as they were given."""
        found: Vectors = self._index.reconstruct_n(start, (self.size if stop is None else stop) - start)
        return found

    def nearest(
        self, question: Vectors, count: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], Vectors]:
        """The nearest vectors to one, best first: their numbers and cosines.

        Args:
            question: One unit vector, shape (dimension,).
            count: How many at most.
            allowed: Which vectors may be found, shape (size,); None for all.
        """
        if not self.size or (allowed is not None and not allowed.any()):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        cosines, numbers = self._index.search(
            question[None, :], min(count, self.size), params=self._parameters(count, allowed)
        )
        found = numbers[0] >= 0
        return numbers[0][found], cosines[0][found]

    def _parameters(self, count: int, allowed: NDArray[np.bool_] | None) -> faiss.SearchParameters | None:
        extra = {}
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            extra["sel"] = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits))
            extra["sel"].bits = bits  # keeps the memory alive as long as the selector
        if not self._is_flat:
            return faiss.SearchParametersHNSW(efSearch=max(SEARCH_WIDTH, 2 * count), **extra)
        return faiss.SearchParameters(**extra) if extra else None
