"""What the pipeline writes into a message; the models behind it are played, as they have tests of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from marisa_trie import Trie
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.encoder import LAYERS, VECTOR, WORDED, SentenceEncoder
from bot.components.language import LanguageFinder
from bot.components.mood import MoodMarker
from models.encoder import Reading
from models.message_reader import MessageReader
from models.sentiment import Mood
from models.spelling import Speller


class PlayedLanguages:
    """English where the word hello stands."""

    def steady(self, text: str, current: str | None) -> str:
        return "en" if "hello" in text else current or "pl"


class PlayedEncoder:
    """One vector a length of text, and a count of the passes."""

    fingerprint = "played"

    def __init__(self) -> None:
        self.passes = 0

    def encode(self, texts: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float32]]:
        self.passes += 1
        return np.array([[len(text), 1.0, 0.0] for text in texts], dtype=np.float32).reshape(-1, 3)

    def read(self, texts: Sequence[str]) -> Reading:
        vectors = self.encode(texts)
        return Reading(vectors, vectors)


class PlayedMood:
    """Frustration is the length it finds in the layers."""

    def judge(self, texts: Sequence[str], reading: Reading) -> list[Mood]:
        return [Mood("neutral", float(layers[0]) / 100, ("length",), ()) for layers in reading.layers]


def message(text: str, **metadata: Any) -> Message:
    made = Message({TEXT: text, "metadata": metadata})
    return WhitespaceTokenizer(WhitespaceTokenizer.get_default_config()).process([made])[0]


@pytest.mark.parametrize(
    ("text", "metadata", "expected"),
    [
        ("hello there", {"language": "pl", "language_chosen": False}, "en"),
        ("hello there", {"language": "pl", "language_chosen": True}, "pl"),
        ("ok", {"language": "en", "language_chosen": False}, "en"),
        ("ok", {}, "pl"),
    ],
)
def test_a_chosen_language_stays(text: str, metadata: dict[str, Any], expected: str) -> None:
    [found] = LanguageFinder(PlayedLanguages()).process([message(text, **metadata)])  # type: ignore[arg-type]
    assert found.get("language") == expected
    assert found.as_dict(only_output_properties=True)["language"] == expected


def encoder(played: PlayedEncoder) -> SentenceEncoder:
    reader = MessageReader(played, Speller({"paczka": 9, "moja": 9}, Trie()))  # type: ignore[arg-type]
    return SentenceEncoder(SentenceEncoder.get_default_config(), "SentenceEncoder", reader)


def test_numbers_are_not_part_of_what_is_encoded() -> None:
    [found] = encoder(PlayedEncoder()).process([message("gdzie jest LP-104217")])
    assert found.get(VECTOR)[0] == len("gdzie jest")


def test_slips_are_put_right_in_what_is_read_and_stay_in_the_message() -> None:
    [found] = encoder(PlayedEncoder()).process([message("moja pacska")])
    assert (found.get(WORDED), found.get(TEXT)) == ("moja paczka", "moja pacska")
    assert WORDED not in found.as_dict(only_output_properties=True)


def test_a_message_gets_its_vector_as_feature_of_sentence_and_tokens() -> None:
    [found] = encoder(PlayedEncoder()).process([message("gdzie moja paczka")])
    sequence, sentence = found.get_dense_features(TEXT, [])
    assert sentence is not None
    assert sequence is not None
    assert sentence.features.shape == (1, 3)
    assert sequence.features.shape == (3, 3)
    assert (sequence.features == sentence.features).all()


def test_training_data_is_encoded_in_one_pass() -> None:
    played = PlayedEncoder()
    data = TrainingData([message("jeden"), message("dwa"), Message({"intent": "greet"})])
    encoder(played).process_training_data(data)
    assert played.passes == 1
    assert data.training_examples[0].get_dense_features(TEXT, [])[1] is not None


def test_the_mood_uses_the_reading_that_is_there() -> None:
    played = PlayedEncoder()
    [found] = MoodMarker(PlayedMood()).process(encoder(played).process([message("a" * 40)]))  # type: ignore[arg-type]
    assert played.passes == 1
    output = found.as_dict(only_output_properties=True)
    assert output["mood"] == {"label": "neutral", "frustration": 0.4, "reasons": ["length"], "flags": []}
    assert VECTOR not in output
    assert LAYERS not in output


def test_without_words_there_is_no_mood() -> None:
    [found] = MoodMarker(PlayedMood()).process([Message({TEXT: ""})])  # type: ignore[arg-type]
    assert found.get("mood") is None
