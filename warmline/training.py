"""Everything Warmline learns, in the order of dependence, each step only where its inputs changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from models.artefacts import content_key, key_of, replacing
from models.inputs import encoder_fingerprint, encoder_key, is_adapted, language_key, mood_key, spelling_key
from warmline.settings import ROOT, Settings

DATA = ROOT / "nlu_data"


@dataclass(frozen=True)
class Step:
    """What one step of training did."""

    name: str
    trained: bool  # False where the artefact was up to date
    seconds: float


Progress = Callable[[str, float], None]
"""Called with the step's name and the share of it that is done, 0 to 1."""


def train(settings: Settings, *, force: bool = False, progress: Progress = lambda name, share: None) -> list[Step]:
    """Bring every model up to date.

    Args:
        settings: Where the models are kept.
        force: Train all of them anew, whatever their inputs.
        progress: Told how far each step is.
    """
    if force:
        for name in STEPS:
            (settings.trained / name / "made_from").unlink(missing_ok=True)
    return [_brought_up_to_date(settings, name, step, progress) for name, step in STEPS.items()]


@dataclass(frozen=True)
class _Model:
    key: Callable[[Settings], str]
    train: Callable[[Settings, str, Callable[[float], None]], None]


def _brought_up_to_date(settings: Settings, name: str, model: _Model, progress: Progress) -> Step:
    progress(name, 0.0)
    started = time.perf_counter()
    key = model.key(settings)
    stale = key_of(settings.trained / name) != key
    if stale:
        model.train(settings, key, lambda share: progress(name, share))
    progress(name, 1.0)
    return Step(name, stale, time.perf_counter() - started)


def _language(settings: Settings, key: str, progress: Callable[[float], None]) -> None:
    from models.language_training import train_language

    train_language(settings, DATA, key)


def _spelling(settings: Settings, key: str, progress: Callable[[float], None]) -> None:
    from models.spelling import train_speller

    train_speller(settings, DATA, key)


def _encoder(settings: Settings, key: str, progress: Callable[[float], None]) -> None:
    from models.adaptation import train_encoder

    train_encoder(settings, DATA, key, progress)


def _mood(settings: Settings, key: str, progress: Callable[[float], None]) -> None:
    from models.message_reader import load_message_reader
    from models.sentiment_training import train_mood

    train_mood(settings, DATA, key, load_message_reader(settings))


def _mood_key(settings: Settings) -> str:
    return mood_key(DATA, encoder_fingerprint(settings), key_of(settings.trained / "spelling") or "")


def _dialogue_key(settings: Settings) -> str:
    # Not bot/escalation.yml: its rules are read at run time.
    bot = [ROOT / "bot" / name for name in ("domain", "components", "policies", "training.py")]
    models = [ROOT / "models" / name for name in ("intents.py", "entities.py", "letters.py")]
    sources = [DATA / "nlu", DATA / "rules", ROOT / "config.yml", *models, *bot]
    below = [key_of(settings.trained / name) or "" for name in ("language", "spelling", "mood")]
    return content_key(sources, encoder_fingerprint(settings), *below)


def _dialogue(settings: Settings, key: str, progress: Callable[[float], None]) -> None:
    from bot.training import train_dialogue

    with replacing(settings.trained / "rasa", key) as fresh:
        train_dialogue(settings, fresh)


def _adapted_key(settings: Settings) -> str:
    """Where an encoder is used as it is, nothing is adapted: whatever is there is up to date."""
    return encoder_key(settings, DATA) if is_adapted(settings) else key_of(settings.trained / "encoder") or ""


STEPS = {
    "language": _Model(lambda settings: language_key(DATA), _language),
    "spelling": _Model(lambda settings: spelling_key(DATA), _spelling),
    "encoder": _Model(_adapted_key, _encoder),
    "mood": _Model(_mood_key, _mood),
    "rasa": _Model(_dialogue_key, _dialogue),
}
"""The models by the names of their folders, in the order of dependence."""
