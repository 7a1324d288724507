"""Ready texts in an agent's answer: which suggestion or canned reply it was made of, and how far it was changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import events, owner
from escalation.message_text import LONGEST_MESSAGE
from escalation.staff import Staff
from escalation.tables import events as event_table
from warmline.errors import BadInput

EVENTS = {"suggestion": ("suggestion_used", "article_id"), "canned_reply": ("canned_reply_used", "reply_id")}
"""Kind of text -> the event that counts it, and what the event calls its id."""

MOST = 10
LONGEST_ID = 200
PIECE = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True)
class ReadyText:
    """A text as it was put into the answer."""

    kind: str  # a key of EVENTS
    id: str
    text: str


def ready_texts(body: Mapping[str, Any]) -> list[ReadyText]:
    """The texts that a message was made of.

    Raises:
        BadInput: They are not as the protocol has them.
    """
    given = body.get("used", [])
    if not isinstance(given, list) or len(given) > MOST:
        raise BadInput(f"`used` must be a list of at most {MOST} texts.", field="used")
    return [_ready(one) for one in given]


def edited(inserted: str, sent: str) -> float:
    """Share of the characters of both texts that stand in only one of them, 0 (as it was) to 1 (another text).

    Words are counted and not aligned, so that a changed word counts whole and no text can cost much time.
    """
    before, after = Counter(PIECE.findall(inserted)), Counter(PIECE.findall(sent))
    kept = sum(len(piece) * times for piece, times in (before & after).items())
    every = sum(len(piece) * times for piece, times in (before + after).items())
    return round(1 - 2 * kept / every, 4) if every else 0.0


async def record(
    connection: AsyncConnection,
    conversation_id: str,
    seq: int,
    sent: str,
    used: Sequence[ReadyText],
    agent: Staff,
    at: datetime,
) -> None:
    """Count what a message was made of; several texts in one message are compared with it together."""
    changed = edited("\n".join(one.text.strip() for one in used), sent) if used else 0.0
    for kind, name in dict.fromkeys((one.kind, one.id) for one in used):
        event, field = EVENTS[kind]
        await events.record(
            connection,
            event,
            at=at,
            actor=owner.agent(agent.id),
            conversation_id=conversation_id,
            **{"seq": seq, field: name, "edited": changed},
        )


async def usage(connection: AsyncConnection, days: int, at: datetime) -> dict[str, list[dict[str, Any]]]:
    """How often each text was sent in so many days, most often first, and how far it was changed on average."""
    since = at - timedelta(days=days)
    return {
        "suggestions": await _usage(connection, "suggestion", since),
        "canned_replies": await _usage(connection, "canned_reply", since),
    }


async def _usage(connection: AsyncConnection, kind: str, since: datetime) -> list[dict[str, Any]]:
    event, field = EVENTS[kind]
    data = event_table.c.data
    sent = (
        select(data[field].as_string().label("id"), data["edited"].as_float().label("edited"))
        .where(event_table.c.kind == event, event_table.c.at >= since)
        .subquery()
    )
    times = func.count().label("times")
    rows = await connection.execute(
        select(sent.c.id, times, func.avg(sent.c.edited).label("edited"))
        .group_by(sent.c.id)
        .order_by(times.desc(), sent.c.id)
    )
    return [{"id": row.id, "times": row.times, "edited": round(float(row.edited), 4)} for row in rows]


def _ready(given: object) -> ReadyText:
    if not isinstance(given, dict) or given.get("kind") not in EVENTS:
        raise BadInput(f"`used.kind` must be one of {', '.join(EVENTS)}.", field="used.kind")
    name, text = given.get("id"), given.get("text")
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_ID:
        raise BadInput(f"`used.id` must be a text of at most {LONGEST_ID} characters.", field="used.id")
    if not isinstance(text, str) or not 0 < len(text) <= LONGEST_MESSAGE:
        raise BadInput(f"`used.text` must be a text of at most {LONGEST_MESSAGE} characters.", field="used.text")
    return ReadyText(str(given["kind"]), name, text)
