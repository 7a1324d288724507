"""The open cases as agents' lists show them, read once for all the sockets of a desk.

A list is what the database said at the last look. A look follows every hint within ``PAUSE_SECONDS``, and now and
then comes without one; whoever acts on a list that has aged meets the conditional writes.
"""

from __future__ import annotations

import asyncio
from operator import attrgetter
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from escalation import owner, summaries
from escalation.live import RESYNC, STAFF, Hint, Live, gathered
from escalation.summaries import LONGEST_LIST, Case
from escalation.watch import Background
from warmline.clock import now
from warmline.database import Database
from warmline.logs import logger

log = logger(__name__)

PAUSE_SECONDS = 0.2
"""Between two looks, however much happens."""

LOOK_SECONDS = 30.0
"""How often everything is looked at without a hint: names and proofs of identity change without one."""


class Board(Background):
    """What waits, and what each agent has; sockets are told by ``listed`` hints whose lists have changed."""

    def __init__(self, database: Database, live: Live) -> None:
        self._database = database
        self._live = live
        self._cases: dict[str, Case] = {}
        self._lists: dict[str, list[dict[str, Any]]] = {}

    def lists_of(self, staff_id: str) -> dict[str, list[dict[str, Any]]]:
        """An agent's ``queue`` and ``mine``, each a list of summaries in the order of ``summaries.listed``."""
        return {"queue": self._lists.get(owner.QUEUE, []), "mine": self._lists.get(owner.agent(staff_id), [])}

    async def _watch(self) -> None:
        with self._live.subscribe(STAFF) as hints:
            heard = [RESYNC]
            while True:
                try:
                    await self._look(heard)
                except (SQLAlchemyError, OSError):
                    log.exception("the board could not look")
                    heard = [RESYNC]
                    await asyncio.sleep(PAUSE_SECONDS)
                    continue
                heard = await gathered(hints, LOOK_SECONDS, PAUSE_SECONDS) or [RESYNC]

    async def _look(self, heard: list[Hint]) -> None:
        changed = {hint.conversation_id for hint in heard if self._may_change(hint)}
        offered = any(hint.kind == "presence" for hint in heard)
        everything = any(hint.kind == RESYNC.kind for hint in heard)
        if not (changed or offered or everything):
            return
        if offered:
            changed |= {case.id for case in self._cases.values() if case.owner == owner.QUEUE}
        async with self._database.read() as connection:
            found = await summaries.open_cases(connection, now(), None if everything else changed)
        self._take(set(self._cases) if everything else changed, {case.id: case for case in found})

    def _may_change(self, hint: Hint) -> bool:
        if hint.kind not in ("changed", "touched"):
            return False
        moved = hint.data.get("owner")
        return hint.conversation_id in self._cases or moved not in (owner.BOT, owner.CLOSED)

    def _take(self, looked_at: set[str], found: dict[str, Case]) -> None:
        """Put what was found in the place of what was known of the cases looked at."""
        owners: set[str] = set()
        for identifier in looked_at | set(found):
            before, case = self._cases.get(identifier), found.get(identifier)
            if before == case:
                continue
            owners |= {one.owner for one in (before, case) if one is not None}
            if case is None:
                del self._cases[identifier]
            else:
                self._cases[identifier] = case
        for one in owners:
            cases = sorted((case for case in self._cases.values() if case.owner == one), key=attrgetter("place"))
            self._lists[one] = [case.summary for case in cases[:LONGEST_LIST]]
        if owners:
            self._live.deliver(Hint("listed", data={"owners": sorted(owners)}))
