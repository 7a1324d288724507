from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.encoder import Reading
from models.message_reader import MessageReader
from models.sentiment import Mood
from models.sentiment_evaluation import agreement, evaluate, read_judged
from models.spelling import AS_TYPED
from warmline.errors import BadInput


class PlayedEncoder:
    """One number a text: its share of exclamation marks."""

    def read(self, texts: Any) -> Reading:
        shares = np.array([[text.count("!") / 10] for text in texts], dtype=np.float32)
        return Reading(shares, shares[:, :0])


class PlayedMood:
    """As frustrated as the vector says."""

    def judge(self, texts: Any, reading: Reading) -> list[Mood]:
        return [Mood("negative" if value > 0.2 else "neutral", float(value), (), ()) for value in reading.vectors[:, 0]]

    def polarities(self, texts: Any, reading: Reading) -> Any:
        vectors = reading.vectors
        return np.concatenate([vectors, 1 - vectors, 0 * vectors], axis=1)


def written(path: Path, rows: list[Any]) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def measured(path: Path, target: str, marks: list[tuple[int, bool]], **more: Any) -> dict[str, Any]:
    rows = [{"text": "x" + "!" * count, "lang": "en", target: truth, **more} for count, truth in marks]
    judged = read_judged(written(path / "rows.jsonl", rows))
    reader = MessageReader(PlayedEncoder(), AS_TYPED)  # type: ignore[arg-type]
    return evaluate(judged, reader, PlayedMood(), 0.5)


def test_frustration_is_judged_at_the_threshold(tmp_path: Path) -> None:
    figures = measured(tmp_path, "frustrated", [(9, True), (5, True), (4, True), (6, False), (0, False)])
    assert (figures["precision"], figures["recall"], figures["f1"]) == (0.6667, 0.6667, 0.6667)
    assert figures["auroc"] == pytest.approx(4 / 6, abs=1e-4)
    assert (figures["threshold"], figures["n"]) == (0.5, 5)
    assert figures["ms_per_message"] >= 0


def test_negative_is_judged_by_its_label(tmp_path: Path) -> None:
    figures = measured(tmp_path, "negative", [(3, True), (1, True), (0, False)])
    assert (figures["precision"], figures["recall"], figures["auroc"]) == (1.0, 0.5, 1.0)


def test_one_kind_of_rows_has_no_curve() -> None:
    figures = agreement(np.array([True]), np.array([True]), np.array([0.9]))
    assert figures == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "auroc": None}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"text": "a", "lang": "en"}, "give `frustrated` in every row"),
        ({"text": "a", "lang": "en", "frustrated": "yes"}, "`frustrated` must be true or false"),
        ({"text": "", "lang": "en", "frustrated": True}, "`text`"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, row: dict[str, Any], words: str) -> None:
    path = written(tmp_path / "rows.jsonl", [{"text": "a", "lang": "en", "frustrated": True}, row])
    with pytest.raises(BadInput, match=f"rows.jsonl:2: {words}"):
        read_judged(path)
