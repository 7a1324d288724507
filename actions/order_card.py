"""An order as the widget and the agent see it, without the customer's own data."""

from __future__ import annotations

from datetime import date
from typing import Any

from actions.shop.records import Order


def card(order: Order, today: date) -> dict[str, Any]:
    """The data of a message of kind `order`."""
    return {
        "number": order.number,
        "state": order.state.value,
        "carrier": order.carrier,
        "tracking_url": order.tracking_url,
        "expected_on": order.expected_on.isoformat() if order.expected_on else None,
        "delayed": order.delayed(today),
        "days_late": order.days_late(today),
        "placed_on": order.placed_on.isoformat(),
        "changed_on": order.changed_on.isoformat(),
        "total": str(order.total),
        "currency": order.currency,
        "items": [{"name": item.name, "quantity": item.quantity} for item in order.items],
    }
