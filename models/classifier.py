"""A Hugging Face sequence-classification model that judges polarity, for shops that have one they trust more.

Such a model tells negative from positive, not calm from furious. So frustration is made of its negative
probability and of how the message is written: ``P(negative) * (CALM + (1 - CALM) * strongest cue)``. The weight is
the project's own: a negative message without any cue stays just below what counts as frustrated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from models.corpora import LABELS
from models.cues import find_cues
from models.encoder import Reading
from models.errors import BadClassifier
from models.sentiment import Mood

CALM = 0.49
"""Frustration of a message that is surely negative and shows no cue."""
LONGEST = 256
"""Word pieces read of one message."""
BATCH = 64


class Classifier:
    """Judges messages with a model of its own; what the encoder has read is not used.

    Args:
        source: Name or folder of the model. Its labels must begin with ``neg``, ``neu`` and ``pos`` in any order
            and spelling of case, neutral being optional, or be unnamed (``LABEL_0``, ...) and stand in that order.

    Raises:
        BadClassifier: The model has other labels.
    """

    def __init__(self, source: str) -> None:
        self._tokenizer = AutoTokenizer.from_pretrained(source)
        self._model = AutoModelForSequenceClassification.from_pretrained(source).eval()
        self._columns = _columns(source, self._model.config.id2label)

    def judge(self, texts: Sequence[str], reading: Reading) -> list[Mood]:
        """The mood of each text; flags are left to the rules."""
        return [_mood(text, row) for text, row in zip(texts, self.polarities(texts, reading), strict=True)]

    def polarities(self, texts: Sequence[str], reading: Reading) -> NDArray[np.float32]:
        """Probability of each of ``LABELS``, shape (len(texts), 3)."""
        found = np.zeros((len(texts), len(LABELS)), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            some = list(texts[start : start + BATCH])
            tokens = self._tokenizer(some, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
            with torch.inference_mode():
                shares = torch.softmax(self._model(**tokens).logits.float(), dim=1).numpy()
            for label, column in self._columns.items():
                found[start : start + len(some), LABELS.index(label)] = shares[:, column]
        return found


def _mood(text: str, polarity: NDArray[np.float32]) -> Mood:
    cues = find_cues(text)
    *surface, _length = astuple(cues)
    negative = float(polarity[LABELS.index("negative")])
    frustration = negative * (CALM + (1 - CALM) * max(surface))
    return Mood(LABELS[int(polarity.argmax())], round(frustration, 3), cues.reasons(), ())


def _columns(source: str, names: Mapping[int, str]) -> dict[str, int]:
    """The model's column for each of our labels."""
    if len(names) == len(LABELS) and all(name.upper().startswith("LABEL_") for name in names.values()):
        return {label: column for column, label in enumerate(LABELS)}
    found = {label: column for column, name in names.items() for label in LABELS if name.lower().startswith(label[:3])}
    if len(found) != len(names) or not {"negative", "positive"} <= set(found):
        raise BadClassifier(source, list(names.values()))
    return found
