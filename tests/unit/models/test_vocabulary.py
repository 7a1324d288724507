from __future__ import annotations

from pathlib import Path

import pytest
from sentence_transformers import SentenceTransformer

from models.inputs import base_model
from models.vocabulary import add_polish_pieces, fold_polish_letters


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


POLISH = ["Kiedy przyjdzie moja przesyłka?", "Moja przesyłka nie przyszła", "Zwracam przesyłkę, która przyszła"] * 2
ENGLISH = ["When will my parcel arrive?", "My parcel has not arrived", "I am sending back the parcel that arrived"]


def test_polish_words_get_pieces_of_their_own_and_english_ones_keep_theirs() -> None:
    model, plain = (SentenceTransformer(str(base_model()), device="cpu") for _ in range(2))
    fold_polish_letters(model)
    assert "przesylka" in add_polish_pieces(model, POLISH, ENGLISH)
    assert len(pieces(model, POLISH[0])) < len(pieces(plain, POLISH[0]))
    assert [pieces(model, text) for text in ENGLISH] == [pieces(plain, text) for text in ENGLISH]


def test_the_pieces_are_the_same_every_time() -> None:
    models = [SentenceTransformer(str(base_model()), device="cpu") for _ in range(2)]
    first, second = (add_polish_pieces(model, POLISH, ENGLISH) for model in models)
    assert first == second


def test_a_new_piece_starts_between_those_it_replaces() -> None:
    model = SentenceTransformer(str(base_model()), device="cpu")
    before = model[0].model.get_input_embeddings().weight.detach().clone()
    old = pieces(model, "przesylka")[1:-1]
    assert "przesylka" in add_polish_pieces(model, [*POLISH, "przesylka"] * 5, ENGLISH)
    [new] = pieces(model, "przesylka")[1:-1]
    after = model[0].model.get_input_embeddings().weight
    assert after[new].tolist() == pytest.approx(before[old].mean(0).tolist())
