"""Some published articles of one language, ready to be searched; never changed once built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kb_index.content import Content
from kb_index.dense import DenseIndex, Vectors
from kb_index.lemmas import letters, terms
from kb_index.lexical import Postings
from kb_index.passages import Passage, passages_of


@dataclass(frozen=True)
class IndexedArticle:
    """One published version of an article with its passages."""

    article_id: str
    language: str
    version: int
    title: str
    valid_from: date | None
    passages: tuple[Passage, ...]

    @classmethod
    def of(cls, article_id: str, language: str, version: int, content: Content) -> IndexedArticle:
        """Cut an article into its passages."""
        passages = tuple(passages_of(content))
        return cls(article_id, language, version, content.title, content.valid_from, passages)

    @property
    def text(self) -> str:
        """All its words."""
        return "\n".join(passage.text for passage in self.passages)


class Segment:
    """Articles with their passages' vectors and their own words.

    Args:
        articles: Of one language, each with at least one passage.
        vectors: One a passage, in the articles' order, shape (passages, dimension).
    """

    def __init__(self, articles: Sequence[IndexedArticle], vectors: Vectors) -> None:
        self.articles = tuple(articles)
        sizes = [len(article.passages) for article in articles]
        self._starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        self.valid_from = np.array([a.valid_from.toordinal() if a.valid_from else 0 for a in articles], dtype=np.int64)
        self.owner = np.repeat(np.arange(len(sizes)), sizes)
        self.dense = DenseIndex(vectors)
        self.words = Postings([terms(article.text, article.language) for article in articles])
        self.letters = Postings([letters(article.text) for article in articles])

    @property
    def size(self) -> int:
        """How many passages there are."""
        return self.dense.size

    def vectors(self, place: int) -> Vectors:
        """The vectors of one article's passages."""
        return self.dense.vectors(int(self._starts[place]), int(self._starts[place + 1]))

    def kept(self, alive: NDArray[np.bool_]) -> tuple[list[IndexedArticle], Vectors]:
        """The articles that are still alive, with their vectors, for a new segment."""
        articles = [article for article, lives in zip(self.articles, alive, strict=True) if lives]
        return articles, self.dense.vectors()[alive[self.owner]]
