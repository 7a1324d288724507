"""Looking after something: again and again, and sooner after a hint that may matter."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Container
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError

from escalation.live import STAFF, Hint, Live
from escalation.patience import within
from warmline.logs import logger

log = logger(__name__)


Own = TypeVar("Own", bound="Background")


class Background(ABC):
    """Goes on beside everything else for as long as its context lasts."""

    _task: asyncio.Task[None] | None = None

    async def __aenter__(self: Own) -> Own:
        self._task = asyncio.create_task(self._watch())
        return self

    async def __aexit__(self, *failure: object) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    @abstractmethod
    async def _watch(self) -> None:
        """What goes on; it does not end by itself."""


class Watch(Background):
    """Calls ``look`` until it is closed; a database that does not answer is asked again the next time.

    Args:
        name: What is looked after, for the log.
        every: Seconds between two looks without a hint.
        telling: The kinds of hints after which it looks sooner.
        pause: Seconds between two looks, however much happens.
    """

    def __init__(
        self,
        name: str,
        look: Callable[[], Awaitable[None]],
        live: Live,
        *,
        every: float,
        telling: Container[str] = (),
        pause: float = 0.0,
    ) -> None:
        self._name = name
        self._look = look
        self._live = live
        self._every = every
        self._telling = telling
        self._pause = pause

    async def _watch(self) -> None:
        with self._live.subscribe(STAFF) as hints:
            while True:
                while not hints.empty():
                    hints.get_nowait()
                try:
                    await self._look()
                except (SQLAlchemyError, OSError):
                    log.exception("could not be looked after", what=self._name)
                await asyncio.sleep(self._pause)
                await within(self._every, self._change(hints))

    async def _change(self, hints: asyncio.Queue[Hint]) -> None:
        while (await hints.get()).kind not in self._telling:
            pass
