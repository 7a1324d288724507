"""Sentence vectors as Rasa features."""

# ruff: noqa: UP006, UP035, UP045 (Rasa wires its graph from these very annotations)

from __future__ import annotations

from collections.abc import Sequence
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
from models.artefacts import content_key, key_of
from models.encoder import Reading
from models.message_reader import MessageReader
from warmline.settings import ROOT

MODELS = ROOT / "models"
WORDED = "worded"
VECTOR = "sentence_vector"
LAYERS = "sentence_layers"
"""Keys under which later components find the words that were read in a message, and what was read in them; none leaves
the pipeline."""


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
        """Another encoder, or other words read, makes other features: Rasa's training cache must see the change."""
        code = [MODELS / name for name in ("entities.py", "letters.py", "spelling.py")]
        known = key_of(loaded.settings().trained / "spelling") or ""
        return content_key(code, loaded.encoder().fingerprint, known)

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Nothing to check."""

    def __init__(self, config: Dict[str, Any], name: str, reader: MessageReader) -> None:
        super().__init__(name, config)
        self._reader = reader

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Build the component with what reads messages in this process."""
        return cls(config, execution_context.node_name, loaded.message_reader())

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Featurize all training examples in batches."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Featurize messages and leave what was read for later components."""
        with_text = [message for message in messages if message.get(TEXT)]
        worded = [self._reader.worded(message.get(TEXT)) for message in with_text]
        reading = self._reader.encoder.read(worded)
        for message, words, vector, layers in zip(with_text, worded, reading.vectors, reading.layers, strict=True):
            self._featurize(message, vector)
            message.set(WORDED, words)
            message.set(LAYERS, layers)
        return messages

    def _featurize(self, message: Message, vector: NDArray[np.float32]) -> None:
        message.set(VECTOR, vector)
        sentence = vector[np.newaxis, :]
        sequence = np.repeat(sentence, max(1, len(message.get("text_tokens") or [])), axis=0)
        for values, kind in ((sequence, FEATURE_TYPE_SEQUENCE), (sentence, FEATURE_TYPE_SENTENCE)):
            message.add_features(Features(values, kind, TEXT, self._config[FEATURIZER_CLASS_ALIAS]))


def was_read(message: Message) -> bool:
    """Whether the encoder has read a message; one without words it leaves alone."""
    return message.get(VECTOR) is not None


def reading_of(messages: Sequence[Message]) -> Reading:
    """What the encoder has read in messages, at least one."""
    return Reading(*(np.stack([message.get(key) for message in messages]) for key in (VECTOR, LAYERS)))
