"""What one Rasa process loads once and its components share."""

from __future__ import annotations

import os
from functools import lru_cache

from models.encoder import Encoder, load_encoder
from models.language import LanguageModel, load_language_model
from models.message_reader import MessageReader
from models.sentiment import Judge, load_mood_model
from models.spelling import load_speller
from warmline.settings import Settings


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process; Rasa builds components without a way to hand them in."""
    return Settings.from_env(os.environ)


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The sentence encoder."""
    return load_encoder(settings())


@lru_cache(maxsize=1)
def message_reader() -> MessageReader:
    """What reads messages, with the same encoder."""
    return MessageReader(encoder(), load_speller(settings()))


@lru_cache(maxsize=1)
def language_model() -> LanguageModel:
    """The language model."""
    return load_language_model(settings())


@lru_cache(maxsize=1)
def mood_model() -> Judge:
    """The mood model, on top of the same encoder."""
    return load_mood_model(settings(), encoder())
