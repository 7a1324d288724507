from __future__ import annotations

import pytest

from benchmarks import stopwatch
from benchmarks.stopwatch import Stopwatch


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that moves on by one second at every look."""
    moments = iter(range(1000))
    monkeypatch.setattr(stopwatch.time, "perf_counter", lambda: float(next(moments)))


@pytest.mark.usefixtures("ticking")
def test_a_moment_belongs_to_the_innermost_part() -> None:
    watch = Stopwatch()
    with watch.part("outer"), watch.part("inner"):
        pass
    assert watch.seconds == {"outer": 2.0, "inner": 1.0}


@pytest.mark.usefixtures("ticking")
async def test_functions_and_coroutines_are_counted_and_their_results_kept() -> None:
    watch = Stopwatch()

    async def waits(value: int) -> int:
        return value

    assert watch.timed("called", len)([1, 2]) == 2
    assert await watch.timed("waited", waits)(7) == 7
    assert watch.calls == {"called": 1, "waited": 1}
    assert watch.seconds == {"called": 1.0, "waited": 1.0}


def test_a_part_that_raises_is_counted_and_does_not_hide_the_error() -> None:
    watch = Stopwatch()
    with pytest.raises(ValueError, match="no"), watch.part("outer"), watch.part("inner"):
        raise ValueError("no")
    assert watch.calls == {"outer": 1, "inner": 1}
