"""Finds the numbers in ``kb_index/ranking.yml`` from the project's own articles and questions.

    python -m benchmarks.fit_ranking        prints the new weights; copy them into the file

Questions with an answer: the golden ones, and every question of an article asked of an index that lacks just
that question. Questions without: the golden ones, the out-of-scope and product messages the intents learn
from, and the articles' questions asked of an index that lacks their article.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from benchmarks.search import DEMO, golden
from kb_index.candidates import Question, candidates
from kb_index.evaluation import AskedQuestion, snapshot_of
from kb_index.files import read_folder
from kb_index.front_matter import ArticleFile
from kb_index.segment import IndexedArticle
from kb_index.snapshot import Snapshot
from models.corpora import read_messages
from models.encoder import Encoder, load_encoder
from warmline.settings import ROOT, Settings

DAY = date(2026, 11, 22)
UNANSWERED_INTENTS = ("out_of_scope", "product_question")
SHARES = {"golden": 0.4, "left out": 0.4, "intents": 0.1, "no article": 0.1}
"""What each kind of question counts in all. About a fifth has no answer then; more would make the search timid,
and an index that lacks an article often has another that answers as well."""

MEASURES = ("dense", "twin", "words", "letters")
KINDS = {
    "pl": ("pl", ("pl",)),
    "en": ("en", ("en",)),
    "pl_paired": ("pl", ("pl", "en")),
    "en_paired": ("en", ("pl", "en")),
    "cross": ("", ()),
}
"""Each set of weights: the questions' language and the articles' languages; ``cross`` is all of pl-en and en-pl."""


@dataclass(frozen=True)
class Example:
    """A question with the measures of its candidates."""

    measures: NDArray[np.float64]  # (candidates, measures)
    right: NDArray[np.bool_]  # (candidates,)
    weight: float = 1.0


class Examples:
    """Every question the numbers are found from."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._files = read_folder(DEMO / "articles")
        messages = [one for one in read_messages(ROOT / "nlu_data" / "nlu") if one.intent in UNANSWERED_INTENTS]
        self._unanswered = [AskedQuestion(one.text, one.language, None) for one in messages]

    def of(self, asked: str, written: Sequence[str]) -> Iterator[Example]:
        """Questions in one language, asked of articles in some."""
        files = [file for file in self._files if file.language in written]
        whole = self._index(files)
        found: dict[str, list[Example]] = {kind: [] for kind in SHARES}
        found["golden"] += self._asked(whole, [one for one in golden() if one.language == asked])
        found["intents"] += self._asked(whole, [one for one in self._unanswered if one.language == asked])
        for number in range(max(len(file.content.questions) for file in self._files)):
            questions = [
                AskedQuestion(file.content.questions[number], file.language, file.id)
                for file in self._files
                if file.language == asked and number < len(file.content.questions)
            ]
            found["left out"] += self._asked(self._index([_without(file, number) for file in files]), questions)
            found["no article"] += self._asked(whole, questions, hide_answer=True)
        for kind, some in found.items():
            yield from (replace(one, weight=1000 * SHARES[kind] / len(some)) for one in some)

    def _index(self, files: Sequence[ArticleFile]) -> Snapshot:
        articles = [IndexedArticle.of(file.id, file.language, 1, file.content) for file in files]
        return snapshot_of(articles, self._encoder)

    def _asked(
        self, snapshot: Snapshot, questions: Sequence[AskedQuestion], hide_answer: bool = False
    ) -> Iterator[Example]:
        vectors = self._encoder.encode([one.text for one in questions])
        for one, vector in zip(questions, vectors, strict=True):
            hidden = [one.article_id] if hide_answer and one.article_id else []
            found = candidates(snapshot, Question(one.text, one.language, vector, DAY, hidden))
            measures = [[c.dense, c.dense if c.twin is None else c.twin, c.words, c.letters] for c in found]
            right = [c.article.article_id == one.article_id for c in found]
            yield Example(np.array(measures), np.array(right))


def fit_weights(some: Sequence[Example], used: Sequence[bool]) -> dict[str, float]:
    """Weights that make the right candidate likeliest, and the curve that makes a sum a probability.

    Args:
        used: Which measures may have a weight.
    """
    answerable = [one for one in some if one.right.any()]
    columns = np.flatnonzero(used)

    def surprise(weights: NDArray[np.float64]) -> float:
        total = 0.0
        for one in answerable:
            relevance = one.measures[:, columns] @ weights
            total -= one.weight * float(relevance[one.right][0] - np.logaddexp.reduce(relevance))
        return total / sum(one.weight for one in answerable)

    found = minimize(surprise, np.full(len(columns), 5.0), method="L-BFGS-B", bounds=[(0, None)] * len(columns))
    weights = np.zeros(len(MEASURES))
    weights[columns] = found.x
    features, labels, counts = [], [], []
    for one in some:
        relevance = one.measures @ weights
        for place in np.argsort(-relevance)[:3]:
            others = np.delete(relevance, place)
            features.append([relevance[place], relevance[place] - (others.max() if len(others) else relevance[place])])
            labels.append(bool(one.right[place]))
            counts.append(one.weight)
    curve = LogisticRegression(C=100).fit(features, labels, sample_weight=counts)
    slope, lead = curve.coef_[0]
    return {**dict(zip(MEASURES, weights, strict=True)), "bias": curve.intercept_[0], "slope": slope, "lead": lead}


def _without(file: ArticleFile, number: int) -> ArticleFile:
    questions = file.content.questions
    return replace(file, content=replace(file.content, questions=questions[:number] + questions[number + 1 :]))


class _Remembering(Encoder):
    """Encodes every text once."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__(encoder.model, encoder.fingerprint)
        self._known: dict[str, NDArray[np.float32]] = {}

    def encode(self, texts: Sequence[str], batch_size: int = 64) -> NDArray[np.float32]:
        """Unit vectors of the texts."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, super().encode(new, batch_size), strict=True))
        return np.array([self._known[text] for text in texts], dtype=np.float32)


def main() -> None:
    """Print the weights as YAML."""
    examples = Examples(_Remembering(load_encoder(Settings.from_env(os.environ))))
    for kind, (asked, written) in KINDS.items():
        if kind == "cross":
            some = [*examples.of("pl", ("en",)), *examples.of("en", ("pl",))]
            found = fit_weights(some, (True, False, False, False))
        else:
            some = list(examples.of(asked, written))
            found = fit_weights(some, (True, len(written) > 1, True, True))
        print(f"  {kind}: {{{', '.join(f'{name}: {value:.2f}' for name, value in found.items())}}}", flush=True)


if __name__ == "__main__":
    main()
