"""Which articles a reader of one may want next: those nearest to it in meaning."""

from __future__ import annotations

from datetime import date

import numpy as np

from kb_index.candidates import Question, candidates
from kb_index.snapshot import Snapshot


def related_articles(snapshot: Snapshot, article_id: str, language: str, today: date, limit: int) -> list[str]:
    """The ids of the nearest other articles in the same language, the nearest first; none while it is not indexed."""
    shelf = snapshot.shelf(language)
    if article_id not in shelf:
        return []
    segment, place = shelf.places[article_id]
    middle = shelf.segments[segment].vectors(place).mean(axis=0)
    vector = middle / max(float(np.linalg.norm(middle)), 1e-6)
    question = Question(shelf.article(article_id).title, language, vector, today, frozenset({article_id}))
    found = [one for one in candidates(snapshot, question) if not one.cross_language]
    found.sort(key=lambda one: (-one.dense, one.article.article_id))
    return [one.article.article_id for one in found[:limit]]
