"""Measuring the mood model on anyone's labelled messages."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import precision_recall_fscore_support, roc_auc_score

from models.corpora import LABELS
from models.encoder import Reading
from models.errors import BadRow
from models.message_reader import MessageReader
from models.rows import Row, read_file
from models.sentiment import Judge

BATCH = 512
TIMED = 200
"""Messages judged again one by one, for the time a message takes."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Judged:
    """Messages with what people said of them."""

    texts: list[str]
    languages: list[str]
    positive: NDArray[np.bool_]  # frustrated, or negative
    target: str  # `frustrated` or `negative`


def read_judged(path: Path) -> Judged:
    """Rows ``{"text", "lang", "frustrated": bool}``, or ``"negative": bool`` throughout.

    Raises:
        BadInput: The file cannot be read; a row's field is wrong.
    """
    rows = read_file(path)
    target = "frustrated" if "frustrated" in rows[0].fields else "negative"
    return Judged(
        [row.text() for row in rows],
        [row.language() for row in rows],
        np.array([_verdict(row, target) for row in rows]),
        target,
    )


def evaluate(
    judged: Judged, reader: MessageReader, model: Judge, threshold: float, progress: Progress = lambda line: None
) -> dict[str, Any]:
    """The figures of ``warmline sentiment eval``.

    Frustrated is a frustration at or above ``threshold``. Negative is the label itself, and its score for the
    area under the curve is the label's probability.
    """
    reading = _reading(judged.texts, reader, progress)
    moods = model.judge(judged.texts, reading)
    if judged.target == "frustrated":
        scores = np.array([mood.frustration for mood in moods])
        found = scores >= threshold
    else:
        scores = model.polarities(judged.texts, reading)[:, LABELS.index("negative")].astype(float)
        found = np.array([mood.label == "negative" for mood in moods])
    figures = {
        "target": judged.target,
        **agreement(judged.positive, found, scores),
        "threshold": threshold if judged.target == "frustrated" else "label",
        "n": len(moods),
        "ms_per_message": _milliseconds(judged.texts[:TIMED], reader, model),
    }
    languages = np.array(judged.languages)
    if len(set(judged.languages)) > 1:
        figures["by_language"] = {
            language: agreement(*(values[languages == language] for values in (judged.positive, found, scores)))
            for language in sorted(set(judged.languages))
        }
    return figures


def agreement(truth: NDArray[np.bool_], found: NDArray[np.bool_], scores: NDArray[np.float64]) -> dict[str, Any]:
    """Precision, recall, F1 and the area under the ROC curve, which needs both kinds of rows."""
    precision, recall, f1, _ = precision_recall_fscore_support(truth, found, average="binary", zero_division=0)
    both = 0 < truth.sum() < len(truth)
    return {
        "precision": round(float(precision), 4),
        "recall": round(float(recall), 4),
        "f1": round(float(f1), 4),
        "auroc": round(float(roc_auc_score(truth, scores)), 4) if both else None,
    }


def _verdict(row: Row, target: str) -> bool:
    if target not in row.fields:
        raise BadRow(row.source, row.line, "give `frustrated` in every row, or `negative` in every row")
    return row.flag(target)


def _reading(texts: Sequence[str], reader: MessageReader, progress: Progress) -> Reading:
    parts = []
    for start in range(0, len(texts), BATCH):
        progress(f"encoding message {start} of {len(texts)}")
        parts.append(reader.read(texts[start : start + BATCH]))
    return Reading.joined(parts)


def _milliseconds(texts: Sequence[str], reader: MessageReader, model: Judge) -> float:
    began = time.perf_counter()
    for text in texts:
        model.judge([text], reader.read([text]))
    return round((time.perf_counter() - began) * 1000 / len(texts), 2)
