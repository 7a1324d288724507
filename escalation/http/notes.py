"""Internal notes over HTTP."""

from __future__ import annotations

from aiohttp import web

from escalation import keys, staff
from escalation.http.access import require_staff
from escalation.notes import draft_of
from warmline.web import json_body

routes = web.RouteTableDef()

BASE = "/api/agent/conversations/{conversation_id}/notes"


@routes.get("/api/agent/mentionable")
async def mentionable(request: web.Request) -> web.Response:
    """Those a note may mention."""
    agent = await require_staff(request, "agent")
    async with request.app[keys.DATABASE].read() as connection:
        found = [one for one in await staff.working_agents(connection) if one["id"] != agent.id]
    return web.json_response({"colleagues": found})


@routes.post(BASE)
async def add(request: web.Request) -> web.Response:
    """Write a note for colleagues."""
    agent = await require_staff(request, "agent")
    draft = draft_of(await json_body(request))
    note = await request.app[keys.CASEWORK].note(agent, request.match_info["conversation_id"], draft)
    return web.json_response({"note": note}, status=201)


@routes.post(f"{BASE}/seen")
async def seen(request: web.Request) -> web.Response:
    """The agent has looked where they were mentioned."""
    agent = await require_staff(request, "agent")
    await request.app[keys.CASEWORK].see_mentions(agent, request.match_info["conversation_id"])
    return web.json_response({})
