"""Keeping those who wait informed: their places move with other people's conversations.

One look for the whole desk finds every place and estimate, soon after the queue or the presence has changed
and now and then without that. The customers' sockets get them handed out and ask the database nothing.
"""

from __future__ import annotations

from escalation import queue
from escalation.availability import Availability, Outlook
from escalation.live import Hint, Live
from escalation.watch import Watch
from warmline.clock import now
from warmline.database import Database

PAUSE_SECONDS = 3.0
"""Between two looks, however much happens."""

LOOK_SECONDS = 20.0
"""How often the room is looked at without a hint: an agent whose connection is lost goes without one."""

TELLING = ("changed", "presence", "resync")
"""Hints after which places or estimates may be others."""


class WaitingRoom:
    """Tells the sockets of this desk what changes for those who wait."""

    def __init__(self, database: Database, live: Live, availability: Availability) -> None:
        self.database = database
        self.live = live
        self.availability = availability

    def watch(self) -> Watch:
        """A watch that tells whenever something may have changed."""
        return Watch("the queue", self.tell, self.live, every=LOOK_SECONDS, telling=TELLING, pause=PAUSE_SECONDS)

    async def tell(self) -> None:
        """Look once, and hand everyone their place; a socket passes on what is new to it."""
        outlooks: dict[str, Outlook] = {}
        at = now()
        async with self.database.read() as connection:
            waiting = await queue.in_order(connection)
            for language in {conversation.language for conversation in waiting}:
                outlooks[language] = await self.availability.look(connection, at, language)
        for place, conversation in enumerate(waiting, start=1):
            shown = outlooks[conversation.language].at_place(place)
            self.live.deliver(Hint("place", conversation.id, conversation.customer_id, shown))
