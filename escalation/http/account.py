"""What everybody who is signed in does with their own account."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from escalation import account, announcements, keys
from escalation.http.access import COOKIE, require_staff
from warmline.errors import BadInput
from warmline.web import json_body

routes = web.RouteTableDef()

LONGEST_PASSWORD = 1000


def password_field(body: dict[str, Any], name: str) -> str:
    """A password in a body, as it was typed.

    Raises:
        BadInput: It is missing, no text, or longer than 1,000 characters.
    """
    value = body.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_PASSWORD:
        raise BadInput(f"`{name}` must be a text of 1 to {LONGEST_PASSWORD} characters.", field=name)
    return value


@routes.get("/api/staff/sessions")
async def sessions(request: web.Request) -> web.Response:
    """Where one is signed in."""
    person = await require_staff(request)
    found = await account.sessions(request.app[keys.SIGN_IN], person, request.cookies[COOKIE])
    return web.json_response({"sessions": [session.as_json() for session in found]})


@routes.post("/api/staff/password")
async def change_password(request: web.Request) -> web.Response:
    """Change one's own password; the other sessions end."""
    person = await require_staff(request)
    await request.app[keys.LIMITER].hit("sign_ins", request.remote or "")
    body = await json_body(request)
    current, new = password_field(body, "current"), password_field(body, "new")
    await account.change_password(request.app[keys.SIGN_IN], person, request.cookies[COOKIE], current, new)
    await announcements.presence(request.app[keys.LIVE])
    return web.json_response({})


@routes.post("/api/staff/sign-out-everywhere")
async def sign_out_everywhere(request: web.Request) -> web.Response:
    """End all of one's sessions, this one too."""
    person = await require_staff(request)
    await account.sign_out_everywhere(request.app[keys.SIGN_IN], person)
    await announcements.presence(request.app[keys.LIVE])
    response = web.json_response({})
    response.del_cookie(COOKIE, path="/")
    return response
