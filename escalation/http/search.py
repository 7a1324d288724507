"""Finding conversations."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from aiohttp import web

from escalation import keys, saved_searches, staff
from escalation.http.access import require_staff
from escalation.search import search
from escalation.search_filters import Cursor, Filters
from warmline.clock import now
from warmline.errors import BadInput
from warmline.web import json_body, text_field

routes = web.RouteTableDef()

LONGEST_NAME = 80


@routes.get("/api/agent/search")
async def found(request: web.Request) -> web.Response:
    """A page of conversations that are as wanted."""
    await require_staff(request, "agent")
    filters, cursor = Filters.of(request.query), Cursor.of(request.query.get("cursor", ""))
    zone = ZoneInfo(request.app[keys.SETTINGS].timezone)
    async with request.app[keys.DATABASE].read() as connection:
        return web.json_response(await search(connection, filters, cursor, zone, now()))


@routes.get("/api/agent/search/agents")
async def agents(request: web.Request) -> web.Response:
    """Whose conversations can be asked for."""
    await require_staff(request, "agent")
    async with request.app[keys.DATABASE].read() as connection:
        return web.json_response({"agents": await staff.agents(connection)})


@routes.get("/api/agent/searches")
async def listed(request: web.Request) -> web.Response:
    """One's saved searches."""
    person = await require_staff(request, "agent")
    async with request.app[keys.DATABASE].read() as connection:
        return web.json_response({"searches": await saved_searches.listed(connection, person)})


@routes.post("/api/agent/searches")
async def save(request: web.Request) -> web.Response:
    """Keep a search under a name."""
    person, body = await require_staff(request, "agent"), await json_body(request)
    name, given = text_field(body, "name", longest=LONGEST_NAME), body.get("filters")
    if not isinstance(given, dict):
        raise BadInput("`filters` must be an object.", field="filters")
    async with request.app[keys.DATABASE].write() as connection:
        saved = await saved_searches.save(connection, person, name, Filters.of(given), now())
    return web.json_response({"search": saved}, status=201)


@routes.delete("/api/agent/searches/{search_id}")
async def remove(request: web.Request) -> web.Response:
    """Forget a saved search."""
    person = await require_staff(request, "agent")
    async with request.app[keys.DATABASE].write() as connection:
        await saved_searches.remove(connection, person, request.match_info["search_id"])
    return web.json_response({})
