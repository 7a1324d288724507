from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kb_index.content import Content
from kb_index.passages import LONG, passages_of, pieces


def sentences(count: int, words: int = 10) -> str:
    return " ".join(f"Zdanie{number} " + "słowo " * (words - 2) + "koniec." for number in range(count))


def test_title_questions_and_body_each_become_passages() -> None:
    content = Content("Zwroty", "Masz 30 dni.", ("jak zwrócić", "ile dni"))
    found = passages_of(content)
    assert [passage.kind for passage in found] == ["title", "question", "question", "body"]
    assert found[-1].text == "Masz 30 dni."
    assert found[-1].encoded == "Zwroty\nMasz 30 dni."


def test_a_heading_begins_a_new_piece() -> None:
    body = f"{sentences(3)}\n\n## Wyjątki\n\n{sentences(3)}"
    first, second = pieces(body)
    assert "Wyjątki" not in first
    assert second.startswith("## Wyjątki")


def test_a_few_words_do_not_stand_alone() -> None:
    assert len(list(pieces("Krótko.\n\n## A\n\nteż krótko\n\n## B\n\ni tu"))) == 1


def test_a_long_paragraph_is_split_between_sentences() -> None:
    found = list(pieces(sentences(20)))
    assert len(found) > 1
    assert all(len(piece.split()) <= LONG for piece in found)
    assert all(piece.endswith("koniec.") for piece in found)
    assert " ".join(found) == sentences(20)


@given(st.lists(st.sampled_from(["# H", "słowo", sentences(2), "- a\n- b", "```\nx y\n```"]), min_size=1, max_size=30))
def test_no_word_is_lost(parts: list[str]) -> None:
    body = "\n\n".join(parts)
    assert " ".join(pieces(body)).split() == body.split()


def test_the_same_words_have_the_same_id_and_others_another() -> None:
    one, same, other = (passages_of(Content("T", body))[-1] for body in ("tak", "tak", "nie"))
    assert one.id == same.id
    assert one.id != other.id
