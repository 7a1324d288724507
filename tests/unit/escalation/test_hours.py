from __future__ import annotations

from datetime import datetime, timezone

import pytest

from escalation.hours import OpeningHours


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-23 07:00", None),  # Monday, 8:00 in Warsaw
        ("2026-11-23 06:59", "2026-11-23 07:00"),
        ("2026-11-23 18:59", None),
        ("2026-11-23 19:00", "2026-11-24 07:00"),  # 20:00: closed
        ("2026-11-23 23:30", "2026-11-24 07:00"),  # already Tuesday in Warsaw
        ("2026-11-28 13:59", None),  # Saturday until 15:00
        ("2026-11-28 14:00", "2026-11-30 07:00"),
        ("2026-11-29 11:00", "2026-11-30 07:00"),  # Sunday
        ("2026-07-20 06:00", None),  # summer time
        ("2026-07-20 05:59", "2026-07-20 06:00"),
        ("2026-11-11 11:00", "2026-11-12 07:00"),  # Independence Day
        ("2026-08-15 10:00", "2026-08-17 06:00"),  # Assumption, a Saturday
        ("2026-12-23 20:00", "2026-12-28 07:00"),  # Christmas Eve to the second day, then Sunday
        ("2026-04-04 14:00", "2026-04-07 06:00"),  # over Easter
        ("2026-06-04 10:00", "2026-06-05 06:00"),  # Corpus Christi
        ("2026-12-31 20:00", "2027-01-02 08:00"),  # New Year, then Saturday at nine
        ("2026-03-28 20:00", "2026-03-30 06:00"),  # the clocks change on the Sunday
    ],
)
def test_next_opening(moment: str, opens: str | None) -> None:
    hours, at = OpeningHours(), utc(moment)
    assert hours.next_opening(at) == (None if opens is None else utc(opens))
    assert hours.is_open(at) is (opens is None)


def test_a_desk_that_never_opens_promises_nothing() -> None:
    assert OpeningHours(week={}).next_opening(utc("2026-11-23 10:00")) is None
