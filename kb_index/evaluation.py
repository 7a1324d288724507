"""Measuring the search on anyone's articles and questions, with the product's own pipeline in memory."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from kb_index.candidates import Question
from kb_index.content import Content
from kb_index.ranking import Ranking, load_ranking
from kb_index.search import find
from kb_index.segment import IndexedArticle, Segment
from kb_index.snapshot import Shelf, Snapshot
from kb_index.tables import LANGUAGES
from models.encoder import Encoder, load_encoder
from models.spelling import Speller, load_speller
from warmline.clock import now
from warmline.errors import BadInput
from warmline.settings import Settings

RANKS = 20
"""How far down the right article is looked for."""
BATCH = 64

Progress = Callable[[str], None]


@dataclass(frozen=True)
class AskedQuestion:
    """A question with the article that answers it."""

    text: str
    language: str
    article_id: str | None  # None: no article does


@dataclass(frozen=True)
class Outcome:
    """What the search did with one question."""

    asked: AskedQuestion
    rank: int | None  # of the right article, 1 for the first; None where it was not found or there is none
    answered: bool
    milliseconds: float

    @property
    def is_right(self) -> bool:
        """Whether an answer was given, and the right one."""
        return self.answered and self.rank == 1


def evaluate(
    articles_path: Path, queries_path: Path, settings: Settings, progress: Progress = lambda line: None
) -> dict[str, Any]:
    """Index the articles of one JSONL file, ask the questions of another, and count.

    Args:
        articles_path: Rows ``{"id", "lang", "title", "questions": [], "body"}``.
        queries_path: Rows ``{"text", "lang", "id"}``; ``id`` null where no article answers.

    Raises:
        BadInput: A row has the wrong form; the message names file, line and field.
    """
    articles = read_articles(articles_path)
    questions = read_questions(queries_path)
    progress("loading the encoder")
    encoder = load_encoder(settings)
    snapshot = snapshot_of(articles, encoder, progress)
    progress(f"asking {len(questions)} questions")
    return counted(ask(snapshot, encoder, load_speller(settings), load_ranking(), questions))


def read_articles(path: Path) -> list[IndexedArticle]:
    """The articles of a JSONL file; a title may be empty."""
    articles = []
    for line, row in _rows(path):
        content = Content(
            title=_text(row, "title", path, line, needed=False),
            body=_text(row, "body", path, line, needed=False),
            questions=_questions(row, path, line),
        )
        article = IndexedArticle.of(_id(row, path, line), _language(row, path, line), 1, content)
        if not article.passages:
            raise _bad(path, line, "body", "needs a title, a question or a body")
        articles.append(article)
    return articles


def read_questions(path: Path) -> list[AskedQuestion]:
    """The questions of a JSONL file."""
    return [
        AskedQuestion(
            _text(row, "text", path, line),
            _language(row, path, line),
            None if row.get("id") is None else _id(row, path, line),
        )
        for line, row in _rows(path)
    ]


def snapshot_of(
    articles: Iterable[IndexedArticle], encoder: Encoder, progress: Progress = lambda line: None
) -> Snapshot:
    """An index of articles that stand in no database."""
    by_language: defaultdict[str, dict[str, IndexedArticle]] = defaultdict(dict)
    for article in articles:
        by_language[article.language][article.article_id] = article
    shelves = {}
    for language, some in by_language.items():
        texts = [passage.encoded for article in some.values() for passage in article.passages]
        vectors = [np.zeros((0, encoder.dimension), dtype=np.float32)]
        for start in range(0, len(texts), BATCH):
            progress(f"indexing {language}: {start} of {len(texts)} passages")
            vectors.append(encoder.encode(texts[start : start + BATCH]))
        shelves[language] = Shelf().changed([], Segment(list(some.values()), np.concatenate(vectors)))
    return Snapshot(1, shelves)


def ask(
    snapshot: Snapshot, encoder: Encoder, speller: Speller, ranking: Ranking, questions: Sequence[AskedQuestion]
) -> list[Outcome]:
    """Ask every question, one after the other, as customers do."""
    outcomes = []
    today: date = now().date()
    for asked in questions:
        began = time.perf_counter()
        worded = speller.corrected(asked.text, snapshot.has_word)
        question = Question(worded, asked.language, encoder.encode([worded])[0], today)
        decision, hits = find(snapshot, ranking, question, RANKS, keep_all=True)
        took = (time.perf_counter() - began) * 1000
        ids = [hit.candidate.article.article_id for hit in hits]
        rank = ids.index(asked.article_id) + 1 if asked.article_id in ids else None
        outcomes.append(Outcome(asked, rank, decision == "answer", took))
    return outcomes


def counted(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The figures of ``warmline kb eval``.

    Ranks are counted over the questions that have an answer; ``answered_right``, ``answered_wrong`` and
    ``withheld`` are shares of all questions and add up to 1.
    """
    answerable = [outcome for outcome in outcomes if outcome.asked.article_id is not None]
    ranks = [outcome.rank for outcome in answerable]
    right = [outcome.is_right for outcome in outcomes]
    wrong = [outcome.answered and not outcome.is_right for outcome in outcomes]
    unanswerable = [outcome.answered for outcome in outcomes if outcome.asked.article_id is None]
    times = [outcome.milliseconds for outcome in outcomes]
    return {
        "recall@1": _share([rank == 1 for rank in ranks]),
        "recall@3": _share([rank is not None and rank <= 3 for rank in ranks]),
        "mrr": _share([1 / rank if rank else 0.0 for rank in ranks]),
        "answered_right": _share(right),
        "answered_wrong": _share(wrong),
        "withheld": _share([not outcome.answered for outcome in outcomes]),
        "answered_without_answer": _share(unanswerable),
        "p50_ms": round(float(np.percentile(times, 50)), 2) if times else 0.0,
        "p95_ms": round(float(np.percentile(times, 95)), 2) if times else 0.0,
        "n": len(outcomes),
    }


def _share(values: Sequence[float]) -> float:
    return round(float(np.mean(values)), 4) if values else 0.0


def _rows(path: Path) -> Iterable[tuple[int, dict[str, Any]]]:
    if not path.is_file():
        raise BadInput(f"There is no file {path.name}.", file=path.name)
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                try:
                    row = json.loads(line)
                except json.JSONDecodeError as error:
                    raise BadInput(f"{path.name}:{number}: one JSON object a line ({error.msg}).") from None
                if not isinstance(row, dict):
                    raise BadInput(f"{path.name}:{number}: one JSON object a line.")
                yield number, row


def _text(row: dict[str, Any], field: str, path: Path, line: int, *, needed: bool = True) -> str:
    value = row.get(field) or ""
    if not isinstance(value, str) or (needed and not value.strip()):
        raise _bad(path, line, field, "must be a text" + (", not empty" if needed else ""))
    return value.strip()


def _questions(row: dict[str, Any], path: Path, line: int) -> tuple[str, ...]:
    value = row.get("questions") or []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _bad(path, line, "questions", "must be a list of texts")
    return tuple(one.strip() for one in value if one.strip())


def _id(row: dict[str, Any], path: Path, line: int) -> str:
    value = row.get("id")
    if isinstance(value, bool) or not isinstance(value, (str, int)) or value == "":
        raise _bad(path, line, "id", "must be a text or a number")
    return str(value)


def _language(row: dict[str, Any], path: Path, line: int) -> str:
    if row.get("lang") not in LANGUAGES:
        raise _bad(path, line, "lang", f"must be one of {', '.join(LANGUAGES)}")
    return str(row["lang"])


def _bad(path: Path, line: int, field: str, what: str) -> BadInput:
    return BadInput(f"{path.name}:{line}: `{field}` {what}.", file=path.name, line=line, field=field)
