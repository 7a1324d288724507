"""When people answer: weekly opening hours, and closed on Polish public holidays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import holidays

LOOK_AHEAD = timedelta(days=31)
"""How far the next opening is searched; no run of closed days is longer."""

WEEKDAY = (time(8), time(20))
SATURDAY = (time(9), time(15))


def _week() -> Mapping[int, tuple[time, time]]:
    return {**dict.fromkeys(range(5), WEEKDAY), 5: SATURDAY}


@dataclass(frozen=True)
class OpeningHours:
    """The hours of a week, in local time.

    Args:
        timezone: Name of the zone the hours are meant in.
        week: From and until for each weekday (Monday is 0); a day that is missing is closed.
        country: Whose public holidays are kept, as an ISO 3166 code.
    """

    timezone: str = "Europe/Warsaw"
    week: Mapping[int, tuple[time, time]] = field(default_factory=_week)
    country: str = "PL"

    def on(self, day: date) -> tuple[datetime, datetime] | None:
        """The opening and closing moment of a day in UTC, or None when it is closed all day."""
        hours = self.week.get(day.weekday())
        if hours is None or day in holidays.country_holidays(self.country, years=day.year):
            return None
        zone = ZoneInfo(self.timezone)
        opens, closes = (datetime.combine(day, hour, zone).astimezone(timezone.utc) for hour in hours)
        return opens, closes

    def is_open(self, at: datetime) -> bool:
        """Whether people answer at this moment."""
        today = self.on(self._local_day(at))
        return today is not None and today[0] <= at < today[1]

    def next_opening(self, at: datetime) -> datetime | None:
        """When people answer again; None while they do, or when nothing opens within a month."""
        if self.is_open(at):
            return None
        day = self._local_day(at)
        for offset in range(LOOK_AHEAD.days + 1):
            hours = self.on(day + timedelta(days=offset))
            if hours is not None and hours[0] > at:
                return hours[0]
        return None

    def _local_day(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self.timezone)).date()
