"""The mood of a conversation, step by step."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.trend import CALM, KEEP, KEEP_AFTER_PRAISE, Step, advance

shares = st.floats(0, 1)
steps = st.builds(
    Step,
    frustration=st.none() | shares,
    positive=st.booleans(),
    failed=st.booleans(),
    unhelpful=st.booleans(),
    repeated=st.booleans(),
    told_before=st.booleans(),
    waited=st.floats(0, 1e6),
)


def test_a_calm_message_after_anger_is_not_calm_yet() -> None:
    angry = advance(CALM.value, Step(0.9, reasons=("words", "capitals")))
    after = advance(angry.value, Step(0.1))
    later = advance(after.value, Step(0.1))
    assert (angry.value, angry.reasons) == (0.9, ("words", "capitals"))
    assert (after.value, after.reasons) == (pytest.approx(0.9 * KEEP), ("carried",))
    assert later.value == pytest.approx(0.9 * KEEP**2, abs=1e-3)


def test_an_upset_message_without_a_cue_is_upset_by_its_words() -> None:
    assert advance(0.0, Step(0.4)).reasons == ("words",)
    assert advance(0.0, Step(0.2)).reasons == ()


def test_praise_soothes_faster() -> None:
    assert advance(0.8, Step(0.0, positive=True)).value == pytest.approx(0.8 * KEEP_AFTER_PRAISE)


def test_what_happened_adds_up_as_independent_causes() -> None:
    point = advance(0.0, Step(0.5, failed=True, repeated=True, reasons=("insult",)))
    assert point.value == pytest.approx(1 - 0.5 * 0.85 * 0.8)
    assert point.reasons == ("insult", "failed", "repeated")


@pytest.mark.parametrize(
    ("waited", "promised", "value"),
    [(300, 300, 0.0), (301, 300, 0.1), (900, 300, 0.2), (1000, 1200, 0.0), (1201, 1200, 0.2), (100, 60, 0.1)],
)
def test_a_wait_counts_from_what_was_promised(waited: float, promised: float, value: float) -> None:
    point = advance(0.0, Step(0.0, waited=waited, promised=promised))
    assert point.value == pytest.approx(value)
    assert point.reasons == (("waited",) if value else ())


def test_a_cue_that_counts_by_itself_is_named_once() -> None:
    point = advance(0.0, Step(0.6, told_before=True, reasons=("words", "earlier_failure")))
    assert point.reasons == ("words", "told_before")


def test_a_quick_reply_leaves_the_mood_and_may_raise_it() -> None:
    assert advance(0.4, Step(None)).value == 0.4
    assert advance(0.4, Step(None, unhelpful=True)).value == pytest.approx(1 - 0.6 * 0.9)


@given(shares, steps)
def test_the_value_stays_a_share_and_is_never_below_the_message(before: float, step: Step) -> None:
    value = advance(before, step).value
    assert 0 <= value <= 1
    assert value >= (step.frustration or 0) - 1e-3


@given(shares, shares, steps)
def test_a_worse_past_never_makes_a_better_present(one: float, other: float, step: Step) -> None:
    low, high = sorted((one, other))
    assert advance(low, step).value <= advance(high, step).value
