"""A desk for the one-owner machine: real customers, agents and turn workers over a bot whose answers are held back."""

from __future__ import annotations

import asyncio
import itertools
import uuid
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.engine import Row

from escalation import conversations, owner, visitors
from escalation.availability import Availability
from escalation.bot_client import Answer, Reading, Reply
from escalation.casework import Casework
from escalation.conversations import Conversation
from escalation.errors import BotFailed
from escalation.handovers import Request
from escalation.hours import OpeningHours
from escalation.live import LocalLive
from escalation.reception import Reception
from escalation.reopening import Reopening
from escalation.staff import Staff
from escalation.tables import conversations as conversation_table
from escalation.tables import events, messages, turns
from escalation.turn_worker import TurnWorker
from escalation.turns import RUNNING, any_may_begin, any_orphaned
from escalation.visitors import Customer
from warmline.clock import now
from warmline.database import Database
from warmline.errors import Conflict

MOVES: dict[str, tuple[tuple[str, ...], str]] = {
    "handed_over": (("bot",), "queue"),
    "withdrawn": (("queue",), "bot"),
    "claimed": (("bot", "queue"), "agent"),
    "assigned": (("bot", "queue"), "agent"),
    "released": (("agent",), "queue"),
    "returned": (("agent",), "bot"),
    "transferred": (("agent",), "agent"),
    "transfer_lapsed": (("agent",), "queue"),
    "taken_over": (("agent",), "agent"),
    "agent_dropped": (("agent",), "queue"),
    "reopened": (("closed",), "any"),
    "closed": (("bot", "queue", "agent"), "closed"),
}
"""Every change of owner by its event: from which kinds of owner, to which (any: as the event says)."""


@dataclass
class Asked:
    """A turn the bot has been asked for and has not answered."""

    number: int
    turn_id: str
    conversation_id: str
    version: int  # the conversation's as the question came
    answer: asyncio.Future[Answer]


@dataclass
class HeldBot:
    """Keeps every question until it is told what to answer."""

    database: Database
    asked: list[Asked] = field(default_factory=list)
    versions: dict[int, int] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    async def turn(self, body: dict[str, Any]) -> Answer:
        async with self.database.read() as connection:
            version = (await conversations.get(connection, body["conversation_id"])).version
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        asked = Asked(next(self.numbers), body["turn_id"], body["conversation_id"], version, future)
        self.versions[asked.number] = version
        self.asked.append(asked)
        return await future

    async def returned(self, conversation_id: str, note: str) -> None:
        """Heard at once."""

    def is_asked(self, conversation_id: str) -> bool:
        return any(asked.conversation_id == conversation_id for asked in self.asked)

    def answer(self, conversation_id: str, index: int, how: str) -> None:
        """Answer one of the conversation's questions that are held, if there are any."""
        held = [asked for asked in self.asked if asked.conversation_id == conversation_id and not asked.answer.done()]
        if not held:
            return
        asked = held[index % len(held)]
        self.asked.remove(asked)
        if how == "fails":
            asked.answer.set_exception(BotFailed("As the test wants it."))
            return
        reading = Reading("pl", None, {"label": "neutral", "frustration": 0.1, "reasons": []})
        request = Request("complaint", rule="test") if how == "hands over" else None
        asked.answer.set_result(Answer([Reply("text", str(asked.number))], reading, request))


class NoMoods:
    """Moods are beside the point here."""

    def read(self, *message: Any) -> None:
        """Read nothing."""


class Desk:
    """Two customers, three agents and the workers there have been."""

    def __init__(self, database: Database, agents: list[Staff]) -> None:
        self.database = database
        self.agents = agents
        self.bot = HeldBot(database)
        self.live = LocalLive()
        self.availability = Availability(OpeningHours())
        self.customers: list[Customer] = []
        self.workers: list[TurnWorker] = []

    async def open(self) -> None:
        async with self.database.write() as connection:
            self.customers = [(await visitors.start(connection, None, None, now()))[1] for _ in range(2)]
        await self._start_worker()

    async def close(self) -> None:
        for worker in self.workers:
            await self._kill(worker)
        async with self.database.write() as connection:  # nothing is left for the next example's worker
            await connection.execute(update(turns).values(state="cancelled"))

    async def crash(self, *, late: bool) -> None:
        """A desk stops in the middle of what it does; ``late``: it only seemed dead and may still answer."""
        if not late:
            await self._kill(self.workers[-1])
        async with self.database.write() as connection:
            await connection.execute(
                update(turns).where(turns.c.state == RUNNING).values(lease_until=now() - timedelta(seconds=1))
            )
        await self._start_worker()
        await self.settle()

    async def _start_worker(self) -> None:
        worker = TurnWorker(self.database, self.bot, self.live, self.availability, NoMoods(), attempts=2)  # type: ignore[arg-type]
        self.workers.append(worker)
        self.casework = Casework(self.database, self.live, worker)
        self.reception = Reception(
            self.database, self.live, worker, NoMoods(), self.availability, Reopening(timedelta(hours=24))
        )  # type: ignore[arg-type]
        await worker.start()

    async def _kill(self, worker: TurnWorker) -> None:
        tasks = [*worker._loops, *worker._running]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def current(self, customer: Customer) -> Conversation:
        """The customer's conversation as everybody sees it before a race; the first message opens one."""
        async with self.database.read() as connection:
            found = await conversations.current_of(connection, customer.id)
        if found is None:
            await self.reception.receive(customer, str(uuid.uuid4()), "dzień dobry", "pl")
            async with self.database.read() as connection:
                found = await conversations.current_of(connection, customer.id)
        assert found is not None
        return found

    async def race(self, acts: list[Coroutine[Any, Any, Any]]) -> list[Any]:
        """Do all at once; a conflict is an answer like others, any other error is a failure."""
        results = await asyncio.gather(*acts, return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException) and not isinstance(result, Conflict):
                raise result
        await self.settle()
        return results

    async def settle(self) -> None:
        """Wait until every turn that may begin has been asked for, and every answer given has been taken in."""

        async def wait() -> None:
            while not await self._is_settled():
                self.workers[-1].wake()
                await asyncio.sleep(0.005)

        await asyncio.wait_for(wait(), 60)

    async def _is_settled(self) -> bool:
        async with self.database.read() as connection:
            if await any_may_begin(connection, now()) or await any_orphaned(connection, now()):
                return False
            running = set((await connection.execute(select(turns.c.id).where(turns.c.state == RUNNING))).scalars())
        return running <= {asked.turn_id for asked in self.bot.asked}

    async def check(self) -> None:
        """Hold every conversation's row against its own events and messages."""
        mine = select(conversation_table.c.id).where(
            conversation_table.c.customer_id.in_([customer.id for customer in self.customers])
        )
        async with self.database.read() as connection:
            rows = (await connection.execute(select(conversation_table).where(conversation_table.c.id.in_(mine)))).all()
            told = (
                await connection.execute(select(events).where(events.c.conversation_id.in_(mine)).order_by(events.c.id))
            ).all()
            written = (
                await connection.execute(
                    select(messages.c.conversation_id, messages.c.seq, messages.c.text, messages.c.author_kind)
                    .where(messages.c.conversation_id.in_(mine))
                    .order_by(messages.c.seq)
                )
            ).all()
        open_ones = [row.customer_id for row in rows if row.owner != owner.CLOSED]
        assert len(open_ones) == len(set(open_ones)), "a customer has two open conversations"
        for row in rows:
            self._check_conversation(
                row,
                [event for event in told if event.conversation_id == row.id],
                [message for message in written if message.conversation_id == row.id],
            )

    def _check_conversation(self, row: Row, told: list[Row], written: list[Row]) -> None:
        assert [message.seq for message in written] == list(range(1, row.last_seq + 1)), "seq has gaps"
        texts = {message.seq: message.text for message in written}
        holder, version = owner.BOT, 1
        for event in told:
            if event.kind in MOVES:
                before, after = MOVES[event.kind]
                after = event.data["owner_kind"] if after == "any" else after
                assert owner.kind_of(holder) in before, f"{event.kind} while {holder} owned it"
                if event.kind in ("released", "returned", "transferred"):
                    assert event.actor == holder, f"{event.actor} {event.kind} what {holder} owned"
                holder = owner.agent(event.data["staff_id"]) if after == "agent" else after
                version += 1
                assert event.data["version"] == version, f"{event.kind} made version {event.data['version']}"
            elif event.kind == "message_added" and event.actor == "bot":
                asked = int(texts[event.data["seq"]])
                assert self.bot.versions[asked] == version, "a reply stands that knew another owner"
                assert holder in (owner.BOT, owner.QUEUE), f"the bot spoke while {holder} owned it"
            elif event.kind == "message_added" and event.actor.startswith(owner.AGENT_PREFIX):
                assert event.actor == holder, f"{event.actor} spoke while {holder} owned it"
        assert (row.owner, row.version) == (holder, version), "row and events tell two stories"
