"""Words as the index knows them: dictionary forms, or runs of letters, without diacritics.

``paczkomatów``, ``paczkomatow`` and ``Paczkomat`` become one term. A Polish word typed without its
diacritics is looked up in the dictionary with them put back, so that its form can be found at all.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations

import simplemma

from models.letters import without_diacritics

WORD = re.compile(r"\w+")
MARKED = {"a": "ą", "c": "ć", "e": "ę", "l": "ł", "n": "ń", "o": "ó", "s": "ś", "z": "żź"}
MOST_MARKS = 3
"""Letters put back at once; words with more are rare, and each one multiplies the guesses."""
LONGEST_WORD = 30
RUN = 4
"""Letters in a run; three are in too many words, five miss short ones."""


def terms(text: str, language: str) -> list[str]:
    """The text's words in order, each as its term."""
    return [term(word, language) for word in WORD.findall(text.lower())]


def letters(text: str) -> list[str]:
    """The runs of letters of the text's words: they stay the same through most typos, endings and prefixes."""
    return [run for word in WORD.findall(without_diacritics(text.lower())) for run in _runs(f" {word[:LONGEST_WORD]} ")]


def _runs(framed: str) -> list[str]:
    return [framed[start : start + RUN] for start in range(max(1, len(framed) - RUN + 1))]


@lru_cache(maxsize=200_000)
def term(word: str, language: str) -> str:
    """One word in small letters as a term."""
    if word.isdigit() or len(word) > LONGEST_WORD:
        return word[:LONGEST_WORD]
    if language == "pl" and word.isascii() and not simplemma.is_known(word, lang="pl"):
        word = _with_marks(word) or word
    return without_diacritics(simplemma.lemmatize(word, lang=language)).lower()


def _with_marks(word: str) -> str | None:
    places = [index for index, letter in enumerate(word) if letter in MARKED]
    for count in range(1, MOST_MARKS + 1):
        for chosen in combinations(places, count):
            for guess in _spelled(word, chosen):
                if simplemma.is_known(guess, lang="pl"):
                    return guess
    return None


def _spelled(word: str, places: tuple[int, ...]) -> list[str]:
    guesses = [word]
    for place in places:
        guesses = [guess[:place] + marked + guess[place + 1 :] for guess in guesses for marked in MARKED[word[place]]]
    return guesses
