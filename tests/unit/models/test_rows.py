from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import BadRow
from models.rows import read_file, read_rows
from warmline.errors import BadInput


def test_rows_keep_their_line_numbers_over_blank_lines() -> None:
    rows = list(read_rows([b'\xef\xbb\xbf{"text": " a "}\n', b"\n", '{"text": "zażółć"}'.encode()], "stdin"))
    assert [(row.line, row.text()) for row in rows] == [(1, "a"), (3, "zażółć")]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{", "stdin:2: write one JSON object"),
        (b"[1]", "stdin:2: write one JSON object"),
        (b"[" * 100_000, "stdin:2: write one JSON object"),
        (b'{"text": "\xff"}', "stdin:2: write it in UTF-8"),
    ],
)
def test_a_line_that_is_no_object_is_named(line: bytes, words: str) -> None:
    with pytest.raises(BadRow, match=words):
        list(read_rows([b"{}", line], "stdin"))


def test_a_wrong_field_is_named_with_its_remedy() -> None:
    [row] = read_rows([b'{"text": " ", "lang": "de", "frustrated": 1}'], "f.jsonl")
    assert row.text(empty=True) == ""
    with pytest.raises(BadRow, match=r"f\.jsonl:1: `text` must be a text, not empty"):
        row.text()
    with pytest.raises(BadRow, match="`lang` must be one of pl, en"):
        row.language()
    with pytest.raises(BadRow, match="`frustrated` must be true or false"):
        row.flag("frustrated")


def test_an_empty_or_missing_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n")
    with pytest.raises(BadInput, match=r"empty\.jsonl is empty"):
        read_file(tmp_path / "empty.jsonl")
    with pytest.raises(BadInput, match=r"missing\.jsonl cannot be read"):
        read_file(tmp_path / "missing.jsonl")
