"""The understanding part of ``config.yml``, trained and run in memory on anyone's rows.

The steps and their order come from Rasa's own recipe, each component is created, trained, stored, loaded and
run as Rasa's graph does it. Only the way differs: whole batches go through at once, and the leading steps that
learn nothing (tokenizer, encoder) run once for any number of trainings, which is what makes cross-validation
affordable.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.fallback_classifier import FallbackClassifier
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.data import TrainingType
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.utils.common import override_defaults

from warmline.settings import ROOT

CONFIG = ROOT / "config.yml"


@dataclass(frozen=True)
class Prediction:
    """The likeliest intent of one message, before the fallback has its say."""

    intent: str
    confidence: float
    margin: float  # to the second intent's confidence; 1 where there is none


@dataclass(frozen=True)
class Step:
    """One component of the pipeline."""

    uses: type[GraphComponent]
    config: dict[str, Any]  # defaults filled in
    name: str
    trained: bool  # learns from the rows
    prepares: bool  # changes the training rows for those after it: tokenizers and featurizers


class Pipeline:
    """The steps of a configuration file.

    The fallback is left out, as its threshold is what is being measured; its options are in ``fallback``.
    """

    def __init__(self, config: Path = CONFIG) -> None:
        graph = DefaultV1Recipe().graph_config_for_recipe(
            yaml.safe_load(config.read_text(encoding="utf-8")), {}, training_type=TrainingType.NLU
        )
        train, predict = graph.train_schema.nodes, graph.predict_schema.nodes
        found = [_step(name, node, train) for name, node in predict.items() if node.fn == "process"]
        steps = [step for step in found if not issubclass(step.uses, RegexMessageHandler)]
        self.fallback: dict[str, Any] | None = next(
            (step.config for step in steps if issubclass(step.uses, FallbackClassifier)), None
        )
        self._steps = [step for step in steps if not issubclass(step.uses, FallbackClassifier)]
        learning = next((index for index, step in enumerate(self._steps) if step.trained), len(self._steps))
        self._leading, self._learning = self._steps[:learning], self._steps[learning:]

    def prepare(self, texts: Sequence[str], labels: Sequence[str]) -> list[Message]:
        """Rows as they are after the leading steps, for ``fit`` and ``FittedPipeline.predict_prepared``."""
        made = [Message({TEXT: text, INTENT: label}) for text, label in zip(texts, labels, strict=True)]
        data = TrainingData(training_examples=made)
        with tempfile.TemporaryDirectory() as folder:
            for step in self._leading:
                component = _created(step, LocalModelStorage(Path(folder)))
                if step.prepares:
                    data = component.process_training_data(data)
                else:
                    component.process(data.training_examples)
        rows: list[Message] = data.training_examples
        return rows

    def fit(self, prepared: Iterable[Message]) -> FittedPipeline:
        """Train on prepared rows, which stay as they are."""
        data = TrainingData(training_examples=_copies(prepared))
        with tempfile.TemporaryDirectory() as folder:
            storage = LocalModelStorage(Path(folder))
            leading = [_created(step, storage) for step in self._leading]
            learnt = []
            for step in self._learning:
                component = _created(step, storage)
                if step.trained:
                    resource = component.train(data)
                    component = step.uses.load(dict(step.config), storage, resource, _context(step))
                if step.prepares:
                    data = component.process_training_data(data)
                learnt.append(component)
        return FittedPipeline(leading, learnt)


class FittedPipeline:
    """A trained pipeline."""

    def __init__(self, leading: Sequence[Any], learnt: Sequence[Any]) -> None:
        self._leading = leading
        self._learnt = learnt

    def predict(self, texts: Sequence[str]) -> list[Prediction]:
        """The intents of texts."""
        messages = [Message({TEXT: text}) for text in texts]
        for component in self._leading:
            messages = component.process(messages)
        return self._finished(messages)

    def predict_prepared(self, prepared: Iterable[Message]) -> list[Prediction]:
        """The intents of prepared rows, which stay as they are; their own labels are not looked at."""
        messages = _copies(prepared)
        for message in messages:
            message.data.pop(INTENT, None)
        return self._finished(messages)

    def _finished(self, messages: list[Message]) -> list[Prediction]:
        for component in self._learnt if messages else ():
            messages = component.process(messages)
        return [_prediction(message) for message in messages]


def _prediction(message: Message) -> Prediction:
    intent = message.get(INTENT) or {}
    confidence = float(intent.get("confidence") or 0.0)
    ranking = message.get(INTENT_RANKING_KEY) or []
    margin = confidence - float(ranking[1]["confidence"]) if len(ranking) > 1 else 1.0
    return Prediction(intent.get("name") or "", confidence, margin)


def _step(name: str, node: SchemaNode, train: dict[str, SchemaNode]) -> Step:
    prepares = name in train and train[name].fn == "process_training_data"
    config = override_defaults(node.uses.get_default_config(), node.config)
    return Step(node.uses, config, name, f"train_{name.removeprefix('run_')}" in train, prepares)


def _created(step: Step, storage: LocalModelStorage) -> GraphComponent:
    return step.uses.create(dict(step.config), storage, Resource(step.name), _context(step))


def _context(step: Step) -> ExecutionContext:
    return ExecutionContext(GraphSchema({}), node_name=step.name)


def _copies(messages: Iterable[Message]) -> list[Message]:
    return [Message(dict(one.data), set(one.output_properties), features=list(one.features)) for one in messages]
