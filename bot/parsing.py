"""Understanding messages with the trained model in this process, without a server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.answer import understanding
from bot.server import model_folder
from bot.training import NAME
from models.errors import NotTrained
from models.rows import Row
from warmline.settings import Settings

NOTHING = {"label": "neutral", "frustration": 0.0, "reasons": [], "flags": []}


class Parser:
    """The trained pipeline, loaded once.

    Raises:
        NotTrained: There is no trained model.
    """

    def __init__(self, settings: Settings) -> None:
        model = model_folder(settings) / f"{NAME}.tar.gz"
        if not model.exists():
            raise NotTrained(model.parent)
        self._processor = Agent.load(str(model)).processor

    async def parse(self, text: str, language: str | None = None) -> dict[str, Any]:
        """What Rasa's parse endpoint would say; an empty message has no intent and a neutral mood.

        Args:
            text: The message.
            language: That of the conversation so far; None for a first message.
        """
        if not text.strip():
            return {
                "text": text,
                "intent": {"name": None, "confidence": 0.0},
                "entities": [],
                "mood": NOTHING,
                "language": language or "pl",
            }
        message = UserMessage(text=text, metadata={"language": language} if language else {})
        parsed: dict[str, Any] = await self._processor.parse_message(message)
        return parsed


async def parse_rows(parser: Parser, rows: Iterable[Row]) -> AsyncIterator[dict[str, Any]]:
    """What ``warmline parse`` writes for each row ``{"text"}``, in order.

    Raises:
        BadRow: A row has no text.
    """
    for row in rows:
        yield as_json(await parser.parse(row.text(empty=True)))


def as_json(parsed: dict[str, Any]) -> dict[str, Any]:
    """A parsed message as the command line's contract has it."""
    known = understanding(parsed)
    mood = known["mood"] or NOTHING
    return {
        "language": known["language"],
        "intent": known["intent"],
        "entities": [
            {key: entity[key] for key in ("entity", "value", "start", "end")} for entity in parsed["entities"]
        ],
        "sentiment": {"label": mood["label"], "frustration": mood["frustration"]},
    }
