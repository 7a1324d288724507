"""The editors' calls; the desk has checked who they are and names them in ``X-Warmline-Actor``."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from aiohttp import web

from kb_index import articles, library, publications, publishing
from kb_index.content import LONGEST_BODY, Content, checked_language, checked_slug
from kb_index.errors import BadArticle
from kb_index.gate import checked_override
from kb_index.keys import DATABASE, GATE, SETTINGS
from kb_index.links import links_of
from kb_index.markdown import to_html
from kb_index.releases import Archive, PublishDraft, RollBack
from kb_index.shop_day import today
from warmline.errors import BadInput
from warmline.web import json_body

ACTOR = "X-Warmline-Actor"
LONGEST_ACTOR = 120

routes = web.RouteTableDef()


@routes.get("/articles")
async def list_articles(request: web.Request) -> web.Response:
    """All articles in short, filtered by the address's parameters; `review=due` leaves those past their review date."""
    asked = {name: request.query.get(name, "") for name in ("query", "status", "category")}
    review = request.query.get("review", "")
    if review not in ("", "due"):
        raise BadArticle("review", "unknown_filter", "`review` must be `due` or empty.")
    before = today(request.app[SETTINGS]) if review else None
    async with request.app[DATABASE].read() as connection:
        return web.json_response({"articles": await library.list_articles(connection, **asked, review_before=before)})


@routes.post("/articles")
async def create_article(request: web.Request) -> web.Response:
    """A new article with its drafts."""
    body = await json_body(request)
    languages = body.get("languages")
    if not isinstance(languages, dict):
        raise BadArticle("languages", "not_an_object", "`languages` must be an object of language and content.")
    contents = {checked_language(language): Content.from_json(raw) for language, raw in languages.items()}
    async with request.app[DATABASE].write() as connection:
        article = await articles.create_article(
            connection, body.get("id", ""), body.get("category", ""), contents, actor_of(request)
        )
    return web.json_response({"article": article.as_json()}, status=201)


@routes.get("/articles/{id}")
async def read_article(request: web.Request) -> web.Response:
    """One article with all it has."""
    return await article_answer(request, checked_slug(request.match_info["id"]))


@routes.put("/articles/{id}/{language}")
async def save_draft(request: web.Request) -> web.Response:
    """Save a draft; revision 0 begins the article in this language."""
    article_id, language = edition_of(request)
    body = await json_body(request)
    content = Content.from_json(body.get("content"))
    async with request.app[DATABASE].write() as connection:
        await articles.save_draft(
            connection, article_id, language, content, number_field(body, "revision"), actor_of(request)
        )
    return await article_answer(request, article_id, language)


@routes.post("/articles/{id}/{language}/publish")
async def publish(request: web.Request) -> web.Response:
    """Make the draft public when the golden questions do no worse; it is searchable when this returns."""
    article_id, language = edition_of(request)
    body = await json_body(request)
    return await _release(request, PublishDraft(article_id, language, number_field(body, "revision")), body)


@routes.post("/articles/{id}/{language}/archive")
async def archive(request: web.Request) -> web.Response:
    """Take it away from customers when no golden question needs it; it is no longer found when this returns."""
    body = await json_body(request) if request.can_read_body else {}
    return await _release(request, Archive(*edition_of(request)), body)


@routes.post("/articles/{id}/{language}/rollback")
async def roll_back(request: web.Request) -> web.Response:
    """Make the version before the public one public again; the body names the public one the editor saw."""
    article_id, language = edition_of(request)
    body = await json_body(request)
    version = None if body.get("version") is None else number_field(body, "version")
    return await _release(request, RollBack(article_id, language, version), body)


@routes.get("/articles/{id}/{language}/publications")
async def list_publications(request: web.Request) -> web.Response:
    """What became public when, and how the golden questions fared."""
    async with request.app[DATABASE].read() as connection:
        found = await publications.list_publications(connection, *edition_of(request))
    return web.json_response({"publications": [one.as_json() for one in found]})


@routes.get("/articles/{id}/{language}/versions")
async def list_versions(request: web.Request) -> web.Response:
    """Every version ever published, the newest first."""
    article_id, language = edition_of(request)
    async with request.app[DATABASE].read() as connection:
        versions = await publishing.list_versions(connection, article_id, language)
    return web.json_response({"versions": [version.as_json() for version in versions]})


@routes.post("/articles/{id}/{language}/restore")
async def restore(request: web.Request) -> web.Response:
    """Set the draft to an old version."""
    article_id, language = edition_of(request)
    version = number_field(await json_body(request), "version")
    async with request.app[DATABASE].write() as connection:
        await publishing.restore(connection, article_id, language, version, actor_of(request))
    return await article_answer(request, article_id)


@routes.post("/preview")
async def preview(request: web.Request) -> web.Response:
    """How a body will look."""
    body = await json_body(request)
    markdown = body.get("body", "")
    if not isinstance(markdown, str) or len(markdown) > LONGEST_BODY:
        raise BadArticle("body", "too_long", f"`body` must be a text of at most {LONGEST_BODY} characters.")
    language = checked_language(body.get("language", "pl"))
    return web.json_response({"html": to_html(markdown, language)})


def actor_of(request: web.Request) -> str:
    """Who is editing, as the desk says.

    Raises:
        BadInput: It does not say.
    """
    actor = unquote(request.headers.get(ACTOR, "")).strip()
    if not actor or len(actor) > LONGEST_ACTOR:
        raise BadInput(f"The header {ACTOR} must name the editor.", field=ACTOR)
    return actor


def edition_of(request: web.Request) -> tuple[str, str]:
    """The article's id and the language in a call's address.

    Raises:
        BadArticle: They are none.
    """
    return checked_slug(request.match_info["id"]), checked_language(request.match_info["language"])


def number_field(body: dict[str, Any], field: str) -> int:
    """A whole number in a body, such as a revision.

    Raises:
        BadInput: It is missing or no such number.
    """
    value = body.get(field)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise BadInput(f"`{field}` must be a whole number.", field=field)
    return value


async def _release(
    request: web.Request, release: PublishDraft | Archive | RollBack, body: dict[str, Any]
) -> web.Response:
    override = checked_override(body.get("override"))
    report = await request.app[GATE].let_through(release, actor_of(request), override)
    async with request.app[DATABASE].read() as connection:
        article = await articles.read_article(connection, release.article_id)
        links = await links_of(connection, release.article_id, release.language)
    return web.json_response({"article": article.as_json(), "report": report.as_json(), "links": links.as_json()})


async def article_answer(request: web.Request, article_id: str, language: str = "") -> web.Response:
    """An article as it is now; with a language, also how that edition's links stand."""
    answer: dict[str, Any] = {}
    async with request.app[DATABASE].read() as connection:
        answer["article"] = (await articles.read_article(connection, article_id)).as_json()
        if language:
            answer["links"] = (await links_of(connection, article_id, language)).as_json()
    return web.json_response(answer)
