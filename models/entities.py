"""What can be told in a customer's message by its form: order numbers, contact data, days, sums, kinds of goods.

All patterns see the message in small letters, and what one of them has found is hidden from those after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TypedDict

from models.dates import DATES, Reader
from models.letters import small, typed
from models.products import load_products
from warmline.clock import now

Finder = tuple[str, "re.Pattern[str]", Reader]
"""A kind of entity, what it looks like, and how its value is read."""


class Entity(TypedDict):
    """Something found, in the words of Rasa."""

    entity: str
    value: str  # written one way
    start: int
    end: int


CURRENCIES = {
    "PLN": "zł(?:oty(?:ch|s)?|ote|otówek)?|pln",
    "EUR": "€|eur(?:os?)?",
    "USD": r"(?:us)?\$|usd|dolar(?:y|ów|a)|dollars?",
    "GBP": "£|gbp",
}
MONEY = "|".join(CURRENCIES.values())
SUM = r"\d{1,3}(?:[\s.,]\d{3}){1,2}(?:[.,]\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?"
CENTS = re.compile(r"[.,](\d{1,2})$")
EMAIL = re.compile(r"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}")
PHONE = re.compile(
    r"(?<![\w-])(?:"
    r"(?:\+|00)48[\s-]?\d{3}[\s-]?\d{3}[\s-]?\d{3}"
    r"|(?:(?:\+|00)48[\s-]?)?(?:\d{9}|\d{3}[\s-]\d{3}[\s-]?\d{3}|\d{2}[\s-]\d{3}[\s-]\d{2}[\s-]\d{2})"
    r")(?![\d-])"
)
"""Without a prefix not six digits and three: the six are an order's number."""
POSTCODE = re.compile(typed(rf"(?<![\d-])\d{{2}}-\d{{3}}(?![\d-]|\s?(?:{MONEY})(?!\w))"))
"""Not before a currency: `50-100 zł` is a sum."""
ORDER_NUMBER = re.compile(r"(?<![\w+-])(?:lp[\s\-–]?|#\s?|nr\s?)?(\d{6})(?![\d-])")
AMOUNT = re.compile(
    typed(
        rf"(?<!\w)(?<!\d[.,])(?:(?P<before>{SUM})\s?(?P<unit>{MONEY})(?!\w)"
        rf"|(?P<sign>{MONEY})\s?(?P<after>{SUM})(?!\w|[.,]\d))"
    )
)
WORD = re.compile(r"[^\W\d_]{2}")
HIDDEN = "_"


def find(text: str, today: date | None = None) -> list[Entity]:
    """Entities of a text in the order they stand; no character belongs to two.

    Args:
        text: The message.
        today: The day from which `yesterday` is counted; by default that of UTC.
    """
    return _found(text, (*NUMBERS, *DAYS_AND_SUMS, _products()), today or now().date())


def without_entities(text: str) -> str:
    """The text without order numbers and contact data, which say nothing of what is wished.

    Days, sums and goods stay. Where hardly a word would be left, it is the text as it was.
    """
    left = text
    while (shorter := _tidied(_cut(left))) != left:
        left = shorter  # digits that stood apart may have become a number
    return left if WORD.search(left) else text


def _found(text: str, finders: Iterable[Finder], today: date) -> list[Entity]:
    left = small(text)
    found = []
    for name, pattern, value_of in finders:
        for match in pattern.finditer(left):
            start, end = match.span()
            if (value := value_of(match, today)) is not None:
                found.append(Entity(entity=name, value=value, start=start, end=end))
                left = left[:start] + HIDDEN * (end - start) + left[end:]
    return sorted(found, key=lambda entity: entity["start"])


def _cut(text: str) -> str:
    for entity in reversed(_found(text, NUMBERS, date.min)):
        text = f"{text[: entity['start']]} {text[entity['end'] :]}"
    return text


def _tidied(text: str) -> str:
    without_empty_brackets = re.sub(r"\(\s*\)|\[\s*\]", " ", text)
    return re.sub(r" (?=[,.!?])", "", " ".join(without_empty_brackets.split()))


def _phone(match: re.Match[str], today: date) -> str:
    return "+48" + re.sub(r"\D", "", match[0])[-9:]


def _amount(match: re.Match[str], today: date) -> str:
    number, money = match["before"] or match["after"], match["unit"] or match["sign"]
    currency = next(code for code, words in CURRENCIES.items() if re.fullmatch(typed(words), money))
    cents = CENTS.search(number)
    whole = int(re.sub(r"\D", "", number[: cents.start()] if cents else number))
    return f"{whole}.{int(cents[1].ljust(2, '0')) if cents else 0:02} {currency}"


def _products() -> Finder:
    products = load_products()
    return "product", products.pattern, lambda match, today: products.kind(match)


NUMBERS: tuple[Finder, ...] = (
    ("email", EMAIL, lambda match, today: match[0]),
    ("phone", PHONE, _phone),
    ("postcode", POSTCODE, lambda match, today: match[0]),
    ("order_number", ORDER_NUMBER, lambda match, today: f"LP-{match[1]}"),
)
DAYS_AND_SUMS: tuple[Finder, ...] = (
    ("amount", AMOUNT, _amount),
    *(("date", pattern, read) for pattern, read in DATES),
)
