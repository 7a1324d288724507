"""What other processes may ask the desk."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

import aiohttp

from warmline.errors import Conflict, Unavailable

SECONDS = 3.0

CANCEL_CALLBACK = "/cancel_callback"
"""Payload of a choice that withdraws the conversation's open call-back; the desk answers it itself."""


@dataclass(frozen=True)
class DeskAvailability:
    """Whether people are there, and how long it may take."""

    open: bool
    opens_at: datetime | None
    agents: int
    free: int
    waiting: int
    wait_seconds: int | None  # None: there is no honest estimate


@dataclass(frozen=True)
class OpenCallback:
    """A call-back as the desk has taken it down."""

    id: str
    way: str  # email or phone
    contact: str  # masked
    best_time: str
    state: str


class CallbackOpenAlready(Conflict):
    """The conversation has an open call-back already."""

    code = "callback_open"


class DeskClient:
    """Asks the desk over HTTP.

    Args:
        url: ``Settings.desk_url``.
        token: ``Settings.service_token``.
        session: The caller's; it is used, not closed.
    """

    def __init__(self, url: str, token: str, session: aiohttp.ClientSession) -> None:
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"}
        self._session = session

    async def availability(self, language: str) -> DeskAvailability:
        """Whether people are there who answer in a language.

        Raises:
            Unavailable: The desk does not answer, or not as agreed.
        """
        found = await self._ask("GET", "/internal/availability", params={"language": language})
        try:
            opens_at = found.pop("opens_at")
            return DeskAvailability(
                **found, opens_at=opens_at and datetime.fromisoformat(opens_at.replace("Z", "+00:00"))
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Unavailable(f"The desk does not answer as agreed: {type(error).__name__}.") from error

    async def create_callback(self, **wish: str) -> OpenCallback:
        """Have a call-back taken down; the same ``turn_id`` again gives the same one.

        Args:
            wish: ``conversation_id``, ``turn_id``, ``way``, ``contact``, ``language``, ``consent`` and perhaps
                ``best_time``, as in docs/protocol.md.

        Raises:
            CallbackOpenAlready: The conversation has another.
            Unavailable: The desk does not answer, or not as agreed.
        """
        return _callback(await self._ask("POST", "/internal/callbacks", json=wish))

    async def open_callback(self, conversation_id: str) -> OpenCallback | None:
        """The conversation's open call-back.

        Raises:
            Unavailable: The desk does not answer, or not as agreed.
        """
        found = await self._ask("GET", f"/internal/callbacks/{quote(conversation_id, safe='')}")
        return None if found.get("callback") is None else _callback(found)

    async def _ask(self, method: str, path: str, **request: Any) -> dict[str, Any]:
        try:
            async with self._session.request(
                method,
                f"{self._url}{path}",
                headers=self._headers,
                timeout=aiohttp.ClientTimeout(total=SECONDS),
                **request,
            ) as response:
                if response.status == CallbackOpenAlready.status:
                    raise CallbackOpenAlready
                response.raise_for_status()
                found: dict[str, Any] = await response.json()
                return found
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
            raise Unavailable(f"The desk does not answer: {str(error) or type(error).__name__}.") from error


def _callback(body: dict[str, Any]) -> OpenCallback:
    try:
        return OpenCallback(**body["callback"])
    except (KeyError, TypeError) as error:
        raise Unavailable(f"The desk does not answer as agreed: {type(error).__name__}.") from error
