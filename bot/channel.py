"""The desk's channel into Rasa; see `docs/protocol.md`, "Between the processes"."""

from __future__ import annotations

import hmac
import os
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.lock_store import LockError
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.events import ActiveLoop, SlotSet
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.answer import answer_of, understanding
from bot.errors import NotReady
from bot.policies.signals import RETURNED
from bot.processor import install
from bot.requests import TurnRequest, language_field, plain_words
from bot.second_wish import SECOND_WISH
from bot.waiting import WAITING
from warmline.clock import now
from warmline.errors import BadInput, NotSignedIn, Unavailable, WarmlineError
from warmline.logs import configure_logs, logger
from warmline.settings import Settings
from warmline.web import text_field

log = logger(__name__)

LOCK_PATIENCE = 0.1
"""Seconds between two looks whether another turn of the conversation has ended; Rasa's default is one second."""
LONGEST_NOTE = 2000

Handler = Callable[[Request], Awaitable[dict[str, Any]]]


class DeskChannel(InputChannel):
    """Takes turns from the desk and answers each with one JSON object."""

    @classmethod
    def name(cls) -> str:
        """Part of the address: `/webhooks/desk/...`."""
        return "desk"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> DeskChannel:
        """Called once when the Rasa server starts, before its model is loaded."""
        settings = Settings.from_env(os.environ)
        configure_logs("bot", settings.log_level, settings.log_json)
        install()
        return cls(settings.service_token)

    def __init__(self, token: str) -> None:
        self._token = token

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The addresses; messages go to the processor directly, whose errors ``on_new_message`` would hide."""
        blueprint = Blueprint("desk_channel")
        blueprint.add_route(self._guarded(turn), "/turn", methods=["POST"], name="turn")
        blueprint.add_route(self._guarded(returned), "/returned", methods=["POST"], name="returned")
        blueprint.add_route(self._guarded(parse), "/parse", methods=["POST"], name="parse")
        blueprint.add_route(_as_json(health), "/health", methods=["GET"], name="health")
        return blueprint

    def _guarded(self, handler: Handler) -> Callable[[Request], Awaitable[HTTPResponse]]:
        async def checked(request: Request) -> dict[str, Any]:
            given = request.headers.get("Authorization", "").removeprefix("Bearer ")
            if not hmac.compare_digest(given.encode(), self._token.encode()):
                raise NotSignedIn("This address is for Warmline's own processes; send the service token.")
            return await handler(request)

        return _as_json(checked)


async def turn(request: Request) -> dict[str, Any]:
    """Handle one turn, or give its answer again."""
    asked = TurnRequest.from_json(_body(request))
    agent = _agent(request)
    try:
        async with agent.lock_store.lock(asked.conversation_id, wait_time_in_seconds=LOCK_PATIENCE):
            tracker = await agent.processor.get_tracker(asked.conversation_id)
            answer = answer_of(tracker.events, asked.turn_id)
            if answer is None:
                await agent.processor.handle_message(asked.as_message(DeskChannel.name()))
                tracker = await agent.processor.get_tracker(asked.conversation_id)
                answer = answer_of(tracker.events, asked.turn_id)
    except LockError as error:
        raise Unavailable("The conversation is busy with another turn.") from error
    if answer is None:
        raise WarmlineError("The turn left no trace in the bot's memory.")
    return answer


async def returned(request: Request) -> dict[str, Any]:
    """A person gives the conversation back: what went before no longer counts against the assistant."""
    body = _body(request)
    conversation_id = text_field(body, "conversation_id", longest=255)
    note = text_field(body, "note", required=False, longest=LONGEST_NOTE) if body.get("note") else ""
    agent = _agent(request)
    try:
        async with agent.lock_store.lock(conversation_id, wait_time_in_seconds=LOCK_PATIENCE):
            tracker = await agent.processor.get_tracker(conversation_id)
            if tracker.events:
                for event in (
                    ActiveLoop(None),
                    SlotSet(REQUESTED_SLOT, None),
                    SlotSet("escalation", None),
                    SlotSet("search", None),
                    SlotSet(SECOND_WISH, None),
                    SlotSet(WAITING, None),
                    SlotSet(RETURNED, {"at": now().isoformat(), "note": note}),
                ):
                    tracker.update(event, agent.domain)
                await agent.processor.save_tracker(tracker)
    except LockError as error:
        raise Unavailable("The conversation is busy with another turn.") from error
    return {"status": "ok"}


async def parse(request: Request) -> dict[str, Any]:
    """Language, intent and mood of a text, without touching any memory."""
    body = _body(request)
    text = plain_words(text_field(body, "text", longest=10_000))
    metadata = {"language": language_field(body), "language_chosen": False}
    return understanding(await _agent(request).processor.parse_message(UserMessage(text, metadata=metadata)))


async def health(request: Request) -> dict[str, Any]:
    """Well when a model is loaded."""
    _agent(request)
    return {"status": "ok"}


def _agent(request: Request) -> Agent:
    agent = getattr(request.app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        raise NotReady
    return agent


def _body(request: Request) -> dict[str, Any]:
    try:
        body = request.json
    except Exception as error:  # Sanic has an exception class of its own for each version
        raise BadInput("The body must be JSON.") from error
    if not isinstance(body, dict):
        raise BadInput("The body must be a JSON object.")
    return body


def _as_json(handler: Handler) -> Callable[[Request], Awaitable[HTTPResponse]]:
    """Every answer and every error leaves as JSON, with the status its class names."""

    @wraps(handler)
    async def answered(request: Request) -> HTTPResponse:
        try:
            return response.json(await handler(request))
        except WarmlineError as error:
            if error.status >= 500 and not isinstance(error, NotReady):
                log.error("request failed", path=request.path, code=error.code, message=error.message, exc_info=error)
            return response.json(error.as_json(), status=error.status)
        except Exception:
            log.exception("request crashed", path=request.path)
            return response.json(WarmlineError().as_json(), status=500)

    return answered
