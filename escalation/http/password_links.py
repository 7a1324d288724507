"""Choosing a password by a link from a letter, and asking for one."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from escalation import announcements, keys, password_links
from escalation.errors import MailOff
from escalation.http.access import require_header
from escalation.http.account import password_field
from escalation.reception import check_language
from warmline.clock import now
from warmline.web import json_body, text_field

routes = web.RouteTableDef()


@routes.post("/api/staff/password-link/ask")
async def ask(request: web.Request) -> web.Response:
    """Write to whoever has forgotten a password; the answer is the same for every address."""
    body = await _body(request)
    settings = request.app[keys.SETTINGS]
    email, language = text_field(body, "email", longest=320), check_language(body.get("language"))
    if not settings.smtp_url:
        raise MailOff
    async with request.app[keys.DATABASE].write() as connection:
        await password_links.ask(
            connection, email, now(), desk=settings.public_url, shop=settings.shop_name, language=language
        )
    return web.json_response({})


@routes.post("/api/staff/password-link/read")
async def read(request: web.Request) -> web.Response:
    """Whose link it is."""
    token = text_field(await _body(request), "token", longest=100)
    async with request.app[keys.DATABASE].read() as connection:
        person, kind = await password_links.holder(connection, token, now())
    return web.json_response({"name": person.name, "email": person.email, "kind": kind})


@routes.post("/api/staff/password-link/redeem")
async def redeem(request: web.Request) -> web.Response:
    """Choose the password."""
    body = await _body(request)
    token, password = text_field(body, "token", longest=100), password_field(body, "password")
    async with request.app[keys.DATABASE].write() as connection:
        await password_links.redeem(connection, token, password, now())
    await announcements.presence(request.app[keys.LIVE])
    return web.json_response({})


async def _body(request: web.Request) -> dict[str, Any]:
    require_header(request)
    await request.app[keys.LIMITER].hit("sign_ins", request.remote or "")
    return await json_body(request)
