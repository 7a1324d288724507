"""Which intent a message has, or that none can be believed."""

# ruff: noqa: UP006, UP035, UP045 (Rasa wires its graph from these very annotations)

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Optional, Type

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers import LABEL_RANKING_LENGTH
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import models.intents
from bot.components.encoder import WORDED, SentenceEncoder, reading_of, was_read
from models.artefacts import content_key
from models.intents import Guess, IntentModel, train_intents


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class KernelIntentClassifier(IntentClassifier, GraphComponent):
    """Gives each message its intent, or ``nlu_fallback`` where the confidence is too small.

    How small is too small the model has found from its training rows (``models/intents.py``); for the intents named
    in ``costly``, which begin a transaction, it is at least ``careful``.
    """

    @classmethod
    def required_components(cls) -> List[Type]:  # type: ignore[type-arg]
        """The encoder must run before."""
        return [SentenceEncoder]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """No intent is costly."""
        return {"costly": [], "careful": 0.0}

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Another way to learn makes another model, so Rasa's training cache must see the change."""
        return content_key([Path(models.intents.__file__)])

    def __init__(
        self,
        config: Dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: Optional[IntentModel] = None,
    ) -> None:
        self._costly = frozenset(config["costly"])
        self._careful = float(config["careful"])
        self._storage = storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> KernelIntentClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> KernelIntentClassifier:
        """The classifier as it was trained."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, IntentModel.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the examples' intents."""
        examples = [one for one in training_data.intent_examples if was_read(one)]
        self._model = train_intents(
            [one.get(WORDED) for one in examples],
            reading_of(examples),
            [one.get(INTENT) for one in examples],
        )
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Write intent and ranking into the messages."""
        read = [one for one in messages if was_read(one)]
        if read and self._model is not None:
            guesses = self._model.guess([one.get(WORDED) for one in read], reading_of(read))
            for message, guess in zip(read, guesses, strict=True):
                careful = self._careful if guess.intent in self._costly else 0.0
                ranking = as_ranking(guess, max(careful, self._model.threshold))
                message.set(INTENT, ranking[0], add_to_output=True)
                message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages


def as_ranking(guess: Guess, threshold: float) -> list[dict[str, Any]]:
    """A guess as Rasa writes it, led by ``nlu_fallback`` where it is not to be believed."""
    ranking = [
        {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: chance}
        for name, chance in guess.ranking[:LABEL_RANKING_LENGTH]
    ]
    if guess.confidence < threshold:
        doubt = {
            INTENT_NAME_KEY: DEFAULT_NLU_FALLBACK_INTENT_NAME,
            PREDICTED_CONFIDENCE_KEY: 1.0 - guess.confidence,
        }
        ranking.insert(0, doubt)
    return ranking
