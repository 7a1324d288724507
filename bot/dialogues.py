"""Measuring on anyone's conversations whether and when the hand-over rules bring in a person.

Each message of the customer is parsed by the trained model, then judged by the rules of ``bot/escalation.yml``
as the policy would judge it: when it comes in, when a case has been gathered, and when it has been answered.
The assistant's own words come from the file, so what only happens in our dialogue (an order's value, a search
that finds nothing) cannot be seen here.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from bot.policies.rules import Rules, Verdict
from bot.policies.signals import QUESTIONS
from bot.policies.situation import Situation, Stage, Turn
from models.errors import BadRow
from models.rows import Row, read_file

CASES = (
    *("complaint_damaged", "complaint_missing_item", "complaint_wrong_item"),
    *("change_address", "change_order", "delivery_problem"),
)
"""Intents that start the gathering of a case; see ``nlu_data/rules/complaints.yml``."""

Progress = Callable[[str], None]


class Reader(Protocol):
    """What turns a message into an intent, entities and a mood."""

    async def parse(self, text: str, language: str | None = None) -> dict[str, Any]:
        """The parsed message, as Rasa has it."""


@dataclass(frozen=True)
class Said:
    """One message of the customer."""

    text: str
    dissatisfied: bool


@dataclass(frozen=True)
class Outcome:
    """What became of one conversation; turns count the customer's messages from 0."""

    dissatisfied: int | None  # the first such turn
    verdicts: tuple[tuple[int, Verdict], ...]  # turn and verdict, in order

    @property
    def delay(self) -> int | None:
        """Turns from the first dissatisfied one to a person, or None where none came from there on."""
        if self.dissatisfied is None:
            return None
        return next((turn - self.dissatisfied for turn, _ in self.verdicts if turn >= self.dissatisfied), None)


def read_dialogues(path: Path) -> list[list[Said]]:
    """The customer's messages of rows ``{"turns": [{"role", "text", "dissatisfied"}]}``.

    Raises:
        BadInput: The file cannot be read; a field is wrong.
    """
    return [_said(row) for row in read_file(path)]


async def evaluate(
    dialogues: Sequence[Sequence[Said]], rules: Rules, reader: Reader, progress: Progress = lambda line: None
) -> dict[str, Any]:
    """The figures of ``warmline escalation eval``."""
    outcomes = []
    for number, dialogue in enumerate(dialogues):
        if number % 20 == 0:
            progress(f"conversation {number} of {len(dialogues)}")
        outcomes.append(await replay(dialogue, rules, reader))
    return figures(outcomes)


async def replay(dialogue: Iterable[Said], rules: Rules, reader: Reader) -> Outcome:
    """Judge a conversation message by message; it goes on after a verdict as if the bot had stayed."""
    turns: tuple[Turn, ...] = ()
    language: str | None = None
    case: Turn | None = None
    verdicts = []
    dissatisfied = None
    for number, said in enumerate(dialogue):
        parsed = await reader.parse(said.text, language)
        language = parsed.get("language")
        turns = (*turns, _turn(said.text, parsed))
        stages, case = _stages(turns, parsed, case)
        for situation in stages:
            if (verdict := rules.judge(situation)) is not None:
                verdicts.append((number, verdict))
                if verdict.action == "offer":
                    turns = (*turns[:-1], replace(turns[-1], offered=verdict.rule))
                break
        if said.dissatisfied and dissatisfied is None:
            dissatisfied = number
    return Outcome(dissatisfied, tuple(verdicts))


def figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """What can be counted.

    ``found`` is the share of conversations with a dissatisfied turn in which a person was brought in or offered
    from that turn on; ``false_alarms`` the share of the others in which one was at all. ``by_rule`` says which
    rule spoke first in how many conversations.
    """
    sour = [outcome for outcome in outcomes if outcome.dissatisfied is not None]
    calm = [outcome for outcome in outcomes if outcome.dissatisfied is None]
    delays = [outcome.delay for outcome in sour if outcome.delay is not None]
    return {
        "found": round(len(delays) / len(sour), 4) if sour else None,
        "false_alarms": round(sum(bool(outcome.verdicts) for outcome in calm) / len(calm), 4) if calm else None,
        "median_delay_turns": statistics.median(delays) if delays else None,
        "n": len(outcomes),
        "n_dissatisfied": len(sour),
        "by_rule": {
            name: dict(Counter(outcome.verdicts[0][1].rule for outcome in some if outcome.verdicts).most_common())
            for name, some in (("dissatisfied", sour), ("others", calm))
        },
    }


def _stages(turns: tuple[Turn, ...], parsed: dict[str, Any], case: Turn | None) -> tuple[list[Situation], Turn | None]:
    """The moments at which the policy is asked about the last message, and the case still open after it."""
    now = turns[-1]
    numbered = any(entity["entity"] == "order_number" for entity in parsed["entities"])
    if case is not None and now.intent in QUESTIONS:
        return [_about(turns, case, Stage.MESSAGE), _about(turns, case, Stage.ANSWERED)], case
    if case is not None:
        return [_about(turns, case, Stage.GATHERED), _about(turns, case, Stage.ANSWERED)], None
    stages = [Situation(turns)]
    if now.intent in CASES and not numbered:
        return [*stages, Situation(turns, Stage.ANSWERED)], now
    if now.intent in CASES:
        stages.append(_about(turns, now, Stage.GATHERED))
    return [*stages, _about(turns, now, Stage.ANSWERED)], None


def _about(turns: tuple[Turn, ...], case: Turn, stage: Stage) -> Situation:
    return Situation(turns, stage, case.intent, case.confidence)


def _turn(text: str, parsed: dict[str, Any]) -> Turn:
    mood = parsed.get("mood") or {}
    return Turn(
        text=text,
        intent=(parsed.get("intent") or {}).get("name") or "",
        confidence=float((parsed.get("intent") or {}).get("confidence", 1.0)),
        frustration=float(mood.get("frustration", 0.0)),
        flags=tuple(mood.get("flags", ())),
    )


def _said(row: Row) -> list[Said]:
    turns = row.fields.get("turns")
    if not isinstance(turns, list) or not all(isinstance(turn, dict) for turn in turns):
        raise row.wrong("turns", "must be a list of objects")
    found = []
    for number, fields in enumerate(turns):
        turn = Row(row.source, row.line, fields)
        if fields.get("role") not in ("user", "bot"):
            raise turn.wrong(f"turns[{number}].role", "must be user or bot")
        if fields["role"] == "user":
            said = Said(turn.text(empty=True), turn.flag("dissatisfied") if "dissatisfied" in fields else False)
            found.append(said)
    if not found:
        raise BadRow(row.source, row.line, "`turns` needs at least one of role user")
    return found
