"""The knowledge-base service: search for the assistant and the agents, and the editors' calls behind the desk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from aiohttp import web

from kb_index.asking import note_search, recorder_of_this_process
from kb_index.asking import routes as asking_routes
from kb_index.candidates import Question
from kb_index.category_routes import routes as category_routes
from kb_index.content import checked_language, checked_slug
from kb_index.editing import routes as editing_routes
from kb_index.explain import explain
from kb_index.gap_editing import routes as gap_routes
from kb_index.gate import Gate
from kb_index.golden_routes import routes as golden_routes
from kb_index.help_routes import routes as help_routes
from kb_index.index import Index
from kb_index.keys import DATABASE, GATE, INDEX, RANKING, SETTINGS
from kb_index.lemmas import terms
from kb_index.markdown import article_url, to_html
from kb_index.picture_calls import routes as picture_routes
from kb_index.publishing import published_article
from kb_index.ranking import load_ranking
from kb_index.search import LONGEST_QUERY, search
from kb_index.shop_day import today
from kb_index.tables import LANGUAGES
from kb_index.teamwork import routes as teamwork_routes
from kb_index.trying import routes as trying_routes
from kb_index.vectors import EncoderThread
from models.encoder import Encoder, load_encoder
from models.spelling import AS_TYPED, load_speller
from warmline.database import Database
from warmline.errors import BadInput
from warmline.logs import logger
from warmline.settings import Settings
from warmline.web import errors_as_json, json_body, require_service, text_field

LARGEST_REQUEST = 8 * 2**20
"""Bytes; a body that is too long is refused by its own check, with its name."""
MOST_HITS = 20
MOST_EXCLUDED = 200

log = logger(__name__)

routes = web.RouteTableDef()


def create_app(settings: Settings, encoder: Encoder | None = None) -> web.Application:
    """The service.

    Args:
        encoder: One loaded already; else the settings' own is loaded at start.
    """
    app = web.Application(middlewares=[errors_as_json, for_our_own], client_max_size=LARGEST_REQUEST)
    app[SETTINGS] = settings
    app[RANKING] = load_ranking()
    app.add_routes(routes)
    for theirs in (
        editing_routes,
        teamwork_routes,
        picture_routes,
        golden_routes,
        trying_routes,
        gap_routes,
        asking_routes,
        category_routes,
        help_routes,
    ):
        app.add_routes(theirs)
    app.cleanup_ctx.append(_database)

    async def index_of_this_process(app: web.Application) -> AsyncIterator[None]:
        async for _ in _index(app, encoder):
            yield

    app.cleanup_ctx.append(index_of_this_process)
    app.cleanup_ctx.append(recorder_of_this_process)
    return app


@web.middleware
async def for_our_own(request: web.Request, handler: Any) -> web.StreamResponse:
    """Everything but the health check needs the service token."""
    if request.path != "/health":
        require_service(request, request.app[SETTINGS].service_token)
    response: web.StreamResponse = await handler(request)
    return response


@routes.get("/health")
async def health(request: web.Request) -> web.Response:
    """Whether questions can be answered."""
    index = request.app[INDEX]
    if not index.is_ready:
        return web.json_response({"status": "starting", "articles": 0, "passages": 0}, status=503)
    snapshot = index.snapshot
    return web.json_response({"status": "ok", "articles": snapshot.articles, "passages": snapshot.passages})


@routes.post("/search")
async def search_articles(request: web.Request) -> web.Response:
    """Answer, suggest or abstain."""
    body = await json_body(request)
    index = request.app[INDEX]
    await index.catch_up_soon()
    text, language = text_field(body, "query", longest=LONGEST_QUERY), checked_language(body.get("language"))
    day, limit, excluded = today(request.app[SETTINGS]), _limit(body), _excluded(body)
    if body.get("explain") is True:
        worded = index.worded(text)
        vector = (await index.encoder.encode([worded]))[0]
        question = Question(worded, language, vector, day, frozenset(excluded))
        told = await asyncio.to_thread(explain, index.snapshot, request.app[RANKING], question, limit)
        return web.json_response(told.as_json())
    result = await search(index, request.app[RANKING], text, language, day, limit, excluded)
    note_search(request, body, text, language, result)
    return web.json_response(result.as_json())


@routes.get("/articles/{id}/{language}")
async def read_published(request: web.Request) -> web.Response:
    """One article as customers see it."""
    article_id = checked_slug(request.match_info["id"])
    language = checked_language(request.match_info["language"])
    async with request.app[DATABASE].read() as connection:
        found = await published_article(connection, article_id, language, today(request.app[SETTINGS]))
    article = {
        "article_id": article_id,
        "language": language,
        "title": found.content.title,
        "html": to_html(found.content.body, language),
        "url": article_url(article_id, language),
        "version": found.version,
        "published_at": found.published_at.isoformat(),
        "tags": list(found.content.tags),
    }
    return web.json_response({"article": article})


async def _database(app: web.Application) -> AsyncIterator[None]:
    app[DATABASE] = Database(app[SETTINGS].database_url)
    yield
    await app[DATABASE].close()


async def _index(app: web.Application, encoder: Encoder | None) -> AsyncIterator[None]:
    speller = AS_TYPED
    if encoder is None:
        encoder = await asyncio.to_thread(load_encoder, app[SETTINGS])
        speller = await asyncio.to_thread(load_speller, app[SETTINGS])
    thread = EncoderThread(encoder)
    index = app[INDEX] = Index(app[DATABASE], thread, speller)
    gate = app[GATE] = Gate(app[DATABASE], index, app[RANKING], lambda: today(app[SETTINGS]))
    following = asyncio.create_task(_warm_up(index, gate))
    yield
    following.cancel()
    with suppress(asyncio.CancelledError):
        await following
    await index.close()
    thread.close()


async def _warm_up(index: Index, gate: Gate) -> None:
    for language in LANGUAGES:  # reads the dictionary, seconds for Polish
        await asyncio.to_thread(terms, language, language)
    await asyncio.gather(index.follow(), _check_imported(gate))


async def _check_imported(gate: Gate) -> None:
    try:
        await gate.check_unchecked()
    except Exception:
        log.exception("imported golden questions could not be asked")


def _limit(body: dict[str, Any]) -> int:
    limit = body.get("limit", 3)
    if not isinstance(limit, int) or isinstance(limit, bool) or not 1 <= limit <= MOST_HITS:
        raise BadInput(f"`limit` must be a whole number from 1 to {MOST_HITS}.", field="limit")
    return limit


def _excluded(body: dict[str, Any]) -> list[str]:
    excluded = body.get("exclude", [])
    if not isinstance(excluded, list) or len(excluded) > MOST_EXCLUDED:
        raise BadInput(f"`exclude` must be a list of at most {MOST_EXCLUDED} article ids.", field="exclude")
    return [checked_slug(one, "exclude") for one in excluded]
