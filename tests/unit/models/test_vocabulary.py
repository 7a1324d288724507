from __future__ import annotations

from pathlib import Path

import pytest
from sentence_transformers import SentenceTransformer
from tokenizers import normalizers
from torch.nn.functional import cosine_similarity

from models.inputs import base_model
from models.vocabulary import add_polish_pieces, fold_polish_letters, reads_english_pieces


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
ENGLISH = ["When will my parcel arrive?", "My parcel has not arrived", "I am sending back the parcel that arrived"] * 2


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


def test_a_new_word_starts_near_the_english_one_it_stands_for() -> None:
    model = SentenceTransformer(str(base_model()), device="cpu")
    fold_polish_letters(model)
    before = model[0].model.get_input_embeddings().weight.detach().clone()
    old = before[pieces(model, "przesyłka")[1:-1]].mean(0)
    [parcel] = pieces(model, "parcel")[1:-1]
    add_polish_pieces(model, POLISH, ENGLISH)
    [new] = pieces(model, "przesyłka")[1:-1]
    after = model[0].model.get_input_embeddings().weight[new]
    assert cosine_similarity(after, before[parcel], dim=0) > cosine_similarity(after, old, dim=0)


def test_the_middle_of_a_word_starts_between_the_pieces_it_replaces() -> None:
    model = SentenceTransformer(str(base_model()), device="cpu")
    before = model[0].model.get_input_embeddings().weight.detach().clone()
    polish = ["niezapłaconych", "zapłaconych", "rozpłaconych", "upłaconych", "płaconych"] * 3
    fold_polish_letters(model)
    new = next(piece for piece in add_polish_pieces(model, polish, ["paid"] * len(polish)) if piece.startswith("##"))
    old = model.tokenizer.convert_tokens_to_ids(new)
    plain = SentenceTransformer(str(base_model()), device="cpu")
    fold_polish_letters(plain)
    replaced = pieces(plain, "q" + new.removeprefix("##"))[2:-1]
    after = model[0].model.get_input_embeddings().weight[old]
    assert after.tolist() == pytest.approx(before[replaced].mean(0).tolist())


def test_only_a_tokenizer_of_small_english_letters_is_taught() -> None:
    model = SentenceTransformer(str(base_model()), device="cpu")
    assert reads_english_pieces(model)
    model.tokenizer.backend_tokenizer.normalizer = normalizers.NFKC()
    assert not reads_english_pieces(model)


def test_a_word_of_the_dictionary_starts_from_its_meanings() -> None:
    model = SentenceTransformer(str(base_model()), device="cpu")
    fold_polish_letters(model)
    before = model[0].model.get_input_embeddings().weight.detach().clone()
    [castle], [zipper] = (pieces(model, word)[1:-1] for word in ("castle", "zip"))
    add_polish_pieces(model, POLISH, ENGLISH, {"zamku": {"a castle": 2.0, "zip": 1.0}})
    [new] = pieces(model, "zamku")[1:-1]
    after = model[0].model.get_input_embeddings().weight[new]
    assert after.tolist() == pytest.approx(((4 * before[castle] + before[zipper]) / 5).tolist())


def test_a_word_of_the_dictionary_changes_no_english_word() -> None:
    model, plain = (SentenceTransformer(str(base_model()), device="cpu") for _ in range(2))
    fold_polish_letters(model)
    add_polish_pieces(model, POLISH, ENGLISH, {"wrzos": {"heather": 1.0}, "kosmet": {"cosmetic": 1.0}})
    assert pieces(model, "cosmetics") == pieces(plain, "cosmetics")
    assert len(pieces(model, "wrzos")) == 3
