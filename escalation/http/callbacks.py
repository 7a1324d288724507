"""Call-backs: the assistant takes them down, agents work them off."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import announcements, callback_list, callbacks, conversations, keys
from escalation.callback_wish import Wish
from escalation.callbacks import Callback
from escalation.http.access import require_staff
from escalation.staff import Staff
from warmline.clock import now
from warmline.web import json_body, require_service, text_field

routes = web.RouteTableDef()

BASE = "/api/agent/callbacks"
LONGEST_NOTE = 2000

Change = Callable[[AsyncConnection, str, Staff, datetime], Awaitable[Callback]]


@routes.post("/internal/callbacks")
async def create(request: web.Request) -> web.Response:
    """Take a call-back down, once for each turn."""
    require_service(request, request.app[keys.SETTINGS].service_token)
    wish = Wish.from_json(await json_body(request))
    async with request.app[keys.DATABASE].write() as connection:
        made = await callbacks.create(connection, wish, now())
    await _announce(request, made)
    return web.json_response({"callback": callback_list.for_bot(made)})


@routes.get("/internal/callbacks/{conversation_id}")
async def open_one(request: web.Request) -> web.Response:
    """The conversation's open call-back, or null."""
    require_service(request, request.app[keys.SETTINGS].service_token)
    async with request.app[keys.DATABASE].read() as connection:
        found = await callbacks.open_of(connection, request.match_info["conversation_id"])
    return web.json_response({"callback": callback_list.for_bot(found)})


@routes.get(BASE)
async def listed(request: web.Request) -> web.Response:
    """The open call-backs for this person, the oldest first."""
    agent = await require_staff(request, "agent")
    async with request.app[keys.DATABASE].read() as connection:
        found = await callback_list.listed(connection, agent, now())
    return web.json_response({"callbacks": found})


@routes.post(BASE + "/{callback_id}/take")
async def take(request: web.Request) -> web.Response:
    """Take a call-back on; from then on its contact is shown."""
    return await _change(request, callbacks.take)


@routes.post(BASE + "/{callback_id}/release")
async def release(request: web.Request) -> web.Response:
    """Put a call-back back for others."""
    return await _change(request, callbacks.release)


@routes.post(BASE + "/{callback_id}/missed")
async def missed(request: web.Request) -> web.Response:
    """The customer was not reached."""
    note = await _note(request)
    return await _change(request, lambda found, which, agent, at: callbacks.miss(found, which, agent, note, at))


@routes.post(BASE + "/{callback_id}/done")
async def done(request: web.Request) -> web.Response:
    """The customer was reached."""
    note = await _note(request)
    return await _change(request, lambda found, which, agent, at: callbacks.finish(found, which, agent, note, at))


async def _change(request: web.Request, change: Change) -> web.Response:
    agent, callback_id, at = await require_staff(request, "agent"), request.match_info["callback_id"], now()
    async with request.app[keys.DATABASE].write() as connection:
        await callback_list.shown(connection, callback_id, agent, at)
        changed = await change(connection, callback_id, agent, at)
        body = await callback_list.shown(connection, callback_id, agent, at)
    await _announce(request, changed)
    return web.json_response({"callback": body})


async def _note(request: web.Request) -> str:
    body = await json_body(request) if request.can_read_body else {}
    return text_field(body, "note", required=False, longest=LONGEST_NOTE)


async def _announce(request: web.Request, callback: Callback) -> None:
    async with request.app[keys.DATABASE].read() as connection:
        conversation = await conversations.get(connection, callback.conversation_id)
    await announcements.changed(request.app[keys.LIVE], conversation)
    await announcements.callbacks(request.app[keys.LIVE])
