"""Measures how well messages are understood, and writes the tables into ``docs/quality.md``.

    python -m benchmarks.understanding [--yardsticks FOLDER] [--tried]

Without options: the encoder and the intents on the project's own held-out sets. ``--yardsticks`` adds every
``*.jsonl`` of a folder whose rows are ``{"text", "label", "lang", "split"}``, some of them to train on. ``--tried``
adds the classifiers and featurizers that were compared, which takes half an hour.
"""

from __future__ import annotations

import csv
import json
import math
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
import yaml

from models.encoder import Encoder, Vectors, open_model
from models.inputs import base_model
from models.intents import Guess, IntentModel
from models.intents_evaluation import Answered, Labelled, evaluate, guesses, learnt, read_examples
from models.language import load_language_model
from models.message_reader import MessageReader, load_message_reader
from models.spelling import Speller
from warmline.settings import ROOT, Settings

HELD_OUT = ROOT / "nlu_data" / "heldout"
EXAMPLES = ROOT / "nlu_data" / "nlu"
PAGE = ROOT / "docs" / "quality.md"
CLASSIFIER = next(one for one in yaml.safe_load((ROOT / "config.yml").read_text())["pipeline"] if "costly" in one)
"""The shipped classifier's entry in the configuration, which names the intents that begin a transaction."""
TIMED = 200

WORDS = {"name": "WhitespaceTokenizer"}
VECTORS = {"name": "bot.components.encoder.SentenceEncoder"}
LETTERS = {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 2, "max_ngram": 4, "min_df": 2}
REGRESSION = {"name": "LogisticRegressionClassifier", "max_iter": 150}
DIET = {"name": "DIETClassifier", "epochs": 10, "entity_recognition": False, "random_seed": 1}
TRIED: dict[str, list[dict[str, Any]]] = {
    "kernel ridge: vectors, letters and words (shipped)": [
        WORDS,
        VECTORS,
        CLASSIFIER,
    ],
    "logistic regression: vectors and letters": [WORDS, VECTORS, LETTERS, REGRESSION],
    "logistic regression: vectors": [WORDS, VECTORS, REGRESSION],
    "logistic regression: letters": [WORDS, LETTERS, REGRESSION],
    "DIET, 10 epochs: vectors and letters": [WORDS, VECTORS, LETTERS, DIET],
}

Row = dict[str, Any]


def rows_of(name: str) -> list[dict[str, str]]:
    """A held-out file."""
    with (HELD_OUT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def encoder_table(encoders: dict[str, Encoder]) -> Iterator[Row]:
    """Finding the sentence that says the same among 300, and how far English moved."""
    rows = rows_of("paraphrases.tsv")
    plain = next(iter(encoders.values())).encode([row["english"] for row in rows])
    for name, encoder in encoders.items():
        english, polish, other = (
            encoder.encode([row[column] for row in rows]) for column in ("english", "polish", "polish_paraphrase")
        )
        yield {
            "encoder": name,
            "Polish to English R@1 / R@5": recalls(polish, english),
            "Polish paraphrase to English": recalls(other, english),
            "Polish paraphrase to Polish": recalls(other, polish),
            "English to the unadapted, cosine": f"{float((english * plain).sum(axis=1).mean()):.3f}",
        }


def recalls(queries: Vectors, targets: Vectors) -> str:
    """Share of queries whose own target is the nearest, and among the five nearest."""
    likeness = queries @ targets.T
    rank = (likeness > likeness.diagonal()[:, np.newaxis]).sum(axis=1)
    return f"{(rank < 1).mean():.3f} / {(rank < 5).mean():.3f}"


def own_tables(reader: MessageReader) -> Iterator[tuple[str, list[Row]]]:
    """Our held-out messages: the figures, by noise and language, and the reliability of the confidence."""
    rows = rows_of("messages.tsv")
    meant = [row["intent"] for row in rows]
    model = learnt(read_examples(EXAMPLES), reader)
    said = guesses(model, [row["text"] for row in rows], reader)
    right = np.array([guess.intent == intent for guess, intent in zip(said, meant, strict=True)])
    costly = np.array([guess.intent in CLASSIFIER["costly"] for guess in said])
    needed = np.where(costly, max(CLASSIFIER["careful"], model.threshold), model.threshold)
    believed = np.array([guess.confidence for guess in said]) >= needed
    answered = Answered(meant, said)
    yield (
        "held-out",
        [
            {
                "messages": len(rows),
                "intent right": percent(right),
                "right and believed": percent(right & believed),
                "begun transactions that are right": percent(right[costly & believed]),
                "threshold": model.threshold,
                "wrong transaction begun": f"{100 * (costly & believed & ~right).mean():.2f}%",
                "calibration error": answered.calibration_error(),
                "of the plain scores": Answered(meant, [plain_score(model, one) for one in said]).calibration_error(),
            }
        ],
    )
    yield (
        "noise",
        [
            {"messages": f"{column}: {value}", "n": int(chosen.sum()), "intent right": percent(right[chosen])}
            for column in ("lang", "noise")
            for value in dict.fromkeys(row[column] for row in rows)
            for chosen in [np.array([row[column] == value for row in rows])]
        ],
    )
    yield (
        "reliability",
        [
            {"confidence": f"{one.confidence:.2f}", "right": f"{one.accuracy:.2f}", "messages": one.messages}
            for one in answered.reliability()
        ],
    )


def plain_score(model: IntentModel, guess: Guess) -> Guess:
    """The guess as it was before calibration: its score, cut to 0..1."""
    slope, offset = model.curve
    score = (math.log(guess.confidence / (1 - guess.confidence)) - offset) / slope
    return Guess(((guess.intent, min(1.0, max(0.0, score))),))


def language_table(settings: Settings) -> Iterator[Row]:
    """The language found by a single message, without a conversation around it; mixed ones belong to neither."""
    model = load_language_model(settings)
    for name in ("languages.tsv", "messages.tsv"):
        rows = [row for row in rows_of(name) if row.get("noise") != "mixed"]
        hit = np.array([model.guess(row["text"]).language == row["lang"] for row in rows])
        short = np.array([len(row["text"].split()) <= 3 for row in rows])
        yield {
            "held-out": name,
            "1 to 3 words": f"{percent(hit[short])} of {short.sum()}",
            "longer": f"{percent(hit[~short])} of {(~short).sum()}",
        }


def yardstick_table(folder: Path, reader: MessageReader) -> Iterator[Row]:
    """``warmline nlu eval`` on files that nobody here wrote."""
    for path in sorted(folder.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        if not {"label", "split"} <= rows[0].keys():
            continue
        train = [row for row in rows if row["split"] == "train" and row["label"] != "oos"]
        test = [row for row in rows if row["split"] != "train"]
        if not train:
            continue
        sets = (Labelled([row["text"] for row in part], [row["label"] for row in part]) for part in (train, test))
        yield {"yardstick": path.stem, **evaluate(*sets, reader)}


def tried_table(encoders: dict[str, Encoder], speller: Speller) -> Iterator[Row]:
    """Classifiers and featurizers on the same rows, the likeliest intent always believed."""
    from benchmarks.rasa_pipeline import RasaPipeline
    from bot import loaded

    rows = rows_of("messages.tsv")
    train, test = read_examples(EXAMPLES), [row["text"] for row in rows]
    for encoder_name, encoder in encoders.items():
        reader = MessageReader(encoder, speller)
        loaded.message_reader = lambda reader=reader: reader  # type: ignore[assignment]
        for name, components in TRIED.items():
            if VECTORS not in components and encoder is not next(iter(encoders.values())):
                continue
            began = time.perf_counter()
            pipeline = RasaPipeline(components, train.texts, train.labels)
            seconds = time.perf_counter() - began
            said = pipeline.guess(test)
            right = np.array([guess.intent == row["intent"] for guess, row in zip(said, rows, strict=True)])
            yield {
                "classifier and features": name,
                "encoder": encoder_name if VECTORS in components else "",
                "intent right": percent(right),
                "training, s": round(seconds, 1),
                "a message, ms": timed(lambda text, pipeline=pipeline: pipeline.guess([text]), test[:TIMED]),
            }


def timed(understand: Callable[[str], object], texts: Sequence[str]) -> float:
    """Milliseconds a message, one by one."""
    began = time.perf_counter()
    for text in texts:
        understand(text)
    return round((time.perf_counter() - began) * 1000 / len(texts), 2)


def percent(hits: np.ndarray[Any, np.dtype[np.bool_]]) -> str:
    """A share of messages."""
    return f"{100 * hits.mean():.1f}%"


def write(name: str, rows: Sequence[Row]) -> None:
    """Put a table between its two marks in the page."""
    header = list(rows[0])
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += ["| " + " | ".join(str(row[column]) for column in header) + " |" for row in rows]
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(f"<!-- {name} -->\n", 1)
    after = rest.split(f"<!-- /{name} -->", 1)[1]
    table = "\n".join(lines)
    PAGE.write_text(f"{before}<!-- {name} -->\n{table}\n<!-- /{name} -->{after}", encoding="utf-8")
    click.echo(f"{name}\n{table}\n")


@click.command(help=__doc__)
@click.option(
    "--yardsticks", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of JSONL sets."
)
@click.option("--tried", is_flag=True, help="Also compare classifiers and featurizers.")
def main(yardsticks: Path | None, tried: bool) -> None:
    """Measure and write."""
    settings = Settings.from_env(os.environ)
    reader = load_message_reader(settings)
    encoders = {"unadapted": Encoder(open_model(str(base_model())), "unadapted"), "adapted": reader.encoder}
    write("encoder", list(encoder_table(encoders)))
    for name, rows in own_tables(reader):
        write(name, rows)
    write("language", list(language_table(settings)))
    if yardsticks:
        write("yardsticks", list(yardstick_table(yardsticks, reader)))
    if tried:
        write("tried", list(tried_table(encoders, reader.speller)))


if __name__ == "__main__":
    main()
