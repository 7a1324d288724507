"""The shop's orders over HTTP; what its API must offer stands in ``docs/shop-api.md``."""

from __future__ import annotations

import asyncio
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import quote

import aiohttp

from actions.errors import CannotCancel, NoSuchOrder, ShopUnavailable
from actions.shop.records import Customer, Item, Order, Proof, State

PATIENCE = aiohttp.ClientTimeout(total=8)
"""Two calls of this length still fit into a turn."""


class HttpShop:
    """Reads and cancels orders through the shop's JSON API."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._session: aiohttp.ClientSession | None = None

    async def find_order(self, number: str, proof: Proof) -> Order | None:
        """The order; the proof is checked here, whatever the shop does."""
        status, body = await self._call("GET", f"/orders/{quote(number, safe='')}")
        if status == 404:
            return None
        order = _order(body)
        return order if order.number == number and proof.fits(order.customer) else None

    async def orders_of(self, identity: Proof, limit: int) -> list[Order]:
        """The customer's latest orders."""
        query = {"limit": str(limit)}
        if identity.external_id:
            query["customer_id"] = identity.external_id
        elif identity.email:
            query["email"] = identity.email
        else:
            return []
        status, body = await self._call("GET", "/orders", query)
        if status == 404:
            return []
        found = [_order(entry) for entry in _entries(body)]
        return [order for order in found if identity.fits(order.customer)][:limit]

    async def cancel_order(self, number: str, proof: Proof) -> Order:
        """Cancel; the shop refuses with 409 what it has packed."""
        if await self.find_order(number, proof) is None:
            raise NoSuchOrder
        status, body = await self._call("POST", f"/orders/{quote(number, safe='')}/cancel")
        if status == 409:
            raise CannotCancel(number)
        if status == 404:
            raise NoSuchOrder
        return _order(body)

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    async def _call(self, method: str, path: str, query: dict[str, str] | None = None) -> tuple[int, Any]:
        if self._session is None:
            self._session = aiohttp.ClientSession(headers=self._headers, timeout=PATIENCE)
        try:
            async with self._session.request(method, self._url + path, params=query) as response:
                if response.status not in (200, 404, 409):
                    raise ShopUnavailable(f"The shop's API answered {response.status}.", status=response.status)
                return response.status, await response.json() if response.status == 200 else None
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
            raise ShopUnavailable from error


def _order(body: Any) -> Order:
    try:
        who = body["customer"]
        return Order(
            number=str(body["number"]),
            state=State(body["state"]),
            customer=Customer(str(who["id"]), str(who["name"]), str(who["email"]), str(who["postcode"])),
            carrier=str(body["carrier"]),
            tracking_url=body.get("tracking_url"),
            placed_on=date.fromisoformat(body["placed_on"]),
            expected_on=date.fromisoformat(body["expected_on"]) if body.get("expected_on") else None,
            changed_on=date.fromisoformat(body["changed_on"]),
            total=Decimal(str(body["total"])),
            currency=str(body["currency"]),
            items=tuple(
                Item(str(line["name"]), int(line["quantity"]), Decimal(str(line["price"]))) for line in body["items"]
            ),
        )
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise ShopUnavailable("The shop's API sent an order we cannot read.") from error


def _entries(body: Any) -> list[Any]:
    if not isinstance(body, dict) or not isinstance(body.get("orders"), list):
        raise ShopUnavailable("The shop's API sent no list of orders.")
    entries: list[Any] = body["orders"]
    return entries
