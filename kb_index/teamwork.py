"""The calls by which editors work together: reviews, what changed, links between articles, who else is here."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index import presence, reviews
from kb_index.articles import edition_row, read_article
from kb_index.content import Content, checked_slug
from kb_index.differences import compare
from kb_index.editing import actor_of, article_answer, edition_of, number_field
from kb_index.errors import BadArticle, UnknownArticle
from kb_index.keys import DATABASE
from kb_index.links import links_of
from kb_index.publishing import read_version
from kb_index.review_notes import notes_of
from warmline.web import json_body

routes = web.RouteTableDef()


@routes.post("/articles/{id}/{language}/review")
async def ask_for_review(request: web.Request) -> web.Response:
    """Ask for a look at the draft before it is published."""
    article_id, language = edition_of(request)
    body = await json_body(request)
    revision, note = number_field(body, "revision"), body.get("note", "")
    async with request.app[DATABASE].write() as connection:
        await reviews.ask(connection, article_id, language, revision, note, actor_of(request))
    return await article_answer(request, article_id)


@routes.post("/articles/{id}/{language}/send-back")
async def send_back(request: web.Request) -> web.Response:
    """End the review with a comment."""
    article_id, language = edition_of(request)
    body = await json_body(request)
    revision, note = number_field(body, "revision"), body.get("note", "")
    async with request.app[DATABASE].write() as connection:
        await reviews.send_back(connection, article_id, language, revision, note, actor_of(request))
    return await article_answer(request, article_id)


@routes.get("/articles/{id}/{language}/reviews")
async def list_reviews(request: web.Request) -> web.Response:
    """Every step of every review, the newest first."""
    article_id, language = edition_of(request)
    async with request.app[DATABASE].read() as connection:
        await edition_row(connection, article_id, language)
        notes = await notes_of(connection, article_id, language)
    return web.json_response({"reviews": [note.as_json() for note in notes]})


@routes.post("/articles/{id}/{language}/compare")
async def compare_states(request: web.Request) -> web.Response:
    """What changed from one state to another: `draft`, `published`, a version's number, or a content as typed."""
    article_id, language = edition_of(request)
    body = await json_body(request)
    async with request.app[DATABASE].read() as connection:
        old = await _state(connection, article_id, language, body, "from")
        new = await _state(connection, article_id, language, body, "to")
    changes = await asyncio.to_thread(compare, old, new)
    return web.json_response({"changes": [change.as_json() for change in changes]})


@routes.get("/articles/{id}/{language}/links")
async def read_links(request: web.Request) -> web.Response:
    """The draft's links that lead nowhere, and the public articles that lead here."""
    article_id, language = edition_of(request)
    async with request.app[DATABASE].read() as connection:
        found = await links_of(connection, article_id, language)
    return web.json_response({"links": found.as_json()})


@routes.put("/articles/{id}/presence/{page}")
async def stay(request: web.Request) -> web.Response:
    """A page is open; who else has one, and which drafts there are by now."""
    article_id = checked_slug(request.match_info["id"])
    page = presence.checked_page(request.match_info["page"])
    async with request.app[DATABASE].write() as connection:
        await presence.stay(connection, article_id, page, actor_of(request))
        others = await presence.others(connection, article_id, page)
        article = await read_article(connection, article_id)
    drafts = {
        language: {"revision": edition.draft_revision, "by": edition.updated_by}
        for language, edition in article.languages.items()
    }
    return web.json_response({"others": others, "drafts": drafts})


@routes.delete("/articles/{id}/presence/{page}")
async def leave(request: web.Request) -> web.Response:
    """A page is closed."""
    article_id = checked_slug(request.match_info["id"])
    page = presence.checked_page(request.match_info["page"])
    async with request.app[DATABASE].write() as connection:
        await presence.leave(connection, article_id, page)
    return web.json_response({})


async def _state(
    connection: AsyncConnection, article_id: str, language: str, body: dict[str, Any], field: str
) -> Content:
    wanted = body.get(field)
    if isinstance(wanted, dict):
        return Content.from_json(wanted)
    if isinstance(wanted, int) and not isinstance(wanted, bool):
        return (await read_version(connection, article_id, language, wanted)).content
    row = await edition_row(connection, article_id, language)
    if wanted == "draft":
        return Content.from_stored(row.draft)
    if wanted == "published":
        if row.content is None:
            raise UnknownArticle(article_id, language)
        return Content.from_stored(row.content)
    raise BadArticle(
        field, "unknown_state", f"`{field}` must be `draft`, `published`, a version's number or an article's content."
    )
