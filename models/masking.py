"""A customer's words without what would tell who they are, so that they may be kept.

What has a form of its own (order numbers, e-mails, telephones, postcodes, amounts) is found as the assistant
finds it; numbers of accounts and cards, addresses and names after the usual words are found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.entities import find

HIDDEN = "[…]"
"""Stands where something was taken out, in every language alike."""
PERSONAL = frozenset({"email", "phone", "postcode", "order_number", "amount"})

LONG_NUMBER = re.compile(
    r"\w*\d{5,}\w*"
    r"|(?<!\d)\d{2}(?:[ -]?\d{4}){6}(?!\d)"  # a bank account
    r"|(?<!\d)\d{4}(?:[ -]\d{4}){2,3}(?!\d)"  # a card
    r"|(?<!\d)\d{3}-\d{3}-\d{2}-\d{2}(?!\d)"  # a tax number
)
ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|(?i:\b(?:ul\.?|ulic[aęy]|al\.|alej[aęi]|os\.|osiedl[eu]|pl\.)\s+(?:[\w.-]+\s+){1,3}?)"
    r"\d+\w?(?:\s?(?:/|m\.?)\s?\d+)?"
    r"|\b\d+[a-zA-Z]?\s+(?:[A-Z][\w']+\s+){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square|Close)\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"  # a British postcode
)
WORD = r"[^\W\d_][\w'’-]*"
CAPITAL = r"(?-i:[A-ZĄĆĘŁŃÓŚŹŻ][\w'’-]+)"
NAMES = rf"{CAPITAL}(?:[ -]{CAPITAL})*"
SAID_OF_ONESELF = "nazywam si[ęe]|mam na imi[ęe]|na imi[ęe] mi|my name is|my name['’]s|i am called"
BEFORE_A_PERSON = "jestem|z tej strony|tu|i am|i['’]m|this is|panu?|pana|panem|pani|panią|mr|mrs|ms|miss"
SIGNING = "pozdrawiam|pozdrowienia|z poważaniem|(?:kind |best )?regards"
INTRODUCED = re.compile(
    rf"(?i)\b(?:{SAID_OF_ONESELF})[:,]?\s+(?P<name>{NAMES}|{WORD}(?:\s+{WORD})?)"
    rf"|\b(?:{BEFORE_A_PERSON})\.?\s+(?P<person>{NAMES})"
    rf"|\b(?:{SIGNING})[\s,.!-]+(?P<signed>{WORD}(?:[ .]+{WORD}){{0,2}})[\s.!]*$"
)
NOT_A_NAME = re.compile(r"(?i)\s+(?:i|a|oraz|and|but|jestem|mam|chcę|chce|proszę|prosze|piszę|pisze|i'm|w|z)$")
"""What follows a name written small, rather than belonging to it."""


def masked(text: str) -> str:
    """The text with ``[…]`` for everything personal that is found in it."""
    shown, at = [], 0
    for start, end in _joined(sorted(_spans(text))):
        shown += [text[at:start], HIDDEN]
        at = end
    return " ".join("".join([*shown, text[at:]]).split())


def without_gaps(text: str) -> str:
    """A masked text as one would have written it without what was taken out."""
    return re.sub(r" (?=[,.!?])", "", " ".join(text.replace(HIDDEN, " ").split()))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for entity in find(text):
        if entity["entity"] in PERSONAL:
            yield entity["start"], entity["end"]
    for pattern in (LONG_NUMBER, ADDRESS):
        for match in pattern.finditer(text):
            yield match.span()
    for match in INTRODUCED.finditer(text):
        group = match.lastgroup or "name"
        yield match.start(group), match.start(group) + len(NOT_A_NAME.sub("", match[group]))


def _joined(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans that touch or overlap as one."""
    start, end = -1, -1
    for next_start, next_end in spans:
        if next_start <= end + 1 and end >= 0:
            end = max(end, next_end)
            continue
        if end >= 0:
            yield start, end
        start, end = next_start, next_end
    if end >= 0:
        yield start, end
