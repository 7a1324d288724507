"""Canned replies, and how often they and suggestions are used."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from escalation import canned_replies, keys, ready_texts
from escalation.canned_replies import wording_of
from escalation.http.access import require_staff
from escalation.staff import Staff
from warmline.clock import now
from warmline.errors import BadInput, NotAllowed
from warmline.web import json_body

routes = web.RouteTableDef()

BASE = "/api/agent/replies"
READERS = ("agent", *canned_replies.KEEPERS)
LONGEST_PERIOD = 365


@routes.get(BASE)
async def listed(request: web.Request) -> web.Response:
    """Everybody's replies and one's own."""
    person = await _reader(request)
    async with request.app[keys.DATABASE].read() as connection:
        return web.json_response({"replies": await canned_replies.listed(connection, person)})


@routes.post(BASE)
async def create(request: web.Request) -> web.Response:
    """Write a new reply."""
    person, body = await _reader(request), await json_body(request)
    shared = body.get("shared", False)
    if not isinstance(shared, bool):
        raise BadInput("`shared` must be true or false.", field="shared")
    async with request.app[keys.DATABASE].write() as connection:
        made = await canned_replies.create(connection, wording_of(body), person, now(), shared=shared)
    return web.json_response({"reply": made}, status=201)


@routes.put(BASE + "/{reply_id}")
async def change(request: web.Request) -> web.Response:
    """Write a reply anew."""
    person, body = await _reader(request), await json_body(request)
    wording, revision, reply_id = wording_of(body), _revision(body), request.match_info["reply_id"]
    async with request.app[keys.DATABASE].write() as connection:
        changed = await canned_replies.change(connection, reply_id, revision, wording, person, now())
    return web.json_response({"reply": changed})


@routes.delete(BASE + "/{reply_id}")
async def remove(request: web.Request) -> web.Response:
    """Take a reply away."""
    person, body = await _reader(request), await json_body(request)
    async with request.app[keys.DATABASE].write() as connection:
        await canned_replies.remove(connection, request.match_info["reply_id"], _revision(body), person)
    return web.json_response({})


@routes.get("/api/agent/ready-texts")
async def usage(request: web.Request) -> web.Response:
    """How often canned replies and suggestions were sent, and how far they were changed."""
    await _reader(request)
    days = request.query.get("days", "30")
    if not days.isascii() or not days.isdigit() or not 0 < int(days) <= LONGEST_PERIOD:
        raise BadInput(f"`days` must be a number from 1 to {LONGEST_PERIOD}.", field="days")
    async with request.app[keys.DATABASE].read() as connection:
        counted = await ready_texts.usage(connection, int(days), now())
    return web.json_response({"days": int(days), **counted})


async def _reader(request: web.Request) -> Staff:
    person = await require_staff(request)
    if not any(person.may(role) for role in READERS):
        raise NotAllowed(f"This needs one of the roles {', '.join(READERS)}.", role=READERS[0])
    return person


def _revision(body: dict[str, Any]) -> int:
    revision = body.get("revision")
    if not isinstance(revision, int) or isinstance(revision, bool):
        raise BadInput("`revision` must be the number that was read with the reply.", field="revision")
    return revision
