"""The sentence encoder: one vector space for Polish and English.

Intents, mood and search all work on its vectors, so a text is encoded once and used three times. The last
layer tells what a text is about and smooths over how it is said; mood and intents read the layers below as well.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
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


DEPTHS = (0, 1 / 3, 2 / 3)
"""Layers whose means are read beside the vector, as shares of the depth: word pieces, and two on the way up."""


@dataclass(frozen=True)
class Reading:
    """What the encoder makes of n texts in one pass."""

    vectors: Vectors  # (n, dimension), unit: what they are about
    layers: Vectors  # (n, 4 * dimension): unit means at ``DEPTHS`` and the last layer's unit maxima; how it is said

    @classmethod
    def joined(cls, parts: Sequence[Reading]) -> Reading:
        """Several passes, at least one, as one."""
        return cls(np.concatenate([part.vectors for part in parts]), np.concatenate([part.layers for part in parts]))


class Encoder:
    """A sentence-transformers model that gives unit vectors."""

    def __init__(self, model: SentenceTransformer, fingerprint: str) -> None:
        self.model = model
        self.fingerprint = fingerprint
        model.max_seq_length = min(model.max_seq_length or LONGEST, LONGEST)
        if (config := getattr(getattr(model[0], "model", None), "config", None)) is not None:
            config.output_hidden_states = True
        model.eval()

    @cached_property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self.model.get_embedding_dimension() or 0)

    @property
    def depth(self) -> int:
        """Length of what ``read`` shows of the layers."""
        return (len(DEPTHS) + 1) * self.dimension

    def encode(self, texts: Sequence[str], batch_size: int = 64) -> Vectors:
        """Unit vectors of the texts, shape (len(texts), dimension); their dot product is the cosine."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self.model.encode(
            list(texts), batch_size=batch_size, normalize_embeddings=True, show_progress_bar=False
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)

    def read(self, texts: Sequence[str], batch_size: int = 64) -> Reading:
        """The vectors, as from ``encode``, and the layers; zeros for a model that has no layers to show."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        layers = np.zeros((len(texts), self.depth), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        for start in range(0, len(texts), batch_size):
            rows = by_length[start : start + batch_size]
            with torch.inference_mode():
                seen = self.model(self.model.preprocess([texts[row] for row in rows]))
            vectors[rows] = torch.nn.functional.normalize(seen["sentence_embedding"].float(), dim=1).numpy()
            if "all_layer_embeddings" in seen:
                layers[rows] = _layers(seen["all_layer_embeddings"], seen["attention_mask"])
        return Reading(vectors, layers)


def _layers(states: Sequence[torch.Tensor], mask: torch.Tensor) -> Vectors:
    """Unit means at ``DEPTHS`` and the unit maximum of the last layer, over the word pieces of each text."""
    present = mask.unsqueeze(-1).bool()
    chosen = [states[round(depth * (len(states) - 1))].float() for depth in DEPTHS]
    parts = [state.masked_fill(~present, 0.0).sum(1) / present.sum(1) for state in chosen]
    parts.append(states[-1].float().masked_fill(~present, -torch.inf).amax(1))
    found: Vectors = torch.cat([torch.nn.functional.normalize(part, dim=1) for part in parts], dim=1).numpy()
    return found


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
