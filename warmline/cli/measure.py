"""`warmline parse` and the `eval` commands: anyone's data in, JSON out, progress on standard error."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from pathlib import Path
from typing import Any

import click

from warmline.errors import BadInput
from warmline.logs import configure_logs
from warmline.settings import Settings

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.pass_obj
def parse(settings: Settings) -> None:
    """Understand messages: JSONL {"text"} in, one JSON object a message out."""
    _quiet(settings)
    from bot.parsing import Parser, parse_rows
    from models.rows import read_rows

    async def run() -> None:
        async for parsed in parse_rows(Parser(settings), read_rows(sys.stdin.buffer, "stdin")):
            _write(parsed)

    asyncio.run(run())


@click.group()
def nlu() -> None:
    """The understanding of messages."""


@nlu.command("eval")
@click.option("--train", required=True, type=FILE, help='JSONL {"text", "label", "lang"}.')
@click.option("--test", required=True, type=FILE, help="The same; the label `oos` is out of scope.")
@click.pass_obj
def nlu_eval(settings: Settings, train: Path, test: Path) -> None:
    """Train the product's intent model on your rows and test it."""
    _quiet(settings)
    from models.intents_evaluation import evaluate, read_labelled
    from models.message_reader import load_message_reader

    rows = read_labelled(train, training=True), read_labelled(test, training=False)
    _write(evaluate(*rows, load_message_reader(settings), _progress))


@click.group()
def sentiment() -> None:
    """The mood of messages."""


@sentiment.command("eval")
@click.option("--data", required=True, type=FILE, help='JSONL {"text", "lang", "frustrated"} or {.., "negative"}.')
@click.pass_obj
def sentiment_eval(settings: Settings, data: Path) -> None:
    """Compare the shipped mood model with people's labels."""
    _quiet(settings)
    from models.message_reader import load_message_reader
    from models.sentiment import FRUSTRATED, load_mood_model
    from models.sentiment_evaluation import evaluate, read_judged

    judged = read_judged(data)
    reader = load_message_reader(settings)
    _write(evaluate(judged, reader, load_mood_model(settings, reader.encoder), FRUSTRATED, _progress))


@sentiment.command("feedback")
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Instead of showing it.")
@click.pass_obj
def sentiment_feedback(settings: Settings, out: Path | None) -> None:
    """What agents say of messages' moods, masked, as TSV in the form of nlu_data/sentiment."""
    from escalation.feedback import training_rows
    from warmline.database import Database
    from warmline.migrations import upgrade

    async def read() -> list[str]:
        database = Database(settings.database_url)
        try:
            async with database.read() as connection:
                return await training_rows(connection)
        finally:
            await database.close()

    upgrade(settings.database_url)
    text = "".join(f"{row}\n" for row in asyncio.run(read()))
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"`--out` {out} cannot be written: {error.strerror}.", field="out") from error


@click.group()
def escalation() -> None:
    """The decision that a person takes over."""


@escalation.command("eval")
@click.option("--dialogues", required=True, type=FILE, help='JSONL {"turns": [{"role", "text", "dissatisfied"}]}.')
@click.pass_obj
def escalation_eval(settings: Settings, dialogues: Path) -> None:
    """Replay conversations and see when a person would have been brought in."""
    _quiet(settings)
    from bot.dialogues import evaluate, read_dialogues
    from bot.parsing import Parser
    from bot.policies.rules import read_rules

    read = read_dialogues(dialogues)
    rules = read_rules(settings.escalation_rules)
    _progress("loading the trained model")
    _write(asyncio.run(evaluate(read, rules, Parser(settings), _progress)))


def _quiet(settings: Settings) -> None:
    """Keep standard output for results, and standard error for progress, whatever Rasa and TensorFlow have to say."""
    from bot.server import environment

    os.environ.update(environment(settings))
    configure_logs("measure", "warning", settings.log_json)
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)


def _progress(line: str) -> None:
    click.echo(line, err=True)


def _write(value: dict[str, Any]) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, allow_nan=False))
