"""The demo shop: the same 200 orders of 60 customers each time, with days counted from a given today."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import insert, select

from actions.shop.records import Customer, Item, Order, State
from actions.shop.sql import customers, items, orders, shop_metadata
from warmline.database import Database

SEED = 104200
CUSTOMERS = 60
ORDERS = 200
FIRST_NUMBER = 104200

FIRST_NAMES = (
    *("Anna", "Katarzyna", "Magdalena", "Agnieszka", "Zofia", "Maria", "Joanna", "Ewa", "Barbara", "Monika"),
    *("Teresa", "Hanna", "Alicja", "Natalia", "Dorota", "Piotr", "Krzysztof", "Andrzej", "Tomasz", "Paweł"),
    *("Michał", "Jan", "Marcin", "Jakub", "Adam", "Łukasz", "Wojciech", "Stanisław", "Kamil", "Rafał"),
)
LAST_NAMES = (
    *("Nowak", "Wójcik", "Mazur", "Krawczyk", "Kaczmarek", "Zając", "Król", "Wróbel", "Stępień", "Pawlak"),
    *("Sikora", "Baran", "Duda", "Szewczyk", "Pietrzak", "Marciniak", "Bąk", "Włodarczyk", "Kubiak", "Lis"),
    *("Mazurek", "Kaźmierczak", "Sobczak", "Pająk", "Michalak", "Urban", "Cieślak", "Kołodziej", "Gajda", "Rogala"),
)
"""Surnames that are the same for men and women."""
POSTCODES = (
    *("30-001", "31-154", "00-950", "02-677", "50-101", "53-332", "60-801", "61-131", "80-180", "81-366"),
    *("90-001", "40-012", "35-021", "20-340", "85-060"),
)
PRODUCTS = (
    ("Pościel lniana 160x200", "249.80"),
    ("Ręcznik kąpielowy Mięta", "49.90"),
    ("Poduszka dekoracyjna Liść", "39.90"),
    ("Zasłony welurowe 140x250", "189.00"),
    ("Lampa stołowa Księżyc", "219.00"),
    ("Stolik kawowy Dąb", "549.00"),
    ("Komoda Brzoza", "1290.00"),
    ("Zestaw talerzy Łąka", "159.00"),
    ("Czajnik elektryczny Para", "199.00"),
    ("Sekator ogrodowy", "69.90"),
    ("Doniczka ceramiczna 24 cm", "59.90"),
    ("Sweter wełniany", "179.00"),
    ("Sukienka w kwiaty", "149.00"),
    ("Kurtka pikowana", "329.00"),
    ("Koszula lniana", "139.00"),
    ("Kapcie filcowe", "79.90"),
)
BULKY = ("Stolik kawowy Dąb", "Komoda Brzoza")
TRACKING = {
    "InPost": "https://inpost.pl/sledzenie-przesylek?number=",
    "DPD": "https://tracktrace.dpd.com.pl/parcelDetails?p1=",
    "Geis": "https://www.geis.pl/pl/sledzenie-przesylki?p_number=",
}
STATES = (
    *(State.NEW, State.PAID, State.PAID, State.PACKED, State.SHIPPED, State.SHIPPED, State.SHIPPED),
    *(State.OUT_FOR_DELIVERY, State.READY_FOR_PICKUP, State.DELIVERED, State.DELIVERED, State.DELIVERED),
    *(State.CANCELLED, State.RETURN_REQUESTED, State.RETURNED, State.REFUNDED),
)
WITH_CARRIER = (State.SHIPPED, State.OUT_FOR_DELIVERY, State.DELIVERED)
AGE = {
    State.NEW: (0, 3),
    State.PAID: (0, 1),
    State.PACKED: (0, 2),
    State.SHIPPED: (1, 3),
    State.OUT_FOR_DELIVERY: (2, 3),
    State.READY_FOR_PICKUP: (2, 4),
}
"""Days since an order in this state was placed, at least and at most; finished ones are older."""
FINISHED_AGE = (6, 90)


@dataclass(frozen=True)
class Fixed:
    """An order that demonstrations and tests rely on."""

    number: str
    customer: Customer
    state: State
    carrier: str
    placed: int  # days from today, as are the two below
    expected: int
    changed: int
    products: tuple[tuple[str, str, int], ...]  # name, price of one, quantity


ANNA = Customer("C-1001", "Anna Nowak", "anna.nowak@example.com", "30-001")
PIOTR = Customer("C-1002", "Piotr Wójcik", "piotr.wojcik@example.com", "00-950")
ZOFIA = Customer("C-1003", "Zofia Mazur", "zofia.mazur@example.com", "80-180")

FIXED = (
    Fixed("LP-104217", ANNA, State.SHIPPED, "InPost", -2, 1, -1, (("Pościel lniana 160x200", "249.80", 1),)),
    Fixed("LP-104218", ANNA, State.SHIPPED, "DPD", -9, -4, -7, (("Lampa stołowa Księżyc", "219.00", 1),)),
    Fixed("LP-104219", PIOTR, State.PAID, "InPost", 0, 2, 0, (("Sweter wełniany", "179.00", 1),)),
    Fixed(
        "LP-104220", PIOTR, State.READY_FOR_PICKUP, "Kraków", -3, 0, -1, (("Doniczka ceramiczna 24 cm", "59.90", 3),)
    ),
    Fixed("LP-104221", ZOFIA, State.PAID, "Geis", 0, 5, 0, (("Komoda Brzoza", "1290.00", 2),)),
    Fixed("LP-104222", ZOFIA, State.PACKED, "DPD", -1, 1, 0, (("Koszula lniana", "139.00", 2),)),
    Fixed("LP-104223", ANNA, State.REFUNDED, "InPost", -25, -22, -3, (("Kurtka pikowana", "329.00", 1),)),
)
"""Shipped; delayed; still to be cancelled; waiting in Kraków; expensive; too late to cancel; refunded."""


def demo_orders(today: date) -> list[Order]:
    """All orders of the demo shop; the same day gives the same orders."""
    chance = random.Random(SEED)
    people = _people(chance)
    fixed = {fixed.number: _fixed(fixed, today) for fixed in FIXED}
    numbers = [f"LP-{FIRST_NUMBER + index}" for index in range(ORDERS)]
    return [
        fixed.get(number) or _order(chance, number, people[index % CUSTOMERS], today)
        for index, number in enumerate(numbers)
    ]


async def seed_demo(database: Database, today: date) -> int:
    """Make the shop's tables and fill them, once; returns how many orders were added."""
    async with database.write() as connection:
        await connection.run_sync(shop_metadata.create_all)
        if (await connection.execute(select(orders.c.number).limit(1))).first() is not None:
            return 0
        found = demo_orders(today)
        people = {order.customer.external_id: order.customer for order in found}
        await connection.execute(insert(customers), [vars(person) for person in people.values()])
        await connection.execute(insert(orders), [_order_row(order) for order in found])
        await connection.execute(insert(items), [row for order in found for row in _item_rows(order)])
    return len(found)


def _people(chance: random.Random) -> list[Customer]:
    people = [ANNA, PIOTR, ZOFIA]
    taken = {person.email for person in people}
    while len(people) < CUSTOMERS:
        first, last = chance.choice(FIRST_NAMES), chance.choice(LAST_NAMES)
        email = f"{_ascii(first)}.{_ascii(last)}@example.com"
        if email not in taken:
            taken.add(email)
            people.append(Customer(f"C-{1001 + len(people)}", f"{first} {last}", email, chance.choice(POSTCODES)))
    return people


def _order(chance: random.Random, number: str, customer: Customer, today: date) -> Order:
    state = chance.choice(STATES)
    chosen = chance.sample(PRODUCTS, chance.randint(1, 3))
    lines = tuple(Item(name, chance.choice((1, 1, 1, 2)), Decimal(price)) for name, price in chosen)
    carrier = "Geis" if any(line.name in BULKY for line in lines) else chance.choice(("InPost", "InPost", "DPD"))
    if state is State.READY_FOR_PICKUP:
        carrier = "Kraków"
    age = chance.randint(*AGE.get(state, FINISHED_AGE))
    late = state is State.SHIPPED and chance.random() < 0.25
    if late:
        age += 7
    placed = today - timedelta(days=age)
    expected = placed + timedelta(days=5 if carrier == "Geis" else 3)
    changed = min(today, placed + timedelta(days=max(1, age // 2))) if age else placed
    return _built(number, customer, state, carrier, placed, expected, changed, lines)


def _fixed(fixed: Fixed, today: date) -> Order:
    placed, expected, changed = (today + timedelta(days=days) for days in (fixed.placed, fixed.expected, fixed.changed))
    lines = tuple(Item(name, quantity, Decimal(price)) for name, price, quantity in fixed.products)
    return _built(fixed.number, fixed.customer, fixed.state, fixed.carrier, placed, expected, changed, lines)


def _built(
    number: str,
    customer: Customer,
    state: State,
    carrier: str,
    placed: date,
    expected: date,
    changed: date,
    lines: tuple[Item, ...],
) -> Order:
    tracking = f"{TRACKING[carrier]}{number[3:]}" if carrier in TRACKING and state in WITH_CARRIER else None
    total = sum((line.price * line.quantity for line in lines), Decimal())
    return Order(number, state, customer, carrier, tracking, placed, expected, changed, total, "PLN", lines)


def _order_row(order: Order) -> dict[str, object]:
    own = ("number", "carrier", "tracking_url", "placed_on", "expected_on", "changed_on", "total", "currency")
    return {
        **{name: getattr(order, name) for name in own},
        "customer_id": order.customer.external_id,
        "state": order.state.value,
    }


def _item_rows(order: Order) -> list[dict[str, object]]:
    return [
        {"order_number": order.number, "line": line, "name": item.name, "quantity": item.quantity, "price": item.price}
        for line, item in enumerate(order.items, start=1)
    ]


def _ascii(name: str) -> str:
    return name.lower().translate(str.maketrans("ąćęłńóśźż", "acelnoszz"))
