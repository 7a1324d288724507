"""Order numbers, contact data, days, sums and kinds of goods, found by their form."""

# ruff: noqa: UP006, UP035 (Rasa wires its graph from these very annotations)

from __future__ import annotations

from typing import Any, Dict, List
from zoneinfo import ZoneInfo

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot import loaded
from models.entities import find
from warmline.clock import now


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ShopEntities(GraphComponent, EntityExtractorMixin):
    """Marks what ``models.entities`` finds; `yesterday` is counted from the shop's own day."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """No options."""
        return {}

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ShopEntities:
        """Build the component."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the entities to each message."""
        today = now().astimezone(ZoneInfo(loaded.settings().timezone)).date()
        for message in messages:
            found = self.add_extractor_name([dict(entity) for entity in find(message.get(TEXT) or "", today)])
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages
