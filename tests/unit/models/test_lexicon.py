from __future__ import annotations

import numpy as np

from models.lexicon import translations

POLISH = ["paczka", "moja", "przyszla", "zniknela"]
ENGLISH = ["parcel", "my", "came", "vanished", "the"]
SENTENCES = [
    ("moja paczka przyszla", "my parcel came"),
    ("paczka zniknela", "the parcel vanished"),
    ("moja zniknela", "my vanished"),
    ("paczka przyszla", "the parcel came"),
]


def numbers(text: str, words: list[str]) -> list[int]:
    return [words.index(word) for word in text.split()]


def test_words_that_meet_again_and_again_stand_for_each_other() -> None:
    polish, english = zip(*SENTENCES, strict=True)
    found = translations(
        [numbers(text, POLISH) for text in polish],
        [numbers(text, ENGLISH) for text in english],
        (len(POLISH), len(ENGLISH)),
    ).toarray()
    assert [ENGLISH[place] for place in found.argmax(axis=1)] == ["parcel", "my", "came", "vanished"]
    assert (found.sum(axis=1) <= 1 + 1e-9).all()


def test_a_word_never_seen_stands_for_nothing() -> None:
    found = translations([[0]], [[1]], (2, 2))
    assert found.shape == (2, 2)
    assert np.flatnonzero(found.toarray().sum(axis=1)).tolist() in ([0], [])
