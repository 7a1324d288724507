"""Trained models on disk: made once from given inputs, replaced whole, found again by content.

Each artefact is a folder with a file ``made_from`` that holds the key of its inputs. Training is
skipped where the key is the same, and a folder is swapped in only when it is complete.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

MADE_FROM = "made_from"


def content_key(paths: Iterable[Path], *parts: str) -> str:
    """A key that changes with any byte of the files (folders are walked) and with each part."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() + b"\0")
    for path in sorted(_files(paths)):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:24]


def key_of(folder: Path) -> str | None:
    """The key an artefact was made from, or None where there is none."""
    mark = folder / MADE_FROM
    return mark.read_text().strip() if mark.exists() else None


@contextmanager
def replacing(folder: Path, key: str) -> Iterator[Path]:
    """Write into a new folder that takes the old one's place when the block ends well."""
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    yield fresh
    (fresh / MADE_FROM).write_text(key)
    old = folder.with_name(f"{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
        elif path.exists():
            yield path
