"""The whole index at one moment. Readers hold one snapshot; a change makes the next one beside it.

An article published later goes into a small segment of its own, and its older version is marked dead;
nothing else is touched. When the small segments have grown to a part of the big one, all of a language are
built into one again, in the background.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kb_index.dense import Vectors
from kb_index.lemmas import term
from kb_index.segment import IndexedArticle, Segment

MOST_SMALL = 16
"""Segments beside the big one before they are merged; each costs a search of its own."""
LOOSE_SHARE = 0.2
"""Share of the passages that may be dead or in small segments before a merge."""

Alive = NDArray[np.bool_]


@dataclass(frozen=True)
class Shelf:
    """All of one language."""

    segments: tuple[Segment, ...] = ()
    alive: tuple[Alive, ...] = ()  # for each segment, one flag an article
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # article -> segment, place in it

    def __contains__(self, article_id: str) -> bool:
        return article_id in self.places

    @property
    def passages(self) -> int:
        """How many passages can be found."""
        return sum(int(alive[segment.owner].sum()) for segment, alive in zip(self.segments, self.alive, strict=True))

    def article(self, article_id: str) -> IndexedArticle:
        """The searchable version of an article.

        Raises:
            KeyError: There is none.
        """
        segment, place = self.places[article_id]
        return self.segments[segment].articles[place]

    def changed(self, gone: Iterable[str], added: Segment | None) -> Shelf:
        """The shelf without some articles and with a new segment; what is added replaces what it was."""
        places = dict(self.places)
        alive = list(self.alive)
        copied: set[int] = set()
        leaving = [*gone, *(article.article_id for article in added.articles)] if added else list(gone)
        for article_id in leaving:
            if article_id in places:
                segment, place = places.pop(article_id)
                if segment not in copied:
                    alive[segment] = alive[segment].copy()
                    copied.add(segment)
                alive[segment][place] = False
        segments = self.segments
        if added is not None and added.articles:
            for place, article in enumerate(added.articles):
                places[article.article_id] = (len(segments), place)
            segments = (*segments, added)
            alive.append(np.ones(len(added.articles), dtype=bool))
        return Shelf(segments, tuple(alive), places)

    @property
    def needs_merge(self) -> bool:
        """Whether small segments or dead articles have begun to cost."""
        if len(self.segments) > MOST_SMALL:
            return True
        total = sum(segment.size for segment in self.segments)
        living = (int(alive[segment.owner].sum()) for segment, alive in zip(self.segments, self.alive, strict=True))
        largest = max(living, default=0)
        return len(self.segments) > 2 and total - largest > LOOSE_SHARE * total

    def merged(self) -> Segment:
        """One segment of everything alive; may take seconds for a large shelf."""
        articles: list[IndexedArticle] = []
        vectors: list[Vectors] = []
        for segment, alive in zip(self.segments, self.alive, strict=True):
            some, theirs = segment.kept(alive)
            articles += some
            vectors.append(theirs)
        return Segment(articles, np.concatenate(vectors))

    def with_merged(self, before: Shelf, merged: Segment) -> Shelf:
        """This shelf with ``merged`` in the place of the segments it was made from, those of ``before``."""
        old = len(before.segments)
        newer = self.segments[old:]
        alive = np.array([self.places.get(a.article_id, (old, 0))[0] < old for a in merged.articles], dtype=bool)
        places = {a.article_id: (0, place) for place, a in enumerate(merged.articles) if alive[place]}
        for number, segment in enumerate(newer, start=1):
            for place, article in enumerate(segment.articles):
                if self.places.get(article.article_id) == (number - 1 + old, place):
                    places[article.article_id] = (number, place)
        return Shelf((merged, *newer), (alive, *self.alive[old:]), places)


@dataclass(frozen=True)
class Snapshot:
    """Every language's shelf, and the generation of the database it shows."""

    generation: int = -1
    shelves: Mapping[str, Shelf] = field(default_factory=dict)
    _alone: dict[tuple[str, str], tuple[Alive, ...]] = field(default_factory=dict, init=False, repr=False)

    def shelf(self, language: str) -> Shelf:
        """One language; empty where nothing is published in it."""
        return self.shelves.get(language, Shelf())

    def alone(self, language: str, other: str) -> tuple[Alive, ...]:
        """For each segment of a language, which of its articles do not stand in another language.

        Looked up once a snapshot, since it takes milliseconds with thousands of articles.
        """
        if (language, other) not in self._alone:
            shelf, both = self.shelf(language), self.shelf(language).places.keys() & self.shelf(other).places.keys()
            flags = [alive.copy() for alive in shelf.alive]
            for article_id in both:
                segment, place = shelf.places[article_id]
                flags[segment][place] = False
            self._alone[language, other] = tuple(flags)
        return self._alone[language, other]

    def has_word(self, word: str) -> bool:
        """Whether an article uses a word, in small letters and in any form."""
        return any(
            term(word, language) in segment.words
            for language, shelf in self.shelves.items()
            for segment in shelf.segments
        )

    @property
    def articles(self) -> int:
        """How many articles can be found, each language counted."""
        return sum(len(shelf.places) for shelf in self.shelves.values())

    @property
    def passages(self) -> int:
        """How many passages can be found."""
        return sum(shelf.passages for shelf in self.shelves.values())

    def with_shelf(self, language: str, shelf: Shelf) -> Snapshot:
        """The snapshot with one language's shelf exchanged."""
        return Snapshot(self.generation, {**self.shelves, language: shelf})
