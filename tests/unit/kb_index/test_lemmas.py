from __future__ import annotations

import pytest

from kb_index.lemmas import LONGEST_WORD, letters, terms


@pytest.mark.parametrize(
    ("one", "other"),
    [("paczkomatów", "Paczkomat"), ("przesyłkę", "przesyłki"), ("reklamacji", "reklamację"), ("wysłałem", "wysłać")],
)
def test_forms_of_a_polish_word_are_one_term(one: str, other: str) -> None:
    assert terms(one, "pl") == terms(other, "pl")


@pytest.mark.parametrize("sentence", ["Czy odbiór osobisty jest płatny?", "odesłałem przesyłkę, zaginęła"])
def test_words_without_diacritics_are_the_same_terms(sentence: str) -> None:
    plain = sentence.translate(str.maketrans("ąćęłńóśźż", "acelnoszz"))
    assert terms(plain, "pl") == terms(sentence, "pl")


def test_english_forms_are_one_term() -> None:
    assert terms("Parcels returned", "en") == terms("parcel return", "en")


def test_a_word_without_end_is_cut() -> None:
    assert terms("a" * 10_000, "pl") == ["a" * LONGEST_WORD]


def test_runs_of_letters_outlive_a_typo_and_an_ending() -> None:
    right, typo, other = (set(letters(word)) for word in ("reklamację", "reklamcje", "przelew"))
    assert len(right & typo) >= len(right) / 2
    assert not right & other
    assert set(letters("ŻÓŁTY")) == set(letters("zolty"))


def test_short_words_have_a_run_too() -> None:
    assert letters("M w") == [" m ", " w "]
