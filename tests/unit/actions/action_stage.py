"""A conversation for actions: a real shop database, real attempts, and a knowledge base that is told what to say."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.attempts import Attempts
from actions.shop.sql import SqlShop
from escalation.client import CallbackOpenAlready, DeskAvailability, OpenCallback
from kb_index.client import Hit, PublicArticle, SearchResult
from kb_index.errors import KnowledgeBaseDown, UnknownArticle
from warmline.contacts import masked
from warmline.errors import Unavailable

VISITOR = {"id": "v-1", "verified": False}
ANNA = {"id": "v-2", "verified": True, "external_id": "C-1001", "email": "anna.nowak@example.com", "name": "Anna"}


def hit_factory(article_id: str = "returns", language: str = "pl", **changes: Any) -> Hit:
    values: dict[str, Any] = {
        "article_id": article_id,
        "language": language,
        "title": f"Tytuł {article_id}",
        "passage": f"Treść {article_id}",
        "html": f"<p>Treść {article_id}</p>",
        "url": f"/help/{language}/{article_id}",
        "score": 0.9,
        "cross_language": False,
        "dense": 0.8,
        "lexical": 0.7,
    }
    return Hit(**{**values, **changes})


@dataclass
class ToldKb:
    """Stands where the knowledge-base process would be."""

    results: list[SearchResult] = field(default_factory=list)
    articles: dict[tuple[str, str], PublicArticle] = field(default_factory=dict)
    asked: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    outcomes: list[tuple[str, str, str | None]] = field(default_factory=list)
    down: bool = False

    async def search(
        self, query: str, language: str, limit: int = 3, exclude: Collection[str] = (), asked_in: str = ""
    ) -> SearchResult:
        if self.down:
            raise KnowledgeBaseDown
        assert asked_in == "c-1"
        self.asked.append((query, language, tuple(exclude)))
        return self.results.pop(0)

    async def tell_outcome(self, conversation: str, outcome: str, article_id: str | None = None) -> None:
        if self.down:
            raise KnowledgeBaseDown
        self.outcomes.append((conversation, outcome, article_id))

    async def article(self, article_id: str, language: str) -> PublicArticle:
        if (article_id, language) not in self.articles:
            raise UnknownArticle(article_id, language)
        return self.articles[article_id, language]


@dataclass
class ToldDesk:
    """Stands where the desk's process would be."""

    available: DeskAvailability | None = None
    open: OpenCallback | None = None
    wishes: list[dict[str, str]] = field(default_factory=list)
    down: bool = False

    async def availability(self, language: str) -> DeskAvailability:
        if self.available is None:
            raise Unavailable
        return self.available

    async def open_callback(self, conversation_id: str) -> OpenCallback | None:
        assert conversation_id == "c-1"
        return self.open

    async def create_callback(self, **wish: str) -> OpenCallback:
        if self.down:
            raise Unavailable
        if self.open is not None:
            raise CallbackOpenAlready
        self.wishes.append(wish)
        self.open = OpenCallback("k-1", wish["way"], masked(wish["contact"]), wish["best_time"], "open")
        return self.open


@dataclass
class Stage:
    """An action's surroundings."""

    shop: SqlShop
    attempts: Attempts
    kb: ToldKb
    desk: ToldDesk


@dataclass
class Talk:
    """A conversation in which single actions are run."""

    slots: dict[str, Any]
    events: list[dict[str, Any]] = field(default_factory=list)
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    loop: str | None = None
    intent: str = "inform"

    async def run(self, action: Any) -> list[dict[str, Any]]:
        """Run an action and keep the slots it sets; returns what it said."""
        dispatcher = CollectingDispatcher()
        message = {"text": self.text, "entities": self.entities, "intent": {"name": self.intent}}
        tracker = Tracker(
            "c-1",
            self.slots,
            message,
            self.events,
            False,
            None,
            {"name": self.loop} if self.loop else {},
            "action_listen",
        )
        for event in await action.run(dispatcher, tracker, {}):
            if event["event"] == "slot":
                self.slots[event["name"]] = event["value"]
            self.events.append(event)
        return dispatcher.messages


TalkFactory = Callable[..., Talk]
