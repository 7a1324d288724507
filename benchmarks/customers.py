"""Customers who all ask the same few things, of Warmline through their WebSocket or of plain Rasa over REST."""

from __future__ import annotations

import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import aiohttp

from tests.stack.people import Customer, Frame

EPOCH = time.time() - time.perf_counter()
"""What turns a reading of the steady clock into a moment that can be held against the database's."""

QUESTIONS = {
    "pl": (
        "Dzień dobry",
        "Ile kosztuje dostawa do paczkomatu?",
        "Ile mam dni na zwrot towaru?",
        "Gdzie jest moja paczka LP-104217? Mój e-mail to anna.nowak@example.com",
    ),
    "en": (
        "Good morning",
        "How much is delivery to a parcel locker?",
        "How many days do I have to return something?",
        "Where is my order LP-104217? My e-mail is anna.nowak@example.com",
    ),
}
"""A greeting, two questions for the knowledge base, and an order with its proof."""
SEARCHED = (1, 2)
"""Which of them the knowledge base answers."""


@dataclass(frozen=True)
class Reply:
    """The whole answer to one message, and when what happened (seconds of the steady clock)."""

    language: str
    question: str
    sent: float
    acknowledged: float  # committed by the desk; plain Rasa does not acknowledge
    received: float  # the last piece of the answer
    length: int  # characters of all pieces
    failed: bool  # no answer, or that of a broken turn
    conversation_id: str
    seq: int = 0

    @property
    def milliseconds(self) -> float:
        """From the message to its answer, as the customer waits."""
        return (self.received - self.sent) * 1000


class Asker(Protocol):
    """Somebody who can ask one thing after another in one conversation."""

    async def asked(self, question: str) -> Reply:
        """Ask, and wait for the whole answer."""
        ...


Arrival = Callable[[str], AbstractAsyncContextManager[Asker]]
"""A new customer of one language, with a new conversation."""


class SocketCustomer(Customer):
    """A widget at the wire that notes when each message came."""

    def __init__(self, url: str, language: str) -> None:
        super().__init__(url, language)
        self.came: dict[int, float] = {}
        self.acknowledged: dict[int, float] = {}

    async def asked(self, question: str) -> Reply:
        """Ask, and wait until the assistant has said all it has to say."""
        sent = time.perf_counter()
        pieces = await self.ask(question)
        seq = self.acks[-1]["seq"]
        return Reply(
            language=self.language,
            question=question,
            sent=sent,
            acknowledged=self.acknowledged[seq],
            received=max(self.came[piece["seq"]] for piece in pieces),
            length=sum(len(piece["text"]) for piece in pieces),
            failed=any(piece["author"]["kind"] != "assistant" for piece in pieces) or bool(self.errors),
            conversation_id=self.state["id"],
            seq=seq,
        )

    def _take(self, frame: Frame) -> None:
        now = time.perf_counter()
        if frame["type"] == "ack":
            self.acknowledged[frame["seq"]] = now
        elif frame["type"] == "message":
            self.came.setdefault(frame["message"]["seq"], now)
        super()._take(frame)


class HttpCustomer:
    """A customer whose every message is one request to a Rasa server."""

    def __init__(self, session: aiohttp.ClientSession, language: str) -> None:
        self.session = session
        self.language = language
        self.conversation_id = str(uuid.uuid4())

    async def _post(self, path: str, body: Any) -> tuple[int, Any, float, float]:
        sent = time.perf_counter()
        async with self.session.post(path, json=body) as response:
            answer = await response.json()
            return response.status, answer, sent, time.perf_counter()

    def _reply(self, question: str, sent: float, received: float, pieces: list[dict[str, Any]]) -> Reply:
        length = sum(len(piece.get("text") or "") for piece in pieces)
        failed = length == 0
        return Reply(self.language, question, sent, sent, received, length, failed, self.conversation_id)


class RestCustomer(HttpCustomer):
    """A customer of plain Rasa's own REST channel."""

    async def prepare(self) -> None:
        """Begin the session in the customer's language, which Warmline's processor does within the first turn."""
        language = {"event": "slot", "name": "language", "value": self.language}
        status, *_ = await self._post(f"/conversations/{self.conversation_id}/tracker/events", [language])
        if status != 200:
            raise RuntimeError(f"plain Rasa did not take the language: {status}")

    async def asked(self, question: str) -> Reply:
        """Ask; Rasa answers with everything at once."""
        body = {"sender": self.conversation_id, "message": question, "metadata": _metadata(self.language)}
        status, answer, sent, received = await self._post("/webhooks/rest/webhook", body)
        return self._reply(question, sent, received, answer if status == 200 else [])


class TurnCustomer(HttpCustomer):
    """The desk's own request to the bot, without the desk."""

    async def asked(self, question: str) -> Reply:
        """Ask for one turn."""
        ids = {"conversation_id": self.conversation_id, "turn_id": str(uuid.uuid4())}
        body = {**ids, "text": question, **_metadata(self.language)}
        status, answer, sent, received = await self._post("/webhooks/desk/turn", body)
        return self._reply(question, sent, received, answer["replies"] if status == 200 else [])


def _metadata(language: str) -> dict[str, Any]:
    return {"language": language, "language_chosen": False, "customer": {"id": str(uuid.uuid4()), "verified": False}}


def through_the_desk(url: str) -> Arrival:
    """Customers of Warmline."""

    @asynccontextmanager
    async def arrive(language: str) -> AsyncIterator[Asker]:
        customer = SocketCustomer(url, language)
        async with customer:
            yield customer

    return arrive


def through_rest(session: aiohttp.ClientSession) -> Arrival:
    """Customers of plain Rasa."""

    @asynccontextmanager
    async def arrive(language: str) -> AsyncIterator[Asker]:
        customer = RestCustomer(session, language)
        await customer.prepare()
        yield customer

    return arrive


def at_the_bot(session: aiohttp.ClientSession) -> Arrival:
    """The desk's requests to the bot, without the desk."""

    @asynccontextmanager
    async def arrive(language: str) -> AsyncIterator[Asker]:
        yield TurnCustomer(session, language)

    return arrive
