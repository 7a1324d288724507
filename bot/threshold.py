"""From which confidence an intent is believed: chosen from training rows alone.

The rule. The intents are dealt into K groups and the rows into K folds. In round k a pipeline learns without
the rows of fold k and without all rows of the intents of group k. Then it meets both: the rows of fold k whose
intent it knows play the customer who is understood, the rows of the hidden intents play the one who asks for
something nobody has taught it. The threshold is the one with the highest multi-class Matthews correlation
(Gorodkin 2004, as in HINT3) between what was meant and what is answered, out-of-scope being one more class,
over all rounds together. As each row is hidden once, strangers would be half of everybody; they are weighted
down to ``STRANGERS``, about what a shop's assistant meets.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rasa.shared.nlu.training_data.message import Message
from sklearn.metrics import matthews_corrcoef

from bot.pipeline import Pipeline, Prediction

OUT_OF_SCOPE = "oos"
SEED = 20261122
ROUNDS = 5
ROUNDS_OF_MANY = 3
MANY = 5000
"""Rows from which three rounds are enough, and five would take minutes."""
STRANGERS = 0.3
"""Assumed share of messages that no intent fits."""
CANDIDATES = np.round(np.arange(0.0, 1.0, 0.01), 2)
PLATEAU = 0.002
"""Thresholds this close to the best correlation count as equal; the middle one of them is taken."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Answered:
    """What was meant and what the pipeline said, for many messages."""

    meant: Sequence[str]  # OUT_OF_SCOPE where no intent fits
    said: Sequence[Prediction]

    def at(self, threshold: float, margin: float) -> list[str]:
        """The answers, with out-of-scope where the confidence or the margin to the second is too small."""
        return [
            one.intent if one.confidence >= threshold and one.margin >= margin else OUT_OF_SCOPE for one in self.said
        ]

    def correlation(self, threshold: float, margin: float, weights: Sequence[float] | None = None) -> float:
        """Matthews correlation of the answers with what was meant."""
        return float(matthews_corrcoef(self.meant, self.at(threshold, margin), sample_weight=weights))

    def best(self, margin: float, weights: Sequence[float] | None = None) -> tuple[float, float]:
        """The threshold with the highest correlation, and that correlation."""
        found = [self.correlation(threshold, margin, weights) for threshold in CANDIDATES]
        top = max(found)
        equal = [index for index, value in enumerate(found) if value >= top - PLATEAU]
        chosen = equal[len(equal) // 2]
        return float(CANDIDATES[chosen]), found[chosen]


def choose_threshold(pipeline: Pipeline, rows: Sequence[Message], progress: Progress = lambda line: None) -> float:
    """The threshold for prepared training rows; 0 where there are too few intents to hide any."""
    answered = rehearse(pipeline, rows, progress)
    if OUT_OF_SCOPE not in answered.meant:
        return 0.0
    return answered.best(margin_of(pipeline), weights(answered.meant))[0]


def rehearse(pipeline: Pipeline, rows: Sequence[Message], progress: Progress = lambda line: None) -> Answered:
    """What pipelines that know a part of the rows say to the others."""
    rounds = ROUNDS_OF_MANY if len(rows) > MANY else ROUNDS
    fold, group = _dealt(rows, rounds)
    meant: list[str] = []
    said: list[Prediction] = []
    for number in range(rounds):
        known = [row for row in rows if fold[id(row)] != number and group[_intent(row)] != number]
        intents = {_intent(row) for row in known}
        if len(intents) < 2:
            continue
        progress(f"choosing the threshold: round {number + 1} of {rounds}")
        met = [row for row in rows if group[_intent(row)] == number or fold[id(row)] == number]
        fitted = pipeline.fit(known)
        said += fitted.predict_prepared(met)
        meant += [_intent(row) if _intent(row) in intents else OUT_OF_SCOPE for row in met]
    return Answered(meant, said)


def weights(meant: Sequence[str]) -> list[float]:
    """Weights that make out-of-scope rows ``STRANGERS`` of all."""
    strangers = sum(one == OUT_OF_SCOPE for one in meant)
    if strangers in (0, len(meant)):
        return [1.0] * len(meant)
    weight = STRANGERS / (1 - STRANGERS) * (len(meant) - strangers) / strangers
    return [weight if one == OUT_OF_SCOPE else 1.0 for one in meant]


def margin_of(pipeline: Pipeline) -> float:
    """How far the first intent must be ahead of the second, by the configuration."""
    options: dict[str, Any] = pipeline.fallback or {}
    return float(options.get("ambiguity_threshold", 0.0))


def _dealt(rows: Sequence[Message], rounds: int) -> tuple[dict[int, int], dict[str, int]]:
    """Each row's fold, spread evenly within its intent, and each intent's group."""
    rng = random.Random(SEED)
    by_intent: dict[str, list[Message]] = {}
    for row in rows:
        by_intent.setdefault(_intent(row), []).append(row)
    intents = sorted(by_intent)
    rng.shuffle(intents)
    group = {intent: index % rounds for index, intent in enumerate(intents)}
    fold = {}
    for intent in intents:
        rng.shuffle(by_intent[intent])
        start = rng.randrange(rounds)
        for index, row in enumerate(by_intent[intent]):
            fold[id(row)] = (start + index) % rounds
    return fold, group


def _intent(row: Message) -> str:
    return str(row.get("intent"))
