"""Questions of customers for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kb_index.asked import Asked, record
from warmline.clock import now
from warmline.database import Database


def asked_factory(text: str = "do you send fabric samples", days_ago: float = 1, **changes: Any) -> Asked:
    values: dict[str, Any] = {
        "asked_at": now() - timedelta(days=days_ago),
        "conversation": f"conversation of {text} {days_ago}",
        "language": "en",
        "text": text,
        "decision": "abstain",
        "article_id": None,
        "score": None,
    }
    return Asked(**{**values, **changes})


async def keep(database: Database, *questions: Asked) -> None:
    async with database.write() as connection:
        for question in questions:
            await record(connection, question)
