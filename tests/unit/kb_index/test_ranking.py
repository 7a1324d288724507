from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kb_index.candidates import Candidate
from kb_index.content import Content
from kb_index.ranking import Ranking, Thresholds, Weights, load_ranking
from kb_index.segment import IndexedArticle

WEIGHTS = Weights(dense=10, twin=0, words=5, letters=5, bias=-4, slope=0.5, lead=0.5)
PAIRED = replace(WEIGHTS, twin=10)
RANKING = Ranking({"en": WEIGHTS, "en_paired": PAIRED, "cross": replace(WEIGHTS, bias=-6)}, Thresholds(0.5, 0.2, 0.1))


def candidate_factory(name: str, dense: float = 0.5, words: float = 0.0, **measures: object) -> Candidate:
    article = IndexedArticle.of(name, "en", 1, Content(f"title {name}", f"body {name}"))
    cosines = np.full(len(article.passages), dense, dtype=np.float32)
    given = {"cross_language": False, "twin": None, "letters": 0.0, "question": [], **measures}
    return Candidate(article=article, cosines=cosines, words=words, **given)  # type: ignore[arg-type]


def order(*candidates: Candidate) -> list[str]:
    return [candidate.article.article_id for _, candidate in RANKING.ranked(candidates, "en")]


def scores(*candidates: Candidate) -> list[float]:
    return [score for score, _ in RANKING.ranked(candidates, "en")]


def test_meaning_and_words_both_count() -> None:
    assert order(candidate_factory("a", 0.5, 0.1), candidate_factory("b", 0.5, 0.4)) == ["b", "a"]
    assert order(candidate_factory("a", 0.9, 0.1), candidate_factory("b", 0.5, 0.4)) == ["a", "b"]


def test_a_close_second_makes_the_first_less_sure() -> None:
    best = candidate_factory("a", 0.8)
    alone, far, near = (
        scores(best, *rest)[0] for rest in ((), [candidate_factory("b", 0.2)], [candidate_factory("b", 0.79)])
    )
    assert far > near
    assert alone <= far


def test_every_score_is_a_probability() -> None:
    found = scores(*(candidate_factory(str(n), n / 5) for n in range(6)))
    assert found == sorted(found, reverse=True)
    assert all(0 < score < 1 for score in found)


def test_the_other_language_counts_only_where_most_articles_stand_in_both() -> None:
    twin = candidate_factory("a", 0.3, twin=0.9)
    single = candidate_factory("b", 0.5)
    assert order(twin, single) == ["a", "b"]
    assert order(twin, single, candidate_factory("c", 0.1), candidate_factory("d", 0.1)) == ["b", "a", "c", "d"]


def test_an_article_in_another_language_has_weights_of_its_own() -> None:
    assert order(candidate_factory("a"), candidate_factory("b", cross_language=True)) == ["a", "b"]


@pytest.mark.parametrize(
    ("best", "decision"), [(None, "abstain"), (0.19, "abstain"), (0.2, "suggest"), (0.49, "suggest"), (0.5, "answer")]
)
def test_the_decision_follows_the_thresholds(best: float | None, decision: str) -> None:
    assert RANKING.decide([] if best is None else [best]) == decision


def test_the_shipped_numbers_cover_every_kind() -> None:
    ranking = load_ranking()
    assert set(ranking.weights) == {"pl", "en", "pl_paired", "en_paired", "cross"}
    assert 0 < ranking.thresholds.likely <= ranking.thresholds.suggest < ranking.thresholds.answer < 1


def test_the_first_paragraph_is_shown_where_the_title_was_nearest_and_else_the_nearest_piece() -> None:
    body = "\n\n".join(f"## Part {n}\n\n" + f"word{n} " * 40 for n in range(3))
    article = IndexedArticle.of("a", "en", 1, Content("title", body))
    base = candidate_factory("a")
    shown = [
        replace(base, article=article, cosines=np.array(cosines, dtype=np.float32)).shown().text.splitlines()[0]
        for cosines in ([0.9, 0.1, 0.2, 0.3], [0.1, 0.2, 0.9, 0.3])
    ]
    assert shown == ["Part 0", "Part 1"]
