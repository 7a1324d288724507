from __future__ import annotations

import pytest

from kb_index.lexical import Collection, Postings

TEXTS = [["zwrot", "paczka"], ["koszt", "paczka"], ["godzina", "otwarcie", "paczka"]]


def fits(question: list[str], *parts: list[list[str]]) -> list[list[float]]:
    postings = [Postings(texts) for texts in parts]
    collection = Collection(postings, question)
    return [collection.fit(part).tolist() for part in postings]


def test_the_text_with_the_rare_word_comes_first() -> None:
    (found,) = fits(["paczka", "zwrot"], TEXTS)
    assert found.index(max(found)) == 0
    assert min(found) > 0


def test_bm25_is_what_the_formula_says() -> None:
    """One text of two terms among two of mean length 2: idf = ln 2, and tf 1 at mean length gives a gain of 1."""
    (found,) = fits(["koszt"], [["koszt", "x"], ["y", "z"]])
    assert found == pytest.approx([1 / 2.2, 0.0])


def test_segments_are_scored_as_one_collection() -> None:
    (together,) = fits(["koszt", "paczka"], TEXTS)
    first, second = fits(["koszt", "paczka"], TEXTS[:1], TEXTS[1:])
    assert first + second == together


def test_every_fit_is_a_share_of_the_best() -> None:
    (found,) = fits(["zwrot"], [["zwrot"] * 50, ["paczka"]])
    assert 0.9 < found[0] < 1
    assert found[1] == 0


@pytest.mark.parametrize("question", [[], ["nieznane"]])
def test_a_question_without_a_known_word_fits_nothing(question: list[str]) -> None:
    assert fits(question, TEXTS) == [[0, 0, 0]]
