"""What an agent can do with a conversation. Each method commits first, and tells the sockets afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from escalation import (
    announcements,
    conversations,
    feedback,
    message_log,
    notes,
    offers,
    owner,
    ownership,
    presence,
    ready_texts,
    takeovers,
    transfers,
)
from escalation.conversations import Conversation
from escalation.feedback import Judgement
from escalation.live import Live
from escalation.message_log import Author, Draft, Receipt
from escalation.notes import NoteDraft
from escalation.ready_texts import ReadyText
from escalation.staff import Staff
from escalation.turn_worker import TurnWorker
from warmline.clock import now
from warmline.database import Database


class Casework:
    """The agents' side of the desk."""

    def __init__(self, database: Database, live: Live, worker: TurnWorker) -> None:
        self.database = database
        self.live = live
        self.worker = worker

    async def claim(self, agent: Staff, conversation_id: str, version: int) -> None:
        """Take a conversation as it was seen in ``version``; errors as ``ownership.claim``."""
        async with self.database.write() as connection:
            moved = await ownership.claim(connection, conversation_id, agent, version, now())
        await announcements.changed(self.live, moved)

    async def answer(
        self, agent: Staff, conversation_id: str, client_message_id: str, text: str, used: Sequence[ReadyText] = ()
    ) -> Receipt:
        """Write to the customer, and so take up what a colleague has given.

        Args:
            used: The suggestions and canned replies the text was made of; counted once, however often it is sent.

        Raises:
            NotOwner: The conversation is not the agent's.
        """
        draft = Draft(Author("agent", agent.id, agent.name), text, client_message_id=client_message_id)
        async with self.database.write() as connection:
            at = now()
            await transfers.take_up(connection, conversation_id, agent, at)
            receipt = await message_log.append(connection, conversation_id, draft, at)
            if not receipt.repeated:
                await ready_texts.record(connection, conversation_id, receipt.seq, text, used, agent, at)
            conversation = await conversations.get(connection, conversation_id)
        await announcements.changed(self.live, conversation)
        return receipt

    async def give_back(self, agent: Staff, conversation_id: str, note: str, *, tell: bool = False) -> None:
        """Return a conversation to the assistant; errors as ``ownership.give_back``."""
        async with self.database.write() as connection:
            moved = await ownership.give_back(connection, conversation_id, agent, now(), note, tell=tell)
        self.worker.wake()
        await announcements.changed(self.live, moved)

    async def release(self, agent: Staff, conversation_id: str) -> None:
        """Put a conversation back into the queue; errors as ``ownership.release``."""
        async with self.database.write() as connection:
            moved = await ownership.release(connection, conversation_id, agent, now())
            await offers.pass_over(connection, moved, agent, now())
        await announcements.changed(self.live, moved)

    async def transfer(self, agent: Staff, conversation_id: str, to: str, note: str) -> None:
        """Give a conversation to a colleague, or with ``to`` = ``queue`` to whoever is free next.

        Raises:
            ColleagueAway, NotOwner: As in ``transfers``.
        """
        async with self.database.write() as connection:
            if to == owner.QUEUE:
                moved = await transfers.to_queue(connection, conversation_id, agent, note, now())
                await offers.pass_over(connection, moved, agent, now())
            else:
                moved = await transfers.to_colleague(connection, conversation_id, agent, to, note, now())
        await announcements.changed(self.live, moved)

    async def take_over(self, supervisor: Staff, conversation_id: str, version: int, reason: str) -> None:
        """Take an agent's conversation; errors as ``takeovers.take_over``."""
        async with self.database.write() as connection:
            moved = await takeovers.take_over(connection, conversation_id, supervisor, version, reason, now())
        await announcements.changed(self.live, moved)
        await announcements.noted(self.live, conversation_id)

    async def decline(self, agent: Staff, conversation_id: str) -> None:
        """Leave what the desk has offered to others; errors as ``offers.decline``."""
        async with self.database.write() as connection:
            await offers.decline(connection, conversation_id, agent, now())
        await announcements.presence(self.live)

    async def take_up(self, agent: Staff, conversation_id: str) -> None:
        """Take up what a colleague has given; errors as ``transfers.take_up``."""
        async with self.database.write() as connection:
            await transfers.take_up(connection, conversation_id, agent, now())
            conversation = await conversations.get(connection, conversation_id)
        await announcements.changed(self.live, conversation)

    async def close(self, agent: Staff, conversation_id: str, note: str, wrap_up: str | None = None) -> None:
        """End a conversation; errors as ``ownership.close``."""
        actor = owner.agent(agent.id)
        async with self.database.write() as connection:
            moved = await ownership.close(
                connection, conversation_id, now(), actor=actor, agent=agent, note=note, wrap_up=wrap_up
            )
        await announcements.changed(self.live, moved)

    async def judge(self, agent: Staff, conversation_id: str, seq: int, judgement: Judgement) -> None:
        """Say what mood a customer's message really shows; supervisors may in any conversation.

        Raises:
            NotOwner: The conversation is not the agent's.
            MessageNotFound: The customer has written no such message.
        """
        async with self.database.write() as connection:
            if not agent.may("supervisor"):
                await ownership.hold(connection, conversation_id, owner.agent(agent.id))
            conversation = await conversations.get(connection, conversation_id)
            touched = await feedback.judge(connection, conversation_id, seq, judgement, agent, now())
        await announcements.touched(self.live, conversation, touched)

    async def note(self, agent: Staff, conversation_id: str, draft: NoteDraft) -> dict[str, Any]:
        """Note something for colleagues on any conversation; errors as ``notes.add``."""
        async with self.database.write() as connection:
            conversation = await conversations.get(connection, conversation_id)
            note = await notes.add(connection, conversation, draft, agent, now())
        await announcements.noted(self.live, conversation_id)
        return note

    async def see_mentions(self, agent: Staff, conversation_id: str) -> None:
        """The agent has looked where colleagues have mentioned them."""
        async with self.database.write() as connection:
            seen = await notes.see(connection, conversation_id, agent, now())
        if seen:
            await announcements.noted(self.live, conversation_id)

    async def type(self, agent: Staff, conversation_id: str) -> None:
        """Let the customer see that the agent is writing, if the agent is the one who answers."""
        async with self.database.read() as connection:
            conversation: Conversation = await conversations.get(connection, conversation_id)
        if conversation.owner == owner.agent(agent.id):
            await announcements.typing(self.live, conversation, {"kind": "agent", "name": agent.name})

    async def choose_presence(self, agent: Staff, chosen: str) -> None:
        """Take conversations, or not."""
        async with self.database.write() as connection:
            await presence.choose(connection, agent.id, chosen, now())
        await announcements.presence(self.live)
