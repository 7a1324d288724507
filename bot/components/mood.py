"""The mood of a message, from what the encoder has read already."""

# ruff: noqa: UP006, UP035 (Rasa wires its graph from these very annotations)

from __future__ import annotations

from typing import Any, Dict, List, Type

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot import loaded
from bot.components.encoder import SentenceEncoder, reading_of, was_read
from models.sentiment import Judge, Mood

MOOD = "mood"
"""Key of the result in the parsed message."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class MoodMarker(GraphComponent):
    """Writes label, frustration (0..1), reasons and flags of each message."""

    @classmethod
    def required_components(cls) -> List[Type]:  # type: ignore[type-arg]
        """The encoder must run before."""
        return [SentenceEncoder]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """No options."""
        return {}

    def __init__(self, model: Judge) -> None:
        self._model = model

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MoodMarker:
        """Build the component with the process's mood model."""
        return cls(loaded.mood_model())

    def process(self, messages: List[Message]) -> List[Message]:
        """Judge the messages."""
        read = [message for message in messages if was_read(message)]
        if read:
            texts = [message.get(TEXT) for message in read]
            for message, mood in zip(read, self._model.judge(texts, reading_of(read)), strict=True):
                message.set(MOOD, as_json(mood), add_to_output=True)
        return messages


def as_json(mood: Mood) -> dict[str, Any]:
    """A mood as it stands in the tracker."""
    return {
        "label": mood.label,
        "frustration": round(float(mood.frustration), 3),
        "reasons": list(mood.reasons),
        "flags": list(mood.flags),
    }
