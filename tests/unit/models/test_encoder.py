"""Reading texts: the vector and the layers below it in one pass, on the real encoder."""

from __future__ import annotations

import numpy as np

from models.encoder import Encoder

TEXTS = ["Gdzie jest moja paczka?", "ok", "I have been waiting for three weeks and nobody answers me at all"]


def test_reading_gives_the_vectors_of_encoding(encoder: Encoder) -> None:
    assert np.abs(encoder.read(TEXTS).vectors - encoder.encode(TEXTS)).max() < 1e-4


def test_each_layer_is_a_unit_vector(encoder: Encoder) -> None:
    layers = encoder.read(TEXTS).layers
    assert layers.shape == (len(TEXTS), encoder.depth)
    parts = np.linalg.norm(layers.reshape(len(TEXTS), -1, encoder.dimension), axis=2)
    assert np.abs(parts - 1).max() < 1e-4


def test_a_text_reads_the_same_alone_and_among_others(encoder: Encoder) -> None:
    assert np.abs(encoder.read(TEXTS).layers[1] - encoder.read(TEXTS[1:2]).layers[0]).max() < 1e-4


def test_nothing_reads_as_nothing(encoder: Encoder) -> None:
    reading = encoder.read([])
    assert reading.vectors.shape == (0, encoder.dimension)
    assert reading.layers.shape == (0, encoder.depth)
