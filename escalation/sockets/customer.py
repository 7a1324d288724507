"""The customer's socket. It sends what the database holds beyond its cursor, and a hint only makes it look."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import WSMsgType, web

from escalation import announcements, browsing, conversations, keys, message_log, states, visitors
from escalation.conversations import Conversation
from escalation.errors import BadFrame
from escalation.live import Hint, customer_topic
from escalation.message_log import Receipt
from escalation.message_text import client_id, message_text
from escalation.reception import check_language
from escalation.sockets.frames import NOT_SIGNED_IN, error_frame, frame_of, new_socket, number
from escalation.visitors import Customer
from warmline.clock import now
from warmline.errors import BadInput, NotSignedIn, WarmlineError
from warmline.logs import logger

log = logger(__name__)
routes = web.RouteTableDef()

HELLO_SECONDS = 10.0
LOOK_SECONDS = 60.0
"""How often a socket looks without a hint."""

TYPING_SECONDS = 1.0
LONGEST_TYPING = 4000


@routes.get("/api/widget/socket")
async def socket(request: web.Request) -> web.WebSocketResponse:
    """A visitor's connection, for as long as it lasts."""
    request.app[keys.ORIGINS].require_known(request)
    await request.app[keys.LIMITER].hit("sockets", request.remote or "")
    connection = new_socket()
    await connection.prepare(request)
    with request.app[keys.SOCKETS].kept(connection):
        try:
            hello = await _hello(request.app, connection)
            if hello is not None:
                await CustomerSocket(request.app, connection, *hello).serve()
        except ConnectionResetError:
            log.debug("customer went away")
    return connection


async def _hello(app: web.Application, connection: web.WebSocketResponse) -> tuple[Customer, dict[str, Any]] | None:
    """Who is there: the first frame says so, within its time, or the socket closes."""
    try:
        message = await connection.receive(HELLO_SECONDS)
        if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
            return None
        frame = frame_of(message)
        customer = await _customer(app, frame)
    except asyncio.TimeoutError:
        await connection.send_json(error_frame(NotSignedIn("Say `hello` first.")))
    except WarmlineError as error:
        await connection.send_json(error_frame(error))
    else:
        return customer, frame
    await connection.close(code=NOT_SIGNED_IN)
    return None


async def _customer(app: web.Application, frame: dict[str, Any]) -> Customer:
    token = frame.get("token")
    if frame["type"] != "hello" or not isinstance(token, str):
        raise NotSignedIn("Say `hello` with your token first.")
    check_language(frame.get("language"))
    number(frame, "last_seq", default=0)
    async with app[keys.DATABASE].read() as connection:
        customer = await visitors.customer_of(connection, token)
    if customer is None:
        raise NotSignedIn("This token is unknown; begin a new session.")
    return customer


class CustomerSocket:
    """One visitor's connection after its hello."""

    def __init__(
        self, app: web.Application, socket: web.WebSocketResponse, customer: Customer, hello: dict[str, Any]
    ) -> None:
        self.app = app
        self.socket = socket
        self.customer = customer
        self.token: str = hello["token"]
        self.language: str = hello["language"]
        self._cursor: int = hello.get("last_seq", 0)
        self._cursor_of = hello.get("conversation_id")
        self._state: dict[str, Any] = {}
        self._lock = asyncio.Lock()
        self._typed_at = 0.0

    async def serve(self) -> None:
        """Welcome the customer, then read and write until the connection ends."""
        with self.app[keys.LIVE].subscribe(customer_topic(self.customer.id)) as hints:
            await self._welcome_back()
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
            await self._handle(frame)
        except WarmlineError as error:
            await self._send(error_frame(error, frame.get("client_message_id")))
        except ConnectionResetError:
            raise
        except Exception:
            log.exception("frame crashed", type=frame.get("type"))
            await self._send(error_frame(WarmlineError(), frame.get("client_message_id")))

    async def _handle(self, frame: dict[str, Any]) -> None:
        reception = self.app[keys.RECEPTION]
        kind = frame["type"]
        if kind == "message":
            identifier, text = client_id(frame), message_text(frame)
            await self._limit()
            await self._acknowledge(identifier, await reception.receive(self.customer, identifier, text, self.language))
        elif kind == "choice":
            identifier, seq, index = client_id(frame), number(frame, "seq"), number(frame, "index")
            await self._limit()
            receipt = await reception.choose(self.customer, identifier, seq, index, self._state["id"])
            await self._acknowledge(identifier, receipt)
        elif kind == "request_human":
            identifier = client_id(frame)
            await self._limit()
            await self._acknowledge(identifier, await reception.request_human(self.customer, identifier, self.language))
        elif kind == "withdraw":
            await self._limit()
            await reception.withdraw(self.customer)
        elif kind == "language":
            await reception.choose_language(self.customer, check_language(frame.get("language")))
            self.language = frame["language"]
        elif kind == "typing":
            await self._type(frame)
        elif kind == "read":
            await reception.mark_read(self.customer, number(frame, "seq"))
        elif kind == "close":
            await reception.close(self.customer)
        elif kind == "rate":
            await self._limit()
            await self._rate(frame)
        elif kind == "context":
            await self._tell(frame)
        elif kind == "ping":
            await self._send({"type": "pong"})
        elif kind == "hello":
            await self._hello_again(frame)
        else:
            raise BadFrame(f"There is no frame of type {kind[:40]!r}.")

    async def _limit(self) -> None:
        await self.app[keys.LIMITER].hit("messages", self.customer.id)

    async def _acknowledge(self, identifier: str, receipt: Receipt) -> None:
        """Acknowledge a message; where it began a new conversation, show that first."""
        if receipt.conversation_id != self._state["id"] and not receipt.repeated:
            await self._look()
        await self._send({"type": "ack", "client_message_id": identifier, "seq": receipt.seq})

    async def _hello_again(self, frame: dict[str, Any]) -> None:
        """The client has seen a gap, or another token of the same person: it gets everything it lacks."""
        customer = await _customer(self.app, frame)
        if customer.id != self.customer.id:
            raise BadInput("This is another visitor's token; open another socket.", field="token")
        self._cursor, self._cursor_of, self.token = (
            frame.get("last_seq", 0),
            frame.get("conversation_id"),
            frame["token"],
        )
        await self._welcome_back()

    async def _rate(self, frame: dict[str, Any]) -> None:
        """Keep an answer to the survey; the other tabs stop asking."""
        async with self.app[keys.DATABASE].write() as connection:
            rated = await self.app[keys.SURVEY].answer(connection, self.customer.id, frame, now())
        await announcements.changed(self.app[keys.LIVE], rated)

    async def _tell(self, frame: dict[str, Any]) -> None:
        """Keep what the shop's page tells of its visitor."""
        what = browsing.told(frame, self.app[keys.ORIGINS].knows)
        await self.app[keys.LIMITER].hit("contexts", self.customer.id)
        async with self.app[keys.DATABASE].write() as connection:
            await browsing.keep(connection, self.customer.id, what, now())

    async def _type(self, frame: dict[str, Any]) -> None:
        """Let the agent see what is being typed; more often than once a second is left out."""
        text = frame.get("text")
        if text is not None and (not isinstance(text, str) or len(text) > LONGEST_TYPING):
            raise BadInput("`text` must be a text of at most 4,000 characters.", field="text")
        moment = asyncio.get_running_loop().time()
        if moment - self._typed_at < TYPING_SECONDS:
            return
        self._typed_at = moment
        async with self.app[keys.DATABASE].read() as connection:
            conversation = await conversations.get(connection, self._state["id"])
        author = {"kind": "customer", "name": self.customer.name}
        await announcements.typing(self.app[keys.LIVE], conversation, author, text)

    async def _write(self, hints: asyncio.Queue[Hint]) -> None:
        """Look after every hint, and now and then without one."""
        while not self.socket.closed:
            try:
                hint = await asyncio.wait_for(hints.get(), LOOK_SECONDS)
            except asyncio.TimeoutError:
                hint = None
            try:
                if hint is not None and hint.kind == "typing":
                    if hint.data["author"]["kind"] != "customer":
                        await self._send({"type": "typing", "author": hint.data["author"]})
                elif hint is not None and hint.kind == "place":
                    await self._show_place(hint)
                else:
                    await self._look()
            except ConnectionResetError:
                return
            except Exception:
                log.exception("socket could not look")

    async def _welcome_back(self) -> None:
        async with self._lock:
            customer, conversation, state, _ = await self._read(0)
            foreign = self._cursor_of is not None and self._cursor_of != conversation.id
            if foreign or self._cursor > conversation.last_seq:
                self._cursor = 0
            await self._welcome(customer, conversation, state)

    async def _look(self) -> None:
        """Send what is new since the cursor, then the state if it has changed."""
        async with self._lock:
            customer, conversation, state, messages = await self._read(self._cursor)
            if conversation.id != self._state["id"]:
                self._cursor = 0
                await self._welcome(customer, conversation, state)
                return
            for message in messages:
                await self._send({"type": "message", "message": message.for_customer()})
                self._cursor = message.seq
            if state != self._state:
                self._state = state
                await self._send({"type": "state", "state": state})

    async def _show_place(self, hint: Hint) -> None:
        """Pass on a place in the queue that was looked up for everybody who waits."""
        async with self._lock:
            waits = self._state["id"] == hint.conversation_id and self._state["queue"] is not None
            if waits and self._state["queue"] != hint.data:
                self._state = {**self._state, "queue": hint.data}
                await self._send({"type": "state", "state": self._state})

    async def _welcome(self, customer: Customer, conversation: Conversation, state: dict[str, Any]) -> None:
        async with self.app[keys.DATABASE].read() as connection:
            messages = await message_log.after(connection, conversation.id, self._cursor)
        if messages:
            self._cursor = messages[-1].seq
        self._state = state
        await self._send(
            {
                "type": "welcome",
                "state": state,
                "messages": [message.for_customer() for message in messages],
                "you": {"name": customer.name, "verified": customer.is_verified(now())},
            }
        )

    async def _read(self, cursor: int) -> tuple[Customer, Conversation, dict[str, Any], list[message_log.Message]]:
        """The customer, the conversation to show, its state and the messages after the cursor, as of one moment."""
        at = now()
        async with self.app[keys.DATABASE].read() as connection:
            customer = await visitors.customer_with(connection, self.customer.id)
            conversation = await conversations.current_of(connection, self.customer.id)
            if conversation is not None:
                state = await states.state_of(
                    connection, conversation, self.app[keys.AVAILABILITY], self.app[keys.SURVEY], at
                )
                return customer, conversation, state, await message_log.after(connection, conversation.id, cursor)
        async with self.app[keys.DATABASE].write() as connection:
            conversation = await conversations.find_or_open(connection, self.customer.id, self.language, at)
            state = await states.state_of(
                connection, conversation, self.app[keys.AVAILABILITY], self.app[keys.SURVEY], at
            )
        return customer, conversation, state, []

    async def _send(self, frame: dict[str, Any]) -> None:
        if not self.socket.closed:
            await self.socket.send_json(frame)
