"""The sentence encoder: one vector space for Polish and English.

Intents, mood and search all work on its vectors, so a text is encoded once and used three times.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from models.inputs import encoder_fingerprint, encoder_source, is_adapted
from warmline.settings import Settings

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

from sentence_transformers import SentenceTransformer
from transformers.utils import logging as transformers_logging

transformers_logging.set_verbosity_error()
transformers_logging.disable_progress_bar()

Vectors = NDArray[np.float32]

LONGEST = 256
"""Word pieces read of one text; what the base model was trained for."""


class Encoder:
    """A sentence-transformers model that gives unit vectors."""

    def __init__(self, model: SentenceTransformer, fingerprint: str) -> None:
        self.model = model
        self.fingerprint = fingerprint
        model.max_seq_length = min(model.max_seq_length or LONGEST, LONGEST)
        model.eval()

    @cached_property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self.model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str], batch_size: int = 64) -> Vectors:
        """Unit vectors of the texts, shape (len(texts), dimension); their dot product is the cosine."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self.model.encode(
            list(texts), batch_size=batch_size, normalize_embeddings=True, show_progress_bar=False
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)


def open_model(source: str) -> SentenceTransformer:
    """A sentence-transformers model or folder, on the processor."""
    return SentenceTransformer(source, device="cpu")


def load_encoder(settings: Settings) -> Encoder:
    """The adapted encoder, or the one named by `WARMLINE_ENCODER` as it is.

    Raises:
        NotTrained: It has not been adapted yet.
    """
    fingerprint = encoder_fingerprint(settings)
    source = str(settings.trained / "encoder") if is_adapted(settings) else encoder_source(settings)
    return Encoder(open_model(source), fingerprint)
