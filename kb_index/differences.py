"""What changed between two states of an article, down to the word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from kb_index.content import FIELDS, Content

CONTEXT = 2
"""Unchanged lines shown before and after a change."""
ALIKE = 0.3
"""Below this share of common words a passage was rewritten; word by word it would be confetti."""
MOST_WORDS = 4_000
MOST_LINES = 3_000
"""What was changed and is longer is shown whole: comparing takes up to the square of the length, here a second."""

DAYS = ("valid_from", "review_by")
"""Fields of which a part says nothing."""

WORDS = re.compile(r"\w+|\n|[^\S\n]+|[^\w\s]")

Kind = Literal["same", "removed", "added", "skipped"]


@dataclass(frozen=True)
class Part:
    """A run of text that shares its fate."""

    kind: Kind
    text: str  # of "skipped", the lines left out

    def as_json(self) -> dict[str, Any]:
        """The part for editors' programs; ``lines`` says how many are left out."""
        if self.kind == "skipped":
            return {"kind": self.kind, "lines": self.text.count("\n")}
        return {"kind": self.kind, "text": self.text}


@dataclass(frozen=True)
class FieldChange:
    """A field that is not the same in both."""

    field: str
    parts: tuple[Part, ...]

    def as_json(self) -> dict[str, Any]:
        """The change for editors' programs."""
        return {"field": self.field, "parts": [part.as_json() for part in self.parts]}


def compare(old: Content, new: Content) -> list[FieldChange]:
    """Every field that changed. Takes up to a second of processor for the longest articles."""
    texts = [(field, _text(old, field), _text(new, field)) for field in FIELDS]
    return [
        FieldChange(field, _replaced(before, after) if field in DAYS else compare_texts(before, after))
        for field, before, after in texts
        if before != after
    ]


def compare_texts(old: str, new: str) -> tuple[Part, ...]:
    """How one text became another, by lines and within changed lines by words."""
    before, after = _lines(old), _lines(new)
    if max(len(before), len(after)) > MOST_LINES:
        return _replaced("".join(before), "".join(after))
    steps = SequenceMatcher(None, before, after).get_opcodes()
    parts: list[Part] = []
    for place, (step, first, last, new_first, new_last) in enumerate(steps):
        if step == "equal":
            parts += _shortened(before[first:last], is_first=place == 0, is_last=place == len(steps) - 1)
        else:
            parts += _by_words("".join(before[first:last]), "".join(after[new_first:new_last]))
    return tuple(_joined(parts))


def _replaced(old: str, new: str) -> tuple[Part, ...]:
    return tuple(_joined([Part("removed", old), Part("added", new)]))


def _text(content: Content, field: str) -> str:
    value = content.as_json()[field]
    return "\n".join(value) if isinstance(value, list) else value or ""


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.split("\n")] if text else []


def _shortened(lines: Sequence[str], *, is_first: bool, is_last: bool) -> Iterator[Part]:
    head = 0 if is_first else CONTEXT
    tail = 0 if is_last else CONTEXT
    left_out = lines[head : len(lines) - tail]
    if len(left_out) <= 1:
        yield Part("same", "".join(lines))
        return
    yield Part("same", "".join(lines[:head]))
    yield Part("skipped", "".join(left_out))
    yield Part("same", "".join(lines[len(lines) - tail :]))


def _by_words(old: str, new: str) -> Iterator[Part]:
    before, after = WORDS.findall(old), WORDS.findall(new)
    matcher = SequenceMatcher(str.isspace, before, after)
    if max(len(before), len(after)) > MOST_WORDS or matcher.ratio() < ALIKE:
        yield from _replaced(old, new)
        return
    for step, first, last, new_first, new_last in matcher.get_opcodes():
        if step == "equal":
            yield Part("same", "".join(before[first:last]))
        else:
            yield Part("removed", "".join(before[first:last]))
            yield Part("added", "".join(after[new_first:new_last]))


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    last: Part | None = None
    for part in parts:
        if not part.text:
            continue
        if last is not None and last.kind == part.kind:
            last = Part(part.kind, last.text + part.text)
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last
