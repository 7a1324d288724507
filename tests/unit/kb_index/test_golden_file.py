from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kb_index.content import UNPRINTABLE
from kb_index.golden_file import GoldenRow, read_golden, write_golden

DEMO = Path(__file__).parents[3] / "kb_index" / "demo" / "golden.yml"

texts = (
    st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp", "Co", "Cn")), min_size=1, max_size=80)
    .map(str.strip)
    .filter(lambda text: text != "" and not UNPRINTABLE.search(text))
)
rows = st.builds(
    GoldenRow, st.sampled_from(["pl", "en"]), texts, st.none() | st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True)
)


@given(st.lists(rows, unique_by=lambda row: row.key, max_size=5))
def test_what_is_written_is_read_the_same(written: list[GoldenRow]) -> None:
    found, mistakes = read_golden(write_golden(written))
    assert mistakes == []
    assert [(*row.key, row.article_id) for row in found] == [(*row.key, row.article_id) for row in written]


def test_the_demo_s_file_is_read_without_a_mistake() -> None:
    text = DEMO.read_text(encoding="utf-8")
    found, mistakes = read_golden(text)
    assert (len(found), mistakes) == (len(yaml.safe_load(text)), [])
    assert any(row.article_id is None for row in found)


def test_an_empty_file_has_no_questions() -> None:
    assert read_golden("# later\n") == ([], [])


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("lang: en", 1, "write a list"),
        ("- {lang: en, id: a, text: when: now}", 1, "YAML"),
        ("- just a text", 1, "write each question as"),
        ("\n- {lang: de, id: a, text: x}", 2, "`lang` must be one of pl, en"),
        ("- {lang: en, id: A b, text: x}", 1, "`id` takes"),
        ("- {lang: en, text: x}", 1, "be null where none must"),
        ("- {lang: en, id: a}", 1, "`text` must be a text"),
        ("- {lang: en, id: a, text: x, gap: 3}", 1, "`gap` is no field here; use lang, id, text"),
        ("- {lang: en, id: a, text: x}\n- {lang: en, id: b, text: x}", 2, "stands in line 1"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_remedy(text: str, line: int, remedy: str) -> None:
    _, (mistake,) = read_golden(text)
    assert mistake.line == line
    assert remedy in str(mistake)


def test_every_mistake_is_told() -> None:
    found, mistakes = read_golden("- {lang: de, id: a, text: x}\n- {lang: en, id: a, text: y}\n- 5\n")
    assert [row.text for row in found] == ["y"]
    assert [mistake.line for mistake in mistakes] == [1, 3]
