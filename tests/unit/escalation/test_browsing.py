"""What the shop's page tells of its visitor."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import func, select

from escalation import browsing, erasure, visitors
from escalation.browsing import MOST_ATTRIBUTES, MOST_ITEMS, MOST_PAGES, Told, told
from escalation.file_tables import browsing as table
from escalation.file_tables import page_views
from escalation.identity import Identity
from warmline.clock import now
from warmline.database import Database
from warmline.errors import BadInput

SHOP = "https://shop.example"
CART = {"items": [{"name": "Koc wełniany", "quantity": 2}], "total": 398, "currency": "pln"}


def read(frame: Any) -> Told:
    return told(frame, lambda origin: origin == SHOP)


def page(path: str, title: str = "") -> dict[str, str]:
    return {"url": f"{SHOP}{path}", "title": title}


async def test_it_reaches_the_agent_who_has_the_conversation(
    desk: Any, open_line: Any, staff_factory: Any, sign_in: Any, settings: Any
) -> None:
    line = await open_line(desk)
    address = {"url": f"{settings.allowed_origins}/koce?token=abc#x", "title": "Koce"}
    await line.send("context", page=address, cart=CART, attributes={"club": True, "visits": 3})
    await line.send("ping")
    await line.until("pong")
    conversation = line.seen[0]["state"]["id"]
    headers = await sign_in(await staff_factory())
    answer = await (await desk.get(f"/api/agent/conversations/{conversation}/customer", headers=headers)).json()
    found = answer["browsing"]
    assert [(one["url"], one["title"]) for one in found["pages"]] == [(f"{settings.allowed_origins}/koce", "Koce")]
    assert found["cart"] == {**CART, "currency": "PLN"}
    assert found["attributes"] == {"club": True, "visits": 3}
    await line.send("context", page={"url": "https://evil.example/"})
    error = await line.until("error")
    assert error["error"]["details"]["field"] == "page.url"


@pytest.mark.parametrize(
    ("frame", "field"),
    [
        ({"page": "shop"}, "page"),
        ({"page": {}}, "page.url"),
        ({"page": {"url": "javascript:alert(1)"}}, "page.url"),
        ({"page": {"url": "https://[shop"}}, "page.url"),
        ({"page": {"url": f"{SHOP}.evil.example/"}}, "page.url"),
        ({"page": {"url": f"{SHOP}/", "title": 7}}, "page.title"),
        ({"cart": []}, "cart"),
        ({"cart": {"items": "koc"}}, "cart.items"),
        ({"cart": {"items": ["koc"]}}, "cart.items"),
        ({"cart": {"items": [{"name": "koc", "quantity": -1}]}}, "cart.items"),
        ({"cart": {"items": [{"name": "koc", "quantity": True}]}}, "cart.items"),
        ({"cart": {"items": [{"name": "koc"}] * (MOST_ITEMS + 1)}}, "cart.items"),
        ({"cart": {"items": [{"name": "koc"}], "total": float("nan")}}, "cart.total"),
        ({"cart": {"items": [{"name": "koc"}], "currency": "<b>"}}, "cart.currency"),
        ({"attributes": {"a": {"b": 1}}}, "attributes"),
        ({"attributes": {"": 1}}, "attributes"),
        ({"attributes": {str(number): 1 for number in range(MOST_ATTRIBUTES + 1)}}, "attributes"),
        ({"attributes": {"a": float("inf")}}, "attributes"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(frame: Any, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(frame)
    assert refused.value.details["field"] == field


def test_what_is_not_told_is_left_alone_and_nothing_empties() -> None:
    assert read({}) == Told()
    assert read({"cart": None, "attributes": {"a": None}}) == Told(cart={}, attributes={})
    assert read({"cart": {"items": []}}) == Told(cart={})


async def test_pages_are_kept_in_order_once_and_not_for_ever(database: Database) -> None:
    async with database.write() as connection:
        customer = (await visitors.start(connection, None, None, now()))[1]
        for path in ("/", "/", "/koce", *(f"/{number}" for number in range(MOST_PAGES))):
            await browsing.keep(connection, customer.id, read({"page": page(path, "t")}), now())
        found = (await browsing.of(connection, customer.id))["pages"]
    assert [one["url"] for one in found] == [f"{SHOP}/{number}" for number in reversed(range(MOST_PAGES))]


async def test_two_tabs_at_once_leave_one_basket(database: Database) -> None:
    async with database.write() as connection:
        customer = (await visitors.start(connection, None, None, now()))[1]

    async def tell(quantity: int) -> None:
        async with database.write() as connection:
            cart = {"items": [{"name": "koc", "quantity": quantity}]}
            await browsing.keep(connection, customer.id, read({"cart": cart}), now())

    await asyncio.gather(*(tell(quantity) for quantity in range(1, 6)))
    async with database.read() as connection:
        assert (await connection.execute(select(func.count()).select_from(table))).scalar() == 1
        found = await browsing.of(connection, customer.id)
    assert found["cart"]["items"][0]["quantity"] in range(1, 6)
    assert found["attributes"] == {}


async def test_it_follows_who_the_visitor_turns_out_to_be_and_is_erased_with_them(database: Database) -> None:
    async with database.write() as connection:
        known = (await visitors.start(connection, None, Identity("C-1", None, "Jan", 0), now()))[1]
        await browsing.keep(connection, known.id, read({"cart": CART, "attributes": {"club": True}}), now())
        token, visitor = await visitors.start(connection, None, None, now())
        cart = {"items": [{"name": "kubek", "quantity": 1}]}
        await browsing.keep(connection, visitor.id, read({"page": page("/kubki"), "cart": cart}), now())
        await visitors.start(connection, token, Identity("C-1", None, "Jan", 0), now())
        found = await browsing.of(connection, known.id)
        assert (found["cart"]["items"][0]["name"], len(found["pages"])) == ("kubek", 1)
        assert (await browsing.of(connection, visitor.id))["updated_at"] is None
        await erasure.erase(connection, known.id, now())
        for left in (page_views, table):
            assert (await connection.execute(select(func.count()).select_from(left))).scalar() == 0
