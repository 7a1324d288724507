from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import text

from warmline.database import Database
from warmline.web import errors_as_json


@pytest.mark.parametrize("way", ["read", "write"])
@pytest.mark.parametrize(
    "url", ["postgresql+asyncpg://x@127.0.0.1:1/x", "sqlite+aiosqlite:///{folder}/missing/x.sqlite"]
)
async def test_a_database_that_does_not_answer_is_said_to_be_so(url: str, way: str, tmp_path: Path) -> None:
    database = Database(url.format(folder=tmp_path))

    async def handler(request: web.Request) -> web.Response:
        async with getattr(database, way)() as connection:
            await connection.execute(text("SELECT 1"))
        return web.Response()

    app = web.Application(middlewares=[errors_as_json])
    app.router.add_get("/", handler)
    async with TestClient(TestServer(app)) as client:
        answer = await client.get("/")
        assert (answer.status, (await answer.json())["error"]["code"]) == (503, "database_unavailable")
    await database.close()
