"""What the desk's public help centre is made of."""

from __future__ import annotations

import asyncio
from datetime import date

from aiohttp import web

from kb_index import help_centre
from kb_index.content import checked_language, checked_slug
from kb_index.index import Index
from kb_index.keys import DATABASE, INDEX, SETTINGS
from kb_index.markdown import article_url, to_html, to_text
from kb_index.publishing import published_article
from kb_index.related import related_articles
from kb_index.shop_day import today

MOST_RELATED = 4
SUMMARY = 160
"""Characters of a description; search engines show no more."""

routes = web.RouteTableDef()


@routes.get("/help/{language}")
async def contents(request: web.Request) -> web.Response:
    """Everything public in a language, by category."""
    language = checked_language(request.match_info["language"])
    async with request.app[DATABASE].read() as connection:
        sections = await help_centre.public_sections(connection, language, today(request.app[SETTINGS]))
    return web.json_response({"categories": [section.as_json(language) for section in sections]})


@routes.get("/help/{language}/{id}")
async def article(request: web.Request) -> web.Response:
    """A public article with its category, its other languages and what is near to it."""
    article_id = checked_slug(request.match_info["id"])
    language = checked_language(request.match_info["language"])
    day = today(request.app[SETTINGS])
    near = await _related(request.app[INDEX], article_id, language, day)
    async with request.app[DATABASE].read() as connection:
        found = await published_article(connection, article_id, language, day)
        category = await help_centre.category_of(connection, article_id)
        languages = await help_centre.public_languages(connection, article_id, day)
        entries = {entry.id: entry for entry in await help_centre.public_entries(connection, language, day, near)}
    shown = {
        "id": article_id,
        "language": language,
        "title": found.content.title,
        "html": to_html(found.content.body, language),
        "summary": summary(to_text(found.content.body)),
        "url": article_url(article_id, language),
        "updated_at": found.published_at.isoformat(),
        "category": {"id": category.id, "name": category.name(language)},
        "languages": languages,
        "related": [entries[one].as_json() for one in near if one in entries],
    }
    return web.json_response({"article": shown})


def summary(text: str) -> str:
    """The beginning of a text, cut between two words."""
    words = " ".join(text.split())
    if len(words) <= SUMMARY:
        return words
    return words[:SUMMARY].rpartition(" ")[0].rstrip(" ,;:–-") + "…"


async def _related(index: Index, article_id: str, language: str, day: date) -> list[str]:
    if not index.is_ready:
        return []
    return await asyncio.to_thread(related_articles, index.snapshot, article_id, language, day, MOST_RELATED)
