from __future__ import annotations

import pytest

from benchmarks.customers import Reply
from benchmarks.report import Measured, lengths, level, share


def reply(milliseconds: float = 100.0, *, length: int = 10, failed: bool = False) -> Reply:
    return Reply("pl", "Dzień dobry", 5.0, 5.0, 5.0 + milliseconds / 1000, length, failed, "c-1")


@pytest.mark.parametrize(("part", "value"), [(0.5, 2.0), (0.75, 3.0), (0.95, 4.0), (0.0, 1.0)])
def test_a_share_is_the_nearest_rank(part: float, value: float) -> None:
    assert share([1.0, 2.0, 3.0, 4.0], part) == value


def test_figures_count_every_reply_of_all_rounds_and_the_failed_ones() -> None:
    measured = Measured([reply(100), reply(300, failed=True)], seconds=0.5)
    assert measured.figures() == {"p50_ms": 100.0, "p95_ms": 300.0, "replies_per_second": 4.0, "n": 2, "failed": 1}


def test_a_level_has_ours_as_a_multiple_of_plain() -> None:
    found = level(4, Measured([reply(150)], seconds=1.0), Measured([reply(100)], seconds=0.5))
    assert found["ratio"] == {"p50_ms": 1.5, "p95_ms": 1.5, "replies_per_second": 0.5}


def test_lengths_stand_side_by_side() -> None:
    (found,) = lengths([reply(length=10), reply(length=20)], [reply(length=16)])
    assert (found["warmline_length"], found["plain_length"]) == (15, 16)
