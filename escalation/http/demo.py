"""The demo shop's signed customers. Registered only when the demo is on."""

from __future__ import annotations

from datetime import timedelta

import jwt
from aiohttp import web

from escalation import keys
from warmline.clock import now
from warmline.errors import NotFound

routes = web.RouteTableDef()

SIGNED_FOR = timedelta(minutes=10)


@routes.get(r"/demo/identity/{number:[1-9]\d?}")
async def identity(request: web.Request) -> web.Response:
    """The identity of the demo's first, second ... customer, signed as a shop would sign it."""
    customers, number = request.app[keys.DEMO_IDENTITIES], int(request.match_info["number"])
    if number > len(customers):
        raise NotFound("There is no such demo customer.")
    known = customers[number - 1]
    claims = {"sub": known["id"], "email": known.get("email"), "name": known.get("name"), "exp": now() + SIGNED_FOR}
    token = jwt.encode(claims, request.app[keys.SETTINGS].identity_secret, algorithm="HS256")
    return web.json_response({"identity": token, "name": known.get("name")}, headers={"Cache-Control": "no-store"})
