"""Measuring the understanding of messages on anyone's rows, with the product's own pipeline trained on them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.pipeline import FittedPipeline, Pipeline
from bot.threshold import OUT_OF_SCOPE, Answered, choose_threshold, margin_of
from models.corpora import read_messages
from models.rows import read_file
from warmline.errors import BadInput
from warmline.settings import ROOT

BATCH = 256
TIMED = 200
"""Messages understood again one by one, for the time a message takes."""
BINS = 15
"""Of the reliability diagram, as in Guo et al., "On Calibration of Modern Neural Networks" (ICML 2017)."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Labelled:
    """Messages with their intents."""

    texts: list[str]
    labels: list[str]


def read_labelled(path: Path, *, training: bool) -> Labelled:
    """Rows ``{"text", "label", "lang"}``.

    Raises:
        BadInput: The file cannot be read, a field is wrong, or there is too little to train on.
    """
    rows = read_file(path)
    labels = []
    for row in rows:
        row.language()
        labels.append(row.text("label"))
        if training and labels[-1] == OUT_OF_SCOPE:
            raise row.wrong("label", f"is `{OUT_OF_SCOPE}`, which stands for what was never taught; only test on it")
    if training and len(set(labels)) < 2:
        raise BadInput(f"{path.name} has one label only; training needs at least two.", file=path.name)
    return Labelled([row.text() for row in rows], labels)


def own_examples() -> Labelled:
    """The project's own training rows, in both languages."""
    messages = read_messages(ROOT / "nlu_data" / "nlu")
    return Labelled([message.text for message in messages], [message.intent for message in messages])


def evaluate(
    train: Labelled, test: Labelled, progress: Progress = lambda line: None, pipeline: Pipeline | None = None
) -> dict[str, Any]:
    """The figures of ``warmline nlu eval``; the threshold is chosen before the test rows are looked at."""
    pipeline = pipeline or Pipeline()
    progress(f"preparing {len(train.texts)} rows to train on")
    began = time.perf_counter()
    prepared = pipeline.prepare(train.texts, train.labels)
    progress("training")
    fitted = pipeline.fit(prepared)
    train_seconds = time.perf_counter() - began
    began = time.perf_counter()
    threshold = choose_threshold(pipeline, prepared, progress)
    threshold_seconds = time.perf_counter() - began
    said = []
    for start in range(0, len(test.texts), BATCH):
        progress(f"understanding message {start} of {len(test.texts)}")
        said += fitted.predict(test.texts[start : start + BATCH])
    return {
        **figures(Answered(test.labels, said), threshold, margin_of(pipeline)),
        "train_seconds": round(train_seconds, 1),
        "threshold_seconds": round(threshold_seconds, 1),
        "ms_per_message": _milliseconds(fitted, test.texts[:TIMED]),
    }


def figures(answered: Answered, threshold: float, margin: float) -> dict[str, Any]:
    """What can be counted once every message has its prediction.

    An in-scope message below the threshold counts as wrong. ``accuracy_forced`` is the accuracy in scope when the
    likeliest intent is always believed.
    """
    answers = answered.at(threshold, margin)
    threshold_best, mcc_best = answered.best(margin)
    right = [(one == meant, meant) for one, meant in zip(answers, answered.meant, strict=True)]
    forced = [
        one.intent == meant for one, meant in zip(answered.said, answered.meant, strict=True) if meant != OUT_OF_SCOPE
    ]
    return {
        "accuracy_in_scope": _share([hit for hit, meant in right if meant != OUT_OF_SCOPE]),
        "oos_recall": _share([hit for hit, meant in right if meant == OUT_OF_SCOPE]),
        "mcc": round(answered.correlation(threshold, margin), 4),
        "mcc_best": round(mcc_best, 4),
        "threshold": threshold,
        "threshold_best": threshold_best,
        "accuracy_forced": _share(forced),
        "ece": calibration_error(answered),
        "n": len(answered.meant),
    }


def calibration_error(answered: Answered) -> float | None:
    """Expected calibration error of the confidences of in-scope messages: 0 is perfect."""
    known = [(one, meant) for one, meant in zip(answered.said, answered.meant, strict=True) if meant != OUT_OF_SCOPE]
    if not known:
        return None
    confidence = np.array([one.confidence for one, _ in known])
    right = np.array([one.intent == meant for one, meant in known])
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [
        np.mean(bins == number) * abs(right[bins == number].mean() - confidence[bins == number].mean())
        for number in np.unique(bins)
    ]
    return round(float(sum(gaps)), 4)


def _milliseconds(fitted: FittedPipeline, texts: Sequence[str]) -> float:
    began = time.perf_counter()
    for text in texts:
        fitted.predict([text])
    return round((time.perf_counter() - began) * 1000 / len(texts), 2)


def _share(hits: Sequence[bool]) -> float | None:
    return round(sum(hits) / len(hits), 4) if hits else None
