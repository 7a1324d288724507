"""Asking the same again."""

import pytest

from models.repetition import normalised, similarity, times_asked

QUESTION = "Gdzie jest moja paczka?"


def test_case_accents_and_punctuation_make_no_other_question() -> None:
    assert normalised("Gdzie jest ŁÓDŹ?!") == "gdzie jest lodz"
    assert times_asked(QUESTION, ["gdzie jest MOJA paczka"]) == 2


def test_the_first_time_is_the_first() -> None:
    assert times_asked(QUESTION, []) == times_asked(QUESTION, ["Jak zwrócić lampę?"]) == 1


def test_every_earlier_time_counts() -> None:
    assert times_asked(QUESTION, ["gdzie jest moja paczka", "dzień dobry", "gdzie jest ta moja paczka"]) == 3


@pytest.mark.parametrize("text", ["ok", "tak, tak", "", "??"])
def test_short_answers_are_no_questions(text: str) -> None:
    assert times_asked(text, [text]) == 0


@pytest.mark.parametrize("other", ["gdzie moja paczka", "gdzie jest moja lampa", "kiedy paczka", "moja paczka gdzie"])
def test_the_shortcut_agrees_with_the_measure(other: str) -> None:
    for alike in (0.5, 0.7, 0.8, 0.9, 1.0):
        expected = similarity(normalised(QUESTION), normalised(other)) >= alike
        assert times_asked(QUESTION, [other], alike) == 1 + expected
