"""The staff's socket: lists of conversations, and the conversations an agent has open, always up to date."""

from __future__ import annotations

import asyncio
import uuid
from time import monotonic
from typing import Any

from aiohttp import web

from escalation import announcements, callback_list, keys, message_log, notes, owner, presence, summaries
from escalation.errors import BadFrame
from escalation.http.access import COOKIE, require_staff
from escalation.live import STAFF, Hint, gathered
from escalation.sockets.frames import NOT_SIGNED_IN, error_frame, frame_of, new_socket, number
from escalation.staff import Staff
from warmline.clock import now
from warmline.errors import BadInput, NotAllowed, NotSignedIn, WarmlineError
from warmline.logs import logger

log = logger(__name__)
routes = web.RouteTableDef()

CHECK_SECONDS = 1.0
"""How long a session that was found good is shown what happens without being looked up again."""

PERSONAL = ("presence", "noted", "callbacks")
"""Hints after which the agent's own presence, mentions or call-backs may be others."""

MOST_OPEN = 20
"""Conversations one socket may watch."""


@routes.get("/api/agent/socket")
async def socket(request: web.Request) -> web.WebSocketResponse:
    """An agent's connection, for as long as it lasts."""
    request.app[keys.ORIGINS].require_own(request)
    agent = await require_staff(request, "agent")
    await request.app[keys.LIMITER].hit("sockets", request.remote or "")
    connection = new_socket()
    await connection.prepare(request)
    with request.app[keys.SOCKETS].kept(connection):
        try:
            await StaffSocket(request.app, connection, agent, request.cookies[COOKIE]).serve()
        except ConnectionResetError:
            log.debug("agent went away", staff=agent.id)
    return connection


class StaffSocket:
    """One connection of an agent; several of the same agent are one presence."""

    def __init__(self, app: web.Application, socket: web.WebSocketResponse, agent: Staff, token: str) -> None:
        self.app = app
        self.socket = socket
        self.agent = agent
        self.token = token
        self.id = str(uuid.uuid4())
        self._cursors: dict[str, int] = {}
        self._notes: dict[str, Any] = {}  # as they were sent last, by conversation
        self._lists: dict[str, Any] = {}
        self._checked = monotonic()
        self._lock = asyncio.Lock()

    async def serve(self) -> None:
        """Be present, then read and write until the connection ends."""
        database = self.app[keys.DATABASE]
        async with database.write() as connection:
            await presence.connect(connection, self.id, self.agent.id, now())
        await announcements.presence(self.app[keys.LIVE])
        try:
            with self.app[keys.LIVE].subscribe(STAFF) as hints:
                self._lists = await self._read_lists()
                await self._send(
                    {
                        "type": "welcome",
                        "staff": self.agent.as_json(),
                        "assigns": self.app[keys.SETTINGS].automatic_assignment,
                        **self._lists,
                    }
                )
                await self._serve(hints)
        finally:
            async with database.write() as connection:
                await presence.disconnect(connection, self.id, now())

    async def _serve(self, hints: asyncio.Queue[Hint]) -> None:
        writer = asyncio.create_task(self._write(hints))
        try:
            async for message in self.socket:
                await self._take(message)
        finally:
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)

    async def _take(self, message: Any) -> None:
        """Handle one frame; whatever is wrong with it is answered, and the socket lives on."""
        frame: dict[str, Any] = {}
        try:
            frame = frame_of(message)
            await self._check_session()
            await self._handle(frame)
        except NotSignedIn as error:
            await self._dismiss(error)
        except WarmlineError as error:
            await self._send(error_frame(error))
        except ConnectionResetError:
            raise
        except Exception:
            log.exception("frame crashed", type=frame.get("type"))
            await self._send(error_frame(WarmlineError()))

    async def _handle(self, frame: dict[str, Any]) -> None:
        kind = frame["type"]
        if kind == "open":
            await self._open(_conversation_id(frame), number(frame, "last_seq", default=0))
        elif kind == "leave":
            self._cursors.pop(_conversation_id(frame), None)
            self._notes.pop(_conversation_id(frame), None)
        elif kind == "typing":
            await self.app[keys.CASEWORK].type(self.agent, _conversation_id(frame))
        elif kind == "presence":
            chosen = frame.get("presence")
            if chosen not in presence.CHOICES:
                raise BadInput(f"`presence` must be one of {', '.join(presence.CHOICES)}.", field="presence")
            await self.app[keys.CASEWORK].choose_presence(self.agent, chosen)
        elif kind == "ping":
            await self._send({"type": "pong"})
        else:
            raise BadFrame(f"There is no frame of type {kind[:40]!r}.")

    async def _open(self, conversation_id: str, last_seq: int) -> None:
        if conversation_id not in self._cursors and len(self._cursors) >= MOST_OPEN:
            raise BadInput(f"At most {MOST_OPEN} conversations can be open at once; leave one first.")
        async with self._lock:
            await self._send_messages(conversation_id, last_seq, always=True)
            self._notes.pop(conversation_id, None)
            await self._send_notes(conversation_id)

    async def _check_session(self) -> None:
        """The session may have ended elsewhere, or the role been taken away."""
        self.agent = await self.app[keys.SIGN_IN].holder(self.token)
        if not self.agent.may("agent"):
            raise NotSignedIn("You are no agent any more.")
        self._checked = monotonic()

    async def _dismiss(self, error: NotSignedIn | NotAllowed) -> None:
        await self._send(error_frame(error))
        await self.socket.close(code=NOT_SIGNED_IN)

    async def _write(self, hints: asyncio.Queue[Hint]) -> None:
        """Look after every hint that concerns this agent, and with every beat of the presence.

        Nothing is shown once the session is over.
        """
        beaten = monotonic()
        while not self.socket.closed:
            try:
                heard = await gathered(hints, beaten + presence.BEAT_SECONDS - monotonic())
                due = monotonic() - beaten >= presence.BEAT_SECONDS
                heard = [hint for hint in heard if self._concerns(hint)]
                if not due and not heard:
                    continue
                doubtful = due or monotonic() - self._checked > CHECK_SECONDS
                if doubtful or any(hint.kind in ("presence", "resync") for hint in heard):
                    await self._check_session()
                if due:
                    beaten = monotonic()
                    async with self.app[keys.DATABASE].write() as connection:
                        await presence.beat(connection, self.id, now())
                await self._answer(heard, everything=due or any(hint.kind == "resync" for hint in heard))
            except NotSignedIn as error:
                await self._dismiss(error)
            except ConnectionResetError:
                return
            except Exception:
                log.exception("socket could not look")

    async def _answer(self, heard: list[Hint], *, everything: bool) -> None:
        for hint in heard:
            if hint.kind == "typing" and hint.conversation_id in self._cursors:
                await self._send_typing(hint)
        if not everything and all(hint.kind == "typing" for hint in heard):
            return
        moods = {(hint.conversation_id, seq) for hint in heard if hint.kind == "touched" for seq in hint.data["seqs"]}
        changed = {hint.conversation_id for hint in heard if hint.kind in ("changed", "touched")}
        noted = {hint.conversation_id for hint in heard if hint.kind == "noted"}
        async with self._lock:
            for conversation_id in list(self._cursors):
                if everything or conversation_id in changed:
                    again = {seq for found, seq in moods if found == conversation_id}
                    await self._send_messages(
                        conversation_id, self._cursors[conversation_id], again, conversation_id in changed
                    )
                if everything or conversation_id in noted:
                    await self._send_notes(conversation_id)
            lists = self._lists
            if everything or any(hint.kind in PERSONAL for hint in heard):
                lists = await self._read_lists()
            elif any(hint.kind == "listed" for hint in heard):
                lists = {**lists, **self.app[keys.BOARD].lists_of(self.agent.id)}
            if lists != self._lists:
                self._lists = lists
                await self._send({"type": "lists", **lists})

    def _concerns(self, hint: Hint) -> bool:
        """Whether this agent may be shown something else now."""
        if hint.kind == "listed":
            return not {owner.QUEUE, owner.agent(self.agent.id)}.isdisjoint(hint.data["owners"])
        return hint.conversation_id in self._cursors or hint.kind in (*PERSONAL, "resync")

    async def _send_typing(self, hint: Hint) -> None:
        if hint.data["author"]["kind"] == "customer":
            frame = {"type": "typing", "conversation_id": hint.conversation_id, "author": hint.data["author"]}
            await self._send(frame if hint.data["text"] is None else {**frame, "text": hint.data["text"]})

    async def _send_messages(
        self, conversation_id: str, last_seq: int, again: set[int] | None = None, always: bool = False
    ) -> None:
        """Send what comes after ``last_seq``, and ``again`` those whose mood has been read since."""
        async with self.app[keys.DATABASE].read() as connection:
            summary = await summaries.summary_of(connection, conversation_id, now())
            messages = await message_log.after(connection, conversation_id, last_seq)
            touched = [await message_log.at_seq(connection, conversation_id, seq) for seq in sorted(again or ())]
        self._cursors[conversation_id] = messages[-1].seq if messages else last_seq
        shown = [message for message in touched if message is not None and message.seq <= last_seq] + messages
        if shown or always:
            await self._send(
                {
                    "type": "messages",
                    "conversation_id": conversation_id,
                    "messages": [message.for_agent() for message in shown],
                    "conversation": summary,
                }
            )

    async def _send_notes(self, conversation_id: str) -> None:
        """Send all notes on a conversation, if they are not as they were sent last."""
        async with self.app[keys.DATABASE].read() as connection:
            found = await notes.of(connection, conversation_id)
        if found != self._notes.get(conversation_id):
            self._notes[conversation_id] = found
            await self._send({"type": "notes", "conversation_id": conversation_id, "notes": found})

    async def _read_lists(self) -> dict[str, Any]:
        async with self.app[keys.DATABASE].read() as connection:
            lists = {view: await summaries.listed(connection, view, self.agent, now()) for view in ("queue", "mine")}
            return {
                "presence": await presence.of(connection, self.agent.id),
                **lists,
                "callbacks": await callback_list.listed(connection, self.agent, now()),
                "mentions": await notes.mentions_of(connection, self.agent),
            }

    async def _send(self, frame: dict[str, Any]) -> None:
        if not self.socket.closed:
            await self.socket.send_json(frame)


def _conversation_id(frame: dict[str, Any]) -> str:
    value = frame.get("conversation_id")
    if not isinstance(value, str) or not value:
        raise BadInput("`conversation_id` must be a text.", field="conversation_id")
    return value
