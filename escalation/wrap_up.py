"""Wrap-up codes: what a closed conversation was about, in the words of a file the operator may change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from warmline.errors import BadInput

LANGUAGES = ("pl", "en")


@dataclass(frozen=True)
class WrapUpCode:
    """One thing a conversation may have been about."""

    code: str
    labels: dict[str, str]  # by language

    def as_json(self) -> dict[str, Any]:
        """The code as the console offers it."""
        return {"code": self.code, "labels": self.labels}


def load(path: Path) -> list[WrapUpCode]:
    """The codes of a file, in its order.

    Raises:
        BadInput: The file is missing or a code lacks its name or a label; the message says which.
    """
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise BadInput(f"{path} cannot be read: {error}", field="wrap_up_codes") from None
    rows = found.get("codes") if isinstance(found, dict) else None
    if not isinstance(rows, list) or not rows:
        raise BadInput(f"{path} needs a list `codes` with one code at least.", field="codes")
    codes = [_code(row, path) for row in rows]
    if len({one.code for one in codes}) < len(codes):
        raise BadInput(f"{path} has a code twice.", field="codes")
    return codes


def check(codes: Sequence[WrapUpCode], code: object) -> str | None:
    """A code that may stand with a conversation; None where none was given.

    Raises:
        BadInput: There is no such code.
    """
    if code is None:
        return None
    if code not in {one.code for one in codes}:
        raise BadInput(f"`wrap_up` must be one of {', '.join(one.code for one in codes)}.", field="wrap_up")
    return str(code)


def _code(row: Any, path: Path) -> WrapUpCode:
    if not isinstance(row, dict) or not all(isinstance(row.get(name), str) for name in ("code", *LANGUAGES)):
        raise BadInput(
            f"{path}: each code needs `code`, {' and '.join(f'`{name}`' for name in LANGUAGES)}.", field="codes"
        )
    return WrapUpCode(row["code"], {language: row[language] for language in LANGUAGES})
