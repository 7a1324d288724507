"""Signing in and out."""

from __future__ import annotations

from aiohttp import web

from escalation import announcements, keys
from escalation.http.access import COOKIE, require_header, require_staff
from escalation.http.account import password_field
from escalation.sign_in import SESSION
from warmline.web import json_body, text_field

routes = web.RouteTableDef()


@routes.post("/api/staff/sign-in")
async def sign_in(request: web.Request) -> web.Response:
    """Open a session and set its cookie."""
    require_header(request)
    await request.app[keys.LIMITER].hit("sign_ins", request.remote or "")
    body = await json_body(request)
    email, password = text_field(body, "email", longest=320), password_field(body, "password")
    token, person = await request.app[keys.SIGN_IN].open(email, password)
    response = web.json_response({"staff": person.as_json()})
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(SESSION.total_seconds()),
        httponly=True,
        samesite="Strict",
        secure=request.app[keys.SETTINGS].public_url.startswith("https:"),
        path="/",
    )
    return response


@routes.post("/api/staff/sign-out")
async def sign_out(request: web.Request) -> web.Response:
    """End the session here; the person's others stay."""
    await require_staff(request)
    await request.app[keys.SIGN_IN].end(request.cookies[COOKIE])
    await announcements.presence(request.app[keys.LIVE])
    response = web.json_response({})
    response.del_cookie(COOKIE, path="/")
    return response


@routes.get("/api/staff/me")
async def me(request: web.Request) -> web.Response:
    """Who is signed in."""
    person = await require_staff(request)
    return web.json_response({"staff": person.as_json()})
