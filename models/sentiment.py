"""The mood of a message: polarity, frustration, and flags, each with its reasons.

A small torch network on three views of the message: what the shared encoder's layers make of it, character
n-grams (which see swearing, spelling and drawn-out words the encoder smooths over), and surface cues.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import HashingVectorizer

from models.artefacts import key_of
from models.corpora import FLAGS, LABELS
from models.cues import CUES, find_cues, is_wordless
from models.encoder import Encoder, Reading
from models.errors import NotTrained
from models.letters import without_diacritics
from warmline.settings import Settings

HASHED = 2**15
"""Buckets of the hashed n-grams."""
FRUSTRATED = 0.5
"""Frustration from which a message is more likely an upset one than not; training balances it there."""
WORDS_STAND_OUT = 0.5
"""Frustration from which the words themselves are named as a reason."""
SURE = 10.0
"""Logit of what needs no judging."""


NO_MOOD = torch.tensor([SURE if label == "neutral" else -SURE for label in (*LABELS, "frustration", *FLAGS)])
"""Logits of a message that says nothing, such as an order's number: neutral and calm."""


@dataclass(frozen=True)
class Mood:
    """What one message says of its writer's mood."""

    label: str  # negative, neutral or positive
    frustration: float  # 0 calm .. 1 furious
    reasons: tuple[str, ...]  # cues that speak for the judgement
    flags: tuple[str, ...]  # insult, threat, sarcasm


class Judge(Protocol):
    """Whatever judges messages: our own network, or a classifier that was configured."""

    def judge(self, texts: Sequence[str], reading: Reading) -> list[Mood]:
        """The mood of each text."""

    def polarities(self, texts: Sequence[str], reading: Reading) -> NDArray[np.float32]:
        """Probability of each of ``LABELS``, shape (len(texts), 3)."""


class MoodNetwork(torch.nn.Module):
    """Polarity (3 logits), frustration (1) and flags (3): linear in the encoder's layers and cues, and in the n-grams.

    A hidden layer was tried and learnt the corpus by heart; see docs/quality.md.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        outputs = len(LABELS) + 1 + len(FLAGS)
        self.dense = torch.nn.Linear(width + CUES, outputs)
        self.ngrams = torch.nn.EmbeddingBag(HASHED, outputs, mode="sum")
        torch.nn.init.zeros_(self.ngrams.weight)

    def forward(self, features: Features) -> torch.Tensor:
        """Logits, shape (messages, 7): the labels, then frustration, then the flags."""
        hashed = features.hashed
        bag = self.ngrams(
            torch.from_numpy(hashed.indices).long(),
            torch.from_numpy(hashed.indptr[:-1]).long(),
            per_sample_weights=torch.from_numpy(hashed.data).float(),
        )
        logits: torch.Tensor = self.dense(features.dense) + bag
        return logits


@dataclass(frozen=True)
class Features:
    """What the network reads, for n messages."""

    dense: torch.Tensor  # (n, width + CUES): vector and layers, then cues
    hashed: csr_matrix  # (n, HASHED): weights of the n-grams

    def __getitem__(self, rows: NDArray[np.int64]) -> Features:
        return Features(self.dense[torch.from_numpy(rows)], self.hashed[rows])


class FeatureMaker:
    """Turns texts and what the encoder reads in them into ``Features``."""

    @cached_property
    def _vectorizer(self) -> HashingVectorizer:
        return HashingVectorizer(analyzer="char_wb", ngram_range=(2, 5), n_features=HASHED, alternate_sign=False)

    def __call__(self, texts: Sequence[str], reading: Reading) -> Features:
        """Features of messages."""
        cues = torch.tensor([find_cues(text).as_features() for text in texts], dtype=torch.float32)
        hashed = self._vectorizer.transform([without_diacritics(text).lower() for text in texts])
        seen = torch.from_numpy(np.concatenate([reading.vectors, reading.layers], axis=1))
        return Features(torch.cat([seen, cues], dim=1), hashed)


class MoodModel:
    """Judges messages."""

    def __init__(self, network: MoodNetwork) -> None:
        self._network = network.eval()
        self._features = FeatureMaker()

    def judge(self, texts: Sequence[str], reading: Reading) -> list[Mood]:
        """The mood of each text, from what ``MessageReader.read`` gave for them."""
        if not texts:
            return []
        logits = self._logits(texts, reading)
        labels = logits[:, : len(LABELS)].argmax(1).tolist()
        frustration = torch.sigmoid(logits[:, len(LABELS)]).tolist()
        flags = (logits[:, len(LABELS) + 1 :] > 0).tolist()
        return [
            _mood(text, LABELS[label], round(value, 3), marks)
            for text, label, value, marks in zip(texts, labels, frustration, flags, strict=True)
        ]

    def polarities(self, texts: Sequence[str], reading: Reading) -> NDArray[np.float32]:
        """Probability of each of ``LABELS``, shape (len(texts), 3)."""
        found: NDArray[np.float32] = torch.softmax(self._logits(texts, reading)[:, : len(LABELS)], dim=1).numpy()
        return found

    def _logits(self, texts: Sequence[str], reading: Reading) -> torch.Tensor:
        with torch.inference_mode():
            logits: torch.Tensor = self._network(self._features(texts, reading))
            logits[[row for row, text in enumerate(texts) if is_wordless(text)]] = NO_MOOD
        return logits


def load_mood_model(settings: Settings, encoder: Encoder) -> Judge:
    """The trained model for this encoder, or the classifier that is configured instead.

    Raises:
        NotTrained: There is none, or it was trained on another encoder's vectors.
        BadClassifier: The configured one does not tell polarities.
    """
    if settings.mood_model:
        from models.classifier import Classifier

        return Classifier(settings.mood_model)
    folder = settings.trained / "mood"
    if key_of(folder) is None:
        raise NotTrained(folder)
    about = json.loads((folder / "about.json").read_text())
    if about["encoder"] != encoder.fingerprint:
        raise NotTrained(folder)
    network = MoodNetwork(about["width"])
    network.load_state_dict(torch.load(folder / "network.pt", weights_only=True))
    return MoodModel(network)


def _mood(text: str, label: str, frustration: float, marks: Sequence[bool]) -> Mood:
    flags = tuple(flag for flag, set_ in zip(FLAGS, marks, strict=True) if set_)
    reasons = find_cues(text).reasons() if frustration >= 0.3 else ()
    if frustration >= WORDS_STAND_OUT:
        reasons = ("words", *reasons)
    return Mood(label, frustration, (*reasons, *flags), flags)
