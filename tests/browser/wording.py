"""The pages' own sentences, so that a test finds things by the name a person reads, in either language."""

from __future__ import annotations

import functools
import json
from typing import Any

from warmline.settings import ROOT


class Wording:
    """One page's catalogue in one language."""

    def __init__(self, folder: str, language: str) -> None:
        self.language = language
        path = ROOT / "web" / folder / "locales" / f"{language}.json"
        self._sentences: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))

    def __call__(self, key: str, **parameters: object) -> str:
        """A sentence with its parameters filled in; with `count`, only 1 is needed here."""
        sentence = self._sentences[key]
        if isinstance(sentence, dict):
            sentence = sentence["one"]
        return str(sentence).format(**parameters)

    def until(self, key: str, parameter: str) -> str:
        """A sentence up to one of its parameters, for values a test does not know."""
        return str(self._sentences[key]).split("{" + parameter + "}")[0].strip()


@functools.cache
def wording(folder: str, language: str) -> Wording:
    """The catalogue of `web/<folder>`."""
    return Wording(folder, language)
