"""Days and sums as people say them."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from actions.words import money, on_day, shop_today

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("days", "polish", "english"),
    [
        (-1, "wczoraj", "yesterday"),
        (0, "dziś", "today"),
        (1, "jutro", "tomorrow"),
        (2, "we wtorek, 24 listopada", "on Tuesday, 24 November"),
        (3, "w środę, 25 listopada", "on Wednesday, 25 November"),
        (-8, "w sobotę, 14 listopada", "on Saturday, 14 November"),
        (39, "w czwartek, 31 grudnia", "on Thursday, 31 December"),
    ],
)
def test_days_in_words(days: int, polish: str, english: str) -> None:
    day = TODAY + timedelta(days=days)
    assert on_day(day, TODAY, "pl") == polish
    assert on_day(day, TODAY, "en") == english


def test_after_midnight_in_warsaw_it_is_tomorrow() -> None:
    assert shop_today(datetime(2026, 11, 22, 23, 30, tzinfo=timezone.utc), "Europe/Warsaw") == date(2026, 11, 23)


def test_sums() -> None:
    assert money(Decimal("1249.8"), "PLN", "pl") == "1\xa0249,80\xa0zł"
    assert money(Decimal("249.80"), "PLN", "en") == "PLN249.80"
