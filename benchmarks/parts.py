"""Where a turn's milliseconds go inside the bot and the knowledge base, by hooks around their parts.

Run by ``benchmarks.turn`` in a process of its own, beside a running action server and knowledge base, with
the installation's settings in the environment:

    python -m benchmarks.parts CONVERSATIONS      prints {"bot": {part: ms}, "kb": {part: ms}, ...}, a turn's mean
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
import uuid
from types import SimpleNamespace
from typing import Any

from benchmarks.customers import QUESTIONS, SEARCHED
from benchmarks.stopwatch import Stopwatch
from warmline.settings import ROOT, Settings

WHOLE = "rest of Rasa"
KB_WHOLE = "choice and ranking"
COMPONENTS = {
    "LanguageFinder": "language",
    "WhitespaceTokenizer": "tokenizer",
    "SentenceEncoder": "encoder",
    "KernelIntentClassifier": "intents",
    "ShopEntities": "entities",
    "MoodMarker": "mood",
    "EscalationPolicy": "policy: escalation",
    "RulePolicy": "policy: rules",
}


async def bot_parts(settings: Settings, conversations: int) -> dict[str, Any]:
    """Handle turns in this process, as the bot's channel does, and say where the time went."""
    import rasa.core.agent
    from rasa.core.actions.action import RemoteAction
    from rasa.core.tracker_store import SQLTrackerStore
    from rasa.core.utils import AvailableEndpoints
    from rasa.utils.endpoints import EndpointConfig

    from bot import channel
    from bot.processor import install
    from bot.server import model_folder

    install()
    watch = Stopwatch()
    for owner, method, part in (
        (RemoteAction, "run", "action: request built, answer taken"),
        (EndpointConfig, "request", "action: server"),
        (SQLTrackerStore, "retrieve", "memory: read"),
        (SQLTrackerStore, "save", "memory: written"),
    ):
        setattr(owner, method, watch.timed(part, getattr(owner, method)))
    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "bot" / "endpoints.yml"))
    agent = await rasa.core.agent.load_agent(str(model_folder(settings)), endpoints=endpoints)
    for node in agent.processor.graph_runner._instantiated_nodes.values():
        if component := COMPONENTS.get(node._component_class.__name__):
            node._fn = watch.timed(component, node._fn)
    app = SimpleNamespace(ctx=SimpleNamespace(agent=agent))
    turns = 0
    for number in range(conversations + 1):
        if number == 1:
            watch.reset()
            turns = 0
        language = list(QUESTIONS)[number % len(QUESTIONS)]
        conversation = str(uuid.uuid4())
        for question in QUESTIONS[language]:
            ids = {"conversation_id": conversation, "turn_id": str(uuid.uuid4())}
            body = {**ids, "text": question, "language": language, "customer": {"id": conversation}}
            with watch.part(WHOLE):
                await channel.turn(SimpleNamespace(json=body, app=app))
            turns += 1
    calls = watch.calls["action: server"] / turns
    return {"parts": _milliseconds(watch, turns), "action_calls_per_turn": calls}


async def kb_parts(settings: Settings, rounds: int) -> dict[str, Any]:
    """Ask the running knowledge base, and the same search in this process for its parts; a search's mean."""
    from kb_index import candidates, search
    from kb_index.client import KbClient
    from kb_index.dense import DenseIndex
    from kb_index.evaluation import snapshot_of
    from kb_index.files import read_folder
    from kb_index.lexical import Postings
    from kb_index.ranking import load_ranking
    from kb_index.segment import IndexedArticle
    from kb_index.shop_day import today
    from models.encoder import load_encoder
    from warmline.demo import ARTICLES

    questions = [(asked[number], language) for language, asked in QUESTIONS.items() for number in SEARCHED]
    walls, took = [], []
    async with KbClient(settings) as kb:
        for _ in range(rounds + 1):
            for text, language in questions:
                began = time.perf_counter()
                found = await kb.search(text, language)
                walls.append((time.perf_counter() - began) * 1000)
                took.append(found.took_ms)
    encoder, ranking, day = load_encoder(settings), load_ranking(), today(settings)
    articles = [IndexedArticle.of(file.id, file.language, 1, file.content) for file in read_folder(ARTICLES)]
    snapshot = snapshot_of(articles, encoder)
    watch = Stopwatch()
    encode = watch.timed("encoder", encoder.encode)
    DenseIndex.nearest = watch.timed("meaning (FAISS)", DenseIndex.nearest)  # type: ignore[method-assign]
    for owner, name in ((candidates, "terms"), (Postings, "scores")):
        setattr(owner, name, watch.timed("words (BM25)", getattr(owner, name)))
    for number in range(rounds + 1):
        if number == 1:
            watch.reset()
        for text, language in questions:
            vector = encode([text])[0]
            with watch.part(KB_WHOLE):
                search.find(snapshot, ranking, candidates.Question(text, language, vector, day), limit=3)
    served = slice(len(questions), None)
    return {
        "parts": _milliseconds(watch, rounds * len(questions)),
        "took_ms": sum(took[served]) / len(took[served]),
        "wall_ms": sum(walls[served]) / len(walls[served]),
    }


def _milliseconds(watch: Stopwatch, count: int) -> dict[str, float]:
    return {name: seconds * 1000 / count for name, seconds in watch.seconds.items()}


async def measured(settings: Settings, conversations: int) -> dict[str, Any]:
    """Both tables."""
    return {"bot": await bot_parts(settings, conversations), "kb": await kb_parts(settings, conversations)}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measured(Settings.from_env(os.environ), int(sys.argv[1])))))
