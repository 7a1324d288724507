"""The board: what the sockets' lists are read from."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import update

from escalation import announcements, conversations, offers, owner, ownership, presence, summaries
from escalation.board import Board
from escalation.live import RESYNC, STAFF, Hint, LocalLive
from escalation.tables import customers
from warmline.clock import now
from warmline.database import Database


class Desk:
    """A board, and what it tells."""

    def __init__(self, board: Board, live: LocalLive, hints: asyncio.Queue[Hint]) -> None:
        self.board = board
        self.live = live
        self._hints = hints

    async def listed(self) -> list[str]:
        """The owners whose lists have changed at the next look."""
        while (hint := await asyncio.wait_for(self._hints.get(), 60)).kind != "listed":
            pass
        owners: list[str] = hint.data["owners"]
        return owners


@pytest.fixture
async def desk(database: Database) -> AsyncIterator[Desk]:
    live = LocalLive()
    with live.subscribe(STAFF) as hints:
        async with Board(database, live) as board:
            yield Desk(board, live, hints)


async def test_the_board_shows_what_the_database_lists(
    database: Database, conversation_factory: Any, staff_factory: Any
) -> None:
    anna, piotr = await staff_factory("Anna"), await staff_factory("Piotr")
    for whose in ("queue", anna, "queue", anna, piotr):
        await conversation_factory(whose)
    live = LocalLive()
    with live.subscribe(STAFF) as hints:
        async with Board(database, live) as board:
            owners = await Desk(board, live, hints).listed()
    assert owners == sorted([owner.QUEUE, owner.agent(anna.id), owner.agent(piotr.id)])
    async with database.read() as connection:
        for agent in (anna, piotr):
            for view, shown in board.lists_of(agent.id).items():
                ids = [one["id"] for one in await summaries.listed(connection, view, agent, now())]
                assert [one["id"] for one in shown] == ids


async def test_a_claim_moves_a_case_from_one_list_to_the_other(
    database: Database, desk: Desk, conversation_factory: Any, staff_factory: Any
) -> None:
    anna, case = await staff_factory("Anna"), await conversation_factory("queue")
    await announcements.changed(desk.live, case)
    assert await desk.listed() == [owner.QUEUE]
    async with database.write() as connection:
        moved = await ownership.claim(connection, case.id, anna, case.version, now())
    await announcements.changed(desk.live, moved)
    assert await desk.listed() == sorted([owner.QUEUE, owner.agent(anna.id)])
    lists = desk.board.lists_of(anna.id)
    assert (lists["queue"], [one["id"] for one in lists["mine"]]) == ([], [case.id])


async def test_what_is_over_is_on_no_list(
    database: Database, desk: Desk, conversation_factory: Any, staff_factory: Any
) -> None:
    anna = await staff_factory("Anna")
    case = await conversation_factory(anna)
    await announcements.changed(desk.live, case)
    await desk.listed()
    async with database.write() as connection:
        await ownership.close(connection, case.id, now(), actor="customer")
        case = await conversations.get(connection, case.id)
    await announcements.changed(desk.live, case)
    assert await desk.listed() == [owner.agent(anna.id)]
    assert desk.board.lists_of(anna.id)["mine"] == []


async def test_an_offer_is_seen_though_only_the_presence_is_announced(
    database: Database, desk: Desk, conversation_factory: Any, staff_factory: Any
) -> None:
    anna, case = await staff_factory("Anna"), await conversation_factory("queue")
    await announcements.changed(desk.live, case)
    await desk.listed()
    async with database.write() as connection:
        await presence.connect(connection, "socket", anna.id, now())
        [proposal] = await offers.proposals(connection, now())
        assert await offers.make(connection, proposal, now())
    await announcements.presence(desk.live)
    assert await desk.listed() == [owner.QUEUE]
    assert desk.board.lists_of(anna.id)["queue"][0]["offered"]["to"]["id"] == anna.id


async def test_whoever_missed_hints_sees_everything_again(
    database: Database, desk: Desk, conversation_factory: Any, staff_factory: Any
) -> None:
    anna = await staff_factory("Anna")
    case = await conversation_factory(anna)
    await announcements.changed(desk.live, case)
    await desk.listed()
    async with database.write() as connection:
        named = update(customers).where(customers.c.id == case.customer_id).values(name="Ewa")
        await connection.execute(named)
    desk.live.deliver(RESYNC)
    assert await desk.listed() == [owner.agent(anna.id)]
    assert desk.board.lists_of(anna.id)["mine"][0]["customer"]["name"] == "Ewa"
