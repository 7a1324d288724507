"""Canned replies: whose they are, what may stand in them, and what is counted when they are sent."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from escalation.ready_texts import edited
from escalation.tables import events
from warmline.database import Database

BASE = "/api/agent/replies"


def reply(shortcut: str = "zwrot", text: str = "Dzień dobry, {{customer_name}}", **change: Any) -> dict[str, Any]:
    return {"shared": True, "shortcut": shortcut, "texts": {"pl": {"title": "Zwrot", "text": text}}, **change}


async def shortcuts(desk: Any, headers: Any) -> list[str]:
    return [one["shortcut"] for one in (await (await desk.get(BASE, headers=headers)).json())["replies"]]


async def test_everybodys_are_seen_by_all_and_ones_own_by_oneself(desk: Any, staff_factory: Any, sign_in: Any) -> None:
    anna, piotr = await sign_in(await staff_factory("Anna")), await sign_in(await staff_factory("Piotr"))
    ewa = await sign_in(await staff_factory("Ewa", roles=("editor",)))
    made = await desk.post(BASE, json=reply("Zwrot "), headers=ewa)
    body = (await made.json())["reply"]
    assert (made.status, body["shortcut"], body["revision"], body["updated_by"]) == (201, "zwrot", 1, "Ewa")
    own = await desk.post(BASE, json=reply("podpis", shared=False), headers=anna)
    assert (await own.json())["reply"]["shared"] is False
    assert await shortcuts(desk, anna) == ["podpis", "zwrot"]
    assert await shortcuts(desk, piotr) == ["zwrot"]
    path = f"{BASE}/{(await own.json())['reply']['id']}"
    for person, status in ((piotr, 404), (ewa, 404), (anna, 200)):
        answer = await desk.put(path, json={**reply("podpis"), "revision": 1}, headers=person)
        assert answer.status == status
    assert (await desk.delete(path, json={"revision": 2}, headers=piotr)).status == 404
    assert (await desk.delete(path, json={"revision": 2}, headers=anna)).status == 200
    assert await shortcuts(desk, anna) == ["zwrot"]


@pytest.mark.parametrize(
    ("roles", "read", "write"),
    [(("agent",), 200, 403), (("editor",), 200, 201), (("agent", "supervisor"), 200, 201), (("admin",), 200, 201)],
)
async def test_who_may_do_what(
    desk: Any, staff_factory: Any, sign_in: Any, roles: tuple[str, ...], read: int, write: int
) -> None:
    headers = await sign_in(await staff_factory(roles=roles))
    assert (await desk.get(BASE, headers=headers)).status == read
    assert (await desk.get("/api/agent/ready-texts", headers=headers)).status == read
    assert (await desk.post(BASE, json=reply(), headers=headers)).status == write
    assert (await desk.get(BASE)).status == 401
    assert (await desk.get("/api/agent/ready-texts")).status == 401
    assert (await desk.post(BASE, json=reply(), headers={"X-Warmline": "1"})).status == 401


async def test_a_shortcut_stands_for_one_reply(desk: Any, staff_factory: Any, sign_in: Any) -> None:
    anna, ewa = await sign_in(await staff_factory("Anna")), await sign_in(await staff_factory(roles=("editor",)))
    assert (await desk.post(BASE, json=reply(), headers=ewa)).status == 201
    again = await desk.post(BASE, json=reply(), headers=ewa)
    assert (again.status, (await again.json())["error"]["code"]) == (409, "shortcut_taken")
    own = {**reply(), "shared": False}
    assert (await desk.post(BASE, json=own, headers=anna)).status == 201  # hides everybody's from nobody
    assert (await desk.post(BASE, json=own, headers=anna)).status == 409


async def test_two_editors_do_not_overwrite_each_other(desk: Any, staff_factory: Any, sign_in: Any) -> None:
    ewa = await sign_in(await staff_factory("Ewa", roles=("editor",)))
    jan = await sign_in(await staff_factory("Jan", roles=("editor",)))
    made = (await (await desk.post(BASE, json=reply(), headers=ewa)).json())["reply"]
    path = f"{BASE}/{made['id']}"
    first = await desk.put(path, json={**reply(text="pierwsza"), "revision": 1}, headers=jan)
    assert (await first.json())["reply"]["revision"] == 2
    late = await desk.put(path, json={**reply(text="druga"), "revision": 1}, headers=ewa)
    error = (await late.json())["error"]
    assert (late.status, error["code"], error["details"]) == (409, "edited_meanwhile", {"by": "Jan", "revision": 2})
    assert (await desk.delete(path, json={"revision": 1}, headers=ewa)).status == 409
    assert (await desk.delete(path, json={"revision": 2}, headers=ewa)).status == 200
    assert (await desk.put(path, json={**reply(), "revision": 2}, headers=ewa)).status == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"shortcut": "dwa słowa"}, "shortcut"),
        ({"shortcut": 7}, "shortcut"),
        ({"texts": {}}, "texts"),
        ({"texts": {"de": {"title": "a", "text": "b"}}}, "texts"),
        ({"texts": {"pl": {"title": "a"}}}, "texts.pl"),
        ({"texts": {"en": {"title": " ", "text": "b"}}}, "texts.en.title"),
        ({"texts": {"en": {"title": "a", "text": "x" * 4001}}}, "texts.en.text"),
        ({"texts": {"pl": {"title": "a", "text": "Witaj {{imie}}"}}}, "texts.pl.text"),
        ({"shared": "yes"}, "shared"),
    ],
)
async def test_what_cannot_be_used_names_its_field(
    desk: Any, staff_factory: Any, sign_in: Any, change: Any, field: str
) -> None:
    headers = await sign_in(await staff_factory(roles=("editor",)))
    answer = await desk.post(BASE, json={**reply(), **change}, headers=headers)
    assert (answer.status, (await answer.json())["error"]["details"]["field"]) == (400, field)


async def test_what_was_used_and_changed_is_counted_once(
    desk: Any, database: Database, conversation_factory: Any, staff_factory: Any, sign_in: Any
) -> None:
    agent = await staff_factory()
    conversation, headers = await conversation_factory(agent), await sign_in(agent)
    path = f"/api/agent/conversations/{conversation.id}/messages"
    used = [{"kind": "suggestion", "id": "returns", "text": "Ma Pan 30 dni."}]
    body = {"client_message_id": "a1", "text": "Ma Pan 14 dni.", "used": used}
    for _ in range(2):
        assert (await desk.post(path, json=body, headers=headers)).status == 200
    own = {"client_message_id": "a2", "text": "Już.", "used": [{"kind": "canned_reply", "id": "r-1", "text": "Już."}]}
    assert (await desk.post(path, json=own, headers=headers)).status == 200
    async with database.read() as connection:
        rows = await connection.execute(
            select(events.c.kind, events.c.data).where(events.c.kind.in_(["suggestion_used", "canned_reply_used"]))
        )
        counted = {row.kind: row.data for row in rows}
    assert counted["suggestion_used"]["edited"] == edited("Ma Pan 30 dni.", "Ma Pan 14 dni.") > 0
    assert (counted["suggestion_used"]["article_id"], counted["canned_reply_used"]["edited"]) == ("returns", 0)
    usage = await (await desk.get("/api/agent/ready-texts?days=7", headers=headers)).json()
    assert usage["suggestions"] == [{"id": "returns", "times": 1, "edited": counted["suggestion_used"]["edited"]}]
    assert usage["canned_replies"] == [{"id": "r-1", "times": 1, "edited": 0}]
    assert (await desk.get("/api/agent/ready-texts?days=0", headers=headers)).status == 400
    for wrong in ("x", [{"kind": "joke", "id": "1", "text": "a"}], [{"kind": "suggestion", "id": "", "text": "a"}]):
        answer = await desk.post(path, json={**body, "client_message_id": "a3", "used": wrong}, headers=headers)
        assert (answer.status, (await answer.json())["error"]["details"]["field"].split(".")[0]) == (400, "used")


async def test_a_variable_without_a_value_is_not_sent(
    desk: Any, conversation_factory: Any, staff_factory: Any, sign_in: Any
) -> None:
    agent = await staff_factory()
    conversation, headers = await conversation_factory(agent), await sign_in(agent)
    path = f"/api/agent/conversations/{conversation.id}/messages"
    body = {"client_message_id": "a1", "text": "Zamówienie {{ order_number }} i {{klamry}}"}
    answer = await desk.post(path, json=body, headers=headers)
    error = (await answer.json())["error"]
    assert (answer.status, error["code"]) == (400, "variable_unfilled")
    assert error["details"]["variables"] == ["order_number"]


def test_the_share_that_was_changed() -> None:
    assert edited("Dzień dobry", "Dzień dobry") == 0
    assert edited("Dzień dobry", "xyz") == 1
    assert edited("abc def", "abc  xyz") == 0.5
    assert edited("abc", "") == 1
