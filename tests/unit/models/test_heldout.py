"""The held-out sets measure something only as long as nothing in them is trained."""

from __future__ import annotations

import csv
import json
import re

import pytest

from models.corpora import read_messages, read_moods, read_pairs
from models.letters import without_diacritics
from warmline.settings import ROOT

DATA = ROOT / "nlu_data"
LONG = 5
"""Words from which a sentence is somebody's own; shorter ones, like a thank you, everybody writes."""


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


def test_no_held_out_mood_is_trained(trained: set[tuple[str, ...]]) -> None:
    texts = [example.text for example in read_moods(DATA / "heldout" / "moods")]
    assert [text for text in texts if words(text) and words(text) in trained] == []


def test_no_held_out_conversation_is_trained(trained: set[tuple[str, ...]]) -> None:
    said = [
        turn["text"]
        for path in sorted((DATA / "heldout" / "dialogues").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        for turn in json.loads(line)["turns"]
        if turn["role"] == "user"
    ]
    assert [text for text in said if len(words(text)) >= LONG and words(text) in trained] == []


def test_moods_are_held_out_by_moment() -> None:
    trained_moments = {example.moment for example in read_moods(DATA / "sentiment")}
    held = read_moods(DATA / "heldout" / "moods")
    assert not trained_moments & {example.moment for example in held}
    assert all(sum(example.language == language for example in held) >= 1000 for language in ("pl", "en"))


def test_every_held_out_intent_is_trained() -> None:
    intents = {message.intent for message in read_messages(DATA / "nlu")}
    assert {row["intent"] for row in held_out("messages.tsv")} <= intents


def test_there_are_enough_held_out_messages() -> None:
    assert len(held_out("messages.tsv")) >= 1500
