"""What the models' tests build on."""

from __future__ import annotations

import warnings

import pytest
from sentence_transformers import SentenceTransformer

from models.encoder import Encoder
from models.inputs import base_model


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The base model, which every installation carries."""
    found = Encoder(SentenceTransformer(str(base_model()), device="cpu"), "base")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert found.dimension
    return found
