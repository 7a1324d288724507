"""One check a rule: does it apply, and with which score?

A check returns the score that made it apply (the threshold is already behind it), or
None. It sees only a ``Situation``; what follows from it is the rule book's business.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from bot.policies.situation import Situation, Stage, Turn
from models.repetition import normalised, times_asked

Options = dict[str, Any]
Check = Callable[[Situation, Options], "float | None"]


def threat(situation: Situation, options: Options) -> float | None:
    """The mood model has marked the message as a threat."""
    return 1.0 if "threat" in situation.now.flags else None


def mentions(situation: Situation, options: Options) -> float | None:
    """The message has one of the words, or of the beginnings of words, which end in an asterisk."""
    said = f" {normalised(situation.now.text)} "
    found = situation.now.typed and any(_sought(word) in said for word in options["words"])
    return 1.0 if found else None


def asked(situation: Situation, options: Options) -> float | None:
    """The message itself has one of the intents, with confidence."""
    return _believed(situation.now.intent, situation.now.confidence, options)


def concerned(situation: Situation, options: Options) -> float | None:
    """A message with one of the intents has been answered."""
    return asked(situation, options) if situation.stage is Stage.ANSWERED else None


def gathered(situation: Situation, options: Options) -> float | None:
    """A form that one of the intents started has done its part."""
    if situation.stage is not Stage.GATHERED:
        return None
    return _believed(situation.topic, situation.topic_confidence, options)


def answered(situation: Situation, options: Options) -> float | None:
    """A matter that one of the intents started has been answered."""
    if situation.stage is not Stage.ANSWERED:
        return None
    return _believed(situation.topic, situation.topic_confidence, options)


def failed_transaction(situation: Situation, options: Options) -> float | None:
    """What the customer has just confirmed could not be done."""
    return 1.0 if situation.stage is Stage.ANSWERED and situation.now.transaction_failed else None


def unclear_order(situation: Situation, options: Options) -> float | None:
    """The order is so late that what the shop knows of it can hardly be true."""
    late = float(situation.order_days_late)
    return late if situation.stage is Stage.ANSWERED and late >= options["threshold"] else None


def high_value(situation: Situation, options: Options) -> float | None:
    """The order in question is an expensive one."""
    total = situation.order_total
    concerned = situation.stage is Stage.GATHERED and situation.topic in options["intents"]
    return total if concerned and total is not None and total >= options["threshold"] else None


def valued_customer(situation: Situation, options: Options) -> float | None:
    """A customer of high rank has such a matter."""
    rank = float(situation.customer_rank)
    concerned = situation.stage is Stage.GATHERED and situation.topic in options["intents"]
    return rank if concerned and rank >= options["threshold"] else None


def frustration(situation: Situation, options: Options) -> float | None:
    """This message is very frustrated."""
    value = situation.now.frustration
    return value if value >= options["threshold"] else None


def rising_frustration(situation: Situation, options: Options) -> float | None:
    """Frustration has climbed over the last messages the customer wrote."""
    written = [turn.frustration for turn in situation.turns if turn.typed][-options["window"] :]
    if not situation.now.typed or len(written) < 2:
        return None
    climbing = all(later >= earlier for earlier, later in pairwise(written))
    risen = written[-1] - written[0] >= options["rise"]
    return written[-1] if climbing and risen and written[-1] >= options["threshold"] else None


def repeated_failure(situation: Situation, options: Options) -> float | None:
    """The assistant did not know, several times in a row."""
    return _in_a_row(situation, options, lambda turn: turn.failed)


def unhelpful_articles(situation: Situation, options: Options) -> float | None:
    """Articles did not help, several times in a row."""
    return _in_a_row(situation, options, lambda turn: turn.unhelpful)


def repeated_question(situation: Situation, options: Options) -> float | None:
    """The customer asks the same again."""
    if not situation.now.typed:
        return None
    earlier = (turn.text for turn in situation.turns[:-1] if turn.typed)
    times = times_asked(situation.now.text, earlier, options["similarity"])
    return float(times) if times and times >= options["threshold"] else None


def _sought(word: str) -> str:
    return f" {normalised(word)}" + ("" if word.endswith("*") else " ")


def _believed(intent: str | None, confidence: float, options: Options) -> float | None:
    return confidence if intent in options["intents"] and confidence >= options["confidence"] else None


def _in_a_row(situation: Situation, options: Options, counts: Callable[[Turn], bool]) -> float | None:
    times = 0
    for turn in reversed(situation.turns):
        if not counts(turn):
            break
        times += 1
    return float(times) if times >= options["threshold"] else None
