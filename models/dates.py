"""Days in customers' messages, in Polish and English, of which only those count that the calendar has.

A day is written as ISO 8601 has it: ``2026-05-12``; without a year ``--05-12``; a day of the week ``-W-1`` (Monday)
to ``-W-7``. In figures the day comes before the month, as in Poland and Britain. All patterns see small letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from models.letters import typed

Reader = Callable[["re.Match[str]", date], "str | None"]
"""Gives the value of what a pattern matched, knowing today, or None where it only looks like a day."""

POLISH_MONTHS = (
    *("stycznia|styczeń", "lutego|luty", "marca|marzec", "kwietnia|kwiecień", "maja|maj", "czerwca|czerwiec"),
    *("lipca|lipiec", "sierpnia|sierpień", "września|wrzesień", "października|październik"),
    *("listopada|listopad", "grudnia|grudzień"),
)
ENGLISH_MONTHS = (
    *("january", "february|feb", "march|mar", "april|apr", "may", "june|jun"),  # jan is a Polish first name
    *("july|jul", "august|aug", "september|sept?", "october|oct", "november|nov", "december|dec"),
)
WEEKDAYS = (
    "poniedział(?:ek|ku|kiem|ki)|mondays?",
    "wtor(?:ek|ku|kiem|ki)|tuesdays?",
    r"środ(?:a|ę|y|ą|zie)(?!\s(?:wlkp|wielkopolsk|śląsk))|wednesdays?",  # Środa is also a town
    "czwart(?:ek|ku|kiem|ki)|thursdays?",
    "piąt(?:ek|ku|kiem|ki)|fridays?",
    "sobo(?:ta|tę|ty|tą|cie)|saturdays?",
    "niedziel(?:a|ę|i|ą|e)|sundays?",
)
NEAR = {
    -2: r"przedwczoraj(?:sz\w+)?|(?:the )?day before yesterday",
    -1: r"wczoraj(?:sz\w+)?|yesterday",
    0: r"dziś|dzisiaj|dzisiejsz\w+|today",
    1: r"jutr(?:o|a|zejsz\w+)|tomorrow",
    2: r"pojutrz(?:e|ejsz\w+)|(?:the )?day after tomorrow",
}
"""The days around today, by their distance from it."""
STREETS = ("ul", "ul.", "ulica", "ulicy", "al", "al.", "aleja", "alei", "pl", "pl.", "plac", "placu", "os", "os.")
"""After these a day is a name: `ul. 3 Maja`."""
CLOCKS = ("o", "ok.", "około", "godz", "godz.", "godzina", "godzinie", "at")
"""After these two numbers are a time: `o 12.05`."""
UNITS = r"(?:%|°|[x×]|(?:[mck]?m|dag|k?g|m?l|kw|v|h|am|pm|min|cale?|cali|litr\w*|lit(?:er|re)s?|met(?:r|er)\w*)\b)"
"""Before these they are a measure: `1.10 m`."""
MODAL = r"(?!(?<=\bmay) (?:be|have|not|need|also|still|i|we|you)\b)"
LEAP_YEAR = 2000
"""Stands in where no year is given: every day of the year is in it."""


def _named(months: Sequence[str]) -> str:
    return f"(?P<month>{'|'.join(months)})"


def _not_after(words: Sequence[str]) -> str:
    return "".join(rf"(?<!\b{re.escape(word)} )" for word in words)


_START, _END = r"(?<!\w)(?<!\d[.,:/])", r"r?(?!\w|[.,:/]\d)"
_DAY, _MONTH, _YEAR = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})", r"(?P<year>(?:19|20)\d\d)"
_CALENDAR = (
    rf"(?<![\w-]){_YEAR}-{_MONTH}-{_DAY}(?![\w-])",
    rf"(?<![\w-]){_DAY}-{_MONTH}-{_YEAR}(?!-){_END}",
    rf"{_START}{_DAY}(?P<stop>[./]){_MONTH}(?P=stop)(?P<year>(?:19|20)?\d\d){_END}",
    rf"{_START}{_not_after(CLOCKS)}{_DAY}\.(?P<month>\d\d){_END}(?!\s?{UNITS})",
    rf"{_START}{_not_after(STREETS)}{_DAY}(?:-?go|\.)?\s?{_named(POLISH_MONTHS)}(?:\s{_YEAR})?{_END}",
    rf"{_START}{_DAY}(?:st|nd|rd|th)?\s(?:of\s)?{_named(ENGLISH_MONTHS)}{MODAL}\.?(?:,?\s{_YEAR})?{_END}",
    rf"(?<!\w){_named(ENGLISH_MONTHS)}\.?\s(?:the\s)?{_DAY}(?:st|nd|rd|th)?(?:,?\s{_YEAR})?{_END}",
)
_MONTHS = [
    re.compile(typed(f"{polish}|{english}")) for polish, english in zip(POLISH_MONTHS, ENGLISH_MONTHS, strict=True)
]
_WEEKDAYS = [re.compile(typed(names)) for names in WEEKDAYS]
_NEAR = {distance: re.compile(typed(words)) for distance, words in NEAR.items()}


def _calendar_day(match: re.Match[str], today: date) -> str | None:
    found = match.groupdict()
    name, year = found["month"], found.get("year")
    month = int(name) if name.isdecimal() else 1 + _place(name, _MONTHS)
    full_year = LEAP_YEAR if year is None else int(year) + (2000 if len(year) == 2 else 0)
    try:
        day = date(full_year, month, int(found["day"]))
    except ValueError:
        return None
    return day.isoformat() if year else f"--{day:%m-%d}"


def _weekday(match: re.Match[str], today: date) -> str:
    return f"-W-{1 + _place(match[0], _WEEKDAYS)}"


def _near(match: re.Match[str], today: date) -> str:
    distance = next(days for days, words in _NEAR.items() if words.fullmatch(match[0]))
    return (today + timedelta(days=distance)).isoformat()


def _place(word: str, patterns: Sequence[re.Pattern[str]]) -> int:
    return next(place for place, pattern in enumerate(patterns) if pattern.fullmatch(word))


DATES: tuple[tuple[re.Pattern[str], Reader], ...] = (
    *((re.compile(typed(pattern)), _calendar_day) for pattern in _CALENDAR),
    (re.compile(typed(rf"(?<!\w)(?<!black )(?<!cyber )(?:{'|'.join(WEEKDAYS)})(?!\w)")), _weekday),
    (re.compile(typed(rf"(?<!\w)(?:{'|'.join(NEAR.values())})(?!\w)")), _near),
)
"""What days look like and how each is read, in the order in which they are looked for."""
