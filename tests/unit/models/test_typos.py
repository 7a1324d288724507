from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from models.typos import mistyped


@given(st.text(), st.integers())
def test_any_text_can_be_mistyped(text: str, seed: int) -> None:
    assert mistyped(text, random.Random(seed)).count(" ") == text.count(" ")


def test_long_words_slip_and_short_ones_and_numbers_stay() -> None:
    slips = {mistyped("gdzie LP-104217 ma być", random.Random(seed)) for seed in range(50)}
    assert all(slip.split()[1:] == ["LP-104217", "ma", "być"] for slip in slips)
    assert len(slips) > 5


def test_the_same_seed_makes_the_same_slip() -> None:
    assert mistyped("where is my parcel", random.Random(7)) == mistyped("where is my parcel", random.Random(7))
