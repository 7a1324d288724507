from __future__ import annotations

import numpy as np
import pytest

from kb_index import dense
from kb_index.dense import DenseIndex


def vectors(count: int, dimension: int = 32) -> dense.Vectors:
    found = np.random.default_rng(7).normal(size=(count, dimension)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


@pytest.fixture(params=["flat", "graph"])
def given(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> dense.Vectors:
    if request.param == "graph":
        monkeypatch.setattr(dense, "FLAT_UP_TO", 10)
    return vectors(500)


def test_the_nearest_come_first_as_compared_one_by_one(given: dense.Vectors) -> None:
    question = vectors(501)[-1]
    numbers, cosines = DenseIndex(given).nearest(question, 10)
    assert numbers.tolist() == np.argsort(-(given @ question))[:10].tolist()
    assert np.allclose(cosines, (given @ question)[numbers], atol=1e-5)


def test_what_is_not_allowed_is_not_found(given: dense.Vectors) -> None:
    allowed = np.zeros(500, dtype=bool)
    allowed[[3, 77, 499]] = True
    numbers, _ = DenseIndex(given).nearest(given[5], 10, allowed)
    assert set(numbers.tolist()) == {3, 77, 499}


def test_vectors_come_back_as_they_were_given(given: dense.Vectors) -> None:
    assert np.array_equal(DenseIndex(given).vectors(100, 120), given[100:120])


def test_an_empty_index_finds_nothing() -> None:
    numbers, cosines = DenseIndex(vectors(0)).nearest(vectors(1)[0], 3)
    assert len(numbers) == len(cosines) == 0
