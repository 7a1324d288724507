"""Measures mood and decision on held-out messages and conversations, and writes tables into ``docs/quality.md``.

python -m benchmarks.mood
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Iterator, Sequence
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

from benchmarks.understanding import HELD_OUT, Row, write
from bot.dialogues import evaluate as evaluate_dialogues
from bot.dialogues import read_dialogues
from bot.parsing import Parser
from bot.policies.rules import read_rules
from bot.server import environment
from models.corpora import LABELS, MoodExample, read_moods
from models.message_reader import load_message_reader
from models.sentiment import FRUSTRATED, Mood, load_mood_model
from models.sentiment_evaluation import agreement
from warmline.settings import Settings

LANGUAGES = ("pl", "en")
BINS = np.linspace(0, 1, 11)
WORST = 6
"""Errors shown of each kind, the surest first."""


class Held:
    """Held-out messages with what the model says of them."""

    def __init__(self, examples: Sequence[MoodExample], moods: Sequence[Mood]) -> None:
        self.examples, self.moods = examples, moods
        self.found = np.array([mood.frustration for mood in moods])
        self.upset = np.array([example.frustration >= FRUSTRATED for example in examples])
        calm = [example.label == "negative" and example.frustration <= 0.2 for example in examples]
        self.calm_report = np.array(calm)

    def some(self, chosen: NDArray[np.bool_]) -> Held:
        """Those of some rows."""
        rows = np.flatnonzero(chosen)
        return Held([self.examples[row] for row in rows], [self.moods[row] for row in rows])

    def figures(self) -> Row:
        """One row of the table."""
        judged = self.found >= FRUSTRATED
        return {
            "n": len(self.examples),
            **{name: f"{value:.3f}" for name, value in agreement(self.upset, judged, self.found).items()},
            "calm reports taken for frustration": f"{100 * judged[self.calm_report].mean():.1f}%",
            "calibration error": f"{self.calibration_error():.3f}",
        }

    def calibration_error(self) -> float:
        """Expected calibration error over ten bins, against the share of upset messages (Naeini et al., AAAI 2015)."""
        bins = np.digitize(self.found, BINS[1:-1])
        gaps = [
            abs(self.found[bins == number].mean() - self.upset[bins == number].mean()) * (bins == number).mean()
            for number in np.unique(bins)
        ]
        return float(sum(gaps))

    def confusion(self) -> Iterator[Row]:
        """Labels given by people against those of the model."""
        for label in LABELS:
            given = [
                mood.label for example, mood in zip(self.examples, self.moods, strict=True) if example.label == label
            ]
            yield {"people say": label, **{f"model: {found}": given.count(found) for found in LABELS}}

    def worst(self) -> Iterator[Row]:
        """The surest errors of both kinds."""
        order = np.argsort(-np.abs(self.found - FRUSTRATED))
        for kind, wrong in (("taken for frustration", ~self.upset), ("not seen", self.upset)):
            rows = [row for row in order if wrong[row] and (self.found[row] >= FRUSTRATED) != self.upset[row]]
            for row in rows[:WORST]:
                example = self.examples[row]
                yield {
                    "error": kind,
                    "lang": example.language,
                    "model": f"{self.found[row]:.2f}",
                    "message": example.text,
                }


def held_out(settings: Settings) -> Held:
    """The held-out messages, judged by the trained model."""
    examples = read_moods(HELD_OUT / "moods")
    texts = [example.text for example in examples]
    reader = load_message_reader(settings)
    return Held(examples, load_mood_model(settings, reader.encoder).judge(texts, reader.read(texts)))


def mood_table(held: Held) -> Iterator[Row]:
    """Both languages, and the moments that are hardest."""
    languages = np.array([example.language for example in held.examples])
    moments = np.array([example.moment for example in held.examples])
    for language in LANGUAGES:
        yield {"messages": language, **held.some(languages == language).figures()}
    parts = [(moment, held.some(moments == moment).figures()) for moment in np.unique(moments)]
    for moment, figures in sorted(parts, key=lambda part: str(part[1]["f1"]))[:4]:
        yield {"messages": f"hardest: {moment}", **figures}


async def decision_table(settings: Settings) -> list[Row]:
    """The scripted conversations, through the trained dialogue model and the shipped rules."""
    rules, parser = read_rules(settings.escalation_rules), Parser(settings)
    rows = []
    for language in LANGUAGES:
        dialogues = read_dialogues(HELD_OUT / "dialogues" / f"{language}.jsonl")
        figures: dict[str, Any] = await evaluate_dialogues(dialogues, rules, parser)
        alarms = figures["by_rule"]["others"]
        rows.append(
            {
                "conversations": language,
                "n": figures["n"],
                "found": f"{100 * figures['found']:.0f}%",
                "false alarms": f"{100 * figures['false_alarms']:.0f}%",
                "median delay, turns": figures["median_delay_turns"],
                "false alarms by rule": json.dumps(alarms).strip("{}").replace('"', ""),
            }
        )
    return rows


@click.command(help=__doc__)
def main() -> None:
    """Measure and write."""
    settings = Settings.from_env(os.environ)
    os.environ.update(environment(settings))
    held = held_out(settings)
    write("mood", list(mood_table(held)))
    write("mood labels", list(held.confusion()))
    write("mood errors", list(held.worst()))
    write("decision", asyncio.run(decision_table(settings)))


if __name__ == "__main__":
    main()
