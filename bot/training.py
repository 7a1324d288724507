"""Training the dialogue model."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bot.errors import TrainingFailed
from bot.server import environment
from models.inputs import encoder_fingerprint
from warmline.settings import ROOT, Settings

NAME = "dialogue"
PARTS = ("nlu", "rules", "stories")
OUTPUT_KEPT = 4000
"""Characters of Rasa's output that an error carries."""


def train_dialogue(settings: Settings, folder: Path, data: Path = ROOT / "nlu_data") -> Path:
    """Train intents and rules and put the model into a folder.

    It runs in a process of its own, which keeps TensorFlow's memory and Rasa's output out of the caller.

    Returns:
        The model's file.

    Raises:
        TrainingFailed: Rasa refused the data; the details carry the end of its output.
    """
    with tempfile.TemporaryDirectory() as workplace:
        sources = [str(data / part) for part in PARTS if (data / part).is_dir()]
        done = subprocess.run(  # noqa: S603 - our own command
            [
                *(sys.executable, "-m", "rasa", "train", "--quiet"),
                *("--config", str(ROOT / "config.yml"), "--domain", str(ROOT / "bot" / "domain")),
                *("--data", *sources, "--out", str(folder), "--fixed-model-name", NAME),
            ],
            cwd=workplace,
            env={
                **os.environ,
                **environment(settings),
                "PYTHONHASHSEED": "0",
                "RASA_CACHE_DIRECTORY": str(_cache(settings)),
            },
            capture_output=True,
            text=True,
            check=False,
        )
    model = folder / f"{NAME}.tar.gz"
    if done.returncode != 0 or not model.exists():
        raise TrainingFailed(output=(done.stdout + done.stderr)[-OUTPUT_KEPT:])
    return model


def _cache(settings: Settings) -> Path:
    """Where Rasa keeps what it has trained, so that a changed response costs seconds.

    Rasa knows a component by its own source and configuration and not by the encoder behind it, so there is one
    cache for each encoder, and those of earlier ones are forgotten.
    """
    folder = settings.trained / "rasa-cache"
    current = folder / encoder_fingerprint(settings)
    for other in folder.glob("*"):
        if other != current:
            shutil.rmtree(other)
    current.mkdir(parents=True, exist_ok=True)
    return current
