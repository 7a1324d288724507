"""The desk's line to the knowledge base: editors' calls are passed on, agents and readers are served from it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from escalation.errors import KnowledgeUnavailable
from warmline.errors import NotFound

SECONDS = 15.0
"""Publishing runs a regression over the questions, which takes longest."""


class KnowledgeBase:
    """Calls the kb service. Use as an asynchronous context manager."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"}
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> KnowledgeBase:
        timeout = aiohttp.ClientTimeout(total=SECONDS)
        self._session = aiohttp.ClientSession(headers=self._headers, timeout=timeout)
        return self

    async def __aexit__(self, *failure: object) -> None:
        if self._session is not None:
            await self._session.close()

    async def call(
        self,
        method: str,
        path: str,
        *,
        body: dict[str, Any] | None = None,
        query: list[tuple[str, str]] | None = None,
        actor: str | None = None,
    ) -> tuple[int, Any]:
        """Pass a call on.

        Args:
            actor: Name of the member of staff on whose behalf it is made.

        Returns:
            The status and the JSON that kb answered, errors included.

        Raises:
            KnowledgeUnavailable: kb does not answer, or not in JSON.
        """
        headers = {} if actor is None else {"X-Warmline-Actor": actor}
        async with self._asked(method, path, json=body, params=query or [], headers=headers) as response:
            return response.status, await response.json()

    async def upload(self, content: bytes, actor: str) -> tuple[int, Any]:
        """Pass a picture on.

        Returns:
            The status and the JSON that kb answered, errors included.

        Raises:
            KnowledgeUnavailable: kb does not answer, or not in JSON.
        """
        async with self._asked("POST", "/pictures", data=content, headers={"X-Warmline-Actor": actor}) as response:
            return response.status, await response.json()

    async def picture(self, name: str) -> tuple[bytes, str] | None:
        """A picture's bytes and media type; None when there is none of this name.

        Raises:
            KnowledgeUnavailable: kb does not answer.
        """
        async with self._asked("GET", f"/pictures/{name}") as response:
            if response.status == 404:
                return None
            if response.status != 200:
                raise KnowledgeUnavailable(f"The knowledge base answered {response.status}.", status=response.status)
            return await response.read(), response.content_type

    async def search(self, query: str, language: str, limit: int = 3) -> list[dict[str, Any]]:
        """The articles nearest to a question, best first.

        Raises:
            KnowledgeUnavailable: kb does not answer, or not as agreed.
        """
        hits: list[dict[str, Any]] = (await self.look_up(query, language, limit))["hits"]
        return hits

    @asynccontextmanager
    async def _asked(self, method: str, path: str, **request: Any) -> AsyncIterator[aiohttp.ClientResponse]:
        if self._session is None:
            raise KnowledgeUnavailable
        try:
            async with self._session.request(method, f"{self._url}{path}", **request) as response:
                yield response
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
            raise KnowledgeUnavailable(
                f"The knowledge base does not answer: {str(error) or type(error).__name__}."
            ) from error

    async def look_up(self, query: str, language: str, limit: int) -> dict[str, Any]:
        """What kb decides on a question: ``decision`` and ``hits``, as the assistant gets them.

        Raises:
            KnowledgeUnavailable: kb does not answer, or not as agreed.
        """
        return await self._expect("POST", "/search", {"query": query, "language": language, "limit": limit})

    async def public_contents(self, language: str) -> list[dict[str, Any]]:
        """The help centre's categories with their articles.

        Raises:
            KnowledgeUnavailable: kb does not answer, or not as agreed.
        """
        categories: list[dict[str, Any]] = (await self._expect("GET", f"/help/{language}"))["categories"]
        return categories

    async def public_article(self, language: str, article_id: str) -> dict[str, Any]:
        """An article as readers see it.

        Raises:
            NotFound: Nothing is public under this id in this language.
            KnowledgeUnavailable: kb does not answer, or not as agreed.
        """
        article: dict[str, Any] = (await self._expect("GET", f"/help/{language}/{article_id}"))["article"]
        return article

    async def _expect(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        status, found = await self.call(method, path, body=body)
        if status in (400, 404):
            raise NotFound("There is no such article.")
        if status != 200 or not isinstance(found, dict):
            raise KnowledgeUnavailable(f"The knowledge base answered {status}.", status=status)
        return found
