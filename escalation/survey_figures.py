"""How satisfied customers are: CSAT, NPS and CES over a stretch of time, from the events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation.tables import events

LATELY = timedelta(days=7)
"""What the live view looks back: a week has every weekday once."""

SATISFIED_FROM = 4
PROMOTER_FROM = 9
DETRACTOR_UP_TO = 6


@dataclass(frozen=True)
class Figures:
    """Each figure with the number of answers it rests on; None where there is no answer."""

    asked: int  # answered or skipped
    answered: int
    csat: float | None  # share, 0 to 1
    csat_counted: int
    nps: float | None  # -100 to 100
    nps_counted: int
    ces: float | None  # 1 to 7
    ces_counted: int

    def as_json(self) -> dict[str, Any]:
        """The fields by name."""
        return asdict(self)


def csat(answers: Sequence[int]) -> float | None:
    """The share of customers who are satisfied: 4 or 5 of 5 (the *top-two-box* score of customer surveys)."""
    return _share(answers, lambda answer: answer >= SATISFIED_FROM)


def nps(answers: Sequence[int]) -> float | None:
    """Net Promoter Score: per cent of promoters (9, 10) less per cent of detractors (0 to 6).

    Source: F. Reichheld, *The One Number You Need to Grow*, Harvard Business Review, December 2003.
    """
    promoters = _share(answers, lambda answer: answer >= PROMOTER_FROM)
    detractors = _share(answers, lambda answer: answer <= DETRACTOR_UP_TO)
    return None if promoters is None or detractors is None else 100 * (promoters - detractors)


def ces(answers: Sequence[int]) -> float | None:
    """Customer Effort Score 2.0: the mean of how much customers agree, 1 to 7, that it was easy.

    Source: M. Dixon, N. Toman, R. DeLisi, *The Effortless Experience*, 2013.
    """
    return sum(answers) / len(answers) if answers else None


async def over(connection: AsyncConnection, since: datetime, until: datetime) -> Figures:
    """The figures of surveys answered or skipped from ``since`` on and before ``until``."""
    rows = await connection.execute(
        select(events.c.data).where(events.c.kind == "surveyed", events.c.at >= since, events.c.at < until)
    )
    told = [row.data for row in rows]
    given = {name: [data[name] for data in told if data[name] is not None] for name in ("csat", "nps", "ces")}
    return Figures(
        asked=len(told),
        answered=len(given["csat"]),
        csat=csat(given["csat"]),
        csat_counted=len(given["csat"]),
        nps=nps(given["nps"]),
        nps_counted=len(given["nps"]),
        ces=ces(given["ces"]),
        ces_counted=len(given["ces"]),
    )


def _share(answers: Sequence[int], counts: Callable[[int], bool]) -> float | None:
    return sum(1 for answer in answers if counts(answer)) / len(answers) if answers else None
