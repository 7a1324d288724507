"""The help pages' own sentences, and the language a reader wants them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml
from babel import Locale  # type: ignore[import-untyped]
from babel.dates import format_date  # type: ignore[import-untyped]

from escalation.reception import LANGUAGES

LOCALES = Path(__file__).with_name("locales")
FALLBACK = "en"
"""For those who read neither of our languages."""

Phrase = str | Mapping[str, str]


@dataclass(frozen=True)
class Words:
    """The sentences of one language; called with a key it gives the sentence."""

    language: str
    phrases: Mapping[str, Phrase]  # a sentence, or its forms by the plural category of `count`

    def __call__(self, key: str, **parameters: str | int) -> str:
        """The sentence for ``key``, with ``{name}`` filled in."""
        phrase = self.phrases[key]
        if not isinstance(phrase, str):
            phrase = phrase[Locale.parse(self.language).plural_form(int(parameters["count"]))]
        return phrase.format(**parameters)

    def day(self, moment: datetime, zone: str) -> str:
        """The day of a moment, such as *22 listopada 2026*."""
        return str(format_date(moment.astimezone(ZoneInfo(zone)).date(), format="long", locale=self.language))


@lru_cache
def words_in(language: str) -> Words:
    """The sentences of a language."""
    return Words(language, yaml.safe_load((LOCALES / f"{language}.yml").read_text(encoding="utf-8")))


def preferred_language(accepted: str) -> str:
    """The one of our languages that a reader's ``Accept-Language`` ranks highest."""
    ranked: list[tuple[float, str]] = []
    for part in accepted.split(","):
        tag, _, quality = part.partition(";q=")
        language = tag.strip().lower().partition("-")[0]
        if language in LANGUAGES:
            ranked.append((_weight(quality), language))
    best = max(ranked, key=lambda one: one[0], default=(0.0, FALLBACK))
    return best[1] if best[0] > 0 else FALLBACK


def _weight(quality: str) -> float:
    try:
        return float(quality or 1)
    except ValueError:
        return 0.0
