"""Which texts mean the same as a question: the nearest vectors.

A small set is compared one by one. A large one is cut into cells around centres (FAISS, inverted file), with
a byte a number instead of four (scalar quantiser); a search reads the cells nearest to the question, and what
it finds there is measured again on the vectors as they were given. So the cosines are exact, and only which
texts are looked at is an approximation.
"""

from __future__ import annotations

import faiss
import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Numbers = NDArray[np.int64]

FLAT_UP_TO = 20_000
"""Vectors compared one by one, all in one product of matrices."""
PICKED_UP_TO = 5_000
"""Allowed vectors of a larger set that are picked out and compared one by one."""
CELLS_PER_ROOT = 2
"""Cells for each unit of the square root of the count, so that a search reads about as many centres as vectors."""
TRAINED_ON = 40
"""Vectors a cell that the centres are computed from; more make them hardly better."""
PROBED = 40
"""Cells read; recall@10 against all vectors is measured in ``benchmarks/nearest.py``."""
RESCORED = 256
"""Candidates at least that are measured again: the quantiser may misplace one by some ranks."""


class DenseIndex:
    """Unit vectors, shape (count, dimension), numbered 0, 1, 2 ... in the order given; copied, and never changed."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors: Vectors = np.array(vectors, dtype=np.float32, order="C")
        self._cells = _cells_of(self._vectors) if self.size > FLAT_UP_TO else None

    @property
    def size(self) -> int:
        """How many vectors there are."""
        return len(self._vectors)

    def vectors(self, start: int = 0, stop: int | None = None) -> Vectors:
        """The vectors from one number up to another, as they were given."""
        return self._vectors[start:stop]

    def nearest(
        self, question: Vectors, count: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[Numbers, Vectors]:
        """The nearest vectors to one, best first: their numbers and cosines.

        Args:
            question: One unit vector, shape (dimension,).
            count: How many at most.
            allowed: Which vectors may be found, shape (size,); None for all.
        """
        if self._cells is None:
            numbers = np.arange(self.size) if allowed is None else np.flatnonzero(allowed)
            cosines = (self._vectors @ question)[numbers]
        else:
            if allowed is not None and np.count_nonzero(allowed) <= PICKED_UP_TO:
                numbers = np.flatnonzero(allowed)
            else:
                numbers = self._in_cells(question, count, allowed)
            cosines = self._vectors[numbers] @ question
        best = np.argpartition(-cosines, count - 1)[:count] if count < len(cosines) else np.arange(len(cosines))
        best = best[np.argsort(-cosines[best], kind="stable")]
        return numbers[best], cosines[best]

    def _in_cells(self, question: Vectors, count: int, allowed: NDArray[np.bool_] | None) -> Numbers:
        assert self._cells is not None
        chosen = {}
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            chosen["sel"] = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits))
            chosen["sel"].bits = bits  # keeps the memory alive as long as the selector
        parameters = faiss.SearchParametersIVF(nprobe=PROBED, **chosen)
        _, numbers = self._cells.search(question[None, :], max(RESCORED, 2 * count), params=parameters)
        found: Numbers = numbers[0][numbers[0] >= 0]
        return found


def _cells_of(vectors: Vectors) -> faiss.IndexIVF:
    count, dimension = vectors.shape
    number = int(CELLS_PER_ROOT * count**0.5)
    centres = faiss.IndexFlatIP(dimension)
    cells = faiss.IndexIVFScalarQuantizer(
        centres, dimension, number, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    cells.own_fields = True  # the centres live as long as the cells, not as long as this function
    centres.this.disown()
    some = np.random.default_rng(0).permutation(count)[: TRAINED_ON * number]
    cells.train(np.ascontiguousarray(vectors[np.sort(some)]))
    cells.add(vectors)
    return cells
