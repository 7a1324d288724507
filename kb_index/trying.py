"""Trying a question on an article before it is public: what would be answered now, and after publishing it."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from kb_index.articles import edition_row
from kb_index.candidates import Question
from kb_index.content import Content, checked_language, checked_slug
from kb_index.explain import Explanation, explain
from kb_index.keys import DATABASE, INDEX, RANKING, SETTINGS
from kb_index.publishing import PublicChange
from kb_index.search import LONGEST_QUERY
from kb_index.shop_day import today
from warmline.web import json_body, text_field

routes = web.RouteTableDef()


@routes.post("/try")
async def try_question(request: web.Request) -> web.Response:
    """The answer now and with a draft made public, each with its reasons; nothing is kept or changed."""
    body = await json_body(request)
    text = text_field(body, "query", longest=LONGEST_QUERY)
    language = checked_language(body.get("language"))
    article_id = checked_slug(body.get("article_id"), "article_id")
    written_in = checked_language(body.get("article_language", language))
    index, ranking = request.app[INDEX], request.app[RANKING]
    await index.catch_up_soon()
    now = index.snapshot
    draft = await _draft(request, body, article_id, written_in)
    after = await index.with_changes(now, [PublicChange(article_id, written_in, 0, draft)])
    worded = index.worded(text)
    question = Question(worded, language, (await index.encoder.encode([worded]))[0], today(request.app[SETTINGS]))

    async def told(snapshot: Any) -> Explanation:
        return await asyncio.to_thread(explain, snapshot, ranking, question, article_id=article_id)

    return web.json_response({"now": (await told(now)).as_json(), "after": (await told(after)).as_json()})


async def _draft(request: web.Request, body: dict[str, Any], article_id: str, language: str) -> Content:
    if body.get("content") is not None:
        return Content.from_json(body["content"])
    async with request.app[DATABASE].read() as connection:
        return Content.from_stored((await edition_row(connection, article_id, language)).draft)
