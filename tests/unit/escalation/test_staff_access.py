"""Signing in, and who may do what."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from escalation import sign_in as sign_in_module
from escalation.errors import LockedOut
from escalation.sign_in import SignIn
from escalation.staff import ROLES, add_staff
from warmline.clock import now
from warmline.database import Database
from warmline.errors import BadInput, NotSignedIn

PASSWORD = "correct horse battery"
PUBLIC = "https://desk.example"
HEADER = {"X-Warmline": "1"}


async def test_a_session_opens_with_a_safe_cookie_and_ends(desk: Any, staff_factory: Any) -> None:
    person = await staff_factory(email="Anna@PodLipa.example")
    body = {"email": " anna@podlipa.example", "password": PASSWORD}
    assert (await desk.post("/api/staff/sign-in", json=body)).status == 403
    answer = await desk.post("/api/staff/sign-in", json=body, headers=HEADER)
    assert (await answer.json())["staff"] == person.as_json()
    cookie = answer.cookies["warmline_session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"], cookie["path"]) == (True, "Strict", True, "/")
    session = {"Cookie": f"warmline_session={cookie.value}"}
    assert (await desk.get("/api/staff/me", headers=session)).status == 200
    assert (await desk.post("/api/staff/sign-out", headers=session)).status == 403
    assert (await desk.post("/api/staff/sign-out", headers={**session, **HEADER})).status == 200
    assert (await desk.get("/api/staff/me", headers=session)).status == 401


async def test_five_wrong_passwords_lock_even_when_tried_at_once(database: Database, staff_factory: Any) -> None:
    person, door = await staff_factory(), SignIn(database)

    async def guess() -> type[Exception]:
        with pytest.raises((NotSignedIn, LockedOut)) as refused:
            await door.open(person.email, "wrong")
        return refused.type

    refusals = await asyncio.gather(*(guess() for _ in range(9)))
    assert sorted(found.__name__ for found in refusals) == ["LockedOut"] * 4 + ["NotSignedIn"] * 5
    with pytest.raises(LockedOut) as locked:
        await door.open(person.email, PASSWORD)
    assert 0 < locked.value.details["retry_after"] <= sign_in_module.WINDOW.total_seconds()


async def test_an_unknown_email_locks_like_a_known_one(database: Database) -> None:
    door = SignIn(database)
    for _ in range(5):
        with pytest.raises(NotSignedIn):
            await door.open("nobody@podlipa.example", "wrong")
    with pytest.raises(LockedOut):
        await door.open("nobody@podlipa.example", "wrong")


async def test_the_right_password_forgets_the_wrong_ones(database: Database, staff_factory: Any) -> None:
    person, door = await staff_factory(), SignIn(database)
    for _ in range(2):
        for _ in range(4):
            with pytest.raises(NotSignedIn):
                await door.open(person.email, "wrong")
        await door.open(person.email, PASSWORD)


@pytest.mark.parametrize(
    "change",
    [{"email": "nonsense"}, {"password": "short"}, {"roles": ("king",)}, {"roles": ()}, {"name": " "}, {"capacity": 0}],
)
async def test_unusable_staff_are_refused(database: Database, change: dict[str, Any]) -> None:
    values = {"email": "a@b.example", "name": "Anna", "password": PASSWORD, "roles": ("agent",), "at": now(), **change}
    with pytest.raises(BadInput):
        async with database.write() as connection:
            await add_staff(connection, **values)


async def test_an_email_is_taken_once(database: Database, staff_factory: Any) -> None:
    await staff_factory(email="a@b.example")
    with pytest.raises(BadInput):
        await staff_factory(email="A@B.example")


AGENT_ROUTES = [
    ("GET", "/api/agent/conversations"),
    ("GET", "/api/agent/conversations/x"),
    ("GET", "/api/agent/suggestions?conversation_id=x"),
    ("GET", "/api/agent/mentionable"),
    ("GET", "/api/agent/conversations/x/customer"),
    ("POST", "/api/agent/conversations/x/customer/notes"),
    ("GET", "/api/agent/tags"),
    ("POST", "/api/agent/conversations/x/tags"),
    ("DELETE", "/api/agent/conversations/x/tags"),
    ("POST", "/api/agent/conversations/x/messages/1/mood"),
    *(
        ("POST", f"/api/agent/conversations/x/{act}")
        for act in ("claim", "messages", "return", "release", "decline", "take-over", "close")
    ),
    *(("POST", f"/api/agent/conversations/x/notes{act}") for act in ("", "/seen")),
]
ACCOUNT_ROUTES = [
    ("GET", "/api/staff/me"),
    ("GET", "/api/staff/sessions"),
    ("POST", "/api/staff/password"),
    ("POST", "/api/staff/sign-out-everywhere"),
]
EDITOR_ROUTES = [
    ("GET", "/api/editor/articles"),
    ("PUT", "/api/editor/articles/a/pl"),
    ("POST", "/api/editor/search"),
    ("POST", "/api/editor/try"),
    ("GET", "/api/editor/golden"),
    ("DELETE", "/api/editor/golden/1"),
    ("POST", "/api/editor/articles/a/pl/rollback"),
    ("GET", "/api/editor/gaps"),
    ("GET", "/api/editor/gaps/health"),
    ("POST", "/api/editor/gaps/1"),
]


async def test_each_route_asks_for_its_role(desk: Any, staff_factory: Any, sign_in: Any, open_line: Any) -> None:
    agent = await sign_in(await staff_factory(roles=("agent",)))
    editor = await sign_in(await staff_factory(roles=("editor",)))
    line = await open_line(desk)
    customer = {"X-Warmline": "1", "Cookie": f"warmline_session={line.token}", "Authorization": f"Bearer {line.token}"}
    for routes, stranger in ((AGENT_ROUTES, editor), (EDITOR_ROUTES, agent)):
        for method, path in routes:
            assert (await desk.request(method, path, json={}, headers=stranger)).status == 403, path
            assert (await desk.request(method, path, json={}, headers=customer)).status == 401, path
            answer = await desk.request(method, path, json={}, headers=HEADER)
            assert (answer.status, (await answer.json())["error"]["code"]) == (401, "not_signed_in"), path


async def test_the_own_account_is_for_everybody_signed_in(
    desk: Any, staff_factory: Any, sign_in: Any, open_line: Any
) -> None:
    line = await open_line(desk)
    customer = {"X-Warmline": "1", "Cookie": f"warmline_session={line.token}", "Authorization": f"Bearer {line.token}"}
    for role in ROLES:
        person = await sign_in(await staff_factory(roles=(role,)))
        for method, path in ACCOUNT_ROUTES:
            assert (await desk.request(method, path, json={}, headers=customer)).status == 401, path
            assert (await desk.request(method, path, json={}, headers=HEADER)).status == 401, path
            assert (await desk.request(method, path, json={}, headers=person)).status in (200, 400), path


async def test_unsafe_calls_need_their_header(desk: Any, staff_factory: Any, sign_in: Any) -> None:
    headers = await sign_in(await staff_factory())
    del headers["X-Warmline"]
    answer = await desk.post("/api/agent/conversations/x/claim", json={"version": 1}, headers=headers)
    assert (await answer.json())["error"]["code"] == "not_allowed"


@pytest.mark.parametrize(
    ("origin", "role", "status"),
    [("https://podlipa.example", "agent", 403), (None, "agent", 403), (PUBLIC, "editor", 403), (PUBLIC, None, 401)],
)
async def test_the_staff_socket_is_for_agents_on_the_desks_own_pages(
    desk: Any, staff_factory: Any, sign_in: Any, origin: str | None, role: str | None, status: int
) -> None:
    headers = {} if role is None else await sign_in(await staff_factory(roles=(role,)))
    headers = {name: value for name, value in headers.items() if name != "Origin"}
    if origin is not None:
        headers["Origin"] = origin
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await desk.ws_connect("/api/agent/socket", headers=headers)
    assert refused.value.status == status
