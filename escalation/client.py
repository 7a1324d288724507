"""What other processes may ask the desk."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

import aiohttp

from warmline.errors import Unavailable

SECONDS = 3.0


@dataclass(frozen=True)
class DeskAvailability:
    """Whether people are there, and how long it may take."""

    open: bool
    opens_at: datetime | None
    agents: int
    free: int
    waiting: int
    wait_seconds: int | None  # None: there is no honest estimate


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
        try:
            async with self._session.get(
                f"{self._url}/internal/availability",
                params={"language": language},
                headers=self._headers,
                timeout=aiohttp.ClientTimeout(total=SECONDS),
            ) as response:
                response.raise_for_status()
                found = await response.json()
            opens_at = found.pop("opens_at")
            return DeskAvailability(
                **found, opens_at=opens_at and datetime.fromisoformat(opens_at.replace("Z", "+00:00"))
            )
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError, KeyError, TypeError) as error:
            raise Unavailable(f"The desk does not answer: {error or type(error).__name__}.") from error
