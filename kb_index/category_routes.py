"""The editors' calls for categories."""

from __future__ import annotations

from aiohttp import web

from kb_index import categories
from kb_index.categories import Category
from kb_index.content import checked_slug
from kb_index.keys import DATABASE
from warmline.web import json_body

routes = web.RouteTableDef()


@routes.get("/categories")
async def list_categories(request: web.Request) -> web.Response:
    """Every category with its names and how many articles it has."""
    return await _all(request)


@routes.put("/categories/{id}")
async def save_category(request: web.Request) -> web.Response:
    """Name a category, whether articles have it yet or not."""
    category = Category.from_json(request.match_info["id"], await json_body(request))
    async with request.app[DATABASE].write() as connection:
        await categories.save_categories(connection, [category])
    return await _all(request)


@routes.delete("/categories/{id}")
async def remove_category(request: web.Request) -> web.Response:
    """Forget a category without articles."""
    async with request.app[DATABASE].write() as connection:
        await categories.remove_category(connection, checked_slug(request.match_info["id"], "category"))
    return await _all(request)


async def _all(request: web.Request) -> web.Response:
    async with request.app[DATABASE].read() as connection:
        found = await categories.all_categories(connection)
    return web.json_response({"categories": [{**category.as_json(), "articles": count} for category, count in found]})
