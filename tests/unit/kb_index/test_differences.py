from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_index.content import LONGEST_BODY
from kb_index.differences import MOST_WORDS, compare, compare_texts
from tests.unit.kb_index.conftest import content_factory

texts = st.text(st.sampled_from("ab .\n"), max_size=60)


def shown(old: str, new: str) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in compare_texts(old, new)]


@given(texts, texts)
def test_the_parts_are_both_texts_in_full(old: str, new: str) -> None:
    parts = compare_texts(old, new)
    for text, gone in ((old, "added"), (new, "removed")):
        found = "".join(part.text for part in parts if part.kind != gone)
        assert found.rstrip("\n") == text.rstrip("\n")


def test_a_changed_word_is_shown_within_its_line() -> None:
    assert shown("You have 30 days.\nBye.", "You have 14 days.\nBye.") == [
        ("same", "You have "),
        ("removed", "30"),
        ("added", "14"),
        ("same", " days.\nBye.\n"),
    ]


def test_a_rewritten_line_is_not_shown_as_confetti() -> None:
    assert shown("Zapłać kartą albo blikiem.", "We deliver on Mondays only") == [
        ("removed", "Zapłać kartą albo blikiem.\n"),
        ("added", "We deliver on Mondays only\n"),
    ]


def test_what_is_far_from_any_change_is_left_out() -> None:
    lines = [f"line {number}" for number in range(20)]
    old, new = "\n".join(lines), "\n".join([*lines[:10], "new", *lines[10:]])
    assert [(part.kind, part.text.count("\n")) for part in compare_texts(old, new)] == [
        ("skipped", 8),
        ("same", 2),
        ("added", 1),
        ("same", 2),
        ("skipped", 8),
    ]
    assert compare_texts(old, new)[0].as_json() == {"kind": "skipped", "lines": 8}


def test_every_changed_field_is_named_and_no_other() -> None:
    old = content_factory("Refunds", questions=["money back", "refund"], tags=["a"], review_by="2026-11-22")
    new = content_factory("Refunds", questions=["money back", "refunds"], tags=["a"], valid_from="2026-12-01")
    assert [change.as_json() for change in compare(old, new)] == [
        {
            "field": "questions",
            "parts": [
                {"kind": "same", "text": "money back\n"},
                {"kind": "removed", "text": "refund\n"},
                {"kind": "added", "text": "refunds\n"},
            ],
        },
        {"field": "valid_from", "parts": [{"kind": "added", "text": "2026-12-01"}]},
        {"field": "review_by", "parts": [{"kind": "removed", "text": "2026-11-22"}]},
    ]


@pytest.mark.parametrize("unit", ["word{} ", "word{}\n", "same\n", "x {} "])
def test_the_longest_articles_can_be_compared(unit: str) -> None:
    old = "".join(unit.format(number % (2 * MOST_WORDS)) for number in range(30_000))[:LONGEST_BODY]
    new = "".join(unit.format((number * 7) % (2 * MOST_WORDS)) for number in range(30_000))[:LONGEST_BODY]
    assert compare_texts(old, f"{new} end")
