"""The desk's line to the assistant: what is asked, and what answers are accepted."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from escalation.errors import BotFailed
from escalation.handovers import Request
from escalation.priority import REASONS

HAPPENED = ("failed", "unhelpful", "repeated")
KINDS = ("text", "article", "articles", "order")
LONGEST_REPLY = 10_000
PARSE_SECONDS = 5.0
"""The mood of a message is worth little when it comes late."""


@dataclass(frozen=True)
class Reply:
    """One thing the assistant says."""

    kind: str
    text: str
    data: dict[str, Any] = field(default_factory=dict)
    choices: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """What the assistant understood of a message."""

    language: str | None
    intent: dict[str, Any] | None
    mood: dict[str, Any] | None  # {"label", "frustration", "reasons"}


@dataclass(frozen=True)
class Answer:
    """The assistant's whole answer to a turn."""

    replies: list[Reply]
    reading: Reading
    hand_over: Request | None
    happened: list[str] = field(default_factory=list)  # of HAPPENED, in the turn it answers


class BotClient:
    """Talks to the bot's channel. Use as an asynchronous context manager."""

    def __init__(self, url: str, token: str, turn_timeout: float) -> None:
        self._url = url
        self._turn_timeout = turn_timeout
        self._headers = {"Authorization": f"Bearer {token}"}
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> BotClient:
        self._session = aiohttp.ClientSession(headers=self._headers, connector=aiohttp.TCPConnector(limit=0))
        return self

    async def __aexit__(self, *failure: object) -> None:
        if self._session is not None:
            await self._session.close()

    async def turn(self, body: dict[str, Any]) -> Answer:
        """Let the assistant answer a message; the same ``turn_id`` again gives the same answer.

        It may say nothing only while the customer is ``waiting`` for a person.

        Raises:
            BotFailed: It did not answer in time, or not as agreed.
        """
        answer = answer_of(await self._post("turn", body, self._turn_timeout))
        if not answer.replies and answer.hand_over is None and not body.get("waiting"):
            raise BotFailed("The assistant said nothing.")
        return answer

    async def returned(self, conversation_id: str, note: str) -> None:
        """Tell the assistant's memory that a person has given the conversation back.

        Raises:
            BotFailed: It did not take it.
        """
        await self._post("returned", {"conversation_id": conversation_id, "note": note}, self._turn_timeout)

    async def parse(self, text: str, language: str) -> Reading:
        """Read a message's language and mood without answering it.

        Raises:
            BotFailed: It did not answer in time, or not as agreed.
        """
        return _reading(await self._post("parse", {"text": text, "language": language}, PARSE_SECONDS))

    async def _post(self, path: str, body: dict[str, Any], timeout: float) -> dict[str, Any]:
        if self._session is None:
            raise BotFailed("The line to the assistant is not open.")
        try:
            async with self._session.post(
                f"{self._url}/webhooks/desk/{path}", json=body, timeout=aiohttp.ClientTimeout(total=timeout)
            ) as response:
                if response.status != 200:
                    raise BotFailed(f"The assistant answered {response.status}.", status=response.status)
                found = await response.json()
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
            raise BotFailed(f"The assistant did not answer: {str(error) or type(error).__name__}.") from error
        if not isinstance(found, dict):
            raise BotFailed("The assistant's answer is no JSON object.")
        return found


def answer_of(body: dict[str, Any]) -> Answer:
    """Check a turn's answer against the protocol.

    Raises:
        BotFailed: It is not as agreed.
    """
    replies = [_reply(item) for item in _list(body, "replies")]
    return Answer(replies, _reading(body), _hand_over(body), _happened(body))


def _reply(item: Any) -> Reply:
    reply = _object(item, "a reply")
    kind, text = reply.get("kind", "text"), reply.get("text", "")
    if kind not in KINDS:
        raise BotFailed(f"The assistant sent a reply of kind {kind!r}.")
    if not isinstance(text, str) or (kind == "text" and not text.strip()) or len(text) > LONGEST_REPLY:
        raise BotFailed("The assistant sent a reply without a usable text.")
    choices = [_choice(choice) for choice in _list(reply, "choices")]
    return Reply(kind, text, _object(reply.get("data") or {}, "data"), choices)


def _choice(item: Any) -> dict[str, Any]:
    choice = _object(item, "a choice")
    title, payload = choice.get("title"), choice.get("payload")
    if not isinstance(title, str) or not title.strip() or not isinstance(payload, (str, type(None))):
        raise BotFailed("The assistant sent a choice without a title.")
    return {"title": title, "payload": payload}


def _reading(body: dict[str, Any]) -> Reading:
    mood = body.get("mood")
    if mood is not None:
        frustration = _object(mood, "the mood").get("frustration")
        if isinstance(frustration, bool) or not isinstance(frustration, (int, float)) or not 0 <= frustration <= 1:
            raise BotFailed("The assistant sent a frustration outside 0 to 1.")
        mood = {"label": mood.get("label"), "frustration": float(frustration), "reasons": _list(mood, "reasons")}
    language, intent = body.get("language"), body.get("intent")
    return Reading(
        language if isinstance(language, str) and len(language) <= 8 else None,
        intent if isinstance(intent, dict) else None,
        mood,
    )


def _happened(body: dict[str, Any]) -> list[str]:
    told = _object(body.get("happened") or {}, "`happened`")
    if any(not isinstance(value, bool) for value in told.values()):
        raise BotFailed("The assistant sent in `happened` what is neither true nor false.")
    return [name for name in HAPPENED if told.get(name)]


def _hand_over(body: dict[str, Any]) -> Request | None:
    if body.get("hand_over") is None:
        return None
    wish = _object(body["hand_over"], "the hand-over")
    if wish.get("reason") not in REASONS:
        raise BotFailed(f"The assistant handed over for an unknown reason, {wish.get('reason')!r}.")
    return Request(
        reason=wish["reason"],
        rule=wish.get("rule"),
        score=wish.get("score"),
        order=wish.get("order"),
        slots=_object(wish.get("slots") or {}, "slots"),
        articles=_list(wish, "articles"),
        summary=str(wish.get("summary") or ""),
    )


def _object(value: Any, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BotFailed(f"The assistant sent {what} that is no object.")
    return value


def _list(body: dict[str, Any], name: str) -> list[Any]:
    value = body.get(name) or []
    if not isinstance(value, list):
        raise BotFailed(f"The assistant sent `{name}` that is no list.")
    return value
