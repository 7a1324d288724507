"""Two wishes in one message: whether it has them, and which is dealt with first.

What reads the parts of a message is handed in. One wish taken for two is worse than a second one missed, so a
message is divided only where both sides ask for something, both are understood with confidence, and the two do
not belong to one matter; see ``docs/decisions/0006-two-wishes.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from bot.clauses import (
    announced,
    asks,
    bare,
    calls_off,
    clauses,
    depends,
    is_condition,
    names_a_person,
    names_another_order,
    points_back,
)

Reader = Callable[[list[str]], Sequence[tuple[str, float]]]
"""Gives each of some texts an intent and the confidence in it."""

MOST_CLAUSES = 10
"""A message with more of them is a story, and stays whole."""

ASKING_FOR_A_PERSON = "request_human"
CANCELLING = "cancel_order"
"""The one wish that cannot be undone: in a part of a message it has to be said in words."""
COMPLAINTS = frozenset(
    (
        *("complaint", "complaint_damaged", "complaint_missing_item", "complaint_wrong_item", "complaint_late"),
        "delivery_problem",
    )
)
GIVING_BACK = frozenset(("return_item", "exchange_item", "refund_status"))
CHANGES = frozenset(("change_address", "change_order"))
QUESTIONS = frozenset(("product_question", "shop_question"))
TROUBLES = frozenset(("payment_problem", "account_problem"))
"""Wishes that are put by telling what is wrong."""
ACTIONABLE = COMPLAINTS | GIVING_BACK | CHANGES | QUESTIONS | TROUBLES | {"order_status", CANCELLING, "invoice_request"}
"""What can be dealt with for its own sake: no courtesies, no yes or no, nothing that was not understood."""
ONE_MATTER = (
    (COMPLAINTS, ACTIONABLE),
    (GIVING_BACK, GIVING_BACK | CHANGES | {CANCELLING}),
    (CHANGES, CHANGES | QUESTIONS | {CANCELLING}),
    ({"refund_status"}, QUESTIONS | {"order_status"}),
    (QUESTIONS, QUESTIONS | TROUBLES),
    (TROUBLES, {CANCELLING}),
    ({"payment_problem"}, GIVING_BACK | {"order_status"}),
)
"""Intents that, said in one breath, are about one thing: what happened to it and what shall be done."""


@dataclass(frozen=True)
class Wish:
    """A part of a message that asks for something of its own."""

    text: str  # without what joins it to the other part
    intent: str
    confidence: float
    start: int  # of the part in the message
    end: int


@dataclass(frozen=True)
class TwoWishes:
    """What a message asks for, in the order in which it is dealt with."""

    first: Wish
    second: Wish


def two_wishes(text: str, language: str, read: Reader, threshold: float) -> TwoWishes | None:
    """The two wishes of a message, or None where it has one.

    Args:
        text: The message.
        language: What it is read as, `pl` or `en`.
        read: Understands parts of it.
        threshold: The confidence from which a part counts as understood.
    """
    parts = clauses(text, language)
    if not 1 < len(parts) <= MOST_CLAUSES:
        return None
    ends = list(accumulate(map(len, parts)))[:-1]
    places = [
        end
        for end, clause in zip(ends, parts[:-1], strict=True)
        if asks(text[end:], language) and not depends(text[end:], language) and not is_condition(clause, language)
    ]
    if not places:
        return None
    sides = [side for place in places for side in ((0, place), (place, len(text)))]
    said = [bare(text[start:end], language) for start, end in sides]
    readings = read(said)
    wishes = [Wish(words, *reading, *side) for words, reading, side in zip(said, readings, sides, strict=True)]
    understood = [
        pair for pair in zip(wishes[::2], wishes[1::2], strict=True) if min(w.confidence for w in pair) >= threshold
    ]
    if any(_is_for_a_person(wish, language) for wish in wishes if wish.confidence >= threshold):
        found = [pair for pair in (_person_first(*pair, language) for pair in understood) if pair is not None]
    else:
        found = [TwoWishes(*pair) for pair in understood if _are_two(*pair, text, language)]
    return max(found, key=lambda pair: _plainness(pair, text, language), default=None)


def _person_first(one: Wish, other: Wish, language: str) -> TwoWishes | None:
    person, rest = (one, other) if _is_for_a_person(one, language) else (other, one)
    return TwoWishes(person, rest) if _is_for_a_person(person, language) and rest.intent in ACTIONABLE else None


def _is_for_a_person(wish: Wish, language: str) -> bool:
    return wish.intent == ASKING_FOR_A_PERSON and names_a_person(wish.text, language)


def _are_two(one: Wish, other: Wish, text: str, language: str) -> bool:
    if not {one.intent, other.intent} <= ACTIONABLE or one.intent == other.intent:
        return False
    if any(wish.intent == CANCELLING and not calls_off(wish.text, language) for wish in (one, other)):
        return False
    tail = text[other.start : other.end]
    if announced(tail, language) or names_another_order(tail):
        return not {one.intent, other.intent} <= COMPLAINTS
    told = not asks(one.text, language)
    if told and one.intent not in TROUBLES:
        return False
    if (told or other.intent in QUESTIONS) and points_back(tail, language):
        return False
    return not any(
        (one.intent in some and other.intent in others) or (other.intent in some and one.intent in others)
        for some, others in ONE_MATTER
    )


def _plainness(pair: TwoWishes, text: str, language: str) -> tuple[bool, float]:
    """How plainly a message falls into these two."""
    later = max(pair.first.start, pair.second.start)
    return announced(text[later:], language), min(pair.first.confidence, pair.second.confidence)
