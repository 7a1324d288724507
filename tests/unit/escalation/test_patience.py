"""Waiting for something, but not for ever."""

from __future__ import annotations

import asyncio

import pytest

from escalation.patience import within


async def test_what_comes_in_time_is_noticed_and_what_does_not_is_given_up() -> None:
    event = asyncio.Event()
    assert not await within(0.01, event.wait())
    event.set()
    assert await within(10, event.wait())


@pytest.mark.parametrize("steps", range(5))
async def test_a_cancellation_gets_through_whenever_it_comes(steps: int) -> None:
    event = asyncio.Event()

    async def look_for_ever() -> None:
        while True:
            await within(10, event.wait())
            event.clear()

    task = asyncio.create_task(look_for_ever())
    await asyncio.sleep(0.01)
    event.set()
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    done, _ = await asyncio.wait({task}, timeout=30)
    assert done
    assert task.cancelled()
