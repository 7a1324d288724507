"""Order numbers and contact data, found by their form."""

# ruff: noqa: UP006, UP035 (Rasa wires its graph from these very annotations)

from __future__ import annotations

import re
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
ORDER_NUMBER = re.compile(r"(?<![\w+-])(?:LP[\s\-–]?|#\s?|nr\s?)?(\d{6})(?![\d-])", re.IGNORECASE)
POSTCODE = re.compile(r"(?<![\d-])(\d{2})-(\d{3})(?![\d-])")
PHONE = re.compile(
    r"(?<![\w-])(?:(?:\+|00)48[\s-]?)?(\d{3}[\s-]?\d{3}[\s-]?\d{3}|\d{2}[\s-]\d{3}[\s-]\d{2}[\s-]\d{2})(?![\d-])"
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ShopEntities(GraphComponent, EntityExtractorMixin):
    """Finds order numbers, e-mail addresses, Polish postcodes and telephone numbers, and writes them one way.

    Six digits are an order number however the customer dresses them: `LP-104217`, `lp104217`, `#104217`.
    """

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
        for message in messages:
            found = self.add_extractor_name(find(message.get(TEXT) or ""))
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages


def find(text: str) -> list[dict[str, Any]]:
    """Entities of a text in the order they stand; no character belongs to two."""
    taken: list[tuple[int, int]] = []
    found = []
    for name, pattern, normal in (
        ("email", EMAIL, lambda match: match[0].lower()),
        ("phone", PHONE, lambda match: "+48" + re.sub(r"\D", "", match[1])),
        ("postcode", POSTCODE, lambda match: f"{match[1]}-{match[2]}"),
        ("order_number", ORDER_NUMBER, lambda match: f"LP-{match[1]}"),
    ):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken):
                continue
            taken.append((start, end))
            found.append({"entity": name, "start": start, "end": end, "value": normal(match)})
    return sorted(found, key=lambda entity: entity["start"])
