"""Polish letters as customers type them: in capitals or small, with their marks or without."""

from __future__ import annotations

import unicodedata

MARKED = dict(zip("ąćęłńóśźż", "acelnoszz", strict=True))


def small(text: str) -> str:
    """The text in small letters, letter for letter, so that a place in it is the same place in the text."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(one if len(one := letter.lower()) == 1 else letter for letter in text)


def typed(pattern: str) -> str:
    """A pattern that also matches where the marks of its letters were left out; they must not stand in a set."""
    return "".join(f"[{letter}{MARKED[letter]}]" if letter in MARKED else letter for letter in pattern)


def without_diacritics(text: str) -> str:
    """The text as typed on a keyboard without Polish letters: ``żółć`` as ``zolc``."""
    plain = text.replace("ł", "l").replace("Ł", "L")
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
