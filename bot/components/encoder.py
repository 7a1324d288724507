"""Sentence vectors as Rasa features."""

# ruff: noqa: UP006, UP035, UP045 (Rasa wires its graph from these very annotations)

from __future__ import annotations

from typing import Any, Dict, List, Optional, Type

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import loaded
from models.artefacts import content_key
from models.encoder import Encoder
from models.entities import without_entities
from warmline.settings import ROOT

MODELS = ROOT / "models"
VECTOR = "sentence_vector"
LAYERS = "sentence_layers"
"""Keys under which later components find what was read in a message; neither leaves the pipeline."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Featurizes messages with Warmline's sentence encoder.

    The sentence feature is the vector itself, shape (1, dimension). Rasa wants a sequence feature beside it,
    one row a token; the encoder has none, so each token carries the vector of its sentence.
    """

    @classmethod
    def required_components(cls) -> List[Type]:  # type: ignore[type-arg]
        """A tokenizer must run before."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Only what every dense featurizer has."""
        return {**DenseFeaturizer.get_default_config()}

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Another encoder, or other words left out, makes other features: Rasa's training cache must see the change."""
        return content_key([MODELS / "entities.py", MODELS / "letters.py"], loaded.encoder().fingerprint)

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Nothing to check."""

    def __init__(self, config: Dict[str, Any], name: str, encoder: Encoder) -> None:
        super().__init__(name, config)
        self._encoder = encoder

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Build the component with the process's encoder."""
        return cls(config, execution_context.node_name, loaded.encoder())

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Featurize all training examples in batches; nothing that learns from them in Rasa reads the layers."""
        messages = [message for message in training_data.training_examples if message.get(TEXT)]
        vectors = self._encoder.encode([without_entities(message.get(TEXT)) for message in messages])
        for message, vector in zip(messages, vectors, strict=True):
            self._featurize(message, vector)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Featurize messages and leave what was read for later components.

        Numbers and addresses are left out: they say who or which, and not what is wished.
        """
        with_text = [message for message in messages if message.get(TEXT)]
        reading = self._encoder.read([without_entities(message.get(TEXT)) for message in with_text])
        for message, vector, layers in zip(with_text, reading.vectors, reading.layers, strict=True):
            self._featurize(message, vector)
            message.set(LAYERS, layers)
        return messages

    def _featurize(self, message: Message, vector: NDArray[np.float32]) -> None:
        message.set(VECTOR, vector)
        sentence = vector[np.newaxis, :]
        sequence = np.repeat(sentence, max(1, len(message.get("text_tokens") or [])), axis=0)
        for values, kind in ((sequence, FEATURE_TYPE_SEQUENCE), (sentence, FEATURE_TYPE_SENTENCE)):
            message.add_features(Features(values, kind, TEXT, self._config[FEATURIZER_CLASS_ALIAS]))
