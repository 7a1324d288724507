from __future__ import annotations

import pytest

from models.cues import CUES, find_cues, is_wordless


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("GDZIE JEST MOJA PACZKA", "capitals"),
        ("where is it?!?!", "punctuation"),
        ("haloooo", "repetition"),
        ("czekam od tygodnia", "waiting"),
        ("I have been waiting for weeks", "waiting"),
        ("już pisałam o tym", "earlier_failure"),
        ("juz pisalam o tym", "earlier_failure"),
        ("this is the third time", "earlier_failure"),
    ],
)
def test_a_cue_is_a_reason(text: str, reason: str) -> None:
    assert reason in find_cues(text).reasons()


@pytest.mark.parametrize("text", ["", "ok", "LP-104217", "Chciałbym zwrócić buty.", "Do you ship to Spain?"])
def test_calm_messages_have_none(text: str) -> None:
    assert find_cues(text).reasons() == ()


@pytest.mark.parametrize("text", ["", "A" * 10_000, "?!" * 1000, "słowo " * 500])
def test_every_feature_stays_between_0_and_1(text: str) -> None:
    features = find_cues(text).as_features()
    assert len(features) == CUES
    assert all(0 <= value <= 1 for value in features)


@pytest.mark.parametrize("text", ["fcc669", "LP-104217", "104217, 104218", "+48 512 000 345", "a@b.pl", "?", "..."])
def test_a_code_is_wordless(text: str) -> None:
    assert is_wordless(text)


@pytest.mark.parametrize("text", ["ok", "k", "żółć", "nr 104217", "???", "fcc669 ?!", "😡", "104217 👎", ":("])
def test_words_exclamations_and_faces_say_something(text: str) -> None:
    assert not is_wordless(text)
