"""Ids for articles that come without one."""

from __future__ import annotations

import re
import unicodedata

from kb_index.content import LONGEST_SLUG

OTHER = re.compile(r"[^a-z0-9]+")
SPELT = str.maketrans({"ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d"})
"""Letters that Unicode does not take apart into a plain one and its mark."""


def plain(text: str) -> str:
    """The text in small letters without marks: `Łódź` gives `lodz`."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(SPELT))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def slug_of(title: str) -> str:
    """An id made from a title: `Jak zwrócić zamówienie?` gives `jak-zwrocic-zamowienie`; empty without letters."""
    words = OTHER.sub(" ", plain(title)).split()
    slug = "-".join(words)
    if len(slug) <= LONGEST_SLUG:
        return slug
    whole_words = slug[: LONGEST_SLUG + 1].rpartition("-")[0]
    return whole_words or slug[:LONGEST_SLUG]
