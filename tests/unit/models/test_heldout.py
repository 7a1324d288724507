"""The held-out sets measure something only as long as nothing in them is trained."""

from __future__ import annotations

import csv
import re

import pytest

from models.corpora import read_messages, read_moods, read_pairs
from models.language import without_diacritics
from warmline.settings import ROOT

DATA = ROOT / "nlu_data"


def held_out(name: str) -> list[dict[str, str]]:
    with (DATA / "heldout" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", without_diacritics(text.lower())))


@pytest.fixture(scope="module")
def trained() -> set[tuple[str, ...]]:
    texts = [message.text for message in read_messages(DATA / "nlu")]
    texts += [example.text for example in read_moods(DATA / "sentiment")]
    texts += [side for pair in read_pairs(DATA / "parallel") for side in (pair.english, pair.polish)]
    return {words(text) for text in texts}


def test_no_held_out_message_is_trained(trained: set[tuple[str, ...]]) -> None:
    assert [row["text"] for row in held_out("messages.tsv") if words(row["text"]) in trained] == []


def test_no_held_out_paraphrase_is_trained(trained: set[tuple[str, ...]]) -> None:
    columns = ("english", "polish", "polish_paraphrase")
    sentences = [row[column] for row in held_out("paraphrases.tsv") for column in columns]
    assert [text for text in sentences if len(words(text)) >= 3 and words(text) in trained] == []


def test_every_held_out_intent_is_trained() -> None:
    intents = {message.intent for message in read_messages(DATA / "nlu")}
    assert {row["intent"] for row in held_out("messages.tsv")} <= intents


def test_there_are_enough_held_out_messages() -> None:
    assert len(held_out("messages.tsv")) >= 1500
