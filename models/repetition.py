"""Whether a customer asks the same again: one measure for the assistant's rules and the desk."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

SHORTEST_QUESTION = 8
"""Letters a message needs to count as a question that was repeated; "ok" may come twice."""
ALIKE = 0.88
"""Similarity from which two messages ask the same, where no rule says otherwise."""
COMPARED = 400
"""Letters of a long text that are compared; two of 4,000 letters would take over a second."""


def normalised(text: str) -> str:
    """The text without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ł", "l"))
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


def similarity(one: str, other: str) -> float:
    """How alike two texts are, 0..1 (Ratcliff and Obershelp, as in ``difflib``)."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def times_asked(text: str, earlier: Iterable[str], alike: float = ALIKE) -> int:
    """How often the question has been asked by now: 1 for the first time, 0 where the text is no question."""
    question = normalised(text)
    if len(question) < SHORTEST_QUESTION:
        return 0
    return 1 + sum(_is_alike(question, normalised(before), alike) for before in earlier)


def _is_alike(one: str, other: str, alike: float) -> bool:
    """Whether ``similarity`` reaches a value; its upper bounds, which cost little, settle most pairs."""
    if one == other:
        return True
    if SequenceMatcher(None, one, other, autojunk=False).real_quick_ratio() < alike:
        return False
    matcher = SequenceMatcher(None, one[:COMPARED], other[:COMPARED], autojunk=False)
    return matcher.quick_ratio() >= alike and matcher.ratio() >= alike
