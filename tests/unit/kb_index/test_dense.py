from __future__ import annotations

import gc

import numpy as np
import pytest

from kb_index import dense
from kb_index.dense import DenseIndex


def vectors(count: int, dimension: int = 32) -> dense.Vectors:
    found = np.random.default_rng(7).normal(size=(count, dimension)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


@pytest.fixture(params=["flat", "cells"])
def given(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> dense.Vectors:
    if request.param == "cells":
        monkeypatch.setattr(dense, "FLAT_UP_TO", 10)
        monkeypatch.setattr(dense, "PICKED_UP_TO", 10)
    return vectors(500)


def test_the_nearest_come_first_as_compared_one_by_one(given: dense.Vectors) -> None:
    question = vectors(501)[-1]
    numbers, cosines = DenseIndex(given).nearest(question, 10)
    assert numbers.tolist() == np.argsort(-(given @ question))[:10].tolist()
    assert np.allclose(cosines, (given @ question)[numbers], atol=1e-6)


def test_only_the_cells_near_the_question_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dense, "FLAT_UP_TO", 10)
    monkeypatch.setattr(dense, "PROBED", 1)
    index = DenseIndex(vectors(500))
    numbers, _ = index.nearest(vectors(500)[3], 500)
    assert 3 in numbers
    assert len(numbers) < 500


@pytest.mark.parametrize("few", [[3, 77, 499], list(range(0, 500, 3)), []])
def test_what_is_not_allowed_is_not_found(given: dense.Vectors, few: list[int]) -> None:
    allowed = np.zeros(500, dtype=bool)
    allowed[few] = True
    numbers, _ = DenseIndex(given).nearest(given[5], 10, allowed)
    assert numbers.tolist() == sorted(few, key=lambda one: -float(given[one] @ given[5]))[:10]


def test_vectors_come_back_as_they_were_given(given: dense.Vectors) -> None:
    assert np.array_equal(DenseIndex(given).vectors(100, 120), given[100:120])


def test_the_index_keeps_its_own_memory(given: dense.Vectors) -> None:
    borrowed = given.copy()
    index = DenseIndex(borrowed)
    borrowed[:] = 0
    del borrowed
    gc.collect()
    numbers, cosines = index.nearest(given[42], 1)
    assert numbers.tolist() == [42]
    assert cosines[0] == pytest.approx(1, abs=1e-5)


def test_an_empty_index_finds_nothing() -> None:
    numbers, cosines = DenseIndex(vectors(0)).nearest(vectors(1)[0], 3)
    assert len(numbers) == len(cosines) == 0
