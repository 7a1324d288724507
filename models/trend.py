"""A conversation's mood from message to message: what is carried over, and what happened on top of it.

For each message of the customer, with ``before`` the value after the one before it::

    carried = KEEP * before                       (KEEP_AFTER_PRAISE after a positive message)
    base    = max(frustration of the message, carried)
    value   = 1 - (1 - base) * (1 - w1) * (1 - w2) * ...    over the weights of what happened

An old quarrel fades exponentially, and the things that happened count as independent causes (a noisy-or;
Pearl, Probabilistic Reasoning in Intelligent Systems, 1988). Weights and reasons are the project's own judgement.
A message whose mood is unknown, such as a quick reply, neither fades nor soothes: its base is ``before``.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

KEEP = 0.6
KEEP_AFTER_PRAISE = 0.3
WEIGHTS = {"failed": 0.15, "unhelpful": 0.1, "repeated": 0.2, "told_before": 0.15}
"""What each thing that happened adds to the share that is not frustrated yet."""
WAITED, WAITED_LONG = 0.1, 0.2
PROMISED_SECONDS = 5 * 60.0
"""A wait that is taken as promised where nothing was said."""
LONG_SECONDS = 15 * 60.0
NOTABLE = 0.1
"""Frustration from which what was carried over is named as a reason."""
UPSET = 0.3
"""Frustration of a message from which its cues are reasons, and its words where it has none."""


@dataclass(frozen=True)
class Step:
    """One message of the customer, with what had happened when it was dealt with."""

    frustration: float | None  # of the message alone, 0 calm .. 1 furious; None where nobody knows
    positive: bool = False
    failed: bool = False  # the assistant had to say that it does not know
    unhelpful: bool = False  # the customer said that the answer did not help
    repeated: bool = False  # asked the same before
    told_before: bool = False  # says that it is not the first time
    waited: float = 0.0  # seconds without an answer
    promised: float = PROMISED_SECONDS  # seconds that the customer was told to wait
    reasons: tuple[str, ...] = ()  # what speaks for the message's frustration, in the words of ``models.cues``


@dataclass(frozen=True)
class Point:
    """The conversation's mood after a message."""

    value: float  # 0 calm .. 1 furious
    reasons: tuple[str, ...]  # what raised it: the message's own, `carried`, the names in WEIGHTS, `waited`


CALM = Point(0.0, ())
"""Before the first message."""


def advance(before: float, step: Step) -> Point:
    """The mood after one more message; ``before`` is the value so far, 0 to 1."""
    carried = _carried(before, step)
    base = carried if step.frustration is None else max(step.frustration, carried)
    weights = {name: weight for name, weight in WEIGHTS.items() if getattr(step, name)} | _waiting(step)
    value = 1 - (1 - base) * prod(1 - weight for weight in weights.values())
    return Point(round(min(max(value, 0.0), 1.0), 3), (*_causes(step, carried), *weights))


def _carried(before: float, step: Step) -> float:
    if step.frustration is None:
        return before
    return before * (KEEP_AFTER_PRAISE if step.positive else KEEP)


def _causes(step: Step, carried: float) -> tuple[str, ...]:
    """Where the base comes from: the message itself, or what was before it."""
    if step.frustration is not None and step.frustration >= carried:
        own = tuple(reason for reason in step.reasons if not (step.told_before and reason == "earlier_failure"))
        return own or (("words",) if step.frustration >= UPSET else ())
    return ("carried",) if carried >= NOTABLE else ()


def _waiting(step: Step) -> dict[str, float]:
    """A wait counts once it is longer than was promised."""
    if step.waited <= step.promised:
        return {}
    return {"waited": WAITED_LONG if step.waited >= LONG_SECONDS else WAITED}
