"""What the hand-over rules look at: the customer's turns since the assistant last got the conversation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Stage(Enum):
    """Where in a turn the rules are asked."""

    MESSAGE = "message"  # the customer has written, nothing was done yet
    GATHERED = "gathered"  # a form has asked for what it needs, or got no answer to it
    ANSWERED = "answered"  # the assistant has given its answer


@dataclass(frozen=True)
class Turn:
    """One message of the customer and what came of it."""

    text: str
    intent: str = ""
    frustration: float = 0.0  # 0 calm .. 1 furious
    flags: tuple[str, ...] = ()  # of the mood model: insult, threat, sarcasm
    typed: bool = True  # False for a quick reply
    failed: bool = False  # the assistant had to say that it does not know
    unhelpful: bool = False  # the customer said that an article did not help
    confidence: float = 1.0  # in the intent
    transaction_failed: bool = False  # what the customer had confirmed could not be done
    offered: str | None = None  # the rule that offered a person in this turn


@dataclass(frozen=True)
class Situation:
    """A conversation at one moment."""

    turns: tuple[Turn, ...]  # since a person last gave it back; the last one is under way
    stage: Stage = Stage.MESSAGE
    topic: str | None = None  # the intent that started the form in question
    topic_confidence: float = 1.0
    customer_rank: int = 0  # as the shop's signed identity says
    order: str | None = None  # the number of the order in question
    order_total: float | None = None  # in the shop's currency
    order_days_late: int = 0  # past the expected day and not there
    settled: frozenset[tuple[str, str]] = (
        frozenset()
    )  # rules, with their orders, for which a person came or was offered

    @property
    def now(self) -> Turn:
        """The turn under way."""
        return self.turns[-1]
