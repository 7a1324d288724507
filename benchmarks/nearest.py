"""How the nearest passages are found among 1,000 to 100,000, beside comparing with all of them.

    python -m benchmarks.nearest

The passages are the demo shop's, encoded, and copies of them moved at random by as much as two of its neighbouring
passages lie apart; the questions are the golden ones. Times are medians, as multiples of one pass of the encoder.
Every line is one JSON object.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import click
import numpy as np

from benchmarks.search import demo_articles, golden
from kb_index.candidates import PASSAGES_BY_MEANING
from kb_index.dense import DenseIndex, Vectors
from models.encoder import load_encoder
from warmline.settings import Settings

SIZES = (1_000, 10_000, 30_000, 100_000)
BEST = 10
"""Nearest passages that are looked for among those found."""


@click.command(help=__doc__)
def main() -> None:
    """Print the figures of each size."""
    encoder = load_encoder(Settings.from_env(os.environ))
    texts = [one.text for one in golden()]
    questions = encoder.encode(texts)
    own = encoder.encode([passage.encoded for article in demo_articles() for passage in article.passages])
    one_pass = _median(lambda text: encoder.encode([text]), texts[:200])
    for size in SIZES:
        vectors = grown(own, size)
        began = time.perf_counter()
        index = DenseIndex(vectors)
        built = time.perf_counter() - began
        found = _median(partial(index.nearest, count=PASSAGES_BY_MEANING), questions)
        compared = _median(partial(np.dot, vectors), questions)
        figures = {
            "passages": size,
            f"recall@{BEST}": round(recall(index, vectors, questions), 4),
            "search_in_encoder_passes": round(found / one_pass, 4),
            "all_compared_in_encoder_passes": round(compared / one_pass, 4),
            "build_s": round(built, 1),
        }
        click.echo(json.dumps(figures))


def grown(own: Vectors, size: int) -> Vectors:
    """Unit vectors, shape (size, dimension): the given ones and moved copies of them."""
    random = np.random.default_rng(0)
    likeness = own[:1000] @ own[:1000].T
    np.fill_diagonal(likeness, -1.0)
    apart = float(np.sqrt(2 - 2 * np.median(likeness.max(axis=1))))
    picked = own[random.integers(0, len(own), max(0, size - len(own)))]
    moves = random.normal(size=picked.shape).astype(np.float32)
    moved = picked + apart * moves / np.linalg.norm(moves, axis=1, keepdims=True)
    every = np.concatenate([own, moved])[:size]
    unit: Vectors = np.ascontiguousarray(every / np.linalg.norm(every, axis=1, keepdims=True), dtype=np.float32)
    return unit


def recall(index: DenseIndex, vectors: Vectors, questions: Vectors) -> float:
    """Share of each question's truly nearest passages that the index finds."""
    shares = []
    for question in questions:
        truly = np.argpartition(-(vectors @ question), BEST)[:BEST]
        found, _ = index.nearest(question, BEST)
        shares.append(len(np.intersect1d(truly, found)) / BEST)
    return float(np.mean(shares))


def _median(call: Callable[[Any], object], asked: Iterable[Any]) -> float:
    took = []
    for one in asked:
        began = time.perf_counter()
        call(one)
        took.append(time.perf_counter() - began)
    return float(np.median(took))


if __name__ == "__main__":
    main()
