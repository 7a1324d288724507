"""One contract for every way to the shop's orders: SQL and HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from actions.errors import CannotCancel, NoSuchOrder, ShopUnavailable
from actions.shop.demo import demo_orders, seed_demo
from actions.shop.http import HttpShop
from actions.shop.records import Order, Proof, State
from actions.shop.source import Shop
from actions.shop.sql import SqlShop
from warmline.clock import now
from warmline.database import Database

TODAY = now().date()
ANNA = Proof(postcode="30-001")
PIOTR = Proof(email="piotr.wojcik@example.com")
TOKEN = "the shop's token"


def as_json(order: Order) -> dict[str, Any]:
    who = order.customer
    return {
        "number": order.number,
        "state": order.state.value,
        "customer": {"id": who.external_id, "name": who.name, "email": who.email, "postcode": who.postcode},
        "carrier": order.carrier,
        "tracking_url": order.tracking_url,
        "placed_on": order.placed_on.isoformat(),
        "expected_on": order.expected_on and order.expected_on.isoformat(),
        "changed_on": order.changed_on.isoformat(),
        "total": str(order.total),
        "currency": order.currency,
        "items": [{"name": item.name, "quantity": item.quantity, "price": str(item.price)} for item in order.items],
    }


def shop_api(orders: list[Order]) -> web.Application:
    """A shop that offers what ``docs/shop-api.md`` asks for."""
    by_number = {order.number: as_json(order) for order in orders}

    def allowed(request: web.Request) -> None:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            raise web.HTTPUnauthorized

    async def one(request: web.Request) -> web.Response:
        allowed(request)
        if (found := by_number.get(request.match_info["number"])) is None:
            raise web.HTTPNotFound
        return web.json_response(found)

    async def several(request: web.Request) -> web.Response:
        allowed(request)
        wanted = request.query.get("customer_id"), request.query.get("email")
        found = [
            o for o in by_number.values() if o["customer"]["id"] == wanted[0] or o["customer"]["email"] == wanted[1]
        ]
        found.sort(key=lambda order: (order["placed_on"], order["number"]), reverse=True)
        return web.json_response({"orders": found[: int(request.query["limit"])]})

    async def cancel(request: web.Request) -> web.Response:
        allowed(request)
        found = by_number[request.match_info["number"]]
        if found["state"] not in ("new", "paid", "cancelled"):
            raise web.HTTPConflict
        found["state"] = "cancelled"
        return web.json_response(found)

    app = web.Application()
    app.router.add_get("/orders/{number}", one)
    app.router.add_get("/orders", several)
    app.router.add_post("/orders/{number}/cancel", cancel)
    return app


@pytest.fixture(params=["sql", "http"])
async def shop(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Shop]:
    if request.param == "sql":
        url = f"sqlite+aiosqlite:///{tmp_path / 'shop.sqlite'}"
        seeding = Database(url)
        await seed_demo(seeding, TODAY)
        await seeding.close()
        sql = SqlShop(url)
        yield sql
        await sql.close()
    else:
        server = TestServer(shop_api(demo_orders(TODAY)))
        await server.start_server()
        http = HttpShop(str(server.make_url("")), TOKEN)
        yield http
        await http.close()
        await server.close()


async def test_an_order_comes_whole(shop: Shop) -> None:
    [expected] = [order for order in demo_orders(TODAY) if order.number == "LP-104217"]
    assert await shop.find_order("LP-104217", ANNA) == expected


@pytest.mark.parametrize("proof", [Proof(), Proof(email=""), Proof(postcode="30-002"), PIOTR, Proof(external_id="C-9")])
async def test_without_a_fitting_proof_there_is_no_order(shop: Shop, proof: Proof) -> None:
    assert await shop.find_order("LP-104217", proof) is None


@pytest.mark.parametrize("number", ["LP-999999", "", "LP-104217' OR 1=1", "../admin"])
async def test_an_unknown_number_finds_nothing(shop: Shop, number: str) -> None:
    assert await shop.find_order(number, ANNA) is None


async def test_a_signed_customer_sees_their_own_orders_newest_first(shop: Shop) -> None:
    found = await shop.orders_of(Proof(external_id="C-1001"), 3)
    assert len(found) == 3
    assert {order.customer.email for order in found} == {"anna.nowak@example.com"}
    assert [order.placed_on for order in found] == sorted((order.placed_on for order in found), reverse=True)
    assert await shop.orders_of(Proof(), 3) == []


async def test_cancelling_twice_is_cancelling_once(shop: Shop) -> None:
    first = await shop.cancel_order("LP-104219", PIOTR)
    second = await shop.cancel_order("LP-104219", PIOTR)
    assert first.state is second.state is State.CANCELLED


async def test_what_is_packed_is_not_cancelled(shop: Shop) -> None:
    with pytest.raises(CannotCancel):
        await shop.cancel_order("LP-104222", Proof(postcode="80-180"))


async def test_nobody_cancels_an_order_that_is_not_theirs(shop: Shop) -> None:
    with pytest.raises(NoSuchOrder):
        await shop.cancel_order("LP-104219", ANNA)
    order = await shop.find_order("LP-104219", PIOTR)
    assert order is not None
    assert order.state is State.PAID


async def test_a_database_without_tables_is_an_outage(tmp_path: Path) -> None:
    shop = SqlShop(f"sqlite+aiosqlite:///{tmp_path / 'empty.sqlite'}")
    with pytest.raises(ShopUnavailable):
        await shop.find_order("LP-104217", ANNA)
    await shop.close()


@pytest.mark.parametrize("token", [TOKEN, "a wrong one"])
async def test_an_api_that_answers_badly_is_an_outage(token: str) -> None:
    async def nonsense(request: web.Request) -> web.Response:
        return web.json_response({"number": 1}, status=200 if token == TOKEN else 401)

    app = web.Application()
    app.router.add_get("/orders/{number}", nonsense)
    async with TestServer(app) as server:
        shop = HttpShop(str(server.make_url("")), token)
        with pytest.raises(ShopUnavailable):
            await shop.find_order("LP-104217", ANNA)
        await shop.close()


def test_the_demo_is_the_same_each_day_and_moves_with_it() -> None:
    first, again, later = (demo_orders(day) for day in (TODAY, TODAY, date(2027, 3, 1)))
    assert first == again
    assert [order.number for order in first] == [order.number for order in later]
    assert all(order.placed_on <= date(2027, 3, 1) for order in later)


def test_the_demo_has_every_state_and_some_delays() -> None:
    orders = demo_orders(TODAY)
    assert {order.state for order in orders} == set(State)
    assert len(orders) == 200
    assert len({order.customer.external_id for order in orders}) == 60
    assert sum(order.delayed(TODAY) for order in orders) >= 5
    assert all(order.changed_on <= TODAY for order in orders)
