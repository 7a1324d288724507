"""Fixtures for the actions' tests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from actions import process as parts
from actions.attempts import Attempts
from actions.shop.demo import seed_demo
from actions.shop.sql import SqlShop
from tests.unit.actions.action_stage import VISITOR, Stage, Talk, TalkFactory, ToldDesk, ToldKb
from warmline.clock import now
from warmline.database import Database, metadata
from warmline.settings import Settings


@pytest.fixture
def today() -> date:
    return now().date()


@pytest.fixture
async def stage(tmp_path: Path, today: date) -> AsyncIterator[Stage]:
    """Every part an action may reach, of this test alone."""
    settings = Settings(var=tmp_path, secret="a secret for tests").resolved()
    project, shop_database = Database(settings.database_url), Database(settings.shop_database_url)
    async with project.write() as connection:
        await connection.run_sync(metadata.create_all)
    await seed_demo(shop_database, today)
    await shop_database.close()
    found = Stage(SqlShop(settings.shop_database_url), Attempts(project), ToldKb(), ToldDesk())
    parts.use(parts.Process(settings, found.shop, found.attempts, found.kb, found.desk))  # type: ignore[arg-type]
    yield found
    parts.use(None)
    await found.shop.close()
    await project.close()


@pytest.fixture
def talk_factory() -> TalkFactory:
    def make(text: str = "", customer: dict[str, Any] | None = None, **changes: Any) -> Talk:
        slots = {"language": changes.pop("language", "pl"), "customer": customer or VISITOR}
        entities = changes.pop("entities", [])
        loop = changes.pop("loop", None)
        intent = changes.pop("intent", "inform")
        return Talk({**slots, **changes}, text=text, entities=entities, loop=loop, intent=intent)

    return make
