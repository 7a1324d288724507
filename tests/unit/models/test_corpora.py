from __future__ import annotations

from pathlib import Path

import pytest

from models.corpora import MoodExample, Pair, read_messages, read_moods, read_pairs
from models.errors import BadCorpus

HEADER = "lang\tlabel\tfrustration\tflags\ttext\n"


def test_pairs_carry_their_topic(tmp_path: Path) -> None:
    (tmp_path / "orders.tsv").write_text('Where is "it"?\tGdzie to jest?\n', encoding="utf-8")
    assert read_pairs(tmp_path) == [Pair('Where is "it"?', "Gdzie to jest?", "orders")]


@pytest.mark.parametrize("line", ["only English", "a\tb\tc", "English\t "])
def test_a_bad_pair_is_named_by_file_and_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "orders.tsv").write_text(f"Good\tDobre\n{line}\n", encoding="utf-8")
    with pytest.raises(BadCorpus, match=r"orders\.tsv:2"):
        read_pairs(tmp_path)


def test_messages_know_intent_and_language(tmp_path: Path) -> None:
    (tmp_path / "social").mkdir()
    (tmp_path / "social" / "pl.yml").write_text(
        "nlu:\n- intent: greet\n  examples: |\n    - cześć\n- synonym: x\n  examples: |\n    - y\n", encoding="utf-8"
    )
    [message] = read_messages(tmp_path)
    assert (message.text, message.language, message.intent) == ("cześć", "pl", "greet")


def test_moods_are_read_with_their_flags(tmp_path: Path) -> None:
    (tmp_path / "insults.tsv").write_text(HEADER + "en\tnegative\t0.9\tinsult,threat\tYou fool\n", encoding="utf-8")
    assert read_moods(tmp_path) == [MoodExample("You fool", "en", "negative", 0.9, ("insult", "threat"), "insults")]


@pytest.mark.parametrize(
    "line",
    [
        "en\tnegative\t0.9\tYou fool",
        "en\tnegative\tmuch\t\tYou fool",
        "de\tnegative\t0.9\t\tYou fool",
        "en\tangry\t0.9\t\tYou fool",
        "en\tnegative\t1.9\t\tYou fool",
        "en\tnegative\t0.9\trude\tYou fool",
    ],
)
def test_a_bad_mood_is_named_by_file_and_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "insults.tsv").write_text(f"{HEADER}en\tneutral\t0\t\tfine\n{line}\n", encoding="utf-8")
    with pytest.raises(BadCorpus, match=r"insults\.tsv:3"):
        read_moods(tmp_path)
