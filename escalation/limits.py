"""Limits on how often somebody may do something; in Redis when several desks share them."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from limits import RateLimitItem, parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError

from warmline.errors import TooMany
from warmline.logs import logger

log = logger(__name__)


@dataclass(frozen=True)
class Limits:
    """How much is allowed; no person comes near these."""

    messages: str = "40/minute"  # of one visitor
    contexts: str = "60/minute"  # pages, baskets and facts told of one visitor
    sessions: str = "120/minute"  # new visitors from one address, which may be a whole office
    sockets: str = "300/minute"  # from one address
    searches: str = "60/minute"  # on the help pages, from one address, which may be a whole office
    sign_ins: str = "20/minute"  # from one address, beside the lock-out of an e-mail


class RateLimiter:
    """Counts and refuses."""

    def __init__(self, redis_url: str, limits: Limits) -> None:
        self._shared = bool(redis_url)
        self._storage = storage_from_string(redis_url or "memory://")  # the limiter itself holds it only weakly
        self._limiter = MovingWindowRateLimiter(self._storage)
        self._items: dict[str, RateLimitItem] = {name: parse(value) for name, value in vars(limits).items()}

    async def hit(self, name: str, who: str) -> None:
        """Count one more.

        Args:
            name: A field of ``Limits``.
            who: The visitor or address it is counted for.

        Raises:
            TooMany: It is one too many.
        """
        item = self._items[name]
        if not self._shared:
            self._count(item, name, who)
            return
        try:
            await asyncio.to_thread(self._count, item, name, who)
        except (RedisError, OSError) as error:
            log.warning("limit not counted", limit=name, error=str(error))

    def _count(self, item: RateLimitItem, name: str, who: str) -> None:
        if not self._limiter.hit(item, name, who):
            reset, _ = self._limiter.get_window_stats(item, name, who)
            raise TooMany(retry_after=max(1, int(reset - time.time())), limit=name)
