"""Slips of the fingers, for training: text as it comes from a telephone's keyboard."""

from __future__ import annotations

import random

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NEIGHBOURS = {
    letter: row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    for row in ROWS
    for place, letter in enumerate(row)
}
"""Letters left and right of each one on the keyboard."""
SHORTEST = 4
"""Letters of a word that may be mistyped; in shorter ones a slip makes another word."""


def mistyped(text: str, rng: random.Random) -> str:
    """The text with one or two slips in its longer words: letters swapped, left out, doubled or missed by a key."""
    words = text.split(" ")
    long = [place for place, word in enumerate(words) if len(word) >= SHORTEST and word.isalpha()]
    for place in rng.sample(long, min(len(long), rng.randint(1, 2))):
        words[place] = _slipped(words[place], rng)
    return " ".join(words)


def _slipped(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    return word[:at] + rng.choice(NEIGHBOURS.get(word[at], word[at])) + word[at + 1 :]
