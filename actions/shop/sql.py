"""The shop's orders over SQL.

The tables belong to the shop and live in its own database, so they hang on metadata of their own and no
migration of ours touches them. A shop with other tables offers these as views.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Date, ForeignKey, Integer, MetaData, Numeric, String, Table, func, or_, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeDecorator

from actions.errors import CannotCancel, NoSuchOrder, ShopUnavailable
from actions.shop.records import CANCELLABLE, Customer, Item, Order, Proof, State
from warmline.clock import now
from warmline.database import Database

shop_metadata = MetaData()


class Amount(TypeDecorator[Decimal]):
    """A sum of money: numeric, and text in SQLite, which knows no decimals."""

    impl = Numeric(10, 2)
    cache_ok = True

    def load_dialect_impl(self, dialect: Any) -> Any:
        """The column's type in this database."""
        return dialect.type_descriptor(String(20) if dialect.name == "sqlite" else Numeric(10, 2))

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> Any:
        """As SQLite takes it."""
        return str(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Any) -> Decimal | None:
        """As a decimal again."""
        return None if value is None else Decimal(value)


customers = Table(
    "shop_customers",
    shop_metadata,
    Column("external_id", String(40), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("email", String(254), nullable=False, index=True),
    Column("postcode", String(10), nullable=False),
)

orders = Table(
    "shop_orders",
    shop_metadata,
    Column("number", String(20), primary_key=True),
    Column("customer_id", ForeignKey("shop_customers.external_id"), nullable=False, index=True),
    Column("state", String(20), nullable=False),
    Column("carrier", String(40), nullable=False),
    Column("tracking_url", String(300)),
    Column("placed_on", Date, nullable=False),
    Column("expected_on", Date),
    Column("changed_on", Date, nullable=False),
    Column("total", Amount, nullable=False),
    Column("currency", String(3), nullable=False),
)

items = Table(
    "shop_order_items",
    shop_metadata,
    Column("order_number", ForeignKey("shop_orders.number"), primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("price", Amount, nullable=False),
)

WITH_CUSTOMER = select(
    orders, customers.c.external_id, customers.c.name, customers.c.email, customers.c.postcode
).select_from(orders.join(customers))


class SqlShop:
    """Reads and cancels orders in the shop's tables."""

    def __init__(self, url: str) -> None:
        self._database = Database(url)

    async def find_order(self, number: str, proof: Proof) -> Order | None:
        """The order, where the proof is on it."""
        try:
            async with self._database.read() as connection:
                return await _find(connection, number, proof)
        except (DBAPIError, OSError) as error:
            raise ShopUnavailable from error

    async def orders_of(self, identity: Proof, limit: int) -> list[Order]:
        """The customer's latest orders."""
        own = [customers.c.external_id == identity.external_id] if identity.external_id else []
        if identity.email:
            own.append(func.lower(customers.c.email) == identity.email.lower())
        if not own:
            return []
        query = WITH_CUSTOMER.where(or_(*own)).order_by(orders.c.placed_on.desc(), orders.c.number.desc()).limit(limit)
        try:
            async with self._database.read() as connection:
                rows = (await connection.execute(query)).mappings().all()
                return [await _with_items(connection, row) for row in rows]
        except (DBAPIError, OSError) as error:
            raise ShopUnavailable from error

    async def cancel_order(self, number: str, proof: Proof) -> Order:
        """Cancel in one conditional statement, so that an order packed meanwhile is left alone."""
        try:
            async with self._database.write() as connection:
                order = await _find(connection, number, proof)
                if order is None:
                    raise NoSuchOrder
                if order.state is State.CANCELLED:
                    return order
                done = await connection.execute(
                    update(orders)
                    .where(orders.c.number == number, orders.c.state.in_([state.value for state in CANCELLABLE]))
                    .values(state=State.CANCELLED.value, changed_on=now().date())
                )
                if done.rowcount != 1:
                    raise CannotCancel(number)
                cancelled = await _find(connection, number, proof)
                if cancelled is None:
                    raise NoSuchOrder
                return cancelled
        except (DBAPIError, OSError) as error:
            raise ShopUnavailable from error

    async def close(self) -> None:
        """Give the connections back."""
        await self._database.close()


async def _find(connection: AsyncConnection, number: str, proof: Proof) -> Order | None:
    row = (await connection.execute(WITH_CUSTOMER.where(orders.c.number == number))).mappings().first()
    if row is None:
        return None
    order = await _with_items(connection, row)
    return order if proof.fits(order.customer) else None


async def _with_items(connection: AsyncConnection, row: Any) -> Order:
    query = select(items).where(items.c.order_number == row["number"]).order_by(items.c.line)
    lines = (await connection.execute(query)).mappings().all()
    return Order(
        number=row["number"],
        state=State(row["state"]),
        customer=Customer(row["external_id"], row["name"], row["email"], row["postcode"]),
        carrier=row["carrier"],
        tracking_url=row["tracking_url"],
        placed_on=row["placed_on"],
        expected_on=row["expected_on"],
        changed_on=row["changed_on"],
        total=row["total"],
        currency=row["currency"],
        items=tuple(Item(line["name"], line["quantity"], line["price"]) for line in lines),
    )
