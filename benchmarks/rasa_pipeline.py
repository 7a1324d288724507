"""Any pipeline of Rasa components, trained and run in memory on anyone's rows, for comparing classifiers.

The steps and their order come from Rasa's own recipe, and each component is created, trained, stored, loaded and run
as Rasa's graph does it; only whole batches go through at once.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.data import TrainingType
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.utils.common import override_defaults

from models.intents import Guess


@dataclass(frozen=True)
class Step:
    """One component of a pipeline."""

    uses: type[GraphComponent]
    config: dict[str, Any]  # defaults filled in
    name: str
    trained: bool  # learns from the rows
    prepares: bool  # changes the training rows for those after it: tokenizers and featurizers


class RasaPipeline:
    """A trained pipeline."""

    def __init__(self, components: Sequence[dict[str, Any]], texts: Sequence[str], labels: Sequence[str]) -> None:
        rows = [Message({TEXT: text, INTENT: label}) for text, label in zip(texts, labels, strict=True)]
        data = TrainingData(training_examples=rows)
        self._components = []
        with tempfile.TemporaryDirectory() as folder:
            storage = LocalModelStorage(Path(folder))
            for step in _steps(components):
                component = step.uses.create(dict(step.config), storage, Resource(step.name), _context(step))
                if step.trained:
                    resource = component.train(data)
                    component = step.uses.load(dict(step.config), storage, resource, _context(step))
                if step.prepares:
                    data = component.process_training_data(data)
                self._components.append(component)

    def guess(self, texts: Sequence[str]) -> list[Guess]:
        """The intents of texts, as the pipeline ranks them."""
        messages = [Message({TEXT: text}) for text in texts]
        for component in self._components:
            messages = component.process(messages)
        return [
            Guess(tuple((one["name"], float(one["confidence"])) for one in message.get(INTENT_RANKING_KEY)))
            for message in messages
        ]


def _steps(components: Sequence[dict[str, Any]]) -> list[Step]:
    config = {"recipe": "default.v1", "language": "pl", "pipeline": list(components)}
    graph = DefaultV1Recipe().graph_config_for_recipe(config, {}, training_type=TrainingType.NLU)
    train, predict = graph.train_schema.nodes, graph.predict_schema.nodes
    return [
        _step(name, node, train)
        for name, node in predict.items()
        if node.fn == "process" and not issubclass(node.uses, RegexMessageHandler)
    ]


def _step(name: str, node: SchemaNode, train: dict[str, SchemaNode]) -> Step:
    prepares = name in train and train[name].fn == "process_training_data"
    config = override_defaults(node.uses.get_default_config(), node.config)
    return Step(node.uses, config, name, f"train_{name.removeprefix('run_')}" in train, prepares)


def _context(step: Step) -> ExecutionContext:
    return ExecutionContext(GraphSchema({}), node_name=step.name)
