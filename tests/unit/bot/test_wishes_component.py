"""What the pipeline makes of a message of two wishes; only the encoder and the classifier are played."""

# ruff: noqa: UP006, UP035 (Rasa wires its graph from these very annotations)

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List

import numpy as np
import pytest
from rasa.core.channels.channel import UserMessage
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.engine.validation import validate
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.data import TrainingType
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import loaded
from bot.components.encoder import VECTOR, SentenceEncoder
from bot.components.language import LanguageFinder
from bot.components.shop_entities import ShopEntities
from bot.components.wishes import WishFinder, reader
from models.encoder import Reading
from models.message_reader import MessageReader
from models.spelling import AS_TYPED

BOTH = "anuluj LP-104217 i wyślij mi fakturę do LP-104218 na anna@poczta.example"
KEYWORDS = {"request_human": "człowiek", "cancel_order": "anuluj", "invoice_request": "fakturę"}
ANY = {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}
DOMAIN = Domain.from_dict(
    {
        "slots": {name: dict(ANY) for name in ("second_wish", "escalation", "cancelling")},
        "actions": ["action_confirm_cancel", "action_offer_human", "action_search"],
    }
)


class PlayedEncoder:
    """One vector for everything."""

    fingerprint = "played"

    def encode(self, texts: List[str]) -> Any:
        return np.ones((len(texts), 3), dtype=np.float32)

    def read(self, texts: List[str]) -> Reading:
        vectors = self.encode(texts)
        return Reading(vectors, vectors)


class PlayedLanguages:
    def steady(self, text: str, current: str | None) -> str:
        return "pl"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class KeywordClassifier(IntentClassifier, GraphComponent):
    """Knows an intent by its word, if its model was stored and the text has been encoded."""

    def __init__(
        self, storage: ModelStorage, resource: Resource, words: Dict[str, str], confidence: float = 0.9
    ) -> None:
        self._storage, self._resource, self._words, self._confidence = storage, resource, words, confidence

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"confidence": 0.9}

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> KeywordClassifier:
        return cls(model_storage, resource, {})

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> KeywordClassifier:
        with model_storage.read_from(resource) as folder:
            words = [line.split("\t") for line in (folder / "words.tsv").read_text(encoding="utf-8").splitlines()]
        return cls(model_storage, resource, dict(words), config["confidence"])

    def train(self, training_data: TrainingData) -> Resource:
        with self._storage.write_to(self._resource) as folder:
            lines = [f"{intent}\t{word}\n" for intent, word in KEYWORDS.items()]
            (folder / "words.tsv").write_text("".join(lines), encoding="utf-8")
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            if message.get(VECTOR) is not None:
                words = (intent for intent, word in self._words.items() if word in message.get(TEXT))
                intent = {"name": next(words, "nlu_fallback"), "confidence": self._confidence}
                message.set("intent", intent, add_to_output=True)
        return messages


READER = MessageReader(PlayedEncoder(), AS_TYPED)  # type: ignore[arg-type]
ENCODER = SentenceEncoder(SentenceEncoder.get_default_config(), "encoder", READER)


@pytest.fixture
def classifier(tmp_path: Path) -> KeywordClassifier:
    return KeywordClassifier(LocalModelStorage(tmp_path), Resource("played"), KEYWORDS)


def understood(classifier: KeywordClassifier, text: str, tracker: DialogueStateTracker | None = None) -> dict[str, Any]:
    """What comes out of classifier, entities and wishes."""
    [message] = LanguageFinder(PlayedLanguages()).process([Message({TEXT: text, VECTOR: np.ones(3)})])  # type: ignore[arg-type]
    finder = WishFinder(0.6, reader(ENCODER, classifier))
    [message] = finder.process(ShopEntities().process(classifier.process([message])), tracker)
    output: dict[str, Any] = message.as_dict(only_output_properties=True)
    return output


def tracker_after(*events: Event) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("c-1", [ActionExecuted("action_listen"), *events], DOMAIN.slots)


def test_the_first_wish_is_the_intent_and_the_second_is_kept(classifier: KeywordClassifier) -> None:
    found = understood(classifier, BOTH)
    assert found["intent"] == {"name": "cancel_order", "confidence": 0.9}
    assert found["first_wish"] == {"text": "anuluj LP-104217", "intent": "cancel_order", "confidence": 0.9}
    assert found["second_wish"] == {
        "text": "wyślij mi fakturę do LP-104218 na anna@poczta.example",
        "intent": "invoice_request",
        "confidence": 0.9,
    }
    assert found["text"] == BOTH


def test_an_order_of_the_second_wish_is_not_the_firsts_but_the_customers_address_is(
    classifier: KeywordClassifier,
) -> None:
    entities = understood(classifier, BOTH)["entities"]
    assert [entity["value"] for entity in entities] == ["LP-104217", "anna@poczta.example"]


def test_a_request_for_a_person_takes_the_whole_message_along(classifier: KeywordClassifier) -> None:
    found = understood(classifier, "anuluj LP-104217 i chcę rozmawiać z człowiekiem o LP-104218")
    assert found["intent"]["name"] == "request_human"
    assert "second_wish" not in found
    assert len(found["entities"]) == 2


@pytest.mark.parametrize("text", ["", "anuluj", "LP-104217, wyślij mi fakturę", "/inform i wyślij fakturę, anuluj"])
def test_what_has_no_two_wishes_stays_as_it_is(classifier: KeywordClassifier, text: str) -> None:
    assert not {"first_wish", "second_wish"} & set(understood(classifier, text))


@pytest.mark.parametrize(
    "events",
    [
        [ActionExecuted("cancel_form"), ActiveLoop("cancel_form")],
        [ActionExecuted("action_offer_human")],
        [ActionExecuted("action_confirm_cancel"), SlotSet("cancelling", "LP-104217")],
        [ActionExecuted("action_hand_over"), SlotSet("escalation", {"action": "transfer"})],
        [ActionExecuted("action_search"), SlotSet("second_wish", {"text": "a dostawa?", "intent": "shop_question"})],
    ],
)
def test_in_the_middle_of_something_a_message_stays_whole(classifier: KeywordClassifier, events: list[Event]) -> None:
    found = understood(classifier, BOTH, tracker_after(*events, ActionExecuted("action_listen")))
    assert "second_wish" not in found
    assert len(found["entities"]) == 3


@pytest.mark.parametrize(
    "events",
    [
        [],
        [ActionExecuted("action_search")],
        [ActionExecuted("action_confirm_cancel"), SlotSet("cancelling", None)],
        [ActionExecuted("action_confirm_cancel"), SlotSet("cancelling", "LP-1"), ActionExecuted("action_search")],
        [ActionExecuted("cancel_form"), ActiveLoop("cancel_form"), ActiveLoop(None)],
    ],
)
def test_otherwise_it_is_divided(classifier: KeywordClassifier, events: list[Event]) -> None:
    assert "second_wish" in understood(classifier, BOTH, tracker_after(*events, ActionExecuted("action_listen")))


def test_rasas_graph_gives_it_the_trained_classifier_and_the_tracker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loaded, "message_reader", lambda: READER)
    monkeypatch.setattr(loaded, "language_model", PlayedLanguages)
    steps = [
        "LanguageFinder",
        "WhitespaceTokenizer",
        "SentenceEncoder",
        "KeywordClassifier",
        "ShopEntities",
        "WishFinder",
    ]
    config = {
        "recipe": "default.v1",
        "language": "pl",
        "assistant_id": "test",
        "pipeline": [{"name": s} for s in steps],
    }
    graph = DefaultV1Recipe().graph_config_for_recipe(config, {}, training_type=TrainingType.NLU)
    validate(graph)
    storage = LocalModelStorage(tmp_path)
    trained = next(name for name in graph.predict_schema.nodes if "KeywordClassifier" in name)
    KeywordClassifier(storage, graph.predict_schema.nodes[trained].resource, {}).train(TrainingData())
    runner = DaskGraphRunner.create(graph.predict_schema, storage, ExecutionContext(graph.predict_schema))

    def parsed(tracker: DialogueStateTracker) -> dict[str, Any]:
        inputs = {PLACEHOLDER_MESSAGE: [UserMessage(BOTH)], PLACEHOLDER_TRACKER: tracker}
        [found] = runner.run(inputs, targets=[graph.nlu_target])[graph.nlu_target]
        output: dict[str, Any] = found.as_dict(only_output_properties=True)
        return output

    assert parsed(tracker_after())["second_wish"]["intent"] == "invoice_request"
    assert "second_wish" not in parsed(tracker_after(ActiveLoop("cancel_form")))


def test_a_graph_without_a_classifier_is_refused_and_no_graph_leaves_messages_whole(tmp_path: Path) -> None:
    def made(schema: GraphSchema) -> WishFinder:
        config = WishFinder.get_default_config()
        return WishFinder.create(config, LocalModelStorage(tmp_path), Resource("none"), ExecutionContext(schema))

    [message] = made(GraphSchema({})).process([Message({TEXT: BOTH})])
    assert message.get("second_wish") is None
    recipe = DefaultV1Recipe()
    config = {"recipe": "default.v1", "language": "pl", "assistant_id": "test", "pipeline": [{"name": "ShopEntities"}]}
    with pytest.raises(InvalidConfigException):
        made(recipe.graph_config_for_recipe(config, {}, training_type=TrainingType.NLU).predict_schema)
