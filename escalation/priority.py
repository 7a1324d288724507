"""What counts for a place in the queue besides waiting: head starts in minutes, by the rules of a file.

A case that waits is served at the moment it came less its head start, the earliest first. The head start is bounded,
so whoever comes later than that never overtakes, and nobody waits for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from warmline.errors import BadInput

Parts = dict[str, float]
"""Minutes by cause: reason, frustration, order_total, rank; causes that count nothing are left out."""

REASONS = frozenset(
    {
        "customer_request",
        "frustration",
        "repeated_failure",
        "repeated_question",
        "complaint",
        "high_value",
        "unusual",
        "threat",
        "safety",
        "failed_transaction",
        "valued_customer",
        "system_error",
    }
)
"""Every reason a hand-over may name; the list in docs/protocol.md."""

RULES = Path(__file__).with_name("queue.yml")
LEAST = 0.1
"""Minutes below which a cause is not worth naming."""


@dataclass(frozen=True)
class Slope:
    """Minutes that grow evenly with a measure."""

    start: float
    end: float
    minutes: float

    def at(self, measure: float | None) -> float:
        """Minutes for a measure; none where it is not known."""
        if measure is None:
            return 0.0
        return self.minutes * min(1.0, max(0.0, (measure - self.start) / (self.end - self.start)))


@dataclass(frozen=True)
class Priority:
    """The rules of the queue."""

    most: float
    reasons: Mapping[str, float]
    frustration: Slope
    order_total: Slope
    rank: Slope

    def parts(self, reason: str, frustration: float | None, order: Mapping[str, Any] | None, rank: int) -> Parts:
        """What counts for a case, in minutes.

        Args:
            frustration: The mood of the conversation, 0 to 1.
            order: The order in question, with its ``total``.
            rank: As the shop signed it, 0 to 100.
        """
        return _named(
            reason=self.reasons.get(reason, 0.0),
            frustration=self.frustration.at(frustration),
            order_total=self.order_total.at(_total(order)),
            rank=self.rank.at(rank),
        )

    def with_mood(self, parts: Parts, frustration: float | None) -> Parts:
        """The parts of a case whose mood has turned."""
        return _named(**{**parts, "frustration": self.frustration.at(frustration)})

    def served_at(self, queued_at: datetime, parts: Parts) -> datetime:
        """The moment by which the queue is ordered; the earliest is next."""
        return queued_at - timedelta(minutes=min(self.most, sum(parts.values())))


def load(path: Path = RULES) -> Priority:
    """The rules of a file.

    Raises:
        BadInput: The file is missing or a rule is wrong; the message names it and what it takes.
    """
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise BadInput(f"{path} cannot be read: {error}", field="queue_rules") from None
    if not isinstance(found, dict):
        raise BadInput(f"{path} needs `most`, `reasons`, `frustration`, `order_total` and `rank`.", field="queue_rules")
    reasons = found.get("reasons")
    if not isinstance(reasons, dict):
        raise BadInput(f"{path}: `reasons` needs a reason and its minutes a line.", field="reasons")
    if unknown := sorted(str(name) for name in reasons.keys() - REASONS):
        raise BadInput(f"{path}: there is no reason {', '.join(unknown)}; write {_listed(REASONS)}.", field="reasons")
    return Priority(
        most=_minutes(path, "most", found.get("most")),
        reasons={name: _minutes(path, f"reasons.{name}", value) for name, value in reasons.items()},
        **{name: _slope(path, name, found.get(name)) for name in ("frustration", "order_total", "rank")},
    )


def _named(**minutes: float) -> Parts:
    return {cause: round(value, 1) for cause, value in minutes.items() if value >= LEAST}


def _total(order: Mapping[str, Any] | None) -> float | None:
    try:
        return float((order or {})["total"])
    except (KeyError, TypeError, ValueError):
        return None


def _slope(path: Path, name: str, value: Any) -> Slope:
    if not isinstance(value, dict) or not all(_is_number(value.get(key)) for key in ("from", "to")):
        raise BadInput(f"{path}: `{name}` needs `from`, `to` and `minutes`, all of them numbers.", field=name)
    if value["from"] >= value["to"]:
        raise BadInput(f"{path}: `{name}.to` must be more than `{name}.from`.", field=name)
    return Slope(float(value["from"]), float(value["to"]), _minutes(path, f"{name}.minutes", value.get("minutes")))


def _minutes(path: Path, name: str, value: Any) -> float:
    if not _is_number(value) or value < 0:
        raise BadInput(f"{path}: `{name}` must be a number of minutes, 0 or more.", field=name)
    return float(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))
