"""What the assistant knows of the shop: orders, their items, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum


class State(str, Enum):
    """Where an order stands."""

    NEW = "new"  # awaiting payment
    PAID = "paid"
    PACKED = "packed"
    SHIPPED = "shipped"
    OUT_FOR_DELIVERY = "out_for_delivery"
    READY_FOR_PICKUP = "ready_for_pickup"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    RETURN_REQUESTED = "return_requested"
    RETURNED = "returned"
    REFUNDED = "refunded"


CANCELLABLE = (State.NEW, State.PAID)
UNDER_WAY = (State.PAID, State.PACKED, State.SHIPPED, State.OUT_FOR_DELIVERY)


@dataclass(frozen=True)
class Customer:
    """Who ordered."""

    external_id: str  # the shop's own number
    name: str
    email: str
    postcode: str  # of the delivery address, like 30-001


@dataclass(frozen=True)
class Item:
    """One line of an order."""

    name: str
    quantity: int
    price: Decimal  # of one piece


@dataclass(frozen=True)
class Order:
    """An order as the shop has it."""

    number: str  # LP-104217
    state: State
    customer: Customer
    carrier: str  # InPost, DPD, Geis or Kraków (picked up there)
    tracking_url: str | None
    placed_on: date
    expected_on: date | None
    changed_on: date  # when it came into its state
    total: Decimal
    currency: str
    items: tuple[Item, ...]

    def days_late(self, today: date) -> int:
        """Days past its expected day while it is still not there."""
        if self.state not in UNDER_WAY or self.expected_on is None:
            return 0
        return max(0, (today - self.expected_on).days)

    def delayed(self, today: date) -> bool:
        """Whether it is past its expected day and still not there."""
        return self.days_late(today) > 0

    @property
    def cancellable(self) -> bool:
        """Whether it can still be cancelled: until it is packed."""
        return self.state in CANCELLABLE


@dataclass(frozen=True)
class Proof:
    """What shows that an order is the asker's: one of these must be on it."""

    email: str | None = None
    postcode: str | None = None
    external_id: str | None = None  # only from an identity the shop has signed

    def fits(self, customer: Customer) -> bool:
        """Whether any part of the proof is on the order."""
        return bool(
            (self.email and self.email.strip().lower() == customer.email.lower())
            or (self.postcode and self.postcode.strip() == customer.postcode)
            or (self.external_id and self.external_id == customer.external_id)
        )
