"""What a customer can do. Each method commits first, and tells the sockets and the worker afterwards."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import announcements, callback_offer, conversations, message_log, owner, ownership, turns
from escalation.availability import Availability
from escalation.conversations import Conversation
from escalation.errors import ChoiceNotFound, ChoiceOutdated, NotOwner
from escalation.handovers import Request
from escalation.live import Live
from escalation.message_log import Draft, Receipt
from escalation.moods import MoodReader
from escalation.reopening import Reopening
from escalation.turn_worker import TurnWorker
from escalation.visitors import Customer
from warmline.clock import now
from warmline.database import Database
from warmline.errors import BadInput

LANGUAGES = ("pl", "en")

WISH_FOR_A_PERSON = {"pl": "Chcę rozmawiać z człowiekiem.", "en": "I would like to talk to a person."}
"""What stands in the transcript when the customer presses the button."""


class Reception:
    """The customers' side of the desk."""

    def __init__(
        self,
        database: Database,
        live: Live,
        worker: TurnWorker,
        moods: MoodReader,
        availability: Availability,
        reopening: Reopening,
    ) -> None:
        self.database = database
        self.live = live
        self.worker = worker
        self.moods = moods
        self.availability = availability
        self.reopening = reopening

    async def receive(self, customer: Customer, client_message_id: str, text: str, language: str) -> Receipt:
        """Take a message: commit it, and let the assistant answer unless a person does.

        Args:
            language: That of a new conversation, should this message begin one.
        """
        async with self.database.write() as connection:
            receipt, conversation = await self._store(connection, customer, client_message_id, text, language)
        return await self._announce(receipt, conversation, text)

    async def choose(
        self, customer: Customer, client_message_id: str, seq: int, index: int, conversation_id: str
    ) -> Receipt:
        """Take a quick reply; what it means to the assistant is looked up here, never sent by the client.

        Raises:
            ChoiceNotFound: The message offers no such choice.
            ChoiceOutdated: The customer has written since, or the conversation is over.
        """
        async with self.database.write() as connection:
            first = await message_log.receipt_of(connection, customer.id, client_message_id)
            if first is not None:
                return first
            conversation = await conversations.open_of(connection, customer.id)
            if conversation is None or conversation.id != conversation_id:
                raise ChoiceOutdated
            choice = await self._choice(connection, conversation, seq, index)
            receipt, conversation = await self._store(
                connection, customer, client_message_id, choice["title"], conversation.language, choice["payload"]
            )
        if choice["payload"] in callback_offer.AT_DESK:
            await announcements.callbacks(self.live)
        return await self._announce(receipt, conversation, choice["title"])

    async def request_human(self, customer: Customer, client_message_id: str, language: str) -> Receipt:
        """The customer wants a person; needs nothing but the database."""
        at = now()
        async with self.database.write() as connection:
            first = await message_log.receipt_of(connection, customer.id, client_message_id)
            if first is not None:
                return first
            conversation = await self.reopening.find_or_open(connection, customer.id, language, at)
            text = WISH_FOR_A_PERSON.get(conversation.language, WISH_FOR_A_PERSON["en"])
            draft = Draft(customer.author, text, client_message_id=client_message_id)
            receipt = await message_log.append(connection, conversation.id, draft, at)
            if not receipt.repeated and await _is_held_by_bot(connection, conversation.id):
                request = Request("customer_request", rule="button")
                await ownership.hand_over(connection, conversation.id, request, self.availability, at, actor="customer")
            conversation = await conversations.get(connection, conversation.id)
        await announcements.changed(self.live, conversation)
        return receipt

    async def withdraw(self, customer: Customer) -> None:
        """The customer no longer waits for a person; after a claim, or a second time, this changes nothing."""
        async with self.database.write() as connection:
            conversation = await conversations.open_of(connection, customer.id)
            moved = conversation and await ownership.withdraw(connection, conversation.id, now())
        if moved is not None:
            self.worker.wake()
            await announcements.changed(self.live, moved)

    async def choose_language(self, customer: Customer, language: str) -> None:
        """The customer has chosen a language for the open conversation; to say so again changes nothing.

        Raises:
            BadInput: The desk does not speak it.
        """
        check_language(language)
        async with self.database.write() as connection:
            conversation = await conversations.open_of(connection, customer.id)
            if conversation is None or (conversation.language_chosen and conversation.language == language):
                return
            await conversations.choose_language(connection, conversation.id, language, now())
        await announcements.changed(self.live, conversation)

    async def mark_read(self, customer: Customer, seq: int) -> None:
        """The customer has been shown the current conversation up to a message."""
        async with self.database.write() as connection:
            conversation = await conversations.current_of(connection, customer.id)
            if conversation is not None:
                await conversations.mark_read(connection, conversation.id, seq)

    async def close(self, customer: Customer) -> None:
        """The customer ends the conversation; ending it again changes nothing."""
        async with self.database.write() as connection:
            conversation = await conversations.open_of(connection, customer.id)
            if conversation is None:
                return
            await ownership.close(connection, conversation.id, now(), actor="customer")
        await announcements.changed(self.live, conversation)

    async def _store(
        self,
        connection: AsyncConnection,
        customer: Customer,
        client_message_id: str,
        text: str,
        language: str,
        payload: str | None = None,
    ) -> tuple[Receipt, Conversation]:
        """Commit a message, with its turn where the assistant is the owner or the customer waits for a person."""
        at = now()
        first = await message_log.receipt_of(connection, customer.id, client_message_id)
        if first is not None:
            return first, await conversations.get(connection, first.conversation_id)
        conversation = await self.reopening.find_or_open(connection, customer.id, language, at)
        draft = Draft(customer.author, text, client_message_id=client_message_id)
        receipt = await message_log.append(connection, conversation.id, draft, at)
        conversation = await conversations.get(connection, conversation.id)
        if payload in callback_offer.AT_DESK and not receipt.repeated:
            await callback_offer.answer(connection, conversation, payload, at)
        elif not receipt.repeated and conversation.owner in (owner.BOT, owner.QUEUE):
            await turns.add(connection, conversation.id, receipt.seq, text, at, payload=payload)
        return receipt, conversation

    async def _announce(self, receipt: Receipt, conversation: Conversation, text: str) -> Receipt:
        if receipt.repeated:
            return receipt
        if conversation.owner in (owner.BOT, owner.QUEUE):
            self.worker.wake()
        elif conversation.owner != owner.CLOSED:
            self.moods.read(conversation.id, receipt.seq, text, conversation.language)
        await announcements.changed(self.live, conversation)
        return receipt

    async def _choice(
        self, connection: AsyncConnection, conversation: Conversation, seq: int, index: int
    ) -> dict[str, Any]:
        message = await message_log.at_seq(connection, conversation.id, seq)
        if message is None or not 0 <= index < len(message.choices):
            raise ChoiceNotFound(seq=seq, index=index)
        latest = await message_log.latest_of_customer(connection, conversation.id)
        if latest is not None and latest.seq > seq:
            raise ChoiceOutdated(seq=seq)
        choice: dict[str, Any] = message.choices[index]
        return choice


def check_language(language: object) -> str:
    """A language the desk speaks.

    Raises:
        BadInput: It does not.
    """
    if language not in LANGUAGES:
        raise BadInput(f"`language` must be one of {', '.join(LANGUAGES)}.", field="language")
    return str(language)


async def _is_held_by_bot(connection: AsyncConnection, conversation_id: str) -> bool:
    try:
        await ownership.hold(connection, conversation_id, owner.BOT)
    except NotOwner:
        return False
    return True
