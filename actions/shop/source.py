"""The one way to the shop's orders."""

from __future__ import annotations

from typing import Protocol

from actions.shop.http import HttpShop
from actions.shop.records import Order, Proof
from actions.shop.sql import SqlShop
from warmline.settings import Settings


class Shop(Protocol):
    """Reads orders for whoever proves that they are theirs, and cancels them."""

    async def find_order(self, number: str, proof: Proof) -> Order | None:
        """The order, or None where it does not exist or the proof is not on it: the two look the same."""

    async def orders_of(self, identity: Proof, limit: int) -> list[Order]:
        """The latest orders of a customer whose identity the shop has signed."""

    async def cancel_order(self, number: str, proof: Proof) -> Order:
        """Cancel an order; one that is cancelled already stays so.

        Raises:
            CannotCancel: It is packed, or further.
            NoSuchOrder: It does not exist or the proof is not on it.
        """


def shop_from(settings: Settings) -> Shop:
    """The shop the settings name: its HTTP API where there is one, else its database."""
    if settings.shop_api_url:
        return HttpShop(settings.shop_api_url, settings.shop_api_token)
    return SqlShop(settings.shop_database_url)
