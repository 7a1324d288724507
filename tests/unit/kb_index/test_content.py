from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kb_index.content import LONGEST_BODY, Content, checked_language, checked_slug
from kb_index.errors import BadArticle

GOOD = {"title": "Zwroty", "body": "Masz 30 dni.", "questions": ["jak zwrócić"], "valid_from": "2026-01-31"}


@pytest.mark.parametrize(
    ("change", "field", "problem"),
    [
        ({"body": ""}, "body", "empty"),
        ({"body": " \n "}, "body", "empty"),
        ({"body": None}, "body", "empty"),
        ({"body": ["a"]}, "body", "not_a_text"),
        ({"body": "x" * (LONGEST_BODY + 1)}, "body", "too_long"),
        ({"body": "x" * 5 * 2**20}, "body", "too_long"),
        ({"body": "a\x00b"}, "body", "unprintable"),
        ({"title": "x" * 201}, "title", "too_long"),
        ({"title": "one\ntwo"}, "title", "many_lines"),
        ({"title": "one\u2028two"}, "title", "many_lines"),
        ({"questions": "how"}, "questions", "not_a_list"),
        ({"questions": [""]}, "questions", "empty"),
        ({"questions": ["a"] * 101}, "questions", "too_many"),
        ({"tags": [7]}, "tags", "not_a_text"),
        ({"valid_from": "31.01.2026"}, "valid_from", "bad_day"),
        ({"review_by": 20260131}, "review_by", "bad_day"),
        ({"autor": "x"}, "autor", "unknown"),
    ],
)
def test_a_field_that_cannot_be_accepted_is_named(change: dict[str, Any], field: str, problem: str) -> None:
    with pytest.raises(BadArticle) as caught:
        Content.from_json({**GOOD, **change})
    assert caught.value.status == 400
    assert caught.value.details["field"] == field
    assert caught.value.details["problem"] == problem


def test_what_is_checked_is_stored_and_read_the_same() -> None:
    content = Content.from_json(GOOD)
    assert content.valid_from == date(2026, 1, 31)
    assert Content.from_stored(content.as_json()) == content
    assert Content.from_json(content.as_json()) == content


@pytest.mark.parametrize("slug", ["", "A", "a b", "-a", "a-", "a--b", "../x", "ą", "x" * 81, None, 7, "a\n"])
def test_what_is_no_slug_is_refused(slug: Any) -> None:
    with pytest.raises(BadArticle):
        checked_slug(slug)


@pytest.mark.parametrize("language", ["de", "", None, "PL", ["pl"], {}])
def test_an_unknown_language_is_refused(language: Any) -> None:
    with pytest.raises(BadArticle):
        checked_language(language)
