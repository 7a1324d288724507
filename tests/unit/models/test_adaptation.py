from __future__ import annotations

from pathlib import Path

import pytest
from sentence_transformers import SentenceTransformer

from models.adaptation import fold_polish_letters
from models.inputs import base_model


@pytest.fixture(scope="module")
def folded() -> SentenceTransformer:
    model = SentenceTransformer(str(base_model()), device="cpu")
    fold_polish_letters(model)
    return model


def pieces(model: SentenceTransformer, text: str) -> list[int]:
    found: list[int] = model.preprocess([text])["input_ids"][0].tolist()
    return found


@pytest.mark.parametrize(("written", "typed"), [("płatność", "platnosc"), ("ŁÓDŹ", "lodz"), ("żółw", "zolw")])
def test_a_word_without_polish_letters_is_the_same_word(folded: SentenceTransformer, written: str, typed: str) -> None:
    assert pieces(folded, written) == pieces(folded, typed)


def test_the_plain_model_stumbles_over_one_letter() -> None:
    plain = SentenceTransformer(str(base_model()), device="cpu")
    assert pieces(plain, "płatność") != pieces(plain, "platnosc")


def test_the_folding_survives_saving(folded: SentenceTransformer, tmp_path: Path) -> None:
    folded.save(str(tmp_path), create_model_card=False)
    loaded = SentenceTransformer(str(tmp_path), device="cpu")
    assert pieces(loaded, "płatność") == pieces(loaded, "platnosc") == pieces(folded, "płatność")


def test_english_is_read_as_before(folded: SentenceTransformer) -> None:
    plain = SentenceTransformer(str(base_model()), device="cpu")
    assert pieces(folded, "Where is my order?") == pieces(plain, "Where is my order?")
