"""Who is erased is gone from every store, and what happened can still be counted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from bot import memory
from escalation import conversations, erasure, handovers, message_log, owner, visitors
from escalation.conversations import Conversation
from escalation.customer_file import add_note
from escalation.identity import Identity
from escalation.message_log import Author, Draft
from escalation.staff import add_staff
from escalation.tables import events
from kb_index import asked
from kb_index.asked import Asked
from warmline.clock import now
from warmline.database import Database, metadata
from warmline.erasure import UnknownCustomer, erase, forgetter
from warmline.settings import Settings

SECRET = "Koniczyna"
WHO = Identity("C-77", f"{SECRET}@example.com", SECRET, 0)


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    address = database.url
    return Settings(var=tmp_path, database_url=address).resolved()


async def conversation_of(database: Database, settings: Settings, who: Identity, word: str) -> Conversation:
    """A conversation with a person's words in every place that keeps some."""
    async with database.write() as connection:
        at = now()
        agent = await add_staff(
            connection,
            email=f"{who.external_id}@podlipa.example",
            name="Anna",
            password="correct horse battery",
            roles=("agent",),
            at=at,
        )
        _, customer = await visitors.start(connection, None, who, at)
        made = await conversations.find_or_open(connection, customer.id, "pl", at)
        await message_log.append(connection, made.id, Draft(customer.author, f"jestem {word}"), at)
        await message_log.append(
            connection, made.id, Draft(Author("bot"), word, kind="order", data={"number": word}), at
        )
        request = handovers.Request("complaint", order={"number": word}, slots={"email": word}, summary=word)
        await handovers.store(connection, made, request, at)
        await add_note(connection, made, {"client_note_id": f"n-{who.external_id}", "text": word}, agent, at)
        question = Asked(at, asked.reference_of(settings, made.id), "pl", f"gdzie {word}", "abstain", None, None)
        await asked.record(connection, question)
    return made


async def stores(database: Database) -> str:
    """Everything that stands in the database, as text."""
    async with database.read() as connection:
        rows = [(await connection.execute(sa.select(table))).all() for table in metadata.sorted_tables]
    return str(rows)


async def count_events(database: Database) -> int:
    async with database.read() as connection:
        return int((await connection.execute(sa.select(sa.func.count()).select_from(events))).scalar_one())


async def test_nothing_of_the_person_stays_and_the_neighbour_keeps_all(database: Database, settings: Settings) -> None:
    gone = await conversation_of(database, settings, WHO, SECRET)
    kept = await conversation_of(database, settings, Identity("C-78", "jan@example.com", "Jan", 0), "Rumianek")
    async with database.read() as connection:
        events_before = (
            await connection.execute(sa.select(sa.func.count()).select_from(metadata.tables["events"]))
        ).scalar_one()
    assert SECRET in await stores(database)
    assert vars(await erase(database, settings, "C-77")) == {"customers": 1, "conversations": 1, "questions": 1}
    left = await stores(database)
    assert SECRET not in left
    assert left.count("Rumianek") >= 6
    async with database.read() as connection:
        after = await conversations.get(connection, gone.id)
        assert (after.owner, after.customer_id == gone.customer_id) == (owner.CLOSED, False)
        assert (await conversations.get(connection, kept.id)).owner == owner.BOT
        counted = (
            await connection.execute(sa.select(sa.func.count()).select_from(metadata.tables["events"]))
        ).scalar_one()
    assert counted > events_before


async def test_nobody_is_erased_by_a_name_nobody_has(database: Database, settings: Settings) -> None:
    await conversation_of(database, settings, WHO, SECRET)
    before = await stores(database)
    with pytest.raises(UnknownCustomer):
        await erase(database, settings, "C-7")
    assert await stores(database) == before


async def test_what_fails_half_way_erases_nothing(
    database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    await conversation_of(database, settings, WHO, SECRET)
    before = await stores(database)

    async def fail(*_: object) -> int:
        raise OSError("the disk is full")

    monkeypatch.setattr(asked, "forget", fail)
    with pytest.raises(OSError, match="disk"):
        await erase(database, settings, WHO.email or "")
    assert await stores(database) == before


async def test_a_socket_that_is_still_open_cannot_write_for_who_is_gone(database: Database, settings: Settings) -> None:
    made = await conversation_of(database, settings, WHO, SECRET)
    await erase(database, settings, made.customer_id)
    with pytest.raises(IntegrityError):
        async with database.write() as connection:
            await conversations.find_or_open(connection, made.customer_id, "pl", now())


async def test_the_bot_is_told_until_it_has_forgotten(database: Database, settings: Settings) -> None:
    made = await conversation_of(database, settings, WHO, SECRET)
    await erase(database, settings, "C-77")
    told: list[Sequence[str]] = []

    async def forget(ids: Sequence[str]) -> None:
        told.append(ids)
        if len(told) == 1:
            raise ConnectionError("the bot's database is away")

    with pytest.raises(ConnectionError):
        await erasure.settle(database, forget, now())
    assert await erasure.settle(database, forget, now()) == 1
    assert await erasure.settle(database, forget, now() + erasure.SETTLED) == 0
    assert await erasure.settle(database, forget, now() + erasure.SETTLED) == 0
    assert told == [[made.id]] * 3


async def test_the_bot_s_own_memory_forgets(database: Database, settings: Settings) -> None:
    engine = sa.create_engine(memory.memory_url(settings), future=True)
    table = sa.Table(memory.TABLE, sa.MetaData(), sa.Column("sender_id", sa.String(255)))
    try:
        with engine.begin() as connection:
            table.create(connection)
            connection.execute(sa.insert(table), [{"sender_id": "c-1"}, {"sender_id": "c-2"}])
        await forgetter(settings)(["c-1"])
        with engine.begin() as connection:
            assert connection.execute(sa.select(table.c.sender_id)).scalars().all() == ["c-2"]
    finally:
        with engine.begin() as connection:
            table.drop(connection)
        engine.dispose()
