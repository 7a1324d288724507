from __future__ import annotations

from pathlib import Path

import pytest
from marisa_trie import Trie

from models.errors import NotTrained
from models.spelling import Speller, load_speller, train_speller
from warmline.settings import Settings

COUNTS = {"zamowienie": 90_000, "zamowie": 5_000, "paczka": 80_000, "gdzie": 90_000, "refund": 70_000, "order": 80_000}
SPELLER = Speller(COUNTS, Trie(["zamownie", "bluszcz", "wasps"]))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("gdzei moja packa", "gdzie moja paczka"),
        ("GDZIE PACZAK", "GDZIE paczka"),
        ("where is my reefund", "where is my refund"),
        ("zmowienei", "zamowienie"),
    ],
)
def test_slips_are_put_right(typed: str, read: str) -> None:
    assert SPELLER.corrected(typed) == read


@pytest.mark.parametrize(
    "text",
    [
        "bluszcz",  # in the dictionary
        "Zamówienie",  # known, with its marks
        "pani Pacska",  # a name
        "pacska@poczta.pl",
        "pacska1",
        "www.pacska.pl",
        "LP-pacska",
        "qqqq wwwwww",  # near nothing
        "pac",
        "",
        "🙂 ... 12",
    ],
)
def test_what_may_be_meant_is_left_alone(text: str) -> None:
    assert SPELLER.corrected(text) == text


def test_two_slips_are_forgiven_in_long_words_only() -> None:
    assert SPELLER.corrected("pazcak") == "pazcak"
    assert SPELLER.corrected("zamovienei") == "zamowienie"


def test_a_common_word_a_slip_away_beats_a_commoner_one_two_away() -> None:
    assert SPELLER.corrected("zamowje") == "zamowie"


def test_it_can_be_told_more_words() -> None:
    assert SPELLER.knowing(["Pacska pacska PACSKA"]).corrected("pacska") == "pacska"
    assert SPELLER.knowing(["wasps"]).corrected("wsaps") == "wasps"
    assert SPELLER.knowing(["pacska"]).corrected("pacska") == "paczka"


def test_what_was_learnt_comes_back(tmp_path: Path) -> None:
    SPELLER.save(tmp_path)
    assert Speller.load(tmp_path).corrected("bluszcz pacska") == "bluszcz paczka"


def test_it_is_learnt_from_both_languages_and_our_own_sentences(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "parallel").mkdir(parents=True)
    (data / "parallel" / "own.tsv").write_text("Warmline helps.\tWarmline pomaga.\nWarmline.\tWarmline.\n")
    settings = Settings(trained=tmp_path / "trained")
    with pytest.raises(NotTrained):
        load_speller(settings)
    train_speller(settings, data, "key")
    speller = load_speller(settings)
    assert speller.corrected("dzien dobyr, warmlnie, refnud") == "dzien dobry, warmline, refund"
