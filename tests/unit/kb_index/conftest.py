"""What the knowledge base's tests build on."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer
from sentence_transformers import SentenceTransformer

from kb_index import index
from kb_index.articles import create_article
from kb_index.client import KbClient
from kb_index.content import Content
from kb_index.gate import Gate
from kb_index.publishing import publish
from kb_index.service import create_app
from kb_index.standalone import standalone_gate
from models.encoder import Encoder
from models.inputs import base_model
from warmline.database import Database
from warmline.settings import Settings

Start = Callable[[], Awaitable[KbClient]]


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    found = Encoder(SentenceTransformer(str(base_model()), device="cpu"), "base")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert found.dimension
    return found


def content_factory(title: str = "How do I return an order?", **fields: object) -> Content:
    return Content.from_json({"title": title, "body": "You have 30 days to send it back.", **fields})


async def published(
    database: Database, article_id: str, content: Content, language: str = "en", actor: str = "Ewa"
) -> None:
    async with database.write() as connection:
        await create_article(connection, article_id, "returns", {language: content}, actor)
        await publish(connection, article_id, language, 1, actor)


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    return Settings(var=tmp_path, database_url=database.url).resolved()


@pytest.fixture
async def gate(settings: Settings, database: Database, encoder: Encoder) -> AsyncIterator[Gate]:
    async with standalone_gate(settings, database, encoder) as opened:
        yield opened


@pytest.fixture
async def start(settings: Settings, encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Start]:
    """Starts one more instance of the service on the test's database and gives a client of it."""
    monkeypatch.setattr(index, "PATIENCE", 60.0)
    servers: list[TestServer] = []
    clients: list[KbClient] = []

    async def started() -> KbClient:
        server = TestServer(create_app(settings, encoder))
        servers.append(server)
        await server.start_server()
        client = KbClient(replace(settings, kb_url=str(server.make_url("")).rstrip("/")), seconds=60)
        clients.append(client)
        while (await client.forward("GET", "/health"))[0] != 200:
            await asyncio.sleep(0.02)
        return client

    yield started
    for client in clients:
        await client.close()
    for server in servers:
        await server.close()
