"""One's own password and sessions."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from escalation import account, sign_in
from escalation.errors import LockedOut, WrongPassword
from escalation.sign_in import SignIn
from warmline.database import Database
from warmline.errors import BadInput, NotSignedIn

PASSWORD = "correct horse battery"
OTHER = "staple of the desk"


async def test_a_new_password_ends_the_other_sessions(database: Database, staff_factory: Any) -> None:
    person, door = await staff_factory(), SignIn(database)
    here, elsewhere = [(await door.open(person.email, PASSWORD))[0] for _ in range(2)]
    await account.change_password(door, person, here, PASSWORD, OTHER)
    assert (await door.holder(here)).id == person.id
    with pytest.raises(NotSignedIn):
        await door.holder(elsewhere)
    with pytest.raises(NotSignedIn):
        await door.open(person.email, PASSWORD)
    await door.open(person.email, OTHER)


async def test_wrong_present_passwords_lock(database: Database, staff_factory: Any) -> None:
    person, door = await staff_factory(), SignIn(database)
    token, _ = await door.open(person.email, PASSWORD)
    for _ in range(sign_in.WRONG_ALLOWED):
        with pytest.raises(WrongPassword):
            await account.change_password(door, person, token, "wrong", OTHER)
    with pytest.raises(LockedOut):
        await account.change_password(door, person, token, PASSWORD, OTHER)


@pytest.mark.parametrize("new", ["short", PASSWORD])
async def test_an_unusable_new_password_is_refused(database: Database, staff_factory: Any, new: str) -> None:
    person, door = await staff_factory(), SignIn(database)
    token, _ = await door.open(person.email, PASSWORD)
    with pytest.raises(BadInput) as refused:
        await account.change_password(door, person, token, PASSWORD, new)
    assert refused.value.details["field"] == "new"


async def test_of_two_changes_at_once_one_wins(database: Database, staff_factory: Any) -> None:
    person, door = await staff_factory(), SignIn(database)
    token, _ = await door.open(person.email, PASSWORD)
    wishes = (OTHER, "quite another one")
    results = await asyncio.gather(
        *(account.change_password(door, person, token, PASSWORD, new) for new in wishes), return_exceptions=True
    )
    assert [type(result) for result in results].count(WrongPassword) == 1
    await door.open(person.email, wishes[results.index(None)])


async def test_a_password_changed_during_a_sign_in_opens_nothing(
    database: Database, staff_factory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, door = await staff_factory(), SignIn(database)
    token, _ = await door.open(person.email, PASSWORD)
    loop, verified = asyncio.get_running_loop(), sign_in.verify

    def slow(hashed: str, password: str) -> bool:
        right = verified(hashed, password)
        change = account.change_password(door, person, token, PASSWORD, OTHER)
        asyncio.run_coroutine_threadsafe(change, loop).result()
        return right

    monkeypatch.setattr(sign_in, "verify", slow)
    with pytest.raises(NotSignedIn):
        await door.open(person.email, PASSWORD)
    assert len(await account.sessions(door, person, token)) == 1


async def test_sessions_are_listed_and_ended_for_one_person_alone(desk: Any, staff_factory: Any, sign_in: Any) -> None:
    person, other = await staff_factory(), await staff_factory()
    await sign_in(person)
    here, stranger = await sign_in(person), await sign_in(other)
    listed = (await (await desk.get("/api/staff/sessions", headers=here)).json())["sessions"]
    assert sorted(session["here"] for session in listed) == [False, True]
    assert (await desk.post("/api/staff/sign-out-everywhere", headers=here)).status == 200
    assert (await desk.get("/api/staff/me", headers=here)).status == 401
    assert (await desk.get("/api/staff/me", headers=stranger)).status == 200


async def test_signing_out_everywhere_closes_the_open_console(
    desk: Any, staff_factory: Any, sign_in: Any, open_console: Any
) -> None:
    person = await staff_factory()
    console = await open_console(desk, person)
    assert (await desk.post("/api/staff/sign-out-everywhere", headers=await sign_in(person))).status == 200
    assert (await console.until("error"))["error"]["code"] == "not_signed_in"
