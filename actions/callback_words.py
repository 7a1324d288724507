"""What a message says of being contacted: by which way, where, and when it suits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rasa_sdk import Tracker

from actions import dialogue

EMAIL, PHONE = "email", "phone"
WORDS = {
    PHONE: re.compile(r"dzwo[nń]|telefon|\bcall|\bphone|\bring\b", re.IGNORECASE),
    EMAIL: re.compile(r"mail|napis|pisemn|\bwrite\b|\bwriting\b", re.IGNORECASE),
}
TIME = re.compile(
    r"\d|rano|wiecz|południ|poludni|\bpo\b|\bprzed\b|jutr|dzi[sś]|poniedz|wtor|[śs]rod|czwart|pi[ąa]t|sobot|tydz"
    r"|morning|noon|evening|\bafter\b|\bbefore\b|\btoday|tomorrow|\b(?:mon|tues|wednes|thurs|fri|satur)day|week",
    re.IGNORECASE,
)
"""Words that tell a time of day or a day from `my number is`."""
LOOKS_LIKE_CONTACT = re.compile(r"@|\d.*\d.*\d", re.DOTALL)
"""Meant as an address or number, though perhaps not a whole one."""
ABROAD = re.compile(r"(?<![\w+])(?:\+|00)(?!48)[1-9](?:[ -]?\d){7,13}(?![\d-])")
"""A number with the code of another country, which the assistant's own recogniser does not look for."""
LONGEST_TIME = 200


@dataclass(frozen=True)
class Given:
    """A contact in a message."""

    way: str
    contact: str
    best_time: str  # in the customer's words; empty where nothing was said


def way_in(tracker: Tracker) -> str | None:
    """The way that the message asks for, by a choice or in words; None where it names none or both."""
    if (chosen := dialogue.entity(tracker, "callback_way")) in WORDS:
        return chosen
    text = tracker.latest_message.get("text") or ""
    named = [way for way, words in WORDS.items() if words.search(text)]
    return named[0] if len(named) == 1 else None


def contact_in(tracker: Tracker) -> Given | None:
    """The first e-mail address or telephone number in the message."""
    text = tracker.latest_message.get("text") or ""
    if abroad := ABROAD.search(text):
        return Given(PHONE, "+" + re.sub(r"\D", "", abroad[0]).lstrip("0"), _time_around(text, *abroad.span()))
    for entity in tracker.latest_message.get("entities") or []:
        if entity["entity"] == PHONE:
            return Given(PHONE, str(entity["value"]), _time_around(text, entity["start"], entity["end"]))
        if entity["entity"] == EMAIL:
            return Given(EMAIL, str(entity["value"]), "")
    return None


def meant_as_contact(tracker: Tracker) -> bool:
    """Whether the customer has typed something like an address or number."""
    return bool(LOOKS_LIKE_CONTACT.search(tracker.latest_message.get("text") or ""))


def _time_around(text: str, start: int, end: int) -> str:
    """What stands before or after a number and tells a time."""
    suits = next((part for part in (text[:start], text[end:]) if TIME.search(part)), "")
    return suits.strip(" ,.;:–-\n")[:LONGEST_TIME]
