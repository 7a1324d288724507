"""Two wishes in one message: the first becomes the message's intent, the second is kept for afterwards."""

# ruff: noqa: UP006, UP035, UP045 (Rasa wires its graph from these very annotations)

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict, List, Optional, Tuple, Type

from rasa.engine.graph import ExecutionContext, GraphComponent, SchemaNode
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot import loaded
from bot.components.encoder import SentenceEncoder
from bot.components.language import LANGUAGE, LanguageFinder
from bot.second_wish import FIRST_WISH, SECOND_WISH, awaits
from bot.wishes import Reader, TwoWishes, Wish, two_wishes

PEOPLE = ("request_human", "request_callback")
"""Intents that take the whole message to a person, who reads it all."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class WishFinder(GraphComponent):
    """Divides a message of two wishes, unless the conversation is in the middle of something.

    The parts are read by the pipeline's own classifier: the graph's schema says where it was stored. Outside of a
    graph, where single steps are measured, there is none, and every message stays whole.
    """

    @classmethod
    def required_components(cls) -> List[Type]:  # type: ignore[type-arg]
        """The clauses of a message are found by the words of its language, and read by their vectors."""
        return [LanguageFinder, SentenceEncoder, IntentClassifier]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """The confidence from which a part of a message counts as understood."""
        return {"threshold": 0.6}

    def __init__(self, threshold: float, read: Optional[Reader]) -> None:
        self._threshold = threshold
        self._read = read

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> WishFinder:
        """Build the component on the classifier of the same graph."""
        nodes = execution_context.graph_schema.nodes
        if not nodes:
            return cls(config["threshold"], None)
        found = next(((name, node) for name, node in nodes.items() if _is_trained_classifier(node)), None)
        if found is None:
            raise InvalidConfigException(f"{cls.__name__} needs a trained classifier in the pipeline.")
        name, node = found
        classifier = node.uses.load(
            {**node.uses.get_default_config(), **node.config},
            model_storage,
            node.resource,
            replace(execution_context, node_name=name),
        )
        encoder = SentenceEncoder(SentenceEncoder.get_default_config(), name, loaded.message_reader())
        return cls(config["threshold"], reader(encoder, classifier))

    def process(self, messages: List[Message], tracker: Optional[DialogueStateTracker] = None) -> List[Message]:
        """Divide the messages that have two wishes."""
        if self._read is None or (tracker is not None and (tracker.get_slot(SECOND_WISH) or awaits(tracker))):
            return messages
        for message in messages:
            text, intent = message.get(TEXT) or "", (message.get(INTENT) or {}).get(INTENT_NAME_KEY)
            if text.startswith(INTENT_MESSAGE_PREFIX) or intent in PEOPLE:
                continue
            found = two_wishes(text, message.get(LANGUAGE), self._read, self._threshold)
            if found is not None:
                _divide(message, found)
        return messages


def reader(encoder: SentenceEncoder, classifier: Any) -> Reader:
    """The pipeline's encoder and trained classifier as what reads texts; one without words has no intent."""

    def read(texts: List[str]) -> List[Tuple[str, float]]:
        parts = classifier.process(encoder.process([Message({TEXT: text}) for text in texts]))
        intents = [part.get(INTENT) or {} for part in parts]
        return [(intent.get(INTENT_NAME_KEY) or "", intent.get(PREDICTED_CONFIDENCE_KEY, 0.0)) for intent in intents]

    return read


def _divide(message: Message, found: TwoWishes) -> None:
    """Give the message its first wish's intent, and keep from it the orders that only the second speaks of."""
    first = found.first
    own = [
        entity
        for entity in message.get(ENTITIES, [])
        if entity["entity"] != "order_number" or first.start <= entity["start"] < first.end
    ]
    intent = {INTENT_NAME_KEY: first.intent, PREDICTED_CONFIDENCE_KEY: first.confidence}
    for key, value in (
        (INTENT, intent),
        (ENTITIES, own),
        (FIRST_WISH, _as_json(first)),
        (SECOND_WISH, _as_json(found.second)),
    ):
        message.set(key, value, add_to_output=True)


def _as_json(wish: Wish) -> Dict[str, Any]:
    return {"text": wish.text, "intent": wish.intent, "confidence": round(wish.confidence, 4)}


def _is_trained_classifier(node: SchemaNode) -> bool:
    return issubclass(node.uses, IntentClassifier) and node.resource is not None
