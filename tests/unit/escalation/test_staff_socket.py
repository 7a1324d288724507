from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from escalation import keys, presence
from escalation.live import Hint
from escalation.tables import staff_sockets
from warmline.database import Database


async def alive_until(database: Database) -> datetime:
    async with database.read() as connection:
        return (await connection.execute(select(staff_sockets.c.alive_until))).scalar_one()


async def test_who_is_there_stays_there_however_much_is_written(
    desk: Any, database: Database, open_console: Any, staff_factory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "BEAT_SECONDS", 0.3)
    await open_console(desk, await staff_factory())
    before = await alive_until(database)

    async def chatter() -> None:
        while await alive_until(database) == before:
            await desk.app[keys.LIVE].publish(Hint("typing", "another", data={"author": {"kind": "customer"}}))
            await asyncio.sleep(0.02)

    await asyncio.wait_for(chatter(), 30)


async def test_a_colleagues_conversation_moves_nobodys_lists(
    desk: Any, open_console: Any, open_line: Any, staff_factory: Any, conversation_factory: Any
) -> None:
    anna, piotr = await staff_factory("Anna"), await staff_factory("Piotr")
    console = await open_console(desk, anna)
    headers = {"Cookie": (await open_console(desk, piotr)).token, "X-Warmline": "1"}
    theirs, waiting = await conversation_factory(piotr), await conversation_factory("queue")
    body = {"client_message_id": "a" * 36, "text": "dzień dobry"}
    answer = await desk.post(f"/api/agent/conversations/{theirs.id}/messages", json=body, headers=headers)
    assert answer.status == 200
    await desk.post(f"/api/agent/conversations/{waiting.id}/claim", json={"version": waiting.version}, headers=headers)
    await desk.post(f"/api/agent/conversations/{waiting.id}/release", headers=headers)
    frame = await console.until("lists", lambda frame: frame["queue"])
    assert [one["id"] for one in frame["queue"]] == [waiting.id]
    assert frame["mine"] == []
