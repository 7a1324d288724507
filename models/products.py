"""Kinds of goods that customers speak of; ``nlu_data/products.yml`` says how each is called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

import yaml

from models.letters import typed
from warmline.settings import ROOT

LEXICON = ROOT / "nlu_data" / "products.yml"
STEM = "-"
"""Ends a Polish word of the lexicon that stands for all its forms."""
CASES = (
    *("", "a", "ą", "e", "ę", "i", "o", "u", "y", "ie", "em", "iem", "om", "iom", "ów", "owi", "ami", "iami"),
    *("ach", "iach", "ia", "ią", "ię", "iu"),  # nouns
    *("ego", "iego", "ej", "iej", "im", "ym", "ich", "ych", "imi", "ymi"),  # adjectives
)
"""Endings that make a form of a Polish stem; with any other it is another word, as `stol-` is in `stolica`."""
ENDING = f"(?:{'|'.join(CASES)})"
PLURAL = "(?:s|(?<=[shx])es)?"

Lexicon = Mapping[str, Mapping[str, Sequence[str]]]
"""Names of each kind of goods by their language."""


class Products:
    """The kinds of goods of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        # By the first letter, which rules most names out at once; the longest first, as a table lamp is no table.
        names = sorted(_names(lexicon), key=lambda name: (name.text[0], -len(name.text)))
        letters = [
            f"{typed(letter)}(?:{'|'.join(f'({name.rest})' for name in same)})"
            for letter, same in groupby(names, key=lambda name: name.text[0])
        ]
        self.pattern = re.compile(rf"(?<!\w)(?:{'|'.join(letters)})(?!\w)")
        self._kinds = [name.kind for name in names]

    def kind(self, match: re.Match[str]) -> str:
        """Which kind of goods the pattern has matched."""
        assert match.lastindex is not None  # each name is a group
        return self._kinds[match.lastindex - 1]


@cache
def load_products() -> Products:
    """The shop's kinds of goods."""
    return Products(yaml.safe_load(LEXICON.read_text("utf-8")))


class _Name(NamedTuple):
    text: str
    rest: str  # pattern of what follows the first letter
    kind: str


def _names(lexicon: Lexicon) -> Iterator[_Name]:
    for kind, names in lexicon.items():
        yield from (_Name(text, _pattern(text[1:]), kind) for text in names["pl"])
        yield from (_Name(text, _pattern(text[1:]) + PLURAL, kind) for text in names["en"])


def _pattern(text: str) -> str:
    words = (re.escape(word.removesuffix(STEM)) + ENDING * word.endswith(STEM) for word in text.split(" "))
    return typed(r"\s".join(words))
