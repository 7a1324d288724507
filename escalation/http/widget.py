"""The widget's HTTP call: a session for a visitor."""

from __future__ import annotations

from aiohttp import web

from escalation import conversations, keys, states, visitors
from escalation.identity import identity_of
from escalation.reception import check_language
from warmline.clock import now
from warmline.web import json_body, text_field

routes = web.RouteTableDef()


@routes.post("/api/widget/session")
async def session(request: web.Request) -> web.Response:
    """The visitor's token and the conversation to show; both are made where there are none."""
    app = request.app
    app[keys.ORIGINS].require_known(request)
    body = await json_body(request)
    language = check_language(body.get("language"))
    given = text_field(body, "token", required=False, longest=200) or None
    signed = text_field(body, "identity", required=False, longest=4000) or None
    identity = None if signed is None else identity_of(signed, app[keys.SETTINGS].identity_secret)
    database, at = app[keys.DATABASE], now()
    async with database.read() as connection:
        known = await visitors.customer_of(connection, given)
    if known is None:
        await app[keys.LIMITER].hit("sessions", request.remote or "")
    async with database.write() as connection:
        token, customer = await visitors.start(connection, given, identity, at)
        conversation = await conversations.current_of(connection, customer.id)
        if conversation is None:
            conversation = await conversations.find_or_open(connection, customer.id, language, at)
        state = await states.state_of(connection, conversation, app[keys.AVAILABILITY], app[keys.SURVEY], at)
    return web.json_response({"token": token, "conversation": state})
