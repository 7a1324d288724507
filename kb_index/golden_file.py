"""Golden questions as a file: ``golden.yml`` at the top of a folder of articles, one question a line.

    - {lang: en, id: delivery-costs, text: how much is shipping to Gdynia}
    - {lang: en, id: null, text: do you sell bicycles}

``id`` is the article that must answer; null where nothing must.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import yaml

from kb_index.errors import BadArticle
from kb_index.front_matter import BadFile
from kb_index.golden import checked_fields

GOLDEN_FILE = "golden.yml"
FIELDS = {"lang": "language", "id": "article_id", "text": "text"}
"""The file's names and the database's."""
MOST_QUESTIONS = 10_000


@dataclass(frozen=True)
class GoldenRow:
    """One question of a file."""

    language: str
    text: str
    article_id: str | None
    line: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What is unique."""
        return self.language, self.text


def read_golden(text: str) -> tuple[list[GoldenRow], list[BadFile]]:
    """The questions of a file, and every mistake in it with its line and remedy."""
    try:
        root = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return [], [BadFile(line, f"this is no valid YAML ({error.problem}); quote texts that have a colon or comma.")]
    except yaml.YAMLError as error:
        return [], [BadFile(1, f"this is no valid YAML ({error}).")]
    if root is None:
        return [], []
    if not isinstance(root, yaml.SequenceNode):
        return [], [BadFile(1, "write a list of questions, each as `- {lang: en, id: article, text: question}`.")]
    rows: dict[tuple[str, str], GoldenRow] = {}
    problems = []
    if len(root.value) > MOST_QUESTIONS:
        problems.append(BadFile(1, f"at most {MOST_QUESTIONS} questions can be imported; shorten the list."))
    for node in root.value[:MOST_QUESTIONS]:
        line = node.start_mark.line + 1
        try:
            row = _row(node, line)
        except BadArticle as error:
            problems.append(BadFile(line, _in_the_file_s_words(error)))
            continue
        if row.key in rows:
            problems.append(BadFile(line, f"the same question stands in line {rows[row.key].line}; remove one."))
        rows.setdefault(row.key, row)
    return list(rows.values()), problems


def write_golden(rows: Iterable[GoldenRow]) -> str:
    """The file's text."""
    return "".join(f"- {_flow({'lang': r.language, 'id': r.article_id, 'text': r.text})}\n" for r in rows)


def _row(node: yaml.Node, line: int) -> GoldenRow:
    if not isinstance(node, yaml.MappingNode):
        raise BadArticle("text", "not_an_object", "write each question as `{lang: en, id: article, text: question}`.")
    given: dict[str, Any] = {}
    for key, value in node.value:
        if key.value not in FIELDS:
            raise BadArticle(str(key.value), "unknown", f"`{key.value}` is no field here; use {', '.join(FIELDS)}.")
        given[FIELDS[key.value]] = _scalar(value)
    if "article_id" not in given:
        raise BadArticle("id", "empty", "`id` must name the article that answers, or be null where none must.")
    return GoldenRow(**checked_fields(given.get("language"), given.get("text"), given["article_id"]), line=line)


def _scalar(node: yaml.Node) -> str | None:
    if not isinstance(node, yaml.ScalarNode):
        return None
    return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def _in_the_file_s_words(error: BadArticle) -> str:
    names = {column: name for name, column in FIELDS.items()}
    return error.message.replace(f"`{error.field}`", f"`{names.get(error.field, error.field)}`")


def _flow(row: dict[str, str | None]) -> str:
    written: str = yaml.safe_dump(row, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000)
    return written.strip()
