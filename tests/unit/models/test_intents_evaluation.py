"""Counting and reading for the figures of understanding."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from models.intents import Guess
from models.intents_evaluation import OUT_OF_SCOPE, Answered, Bin, figures, read_labelled
from warmline.errors import BadInput


def guesses(*said: tuple[str, float]) -> list[Guess]:
    return [Guess((one,)) for one in said]


def test_understanding_is_counted_by_hand() -> None:
    meant = ["a", "a", "b", "b", OUT_OF_SCOPE, OUT_OF_SCOPE]
    said = guesses(("a", 0.9), ("b", 0.8), ("b", 0.9), ("b", 0.2), ("a", 0.1), ("b", 0.7))
    found = figures(Answered(meant, said), threshold=0.5)
    assert (found["accuracy_in_scope"], found["accuracy_forced"], found["oos_recall"]) == (0.5, 0.75, 0.5)
    assert (found["n"], found["threshold"]) == (6, 0.5)
    assert found["mcc_best"] >= found["mcc"]


def test_the_best_threshold_parts_strangers_from_acquaintances() -> None:
    said = guesses(*[("a", 0.9)] * 4, *[("b", 0.8)] * 4, *[("a", 0.3)] * 4)
    threshold, correlation = Answered(["a"] * 4 + ["b"] * 4 + [OUT_OF_SCOPE] * 4, said).best()
    assert 0.3 < threshold <= 0.8
    assert correlation == pytest.approx(1.0)


def test_calibration_compares_confidence_with_truth() -> None:
    said = guesses(("a", 0.75), ("a", 0.75), ("a", 0.75), ("b", 0.75), ("a", 0.1))
    answered = Answered(["a"] * 4 + [OUT_OF_SCOPE], said)
    assert answered.reliability() == [Bin(0.75, 0.75, 4)]
    assert answered.calibration_error() == 0.0
    assert Answered([OUT_OF_SCOPE], said[:1]).calibration_error() is None


def written(path: Path, *rows: Any) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"text": "x", "label": "oos", "lang": "en"}, "rows.jsonl:2: `label` is `oos`"),
        ({"text": "x", "lang": "en"}, "rows.jsonl:2: `label`"),
        ({"text": "x", "label": "a"}, "rows.jsonl:2: `lang`"),
        ({"text": "x", "label": "a", "lang": "en"}, "rows.jsonl has one label only"),
    ],
)
def test_bad_training_rows_are_named(tmp_path: Path, row: dict[str, Any], words: str) -> None:
    path = written(tmp_path / "rows.jsonl", {"text": "x", "label": "a", "lang": "en"}, row)
    with pytest.raises(BadInput, match=words):
        read_labelled(path, training=True)
