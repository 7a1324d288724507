"""That a conversation has one owner, whatever happens at once: random histories on both databases.

The machine would be worth nothing if it could not fail, so the last tests take the condition out of a write and
look first instead; the machine must notice.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import moves, owner, ownership, presence, transfers, turn_worker
from escalation.conversations import Conversation
from escalation.errors import AlreadyOwned, NotOwner
from escalation.staff import Staff, add_staff
from escalation.tables import conversations as table
from tests.unit.escalation.ownership_desk import Desk
from warmline.clock import now
from warmline.database import Database

CUSTOMERS = st.integers(0, 1)
AGENTS = st.integers(0, 2)
ACTS = (
    "claim", "assign", "release", "return", "transfer", "take_up", "take_over", "lapse", "close", "answer",
    "write", "ask_for_person", "withdraw", "leave", "bot_answers", "bot_hands_over", "bot_fails",
)  # fmt: skip


class OneOwner(RuleBasedStateMachine):
    """Histories of one desk; subclasses say which database."""

    loop: asyncio.AbstractEventLoop
    database: Database
    agents: list[Staff]

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(self.database, self.agents)
        self.do(self.desk.open())

    def do(self, act: Any) -> Any:
        return self.loop.run_until_complete(act)

    def teardown(self) -> None:
        self.do(self.desk.close())

    @rule(customer=CUSTOMERS)
    def writes(self, customer: int) -> None:
        self.do(self._race(customer, [("write", 0)]))

    @rule(
        customer=CUSTOMERS,
        how=st.sampled_from(["bot_answers", "bot_hands_over"]),
        alongside=st.lists(st.tuples(st.sampled_from(["claim", "leave", "ask_for_person"]), AGENTS), max_size=2),
    )
    def bot_speaks(self, customer: int, how: str, alongside: list[tuple[str, int]]) -> None:
        seen = self.do(self.desk.current(self.desk.customers[customer]))
        if not self.desk.bot.is_asked(seen.id):
            self.do(self._race(customer, [("write", 0)]))
        self.do(self._race(customer, [*alongside, (how, 0)]))

    @rule(customer=CUSTOMERS, agent=AGENTS, how=st.sampled_from(["release", "return", "transfer", "close"]))
    def agent_writes_and_leaves_at_once(self, customer: int, agent: int, how: str) -> None:
        self.do(self._race(customer, [("claim", agent)]))
        self.do(self._race(customer, [(how, agent), ("answer", agent)]))

    @rule(customer=CUSTOMERS, acts=st.lists(st.tuples(st.sampled_from(ACTS), AGENTS), min_size=1, max_size=5))
    def things_happen_at_once(self, customer: int, acts: list[tuple[str, int]]) -> None:
        self.do(self._race(customer, acts))

    @rule(customer=CUSTOMERS, claimers=st.lists(AGENTS, min_size=2, max_size=4))
    def several_claim(self, customer: int, claimers: list[int]) -> None:
        self.do(self._several_claim(customer, claimers))

    @rule(customer=CUSTOMERS, agent=AGENTS, meanwhile=st.sampled_from(["lapse", "leave", "release", "write"]))
    def colleague_takes_up(self, customer: int, agent: int, meanwhile: str) -> None:
        colleague = (agent + 1) % len(self.agents)
        self.do(self._race(customer, [("claim", agent)]))
        self.do(self._race(customer, [("transfer", agent)]))
        self.do(self._race(customer, [("take_up", colleague), (meanwhile, agent)]))

    @rule(late=st.booleans())
    def desk_crashes(self, late: bool) -> None:
        self.do(self.desk.crash(late=late))

    @invariant()
    def one_owner(self) -> None:
        self.do(self.desk.check())

    async def _several_claim(self, customer: int, claimers: list[int]) -> None:
        seen = await self.desk.current(self.desk.customers[customer])
        agents = [self.agents[index] for index in claimers]
        results = await self.desk.race([self.desk.casework.claim(agent, seen.id, seen.version) for agent in agents])
        if seen.owner not in (owner.BOT, owner.QUEUE):
            return
        won = {agent.name for agent, result in zip(agents, results, strict=True) if result is None}
        assert len(won) == 1, f"{len(won)} claimers won"
        for agent, result in zip(agents, results, strict=True):
            if agent.name not in won:
                assert isinstance(result, AlreadyOwned), f"who lost was told {result!r}"
                assert {result.details["owner"]} == won, "who lost was told another's name"

    async def _race(self, customer: int, acts: list[tuple[str, int]]) -> None:
        seen = await self.desk.current(self.desk.customers[customer])
        await self.desk.race([self._act(name, index, self.desk.customers[customer], seen) for name, index in acts])

    async def _act(self, name: str, index: int, customer: Any, seen: Conversation) -> None:
        desk, agent, key = self.desk, self.agents[index], str(uuid.uuid4())
        if name == "claim":
            await desk.casework.claim(agent, seen.id, seen.version)
        elif name == "assign":
            async with self.database.write() as connection:
                await ownership.assign(connection, seen.id, agent, seen.version, now(), by="desk")
        elif name == "release":
            await desk.casework.release(agent, seen.id)
        elif name == "return":
            await desk.casework.give_back(agent, seen.id, "")
        elif name == "transfer":
            await desk.casework.transfer(agent, seen.id, self.agents[(index + 1) % len(self.agents)].id, "")
        elif name == "take_up":
            await desk.casework.take_up(agent, seen.id)
        elif name == "take_over":
            await desk.casework.take_over(agent, seen.id, seen.version, "")
        elif name == "lapse":
            async with self.database.write() as connection:
                await transfers.lapse(connection, now(), timedelta(0))
        elif name == "close":
            await desk.casework.close(agent, seen.id, "")
        elif name == "answer":
            await desk.casework.answer(agent, seen.id, key, "dzień dobry")
        elif name == "write":
            await desk.reception.receive(customer, key, "gdzie paczka", "pl")
        elif name == "ask_for_person":
            await desk.reception.request_human(customer, key, "pl")
        elif name == "withdraw":
            await desk.reception.withdraw(customer)
        elif name == "leave":
            await desk.reception.close(customer)
        else:
            desk.bot.answer(seen.id, index, {"bot_hands_over": "hands over", "bot_fails": "fails"}.get(name, "answers"))


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """A loop of its own, for hypothesis is not asynchronous."""
    found = asyncio.new_event_loop()
    yield found
    found.run_until_complete(found.shutdown_asyncgens())
    found.close()


@pytest.fixture
def machine(
    loop: asyncio.AbstractEventLoop, database: Database, monkeypatch: pytest.MonkeyPatch
) -> Iterator[type[OneOwner]]:
    monkeypatch.setattr(turn_worker, "RETRY_SECONDS", 0.0)
    own = Database(database.url)
    if own.is_sqlite:

        @event.listens_for(own.engine.sync_engine, "connect")
        def hurry(connection: Any, record: Any) -> None:
            connection.execute("PRAGMA synchronous=OFF")  # no power fails here

    async def prepare() -> list[Staff]:
        async with own.write() as connection:
            agents = [
                await add_staff(
                    connection,
                    email=f"{name}@podlipa.example",
                    name=name,
                    password="correct horse battery",
                    roles=("agent",),
                    at=now(),
                )
                for name in ("Anna", "Piotr", "Ewa")
            ]
            for agent in agents:
                await presence.connect(connection, agent.id, agent.id, now() + timedelta(hours=1))
            return agents

    agents = loop.run_until_complete(prepare())
    yield type("Machine", (OneOwner,), {"loop": loop, "database": own, "agents": agents})
    loop.run_until_complete(own.close())


def run(machine: type[OneOwner], examples: int) -> None:
    """The same histories each time; a failure is not shrunk, for a race seldom repeats itself."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=15,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.fixture
def looks_first(machine: type[OneOwner], monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str, Any], Any]:
    """Every transaction has looked before it may write; gives whether conditions held at that look."""
    looked: ContextVar[AsyncConnection] = ContextVar("looked")
    database, write = machine.database, machine.database.write

    @asynccontextmanager
    async def write_after_look() -> AsyncIterator[AsyncConnection]:
        async with database.engine.connect() as before:
            if not database.is_sqlite:
                before = await before.execution_options(isolation_level="REPEATABLE READ")
            await before.execute(select(table.c.id).limit(1))
            token = looked.set(before)
            try:
                async with write() as connection:
                    yield connection
            finally:
                looked.reset(token)

    async def held(connection: AsyncConnection, conversation_id: str, conditions: Sequence[Any]) -> bool:
        query = select(table.c.id).where(table.c.id == conversation_id)
        made_here = (await looked.get().execute(query)).first() is None
        source = connection if made_here else looked.get()
        return (await source.execute(query.where(*conditions))).first() is not None

    monkeypatch.setattr(database, "write", write_after_look)
    return held


@pytest.mark.timeout(120)
def test_a_conversation_has_one_owner_whatever_happens_at_once(machine: type[OneOwner]) -> None:
    run(machine, examples=8)


def test_the_machine_notices_a_move_that_looks_first(
    machine: type[OneOwner], looks_first: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = moves.move

    async def look_then_move(
        connection: AsyncConnection, conversation_id: str, conditions: Sequence[Any], *rest: Any, **values: Any
    ) -> Any:
        if not await looks_first(connection, conversation_id, conditions):
            return None
        return await move(connection, conversation_id, [], *rest, **values)

    monkeypatch.setattr(moves, "move", look_then_move)
    with pytest.raises((AssertionError, Flaky)):
        run(machine, examples=12)


def test_the_machine_notices_a_writer_who_looks_first(
    machine: type[OneOwner], looks_first: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def look_only(
        connection: AsyncConnection, conversation_id: str, expected: str, version: int | None = None
    ) -> None:
        conditions = [table.c.owner == expected] + ([] if version is None else [table.c.version == version])
        if not await looks_first(connection, conversation_id, conditions):
            raise NotOwner(conversation_id)

    monkeypatch.setattr(ownership, "hold", look_only)
    with pytest.raises((AssertionError, Flaky)):
        run(machine, examples=12)
