"""What agents read and do over HTTP."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from escalation import (
    canned_replies,
    conversations,
    handovers,
    keys,
    message_log,
    notes,
    summaries,
    transfers,
    visitors,
    wrap_up,
)
from escalation.errors import VariableUnfilled
from escalation.feedback import judgement_of
from escalation.http.access import require_reader, require_staff
from escalation.message_text import client_id, message_text
from escalation.ready_texts import ready_texts
from warmline.clock import now
from warmline.errors import BadInput
from warmline.web import json_body, text_field

routes = web.RouteTableDef()

BASE = "/api/agent/conversations/{conversation_id}"
LONGEST_NOTE = 2000
LONGEST_PASSAGE = 2000


@routes.get("/api/agent/conversations")
async def listed(request: web.Request) -> web.Response:
    """One of the agent's lists."""
    agent = await require_staff(request, "agent")
    async with request.app[keys.DATABASE].read() as connection:
        found = await summaries.listed(connection, request.query.get("view", "queue"), agent, now())
    return web.json_response({"conversations": found})


@routes.get(BASE)
async def story(request: web.Request) -> web.Response:
    """A conversation with its whole story."""
    await require_reader(request)
    conversation_id, at = request.match_info["conversation_id"], now()
    async with request.app[keys.DATABASE].read() as connection:
        conversation = await conversations.get(connection, conversation_id)
        customer = await visitors.customer_with(connection, conversation.customer_id)
        body = {
            "conversation": await summaries.summary_of(connection, conversation_id, at),
            "messages": [found.for_agent() for found in await message_log.after(connection, conversation_id, 0)],
            "handover": await handovers.latest_packet(connection, conversation_id),
            "transfer": await transfers.latest(connection, conversation_id),
            "notes": await notes.of(connection, conversation_id),
            "customer": customer.for_agent(at),
        }
    return web.json_response(body)


@routes.post(f"{BASE}/claim")
async def claim(request: web.Request) -> web.Response:
    """Take the conversation."""
    agent = await require_staff(request, "agent")
    version = _version(await json_body(request))
    await request.app[keys.CASEWORK].claim(agent, request.match_info["conversation_id"], version)
    return await _conversation(request)


@routes.post(f"{BASE}/take-over")
async def take_over(request: web.Request) -> web.Response:
    """Take the conversation from the agent who has it."""
    supervisor = await require_staff(request, "supervisor")
    supervisor.require("agent")  # who has a conversation must be able to answer
    body = await json_body(request)
    version, reason = _version(body), text_field(body, "reason", required=False, longest=LONGEST_NOTE)
    await request.app[keys.CASEWORK].take_over(supervisor, request.match_info["conversation_id"], version, reason)
    return await _conversation(request)


@routes.post(f"{BASE}/messages")
async def answer(request: web.Request) -> web.Response:
    """Write to the customer."""
    agent = await require_staff(request, "agent")
    body = await json_body(request)
    text = message_text(body)
    if missing := canned_replies.unfilled(text):
        raise VariableUnfilled(missing)
    receipt = await request.app[keys.CASEWORK].answer(
        agent, request.match_info["conversation_id"], client_id(body), text, ready_texts(body)
    )
    return web.json_response({"seq": receipt.seq})


@routes.post(f"{BASE}/messages/{{seq:[0-9]{{1,9}}}}/mood")
async def judge(request: web.Request) -> web.Response:
    """Say what mood a customer's message really shows."""
    agent = await require_staff(request, "agent")
    conversation_id, seq = request.match_info["conversation_id"], int(request.match_info["seq"])
    await request.app[keys.CASEWORK].judge(agent, conversation_id, seq, judgement_of(await json_body(request)))
    async with request.app[keys.DATABASE].read() as connection:
        judged = await message_log.at_seq(connection, conversation_id, seq)
    body = {"message": judged.for_agent() if judged else None}
    return web.json_response({**body, **await _summary(request)})


@routes.post(f"{BASE}/return")
async def give_back(request: web.Request) -> web.Response:
    """Return the conversation to the assistant."""
    agent = await require_staff(request, "agent")
    body = await json_body(request) if request.can_read_body else {}
    note, tell = text_field(body, "note", required=False, longest=LONGEST_NOTE), body.get("tell", False)
    if not isinstance(tell, bool):
        raise BadInput("`tell` must be true or false.", field="tell")
    await request.app[keys.CASEWORK].give_back(agent, request.match_info["conversation_id"], note, tell=tell)
    return await _conversation(request)


@routes.post(f"{BASE}/release")
async def release(request: web.Request) -> web.Response:
    """Put the conversation back into the queue."""
    agent = await require_staff(request, "agent")
    await request.app[keys.CASEWORK].release(agent, request.match_info["conversation_id"])
    return await _conversation(request)


@routes.get("/api/agent/colleagues")
async def colleagues(request: web.Request) -> web.Response:
    """Those a conversation may be given to."""
    agent = await require_staff(request, "agent")
    async with request.app[keys.DATABASE].read() as connection:
        found = await transfers.colleagues(connection, agent, now())
    return web.json_response({"colleagues": [one.as_json() for one in found]})


@routes.post(f"{BASE}/transfer")
async def transfer(request: web.Request) -> web.Response:
    """Give the conversation to a colleague, or to whoever is free next."""
    agent = await require_staff(request, "agent")
    body = await json_body(request)
    to, note = text_field(body, "to"), text_field(body, "note", required=False, longest=LONGEST_NOTE)
    await request.app[keys.CASEWORK].transfer(agent, request.match_info["conversation_id"], to, note)
    return await _conversation(request)


@routes.post(f"{BASE}/take-up")
async def take_up(request: web.Request) -> web.Response:
    """Take up what a colleague has given."""
    agent = await require_staff(request, "agent")
    await request.app[keys.CASEWORK].take_up(agent, request.match_info["conversation_id"])
    return await _conversation(request)


@routes.post(f"{BASE}/decline")
async def decline(request: web.Request) -> web.Response:
    """Leave what the desk has offered to others."""
    agent = await require_staff(request, "agent")
    await request.app[keys.CASEWORK].decline(agent, request.match_info["conversation_id"])
    return await _conversation(request)


@routes.post(f"{BASE}/close")
async def close(request: web.Request) -> web.Response:
    """End the conversation."""
    agent = await require_staff(request, "agent")
    body = await json_body(request) if request.can_read_body else {}
    note = text_field(body, "note", required=False, longest=LONGEST_NOTE)
    codes = request.app[keys.WRAP_UP]
    code = wrap_up.check(codes, body.get("wrap_up"))
    await request.app[keys.CASEWORK].close(agent, request.match_info["conversation_id"], note, code)
    return await _conversation(request)


@routes.get("/api/agent/wrap-up")
async def wrap_up_codes(request: web.Request) -> web.Response:
    """What a conversation may have been about."""
    await require_staff(request, "agent")
    return web.json_response({"codes": [one.as_json() for one in request.app[keys.WRAP_UP]]})


@routes.get("/api/agent/suggestions")
async def suggestions(request: web.Request) -> web.Response:
    """Articles that may answer the customer's last message."""
    await require_staff(request, "agent")
    async with request.app[keys.DATABASE].read() as connection:
        conversation = await conversations.get(connection, request.query.get("conversation_id", ""))
        asked = await message_log.latest_of_customer(connection, conversation.id)
    if asked is None:
        return web.json_response({"articles": []})
    hits = await request.app[keys.KNOWLEDGE].search(asked.text, conversation.language)
    return web.json_response({"articles": [_suggestion(hit) for hit in hits]})


def _version(body: dict[str, Any]) -> int:
    version = body.get("version")
    if not isinstance(version, int) or isinstance(version, bool):
        raise BadInput("`version` must be a number.", field="version")
    return version


def _suggestion(hit: dict[str, Any]) -> dict[str, Any]:
    return {
        "article_id": hit["article_id"],
        "title": hit["title"],
        "language": hit["language"],
        "text": hit["passage"][:LONGEST_PASSAGE],
        "url": hit["url"],
        "score": hit["score"],
    }


async def _conversation(request: web.Request) -> web.Response:
    return web.json_response(await _summary(request))


async def _summary(request: web.Request) -> dict[str, Any]:
    async with request.app[keys.DATABASE].read() as connection:
        return {"conversation": await summaries.summary_of(connection, request.match_info["conversation_id"], now())}
