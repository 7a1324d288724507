"""What customers of the demo shop asked, so that the editor's page of gaps has something to show."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import yaml

from kb_index.asked import Asked, is_anything_asked, kept_text, record, reference_of
from warmline.clock import now
from warmline.database import Database
from warmline.settings import Settings

QUESTIONS = Path(__file__).parent / "demo" / "asked.yml"


async def load_asked_questions(database: Database, settings: Settings) -> int:
    """Fill the table where it is empty; returns how many questions were added."""
    rows = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    moment = now()
    async with database.write() as connection:
        if await is_anything_asked(connection):
            return 0
        for number, row in enumerate(sorted(rows, key=lambda row: -row["ago"])):
            await record(
                connection,
                Asked(
                    asked_at=moment - timedelta(days=row["ago"]),
                    conversation=reference_of(settings, f"demo {number}"),
                    language=row["lang"],
                    text=kept_text(row["text"]),
                    decision=row["decision"],
                    article_id=row["article"],
                    score=row["score"],
                    suggested=tuple(row.get("suggested", ())),
                    outcome=row.get("outcome"),
                    picked_id=row.get("picked"),
                ),
            )
    return len(rows)
