"""The editors' calls for categories."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from kb_index import categories
from kb_index.categories import LAST, Category
from kb_index.content import checked_slug
from kb_index.editing import number_field
from kb_index.keys import DATABASE
from warmline.errors import BadInput
from warmline.web import json_body

routes = web.RouteTableDef()


@routes.get("/categories")
async def list_categories(request: web.Request) -> web.Response:
    """Every category with its names and how many articles it has."""
    return await _all(request)


@routes.put("/categories/{id}")
async def save_category(request: web.Request) -> web.Response:
    """Name a category, whether articles have it yet or not."""
    body = await json_body(request)
    category, revision = Category.from_json(request.match_info["id"], body), number_field(body, "revision")
    async with request.app[DATABASE].write() as connection:
        await categories.save_category(connection, category, revision)
    return await _all(request)


@routes.post("/categories/order")
async def arrange_categories(request: web.Request) -> web.Response:
    """Put the categories into another order."""
    order = _order((await json_body(request)).get("order"))
    async with request.app[DATABASE].write() as connection:
        await categories.arrange_categories(connection, order)
    return await _all(request)


@routes.delete("/categories/{id}")
async def remove_category(request: web.Request) -> web.Response:
    """Forget a category without articles."""
    revision = number_field(await json_body(request), "revision")
    async with request.app[DATABASE].write() as connection:
        await categories.remove_category(connection, checked_slug(request.match_info["id"], "category"), revision)
    return await _all(request)


def _order(raw: Any) -> list[tuple[str, int]]:
    if not isinstance(raw, list) or len(raw) > LAST or not all(isinstance(one, dict) for one in raw):
        raise BadInput("`order` must be a list of categories, each with `id` and `revision`.", field="order")
    order = [(checked_slug(one.get("id"), "order"), number_field(one, "revision")) for one in raw]
    if len({category_id for category_id, _ in order}) < len(order):
        raise BadInput("`order` must name each category once.", field="order")
    return order


async def _all(request: web.Request) -> web.Response:
    async with request.app[DATABASE].read() as connection:
        found = await categories.all_categories(connection)
    return web.json_response({"categories": [{**category.as_json(), "articles": count} for category, count in found]})
