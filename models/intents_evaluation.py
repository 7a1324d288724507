"""Measuring the understanding of messages on anyone's rows, with the product's intent model trained on them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import matthews_corrcoef

from models.corpora import read_messages
from models.encoder import Reading
from models.intents import CANDIDATES, Guess, IntentModel, train_intents
from models.message_reader import MessageReader
from models.rows import read_file
from warmline.errors import BadInput

OUT_OF_SCOPE = "oos"
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


@dataclass(frozen=True)
class Bin:
    """Messages of like confidence."""

    confidence: float  # mean
    accuracy: float
    messages: int


@dataclass(frozen=True)
class Answered:
    """What was meant and what the model said, for many messages."""

    meant: Sequence[str]  # OUT_OF_SCOPE where no intent fits
    said: Sequence[Guess]

    def at(self, threshold: float) -> list[str]:
        """The answers, with out-of-scope where the confidence is too small."""
        return [one.intent if one.confidence >= threshold else OUT_OF_SCOPE for one in self.said]

    def correlation(self, threshold: float) -> float:
        """Matthews correlation (Gorodkin 2004, as in HINT3) of the answers with what was meant."""
        return float(matthews_corrcoef(self.meant, self.at(threshold)))

    def best(self) -> tuple[float, float]:
        """The threshold with the highest correlation, and that correlation; for comparison only."""
        found = [self.correlation(float(threshold)) for threshold in CANDIDATES]
        return round(float(CANDIDATES[int(np.argmax(found))]), 2), max(found)

    def reliability(self) -> list[Bin]:
        """Confidence against accuracy of the in-scope messages, in bins of equal width; empty ones are left out."""
        known = [
            (one.confidence, one.intent == meant)
            for one, meant in zip(self.said, self.meant, strict=True)
            if meant != OUT_OF_SCOPE
        ]
        confidence, right = np.array(known, dtype=float).reshape(-1, 2).T
        return _bins(confidence, right)

    def calibration_error(self) -> float | None:
        """Expected calibration error of in-scope messages: 0 is perfect."""
        bins = self.reliability()
        total = sum(one.messages for one in bins)
        if not total:
            return None
        return round(sum(one.messages * abs(one.accuracy - one.confidence) for one in bins) / total, 4)


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


def read_examples(folder: Path) -> Labelled:
    """Training examples in Rasa's YAML, in both languages."""
    messages = read_messages(folder)
    return Labelled([message.text for message in messages], [message.intent for message in messages])


def learnt(train: Labelled, reader: MessageReader, progress: Progress = lambda line: None) -> IntentModel:
    """The product's intent model, trained on these rows."""
    texts = [reader.worded(text) for text in train.texts]
    return train_intents(texts, _read(reader, texts, "to train on", progress), train.labels)


def guesses(
    model: IntentModel, texts: Sequence[str], reader: MessageReader, progress: Progress = lambda line: None
) -> list[Guess]:
    """What the model says to these messages."""
    worded = [reader.worded(text) for text in texts]
    return model.guess(worded, _read(reader, worded, "to test on", progress))


def evaluate(
    train: Labelled, test: Labelled, reader: MessageReader, progress: Progress = lambda line: None
) -> dict[str, Any]:
    """The figures of ``warmline nlu eval``; the threshold is chosen before the test rows are looked at.

    The words of the training rows are known words, as those of the project's own examples are.
    """
    began = time.perf_counter()
    reader = replace(reader, speller=reader.speller.knowing(train.texts))
    model = learnt(train, reader, progress)
    train_seconds = time.perf_counter() - began
    said = guesses(model, test.texts, reader, progress)
    return {
        **figures(Answered(test.labels, said), model.threshold),
        "train_seconds": round(train_seconds, 1),
        "ms_per_message": _milliseconds(reader, model, test.texts[:TIMED]),
    }


def figures(answered: Answered, threshold: float) -> dict[str, Any]:
    """What can be counted once every message has its guess.

    An in-scope message below the threshold counts as wrong. ``accuracy_forced`` is the accuracy in scope when the
    likeliest intent is always believed.
    """
    threshold_best, mcc_best = answered.best()
    right = [(one == meant, meant) for one, meant in zip(answered.at(threshold), answered.meant, strict=True)]
    forced = [
        one.intent == meant for one, meant in zip(answered.said, answered.meant, strict=True) if meant != OUT_OF_SCOPE
    ]
    return {
        "accuracy_in_scope": _share([hit for hit, meant in right if meant != OUT_OF_SCOPE]),
        "oos_recall": _share([hit for hit, meant in right if meant == OUT_OF_SCOPE]),
        "mcc": round(answered.correlation(threshold), 4),
        "mcc_best": round(mcc_best, 4),
        "threshold": threshold,
        "threshold_best": threshold_best,
        "accuracy_forced": _share(forced),
        "ece": answered.calibration_error(),
        "n": len(answered.meant),
    }


def _bins(confidence: NDArray[np.float64], right: NDArray[np.float64]) -> list[Bin]:
    numbers = np.minimum((confidence * BINS).astype(int), BINS - 1)
    return [
        Bin(float(confidence[numbers == number].mean()), float(right[numbers == number].mean()), int(count))
        for number, count in zip(*np.unique(numbers, return_counts=True), strict=True)
    ]


def _read(reader: MessageReader, worded: Sequence[str], purpose: str, progress: Progress) -> Reading:
    parts = []
    for start in range(0, len(worded), BATCH):
        progress(f"encoding message {start} of {len(worded)} {purpose}")
        parts.append(reader.encoder.read(worded[start : start + BATCH]))
    return Reading.joined(parts)


def _milliseconds(reader: MessageReader, model: IntentModel, texts: Sequence[str]) -> float:
    began = time.perf_counter()
    for text in texts:
        guesses(model, [text], reader)
    return round((time.perf_counter() - began) * 1000 / len(texts), 2)


def _share(hits: Sequence[bool]) -> float | None:
    return round(sum(hits) / len(hits), 4) if hits else None
