"""How well the knowledge base answers: golden questions of the demo shop, and any other sets.

    python -m benchmarks.search                          the golden questions, each language
    python -m benchmarks.search --folder DIR             and the FAQ sets in a folder (covid_faq_*.jsonl)
    WARMLINE_ENCODER=... python -m benchmarks.search     with another encoder

Every line is one JSON object with the figures of `warmline kb eval`.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import yaml

from kb_index.content import Content
from kb_index.evaluation import AskedQuestion, ask, counted, snapshot_of
from kb_index.files import read_folder
from kb_index.ranking import load_ranking
from kb_index.segment import IndexedArticle
from models.encoder import Encoder, load_encoder
from models.spelling import Speller, load_speller
from models.typos import mistyped
from warmline.settings import Settings

SEED = 20261123
"""Of the slips in the mistyped questions."""
DEMO = Path(__file__).parent.parent / "kb_index" / "demo"

Set = tuple[str, list[IndexedArticle], list[AskedQuestion]]


def demo_articles() -> list[IndexedArticle]:
    """The demo shop's articles in both languages."""
    return [IndexedArticle.of(file.id, file.language, 1, file.content) for file in read_folder(DEMO / "articles")]


def golden() -> list[AskedQuestion]:
    """The golden questions."""
    rows = yaml.safe_load((DEMO / "golden.yml").read_text(encoding="utf-8"))
    return [AskedQuestion(row["text"], row["lang"], row["id"]) for row in rows]


def sets(folder: Path | None) -> Iterator[Set]:
    """Name, articles and questions of each set."""
    articles = demo_articles()
    for language in ("pl", "en"):
        yield f"golden {language}", articles, [one for one in golden() if one.language == language]
        rng = random.Random(SEED)
        typed = [replace(one, text=mistyped(one.text, rng)) for one in golden() if one.language == language]
        yield f"golden {language}, mistyped", articles, typed
    for language, other in (("pl", "en"), ("en", "pl")):
        known = [one for one in golden() if one.language == language and one.article_id]
        yield f"golden {language}, articles only {other}", [a for a in articles if a.language == other], known
    if folder is not None:
        yield from _faq_sets(folder)


def _faq_sets(folder: Path) -> Iterator[Set]:
    polish, english = _rows(folder / "covid_faq_pl.jsonl"), _rows(folder / "covid_faq_en.jsonl")
    yield "covid pl, answers alone", [_article(row, "pl") for row in polish], [_asked(row, "pl") for row in polish]
    queries = [_asked(row, "en") for row in _rows(folder / "covid_faq_en_queries.jsonl")]
    yield "covid en", [_article(row, "en", title=row["question"]) for row in english], queries
    yield "covid en, answers alone", [_article(row, "en") for row in english], queries


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _article(row: dict[str, Any], language: str, title: str = "") -> IndexedArticle:
    return IndexedArticle.of(str(row["answer_id"]), language, 1, Content(title, row["answer"]))


def _asked(row: dict[str, Any], language: str) -> AskedQuestion:
    return AskedQuestion(row["question"], language, str(row["answer_id"]))


def measured(encoder: Encoder, speller: Speller, folder: Path | None) -> Iterator[dict[str, Any]]:
    """The figures of every set."""
    for name, articles, questions in sets(folder):
        snapshot = snapshot_of(articles, encoder)
        ask(snapshot, encoder, speller, load_ranking(), questions[:3])
        yield {"set": name, **counted(ask(snapshot, encoder, speller, load_ranking(), questions))}


@click.command(help=__doc__)
@click.option("--folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of FAQ sets.")
def main(folder: Path | None) -> None:
    """Print the figures."""
    settings = Settings.from_env(os.environ)
    for figures in measured(load_encoder(settings), load_speller(settings), folder):
        print(json.dumps(figures, ensure_ascii=False))


if __name__ == "__main__":
    main()
