"""When a guess is believed; the model itself is tested where it lives."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.encoder import LAYERS, VECTOR, WORDED
from bot.components.intents import KernelIntentClassifier, as_ranking
from models.intents import Guess


class PlayedModel:
    """Sure of whatever it is told; remembers what it was asked."""

    threshold = 0.4

    def __init__(self, intent: str, confidence: float) -> None:
        self.said = Guess(((intent, confidence), ("greet", confidence / 2)))
        self.asked: list[str] = []

    def guess(self, texts: Sequence[str], reading: Any) -> list[Guess]:
        self.asked += texts
        return [self.said for _ in texts]


def understood(tmp_path: Path, model: PlayedModel, text: str = "x", worded: str = "x") -> Message:
    config = {"costly": ["cancel_order"], "careful": 0.6}
    storage = LocalModelStorage(tmp_path)
    classifier = KernelIntentClassifier(config, storage, Resource("intents"), model)  # type: ignore[arg-type]
    [message] = classifier.process([Message({TEXT: text, WORDED: worded, VECTOR: np.zeros(3), LAYERS: np.zeros(12)})])
    return message


@pytest.mark.parametrize(
    ("intent", "confidence", "expected"),
    [
        ("return_item", 0.5, "return_item"),
        ("return_item", 0.3, "nlu_fallback"),
        ("cancel_order", 0.5, "nlu_fallback"),
        ("cancel_order", 0.7, "cancel_order"),
    ],
)
def test_what_costs_something_must_be_surer(tmp_path: Path, intent: str, confidence: float, expected: str) -> None:
    assert understood(tmp_path, PlayedModel(intent, confidence)).get(INTENT)["name"] == expected


def test_a_doubt_keeps_the_likeliest_intents_behind_it() -> None:
    ranking = as_ranking(Guess((("greet", 0.2), ("thank", 0.1))), threshold=0.4)
    assert [one["name"] for one in ranking] == ["nlu_fallback", "greet", "thank"]
    assert ranking[0]["confidence"] == pytest.approx(0.8)


def test_a_number_does_not_sway_the_intent(tmp_path: Path) -> None:
    model = PlayedModel("order_status", 0.9)
    understood(tmp_path, model, "gdzie jest LP-104217", worded="gdzie jest")
    assert model.asked == ["gdzie jest"]
