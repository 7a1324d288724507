from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kb_index.evaluation import AskedQuestion, Outcome, ask, counted, read_articles, read_questions, snapshot_of
from kb_index.ranking import load_ranking
from models.encoder import Encoder
from models.spelling import AS_TYPED
from warmline.errors import BadInput

ARTICLES = [
    {"id": 1, "lang": "en", "title": "How do I return an order?", "questions": ["send it back"], "body": "30 days."},
    {"id": "hours", "lang": "en", "title": "", "questions": [], "body": "We are open from eight to eight."},
]
QUESTIONS = [
    {"text": "how do I return an order", "lang": "en", "id": 1},
    {"text": "are you open at eight", "lang": "en", "id": "hours"},
    {"text": "who won the football match", "lang": "en", "id": None},
]


def rows(path: Path, some: list[Any]) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in some), encoding="utf-8")
    return path


def outcome(article_id: str | None, rank: int | None, answered: bool) -> Outcome:
    return Outcome(AskedQuestion("x", "en", article_id), rank, answered, 1.0)


def test_the_figures_are_counted_by_hand() -> None:
    figures = counted(
        [
            outcome("a", 1, True),
            outcome("b", 1, False),
            outcome("c", 2, True),
            outcome("d", None, False),
            outcome(None, None, True),
        ]
    )
    assert figures["recall@1"] == 0.5
    assert figures["recall@3"] == 0.75
    assert figures["mrr"] == 0.625
    assert (figures["answered_right"], figures["answered_wrong"], figures["withheld"]) == (0.2, 0.4, 0.4)
    assert figures["answered_without_answer"] == 1.0
    assert figures["n"] == 5


def test_files_are_asked_with_the_product_s_own_search(tmp_path: Path, encoder: Encoder) -> None:
    articles = read_articles(rows(tmp_path / "articles.jsonl", ARTICLES))
    questions = read_questions(rows(tmp_path / "questions.jsonl", QUESTIONS))
    figures = counted(ask(snapshot_of(articles, encoder), encoder, AS_TYPED, load_ranking(), questions))
    assert (figures["recall@1"], figures["mrr"], figures["n"]) == (1.0, 1.0, 3)
    assert figures["p50_ms"] > 0


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "rows.jsonl:2: one JSON object"),
        ("[]", "rows.jsonl:2: one JSON object"),
        (json.dumps({**ARTICLES[0], "lang": "de"}), "rows.jsonl:2: `lang`"),
        (json.dumps({**ARTICLES[0], "id": None}), "rows.jsonl:2: `id`"),
        (json.dumps({"id": "a", "lang": "en"}), "rows.jsonl:2: `body`"),
        (json.dumps({**ARTICLES[0], "questions": [1]}), "rows.jsonl:2: `questions`"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(ARTICLES[0]) + "\n" + line, encoding="utf-8")
    with pytest.raises(BadInput, match=words):
        read_articles(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"nothing\.jsonl"):
        read_questions(tmp_path / "nothing.jsonl")
