"""Which articles might answer a question, and what speaks for each.

Meaning and words both propose: the nearest passages and the articles with the most fitting words. Each
proposal is then measured on everything, so that no article has a gap where the other side did not look.
An article that stands in two languages is compared with the question in both: what its Polish text puts
in other words, its English one may say outright.
"""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from kb_index.dense import Vectors
from kb_index.lemmas import letters, terms
from kb_index.lexical import Collection, Scores, Wanted
from kb_index.passages import Passage
from kb_index.segment import IndexedArticle, Segment
from kb_index.snapshot import Alive, Shelf, Snapshot

PASSAGES_BY_MEANING = 64
"""About ten articles: one may take a place with its title, each question and each piece."""
ARTICLES_BY_WORDS = 12
NEAREST = 2
"""Passages whose mean is an article's nearness: a second one that agrees is better evidence than one alone."""

Place = tuple[int, int]
"""A segment's number and an article's place in it."""


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
    """Articles in the question's language, and those that exist only in another, in no particular order.

    Which articles are proposed does not depend on how a shelf is cut into segments.
    """
    found = []
    for language, shelf in snapshot.shelves.items():
        own = language == question.language
        asked = shelf.alive if own else snapshot.alone(language, question.language)
        allowed = [_allowed(shelf, number, flags, question) for number, flags in enumerate(asked)]
        if any(flags.any() for flags in allowed):
            found += _on_shelf(snapshot, language, question, allowed)
    return found


def _on_shelf(snapshot: Snapshot, language: str, question: Question, allowed: Sequence[Alive]) -> list[Candidate]:
    segments = snapshot.shelf(language).segments
    words = Collection([segment.words for segment in segments], terms(question.text, language))
    runs = Collection([segment.letters for segment in segments], letters(question.text))
    by_words = [words.fit(segment.words) for segment in segments]
    by_letters = [runs.fit(segment.letters) for segment in segments]
    nearest = _nearest(segments, question.vector, allowed)
    fitting = _fitting(segments, [w + r for w, r in zip(by_words, by_letters, strict=True)], allowed)
    found = []
    for number, place in sorted({*nearest, *fitting}):
        article = segments[number].articles[place]
        found.append(
            Candidate(
                article=article,
                cross_language=language != question.language,
                cosines=segments[number].vectors(place) @ question.vector,
                twin=_twin(snapshot, article, question.vector),
                words=float(by_words[number][place]),
                letters=float(by_letters[number][place]),
                question=words.question,
            )
        )
    return found


def _allowed(shelf: Shelf, number: int, flags: Alive, question: Question) -> Alive:
    allowed: Alive = flags & (shelf.segments[number].valid_from <= question.today.toordinal())
    for article_id in question.exclude:
        home, place = shelf.places.get(article_id, (-1, 0))
        if home == number:
            allowed[place] = False
    return allowed


def _nearest(segments: Sequence[Segment], vector: Vectors, allowed: Sequence[Alive]) -> set[Place]:
    """The articles of the nearest passages."""
    found: list[tuple[float, Place]] = []
    for number, (segment, flags) in enumerate(zip(segments, allowed, strict=True)):
        passages = None if flags.all() else flags[segment.owner]
        rows, cosines = segment.dense.nearest(vector, PASSAGES_BY_MEANING, passages)
        places = [(number, place) for place in segment.owner[rows].tolist()]
        found += zip(cosines.tolist(), places, strict=True)
    found.sort(key=lambda one: -one[0])
    return {place for _, place in found[:PASSAGES_BY_MEANING]}


def _fitting(segments: Sequence[Segment], fits: Sequence[Scores], allowed: Sequence[Alive]) -> set[Place]:
    """The articles with the most fitting words; of equal ones those with the first ids."""
    found: list[tuple[float, str, Place]] = []
    for number, (segment, fit, flags) in enumerate(zip(segments, fits, allowed, strict=True)):
        fit = np.where(flags, fit, 0)
        least = np.partition(fit, -ARTICLES_BY_WORDS)[-ARTICLES_BY_WORDS] if len(fit) > ARTICLES_BY_WORDS else 0
        for place in np.flatnonzero((fit >= least) & (fit > 0)).tolist():
            found.append((-float(fit[place]), segment.articles[place].article_id, (number, place)))
    return {place for _, _, place in sorted(found)[:ARTICLES_BY_WORDS]}


def _twin(snapshot: Snapshot, article: IndexedArticle, vector: Vectors) -> float | None:
    for language, shelf in snapshot.shelves.items():
        if language != article.language and article.article_id in shelf:
            segment, place = shelf.places[article.article_id]
            return nearness(shelf.segments[segment].vectors(place) @ vector)
    return None
