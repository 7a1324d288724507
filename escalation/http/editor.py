"""The editor's calls, passed on to the knowledge base in the editor's name."""

from __future__ import annotations

from aiohttp import web

from escalation import keys
from escalation.errors import ArticleTooLarge
from escalation.http.access import require_staff
from warmline.web import json_body

routes = web.RouteTableDef()

PATH = r"/api/editor/{path:(?:articles|categories|preview|search|try|golden|gaps)(?:/[A-Za-z0-9_-]+)*}"
"""Plain segments under the parts of kb meant for editors; nothing else can be reached through here."""


@routes.route("GET", PATH)
@routes.route("POST", PATH)
@routes.route("PUT", PATH)
@routes.route("DELETE", PATH)
async def pass_on(request: web.Request) -> web.Response:
    """One call to kb with its answer, whatever it is."""
    editor = await require_staff(request, "editor")
    try:
        body = await json_body(request) if request.can_read_body else None
    except web.HTTPRequestEntityTooLarge:
        raise ArticleTooLarge from None
    status, answer = await request.app[keys.KNOWLEDGE].call(
        request.method,
        f"/{request.match_info['path']}",
        body=body,
        query=list(request.query.items()),
        actor=editor.name,
    )
    return web.json_response(answer, status=status)
