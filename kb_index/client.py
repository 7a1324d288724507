"""The knowledge base as the desk and the actions see it, over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Literal
from urllib.parse import quote

from aiohttp import ClientError, ClientSession, ClientTimeout

from kb_index.errors import KnowledgeBaseDown, UnknownArticle
from warmline.errors import BadInput
from warmline.settings import Settings

SECONDS = 5.0
"""A search takes some hundredths of a second; who waits longer gets a person instead."""
OUTCOME_SECONDS = 1.0
"""What a customer waits at most while it is noted whether an article helped."""
EDITING_SECONDS = 60.0
"""Publishing a long article encodes all its passages first."""

Outcome = Literal["helped", "unhelpful", "picked", "escalated"]


@dataclass(frozen=True)
class Hit:
    """An article found."""

    article_id: str
    language: str
    title: str
    passage: str  # plain text, in the article's own words
    html: str  # the same, sanitised
    url: str  # from the desk's root
    score: float  # probability that it answers
    cross_language: bool  # written in another language than the question
    dense: float  # what speaks for it by meaning ...
    lexical: float  # ... and by words


@dataclass(frozen=True)
class SearchResult:
    """What the knowledge base decided."""

    decision: Literal["answer", "suggest", "abstain"]
    hits: tuple[Hit, ...]  # the best first; after "abstain" not for customers
    took_ms: float


@dataclass(frozen=True)
class PublicArticle:
    """A published article."""

    article_id: str
    language: str
    title: str
    html: str
    url: str
    version: int


class KbClient:
    """Calls the knowledge-base service.

    Use it as ``async with KbClient(settings) as kb: await kb.search("gdzie paczka", "pl")``; every failure
    and every time-out is one error, ``KnowledgeBaseDown`` (503, ``kb_unavailable``).
    """

    def __init__(self, settings: Settings, seconds: float = SECONDS) -> None:
        self._root = settings.kb_url
        self._token = settings.service_token
        self._seconds = seconds
        self._session: ClientSession | None = None

    async def __aenter__(self) -> KbClient:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Give the connections back."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def search(
        self, query: str, language: str, limit: int = 3, exclude: Collection[str] = (), asked_in: str = ""
    ) -> SearchResult:
        """What answers a question.

        Args:
            asked_in: The conversation in which a customer asks it; only such questions are kept, masked.

        Raises:
            KnowledgeBaseDown: The service does not answer, or not as agreed.
        """
        body = {"query": query, "language": language, "limit": limit, "exclude": sorted(exclude), "asked_in": asked_in}
        status, answer = await self.forward("POST", "/search", body, seconds=self._seconds)
        if status != 200:
            raise KnowledgeBaseDown(f"The search answered {status}.", status=status)
        try:
            return SearchResult(answer["decision"], tuple(_hit(raw) for raw in answer["hits"]), answer["took_ms"])
        except (KeyError, TypeError) as error:
            raise KnowledgeBaseDown(f"The search's answer lacks {error}.") from error

    async def explain(self, query: str, language: str, limit: int = 3) -> dict[str, Any]:
        """What answers a question and why, as ``/search`` sends it (docs/protocol.md).

        Raises:
            KnowledgeBaseDown: The service does not answer, or not as agreed.
        """
        body = {"query": query, "language": language, "limit": limit, "explain": True}
        status, answer = await self.forward("POST", "/search", body, seconds=self._seconds)
        if status != 200:
            raise KnowledgeBaseDown(f"The search answered {status}.", status=status)
        return answer

    async def tell_outcome(self, conversation: str, outcome: Outcome, article_id: str | None = None) -> None:
        """Say what became of a conversation's latest question.

        Args:
            article_id: What was picked.

        Raises:
            KnowledgeBaseDown: The service does not answer within ``OUTCOME_SECONDS``, or not as agreed.
        """
        picked = {"article_id": article_id} if article_id else {}
        body = {"conversation": conversation, "outcome": outcome, **picked}
        status, _ = await self.forward("POST", "/asked/outcome", body, seconds=OUTCOME_SECONDS)
        if status != 200:
            raise KnowledgeBaseDown(f"The outcome was answered {status}.", status=status)

    async def forget(self, conversation: str) -> int:
        """Erase all that was asked in a conversation; returns how many questions that were.

        Raises:
            KnowledgeBaseDown: The service does not answer, or not as agreed.
        """
        status, answer = await self.forward("POST", "/asked/forget", {"conversation": conversation})
        if status != 200:
            raise KnowledgeBaseDown(f"The erasure was answered {status}.", status=status)
        return int(answer["forgotten"])

    async def gaps(self, days: int) -> dict[str, Any]:
        """What customers asked in these last days that nothing answered, as ``docs/protocol.md`` has it.

        Raises:
            BadInput: The days are refused.
            KnowledgeBaseDown: The service does not answer, or not as agreed.
        """
        status, answer = await self.forward("GET", "/gaps", query={"days": str(days)})
        if status == 400:
            raise BadInput(answer["error"]["message"], **answer["error"]["details"])
        if status != 200:
            raise KnowledgeBaseDown(f"The list of gaps answered {status}.", status=status)
        return answer

    async def article(self, article_id: str, language: str) -> PublicArticle:
        """A published article.

        Raises:
            UnknownArticle: Nothing is published under this id and language.
            KnowledgeBaseDown: The service does not answer, or not as agreed.
        """
        path = f"/articles/{quote(article_id, safe='')}/{quote(language, safe='')}"
        status, answer = await self.forward("GET", path, seconds=self._seconds)
        if status in (400, 404):
            raise UnknownArticle(article_id, language)
        if status != 200:
            raise KnowledgeBaseDown(f"The article's address answered {status}.", status=status)
        try:
            found = answer["article"]
            return PublicArticle(**{name: found[name] for name in PublicArticle.__dataclass_fields__})
        except (KeyError, TypeError) as error:
            raise KnowledgeBaseDown(f"The article lacks {error}.") from error

    async def forward(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        actor: str = "",
        query: Mapping[str, str] | None = None,
        seconds: float = EDITING_SECONDS,
    ) -> tuple[int, dict[str, Any]]:
        """Pass a call on, such as an editor's, and return its status and body as they are.

        Args:
            actor: The name of the editor who acts.

        Raises:
            KnowledgeBaseDown: The service does not answer, or not with JSON.
        """
        headers = {"Authorization": f"Bearer {self._token}", "X-Warmline-Actor": quote(actor)}
        if self._session is None:
            self._session = ClientSession()
        try:
            async with self._session.request(
                method,
                self._root + path,
                json=body,
                params=query,
                headers=headers,
                timeout=ClientTimeout(total=seconds),
            ) as response:
                answer = await response.json()
        except (ClientError, asyncio.TimeoutError, ValueError, OSError) as error:
            raise KnowledgeBaseDown(cause=type(error).__name__) from error
        if not isinstance(answer, dict):
            raise KnowledgeBaseDown(cause="not an object")
        return response.status, answer


def _hit(raw: dict[str, Any]) -> Hit:
    parts = raw["parts"]
    fields = {name: raw[name] for name in Hit.__dataclass_fields__ if name not in ("dense", "lexical")}
    return Hit(**fields, dense=parts["dense"], lexical=parts["lexical"])
