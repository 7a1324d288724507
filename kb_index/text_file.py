"""The text of a file that somebody gave us."""

from __future__ import annotations

from pathlib import Path

from kb_index.front_matter import BadFile

ENCODINGS = ("utf-8", "windows-1250")


def text_of(path: Path, largest: int, encoding: str = "utf-8") -> str:
    """The file's text, without a byte order mark.

    Args:
        largest: In bytes; a bigger file is not even read.
        encoding: One of ``ENCODINGS``.

    Raises:
        BadFile: It is too large, or in another encoding.
    """
    if path.stat().st_size > largest:
        raise BadFile(1, f"the file is larger than {largest:,} bytes; split it.")
    raw = path.read_bytes()
    try:
        return raw.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BadFile(line, f"the file is not in {encoding.upper()}; save it again as UTF-8.") from error
