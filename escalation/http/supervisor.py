"""What supervisors read of the whole desk."""

from __future__ import annotations

from aiohttp import web

from escalation import keys, live_view, survey_figures
from escalation.http.access import require_staff
from warmline.clock import now

routes = web.RouteTableDef()


@routes.get("/api/supervisor/live")
async def live(request: web.Request) -> web.Response:
    """The desk as it is now."""
    await require_staff(request, "supervisor")
    limits = request.app[keys.ALERT_LIMITS]
    async with request.app[keys.DATABASE].read() as connection:
        at = now()
        found = await live_view.look(connection, at, request.app[keys.AVAILABILITY].hours, limits)
        satisfaction = await survey_figures.over(connection, at - survey_figures.LATELY, at)
    return web.json_response({**found.as_json(limits), "satisfaction": satisfaction.as_json()})
