"""The customer's file and the conversation's tags over HTTP."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import browsing, conversations, customer_file, keys, surveys, tags
from escalation.conversations import Conversation
from escalation.http.access import require_reader, require_staff
from warmline.clock import now
from warmline.web import json_body

routes = web.RouteTableDef()

BASE = "/api/agent/conversations/{conversation_id}"


@routes.get(f"{BASE}/customer")
async def shown(request: web.Request) -> web.Response:
    """What is known of the conversation's customer beside this conversation."""
    await require_reader(request)
    async with request.app[keys.DATABASE].read() as connection:
        return web.json_response(await _file(connection, await _conversation(connection, request)))


@routes.post(f"{BASE}/customer/notes")
async def note(request: web.Request) -> web.Response:
    """Note something on the customer."""
    agent, body = await require_reader(request), await json_body(request)
    async with request.app[keys.DATABASE].write() as connection:
        conversation = await _conversation(connection, request)
        await customer_file.add_note(connection, conversation, body, agent, now())
        found = await customer_file.notes(connection, conversation.customer_id)
    return web.json_response({"notes": found}, status=201)


@routes.get("/api/agent/tags")
async def known_tags(request: web.Request) -> web.Response:
    """The tags in use."""
    await require_staff(request, "agent")
    async with request.app[keys.DATABASE].read() as connection:
        return web.json_response({"tags": await tags.in_use(connection)})


@routes.post(f"{BASE}/tags")
async def put_tag(request: web.Request) -> web.Response:
    """Put a tag on the conversation."""
    agent, tag = await require_reader(request), tags.normal((await json_body(request)).get("tag"))
    async with request.app[keys.DATABASE].write() as connection:
        conversation = await _conversation(connection, request)
        await tags.put(connection, conversation.id, tag, agent, now())
        return web.json_response({"tags": await tags.of(connection, conversation.id)})


@routes.delete(f"{BASE}/tags")
async def take_tag_off(request: web.Request) -> web.Response:
    """Take a tag off the conversation."""
    agent, tag = await require_reader(request), tags.normal((await json_body(request)).get("tag"))
    async with request.app[keys.DATABASE].write() as connection:
        conversation = await _conversation(connection, request)
        await tags.take_off(connection, conversation.id, tag, agent, now())
        return web.json_response({"tags": await tags.of(connection, conversation.id)})


async def _conversation(connection: AsyncConnection, request: web.Request) -> Conversation:
    return await conversations.get(connection, request.match_info["conversation_id"])


async def _file(connection: AsyncConnection, conversation: Conversation) -> dict[str, Any]:
    return {
        "tags": await tags.of(connection, conversation.id),
        "known_tags": await tags.in_use(connection),
        "orders": await customer_file.orders(connection, conversation),
        "conversations": await customer_file.others(connection, conversation, now()),
        "notes": await customer_file.notes(connection, conversation.customer_id),
        "ratings": await surveys.of_customer(connection, conversation.customer_id),
        "browsing": await browsing.of(connection, conversation.customer_id),
    }
