"""What common Polish words mean in English, from the dictionaries of the FreeDict project.

Our own sentences teach the words of a shop; customers use all the others too. Debian's packages
`dict-freedict-pol-eng` and `dict-freedict-eng-pol` hold tens of thousands of headwords in the format of dictd: the
headword with its pronunciation between slashes and its part of speech, then the senses, numbered where there are
several, with definitions on lines of their own. Inflected forms come from the frequency lists of `wordfreq` and lead
to their headword by `simplemma`.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import simplemma
import wordfreq

Glosses = Mapping[str, float]
"""English words for a Polish one, each with a weight; the likeliest weighs most."""

FORMS = 60_000
"""How many of the commonest Polish word forms are looked up."""
SHORTEST = 3
"""Letters of a word that is looked up; shorter ones are read as they are."""
FADES = 0.5
"""A sense counts as 1 / (1 + FADES * place): the first one named is mostly the one that is meant."""

_HEAD = re.compile(r"^(\S[^/]*?) /[^/]*/")
_PLACE = re.compile(r"^\s*\d+\.\s+(?=\S)")
_EMPTY_SENSE = re.compile(r"(?:^|\s)\d+\.$")
_BESIDES = re.compile(r"\([^)]*\)|<[^>]*>|^\s*[IVX]+\.|(?<=\s)\d+\.(?=\s)")
_ONLY_POLISH = re.compile("[ąćęłńóśźż…]")
_POLISH_PHRASE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?")


def glosses_of_common_forms(folder: Path) -> dict[str, Glosses]:
    """What each common Polish word form means; nothing where the folder holds no dictionary.

    Args:
        folder: Where the files ``freedict-*.dict.dz`` lie.
    """
    entries = read_entries(folder)
    found = {}
    for form in common_forms("pl", FORMS) if entries else ():
        lemma = simplemma.lemmatize(form, lang="pl")
        meant = entries.get(form) or entries.get(lemma) or entries.get(lemma.capitalize())
        if meant:
            found[form] = meant
    return found


def common_forms(language: str, limit: int) -> list[str]:
    """The commonest words of a language, in lower case, the commonest first."""
    words = wordfreq.top_n_list(language, limit, wordlist="best")
    return [word for word in words if word.isalpha() and len(word) >= SHORTEST]


def read_entries(folder: Path) -> dict[str, Glosses]:
    """Every Polish headword with its English words, from both directions together."""
    entries: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for headword, meanings in _entries(folder / "freedict-pol-eng.dict.dz"):
        for place, english in enumerate(_named(meanings[:1] + [line for line in meanings[1:] if _PLACE.match(line)])):
            if not _ONLY_POLISH.search(english):
                entries[headword][english] += 1 / (1 + FADES * place)
    for headword, meanings in _entries(folder / "freedict-eng-pol.dict.dz"):
        for place, polish in enumerate(_named(line for line in meanings if not _is_example(line))):
            word = polish.removesuffix(" się").removesuffix(" coś")
            if _POLISH_PHRASE.fullmatch(word):
                entries[word][headword] += 1 / (1 + FADES * place)
    return {headword: dict(meant) for headword, meant in entries.items()}


def _entries(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Headwords with the lines below them, what stands behind the pronunciation being the first."""
    if not file.exists():
        return
    headword = ""
    lines: list[str] = []
    with gzip.open(file, "rt", encoding="utf-8") as text:
        for line in text:
            if head := _HEAD.match(line):
                if headword:
                    yield headword, lines
                headword, lines = head[1], [rest] if (rest := _BESIDES.sub("", line[head.end() :]).strip()) else []
            else:
                lines.append(line.rstrip("\n"))
    if headword:
        yield headword, lines


def _named(lines: Iterable[str]) -> Iterator[str]:
    """The words that the senses of an entry name, in order."""
    for line in lines:
        plain = _EMPTY_SENSE.sub("", _BESIDES.sub("", _PLACE.sub("", line)))
        yield from (word for part in re.split("[,;]", plain) if (word := part.strip()))


def _is_example(line: str) -> bool:
    return "See also" in line or " - " in _BESIDES.sub("", line) or line.lstrip().startswith("- ")
