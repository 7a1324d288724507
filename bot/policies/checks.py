"""One check a rule: does it apply, and with which score?

A check returns the score that made it apply (the threshold is already behind it), or
None. It sees only a ``Situation``; what follows from it is the rule book's business.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from bot.policies.situation import Situation, Stage, Turn

Options = dict[str, Any]
Check = Callable[[Situation, Options], "float | None"]

SHORTEST_QUESTION = 8
"""Letters a message needs to count as a question that was repeated; "ok" may come twice."""


def threat(situation: Situation, options: Options) -> float | None:
    """The mood model has marked the message as a threat."""
    return 1.0 if "threat" in situation.now.flags else None


def asked(situation: Situation, options: Options) -> float | None:
    """The message itself has one of the intents."""
    return 1.0 if situation.now.intent in options["intents"] else None


def gathered(situation: Situation, options: Options) -> float | None:
    """A form that one of the intents started has done its part."""
    return 1.0 if situation.stage is Stage.GATHERED and situation.topic in options["intents"] else None


def answered(situation: Situation, options: Options) -> float | None:
    """A matter that one of the intents started has been answered."""
    return 1.0 if situation.stage is Stage.ANSWERED and situation.topic in options["intents"] else None


def high_value(situation: Situation, options: Options) -> float | None:
    """The order in question is an expensive one."""
    total = situation.order_total
    concerned = situation.stage is Stage.GATHERED and situation.topic in options["intents"]
    return total if concerned and total is not None and total >= options["threshold"] else None


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
    question = normalised(situation.now.text)
    if not situation.now.typed or len(question) < SHORTEST_QUESTION:
        return None
    earlier = (normalised(turn.text) for turn in situation.turns[:-1] if turn.typed)
    times = 1 + sum(similarity(question, text) >= options["similarity"] for text in earlier)
    return float(times) if times >= options["threshold"] else None


def normalised(text: str) -> str:
    """The text without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ł", "l"))
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


def similarity(one: str, other: str) -> float:
    """How alike two texts are, 0..1 (Ratcliff and Obershelp, as in ``difflib``)."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _in_a_row(situation: Situation, options: Options, counts: Callable[[Turn], bool]) -> float | None:
    times = 0
    for turn in reversed(situation.turns):
        if not counts(turn):
            break
        times += 1
    return float(times) if times >= options["threshold"] else None
