"""The help centre's addresses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial, wraps
from typing import Any

from aiohttp import web
from markupsafe import Markup

from escalation import keys
from escalation.http.help.pages import page, stylesheet, stylesheet_name, with_scrolling_tables
from escalation.http.help.structured_data import faq_page
from escalation.http.help.words import preferred_language, words_in
from escalation.reception import LANGUAGES
from warmline.errors import NotFound, TooMany, WarmlineError

LONGEST_QUERY = 300
"""Characters; nobody types more into a search box."""
MOST_RESULTS = 6
RETRY_SECONDS = 60

YEAR = "public, max-age=31536000, immutable"
HOMES = {language: f"/help/{language}" for language in LANGUAGES}
LANGUAGE = "{language:" + "|".join(LANGUAGES) + "}"
ARTICLE = "{article_id:[a-z0-9]+(?:-[a-z0-9]+)*}"

Handler = Callable[[web.Request], Awaitable[web.Response]]

routes = web.RouteTableDef()


def readable(handler: Handler) -> Handler:
    """Tell readers on a page of their own language what did not work."""

    @wraps(handler)
    async def told(request: web.Request) -> web.Response:
        try:
            return await handler(request)
        except WarmlineError as error:
            return _problem(request, error)

    return told


@routes.get("/help")
@routes.get("/help/")
async def start(request: web.Request) -> web.Response:
    """To the language the reader prefers; only the address remembers it."""
    headers = {"Vary": "Accept-Language", "Cache-Control": "no-cache"}
    raise web.HTTPFound(HOMES[preferred_language(request.headers.get("Accept-Language", ""))], headers=headers)


@routes.get(r"/help/{name:help-[0-9a-f]+\.css}")
async def style(request: web.Request) -> web.Response:
    """The pages' stylesheet, under a name that says what is in it."""
    if request.match_info["name"] != stylesheet_name():
        raise NotFound
    return web.Response(text=stylesheet(), content_type="text/css", headers={"Cache-Control": YEAR})


@routes.get(f"/help/{LANGUAGE}")
@readable
async def home(request: web.Request) -> web.Response:
    """Every category with its articles, and the search."""
    language = request.match_info["language"]
    categories = await request.app[keys.KNOWLEDGE].public_contents(language)
    return page(request, "home.html", language, languages=HOMES, categories=categories)


@routes.get(f"/help/{LANGUAGE}/")
async def home_with_slash(request: web.Request) -> web.Response:
    """One page has one address."""
    raise web.HTTPMovedPermanently(HOMES[request.match_info["language"]])


@routes.get(f"/help/{LANGUAGE}/search")
@readable
async def search(request: web.Request) -> web.Response:
    """What the assistant would answer, on a page; nothing about the reader is kept."""
    language = request.match_info["language"]
    query = " ".join(request.query.get("q", "").replace("\x00", "").split())
    shown = partial(
        page, request, "search.html", language, caching="private, no-store", query=query, longest=LONGEST_QUERY
    )
    if not query or len(query) > LONGEST_QUERY:
        return shown(status=400 if query else 200, found=None)
    await request.app[keys.LIMITER].hit("searches", request.remote or "")
    found = await request.app[keys.KNOWLEDGE].look_up(query, language, MOST_RESULTS)
    return shown(found=found, passage=_passage)


@routes.get(f"/help/{LANGUAGE}/{ARTICLE}")
@readable
async def article(request: web.Request) -> web.Response:
    """One published article."""
    language, settings = request.match_info["language"], request.app[keys.SETTINGS]
    t = words_in(language)
    shown = await request.app[keys.KNOWLEDGE].public_article(language, request.match_info["article_id"])
    updated_at = datetime.fromisoformat(shown["updated_at"])
    return page(
        request,
        "article.html",
        language,
        modified=updated_at,
        languages={one: f"/help/{one}/{shown['id']}" for one in shown["languages"]},
        article=shown,
        body=with_scrolling_tables(shown["html"], t("table")),
        updated_on=t.day(updated_at, settings.timezone),
        structured=faq_page(shown, settings.public_url, t("help_centre")),
    )


@routes.get("/help/{rest:(?!pictures/).+}")
@readable
async def elsewhere(request: web.Request) -> web.Response:
    """No other address has a page."""
    raise NotFound


def _passage(hit: dict[str, Any]) -> Markup:
    return with_scrolling_tables(hit["html"], words_in(hit["language"])("table"))


def _problem(request: web.Request, error: WarmlineError) -> web.Response:
    language = request.match_info.get("language") or next(iter(request.path.split("/")[2:]), "")
    if language not in LANGUAGES:
        language = preferred_language(request.headers.get("Accept-Language", ""))
    status = error.status if isinstance(error, NotFound | TooMany) else 503
    key = {404: "not_found", 429: "too_many"}.get(status, "unavailable")
    response = page(request, "problem.html", language, status=status, caching="no-store", problem=key)
    response.headers["Vary"] = "Accept-Language"
    if status != 404:
        response.headers["Retry-After"] = str(error.details.get("retry_after", RETRY_SECONDS))
    return response
