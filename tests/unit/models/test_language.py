"""On a model trained here, on a handful of sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import NotTrained
from models.language import LanguageModel, load_language_model
from models.language_training import train_language
from models.letters import without_diacritics
from warmline.settings import Settings

PAIRS = {
    "Where is my parcel now?": "Gdzie jest teraz moja paczka?",
    "I would like to return the shoes": "Chciałabym zwrócić buty",
    "The order has not arrived yet": "Zamówienie jeszcze nie dotarło",
    "Please cancel the whole order": "Proszę anulować całe zamówienie",
    "When will the courier come to me?": "Kiedy przyjedzie do mnie kurier?",
    "Thank you very much for the help": "Dziękuję bardzo za pomoc",
}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> LanguageModel:
    data = tmp_path_factory.mktemp("data")
    (data / "parallel").mkdir()
    lines = "".join(f"{english}\t{polish}\n" for english, polish in PAIRS.items())
    (data / "parallel" / "all.tsv").write_text(lines, encoding="utf-8")
    settings = Settings(trained=data / "trained")
    train_language(settings, data, "key")
    return load_language_model(settings)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("where is the order", "en"),
        ("gdzie jest zamówienie", "pl"),
        ("GDZIE JEST ZAMOWIENIE", "pl"),
        ("prosze zwrocic paczke", "pl"),
    ],
)
def test_it_tells_the_languages_apart(model: LanguageModel, text: str, language: str) -> None:
    guess = model.guess(text)
    assert guess.language == language
    assert guess.confidence > 0.5


@pytest.mark.parametrize("text", ["", "  ", "104217", "?!", "👍"])
def test_without_letters_nothing_is_claimed_and_nothing_changes(model: LanguageModel, text: str) -> None:
    assert model.guess(text).confidence == 0.5
    assert model.steady(text, "en") == "en"
    assert model.steady(text, None) == "pl"


def test_one_word_does_not_switch_a_conversation_but_a_sentence_does(model: LanguageModel) -> None:
    assert model.steady("order", "pl") == "pl"
    assert model.steady("order 104217", "pl") == "pl"
    assert model.steady("where is my parcel and when will the courier come", "pl") == "en"
    assert model.steady("gdzie jest moja paczka i kiedy przyjedzie kurier", "en") == "pl"


def test_diacritics_are_dropped() -> None:
    assert without_diacritics("Zażółć gęślą jaźń ŁÓDŹ café") == "Zazolc gesla jazn LODZ cafe"


def test_an_untrained_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotTrained, match="warmline train"):
        load_language_model(Settings(trained=tmp_path))
