"""The worker that has turns answered: takes them, asks the bot, commits what it says, or fails to a person."""

from __future__ import annotations

import asyncio
import uuid

from sqlalchemy import update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import (
    announcements,
    conversations,
    events,
    handovers,
    message_log,
    ownership,
    queue,
    trends,
    turns,
    visitors,
)
from escalation.availability import Availability
from escalation.bot_client import Answer, BotClient
from escalation.errors import BotFailed, NotOwner
from escalation.live import Live
from escalation.message_log import ASSISTANT, Draft, notice
from escalation.moods import MoodReader
from escalation.patience import within
from escalation.tables import conversations as table
from escalation.turns import Turn
from warmline.clock import now
from warmline.database import Database
from warmline.logs import logger

log = logger(__name__)

AT_ONCE = 16
"""Turns a desk has under way; more would only queue up in the bot and run into its time limit."""

LOOK_SECONDS = 1.0
"""How often the worker looks by itself: for turns of desks that died, and for missed wake-ups."""

RENEW_SECONDS = turns.LEASE.total_seconds() / 3
RETRY_SECONDS = 1.0
"""Long enough for a dropped connection, short enough for a customer who waits."""

CRASHES_FORGIVEN = 2
"""Tries a turn has beyond its own because a desk died over it; after that the turn itself is suspected."""


class TurnWorker:
    """Has the turns of all conversations answered, one at a time for each conversation."""

    def __init__(
        self,
        database: Database,
        bot: BotClient,
        live: Live,
        availability: Availability,
        moods: MoodReader,
        attempts: int,
    ) -> None:
        self.id = str(uuid.uuid4())
        self.database = database
        self.bot = bot
        self.live = live
        self.availability = availability
        self.moods = moods
        self.attempts = attempts
        self._awake = asyncio.Event()
        self._running: set[asyncio.Task[None]] = set()
        self._loops: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin; on SQLite this desk is the only one, so what runs is what a crash has left."""
        if self.database.is_sqlite:
            async with self.database.write() as connection:
                await turns.recover_all(connection)
        self._loops = [asyncio.create_task(self._take_turns()), asyncio.create_task(self._renew())]

    async def stop(self, grace: float = 0.0) -> None:
        """Stop taking turns, give those under way some seconds, and leave the rest to be taken again at once."""
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        if self._running and grace > 0:
            await asyncio.wait(self._running, timeout=grace)
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        async with self.database.write() as connection:
            await turns.release(connection, self.id)

    def wake(self) -> None:
        """There may be a turn to take."""
        self._awake.set()

    async def _take_turns(self) -> None:
        while True:
            self._awake.clear()
            try:
                while len(self._running) < AT_ONCE and (turn := await self._take()) is not None:
                    task = asyncio.create_task(self._run(turn))
                    self._running.add(task)
                    task.add_done_callback(self._finished)
            except (SQLAlchemyError, OSError):
                log.exception("turns not taken")
            await within(LOOK_SECONDS, self._awake.wait())

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self.wake()

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            if self._running:
                try:
                    async with self.database.write() as connection:
                        await turns.renew(connection, self.id, now())
                except (SQLAlchemyError, OSError):
                    log.exception("leases not renewed")

    async def _take(self) -> Turn | None:
        async with self.database.read() as connection:
            orphaned = await turns.any_orphaned(connection, now())
            if not orphaned and not await turns.any_may_begin(connection, now()):
                return None
        async with self.database.write() as connection:
            if orphaned:
                await turns.cancel_orphaned(connection, now())
            return await turns.take(connection, self.id, now())

    async def _run(self, turn: Turn) -> None:
        try:
            if turn.attempts > self.attempts + CRASHES_FORGIVEN:
                raise BotFailed("The turn has brought down the desk before.")
            if turn.kind == turns.RETURNED:
                await self.bot.returned(turn.conversation_id, turn.text)
                await self._end_returned(turn, turns.DONE)
            else:
                await self._commit(turn, await self._ask(turn))
        except BotFailed as error:
            log.warning("turn failed", turn=turn.id, attempt=turn.attempts, error=error.message)
            await self._fail(turn, error)
        except Exception:
            log.exception("turn crashed; its lease will run out", turn=turn.id)

    async def _ask(self, turn: Turn) -> Answer:
        async with self.database.read() as connection:
            conversation = await conversations.get(connection, turn.conversation_id)
            customer = await visitors.customer_with(connection, conversation.customer_id)
        await announcements.changed(self.live, conversation)
        return await self.bot.turn(
            {
                "conversation_id": turn.conversation_id,
                "turn_id": turn.id,
                "text": turn.text,
                "payload": turn.payload,
                "language": conversation.language,
                "language_chosen": conversation.language_chosen,
                "waiting": turn.waiting,
                "customer": customer.for_bot(now()),
            }
        )

    async def _commit(self, turn: Turn, answer: Answer) -> None:
        """Replies, mood, hand-over and the turn's end in one transaction, or none of it.

        Who waits for a person already is not handed over again.
        """
        at = now()
        try:
            async with self.database.write() as connection:
                await ownership.hold(connection, turn.conversation_id, turn.owner, turn.version)
                if not await turns.end(connection, turn, self.id, turns.DONE, at):
                    return
                language = answer.reading.language
                touched = await self._store_reading(connection, turn, answer)
                for reply in answer.replies:
                    draft = Draft(ASSISTANT, reply.text, reply.kind, reply.data, reply.choices, language=language)
                    await message_log.append(connection, turn.conversation_id, draft, at)
                if answer.hand_over is not None and not turn.waiting:
                    await ownership.hand_over(
                        connection, turn.conversation_id, answer.hand_over, self.availability, at, actor="bot"
                    )
                await events.record(
                    connection,
                    "turn_answered",
                    at=at,
                    actor="bot",
                    conversation_id=turn.conversation_id,
                    turn_id=turn.id,
                    seq=turn.seq,
                    intent=answer.reading.intent,
                    replies=[reply.kind for reply in answer.replies],
                    articles=_articles(answer),
                    waiting=turn.waiting,
                )
                conversation = await conversations.get(connection, turn.conversation_id)
        except NotOwner:
            await self._drop(turn, len(answer.replies))
            return
        await announcements.touched(self.live, conversation, touched)
        await announcements.changed(self.live, conversation)

    async def _store_reading(self, connection: AsyncConnection, turn: Turn, answer: Answer) -> list[int]:
        """Language and mood; the messages whose mood has changed."""
        found = await conversations.get(connection, turn.conversation_id)
        reading = answer.reading
        language = found.language if found.language_chosen else reading.language or found.language
        await connection.execute(update(table).where(table.c.id == found.id).values(language=language))
        touched = await trends.store_reading(
            connection, found.id, turn.seq, reading.language or language, reading.mood, answer.happened
        )
        await queue.mood_turned(connection, found.id, self.availability.priority)
        return touched

    async def _drop(self, turn: Turn, replies: int) -> None:
        """Somebody else owns the conversation by now; what the bot said is not shown, only counted."""
        at = now()
        async with self.database.write() as connection:
            if await turns.end(connection, turn, self.id, turns.DROPPED, at):
                await events.record(
                    connection,
                    "reply_dropped",
                    at=at,
                    actor="bot",
                    conversation_id=turn.conversation_id,
                    turn_id=turn.id,
                    seq=turn.seq,
                    replies=replies,
                )
            conversation = await conversations.get(connection, turn.conversation_id)
        if conversation.owner_kind == "agent":
            self.moods.read(conversation.id, turn.seq, turn.text, conversation.language)
        await announcements.changed(self.live, conversation)

    async def _fail(self, turn: Turn, error: BotFailed) -> None:
        if turn.attempts < self.attempts:
            await asyncio.sleep(RETRY_SECONDS)
            await self._try_again(turn, error)
        elif turn.kind == turns.RETURNED:
            await self._end_returned(turn, turns.FAILED, error.message)
        else:
            await self._give_up(turn, error)

    async def _try_again(self, turn: Turn, error: BotFailed) -> None:
        """Put the turn back, unless its conversation has changed hands meanwhile."""
        try:
            async with self.database.write() as connection:
                if turn.kind == turns.MESSAGE:
                    await ownership.hold(connection, turn.conversation_id, turn.owner, turn.version)
                await turns.put_back(connection, turn, self.id, error.message)
        except NotOwner:
            await self._drop(turn, 0)

    async def _give_up(self, turn: Turn, error: BotFailed) -> None:
        """Tell the customer that something broke, and give the case to a person; who waits for one just waits on."""
        at = now()
        try:
            async with self.database.write() as connection:
                await ownership.hold(connection, turn.conversation_id, turn.owner, turn.version)
                if not await turns.end(connection, turn, self.id, turns.FAILED, at, error.message):
                    return
                await events.record(
                    connection,
                    "turn_failed",
                    at=at,
                    actor="desk",
                    conversation_id=turn.conversation_id,
                    turn_id=turn.id,
                    seq=turn.seq,
                    error=error.message,
                    waiting=turn.waiting,
                )
                if not turn.waiting:
                    await message_log.append(connection, turn.conversation_id, notice("assistant_failed"), at)
                    request = handovers.Request("system_error", rule="turn_failed")
                    await ownership.hand_over(
                        connection, turn.conversation_id, request, self.availability, at, actor="desk"
                    )
                conversation = await conversations.get(connection, turn.conversation_id)
        except NotOwner:
            await self._drop(turn, 0)
            return
        if turn.waiting:
            self.moods.read(conversation.id, turn.seq, turn.text, conversation.language)
        await announcements.changed(self.live, conversation)

    async def _end_returned(self, turn: Turn, state: str, error: str | None = None) -> None:
        async with self.database.write() as connection:
            await turns.end(connection, turn, self.id, state, now(), error)


def _articles(answer: Answer) -> list[str]:
    """The articles an answer shows, for the reports."""
    shown = []
    for reply in answer.replies:
        for article in [reply.data, *reply.data.get("articles", [])]:
            if isinstance(article, dict) and "article_id" in article:
                shown.append(str(article["article_id"]))
    return shown
