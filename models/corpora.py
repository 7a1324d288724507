"""Reading the training data in ``nlu_data/``."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from models.errors import BadCorpus

LABELS = ("negative", "neutral", "positive")
FLAGS = ("insult", "threat", "sarcasm")


@dataclass(frozen=True)
class Pair:
    """One sentence in both languages."""

    english: str
    polish: str
    topic: str


@dataclass(frozen=True)
class Message:
    """A customer's message with its intent."""

    text: str
    language: str
    intent: str


@dataclass(frozen=True)
class MoodExample:
    """A customer's message with its mood, labelled after ``nlu_data/sentiment/GUIDE.md``."""

    text: str
    language: str
    label: str
    frustration: float  # 0 calm .. 1 furious
    flags: tuple[str, ...]
    moment: str  # the kind of situation; data is split by it


def read_pairs(folder: Path) -> list[Pair]:
    """The parallel corpus: files of ``English<TAB>Polish`` lines.

    Raises:
        BadCorpus: A line has not two columns.
    """
    pairs = []
    for path in sorted(folder.glob("*.tsv")):
        for number, row in _rows(path):
            if len(row) != 2 or not all(part.strip() for part in row):
                raise BadCorpus(f"{path.name}:{number}: write `English<TAB>Polish`, both filled in.", file=path.name)
            pairs.append(Pair(row[0].strip(), row[1].strip(), path.stem))
    return pairs


def read_messages(folder: Path) -> list[Message]:
    """The intents' examples in Rasa's own YAML, ``<topic>/<language>.yml``."""
    messages = []
    for path in sorted(folder.glob("*/*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if "intent" not in block:
                continue
            for line in block["examples"].splitlines():
                if text := line.removeprefix("-").strip():
                    messages.append(Message(text, path.stem, block["intent"]))
    return messages


def read_moods(folder: Path) -> list[MoodExample]:
    """The mood corpus: one TSV a moment with the header ``lang label frustration flags text``.

    Raises:
        BadCorpus: A row has a wrong column; the message names it.
    """
    examples = []
    for path in sorted(folder.glob("*.tsv")):
        for number, row in _rows(path):
            if number == 1:
                continue
            try:
                language, label, frustration, flags, text = row
                value = float(frustration)
            except ValueError:
                raise BadCorpus(f"{path.name}:{number}: five columns, the third a number from 0 to 1.") from None
            marks = tuple(flag.strip() for flag in flags.split(",") if flag.strip())
            if language not in ("pl", "en") or label not in LABELS or not 0 <= value <= 1 or set(marks) - set(FLAGS):
                raise BadCorpus(f"{path.name}:{number}: language pl or en, label {LABELS}, flags {FLAGS}.")
            examples.append(MoodExample(text.strip(), language, label, value, marks, path.stem))
    return examples


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), start=1):
            if row:
                yield number, row
