"""Rows to measure with: JSONL from anyone's file or pipe, where an error names the line and the remedy."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import BadRow
from warmline.errors import BadInput

LANGUAGES = ("pl", "en")


@dataclass(frozen=True)
class Row:
    """One JSON object and where it stands."""

    source: str  # the file's name, or `stdin`
    line: int  # from 1
    fields: dict[str, Any]

    def text(self, name: str = "text", *, empty: bool = False) -> str:
        """A field that must be a string, stripped; blank only where ``empty`` allows it."""
        value = self.fields.get(name)
        if not isinstance(value, str) or not (empty or value.strip()):
            raise self.wrong(name, "must be a text" + ("" if empty else ", not empty"))
        return value.strip()

    def flag(self, name: str) -> bool:
        """A field that must be true or false."""
        value = self.fields.get(name)
        if not isinstance(value, bool):
            raise self.wrong(name, "must be true or false")
        return value

    def language(self) -> str:
        """The field ``lang``."""
        value = self.fields.get("lang")
        if value not in LANGUAGES:
            raise self.wrong("lang", f"must be one of {', '.join(LANGUAGES)}")
        return str(value)

    def wrong(self, name: str, remedy: str) -> BadRow:
        """The error that this row's field is not as it must be."""
        return BadRow(self.source, self.line, f"`{name}` {remedy}")


@contextmanager
def opened(path: Path) -> Iterator[Iterable[bytes]]:
    """The lines of a file.

    Raises:
        BadInput: The file cannot be opened.
    """
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise BadInput(f"{path.name} cannot be read: {error.strerror}.", file=path.name) from error


def read_file(path: Path) -> list[Row]:
    """All rows of a file.

    Raises:
        BadInput: The file cannot be opened, or has no rows.
        BadRow: A line is no JSON object.
    """
    with opened(path) as lines:
        rows = list(read_rows(lines, path.name))
    if not rows:
        raise BadInput(f"{path.name} is empty; write one JSON object a line.", file=path.name)
    return rows


def read_rows(lines: Iterable[bytes], source: str) -> Iterator[Row]:
    """Rows as they come in; blank lines are passed over.

    Raises:
        BadRow: A line is no JSON object in UTF-8.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError:
            raise BadRow(source, number, "write it in UTF-8") from None
        except (json.JSONDecodeError, RecursionError) as error:
            raise BadRow(source, number, f"write one JSON object a line ({error})") from None
        if not isinstance(value, dict):
            raise BadRow(source, number, "write one JSON object a line")
        yield Row(source, number, value)
