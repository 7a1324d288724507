"""The day it is where the shop is."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from warmline.clock import now
from warmline.settings import Settings


def today(settings: Settings) -> date:
    """The day it is for the shop."""
    return now().astimezone(ZoneInfo(settings.timezone)).date()
