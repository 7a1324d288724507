"""What the project's other processes ask the desk."""

from __future__ import annotations

from aiohttp import web
from sqlalchemy import text

from escalation import keys
from warmline.clock import now
from warmline.web import require_service

routes = web.RouteTableDef()


@routes.get("/internal/availability")
async def availability(request: web.Request) -> web.Response:
    """Whether people are there, and how long it may take."""
    require_service(request, request.app[keys.SETTINGS].service_token)
    async with request.app[keys.DATABASE].read() as connection:
        outlook = await request.app[keys.AVAILABILITY].look(connection, now(), request.query.get("language"))
    return web.json_response(outlook.as_json())


@routes.get("/health")
async def health(request: web.Request) -> web.Response:
    """Whether the desk can reach its database."""
    async with request.app[keys.DATABASE].read() as connection:
        await connection.execute(text("SELECT 1"))
    return web.json_response({"status": "ok"})
