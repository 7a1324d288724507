"""What a message asks for: kernel ridge classification with a confidence that means something.

Each intent's score is a weighted sum of the message's likeness to every training example,

    k(a, b) = sum over views v of VIEWS[v] exp(SHARPNESS (cos(Lv av, Lv bv) - 1))
              + LETTERS letters(a, b) + WORDS words(a, b),

where a view is the encoder's vector or one of its layers, and cos compares them through a lens L that makes little of
the directions in which the examples of one intent differ (within-class covariance normalisation, Hatch, Kajarekar and
Stolcke 2006, with a part ``ROUND`` of the identity), and letters and words are the cosines of TF-IDF vectors of
character n-grams and of words. The
weights solve the regularised least squares problem (Rifkin, Yeo and Poggio,
"Regularized Least-Squares Classification", 2003). That has a closed form, and so has every answer of a model that
never saw some of its rows: for a block B of rows the scores without B are ``Y_B - (G^-1_BB)^-1 (G^-1 Y)_B``. So the
calibration and the threshold are found by leaving out, at the price of one inverse:

- A row's *confidence* is a logistic curve of its highest score (Platt 1999), fitted to the answers each row gets
  from a model without it and without the rows of its intent that say nearly the same (cosine above ``SAME``).
  Without the neighbours, because people put things in words nobody wrote down.
- The *threshold* is where the Matthews correlation (Gorodkin 2004, as in HINT3) of answer and truth is highest, when
  the same rows are joined by strangers: every row once more, asked of a model without its whole intent. Strangers
  are weighted to be ``STRANGERS`` of all messages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, lapack
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import matthews_corrcoef

from models.encoder import Reading, Vectors
from models.letters import without_diacritics

SHARPNESS = 4.0
"""How quickly the likeness of vectors falls off; 4 halves it at a cosine of 0.83."""
VIEWS = (1.0, 0.0, 0.0, 0.5, 0.0)
"""Weights of the vector and of each part of `Reading.layers`: two thirds up, messages still stand apart that the vector
has made one. A view without weight is not kept."""
LETTERS = 0.5
"""Weight of the likeness of character n-grams beside that of the vectors."""
WORDS = 0.5
"""Weight of the likeness of words beside that of the vectors."""
RIDGE = 0.5
"""Regularisation, in units of the kernel, of which a text has VIEWS + LETTERS + WORDS, summed, with itself."""
ROUND = 0.3
"""Share of the identity in the covariance that the lens undoes; 1 is no lens at all."""
SAME = 0.8
"""Cosine from which two rows of an intent count as the same wording."""
KEPT = 0.2
"""Share of an intent's rows that always stays when a row's neighbours are left out."""
STRANGERS = 0.05
"""Assumed share of messages that no intent fits."""
CANDIDATES = np.arange(0.0, 1.0, 0.01)
PLATEAU = 0.002
"""Thresholds this close to the best correlation count as equal; the middle one of them is taken."""
NOBODY = ""
"""Stands for "no intent" in the search for the threshold."""

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class Guess:
    """All intents of one message, likeliest first, each with the chance that it is the right one."""

    ranking: tuple[tuple[str, float], ...]

    @property
    def intent(self) -> str:
        """The likeliest one."""
        return self.ranking[0][0]

    @property
    def confidence(self) -> float:
        """Its chance to be right, 0..1, for a message that has an intent at all."""
        return self.ranking[0][1]


class Spelling:
    """TF-IDF of character n-grams and of words, without case and diacritics, weighted for the kernel."""

    def __init__(self, vectorizers: Sequence[TfidfVectorizer]) -> None:
        self._vectorizers = vectorizers

    @classmethod
    def of(cls, texts: Sequence[str]) -> Spelling:
        """The n-grams and words of these texts."""
        return cls([vectorizer.fit(texts) for vectorizer in (_letters(), _words())])

    def __call__(self, texts: Sequence[str]) -> list[csr_matrix]:
        """Unit rows for each text, once for its letters and once for its words."""
        return [vectorizer.transform(texts).astype(np.float32) for vectorizer in self._vectorizers]

    def state(self) -> list[dict[str, object]]:
        """Everything learnt, as JSON."""
        return [{"terms": one.get_feature_names_out().tolist(), "idf": one.idf_.tolist()} for one in self._vectorizers]

    @classmethod
    def restored(cls, state: Sequence[dict[str, list[float]]]) -> Spelling:
        """From ``state``."""
        vectorizers = [_letters(), _words()]
        for vectorizer, known in zip(vectorizers, state, strict=True):
            vectorizer.vocabulary = {term: number for number, term in enumerate(known["terms"])}
            vectorizer.idf_ = np.array(known["idf"])
        return cls(vectorizers)


class IntentModel:
    """Finds intents. ``threshold`` is the confidence from which one is to be believed."""

    def __init__(
        self,
        intents: Sequence[str],
        lenses: Vectors,
        views: Vectors,
        weights: Scores,
        spelling: Spelling,
        spelling_weights: Sequence[Scores],
        curve: tuple[float, float],
        threshold: float,
    ) -> None:
        self.intents = tuple(intents)
        self.threshold = threshold
        self._lenses = lenses  # (views, dimension, dimension)
        self._views = views  # (views, rows, dimension), seen through the lenses
        self._weights = weights  # (rows, intents)
        self._spelling = spelling
        self._spelling_weights = spelling_weights  # two of (terms, intents)
        self.curve = curve  # slope and offset from score to confidence

    def guess(self, texts: Sequence[str], reading: Reading) -> list[Guess]:
        """The intents of texts, of which ``reading`` is the encoder's."""
        if not texts:
            return []
        scores = _likeness(_seen(_views(reading), self._lenses), self._views) @ self._weights
        for rows, weights in zip(self._spelling(texts), self._spelling_weights, strict=True):
            scores += rows @ weights
        chances = _chance(scores, self.curve)
        order = np.argsort(-scores, axis=1, kind="stable")
        return [
            Guess(tuple((self.intents[column], float(row[column])) for column in columns))
            for row, columns in zip(chances, order, strict=True)
        ]

    def save(self, folder: Path) -> None:
        """Write the model into an existing folder."""
        letters, words = self._spelling_weights
        np.savez(
            folder / "weights.npz",
            lenses=self._lenses,
            views=self._views,
            weights=self._weights,
            letters=letters,
            words=words,
        )
        about = {
            "intents": self.intents,
            "curve": self.curve,
            "threshold": self.threshold,
            "spelling": self._spelling.state(),
        }
        (folder / "about.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read what ``save`` has written."""
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz") as kept:
            return cls(
                about["intents"],
                kept["lenses"],
                kept["views"],
                kept["weights"],
                Spelling.restored(about["spelling"]),
                [kept["letters"], kept["words"]],
                tuple(about["curve"]),
                about["threshold"],
            )


def train_intents(texts: Sequence[str], reading: Reading, labels: Sequence[str]) -> IntentModel:
    """Learn from examples, of which ``reading`` is the encoder's.

    Time grows with the cube of the rows: seconds for 5,000, about a minute for 15,000.
    """
    intents, meant = np.unique(np.array(labels), return_inverse=True)
    target = np.eye(len(intents), dtype=np.float32)[meant]
    spelling = Spelling.of(texts)
    spelt = spelling(texts)
    views = _views(reading)
    lenses = np.ascontiguousarray([_lens(view, meant) for view in views])
    seen = _seen(views, lenses)
    kernel = _likeness(seen, seen)
    for rows, share in zip(spelt, (LETTERS, WORDS), strict=True):
        kernel += share * (rows @ rows.T).toarray()
    kernel.flat[:: len(kernel) + 1] += RIDGE
    inverse = _inverse(kernel)
    weights = inverse @ target
    rehearsal = _Rehearsal(inverse, weights, target, meant)
    known, strangers = rehearsal.without_neighbours(reading.vectors), rehearsal.without_intents()
    curve = _fit_curve(known.max(axis=1), known.argmax(axis=1) == meant)
    return IntentModel(
        intents.tolist(),
        lenses,
        seen,
        weights,
        spelling,
        [share * np.asarray(rows.T @ weights) for rows, share in zip(spelt, (LETTERS, WORDS), strict=True)],
        curve,
        _find_threshold(intents[meant], intents, known, strangers, curve),
    )


class _Rehearsal:
    """The scores of training rows in models that have not seen them."""

    def __init__(self, inverse: Scores, weights: Scores, target: Scores, meant: NDArray[np.int64]) -> None:
        self._inverse = inverse  # (rows, rows)
        self._weights = weights  # (rows, intents)
        self._target = target  # (rows, intents), 1 for what was meant
        self._meant = meant  # (rows,)

    def without_neighbours(self, vectors: Vectors) -> Scores:
        """Each row's scores without it and its near paraphrases."""
        scores = np.empty_like(self._target)
        for block in self._blocks():
            alike = vectors[block] @ vectors[block].T
            most = max(1, int(len(block) * (1 - KEPT)))
            for row, likeness in zip(block, alike, strict=True):
                nearest = np.argsort(-likeness, kind="stable")[:most]
                near = block[nearest[likeness[nearest] > SAME]]
                scores[row] = self._without(np.concatenate([[row], near[near != row]]))[0]
        return scores

    def without_intents(self) -> Scores:
        """Each row's scores where its whole intent is unknown."""
        scores = np.empty_like(self._target)
        for block in self._blocks():
            scores[block] = self._without(block)
        scores[self._target > 0] = -np.inf
        return scores

    def _blocks(self) -> Iterator[NDArray[np.int64]]:
        for intent in range(self._target.shape[1]):
            yield np.flatnonzero(self._meant == intent)

    def _without(self, rows: NDArray[np.int64]) -> Scores:
        left: Scores = self._target[rows] - np.linalg.solve(self._inverse[np.ix_(rows, rows)], self._weights[rows])
        return left


def _find_threshold(
    meant: NDArray[np.str_],
    intents: NDArray[np.str_],
    known: Scores,
    strangers: Scores,
    curve: tuple[float, float],
) -> float:
    """The confidence that separates the understood from strangers best; 0 where no intent can be hidden."""
    if len(intents) < 3:
        return 0.0
    truth = np.concatenate([meant, np.full(len(meant), NOBODY)])
    said = np.concatenate([intents[known.argmax(axis=1)], intents[strangers.argmax(axis=1)]])
    confidence = _chance(np.concatenate([known.max(axis=1), strangers.max(axis=1)]), curve)
    weight = np.repeat([1.0, STRANGERS / (1 - STRANGERS)], len(meant))
    found = [
        matthews_corrcoef(truth, np.where(confidence >= candidate, said, NOBODY), sample_weight=weight)
        for candidate in CANDIDATES
    ]
    equal = np.flatnonzero(np.array(found) >= max(found) - PLATEAU)
    return round(float(CANDIDATES[equal[len(equal) // 2]]), 2)


def _fit_curve(scores: Scores, right: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset of the logistic curve; a plain step at one half where nothing went wrong, or everything."""
    if right.all() or not right.any():
        return 8.0, -4.0
    fitted = LogisticRegression(C=100.0).fit(scores[:, np.newaxis], right)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def _chance(scores: Scores, curve: tuple[float, float]) -> NDArray[np.float64]:
    slope, offset = curve
    chances: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-(slope * scores.astype(np.float64) + offset)))
    return chances


def _lens(vectors: Vectors, meant: NDArray[np.int64]) -> Vectors:
    """The matrix behind which the rows of one intent are spread alike in every direction."""
    centres = np.stack([vectors[meant == intent].mean(axis=0) for intent in range(meant.max() + 1)])
    spread = vectors - centres[meant]
    covariance = spread.T.astype(np.float64) @ spread / len(spread)
    mean = np.trace(covariance) / len(covariance) or 1.0
    mixed = (1 - ROUND) * covariance / mean + ROUND * np.eye(len(covariance))
    lens: Vectors = np.linalg.inv(np.linalg.cholesky(mixed)).T.astype(np.float32)
    return lens


def _views(reading: Reading) -> Vectors:
    """The views with a weight, shape (views, texts, dimension)."""
    dimension = reading.vectors.shape[1]
    layers = reading.layers.reshape(len(reading.layers), -1, dimension)
    every = np.concatenate([reading.vectors[:, np.newaxis], layers], axis=1)
    views: Vectors = np.ascontiguousarray(every[:, np.flatnonzero(VIEWS)].swapaxes(0, 1))
    return views


def _seen(views: Vectors, lenses: Vectors) -> Vectors:
    """Unit vectors behind the lenses; zeros for an encoder that shows no layers."""
    through = views @ lenses
    seen: Vectors = through / np.maximum(np.linalg.norm(through, axis=-1, keepdims=True), 1e-12)
    return seen


def _likeness(one: Vectors, other: Vectors) -> Scores:
    """The weighted likeness over all views, shape (len(one), len(other)) of their rows."""
    likeness = np.zeros((one.shape[1], other.shape[1]), dtype=np.float32)
    for weight, this, that in zip(filter(None, VIEWS), one, other, strict=True):
        likeness += weight * np.exp(SHARPNESS * (this @ that.T - 1.0))
    return likeness


def _inverse(kernel: Scores) -> Scores:
    """Inverse of a symmetric positive definite matrix, whose memory is used up."""
    factor, _ = cho_factor(kernel, lower=True, overwrite_a=True, check_finite=False)
    inverse, _ = lapack.spotri(factor, lower=True, overwrite_c=True)
    upper = np.triu_indices(len(inverse), 1)
    inverse[upper] = inverse.T[upper]
    return np.ascontiguousarray(inverse)


def _letters() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, preprocessor=_plain)


def _words() -> TfidfVectorizer:
    pattern = r"\w+"
    return TfidfVectorizer(token_pattern=pattern, ngram_range=(1, 2), sublinear_tf=True, preprocessor=_plain)


def _plain(text: str) -> str:
    return without_diacritics(text.lower())
