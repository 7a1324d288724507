"""Routing: what waits is offered to agents, and what they do not take up or leave behind goes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from escalation import absences, announcements, offers, transfers
from escalation.conversations import Conversation
from escalation.live import Live
from escalation.watch import Watch
from warmline.clock import now
from warmline.database import Database

LOOK_SECONDS = 3.0
"""How much later than promised something may lapse."""

PAUSE_SECONDS = 1.0
"""Between two looks, however much happens."""

TELLING = ("changed", "presence", "resync")
"""Hints after which somebody may wait, or have room."""


@dataclass(frozen=True)
class Patience:
    """How long something may take before it goes back."""

    transfer: timedelta
    offer: timedelta
    absence: timedelta


class Routing:
    """Any number of desks may route at once: each step is a conditional write, like every move."""

    def __init__(self, database: Database, live: Live, patience: Patience, *, automatic: bool) -> None:
        self.database = database
        self.live = live
        self.patience = patience
        self.automatic = automatic

    def watch(self) -> Watch:
        """A watch that routes whenever something may have changed."""
        return Watch("routing", self.look, self.live, every=LOOK_SECONDS, telling=TELLING, pause=PAUSE_SECONDS)

    async def look(self) -> None:
        """Put back what is due, then offer what waits."""
        for conversation in [*await self._lapsed(), *await self._left_behind()]:
            await announcements.changed(self.live, conversation)
        await self._end_offers()
        if self.automatic:
            await self._offer()

    async def _lapsed(self) -> list[Conversation]:
        async with self.database.read() as connection:
            if not await transfers.any_lapses(connection, now(), self.patience.transfer):
                return []
        async with self.database.write() as connection:
            return await transfers.lapse(connection, now(), self.patience.transfer)

    async def _left_behind(self) -> list[Conversation]:
        async with self.database.read() as connection:
            if not await absences.any_left(connection, now(), self.patience.absence):
                return []
        async with self.database.write() as connection:
            return await absences.put_back(connection, now(), self.patience.absence)

    async def _end_offers(self) -> None:
        async with self.database.read() as connection:
            if not await offers.any_ends(connection, now(), self.patience.offer):
                return
        async with self.database.write() as connection:
            ended = await offers.end(connection, now(), self.patience.offer)
        if ended:
            await announcements.presence(self.live)

    async def _offer(self) -> None:
        async with self.database.read() as connection:
            found = await offers.proposals(connection, now())
        made = False
        for proposal in found:
            async with self.database.write() as connection:
                made |= await offers.make(connection, proposal, now())
        if made:
            await announcements.presence(self.live)
