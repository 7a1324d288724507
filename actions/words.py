"""Days and sums as people say them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_date  # type: ignore[import-untyped]
from babel.numbers import format_currency  # type: ignore[import-untyped]

LOCALES = {"pl": "pl_PL", "en": "en_GB"}
NEAR = {
    "pl": {-1: "wczoraj", 0: "dziś", 1: "jutro"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
POLISH_WEEKDAYS = ("w poniedziałek", "we wtorek", "w środę", "w czwartek", "w piątek", "w sobotę", "w niedzielę")


def on_day(day: date, today: date, language: str) -> str:
    """When something is: `jutro`, `w środę, 25 listopada`; `tomorrow`, `on Wednesday, 25 November`."""
    if near := NEAR[language].get((day - today).days):
        return near
    date_of_month = format_date(day, "d MMMM", locale=LOCALES[language])
    if language == "pl":
        return f"{POLISH_WEEKDAYS[day.weekday()]}, {date_of_month}"
    return f"on {format_date(day, 'EEEE', locale=LOCALES['en'])}, {date_of_month}"


def money(amount: Decimal, currency: str, language: str) -> str:
    """A sum: `249,80 zł`, `PLN 249.80`."""
    return str(format_currency(amount, currency, locale=LOCALES[language]))


def shop_today(now: datetime, zone: str) -> date:
    """The day it is in the shop's time zone."""
    return now.astimezone(ZoneInfo(zone)).date()
