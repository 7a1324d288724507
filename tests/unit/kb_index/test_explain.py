from __future__ import annotations

from datetime import date

import pytest

from kb_index.candidates import Question
from kb_index.evaluation import snapshot_of
from kb_index.explain import explain
from kb_index.ranking import load_ranking
from kb_index.search import find
from kb_index.segment import IndexedArticle
from kb_index.snapshot import Snapshot
from models.encoder import Encoder
from tests.unit.kb_index.conftest import content_factory

DAY = date(2026, 11, 22)
ARTICLES = {
    "returns": content_factory("How do I return an order?", questions=["send it back"]),
    "hours": content_factory("When are you open?", body="From eight to eight."),
    "gifts": content_factory("Gift wrapping", body="We wrap presents in paper."),
}


@pytest.fixture(scope="module")
def snapshot(encoder: Encoder) -> Snapshot:
    return snapshot_of([IndexedArticle.of(name, "en", 1, content) for name, content in ARTICLES.items()], encoder)


def question(encoder: Encoder, text: str, language: str = "en") -> Question:
    return Question(text, language, encoder.encode([text])[0], DAY)


@pytest.mark.parametrize("language", ["en", "pl"])
@pytest.mark.parametrize("text", ["how can I return my order", "open at eight?", "the moon"])
def test_the_parts_add_up_to_the_score(encoder: Encoder, snapshot: Snapshot, text: str, language: str) -> None:
    asked = question(encoder, text, language)
    told = explain(snapshot, load_ranking(), asked)
    decision, hits = find(snapshot, load_ranking(), asked, 3, keep_all=True)
    assert told.decision == decision
    assert [one.hit.score for one in told.hits] == [hit.score for hit in hits]
    assert [one.why.score for one in told.hits] == pytest.approx([hit.score for hit in hits])


def test_the_passage_that_matched_and_the_words_in_common_are_named(encoder: Encoder, snapshot: Snapshot) -> None:
    best = explain(snapshot, load_ranking(), question(encoder, "send it back")).hits[0]
    assert (best.hit.candidate.article.article_id, best.why.matched.kind) == ("returns", "question")
    assert best.why.matched.text == "send it back"
    assert best.why.nearness == pytest.approx(1, abs=0.01)
    assert "send" in best.why.shared_words


def test_what_is_shown_to_customers_is_told_apart(encoder: Encoder, snapshot: Snapshot) -> None:
    for text in ("how do I return an order", "the moon is made of cheese"):
        asked = question(encoder, text)
        told = explain(snapshot, load_ranking(), asked)
        decision, hits = find(snapshot, load_ranking(), asked, 3)
        assert sum(one.is_shown for one in told.hits) == (0 if decision == "abstain" else len(hits))


def test_an_article_asked_about_is_told_about_wherever_it_comes(encoder: Encoder, snapshot: Snapshot) -> None:
    told = explain(snapshot, load_ranking(), question(encoder, "how do I return an order"), 1, "gifts")
    assert [(one.hit.candidate.article.article_id, one.is_shown) for one in told.hits] == [
        ("returns", True),
        ("gifts", False),
    ]
    assert told.hits[1].rank > 1
