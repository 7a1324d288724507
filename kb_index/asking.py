"""The assistant's calls about what customers asked: what became of a question, and that it be forgotten.

They are for our own processes: the desk passes no editor's call on to them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from aiohttp import web

from kb_index import asked
from kb_index.asked import OUTCOMES, Asked
from kb_index.content import checked_slug
from kb_index.editing import ACTOR
from kb_index.keys import DATABASE, INDEX, RECORDER, SETTINGS
from kb_index.recorder import Recorder
from kb_index.search import Result
from warmline.clock import now
from warmline.errors import BadInput
from warmline.logs import logger
from warmline.web import json_body, text_field

log = logger(__name__)

LONGEST_CONVERSATION = 200
SECONDS_TO_FINISH = 5.0

routes = web.RouteTableDef()


@routes.post("/asked/outcome")
async def tell_outcome(request: web.Request) -> web.Response:
    """What became of a conversation's latest question."""
    body = await json_body(request)
    outcome = body.get("outcome")
    if outcome not in OUTCOMES:
        raise BadInput(f"`outcome` must be one of {', '.join(OUTCOMES)}.", field="outcome")
    article_id = checked_slug(body.get("article_id"), "article_id") if outcome == "picked" else None
    await request.app[RECORDER].settled()
    async with request.app[DATABASE].write() as connection:
        changed = await asked.settle(connection, _reference(request, body), outcome, article_id)
    return web.json_response({"changed": changed})


@routes.post("/asked/forget")
async def forget(request: web.Request) -> web.Response:
    """Erase all that was asked in a conversation."""
    reference = _reference(request, await json_body(request))
    await request.app[RECORDER].settled()
    async with request.app[DATABASE].write() as connection:
        forgotten = await asked.forget(connection, reference)
    return web.json_response({"forgotten": forgotten})


def note_search(request: web.Request, body: dict[str, Any], query: str, language: str, result: Result) -> None:
    """Have a search kept if a customer asked it; an editor who tries one is no customer, whatever the body says."""
    if not body.get("asked_in") or request.headers.get(ACTOR):
        return
    try:
        conversation = text_field(body, "asked_in", longest=LONGEST_CONVERSATION)
        found = [(hit.candidate.article.article_id, hit.score) for hit in result.hits]
        best, score = found[0] if found else (None, None)
        request.app[RECORDER].note(
            Asked(
                asked_at=now(),
                conversation=asked.reference_of(request.app[SETTINGS], conversation),
                language=language,
                text=asked.kept_text(query),
                decision=result.decision,
                article_id=best,
                score=score,
                suggested=tuple(article_id for article_id, _ in found) if result.decision == "suggest" else (),
            )
        )
    except Exception:  # the customer has an answer, and shall get it
        log.exception("a question was not kept")


async def recorder_of_this_process(app: web.Application) -> AsyncIterator[None]:
    """The recorder, for as long as the service runs; what is noted is kept before it ends."""
    recorder = app[RECORDER] = Recorder(app[DATABASE], app[INDEX].encoder, app[SETTINGS].questions_kept_days)
    following = asyncio.create_task(recorder.follow())
    yield
    with suppress(asyncio.TimeoutError):
        await asyncio.wait_for(recorder.settled(), SECONDS_TO_FINISH)
    following.cancel()
    with suppress(asyncio.CancelledError):
        await following


def _reference(request: web.Request, body: dict[str, Any]) -> str:
    return asked.reference_of(request.app[SETTINGS], text_field(body, "conversation", longest=LONGEST_CONVERSATION))
