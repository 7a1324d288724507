"""How the two Rasa processes are started: each one's command, and what it needs in its environment."""

from __future__ import annotations

import sys
from pathlib import Path

from warmline.settings import ROOT, Settings

Start = tuple[list[str], dict[str, str]]
"""A command, and the variables it needs besides the inherited ones."""


def bot_command(settings: Settings) -> Start:
    """The Rasa server with the trained model, on loopback."""
    command = [
        *(sys.executable, "-m", "rasa", "run"),
        *("--model", str(model_folder(settings))),
        *("--endpoints", str(ROOT / "bot" / "endpoints.yml")),
        *("--credentials", str(ROOT / "bot" / "credentials.yml")),
        *("--interface", "127.0.0.1", "--port", str(settings.bot_port)),
    ]
    return command, environment(settings)


def actions_command(settings: Settings) -> Start:
    """The action server, on loopback."""
    return [sys.executable, "-m", "actions.server"], environment(settings)


def environment(settings: Settings) -> dict[str, str]:
    """The settings for a child process, what ``bot/endpoints.yml`` asks for, and quiet libraries."""
    return {
        **settings.environment(),
        "WARMLINE_ACTION_ENDPOINT": f"{settings.actions_url}/webhook",
        "WARMLINE_ACTION_AUTHORIZATION": f"Bearer {settings.service_token}",
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONWARNINGS": "ignore",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "SANIC_HOST": "127.0.0.1",
    }


def model_folder(settings: Settings) -> Path:
    """Where the trained dialogue model lies."""
    return settings.trained / "rasa"
