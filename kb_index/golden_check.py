"""How golden questions fare on an index, and what a change of the index does to them.

A question does better the more it helps the customer: the right answer given, the right article among
those offered, nothing of use shown, a wrong answer given. Where nothing must answer, only a wrong answer
counts as a fault.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from kb_index.candidates import Question
from kb_index.dense import Vectors
from kb_index.golden import Check, GoldenQuestion
from kb_index.ranking import Ranking
from kb_index.search import find
from kb_index.snapshot import Snapshot

SHOWN = 3
"""Articles a customer is shown at most."""

Outcome = Literal["answered", "suggested", "withheld", "missed", "wrong"]

STANDING: dict[Outcome, int] = {"answered": 3, "suggested": 2, "withheld": 2, "missed": 1, "wrong": 0}
"""``withheld`` is what is right where nothing must answer; ``missed`` is nothing of use where something must."""
PASSING = 2
"""From this standing on a question passes."""


@dataclass(frozen=True)
class Fared:
    """What the search did with one question."""

    outcome: Outcome
    article_id: str | None  # the likeliest article
    title: str | None
    score: float  # probability that it answers

    @property
    def passes(self) -> bool:
        """Whether the customer was served as expected."""
        return STANDING[self.outcome] >= PASSING

    def as_json(self) -> dict[str, Any]:
        """What was done, as editors' programs get it."""
        return {**vars(self), "score": round(self.score, 4), "passes": self.passes}


@dataclass(frozen=True)
class Comparison:
    """One question before and after a change."""

    question: GoldenQuestion
    before: Fared
    after: Fared

    @property
    def change(self) -> int:
        """Above 0 where the question does better, below where it does worse."""
        return STANDING[self.after.outcome] - STANDING[self.before.outcome]

    def as_json(self) -> dict[str, Any]:
        """The comparison as editors' programs get it."""
        asked = {name: getattr(self.question, name) for name in ("id", "language", "text", "article_id")}
        return {**asked, "before": self.before.as_json(), "after": self.after.as_json()}


@dataclass(frozen=True)
class Report:
    """What a change of the index does to every golden question."""

    comparisons: Sequence[Comparison] = ()

    @property
    def better(self) -> list[Comparison]:
        """The questions that do better."""
        return [one for one in self.comparisons if one.change > 0]

    @property
    def worse(self) -> list[Comparison]:
        """The questions that do worse: the losses."""
        return [one for one in self.comparisons if one.change < 0]

    @property
    def checks(self) -> list[Check]:
        """How each question fares after the change."""
        return [Check(one.question.id, one.question.revision, one.after.passes) for one in self.comparisons]

    def as_json(self) -> dict[str, Any]:
        """The report as editors' programs get it."""
        return {
            "questions": len(self.comparisons),
            "passing_before": sum(one.before.passes for one in self.comparisons),
            "passing_after": sum(one.after.passes for one in self.comparisons),
            "better": [one.as_json() for one in self.better],
            "worse": [one.as_json() for one in self.worse],
        }


def ask_all(
    snapshot: Snapshot,
    ranking: Ranking,
    questions: Sequence[GoldenQuestion],
    worded: Sequence[str],
    vectors: Vectors,
    today: date,
) -> list[Fared]:
    """Ask each question as a customer would; takes some milliseconds a question.

    Args:
        worded: The questions as they are searched for.
        vectors: One a question, shape (questions, dimension).
    """
    return [
        _asked(snapshot, ranking, Question(text, one.language, vector, today), one.article_id)
        for one, text, vector in zip(questions, worded, vectors, strict=True)
    ]


def _asked(snapshot: Snapshot, ranking: Ranking, question: Question, expected: str | None) -> Fared:
    decision, hits = find(snapshot, ranking, question, SHOWN)
    shown = [] if decision == "abstain" else [hit.candidate.article.article_id for hit in hits]
    outcome: Outcome
    if decision == "answer" and shown[0] != expected:
        outcome = "wrong"
    elif expected is None:
        outcome = "withheld"
    elif expected not in shown:
        outcome = "missed"
    else:
        outcome = "answered" if decision == "answer" else "suggested"
    if not hits:
        return Fared(outcome, None, None, 0.0)
    best = hits[0]
    return Fared(outcome, best.candidate.article.article_id, best.candidate.article.title, best.score)
