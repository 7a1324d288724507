"""The intent model against models that are really trained without the rows in question."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from models import intents
from models.encoder import Reading
from models.intents import IntentModel, train_intents

TEXTS = {
    "order": ["gdzie jest moja paczka", "kiedy dojdzie zamówienie", "where is my parcel", "track my order please"],
    "return": ["chcę zwrócić buty", "jak odesłać sukienkę", "I want to send it back", "how do returns work"],
    "human": ["daj mi konsultanta", "chcę człowieka", "let me talk to a person", "agent please"],
}
ROWS = [(text, intent) for intent, texts in TEXTS.items() for text in texts]


SIZE = 16


def reading(rows: Sequence[int] = range(len(ROWS)), *, layers: bool = True) -> Reading:
    """Unit vectors around one centre an intent, in the vector and in every layer."""
    random = np.random.default_rng(1)
    centres = {intent: random.normal(size=5 * SIZE) for intent in TEXTS}
    found = np.array([centres[intent] + random.normal(size=5 * SIZE) * 0.8 for _, intent in ROWS], dtype=np.float32)
    parts = found[list(rows)].reshape(len(rows), 5, SIZE)
    parts /= np.linalg.norm(parts, axis=2, keepdims=True)
    return Reading(parts[:, 0], parts[:, 1:].reshape(len(rows), 4 * SIZE) * layers)


def trained(rows: list[int] | None = None) -> IntentModel:
    kept = list(range(len(ROWS))) if rows is None else rows
    return train_intents([ROWS[row][0] for row in kept], reading(kept), [ROWS[row][1] for row in kept])


def test_its_own_examples_are_known() -> None:
    texts, labels = zip(*ROWS, strict=True)
    assert [guess.intent for guess in trained().guess(texts, reading())] == list(labels)


def test_every_intent_is_ranked_by_its_chance() -> None:
    [guess] = trained().guess(["gdzie ta paczka"], reading([0]))
    chances = [chance for _, chance in guess.ranking]
    assert {name for name, _ in guess.ranking} == set(TEXTS)
    assert chances == sorted(chances, reverse=True)
    assert all(0 < chance < 1 for chance in chances)


def test_case_and_diacritics_do_not_matter() -> None:
    one, other = trained().guess(["Chcę ZWRÓCIĆ buty", "chce zwrocic buty"], reading([4, 4]))
    assert one == other


def test_a_model_is_the_same_after_a_restart(tmp_path: Path) -> None:
    model = trained()
    model.save(tmp_path)
    again = IntentModel.load(tmp_path)
    assert again.threshold == model.threshold
    assert again.guess(["where is it"], reading([0])) == model.guess(["where is it"], reading([0]))


def test_leaving_rows_out_is_like_never_having_had_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """The closed form against a kernel that was really built without the block."""
    seen: list[intents._Rehearsal] = []
    original = intents._Rehearsal.without_intents

    def kept(self: intents._Rehearsal) -> intents.Scores:
        seen.append(self)
        return original(self)

    monkeypatch.setattr(intents._Rehearsal, "without_intents", kept)
    trained()
    [rehearsal] = seen
    kernel = np.linalg.inv(rehearsal._inverse.astype(np.float64))
    block, rest = np.array([0, 1, 2]), np.arange(3, len(ROWS))
    weights = np.linalg.solve(kernel[np.ix_(rest, rest)], rehearsal._target[rest])
    expected = kernel[np.ix_(block, rest)] @ weights
    assert rehearsal._without(block) == pytest.approx(expected, abs=1e-4)


def test_with_two_intents_everything_is_believed() -> None:
    assert trained([row for row, (_, intent) in enumerate(ROWS) if intent != "human"]).threshold == 0.0


def test_an_encoder_without_layers_will_do() -> None:
    texts, labels = zip(*ROWS, strict=True)
    plain = reading(layers=False)
    assert [guess.intent for guess in train_intents(texts, plain, labels).guess(texts, plain)] == list(labels)


def test_the_layers_are_heard() -> None:
    [one] = trained().guess(["x"], reading([0]))
    [other] = trained().guess(["x"], reading([0], layers=False))
    assert one.confidence > other.confidence


def test_nothing_in_nothing_out() -> None:
    assert trained().guess([], reading([])) == []
