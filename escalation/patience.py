"""Waiting for something, but not for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any


async def within(seconds: float, something: Coroutine[Any, Any, Any]) -> bool:
    """Whether something has happened within so many seconds; what has not is given up.

    A cancellation always gets through; ``asyncio.wait_for`` loses it (until Python 3.12) where both come at once.
    """
    task = asyncio.ensure_future(something)
    try:
        done, _ = await asyncio.wait({task}, timeout=seconds)
    finally:
        task.cancel()
    return bool(done)
