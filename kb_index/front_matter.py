"""An article as a file: YAML between two lines of ``---``, then the body in Markdown.

    ---
    id: delivery-costs
    lang: en
    title: How much does delivery cost?
    category: delivery
    questions: [how much is shipping]
    ---

    Delivery costs ...

Reading what was written gives the same article again, byte for byte in every field.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from kb_index.content import FIELDS, Content, checked_language, checked_slug
from kb_index.errors import BadArticle

FENCE = "---"
OWN_FIELDS = ("id", "lang", "category")


@dataclass(frozen=True)
class ArticleFile:
    """What one file holds."""

    id: str
    language: str
    category: str
    content: Content

    @property
    def path(self) -> str:
        """Where it belongs in a folder of articles."""
        return f"{self.category}/{self.id}.{self.language}.md"


class BadFile(Exception):
    """A file is no article; with the line and what to do."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


def read_article_file(text: str) -> ArticleFile:
    """Read an article.

    Raises:
        BadFile: Something in it cannot be accepted.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if lines[0].rstrip() != FENCE:
        raise BadFile(1, "begin the file with a line `---`, then the fields (id, lang, title, category), then `---`.")
    ends = [number for number, line in enumerate(lines[1:], start=1) if line.rstrip() == FENCE]
    if not ends:
        raise BadFile(len(lines), "close the fields with a line `---`; the body follows it.")
    fields = _fields(lines[1 : ends[0]])
    body = "\n".join(lines[ends[0] + 1 :])
    try:
        for name in fields:
            if name not in OWN_FIELDS and name not in FIELDS:
                allowed = ", ".join((*OWN_FIELDS, *FIELDS))
                raise BadArticle(str(name), "unknown", f"`{name}` is no field of an article; use {allowed}.")
        content = {name: value for name, value in fields.items() if name not in OWN_FIELDS}
        if "body" in content:
            raise BadArticle("body", "unknown", "the body stands below the second `---`, not among the fields.")
        return ArticleFile(
            checked_slug(fields.get("id")),
            checked_lang(fields.get("lang")),
            checked_slug(fields.get("category"), "category"),
            Content.from_json({**content, "body": body}),
        )
    except BadArticle as error:
        raise BadFile(_line_of(error.field, lines, ends[0]), error.message) from error


def write_article_file(article: ArticleFile) -> str:
    """The article as a file's text."""
    content = article.content
    fields: dict[str, Any] = {
        "id": article.id,
        "lang": article.language,
        "title": content.title,
        "category": article.category,
        "tags": list(content.tags),
        "owner": content.owner,
        "valid_from": content.valid_from,
        "review_by": content.review_by,
        "questions": list(content.questions),
    }
    kept = {name: value for name, value in fields.items() if value not in (None, "", [])}
    written = "".join(
        yaml.dump(
            {name: value},
            Dumper=_Dumper,
            allow_unicode=True,
            width=10_000,
            default_flow_style=None if name == "tags" else False,
        )
        for name, value in kept.items()
    )
    return f"{FENCE}\n{written}{FENCE}\n\n{content.body}\n"


def checked_lang(value: Any) -> str:
    """A language, by the name that files have for the field.

    Raises:
        BadArticle: It is none of ours.
    """
    try:
        return checked_language(value)
    except BadArticle as error:
        raise BadArticle("lang", error.problem, error.message.replace("`language`", "`lang`")) from error


class _Dumper(yaml.SafeDumper):
    """Writes lists indented, as people do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _fields(lines: list[str]) -> dict[str, Any]:
    try:
        fields = yaml.safe_load("\n".join(lines)) or {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 2
        raise BadFile(
            line, f"the fields are no valid YAML ({error.problem}); quote texts that have a colon."
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        raise BadFile(2, f"the fields are no valid YAML ({error}).") from error
    if not isinstance(fields, dict):
        raise BadFile(2, "write the fields as `name: value`, one a line.")
    return fields


def _line_of(field: str, lines: list[str], end: int) -> int:
    for number, line in enumerate(lines[1:end], start=2):
        if line.startswith(f"{field}:"):
            return number
    return end + 2 if field == "body" else 2
