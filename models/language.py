"""Which language a message is written in: Polish or English.

A logistic regression on character n-grams, trained on the project's own sentences with and without
diacritics, because general detectors fail on messages of one to three words.
"""

from __future__ import annotations

from dataclasses import dataclass

import joblib
from sklearn.pipeline import Pipeline

from models.errors import NotTrained
from warmline.settings import Settings

LANGUAGES = ("pl", "en")
SWITCH = 0.9
"""Probability from which a message changes the language of a conversation under way."""
SURE = 0.6
"""Probability from which the very first message decides."""


@dataclass(frozen=True)
class Guess:
    """A language and how sure we are of it."""

    language: str
    confidence: float  # 0.5 no idea .. 1 certain


class LanguageModel:
    """Tells Polish from English."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline

    def guess(self, text: str) -> Guess:
        """The likelier language of one text; without letters it is a guess of 0.5."""
        if not any(character.isalpha() for character in text):
            return Guess("pl", 0.5)
        polish = float(self._pipeline.predict_proba([text])[0, 1])
        return Guess("pl", polish) if polish >= 0.5 else Guess("en", 1 - polish)

    def steady(self, text: str, current: str | None) -> str:
        """The conversation's language after this message.

        A single word ("ok", a name, an order number) does not switch it; a clear sentence does.
        """
        guess = self.guess(text)
        if current is None:
            return guess.language if guess.confidence >= SURE else "pl"
        words = sum(any(character.isalpha() for character in word) for word in text.split())
        return guess.language if guess.confidence >= SWITCH and words >= 2 else current


def load_language_model(settings: Settings) -> LanguageModel:
    """The trained model.

    Raises:
        NotTrained: There is none yet.
    """
    path = settings.trained / "language" / "model.joblib"
    if not path.exists():
        raise NotTrained(path.parent)
    return LanguageModel(joblib.load(path))
