"""Reading the conversation as an action gets it."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from actions.shop.records import Proof


def language(tracker: Tracker) -> str:
    """The language the customer is answered in: `pl` or `en`."""
    return "en" if tracker.get_slot("language") == "en" else "pl"


def customer(tracker: Tracker) -> dict[str, Any]:
    """The customer as the desk knows them."""
    return tracker.get_slot("customer") or {}


def customer_id(tracker: Tracker) -> str:
    """Under which name wrong proofs are counted."""
    return str(customer(tracker).get("id") or tracker.sender_id)[:80]


def identity(tracker: Tracker) -> Proof | None:
    """The identity the shop has signed, which proves an order without asking; None for anybody else."""
    found = customer(tracker)
    if found.get("verified") is not True or not (found.get("external_id") or found.get("email")):
        return None
    return Proof(email=found.get("email"), external_id=found.get("external_id"))


def in_form(tracker: Tracker) -> bool:
    """Whether a form is waiting for an answer."""
    return bool(tracker.active_loop.get("name"))


def entity(tracker: Tracker, name: str) -> str | None:
    """The first value of an entity in the last message."""
    value = next(tracker.get_latest_entity_values(name), None)
    return str(value) if value is not None else None
