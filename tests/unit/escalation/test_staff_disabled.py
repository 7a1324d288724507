"""The operator shuts somebody out, lets them in again, and gives them a new password."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import WSMsgType
from click.testing import CliRunner

from escalation import absences, owner, presence, queue, staff_access
from escalation.errors import LastAdmin
from escalation.sign_in import SignIn
from warmline.cli import cli
from warmline.clock import now
from warmline.database import Database
from warmline.errors import BadInput, NotFound, NotSignedIn

PASSWORD = "correct horse battery"


async def disable(database: Database, email: str) -> list[Any]:
    async with database.write() as connection:
        return await staff_access.disable(connection, email, now())


async def test_the_disabled_are_out_at_once_and_in_again_when_enabled(
    database: Database, desk: Any, staff_factory: Any, sign_in: Any
) -> None:
    person = await staff_factory()
    headers = await sign_in(person)
    assert (await desk.get("/api/staff/me", headers=headers)).status == 200
    await disable(database, person.email.upper())
    assert (await desk.get("/api/staff/me", headers=headers)).status == 401
    with pytest.raises(NotSignedIn):
        await SignIn(database).open(person.email, PASSWORD)
    async with database.write() as connection:
        await staff_access.enable(connection, person.email, now())
    assert (await desk.get("/api/staff/me", headers=headers)).status == 401
    assert (await SignIn(database).open(person.email, PASSWORD))[1] == person


async def test_their_socket_shows_nothing_more(
    database: Database, desk: Any, staff_factory: Any, open_console: Any, open_line: Any
) -> None:
    person = await staff_factory()
    console = await open_console(desk, person)
    await disable(database, person.email)
    async with database.read() as connection:
        assert await presence.present_agents(connection, now()) == []
    customer = await open_line(desk)
    await customer.say("dzień dobry")
    frames = []
    while (frame := await console.socket.receive()).type is WSMsgType.TEXT:
        frames.append(frame.json())
    assert [frame["type"] for frame in frames] == ["error"]


async def test_their_conversations_wait_again_at_their_place(
    database: Database, staff_factory: Any, conversation_factory: Any
) -> None:
    person, colleague = await staff_factory("Anna"), await staff_factory("Marek")
    theirs = await conversation_factory(person, at=now() - timedelta(minutes=9))
    kept = await conversation_factory(colleague)
    other = await conversation_factory("queue")
    (back,) = await disable(database, person.email)
    assert (back.id, back.owner, back.queued_at) == (theirs.id, owner.QUEUE, theirs.queued_at)
    assert back.id != kept.id
    async with database.read() as connection:
        assert await queue.place_of(connection, back) < await queue.place_of(connection, other)
    assert await disable(database, person.email) == []


async def test_what_reached_them_while_they_were_shut_out_goes_back_too(
    database: Database, staff_factory: Any, conversation_factory: Any
) -> None:
    person = await staff_factory()
    await disable(database, person.email)
    late = await conversation_factory(person)
    async with database.write() as connection:
        (back,) = await absences.put_back(connection, now(), timedelta(minutes=2))
    assert (back.id, back.owner) == (late.id, owner.QUEUE)


async def test_a_sign_in_at_the_same_time_leaves_no_session(database: Database, staff_factory: Any) -> None:
    person, door = await staff_factory(), SignIn(database)
    opened, _ = await asyncio.gather(
        door.open(person.email, PASSWORD), disable(database, person.email), return_exceptions=True
    )
    with pytest.raises(NotSignedIn):
        await door.holder(opened[0] if isinstance(opened, tuple) else None)


async def test_a_new_password_ends_the_sessions(database: Database, staff_factory: Any) -> None:
    person, door = await staff_factory(), SignIn(database)
    token, _ = await door.open(person.email, PASSWORD)
    async with database.write() as connection:
        await staff_access.reset_password(connection, person.email, "another horse battery", now())
    with pytest.raises(NotSignedIn):
        await door.holder(token)
    with pytest.raises(NotSignedIn):
        await door.open(person.email, PASSWORD)
    await door.open(person.email, "another horse battery")


async def test_short_passwords_and_unknown_addresses_are_refused(database: Database, staff_factory: Any) -> None:
    person = await staff_factory()
    with pytest.raises(BadInput):
        async with database.write() as connection:
            await staff_access.reset_password(connection, person.email, "short", now())
    with pytest.raises(NotFound):
        await disable(database, "nobody@podlipa.example")


def test_the_commands(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARMLINE_VAR", str(tmp_path))
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str) -> Any:
        return CliRunner().invoke(cli, ["staff", *words])

    added = run("add", "a@b.example", "--name", "Anna", "--role", "agent", "--password", PASSWORD)
    assert (added.exit_code, added.output) == (0, "a@b.example may sign in.\n")
    assert run("disable", "a@b.example").exit_code == 0
    assert run("list").output.rstrip().endswith("agent  (disabled)")
    assert run("enable", "a@b.example").exit_code == 0
    assert run("list").output.rstrip().endswith("agent")
    assert run("reset", "a@b.example", "--password", "another horse battery").exit_code == 0
    assert run("disable", "nobody@b.example").exit_code != 0


async def test_of_two_admins_who_shut_each_other_out_one_stays(database: Database, staff_factory: Any) -> None:
    ewa, ola = [await staff_factory(name, roles=("admin",)) for name in ("Ewa", "Ola")]
    await staff_factory("Anna")

    async def shut_out(email: str) -> bool:
        try:
            async with database.write() as connection:
                await staff_access.disable(connection, email, now())
        except LastAdmin:
            return False
        return True

    assert sorted(await asyncio.gather(*(shut_out(person.email) for person in (ewa, ola)))) == [False, True]
    async with database.read() as connection:
        left = [access.person for access in await staff_access.listed(connection) if access.active]
    assert sorted(person.may("admin") for person in left) == [False, True]
