"""Which articles might answer a question, and what speaks for each.

Meaning and words both propose: the nearest passages and the articles with the most fitting words. Each
proposal is then measured on everything, so that no article has a gap where the other side did not look.
An article that stands in two languages is compared with the question in both: what its Polish text puts
in other words, its English one may say outright.
"""

from __future__ import annotations

from collections.abc import Collection as Some
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kb_index.dense import Vectors
from kb_index.lemmas import letters, terms
from kb_index.lexical import Collection, Wanted
from kb_index.passages import Passage
from kb_index.segment import IndexedArticle
from kb_index.snapshot import Alive, Shelf, Snapshot

PASSAGES_BY_MEANING = 64
"""About ten articles: one may take a place with its title, each question and each piece."""
ARTICLES_BY_WORDS = 12
NEAREST = 2
"""Passages whose mean is an article's nearness: a second one that agrees is better evidence than one alone."""


@dataclass(frozen=True)
class Question:
    """What is asked, in which language, on which day, and what shall not be found."""

    text: str
    language: str
    vector: Vectors  # unit, shape (dimension,)
    today: date
    exclude: Some[str] = ()


@dataclass(frozen=True)
class Candidate:
    """An article with what speaks for it."""

    article: IndexedArticle
    cross_language: bool
    cosines: Vectors  # of the question and each passage
    twin: float | None  # nearness of the same article in another language
    words: float  # 0 no word in common .. 1 the best there can be
    letters: float  # the same for runs of letters, which forgive typos and endings
    question: list[Wanted]  # the question's words, weighed

    @property
    def dense(self) -> float:
        """Nearness in meaning: the mean cosine of the nearest passages."""
        return nearness(self.cosines)

    def shown(self) -> Passage:
        """The piece of the body that fits best; the first where the title or a question was nearest."""
        passages = self.article.passages
        body = [row for row, passage in enumerate(passages) if passage.kind == "body"]
        if not body or passages[int(np.argmax(self.cosines))].kind != "body":
            return passages[body[0] if body else 0]
        return passages[max(body, key=lambda row: float(self.cosines[row]) + self._shared(passages[row]))]

    def _shared(self, passage: Passage) -> float:
        own = set(terms(passage.text, self.article.language))
        total = sum(wanted.weight for wanted in self.question)
        return sum(wanted.weight for wanted in self.question if wanted.term in own) / max(total, 1e-6)


def nearness(cosines: Vectors) -> float:
    """Mean of the highest cosines of an article's passages."""
    return float(np.sort(cosines)[-NEAREST:].mean())


def candidates(snapshot: Snapshot, question: Question) -> list[Candidate]:
    """Articles in the question's language, and those that exist only in another, in no particular order."""
    own = snapshot.shelf(question.language)
    found = _on_shelf(snapshot, question.language, question, question.exclude)
    for language, shelf in snapshot.shelves.items():
        if language != question.language:
            hidden = {*question.exclude, *(shelf.places.keys() & own.places.keys())}
            if len(hidden) < len(shelf.places) + len(question.exclude):
                found += _on_shelf(snapshot, language, question, hidden)
    return found


def _on_shelf(snapshot: Snapshot, language: str, question: Question, hidden: Some[str]) -> list[Candidate]:
    shelf = snapshot.shelf(language)
    if not shelf.segments:
        return []
    words = Collection([segment.words for segment in shelf.segments], terms(question.text, language))
    runs = Collection([segment.letters for segment in shelf.segments], letters(question.text))
    found = []
    for number, segment in enumerate(shelf.segments):
        allowed = _allowed(shelf, number, question, hidden)
        if not allowed.any():
            continue
        by_words, by_letters = words.fit(segment.words), runs.fit(segment.letters)
        both = np.where(allowed, by_words + by_letters, -1.0)
        best = np.argpartition(-both, min(ARTICLES_BY_WORDS, len(both) - 1))[:ARTICLES_BY_WORDS]
        passages = None if allowed.all() else allowed[segment.owner]
        rows, _ = segment.dense.nearest(question.vector, PASSAGES_BY_MEANING, passages)
        for place in {*segment.owner[rows].tolist(), *best[both[best] > 0].tolist()}:
            article = segment.articles[place]
            found.append(
                Candidate(
                    article=article,
                    cross_language=language != question.language,
                    cosines=segment.vectors(place) @ question.vector,
                    twin=_twin(snapshot, article, question.vector),
                    words=float(by_words[place]),
                    letters=float(by_letters[place]),
                    question=words.question,
                )
            )
    return found


def _allowed(shelf: Shelf, number: int, question: Question, hidden: Some[str]) -> Alive:
    segment = shelf.segments[number]
    allowed: NDArray[np.bool_] = shelf.alive[number].copy()
    for article_id in hidden:
        home, place = shelf.places.get(article_id, (-1, 0))
        if home == number:
            allowed[place] = False
    for place in segment.dated:
        valid_from = segment.articles[place].valid_from
        if valid_from is not None and valid_from > question.today:
            allowed[place] = False
    return allowed


def _twin(snapshot: Snapshot, article: IndexedArticle, vector: Vectors) -> float | None:
    for language, shelf in snapshot.shelves.items():
        if language != article.language and article.article_id in shelf:
            segment, place = shelf.places[article.article_id]
            return nearness(shelf.segments[segment].vectors(place) @ vector)
    return None
