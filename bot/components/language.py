"""The language of a message, steady over a conversation."""

# ruff: noqa: UP006, UP035 (Rasa wires its graph from these very annotations)

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot import loaded
from models.language import LanguageModel

LANGUAGE = "language"
"""Key of the result in the parsed message: `pl` or `en`."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageFinder(GraphComponent):
    """Decides which language a message is answered in.

    The channel puts the conversation's language into the message's metadata, and whether the customer
    chose it in the widget. A chosen language stays; otherwise a clear sentence in the other one switches.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """No options."""
        return {}

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageFinder:
        """Build the component with the process's language model."""
        return cls(loaded.language_model())

    def process(self, messages: List[Message]) -> List[Message]:
        """Write each message's language."""
        for message in messages:
            metadata = message.get("metadata") or {}
            current = metadata.get("language")
            chosen = bool(current and metadata.get("language_chosen"))
            language = current if chosen else self._model.steady(message.get(TEXT) or "", current)
            message.set(LANGUAGE, language, add_to_output=True)
        return messages
